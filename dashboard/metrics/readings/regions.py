"""Functional regions: municipalities that people live and work across, from data/reference/functional_regions.csv."""

import csv
from collections.abc import Iterable, Mapping
from functools import cache
from typing import NamedTuple

from dashboard.metrics.series import LANGUAGES
from dashboard.settings import REFERENCE


class Region(NamedTuple):
    """A region: its key, its names by language, its municipalities in the data, where its limits come from, and what of
    it lies outside the data ("" for nothing)."""

    key: str
    names: Mapping[str, str]
    areas: tuple[str, ...]
    basis: str
    outside: str


@cache
def regions() -> dict[str, Region]:
    """Every functional region by key."""
    found: dict[str, Region] = {}
    with (REFERENCE / "functional_regions.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            names = {language: row[f"name_{language}"] for language in LANGUAGES}
            region = found.get(row["key"]) or Region(row["key"], names, (), row["basis"], row["outside"])
            found[row["key"]] = region._replace(areas=(*region.areas, row["area"]))
    return found


def around(areas: Iterable[str]) -> list[Region]:
    """The regions that the municipalities lie in, those of most municipalities first."""
    mine = set(areas)
    return sorted((r for r in regions().values() if mine & set(r.areas)), key=lambda r: (-len(r.areas), r.key))
