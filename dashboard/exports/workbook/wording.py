"""What the workbook calls things, and what its words mean: sheets, columns and choices, in three languages."""

from collections.abc import Mapping
from datetime import date, datetime, time
from functools import cache
from typing import Any

from dashboard.i18n import LANGUAGES, Words, words
from dashboard.register.schema import KINDS, Field

OWN = ("key", "delete", "version")  # columns of the workbook's own, beside a kind's fields
TITLE = 31  # characters that a sheet's name may have


def title(t: Words, kind: str) -> str:
    """The name of a kind's sheet."""
    return t(f"record.{kind}.plural")[:TITLE]


def label(t: Words, kind: str, column: str) -> str:
    """A column's heading."""
    return t(f"workbook.column.{column}") if column in OWN else t.field(kind, column)


def columns(kind: str) -> list[str]:
    """A kind's columns in their order: the key first, the version, which is hidden, last."""
    return ["key", *(field.name for field in KINDS[kind].fields), "delete", "version"]


def offered(field: Field) -> tuple[str | bool, ...]:
    """The choices of a field that has a list of them."""
    return (True, False) if field.type == "flag" else field.choices


def shown(t: Words, kind: str, field: Field, value: Any) -> Any:
    """A stored value as the workbook's cell has it: choices and areas in words; numbers and days as they are."""
    if value is None:
        return None
    if field.type == "many":
        return ", ".join(t.choice(kind, field.name, part) for part in value.split(","))
    return t.choice(kind, field.name, value) if field.type in ("choice", "flag", "area", "region") else value


def meant(kind: str, field: Field, cell: Any) -> Any:
    """What a cell says, as the register reads it; a word that is no choice stays, for the register to refuse."""
    if cell is None or (field.type in ("number", "whole", "day") and not isinstance(cell, str)):
        return cell
    if field.type == "many":
        parts = str(cell).replace(";", ",").split(",")
        return ",".join(str(_choices(kind, field.name).get(plain(part), part.strip())) for part in parts)
    if field.type in ("choice", "flag"):
        return _choices(kind, field.name).get(plain(cell), cell)
    return text(cell)


def text(cell: Any) -> str:
    """A cell as text: a whole number without its decimals, a day without its midnight."""
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else repr(cell)
    if isinstance(cell, datetime) and cell.time() == time():
        return cell.date().isoformat()
    return cell.isoformat() if isinstance(cell, date) else "" if cell is None else str(cell)


def plain(cell: Any) -> str:
    """A word without case, the spaces around it and the mark of a required column."""
    return " ".join(text(cell).casefold().rstrip("* ").split())


@cache
def kinds() -> Mapping[str, str]:
    """Each kind by what its sheet may be called."""
    known = {plain(kind): kind for kind in KINDS}
    for t in map(words, LANGUAGES):
        known |= {plain(t(f"record.{kind}")): kind for kind in KINDS} | {plain(title(t, kind)): kind for kind in KINDS}
    return known


@cache
def sheets_beside() -> set[str]:
    """What the sheets that hold no records are called."""
    return {
        plain(words(language)(key))
        for language in LANGUAGES
        for key in ("workbook.sheet.readme", "workbook.sheet.lists")
    }


@cache
def fields(kind: str) -> Mapping[str, str]:
    """Each column of a kind by what it may be called."""
    known = {plain(label(words(language), kind, name)): name for language in LANGUAGES for name in columns(kind)}
    return known | {name: name for name in columns(kind)}


@cache
def yes_or_no() -> Mapping[str, bool]:
    """What the words for yes and no mean, and an empty cell."""
    known = {plain(words(language).choice("", "", value)): value for language in LANGUAGES for value in (True, False)}
    return known | {"true": True, "false": False, "x": True, "1": True, "0": False, "": False}


@cache
def _choices(kind: str, name: str) -> Mapping[str, str | bool]:
    choices = offered(KINDS[kind][name])
    known = {plain(words(language).choice(kind, name, value)): value for language in LANGUAGES for value in choices}
    return known | {plain(value): value for value in choices}
