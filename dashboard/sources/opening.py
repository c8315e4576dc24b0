"""Opening an imported file: what it is, unpacked within bounds, and in which encoding its text is written."""

import codecs
import io
import re
import zipfile
import zlib
from collections.abc import Callable
from functools import cached_property
from gzip import GzipFile
from pathlib import Path
from typing import IO, Literal, cast

from dashboard.errors import UserError
from dashboard.settings import settings

Format = Literal["json", "table", "workbook"]
MEGABYTE = 1_000_000
HEAD = 4_096  # bytes that tell what a file is
RATIO = 200  # unpacked to packed size; registers pack 20 to 1
FREE = 50 * MEGABYTE  # below this size a ratio means nothing
WORKBOOK = 500 * MEGABYTE  # its texts are held in memory; a million rows take less
_UTF8_LETTER = re.compile("[\x80-\xff]")
_NOT_UTF8 = re.compile("[\udc80-\udcff]")  # how the decoder marks bytes that are no UTF-8


class File:
    """A file to be read through. ``report(step, share)`` is told how far it is. Raises UserError for what it is not."""

    def __init__(self, path: Path, report: Callable[[str, float], None] | None = None) -> None:
        if not path.exists():
            raise UserError(f"There is no file {path}; check the path.", key="sources.not_found", file=str(path))
        if not path.is_file():
            raise UserError(f"{path} is not a file; name one file in it.", key="sources.not_a_file", file=str(path))
        self.path = path
        self.name = path.name
        self.size = path.stat().st_size
        self._report = report

    def open(self, limit: int | None = None) -> IO[bytes]:
        """The unpacked bytes from the start. Reading past ``limit`` bytes, or the setting's, raises UserError."""
        unpacked = _Unpacked(self, limit or settings().import_megabytes * MEGABYTE, self._report)
        return io.BufferedReader(unpacked, 1 << 18)

    @cached_property
    def head(self) -> bytes:
        """The first unpacked bytes."""
        with self.open() as stream:
            return stream.read(HEAD)

    @cached_property
    def format(self) -> Format:
        """What the bytes are, whatever the file's name says."""
        head = self.head
        if head.startswith(b"PK\x03\x04"):
            self._check_workbook()
            return "workbook"
        if head.startswith(b"\xd0\xcf\x11\xe0"):
            raise UserError(
                f"{self.name} is password-protected or in the old Excel format; save it as .xlsx without a password.",
                key="sources.protected", file=self.name,
            )  # fmt: skip
        text = head.decode(_encoding_of_head(head) or "utf-8", errors="replace").lstrip("\ufeff \t\r\n")
        if not text:
            raise UserError(f"{self.name} is empty; fetch it again.", key="sources.empty", file=self.name)
        if sum(character < " " and character not in "\t\r\n" for character in text) > len(text) / 100:
            raise self._unknown()
        if text.startswith("<"):
            raise UserError(
                f"{self.name} is a web page, perhaps an error message, and not data; fetch it again.",
                key="sources.web_page", file=self.name,
            )  # fmt: skip
        return "json" if text[0] in "[{" else "table"

    @cached_property
    def encoding(self) -> str:
        """The encoding of the text, found by reading it through. Raises UserError where it has several or none.

        What is not UTF-8 is taken for Windows-1252, unless there are UTF-8 letters as well: å, ä, ö, æ and ø are two
        bytes in UTF-8, which would be Ã and a sign in Windows-1252.
        """
        if wide := _encoding_of_head(self.head):
            self._decode(wide)
            return wide
        decoder = codecs.getincrementaldecoder("utf-8")("surrogateescape")
        line, utf8, other = 1, int(self.head.startswith(codecs.BOM_UTF8)), 0  # the first line with a letter of each
        with self.open() as stream:
            while chunk := stream.read(MEGABYTE):
                text = decoder.decode(chunk)
                if not text.isascii():
                    utf8 = utf8 or _line_of(_UTF8_LETTER, text, line)
                    other = other or _line_of(_NOT_UTF8, text, line)
                line += text.count("\n")
        other = other or (line if decoder.getstate()[0] else 0)  # it breaks off within a letter
        if other and utf8:
            raise UserError(
                f"{self.name} mixes encodings: line {utf8} is UTF-8 and line {other} is not; save all of it as UTF-8.",
                key="sources.mixed_encodings", file=self.name, utf8=utf8, other=other,
            )  # fmt: skip
        if not other:
            return "utf-8-sig"
        self._decode("cp1252")
        return "cp1252"

    def text(self, limit: int | None = None) -> IO[str]:
        """The text from the start, line ends as they are; ``limit`` as in open."""
        return io.TextIOWrapper(self.open(limit), encoding=self.encoding, newline="")

    def damaged(self) -> UserError:
        """The error for a file that breaks off or contradicts itself."""
        return UserError(f"{self.name} is damaged or cut off; fetch it again.", key="sources.damaged", file=self.name)

    def too_large(self) -> UserError:
        """The error for a file that unpacks to more than the bounds allow."""
        return UserError(
            f"{self.name} unpacks to more than is allowed; if it is right, raise DASHBOARD_IMPORT_MEGABYTES.",
            key="sources.too_large", file=self.name,
        )  # fmt: skip

    def _unknown(self) -> UserError:
        return UserError(
            f"{self.name} is in a format that is not read here; use CSV, XLSX or JSON.",
            key="sources.unknown_format", file=self.name,
        )  # fmt: skip

    def _decode(self, encoding: str) -> None:
        decoder = codecs.getincrementaldecoder(encoding)()
        try:
            with self.open() as stream:
                while chunk := stream.read(MEGABYTE):
                    decoder.decode(chunk)
                decoder.decode(b"", final=True)
        except UnicodeError:
            raise self._unknown() from None

    def _check_workbook(self) -> None:
        """Raise UserError for a zip that is no workbook, or that would unpack beyond bounds; nothing is unpacked."""
        try:
            with zipfile.ZipFile(self.path) as archive:
                members = archive.infolist()
        except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError):
            raise self.damaged() from None
        if "xl/workbook.xml" not in {member.filename for member in members}:
            raise self._unknown()
        unpacked = sum(member.file_size for member in members)
        limit = min(settings().import_megabytes * MEGABYTE, WORKBOOK)
        if unpacked > limit or (unpacked > FREE and unpacked > RATIO * self.size):
            raise self.too_large()


class _Unpacked(io.RawIOBase):
    """The bytes of a file, gzip taken off, that refuses to grow beyond bounds."""

    def __init__(self, file: File, limit: int, report: Callable[[str, float], None] | None) -> None:
        self._file, self._limit, self._report, self._read = file, limit, report, 0
        try:
            self._packed: IO[bytes] = file.path.open("rb")
        except OSError:
            raise UserError(
                f"{file.name} may not be read; change its permissions.", key="sources.no_permission", file=file.name
            ) from None
        gzipped = self._packed.read(2) == b"\x1f\x8b"
        self._packed.seek(0)
        self._inner = cast(IO[bytes], GzipFile(fileobj=self._packed)) if gzipped else self._packed

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        try:
            chunk = self._inner.read(len(buffer))
        except (EOFError, OSError, zlib.error):
            raise self._file.damaged() from None
        self._read += len(chunk)
        if self._read > self._limit or (self._read > FREE and self._read > RATIO * self._file.size):
            raise self._file.too_large()
        if self._report and self._file.size:
            self._report("reading", min(self._packed.tell() / self._file.size, 1.0))
        buffer[: len(chunk)] = chunk
        return len(chunk)

    def close(self) -> None:
        self._packed.close()
        super().close()


def _line_of(sign: re.Pattern[str], text: str, first_line: int) -> int:
    """The line on which a sign stands first; 0 if it does not."""
    found = sign.search(text)
    return first_line + text.count("\n", 0, found.start()) if found else 0


def _encoding_of_head(head: bytes) -> str | None:
    """UTF-16 or UTF-32 by their mark, or UTF-16 by its empty bytes; else None."""
    if head.startswith((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)):
        return "utf-32"
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    for encoding, empty in (("utf-16-le", head[1::2]), ("utf-16-be", head[::2])):
        if head and empty.count(0) > len(head) / 4:
            return encoding
    return None
