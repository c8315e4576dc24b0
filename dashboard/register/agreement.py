"""Whether the audit and the tables say the same: replayed from its first line, the audit must give every record as it is."""

from collections.abc import Iterator, Mapping
from typing import Any

import sqlalchemy as sa

from dashboard.register import database, tables
from dashboard.register.records import Change, as_change, fields_of, plain
from dashboard.register.schema import KINDS
from dashboard.register.store import Register

_State = tuple[Mapping[str, Any], Change]  # a record's fields, and the change that left them so


def disagreements(register: Register) -> list[str]:
    """Where the two differ, one sentence each that names no values; none when every change is told and nothing else was
    written. Reads the whole audit, in one state of the register."""
    with database.reading(register.engine) as connection:
        return disagreements_within(connection)


def disagreements_within(connection: sa.Connection) -> list[str]:
    """The same in a transaction of the caller's."""
    found: list[str] = []
    states: dict[tuple[str, str], _State] = {}
    lines = connection.execute(sa.select(tables.change).order_by(tables.change.c.number)).mappings()
    for change in map(as_change, lines):
        found += _step(states, change)
    return found + list(_stored(connection, states))


def _step(states: dict[tuple[str, str], _State], change: Change) -> Iterator[str]:
    """Take one line further, and say where it does not begin with what the line before left."""
    named = (change.kind, change.key)
    if change.kind not in KINDS:
        yield f"change {change.number}: there is no kind {change.kind}"
        return
    state = states.pop(named, None)
    if state is None and change.action not in ("created", "erased"):
        yield f"change {change.number}: {change.kind} {change.key} was {change.action}, but there was none"
    if state is not None and change.action == "created":
        yield f"change {change.number}: {change.kind} {change.key} was created, but there was one"
    if fields := _unlike(change.before, state[0] if state else {}):
        yield f"change {change.number}: {change.kind} {change.key} was otherwise before ({fields})"
    if change.after:
        states[named] = (change.after, change)


def _stored(connection: sa.Connection, states: Mapping[tuple[str, str], _State]) -> Iterator[str]:
    """Where the tables hold something else than the audit's last word."""
    left = dict(states)
    for kind, table in tables.KIND_TABLES.items():
        for row in connection.execute(sa.select(table).order_by(table.c.key)).mappings():
            state = left.pop((kind, row["key"]), None)
            if state is None:
                yield f"{kind} {row['key']} is stored, but not in the audit"
                continue
            fields, last = state
            if unlike := _unlike(fields, plain(fields_of(kind, dict(row)))):
                yield f"{kind} {row['key']} is stored otherwise than change {last.number} says ({unlike})"
            if (row["version"], row["changed_at"], row["changed_by"]) != (last.number, last.at, last.who):
                yield f"{kind} {row['key']} does not say that change {last.number} was its last"
    for kind, key in left:
        yield f"{kind} {key} is in the audit, but not stored"


def _unlike(one: Mapping[str, Any], other: Mapping[str, Any]) -> str:
    """Names of the fields that differ; a field that came later is empty in older lines."""
    return ", ".join(name for name in {**one, **other} if one.get(name) != other.get(name))
