"""The rows of an XLSX workbook as text. Formulas stay text; nothing is computed, and no link is followed."""

import warnings
from collections.abc import Iterator
from contextlib import closing
from datetime import date, datetime, time

from openpyxl import load_workbook

from dashboard.sources.opening import File

SHEETS = {"Oversikt - detaljert"}  # of Miljødirektoratet's workbook, behind others that explain it


def rows(file: File) -> Iterator[tuple[int, list[str]]]:
    """Row number and cells of the first sheet, or of the one that is known to hold the data. Raises UserError for a damaged workbook."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl warns of styles and extensions that it leaves out
            book = load_workbook(file.path, read_only=True, data_only=False, keep_links=False)
            with closing(book):
                sheet = next((one for one in book.worksheets if one.title in SHEETS), book.worksheets[0])
                sheet.reset_dimensions()  # a stated size may be a lie of a million empty columns
                for number, cells in enumerate(sheet.iter_rows(values_only=True), 1):
                    yield number, [_text(cell) for cell in cells]
    except Exception:  # openpyxl has no error of its own: a damaged file may raise anything
        raise file.damaged() from None


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "1" if value else "0"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ")
    return value.isoformat() if isinstance(value, date) else str(value)
