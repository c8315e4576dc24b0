"""Names of areas and industries in each language, from data/reference, and the languages' alphabets."""

import csv
import unicodedata
from functools import cache

from dashboard.settings import REFERENCE

# letters after z, in each language's own order; the neighbour's letters stand with their kin
_LAST = {"sv": "åäö", "nb": "æøå", "en": ""}
_KIN = {"sv": {"æ": "ä", "ø": "ö"}, "nb": {"ä": "æ", "ö": "ø"}, "en": {"æ": "ae", "ø": "o"}}


@cache
def areas(language: str) -> dict[str, tuple[str, str]]:
    """Every area's name in the language, and its official South Sami name or ""."""
    with (REFERENCE / "areas.csv").open(encoding="utf-8") as file:
        return {row["key"]: (row[f"name_{language}"], row["name_sma"]) for row in csv.DictReader(file)}


@cache
def industries(language: str) -> dict[str, tuple[str, str]]:
    """Every industry's title in the language, and a short one."""
    with (REFERENCE / "industries.csv").open(encoding="utf-8") as file:
        return {row["code"]: (row[f"title_{language}"], row[f"short_{language}"]) for row in csv.DictReader(file)}


def sort_key(language: str, text: str) -> tuple[tuple[int, str], ...]:
    """Where a name stands in the language's alphabet: å ä ö or æ ø å after z; other accents do not count."""
    order = _LAST[language]
    letters = []
    for letter in text.lower():
        for one in _KIN[language].get(letter, letter):
            place = order.find(one)
            letters.append((place + 1, "") if place >= 0 else (0, unicodedata.normalize("NFD", one)[0]))
    return tuple(letters)
