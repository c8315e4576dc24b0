"""Who is meant by a contact's key, an e-mail address or a name, and where a text names them."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

import sqlalchemy as sa

from dashboard.errors import UserError
from dashboard.register import tables
from dashboard.register.naming import fold, folded, pattern, turns, words
from dashboard.register.records import as_change
from dashboard.register.schema import KINDS

WHO = ("name", "email", "phone")
_KEY = re.compile(rf"{KINDS['contact'].prefix}[0-9]+", re.IGNORECASE)


class Card(NamedTuple):
    """What a contact said of somebody at some time: the contact's key, and name, e-mail and telephone (empty if not told)."""

    key: str
    name: str
    email: str
    phone: str


def card(key: str, fields: Mapping[str, Any]) -> Card:
    """The card of a contact's fields."""
    return Card(key, *(fields.get(name) or "" for name in WHO))


@dataclass(frozen=True)
class Person:
    """Somebody: the cards that are theirs, those of namesakes, and else what they were asked for by."""

    about: str
    cards: frozenset[Card]
    namesakes: frozenset[str]  # keys of others' contacts with the same name
    keys: frozenset[str]  # of contacts that are theirs, or were when they were deleted

    def owns(self, key: str, fields: Mapping[str, Any]) -> bool:
        """Whether a contact with these fields is theirs: it may have been another's before."""
        return card(key, fields) in self.cards

    def acted(self, who: str | None) -> bool:
        """Whether an address or name in the audit, or of who verified, is theirs."""
        return bool(who) and fold(who or "") in {fold(text) for text in self._told}

    def named_in(self, text: str) -> bool:
        """Whether a text names them."""
        return next(self._spans(text), None) is not None

    def without(self, text: str, mark: str) -> str:
        """The text with the mark wherever it names them."""
        parts, end = [], 0
        for start, stop in self._spans(text):
            parts += [text[end:start], mark]
            end = stop
        return "".join([*parts, text[end:]])

    def _spans(self, text: str) -> Iterator[tuple[int, int]]:
        if not self._pattern:
            return
        plain, origin = folded(text)
        for found in self._pattern.finditer(plain):
            yield origin[found.start()], origin[found.end() - 1] + 1

    @cached_property
    def _told(self) -> set[str]:
        """Names and addresses."""
        told = {text for one in self.cards for text in (one.name, one.email) if text}
        return told if self.cards else {self.about}

    @cached_property
    def _pattern(self) -> re.Pattern[str] | None:
        return pattern(self._told, {one.phone for one in self.cards})


def identify(connection: sa.Connection, about: str) -> Person:
    """Who is meant. Cards are one person's with the same name and e-mail address, or one of these in the same contact.

    Raises UserError for a key that no contact has or had, for less than a whole name, and where several are called so.
    """
    about, cards = about.strip(), list(_cards(connection))
    newest = {one.key: one for one in cards}
    names, mail = words(about), fold(about)
    begin = [one for key, one in newest.items() if key.casefold() == about.casefold()]
    if _KEY.fullmatch(about) and not begin:
        raise UserError(f"There is no contact {about}.", key="persons.no_contact", about=about)
    if not begin:
        begin = [one for one in cards if (one.email and fold(one.email) == mail) or names in turns(words(one.name))]
        if not begin and "@" not in about and len(names) < 2:
            raise UserError(
                "Give a contact's key, an e-mail address, or first and last name.", key="persons.who", about=about
            )
    theirs = frozenset(_grown(begin[:1], cards))
    if others := {one.key for one in begin} - {one.key for one in theirs}:
        named = ", ".join(sorted(others | {one.key for one in theirs}))
        raise UserError(
            f"Several contacts have the name or address {about}: {named}. Name one by its key.",
            key="persons.several", about=about, keys=named,
        )  # fmt: skip
    called, own = {fold(one.name) for one in theirs}, {one.key for one in theirs}
    namesakes = frozenset({one.key for one in cards if fold(one.name) in called} - own)
    return Person(about, theirs, namesakes, frozenset(key for key, one in newest.items() if one in theirs))


def _cards(connection: sa.Connection) -> Iterator[Card]:
    """Every card that contacts have or had, oldest first."""
    lines = sa.select(tables.change).filter_by(kind="contact").order_by(tables.change.c.number)
    for change in map(as_change, connection.execute(lines).mappings()):
        yield from (card(change.key, fields) for fields in (change.before, change.after) if len(fields) > 1)


def _grown(begin: Iterable[Card], cards: Iterable[Card]) -> set[Card]:
    """The cards of whoever the first ones are of."""
    theirs, more = set[Card](), set(begin)
    while more - theirs:
        theirs |= more
        more = {one for one in cards if any(_same(one, other) for other in theirs)}
    return theirs


def _same(one: Card, other: Card) -> bool:
    """Whether two cards are one person's: an office's address is many people's, and a contact may pass to a successor."""
    name, mail = fold(one.name) == fold(other.name), bool(one.email) and fold(one.email) == fold(other.email)
    return (name or mail) if one.key == other.key else (name and mail)
