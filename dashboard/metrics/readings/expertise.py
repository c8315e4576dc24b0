"""Search among R&D units in free text, in any of three languages: what is asked for is read as terms of the vocabulary or as
plain words, and each unit that is found says why."""

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any, Literal, NamedTuple

from rapidfuzz import fuzz, process

from dashboard.metrics.readings.vocabulary import LANGUAGES, Term, Word, vocabulary, words

Unit = Mapping[str, Any]
Why = Literal["term", "name", "text", "organisation", "field"]
WORTH: dict[Why, int] = {"term": 5, "name": 4, "text": 3, "organisation": 2, "field": 1}
ALIKE, SHORTEST = 80, 4  # per cent of likeness that a misspelt word must have, and letters


class Asked(NamedTuple):
    """One thing that is asked for: the words that were typed, how they were read where they were misspelt, and the terms
    they mean, or none where they are plain words."""

    typed: str
    read: str
    terms: tuple[Term, ...]
    forms: tuple[tuple[Word, ...], ...]


class Reason(NamedTuple):
    """Why a unit is found: the kind, what of the unit it was (a term's or field's key, or a word as the unit writes it), and
    what was asked for."""

    why: Why
    what: str
    asked: Asked


class Found(NamedTuple):
    """A unit with what it was found by, the strongest reason for each thing asked for."""

    unit: Unit
    reasons: tuple[Reason, ...]

    @property
    def fit(self) -> tuple[int, int]:
        """How many of the things asked for it has, and how strongly."""
        return len(self.reasons), sum(WORTH[reason.why] for reason in self.reasons)


def search(units: Sequence[Unit], typed: str) -> list[Found]:
    """The units that have anything of what is asked for, best fit first and then in their own order (see
    environments.units for their columns). Nothing typed finds nothing."""
    asked = read(typed, tuple(dict.fromkeys(word for unit in units for word in _all_words(unit))))
    found = [Found(unit, tuple(filter(None, (_reason(unit, one) for one in asked)))) for unit in units]
    return sorted((f for f in found if f.reasons), key=lambda f: f.fit, reverse=True)  # a stable sort, also in reverse


def read(typed: str, known: tuple[Word, ...]) -> list[Asked]:
    """What is asked for. The longest terms win: "waste heat" is not waste. What is neither a term's nor any unit's word is
    read as the most alike that is, or left as it is where none is alike."""
    given = words(typed)
    taken: dict[frozenset[int], list[Term]] = {}
    for at, term in sorted(_terms(given), key=lambda hit: -len(hit[0])):
        if not any(at < longer for longer in taken):
            taken.setdefault(at, []).append(term)
    asked = [_meant(" ".join(given[n].written for n in sorted(at)), "", terms) for at, terms in taken.items()]
    for number, word in enumerate(given):
        if any(number in at for at in taken):
            continue
        other = word if any(word.begins(one) for one in known) else _alike(word, known)
        terms = [] if other == word else [term for _, term in _terms((other,))]
        misread = "" if other == word else other.written
        asked.append(_meant(word.written, misread, terms) if terms else Asked(word.written, misread, (), ((other,),)))
    return asked


def _meant(typed: str, misread: str, terms: list[Term]) -> Asked:
    found = tuple({term.key: term for term in terms}.values())
    return Asked(typed, misread, found, tuple(form for term in found for form in term.forms))


def _terms(given: Sequence[Word]) -> Iterator[tuple[frozenset[int], Term]]:
    """Every term one of whose forms is among the words, with the places of these."""
    for term in vocabulary().values():
        for form in term.forms:
            at = [next((n for n, word in enumerate(given) if part.same(word)), None) for part in form]
            places = frozenset(n for n in at if n is not None)
            if form and None not in at:
                yield places, term


@lru_cache(maxsize=1024)
def _alike(word: Word, known: tuple[Word, ...]) -> Word:
    """The word that a misspelt one most likely means; itself where none is like it."""
    if len(word.bare) < SHORTEST:
        return word
    choices = {w.bare: w for term in vocabulary().values() for form in term.forms if len(form) == 1 for w in form}
    choices |= {w.bare: w for w in known}
    best = process.extractOne(word.bare, sorted(choices), scorer=fuzz.ratio, score_cutoff=ALIKE)
    return choices[best[0]] if best else word


def _reason(unit: Unit, asked: Asked) -> Reason | None:
    """The strongest reason why the unit has what is asked for; None where it has nothing of it."""
    for term in asked.terms:
        if term.key in unit["terms"]:
            return Reason("term", term.key, asked)
    for why, texts in _texts(unit).items():
        for text in texts:
            for form in asked.forms:
                hit = [next((word for word in words(text) if part.begins(word)), None) for part in form]
                if form and None not in hit:
                    return Reason(why, " ".join(word.written for word in hit if word), asked)
    if unit["field"] and unit["field"] in {term.field for term in asked.terms}:
        return Reason("field", unit["field"], asked)
    return None


def _texts(unit: Unit) -> dict[Why, list[str]]:
    """What a unit says of itself, by how much it is worth; terms that the vocabulary lacks are read as its text."""
    own = [term for term in unit["terms"] if term not in vocabulary()]
    return {
        "name": [unit[f"name_{code}"] or "" for code in LANGUAGES], "text": [unit["expertise"] or "", *own],
        "organisation": [unit[f"organisation_{code}"] or "" for code in LANGUAGES],
    }  # fmt: skip


def _all_words(unit: Unit) -> Iterator[Word]:
    for texts in _texts(unit).values():
        for text in texts:
            yield from words(text)
