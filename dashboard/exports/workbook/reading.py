"""Reading a workbook back: what each row asks the register for. Nothing is looked up and nothing is stored here."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from xlsxwriter.utility import xl_col_to_name

from dashboard.errors import UserError
from dashboard.exports.workbook import wording
from dashboard.register.records import Edit
from dashboard.register.rows import Row
from dashboard.register.schema import KINDS
from dashboard.register.sheets import Sheet
from dashboard.register.values import Problem

_KEY = re.compile("[0-9A-Za-z_-]{1,40}")
_VERSION = re.compile("[0-9]{1,15}")
_ERRORS = ("#REF!", "#N/A", "#VALUE!", "#NAME?", "#DIV/0!", "#NULL!", "#NUM!")  # what a formula leaves that failed


@dataclass(frozen=True)
class Read:
    """The rows of all sheets, and what was left unread: sheet and heading, no heading for a whole sheet."""

    rows: list[Row]
    ignored: list[tuple[str, str]]


def is_template(sheets: Sequence[Sheet]) -> bool:
    """Whether a workbook is the register's: a simple list has one sheet of establishments, without versions."""
    found = [
        (kind, _columns(kind, sheet)[0])
        for sheet in sheets
        if (kind := wording.kinds().get(wording.plain(sheet.title)))
    ]
    return any(kind != "establishment" or "version" in columns for kind, columns in found)


def read(sheets: Sequence[Sheet], name: str) -> Read:
    """What the rows ask for. Raises UserError for a workbook, called ``name``, in which no sheet is known."""
    rows: list[Row] = []
    ignored: list[tuple[str, str]] = []
    for sheet in sheets:
        if kind := wording.kinds().get(wording.plain(sheet.title)):
            columns, foreign = _columns(kind, sheet)
            rows += _rows(kind, sheet, columns)
            ignored += [(sheet.title, heading) for heading in foreign]
        elif wording.plain(sheet.title) not in wording.sheets_beside():
            ignored.append((sheet.title, ""))
    if len(ignored) >= len(sheets) and not rows and all(not heading for _, heading in ignored):
        raise UserError(
            f"{name} is not the register's workbook; download it and fill it in.", key="workbook.foreign", file=name
        )
    return Read(rows, ignored)


def _columns(kind: str, sheet: Sheet) -> tuple[dict[str, int], list[str]]:
    """Where each known column stands, and the headings that say nothing here or the same again."""
    known, places, foreign = wording.fields(kind), dict[str, int](), list[str]()
    for at, cell in enumerate(sheet.rows[0][1] if sheet.rows else ()):
        name = known.get(wording.plain(cell))
        if name and name not in places:
            places[name] = at
        elif wording.plain(cell):
            foreign.append(wording.text(cell))
    return places, foreign


def _rows(kind: str, sheet: Sheet, columns: Mapping[str, int]) -> Iterator[Row]:
    seen: dict[str, int] = {}
    letters = {name: xl_col_to_name(at) for name, at in columns.items()}
    typed = {field.name: field for field in KINDS[kind].fields if field.name in columns and not field.worked_out}
    for line, cells in sheet.rows[1:]:
        given = {name: cells[at] for name, at in columns.items()}
        if not any(wording.text(given[name]).strip() for name in ("key", *typed) if name in given):
            continue
        key = wording.text(given.get("key")).strip()
        asked = [name for name in given if name in typed or name in wording.OWN]
        problems = [
            Problem(name, "formula", {"text": str(given[name])[:40]}) for name in asked if _formula(given[name])
        ]
        if key and not problems:
            problems += [] if _KEY.fullmatch(key) else [Problem("key", "key_form", {"text": key[:40]})]
            problems += [Problem("key", "twice", {"line": seen[key]})] if key in seen else []
        seen.setdefault(key, line)
        remove = wording.yes_or_no().get(wording.plain(given.get("delete")))
        if remove is None:
            problems.append(Problem("delete", "yes_no", {"text": wording.text(given["delete"])[:40]}))
        elif remove and not key:
            problems.append(Problem("key", "required"))
        version = wording.text(given.get("version")).strip() or "0"
        if not _VERSION.fullmatch(version):
            problems.append(Problem("version", "number", {"text": version[:40]}))
        values = {} if remove else {name: wording.meant(kind, field, given[name]) for name, field in typed.items()}
        number = int(version) if key and not problems else 0  # a row copied for a new record keeps the hidden number
        yield Row(sheet.title, line, Edit(kind, values, key, number, remove=bool(remove)), letters, problems)


def _formula(cell: Any) -> bool:
    """Whether a cell is worked out by the spreadsheet: its text begins so, or it is an object for an array of cells."""
    return cell in _ERRORS or cell[:1] == "=" if isinstance(cell, str) else hasattr(cell, "ref")
