"""The register: records in, records out, and never a change without its line in the audit.

A record is a dict of its kind's fields with ``key``, ``version`` (the number of the change that last touched it),
``changed_at`` (UTC) and ``changed_by``. Roles are asked here, whoever calls.
"""

import json
from collections.abc import Iterable, Mapping
from typing import Any

import sqlalchemy as sa

from dashboard.errors import UserError
from dashboard.register import database, tables
from dashboard.register.actor import Actor, Role
from dashboard.register.batch import Batch, now
from dashboard.register.records import Change, Conflict, Edit, Outcome, Record, as_change, as_json, row
from dashboard.register.values import Invalid, Problem
from dashboard.sources.orgnr import names_person


class Register:
    """An open register. Raises UserError where it cannot be opened."""

    def __init__(self, url: str) -> None:
        self.engine = database.connect(url)

    def close(self) -> None:
        """Let go of the database."""
        self.engine.dispose()

    def revision(self) -> int:
        """The number of the newest change: what a copy of the register is compared by."""
        with database.reading(self.engine) as connection:
            return int(
                connection.execute(sa.select(sa.func.coalesce(sa.func.max(tables.change.c.number), 0))).scalar_one()
            )

    def all(self, actor: Actor, kind: str) -> list[Record]:
        """Every record of a kind, by key."""
        actor.must_be(Role.member)
        table = tables.KIND_TABLES[kind]
        with database.reading(self.engine) as connection:
            return [dict(found) for found in connection.execute(sa.select(table).order_by(table.c.key)).mappings()]

    def get(self, actor: Actor, kind: str, key: str) -> Record | None:
        """The record of that key, or None."""
        actor.must_be(Role.member)
        with database.reading(self.engine) as connection:
            return row(connection, kind, key)

    def history(self, actor: Actor, kind: str, key: str) -> list[Change]:
        """What happened to a record, newest first."""
        return self.changes(actor, kind=kind, key=key)

    def changes(self, actor: Actor, most: int | None = None, **equal: object) -> list[Change]:
        """Lines of the audit, newest first: those whose columns (kind, key, who, batch) have these values."""
        actor.must_be(Role.member)
        lines = sa.select(tables.change).order_by(tables.change.c.number.desc()).limit(most)
        with database.reading(self.engine) as connection:
            return [as_change(line) for line in connection.execute(lines.filter_by(**equal)).mappings()]

    def save(
        self, actor: Actor, kind: str, values: Mapping[str, Any], key: str = "", version: int = 0, token: str = ""
    ) -> Record:
        """Store one record and return it. A ``token`` that was used before stores nothing and gives the same record.

        Raises Invalid, or Conflict where the record is no longer the ``version`` that was edited."""
        actor.must_be(Role.editor)
        with database.writing(self.engine) as connection:
            if token and (
                done := connection.execute(sa.select(tables.change).filter_by(token=token)).mappings().first()
            ):
                return row(connection, done["kind"], done["key"]) or {}
            batch = Batch(connection, actor)
            outcome = batch.put(Edit(kind, values, key, version), token=token or None)
            batch.verify()
            return row(connection, kind, outcome.key) or {}

    def apply(self, actor: Actor, edits: Iterable[Edit], note: str = "", *, dry_run: bool = False) -> list[Outcome]:
        """All edits or none, in one transaction: what became of each. Where one is rejected, or in a dry run, nothing is
        stored and the outcomes say what would have been."""
        actor.must_be(Role.editor)
        outcomes: list[Outcome] = []
        try:
            with database.writing(self.engine) as connection:
                batch = Batch(connection, actor, note)
                for edit in edits:
                    try:
                        outcomes.append(batch.put(edit))
                    except Invalid as invalid:
                        outcomes.append(Outcome(edit, "rejected", edit.key, {}, edit.values, invalid.problems))
                outcomes = batch.judged(outcomes)
                if dry_run or any(outcome.problems for outcome in outcomes):
                    raise _Nothing
        except _Nothing:
            pass
        return outcomes

    def delete(self, actor: Actor, kind: str, key: str, version: int) -> None:
        """Take a record away; its history stays. Raises Invalid where others still name it, or Conflict."""
        actor.must_be(Role.editor)
        with database.writing(self.engine) as connection:
            batch = Batch(connection, actor)
            batch.remove(kind, key, version)
            batch.verify()

    def undo(self, actor: Actor, number: int) -> Change:
        """Take a change back, as a change of its own. Raises Conflict where its fields have been changed since, Invalid
        where that would break a rule, UserError where there is nothing to go back to."""
        actor.must_be(Role.editor)
        with database.writing(self.engine) as connection:
            done = connection.execute(sa.select(tables.change).filter_by(number=number)).mappings().first()
            if not done or done["action"] == "erased" or not as_change(done).fields:
                raise UserError("There is no such change to undo.", key="register.no_change")
            batch = Batch(connection, actor)
            made = batch.undo(as_change(done))
            batch.verify()
            return made

    def draft(self, actor: Actor, kind: str, key: str = "") -> Mapping[str, Any] | None:
        """What the actor has typed and not yet saved, as text by field."""
        with database.reading(self.engine) as connection:
            where = {"who": actor.who, "kind": kind, "key": key}
            found = connection.execute(sa.select(tables.draft.c.fields).filter_by(**where)).scalar()
            return json.loads(found) if found else None

    def keep_draft(self, actor: Actor, kind: str, key: str, values: Mapping[str, Any] | None) -> None:
        """Keep what is typed, or forget it (None): a draft is nobody else's, and no change of the register. A field with a
        person's number in it is left out."""
        actor.must_be(Role.editor)
        with database.writing(self.engine) as connection:
            where = {"who": actor.who, "kind": kind, "key": key}
            connection.execute(sa.delete(tables.draft).filter_by(**where))
            if values is not None:
                kept = {name: given for name, given in values.items() if not names_person(str(given))}
                connection.execute(sa.insert(tables.draft).values(**where, fields=as_json(kept), at=now()))


class _Nothing(Exception):
    """Rolls a transaction back that was only to try."""


__all__ = ["Change", "Conflict", "Edit", "Invalid", "Outcome", "Problem", "Record", "Register"]
