"""What the rows of a file would do to the register, cell by cell, before they do it; and then all of it, or nothing."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from dashboard.register.actor import Actor, Role
from dashboard.register.records import Conflict, Edit, Outcome
from dashboard.register.rows import Row, asked_for
from dashboard.register.schema import KINDS
from dashboard.register.store import Register

CHANGES = ("created", "changed", "deleted")


@dataclass(frozen=True)
class Line:
    """A row and what becomes of it: created, changed, unchanged, deleted or rejected."""

    row: Row
    outcome: Outcome


@dataclass(frozen=True)
class Plan:
    """The rows with what would become of each, for the register as it was at ``revision``. ``partly`` leaves out the file's
    lines that cannot be taken; else one of them stops all. ``done`` once it was carried out."""

    rows: Sequence[Row]
    lines: Sequence[Line]
    revision: int
    partly: bool = False
    done: bool = False

    def count(self, action: str) -> int:
        """How many rows are created, changed, unchanged, deleted or rejected."""
        return sum(line.outcome.action == action for line in self.lines)

    @property
    def stopped(self) -> bool:
        """Whether what is rejected stops all."""
        rejected = self.count("rejected")
        return rejected > 0 and (not self.partly or rejected == len(self.lines))

    @property
    def possible(self) -> bool:
        """Whether there is something to do and nothing that stops it."""
        return not self.stopped and any(line.outcome.action in CHANGES for line in self.lines)


def plan(register: Register, actor: Actor, rows: Sequence[Row], *, partly: bool = False) -> Plan:
    """What the rows would do; nothing is stored. Raises Denied below an editor."""
    actor.must_be(Role.editor)
    revision = register.revision()
    there = {kind: {r["key"]: r for r in register.all(actor, kind)} for kind in {row.edit.kind for row in rows}}
    asked = [
        (row, asked_for(register, actor, row, now))
        for row in rows
        if (now := there[row.edit.kind].get(row.edit.key))
        or row.problems
        or not row.edit.remove  # else it is gone already
    ]
    rejected = [Line(row, known) for row, known in asked if isinstance(known, Outcome) and known.action == "rejected"]
    while True:
        bad = {(line.row.sheet, line.row.line) for line in rejected} if partly else set()
        kept = [(row, wanted) for row, wanted in asked if (row.sheet, row.line) not in bad]
        edits = _in_order([wanted for _, wanted in kept if isinstance(wanted, Edit)])
        try:
            outcomes = dict(zip(map(id, edits), register.apply(actor, edits, dry_run=True), strict=True))
        except Conflict:  # somebody saved at this very moment
            return plan(register, actor, rows, partly=partly)
        lines = [Line(row, known if isinstance(known, Outcome) else outcomes[id(known)]) for row, known in kept]
        found = [line for line in lines if line.outcome.action == "rejected"]
        if not partly or not found:
            return Plan(rows, [*rejected, *lines] if partly else lines, revision, partly)
        first = {(line.row.sheet, line.row.line): line for line in reversed(found)}  # the jobs' trouble follows from it
        rejected += reversed(first.values())


def carry_out(register: Register, actor: Actor, planned: Plan, note: str) -> Plan:
    """Do what was planned: all of it or nothing. Where the register has moved on since, it is planned anew first; the plan
    that comes back is ``done``, or says what stands against it. ``note`` stands in the audit."""
    if register.revision() != planned.revision:
        planned = plan(register, actor, planned.rows, partly=planned.partly)
    if not planned.possible:
        return planned
    edits = _in_order([line.outcome.edit for line in planned.lines if line.outcome.action in CHANGES])
    try:
        outcomes = register.apply(actor, edits, note)
    except Conflict:  # somebody was quicker by a moment
        return plan(register, actor, planned.rows, partly=planned.partly)
    return replace(planned, done=not any(outcome.problems for outcome in outcomes))


def _in_order(edits: Sequence[Edit]) -> list[Edit]:
    """What is written first, then what is taken away, and of that first what names the others."""
    kinds = list(KINDS)
    removed = sorted((edit for edit in edits if edit.remove), key=lambda edit: kinds.index(edit.kind), reverse=True)
    return [edit for edit in edits if not edit.remove] + removed
