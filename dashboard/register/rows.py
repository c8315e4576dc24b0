"""A row of a file, and the edit that it comes to, now that the register may have moved on since the file was written.

A row that was exported with its version is compared with what the record said then: only cells that the reader has changed
since are asked for, and where somebody else has changed the same cell meanwhile, the row is rejected and says who.
"""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Any

from dashboard.register.actor import Actor
from dashboard.register.records import Change, Edit, Outcome, Record, plain
from dashboard.register.schema import KINDS
from dashboard.register.store import Register
from dashboard.register.values import Problem, value
from dashboard.sources.intake import Unusable


@dataclass(frozen=True)
class Row:
    """A row of a file: where it stands, what it asks for, and what is wrong before the register is asked.

    The edit's version is the exported one, 0 where the file does not say. ``cells`` names the column of each field (C)."""

    sheet: str
    line: int
    edit: Edit
    cells: Mapping[str, str]
    problems: Sequence[Problem] = ()


def asked_for(register: Register, actor: Actor, row: Row, now: Record | None) -> Edit | Outcome:
    """The edit that a row comes to, or what is known to become of it without asking further."""
    edit = row.edit
    if row.problems:
        return Outcome(edit, "rejected", edit.key, now or {}, edit.values, row.problems)
    if now is None:
        if edit.version and register.history(actor, edit.kind, edit.key):
            return Outcome(edit, "rejected", edit.key, {}, edit.values, [Problem("", "gone")])
        return Edit(
            edit.kind, {name: given for name, given in edit.values.items() if given not in (None, "")}, edit.key
        )
    if edit.version in (0, now["version"]):
        return replace(edit, version=now["version"])
    return _since(edit, now, register.history(actor, edit.kind, edit.key))


def _since(edit: Edit, now: Record, history: Sequence[Change]) -> Edit | Outcome:
    """A row that was exported before the record's newest changes: what the reader has changed of what it said then."""
    then = next((change.after for change in history if change.number == edit.version), {})
    mine = plain({name: _settled(edit.kind, name, given) for name, given in edit.values.items()})
    theirs = plain(now)
    changed = [name for name in mine if mine[name] != then.get(name)]
    lost = [name for name in changed if theirs[name] not in (then.get(name), mine[name])]
    erased = any(change.action == "erased" and change.number > edit.version for change in history)
    if lost or edit.remove or (erased and changed):
        said = {"who": now["changed_by"], "day": now["changed_at"].date()}
        problems = [Problem(name, "changed_since", {**said, "now": theirs[name]}) for name in lost]
        return Outcome(
            edit, "rejected", edit.key, now, edit.values, problems or [Problem("", "row_changed_since", said)]
        )
    return replace(edit, values={name: edit.values[name] for name in changed}, version=now["version"])


def _settled(kind: str, name: str, given: Any) -> Any:
    """A cell's value as it would be stored; as it is where it cannot be, which is told later."""
    with suppress(Unusable):
        return value(KINDS[kind][name], given)
    return given
