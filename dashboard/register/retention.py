"""What is kept for how long: one table of rules, what is due on a day, and doing it.

The times stand in data/reference/processing.toml. A contact is flagged from its review date on, so that somebody asks whether
it still holds, and erased some months later.
"""

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial

import sqlalchemy as sa

from dashboard.register import database, tables
from dashboard.register.actor import Actor, Role
from dashboard.register.erasing import archive, erase_within, new_reference
from dashboard.register.person import identify
from dashboard.register.places import Fields, Place, rewrite
from dashboard.register.processing import processing
from dashboard.register.store import Register


@dataclass(frozen=True)
class Due:
    """Something whose time has come: ``rule`` (see RULES), the record or draft, since when it is flagged, and the day from
    which it is acted upon."""

    rule: str
    kind: str
    key: str
    since: date
    act_on: date
    who: str = ""  # whose draft it is


def retention(register: Register, actor: Actor, today: date, *, apply: bool = False) -> list[Due]:
    """What is flagged on that day, oldest first; with ``apply`` what is due is done in one transaction and the files are swept."""
    actor.must_be(Role.administrator)
    with (database.writing if apply else database.reading)(register.engine) as connection:
        found = sorted(
            (due for rule in RULES.values() for due in rule(connection) if due.since <= today),
            key=lambda due: (due.act_on, due.rule, due.key),
        )
        acted = [due for due in found if apply and due.act_on <= today]
        for due in acted:
            _act(connection, actor, due)
    if apply:
        database.sweep(register.engine)
    return found


def _later(day: date, rule: str) -> date:
    """The day a rule's time after another; the last of the month where the month is shorter."""
    kept = processing().retention[rule]
    year, month = divmod(day.year * 12 + day.month - 1 + kept.get("months", 0), 12)
    shifted = date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
    return shifted + timedelta(days=kept.get("days", 0))


def _reviewed(connection: sa.Connection) -> Iterator[Due]:
    contact = tables.KIND_TABLES["contact"].c
    for key, day in connection.execute(sa.select(contact.key, contact.review_on).where(contact.review_on.is_not(None))):
        yield Due("contact_review", "contact", key, day, _later(day, "contact_review"))


def _deleted(connection: sa.Connection) -> Iterator[Due]:
    """Contacts whose last line in the audit says that they were deleted: the audit still knows who they were."""
    lines = tables.change.c
    last = sa.select(sa.func.max(lines.number)).where(lines.kind == "contact").group_by(lines.key)
    for key, at in connection.execute(
        sa.select(lines.key, lines.at).where(lines.number.in_(last), lines.action == "deleted")
    ):
        yield Due("contact_deleted", "contact", key, at.date(), _later(at.date(), "contact_deleted"))


def _closed(connection: sa.Connection) -> Iterator[Due]:
    """Closed needs that still have their text."""
    need = tables.KIND_TABLES["need"].c
    asked = sa.select(need.key, need.changed_at).where(need.status == "closed", need.text.not_like("[erased %]"))
    for key, at in connection.execute(asked):
        yield Due("need_closed", "need", key, at.date(), _later(at.date(), "need_closed"))


def _drafts(connection: sa.Connection) -> Iterator[Due]:
    for line in connection.execute(sa.select(tables.draft)):
        day = _later(line.at.date(), "draft")
        yield Due("draft", line.kind, line.key, day, day, line.who)


RULES = {"contact_review": _reviewed, "contact_deleted": _deleted, "need_closed": _closed, "draft": _drafts}


def _act(connection: sa.Connection, actor: Actor, due: Due) -> None:
    """Do what is due: a person is erased everywhere, a text or a deleted contact from the audit too, a draft is dropped."""
    if due.rule == "draft":
        connection.execute(sa.delete(tables.draft).filter_by(who=due.who, kind=due.kind, key=due.key))
    elif due.rule == "contact_review":
        erase_within(connection, actor, identify(connection, due.key), f"retention: {due.rule}")
    else:
        reference = new_reference()
        mark = f"[erased {reference}]"
        records = rewrite(connection, actor, mark, partial(_without, due, mark), reference)
        archive(connection, actor, reference, f"retention: {due.rule}", records)


def _without(due: Due, mark: str, place: Place) -> Fields | None:
    """A need without its text, a deleted contact without anything; every other place as it is."""
    if (place.kind, place.key) != (due.kind, due.key) or place.where not in ("record", "before", "after", "draft"):
        return place.fields
    return None if due.rule == "contact_deleted" else {**place.fields, "text": mark}
