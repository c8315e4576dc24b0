"""The controlled vocabulary of expertise (data/reference/expertise.csv), and how words of three languages are compared:
by their stems, so that "lax", "laxar" and "salmon" lead to the same term."""

import csv
import re
from collections.abc import Mapping
from functools import cache, lru_cache
from typing import NamedTuple

import snowballstemmer

from dashboard.metrics.lists.listing import plain
from dashboard.settings import REFERENCE

LANGUAGES = {"sv": "swedish", "nb": "norwegian", "en": "english"}
BEGINNING = 4  # letters that a word must have to be taken for the beginning of a compound: laks in laksefôr
# words that say nothing; "fôr" (feed) is not among them, so they are left out before accents are
EMPTY = {
    "att", "av", "behöver", "de", "den", "det", "der", "eller", "en", "er", "et", "ett", "for", "från", "fra", "för", "få",
    "får", "har", "hjelp", "hjelpe", "hjälp", "hjälper", "hos", "hur", "i", "innen", "inom", "kan", "med", "någon", "noen",
    "när", "når", "och", "og", "om", "på", "som", "så", "til", "till", "trenger", "vi", "vil", "vill",
    "a", "an", "and", "at", "by", "from", "help", "in", "is", "need", "of", "on", "or", "the", "to", "we", "with",
}  # fmt: skip


class Word(NamedTuple):
    """A word as it was written, as one types it in haste, and its stem in each of the languages."""

    written: str
    bare: str
    stems: frozenset[str]

    def same(self, other: "Word") -> bool:
        """Whether both are forms of one word in any of the languages."""
        return not self.stems.isdisjoint(other.stems)

    def begins(self, other: "Word") -> bool:
        """Whether this is the other, or the first part of it."""
        return self.same(other) or (len(self.bare) >= BEGINNING and other.bare.startswith(self.bare))


class Term(NamedTuple):
    """A term: its key, the field of research, its name by language, and all its forms, names and synonyms, as words."""

    key: str
    field: str
    names: Mapping[str, str]
    forms: tuple[tuple[Word, ...], ...]


@cache
def vocabulary() -> dict[str, Term]:
    """Every term by key, in the order of the file."""
    found = {}
    with (REFERENCE / "expertise.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            written = [row[f"term_{code}"] for code in LANGUAGES]
            written += [form for code in LANGUAGES for form in row[f"synonyms_{code}"].split("|")]
            forms = dict.fromkeys(words(form) for form in written if form)
            names = {code: row[f"term_{code}"] for code in LANGUAGES}
            found[row["key"]] = Term(row["key"], row["field"], names, tuple(forms))
    return found


@lru_cache(maxsize=4096)
def words(text: str) -> tuple[Word, ...]:
    """The words of a text that say something, in its order."""
    return tuple(_word(found) for found in re.findall(r"\w+(?:-\w+)*", text.lower()) if found not in EMPTY)


@lru_cache(maxsize=16384)
def _word(written: str) -> Word:
    bare = plain(written)
    stems = {f"{code}:{plain(stem.stemWord(written))}" for code, stem in _stemmers().items()}
    return Word(written, bare, frozenset({*stems, f":{bare}"}))


@cache
def _stemmers() -> dict[str, snowballstemmer.stemmer]:
    return {code: snowballstemmer.stemmer(name) for code, name in LANGUAGES.items()}
