"""Unpacking: the bytes of a plain, gzipped or zipped file as one stream that refuses to grow beyond bounds.

Nothing is written to the disk, so a name in a zip cannot lead anywhere.
"""

import io
import zipfile
import zlib
from collections.abc import Callable
from gzip import GzipFile
from pathlib import Path
from typing import IO, cast

from dashboard.errors import UserError

RATIO = 200  # unpacked to packed size; registers pack 20 to 1
FREE = 50_000_000  # bytes; below this size a ratio means nothing
ENCRYPTED = 0x1  # the flag of a file in a zip that has a password
WORKBOOK_PART = "xl/workbook.xml"


class Unpacked(io.RawIOBase):
    """The unpacked bytes of ``path``, or of one file in it if that is a zip, up to ``limit`` of them.

    ``report(step, share)`` is told how far it is. Raises UserError for what is damaged, too large, has a password or
    may not be read.
    """

    def __init__(
        self, path: Path, member: zipfile.ZipInfo | None, limit: int, report: Callable[[str, float], None] | None
    ) -> None:
        self._name, self._limit, self._report, self._read = path.name, limit, report, 0
        self._size = member.compress_size if member else path.stat().st_size
        self._packed = _opened(path)
        try:
            self._inner = self._of_zip(member) if member else self._plain()
        except BaseException:
            self._packed.close()
            raise

    def readable(self) -> bool:  # noqa: D102
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]  # noqa: D102
        try:
            chunk = self._inner.read(len(buffer))
        except (EOFError, OSError, zlib.error, zipfile.BadZipFile):
            raise damaged(self._name) from None
        self._read += len(chunk)
        if self._read > self._limit or is_bomb(self._read, self._size):
            raise too_large(self._name)
        if self._report and self._size:
            self._report("reading", min((self._packed.tell() - self._start) / self._size, 1.0))
        buffer[: len(chunk)] = chunk
        return len(chunk)

    def close(self) -> None:  # noqa: D102
        self._packed.close()
        super().close()

    def _plain(self) -> IO[bytes]:
        self._start = 0
        gzipped = self._packed.read(2) == b"\x1f\x8b"
        self._packed.seek(0)
        return cast(IO[bytes], GzipFile(fileobj=self._packed)) if gzipped else self._packed

    def _of_zip(self, member: zipfile.ZipInfo) -> IO[bytes]:
        self._start = member.header_offset
        if member.flag_bits & ENCRYPTED:
            raise protected(self._name)
        try:
            return zipfile.ZipFile(self._packed).open(member)
        except NotImplementedError:  # packed in a way that is not known here
            raise unknown(self._name) from None
        except (zipfile.BadZipFile, RuntimeError, ValueError, OSError):
            raise damaged(self._name) from None


def members(path: Path) -> list[zipfile.ZipInfo]:
    """The files in a zip, without folders and what systems put beside them; none for a file that is no zip.

    Raises UserError for a zip that is damaged."""
    with _opened(path) as stream:
        if stream.read(4) != b"PK\x03\x04":
            return []
        try:
            with zipfile.ZipFile(stream) as archive:
                found = archive.infolist()
        except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError):
            raise damaged(path.name) from None
    shown = [one for one in found if not one.is_dir() and not one.filename.startswith("__MACOSX/")]
    return [one for one in shown if not one.filename.rpartition("/")[2].startswith(".")]


def is_bomb(unpacked: int, packed: int) -> bool:
    """Whether so many bytes out of so few can be no honest file."""
    return unpacked > FREE and unpacked > RATIO * packed


def damaged(name: str) -> UserError:
    """The error for a file that breaks off or contradicts itself."""
    return UserError(f"{name} is damaged or cut off; fetch it again.", key="sources.damaged", file=name)


def too_large(name: str) -> UserError:
    """The error for a file that unpacks to more than the bounds allow."""
    return UserError(
        f"{name} unpacks to more than is allowed; if it is right, raise DASHBOARD_IMPORT_MEGABYTES.",
        key="sources.too_large", file=name,
    )  # fmt: skip


def unknown(name: str) -> UserError:
    """The error for a file that is none of what is read here."""
    return UserError(
        f"{name} is in a format that is not read here; use CSV, XLSX or JSON.", key="sources.unknown_format", file=name
    )


def protected(name: str) -> UserError:
    """The error for a file that has a password, or is a workbook of before 2007."""
    return UserError(
        f"{name} is password-protected or in the old Excel format; save it as .xlsx without a password.",
        key="sources.protected", file=name,
    )  # fmt: skip


def _opened(path: Path) -> IO[bytes]:
    try:
        return path.open("rb")
    except OSError:
        raise UserError(
            f"{path.name} may not be read; change its permissions.", key="sources.no_permission", file=path.name
        ) from None
