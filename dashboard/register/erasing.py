"""How the register forgets a person (GDPR article 17): out of contacts, free texts, drafts and the audit's details.

A reference stays for the archive. What the law keeps (who verified a result, who made a change) stays, and is said.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from secrets import token_hex

import sqlalchemy as sa

from dashboard.register import database, tables
from dashboard.register.actor import Actor, Role
from dashboard.register.batch import now
from dashboard.register.person import Person, identify
from dashboard.register.persons import is_draft_of
from dashboard.register.places import Fields, Place, rewrite
from dashboard.register.store import Register


@dataclass(frozen=True)
class Erasure:
    """An erasure: its reference for the archive, how many records it touched, what was kept (verified, acted, company: how
    often), and whether the database's files were rewritten, too."""

    reference: str
    records: int
    kept: Mapping[str, int]
    swept: bool = False


def erase(register: Register, actor: Actor, about: str, reason: str) -> Erasure:
    """Take a person out of everything but what the law keeps. Raises UserError as `identify` does."""
    actor.must_be(Role.administrator)
    with database.writing(register.engine) as connection:
        done = erase_within(connection, actor, identify(connection, about), reason)
    return Erasure(done.reference, done.records, done.kept, database.sweep(register.engine))


def erase_within(connection: sa.Connection, actor: Actor, person: Person, reason: str) -> Erasure:
    """The same in a transaction of the caller's, who also sweeps."""
    reference = new_reference()
    mark, kept = f"[erased {reference}]", Counter[str]()

    def without(place: Place) -> Fields | None:
        fields = place.fields
        # of a contact that is theirs everything goes, also a misspelt name that it once had
        theirs = place.kind == "contact" and (person.owns(place.key, fields) or place.key in person.keys)
        if theirs and place.where in ("record", "before", "after"):
            return None
        if place.where == "draft" and is_draft_of(person, place):
            return None
        if place.where == "record":
            kept["verified"] += person.acted(fields.get("verified_by"))
            kept["company"] += bool(fields.get("company")) and person.named_in(fields.get("name") or "")
        return {**fields, **{name: person.without(text, mark) for name, text in place.texts()}}

    records = rewrite(connection, actor, mark, without, reference)
    whose = connection.execute(sa.select(tables.change.c.who, sa.func.count()).group_by(tables.change.c.who))
    kept["acted"] = sum(count for who, count in whose if person.acted(who))
    archive(connection, actor, reference, person.without(reason, mark), records)
    return Erasure(reference, records, {name: count for name, count in kept.items() if count})


def new_reference() -> str:
    """A reference that no erasure has had, also none that an older backup forgot."""
    return f"R{now():%Y%m%d}-{token_hex(3)}"


def archive(connection: sa.Connection, actor: Actor, reference: str, reason: str, records: int) -> None:
    """Leave what an archive keeps instead of the person."""
    values = {"reference": reference, "at": now(), "who": actor.who, "reason": reason, "records": records}
    connection.execute(sa.insert(tables.erasure).values(**values))
