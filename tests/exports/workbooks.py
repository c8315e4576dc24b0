"""Workbooks to test with: what somebody does to one in Excel, and what nobody should have in one."""

import io
import zipfile
from collections.abc import Callable
from typing import Any

from openpyxl import Workbook, load_workbook


def worked_on(content: bytes, work: Callable[[Workbook], None]) -> bytes:
    """The workbook after somebody has opened it, done something in it and saved it."""
    book = load_workbook(io.BytesIO(content))
    work(book)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def column(sheet: Any, heading: str) -> int:
    """The number of the column with that heading, with or without the mark of a required one."""
    return next(cell.column for cell in sheet[1] if str(cell.value).rstrip(" *") == heading)


def put(sheet: Any, row: int, **values: Any) -> None:
    """Type values into a row, by English heading with underscores for spaces."""
    for heading, value in values.items():
        sheet.cell(
            row, column(sheet, heading.replace("_", " "))
        ).value = value  # given to `cell`, None would change nothing


def with_part(content: bytes, name: str, part: bytes) -> bytes:
    """The workbook with one more part in its zip, or another in the stead of one."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as before, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as after:
        for member in before.infolist():
            if member.filename != name:
                after.writestr(member, before.read(member))
        after.writestr(name, part)
    return out.getvalue()
