"""The keys of data/reference: what selections are made of (areas with their parents, industries, sizes, themes), and the
fields of research."""

import csv
from functools import cache
from typing import NamedTuple

from dashboard.settings import REFERENCE

WHOLE = "MITT"
COUNTRIES = ("SE", "NO")
COUNTIES = ("SE-23", "NO-50")
SIZES = ("0", "1-4", "5-9", "10-19", "20-49", "50-99", "100-249", "250+", "?")
THEMES = ("bio", "circular")


class Area(NamedTuple):
    """One area of the tree MITT > country > county > municipality."""

    key: str
    level: str
    parent: str
    country: str


@cache
def areas() -> dict[str, Area]:
    """Every area by key, as in areas.csv."""
    with (REFERENCE / "areas.csv").open(encoding="utf-8") as file:
        return {r["key"]: Area(r["key"], r["level"], r["parent"], r["country"]) for r in csv.DictReader(file)}


@cache
def municipalities(key: str = WHOLE) -> tuple[str, ...]:
    """The municipalities of an area, sorted by key; a municipality is its own only one."""
    if areas()[key].level == "municipality":
        return (key,)
    children = [area.key for area in areas().values() if area.parent == key]
    return tuple(sorted(m for child in children for m in municipalities(child)))


@cache
def industries() -> dict[str, str]:
    """Every NACE 2.1 section and division, and "?", with the section it belongs to."""
    with (REFERENCE / "industries.csv").open(encoding="utf-8") as file:
        return {r["code"]: r["parent"] or r["code"] for r in csv.DictReader(file)}


@cache
def theme_divisions(theme: str) -> tuple[str, ...]:
    """The divisions that a theme takes in, by the project's own editable definition in industries.csv."""
    with (REFERENCE / "industries.csv").open(encoding="utf-8") as file:
        return tuple(r["code"] for r in csv.DictReader(file) if r.get(theme) == "1")


@cache
def research_fields() -> tuple[str, ...]:
    """The fields of research, in the order of the vocabulary of expertise (expertise.csv)."""
    with (REFERENCE / "expertise.csv").open(encoding="utf-8") as file:
        return tuple(dict.fromkeys(r["field"] for r in csv.DictReader(file)))
