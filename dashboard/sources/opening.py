"""Opening an imported file: what it is, unpacked within bounds, and in which encoding its text is written."""

import codecs
import io
import re
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import IO, Literal
from zipfile import ZipInfo

from dashboard.errors import UserError
from dashboard.settings import settings
from dashboard.sources import unpacking

Format = Literal["json", "table", "workbook"]
MEGABYTE = 1_000_000
HEAD = 4_096  # bytes that tell what a file is
WORKBOOK = 500 * MEGABYTE  # its texts are held in memory; a million rows take less
_DAY_IN_NAME = re.compile(r"(?<![0-9])((?:19|20)[0-9]{2})[-_.]?([01][0-9])[-_.]?([0-3][0-9])(?![0-9])")
_YEAR_IN_NAME = re.compile(r"(?<![0-9])(?<![0-9]-)((?:19|20)[0-9]{2})(?!-?[0-9])")
_UTF8_LETTER = re.compile("[\x80-\xff]")
NOT_UTF8 = re.compile("[\udc80-\udcff]")  # how the decoder marks bytes that are no UTF-8


class File:
    """A file to be read through, also packed with gzip or zip. Raises UserError for what it is not.

    ``report(step, share)`` is told how far it is. A zip that is no workbook stands for the one file in it; where there
    are several, ``member`` is the name of the one that is meant, without folders.
    """

    def __init__(
        self, path: Path, report: Callable[[str, float], None] | None = None, member: str | None = None
    ) -> None:
        if not path.exists():
            raise UserError(f"There is no file {path}; check the path.", key="sources.not_found", file=str(path))
        if not path.is_file():
            raise UserError(f"{path} is not a file; name one file in it.", key="sources.not_a_file", file=str(path))
        self.path = path
        self.name = path.name
        self.size = path.stat().st_size
        self._report = report
        self._member = member

    def member(self, name: str) -> "File":
        """One of the files in a zip, such as ``project.csv``: to be read as any other."""
        return File(self.path, self._report, name)

    def open(self, limit: int | None = None) -> IO[bytes]:
        """The unpacked bytes from the start. Reading past ``limit`` bytes, or the setting's, raises UserError."""
        bound = limit or settings().import_megabytes * MEGABYTE
        return io.BufferedReader(unpacking.Unpacked(self.path, self.zipped, bound, self._report), 1 << 18)

    @cached_property
    def zipped(self) -> ZipInfo | None:
        """The file in a zip that is read; None if the file is no zip or a workbook."""
        members = unpacking.members(self.path)
        workbook = unpacking.WORKBOOK_PART in {member.filename for member in members}
        found = [one for one in members if self._member in (None, one.filename.rpartition("/")[2])]
        if self._member and not found:
            raise UserError(
                f"{self.name} is no zip with a file {self._member} in it; check that it is the right file.",
                key="sources.zip_lacks", file=self.name, member=self._member,
            )  # fmt: skip
        if len(found) > 1 and not workbook:
            raise UserError(
                f"{self.name} holds {len(found)} files; unpack it and import the one that is meant.",
                key="sources.zip_several", file=self.name, count=len(found),
            )  # fmt: skip
        return found[0] if found and not workbook else None

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
            raise unpacking.protected(self.name)
        text = head.decode(_encoding_of_head(head) or "utf-8", errors="replace").lstrip("\ufeff \t\r\n")
        if not text:
            raise UserError(f"{self.name} is empty; fetch it again.", key="sources.empty", file=self.name)
        if sum(character < " " and character not in "\t\r\n" for character in text) > len(text) / 100:
            raise unpacking.unknown(self.name)
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
                    other = other or _line_of(NOT_UTF8, text, line)
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
        return unpacking.damaged(self.name)

    def too_large(self) -> UserError:
        """The error for a file that unpacks to more than the bounds allow."""
        return unpacking.too_large(self.name)

    def _decode(self, encoding: str) -> None:
        decoder = codecs.getincrementaldecoder(encoding)()
        try:
            with self.open() as stream:
                while chunk := stream.read(MEGABYTE):
                    decoder.decode(chunk)
                decoder.decode(b"", final=True)
        except UnicodeError:
            raise unpacking.unknown(self.name) from None

    def _check_workbook(self) -> None:
        """Raise UserError for a zip in a zip or in gzip, and for a workbook that would unpack beyond bounds."""
        members = unpacking.members(self.path)
        if self.zipped or not members:
            raise unpacking.unknown(self.name)
        unpacked = sum(member.file_size for member in members)
        limit = min(settings().import_megabytes * MEGABYTE, WORKBOOK)
        if unpacked > limit or unpacking.is_bomb(unpacked, self.size):
            raise unpacking.too_large(self.name)


def day_in_name(name: str) -> date | None:
    """The day, or the end of the only year, that a file's name has; never later than today."""
    today = settings().clock()
    for found in _DAY_IN_NAME.finditer(name):
        with suppress(ValueError):
            if (day := date(*map(int, found.groups()))) <= today:
                return day
    years = [int(year) for year in _YEAR_IN_NAME.findall(name)]
    return min(date(years[0], 12, 31), today) if len(years) == 1 and years[0] <= today.year else None


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
