"""A form that is open: what is typed in it, what it began with, what a save would say, and its draft."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

import streamlit as st

from dashboard.register.actor import Actor
from dashboard.register.schema import Field, Kind
from dashboard.register.store import Conflict, Edit, Outcome, Problem, Record, Register
from dashboard.ui.sections.edit.wording import decimal

TYPED_AT, UPON = "typed_at", "version"  # what a draft says beside its fields
CHOSEN = ("choice", "area", "region", "industry", "reference")  # types of which one value is chosen from a list


@dataclass
class Form:
    """``given`` is what stands in the fields, as typed; ``start`` what is stored, in the same form. The ``token`` goes with
    the save, so that what is sent twice is stored once."""

    kind: Kind
    key: str
    version: int
    start: dict[str, Any]
    given: dict[str, Any]
    asked: tuple[str, str, str]
    offer: Mapping[str, Any] | None = None  # an earlier draft, until it is taken up or thrown away
    tried: bool = False  # once somebody has tried to save, also what is not filled in is a problem
    conflict: Conflict | None = None
    outcome: Outcome | None = None  # what a save would do with what was ``seen`` in the fields
    seen: dict[str, Any] | None = None
    going: Callable[[], None] | None = None  # what is still to be told, and where to lead, after a save
    arriving: dict[str, Any] | None = None  # what to put into the fields before they are drawn again
    token: str = field(default_factory=lambda: uuid4().hex)
    id: str = field(default_factory=lambda: uuid4().hex)

    def slot(self, name: str) -> str:
        """The key of a field's widget: another for every form, the same before and after a save, so that the focus stays."""
        return f"edit_{self.id}_{name}"

    def set(self, name: str, typed: Any) -> None:
        """Let a field hold something else than what was typed into it; before its widget is drawn, or in a callback."""
        self.given[name] = typed
        st.session_state[self.slot(name)] = typed

    def arrive(self) -> None:
        """Put into the fields what came after they had been drawn."""
        for name, typed in (self.arriving or {}).items():
            self.set(name, typed)
        self.arriving = None

    def stored(self, language: str, record: Record) -> None:
        """Go on with the record as it was stored."""
        self.start = self.arriving = of_record(language, self.kind, record)
        self.key, self.version = record["key"], record["version"]
        self.asked = (self.kind.name, self.key, self.asked[2])
        self.token, self.tried, self.conflict, self.seen = uuid4().hex, False, None, None

    def values(self) -> dict[str, Any]:
        """What to store: all that is typed of a new record, of another what differs from the start."""
        return {name: given for name, given in self.given.items() if not self.key or given != self.start[name]}

    def touched(self) -> bool:
        """Whether something is typed that is not stored."""
        return self.given != self.start

    def follow_up(self, register: Register, actor: Actor) -> None:
        """After something was typed: find out what a save would do, storing nothing, and keep the draft."""
        if self.seen == self.given:
            return
        edit = Edit(self.kind.name, self.values(), self.key, self.version, anyway=True)
        self.outcome = register.apply(actor, [edit], dry_run=True)[0]
        if self.seen is not None:
            self._keep(register, actor)
        self.seen = dict(self.given)

    def refused(self, problems: Sequence[Problem]) -> None:
        """Show why a save was refused, until something else is typed."""
        edit = Edit(self.kind.name, self.values(), self.key, self.version)
        self.outcome = Outcome(edit, "rejected", self.key, {}, edit.values, problems)
        self.seen = dict(self.given)

    def problems(self, name: str) -> list[Problem]:
        """What is wrong with a field; ``""`` for what is wrong with the record as a whole."""
        found = [problem for problem in (self.outcome.problems if self.outcome else ()) if problem.field == name]
        return [
            p for p in found if p.reason != "required" or self.tried or self.given.get(name) != self.start.get(name)
        ]

    def _keep(self, register: Register, actor: Actor) -> None:
        """Keep what is typed and not stored as the actor's draft, with when and upon which version; forget it when nothing is."""
        typed = {name: given for name, given in self.given.items() if given != self.start[name]}
        about = {TYPED_AT: datetime.now(UTC).replace(tzinfo=None).isoformat(), UPON: self.version}
        register.keep_draft(actor, self.kind.name, self.key, {**typed, **about} if typed else None)


def typed(language: str, kind: Field, stored: Any) -> Any:
    """A stored value as it stands in the form's field."""
    if kind.type == "flag":
        return bool(stored)
    if kind.type == "many":
        return stored.split(",") if stored else []
    if kind.type in CHOSEN:
        return stored or ""
    if stored is None:
        return ""
    if kind.type == "day":
        return f"{stored:%d.%m.%Y}" if language == "nb" else stored.isoformat()
    return decimal(language, stored) if kind.type in ("number", "whole") else str(stored)


def of_record(language: str, kind: Kind, record: Record | None) -> dict[str, Any]:
    """A whole record as typed, or an empty form with the kind's defaults; without what the rules work out."""
    stored = record or {f.name: f.default for f in kind.fields}
    return {f.name: typed(language, f, stored[f.name]) for f in kind.fields if not f.worked_out}
