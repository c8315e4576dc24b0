"""What the register knows of a person (GDPR articles 15 and 20)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from dashboard.register import database, tables
from dashboard.register.actor import Actor, Role
from dashboard.register.batch import now
from dashboard.register.person import Person, identify
from dashboard.register.places import Place, places
from dashboard.register.store import Register


@dataclass(frozen=True)
class Mention:
    """A text that names the person; ``where`` as in Place, ``at`` and ``who`` of the record, change or draft."""

    where: str
    kind: str
    key: str
    field: str
    text: str
    at: datetime
    who: str


@dataclass(frozen=True)
class Act:
    """What somebody did in the register."""

    number: int
    at: datetime
    who: str
    action: str
    kind: str
    key: str


@dataclass(frozen=True)
class Extract:
    """All that the register holds on a person."""

    about: str
    made_at: datetime
    contacts: list[dict[str, Any]] = field(default_factory=list)  # theirs, as they are now
    earlier: list[dict[str, Any]] = field(default_factory=list)  # what theirs said after each change
    changed: list[Act] = field(default_factory=list)  # who changed their contacts
    mentions: list[Mention] = field(default_factory=list)  # free texts; one of several equal ones
    acts: list[Act] = field(default_factory=list)  # what they did themselves
    verified: list[tuple[str, str]] = field(default_factory=list)  # kind and key of what they verified
    drafts: list[dict[str, Any]] = field(default_factory=list)  # what they typed and did not save
    namesakes: list[str] = field(default_factory=list)  # contacts of others with the same name, left out


def extract(register: Register, actor: Actor, about: str) -> Extract:
    """All on the person of that contact key, e-mail address or name. Raises UserError as `identify` does."""
    actor.must_be(Role.administrator)
    with database.reading(register.engine) as connection:
        person = identify(connection, about)
        found = Extract(about, now(), namesakes=sorted(person.namesakes))
        mentions: dict[tuple[str, ...], Mention] = {}
        for place in places(connection):
            _take(found, person, place)
            for name, text in place.texts():
                if person.named_in(text):
                    at, who = (place.line.get(f"changed_{part}", place.line.get(other))
                               for part, other in (("at", "at"), ("by", "who")))  # fmt: skip
                    mention = Mention(place.where, place.kind, place.key, name, text, at, who)
                    mentions.setdefault((place.kind, place.key, name, text), mention)
        found.mentions.extend(mentions.values())
        for line in connection.execute(sa.select(tables.change).order_by(tables.change.c.number)).mappings():
            if person.acted(line["who"]):
                found.acts.append(_act(line))
    return found


def _take(found: Extract, person: Person, place: Place) -> None:
    """What a place says of the person besides its free texts."""
    theirs = place.kind == "contact" and person.owns(place.key, place.fields)
    if place.where == "record" and theirs:
        found.contacts.append({**place.line})
    if place.where in ("before", "after") and theirs and (not found.changed or found.changed[-1] != _act(place.line)):
        found.changed.append(_act(place.line))
    if place.where == "after" and theirs:
        found.earlier.append({"change": place.line["number"], "at": place.line["at"], **place.fields})
    if place.where == "record" and person.acted(place.fields.get("verified_by")):
        found.verified.append((place.kind, place.key))
    if place.where == "draft" and is_draft_of(person, place):
        # what they typed of others is not theirs to have
        found.drafts.append({**place.line, "fields": place.fields if _names(person, place) else None})


def _act(line: Mapping[Any, Any]) -> Act:
    return Act(*(line[name] for name in ("number", "at", "who", "action", "kind", "key")))


def is_draft_of(person: Person, place: Place) -> bool:
    """Whether they typed it, or it is a contact that names them."""
    return person.acted(place.line["who"]) or (place.kind == "contact" and _names(person, place))


def _names(person: Person, place: Place) -> bool:
    return any(person.named_in(str(text)) for text in place.fields.values())
