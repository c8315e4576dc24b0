"""Edits in one transaction, each with its line in the audit."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

import sqlalchemy as sa

from dashboard.register import rules, tables
from dashboard.register.actor import Actor
from dashboard.register.records import (
    Change,
    Conflict,
    Edit,
    Outcome,
    Record,
    as_change,
    as_json,
    fields_of,
    plain,
    row,
)
from dashboard.register.schema import KINDS
from dashboard.register.values import Invalid, Problem, clean
from dashboard.settings import settings
from dashboard.sources.orgnr import names_person, without_persons


class Batch:
    """Edits in one transaction. Rules and references are looked at when all are written, so that rows may name each other."""

    def __init__(self, connection: sa.Connection, actor: Actor, note: str = "") -> None:
        self.connection, self.actor, self.note, self.id = connection, actor, without_persons(note), uuid4().hex
        self.written: dict[tuple[str, str], None] = {}

    def put(self, edit: Edit, token: str | None = None, undoes: int | None = None) -> Outcome:
        """Write one record, or take it away. Raises Invalid or Conflict."""
        kind = KINDS[edit.kind]
        before = row(self.connection, edit.kind, edit.key) if edit.key else None
        if edit.version and not before:
            raise Invalid([Problem("", "gone")])
        if not before and names_person(edit.key):
            raise Invalid([Problem("", "personal")])
        fields = fields_of(edit.kind, before) if before else {}
        if edit.remove:
            self.remove(edit.kind, edit.key, edit.version)
            return Outcome(edit, "deleted", edit.key, fields, {})
        values, problems = clean(kind, {**fields, **edit.values})
        if problems:
            raise Invalid(problems)
        if undoes is None:  # else it is to be as it was, also who verified it
            values = rules.work_out(edit.kind, values, before, self.actor.who, settings().clock())
        if before and values == fields:
            return Outcome(edit, "unchanged", edit.key, fields, values)
        if before and edit.version != before["version"] and not edit.anyway:
            last = self._newest(number=before["version"])
            raise Conflict({name: values[name] for name in edit.values if name in values}, before, last)
        key = edit.key or self._next(edit.kind)
        number, signed = self._note("changed" if before else "created", edit.kind, key, fields, values, token, undoes)
        self._store(edit.kind, key, {**values, **signed, "version": number}, new=before is None)
        self.written[edit.kind, key] = None
        return Outcome(edit, "changed" if before else "created", key, fields, values)

    def remove(self, kind: str, key: str, version: int, undoes: int | None = None) -> None:
        """Delete one record. Raises Invalid or Conflict."""
        before = row(self.connection, kind, key)
        if not before:
            raise Invalid([Problem("", "gone")])
        if before["version"] != version:
            last = self._newest(number=before["version"])
            raise Conflict({}, before, last)
        for name, other in KINDS.items():
            for field in other.fields:
                if field.to == kind and (named := self.where(name, **{field.name: key})):
                    raise Invalid([Problem("", "still_named", {"kind": name, "key": named[0]["key"]})])
        self._note("deleted", kind, key, fields_of(kind, before), None, None, undoes)
        table = tables.KIND_TABLES[kind]
        self.connection.execute(sa.delete(table).where(table.c.key == key))
        self.written.pop((kind, key), None)

    def undo(self, done: Change) -> Change:
        """Write what was before a change. Raises Conflict where somebody has built on it."""
        now = row(self.connection, done.kind, done.key)
        fields = plain(fields_of(done.kind, now)) if now else {}
        if any(fields.get(name) != done.after.get(name) for name in done.fields):
            raise Conflict(done.before, now or {}, self._newest(kind=done.kind, key=done.key))
        if not done.before:
            self.remove(done.kind, done.key, now["version"] if now else 0, undoes=done.number)
        else:
            values = {name: done.before.get(name) for name in done.fields}
            self.put(Edit(done.kind, values, done.key, now["version"] if now else 0), undoes=done.number)
        return self._newest(undoes=done.number)

    def problems(self, kind: str, key: str) -> list[Problem]:
        """What is wrong with a written record, now that all are written."""
        record = row(self.connection, kind, key)
        if record is None:
            return []
        lacking = [
            Problem(field.name, "no_record", {"text": record[field.name]})
            for field in KINDS[kind].fields
            if field.to and record[field.name] and not self.one(field.to, record[field.name])
        ]
        return lacking + rules.check(kind, record, self)

    def verify(self) -> None:
        """Raise Invalid where a written record breaks a rule."""
        if found := [problem for kind, key in self.written for problem in self.problems(kind, key)]:
            raise Invalid(found)

    def judged(self, outcomes: list[Outcome]) -> list[Outcome]:
        """The outcomes, those that break a rule rejected."""
        return [
            Outcome(o.edit, "rejected", o.key, o.before, o.after, found)
            if o.action in ("created", "changed") and (found := self.problems(o.edit.kind, o.key))
            else o
            for o in outcomes
        ]

    def one(self, kind: str, key: str | None) -> Record | None:
        """The record of that key, as this transaction sees it."""
        return row(self.connection, kind, key) if key else None

    def where(self, kind: str, **fields: object) -> list[rules.Record]:
        """The records whose fields have these values."""
        table = tables.KIND_TABLES[kind]
        wanted = sa.select(table).filter_by(**fields).order_by(table.c.key)
        return [dict(found) for found in self.connection.execute(wanted).mappings()]

    def _newest(self, **equal: object) -> Change:
        """The newest line of the audit whose columns have these values."""
        lines = sa.select(tables.change).filter_by(**equal).order_by(tables.change.c.number.desc()).limit(1)
        return as_change(self.connection.execute(lines).mappings().one())

    def _next(self, kind: str) -> str:
        """The next key that nobody has."""
        table, c = tables.counter, self.connection
        while True:
            step = sa.update(table).filter_by(kind=kind).values(last=table.c.last + 1).returning(table.c.last)
            number = c.execute(step).scalar()
            if number is None:
                c.execute(sa.insert(table).values(kind=kind, last=1))
                number = 1
            key = f"{KINDS[kind].prefix}{number:04}"
            if not c.execute(sa.select(tables.change.c.number).filter_by(kind=kind, key=key).limit(1)).first():
                return key

    def _note(
        self, action: str, kind: str, key: str, before: Mapping[str, Any], after: Mapping[str, Any] | None,
        token: str | None, undoes: int | None,
    ) -> tuple[int, dict[str, Any]]:  # fmt: skip
        """The line in the audit; gives its number, and the columns of the record that say who and when."""
        at, who = now(), self.actor.who
        line = sa.insert(tables.change).values(
            at=at, who=who, kind=kind, key=key, action=action, before=as_json(before) if before else None,
            after=None if after is None else as_json(after), batch=self.id, note=self.note or None, undoes=undoes, token=token,
        )  # fmt: skip
        number = self.connection.execute(line).inserted_primary_key
        assert number is not None
        return int(number[0]), {"changed_at": at, "changed_by": who}

    def _store(self, kind: str, key: str, columns: Mapping[str, Any], *, new: bool) -> None:
        table = tables.KIND_TABLES[kind]
        if new:
            self.connection.execute(sa.insert(table).values(key=key, **columns))
        else:
            self.connection.execute(sa.update(table).where(table.c.key == key).values(**columns))


def now() -> datetime:
    """The time in UTC, as the tables hold it."""
    return datetime.now(UTC).replace(tzinfo=None)
