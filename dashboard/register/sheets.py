"""The sheets of a workbook as they came, read within bounds. Nothing is computed, no link is followed, no macro is taken."""

import warnings
import zipfile
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from openpyxl import load_workbook

from dashboard.errors import UserError
from dashboard.sources.opening import MEGABYTE, File
from dashboard.sources.tables import tidy

ROWS, COLUMNS = 100_000, 100  # rows of all sheets, empty ones included; columns that are looked at
UNPACKED = 100 * MEGABYTE
MACROS = ("vbaproject", "macrosheets/", "activex/")  # parts of a workbook that a spreadsheet would run


@dataclass(frozen=True)
class Sheet:
    """A sheet: its title, and number and cells of each row that holds anything."""

    title: str
    rows: list[tuple[int, tuple[Any, ...]]]


def upload(name: str, content: bytes) -> list[Sheet]:
    """The sheets of a workbook that came over the wire. It lies on disk only while it is read, under a name of ours."""
    with TemporaryDirectory(prefix="upload") as folder:
        path = Path(folder) / "workbook"
        path.write_bytes(content)
        return sheets(path, name)


def sheets(path: Path, name: str = "") -> list[Sheet]:
    """All sheets of a workbook; ``name`` is what its errors call it. Raises UserError for what is none, or is not safe."""
    file = File(path)
    file.name = tidy(name)[-100:] or path.name
    if file.format != "workbook":
        raise UserError(f"{file.name} is no workbook; save it as .xlsx.", key="workbook.not_one", file=file.name)
    _check(file)
    found: list[Sheet] = []
    passed = 0
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl warns of styles and extensions that it leaves out
            # opened here, for openpyxl would go by the file's name
            with path.open("rb") as stream, closing(load_workbook(stream, read_only=True, keep_links=False)) as book:
                for sheet in book.worksheets:
                    sheet.reset_dimensions()  # a stated size may be a lie
                    found.append(Sheet(sheet.title, []))
                    for number, cells in enumerate(sheet.iter_rows(values_only=True, max_col=COLUMNS), 1):
                        if any(cell not in (None, "") for cell in cells):
                            found[-1].rows.append((number, tuple(map(_cell, cells))))
                        if (passed := passed + 1) > ROWS:
                            raise _too_many(file)
    except UserError:
        raise
    except Exception:  # openpyxl has no error of its own: a damaged file may raise anything
        raise file.damaged() from None
    return found


def _too_many(file: File) -> UserError:
    return UserError(
        f"{file.name} has more than {ROWS} rows, with the empty ones; delete those, or divide it.",
        key="workbook.too_many", file=file.name, rows=ROWS,
    )  # fmt: skip


def _cell(value: Any) -> Any:
    """A cell's value. Line ends are one sign, whichever system wrote them."""
    if isinstance(value, str):
        return value.replace("_x000D_", "\r").replace("\r\n", "\n").replace("\r", "\n")
    return value


def _check(file: File) -> None:
    """Raise UserError for a workbook with macros, or with more in it than a register's workbook has."""
    with zipfile.ZipFile(file.path) as archive:
        members = archive.infolist()
    if any(part in member.filename.lower() for member in members for part in MACROS):
        raise UserError(f"{file.name} holds macros; save it as .xlsx.", key="workbook.macros", file=file.name)
    if sum(member.file_size for member in members) > UNPACKED:
        raise file.too_large()
