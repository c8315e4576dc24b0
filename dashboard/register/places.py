"""Every place in the register where a text about somebody may stand, read and rewritten in one way."""

import json
from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple

import sqlalchemy as sa

from dashboard.register import tables
from dashboard.register.actor import Actor
from dashboard.register.batch import now
from dashboard.register.person import WHO
from dashboard.register.records import as_json, fields_of, row
from dashboard.register.schema import KINDS

Fields = Mapping[str, Any]


class Place(NamedTuple):
    """Fields and where they stand: record, before, after, note (the file that a change came from), draft, or reason (of an
    erasure); ``line`` is the whole row of the table."""

    where: str
    kind: str
    key: str
    fields: Fields
    line: Mapping[Any, Any]

    def texts(self) -> Iterator[tuple[str, str]]:
        """Names and texts of the fields that may name anybody: not who a contact is, and not a registered company's name."""
        known = {field.name: field for field in KINDS[self.kind].fields} if self.kind else {}
        for name, text in self.fields.items():
            field = known.get(name)
            free = field is None or (field.type in ("text", "long") and not field.worked_out)
            own = (self.kind == "contact" and name in WHO) or (name == "name" and self.fields.get("company"))
            if isinstance(text, str) and free and not own:
                yield name, text


def places(connection: sa.Connection) -> Iterator[Place]:
    """All of them: records as they are, the audit from its first line, drafts and erasures."""
    for kind, table in tables.KIND_TABLES.items():
        for line in connection.execute(sa.select(table).order_by(table.c.key)).mappings().all():
            yield Place("record", kind, line["key"], fields_of(kind, dict(line)), line)
    for line in connection.execute(sa.select(tables.change).order_by(tables.change.c.number)).mappings().all():
        for where in ("before", "after"):
            if line[where]:
                yield Place(where, line["kind"], line["key"], json.loads(line[where]), line)
        if line["note"]:
            yield Place("note", line["kind"], line["key"], {"note": line["note"]}, line)
    for line in connection.execute(sa.select(tables.draft)).mappings().all():
        yield Place("draft", line["kind"], line["key"], json.loads(line["fields"]), line)
    for line in connection.execute(sa.select(tables.erasure)).mappings().all():
        yield Place("reason", "", "", {"reason": line["reason"]}, line)


def rewrite(
    connection: sa.Connection, actor: Actor, mark: str, change: Callable[[Place], Fields | None], note: str
) -> int:
    """Put what ``change`` makes of each place in its stead, None meaning gone; gives how many records and drafts it concerned.

    Each record has a line "erased" in the audit afterwards, which tells nothing of what stood there; an undo cannot bring back
    what is gone: in the audit its name is the mark."""
    records, drafts = set[tuple[str, str]](), 0
    for place in places(connection):
        made = change(place)
        if made == place.fields:
            continue
        _put(connection, place, made, mark)
        if place.where == "draft":
            drafts += 1
        elif place.where != "reason":
            records.add((place.kind, place.key))
    for kind, key in sorted(records):
        _tell(connection, actor, kind, key, note)
    return len(records) + drafts


def _put(connection: sa.Connection, place: Place, made: Fields | None, mark: str) -> None:
    line = place.line
    if place.where == "record":
        table = tables.KIND_TABLES[place.kind]
        here = table.c.key == place.key
        stored = sa.update(table).values(**made or {})
        connection.execute((sa.delete(table) if made is None else stored).where(here))
    elif place.where == "draft":
        here = sa.and_(*(tables.draft.c[name] == line[name] for name in ("who", "kind", "key")))
        stored = sa.update(tables.draft).values(fields=as_json(made or {}))
        connection.execute((sa.delete(tables.draft) if made is None else stored).where(here))
    elif place.where == "reason":
        here = tables.erasure.c.reference == line["reference"]
        connection.execute(sa.update(tables.erasure).where(here).values(**made or {}))
    else:
        told = (made or {})["note"] if place.where == "note" else as_json({"name": mark} if made is None else made)
        connection.execute(sa.update(tables.change).filter_by(number=line["number"]).values({place.where: told}))


def _tell(connection: sa.Connection, actor: Actor, kind: str, key: str, note: str) -> None:
    """The line in the audit: the record as it is now on both sides, or that it has gone."""
    lines, at = tables.change, now()
    last = sa.select(lines.c.after).filter_by(kind=kind, key=key).order_by(lines.c.number.desc()).limit(1)
    after = connection.execute(last).scalar()
    there = row(connection, kind, key)
    values = {
        "at": at, "who": actor.who, "kind": kind, "key": key, "action": "erased", "batch": note, "note": note,
        "before": after, "after": after if there else None,
    }  # fmt: skip
    number = connection.execute(sa.insert(lines).values(**values)).inserted_primary_key
    assert number is not None
    if there:
        table, signed = tables.KIND_TABLES[kind], {"version": number[0], "changed_at": at, "changed_by": actor.who}
        connection.execute(sa.update(table).where(table.c.key == key).values(**signed))
