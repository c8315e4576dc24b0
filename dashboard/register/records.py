"""What the register takes and gives: records, edits, what became of them, and the lines of the audit."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from dashboard.register import tables
from dashboard.register.schema import KINDS
from dashboard.register.values import Problem

Record = dict[str, Any]


@dataclass(frozen=True)
class Edit:
    """What is asked for: ``values`` are the fields to set. Without a key it is a new record; ``version`` 0 with a key
    makes one of that key, or overwrites whatever it holds when ``anyway`` is set. ``remove`` deletes it instead."""

    kind: str
    values: Mapping[str, Any]
    key: str = ""
    version: int = 0
    anyway: bool = False
    remove: bool = False


@dataclass(frozen=True)
class Change:
    """One line of the audit; ``before`` and ``after`` hold all fields, and are empty where there was or is no record."""

    number: int
    at: datetime
    who: str
    kind: str
    key: str
    action: str
    before: Mapping[str, Any]
    after: Mapping[str, Any]
    batch: str
    note: str | None
    undoes: int | None

    @property
    def fields(self) -> list[str]:
        """The names of the fields that it changed."""
        names = {**self.before, **self.after}
        return [name for name in names if self.before.get(name) != self.after.get(name)]


@dataclass(frozen=True)
class Outcome:
    """What became, or would become, of an edit: created, changed, unchanged, deleted or rejected."""

    edit: Edit
    action: str
    key: str
    before: Mapping[str, Any]
    after: Mapping[str, Any]
    problems: Sequence[Problem] = ()


class Conflict(Exception):
    """Somebody else changed the record meanwhile: ``theirs`` is what it says now, ``last`` their change, ``fields`` where
    it differs from ``mine``."""

    def __init__(self, mine: Mapping[str, Any], theirs: Record, last: Change) -> None:
        super().__init__(f"{last.kind} {last.key} was changed by {last.who}")
        self.mine, self.theirs, self.last = mine, theirs, last
        self.fields = [name for name, value in mine.items() if theirs.get(name) != value]


def row(connection: sa.Connection, kind: str, key: str) -> Record | None:
    """The record of that key, or None."""
    found = connection.execute(sa.select(tables.KIND_TABLES[kind]).filter_by(key=key)).mappings().first()
    return dict(found) if found else None


def fields_of(kind: str, record: Mapping[str, Any]) -> dict[str, Any]:
    """A record without what says who changed it and when."""
    return {field.name: record[field.name] for field in KINDS[kind].fields}


def as_json(values: Mapping[str, Any]) -> str:
    """Values as the audit keeps them."""
    return json.dumps(values, ensure_ascii=False, default=str)


def plain(values: Mapping[str, Any]) -> dict[str, Any]:
    """Values as the audit has them: days as text."""
    found: dict[str, Any] = json.loads(as_json(values))
    return found


def as_change(line: Mapping[Any, Any]) -> Change:
    """A line of the audit as it is read."""
    told = {**line, "before": json.loads(line["before"] or "{}"), "after": json.loads(line["after"] or "{}")}
    return Change(**{name: told[name] for name in Change.__dataclass_fields__})
