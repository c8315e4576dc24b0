"""Which of the 46 municipalities a row lies in: as stated by key, code or name, else by its point.

``former_municipalities.csv`` has the numbers that Trøndelag's municipalities had before 2018 and 2020 with the one
that holds all of them today (source: SSB Klass 131, changes of 2012, 2018, 2019 and 2020). Snillfjord was divided
between three, so its numbers lead nowhere.
"""

import csv
import json
import re
import unicodedata
from difflib import get_close_matches
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

import numpy as np
import shapely

from dashboard.settings import REFERENCE, settings
from dashboard.sources.cells import number
from dashboard.sources.intake import Outside, Unusable

NEAR = 2_000  # metres beyond a polygon that still count as it: shores and borders are simplified
FAR = 50_000  # metres from the stated municipality that no point of it can be
EARTH = 6_371_000
_CODE = re.compile("[0-9]{4}")
_ENDING = re.compile(r"(?:s)? (?:kommun|kommune|municipality)$")


class Place(NamedTuple):
    """Where a row lies; without coordinates lat and lon are None."""

    area: str
    lat: float | None
    lon: float | None
    area_basis: str  # stated, polygon or nearest


def place(stated: str | None, lat: str | None = None, lon: str | None = None) -> Place:
    """The municipality of a row: the stated one, else the one its point lies in or within 2 km of.

    Raises Outside, or Unusable where neither is given or they cannot be true.
    """
    area = municipality(stated) if stated else None
    if bool(lat) != bool(lon):
        raise Unusable("coordinates", f"{lat or ''} {lon or ''}".strip())
    if not lat or not lon:
        if not area:
            raise Unusable("no_area")
        return Place(area, None, None, "stated")
    y, x = number(lat), number(lon)
    if not (-90 <= y <= 90 and -180 <= x <= 180) or (y == 0 and x == 0):
        raise Unusable("coordinates", f"{lat} {lon}")
    found = _nearest(y, x)
    if not found and abs(x) <= 90 and _nearest(x, y):
        raise Unusable("swapped_coordinates", f"{lat} {lon}")
    if area:
        if _metres(area, y, x) > FAR:
            raise Unusable("point_elsewhere", f"{lat} {lon}")
        return Place(area, y, x, "stated")
    if not found:
        raise Outside
    return Place(found, y, x, "polygon" if _metres(found, y, x) == 0 else "nearest")


def municipality(stated: str, *, former: bool = True) -> str:
    """The key of a municipality given as key, code or name, Sami names included.

    ``former`` says whether a number of before 2020 stands for the municipality that holds it today. Raises Outside
    for any other municipality, Unusable for what looks mistyped or is larger than a municipality.
    """
    found = _looked_up(stated, former)
    if isinstance(found, str):
        return found
    raise found.with_traceback(None)  # it is kept and raised again: what it was raised in before must not stay with it


def registered(stated: str, country: str) -> str:
    """The key of a municipality that a register of the country states, outside the region as ``beyond`` says."""
    return beyond(country, stated) if isinstance(_looked_up(stated, True), Outside) else municipality(stated)


def passed_over(stated: str, country: str) -> bool:
    """Whether a municipality that a register of the country states is none whose rows are kept: for reading no more."""
    return isinstance(_looked_up(stated, True), Outside) and country not in settings().countries


def beyond(country: str, stated: str = "") -> str:
    """The key of what lies in a country but outside the region, where DASHBOARD_AREA keeps the country whole: that of the
    municipality whose code is stated, such as NO-0301, else the country's own. Raises Outside where it does not."""
    if country not in settings().countries:
        raise Outside
    return f"{country}-{stated}" if _CODE.fullmatch(stated) else country


def codes(country: str) -> list[str]:
    """The codes of a country's municipalities in the region, as registers state them."""
    return sorted({key.partition("-")[2] for key in _names().values() if key.startswith(f"{country}-")})


@lru_cache(10_000)
def _looked_up(stated: str, former: bool) -> str | Outside | Unusable:
    """The key, or what there is to raise."""
    names, renumbered = _names(), _former()
    if found := re.match(r"(?:(SE|NO)-?)?([0-9]{3,4})(?![0-9])", stated.strip(), re.IGNORECASE):
        country, code = (found[1] or "").upper(), found[2].zfill(4)
        key = names.get(renumbered.get(code, code) if former else code)
        if key and country in ("", key[:2]):
            return key
        mistyped = key or code in renumbered or code.startswith(("50", "23"))
        return Unusable("unknown_area", stated) if mistyped else Outside()
    name = _plain(stated)
    for candidate in (name, _ENDING.sub("", name), *map(_plain, re.split(r"\s+[-–]\s+|/", stated))):
        if candidate in names:
            return names[candidate] or Unusable("area_too_large", stated)
    mistyped = not any(map(str.isalpha, name)) or get_close_matches(name, names, 1, cutoff=0.8)
    return Unusable("unknown_area", stated) if mistyped else Outside()


@cache
def _names() -> dict[str, str]:
    """Key by code and by each plain name; "" for what is larger than a municipality."""
    names: dict[str, str] = {}
    with (REFERENCE / "areas.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            key = row["key"] if row["level"] == "municipality" else ""
            names |= {_plain(row[f"name_{language}"]): key for language in ("sv", "nb", "en", "sma")}
            names |= {_plain(row["key"]): key, row["key"].partition("-")[2]: key}
    names.pop("", None)
    return names


@cache
def _former() -> dict[str, str]:
    with Path(__file__).with_name("former_municipalities.csv").open(encoding="utf-8", newline="") as file:
        return {row["code"]: row["now"] for row in csv.DictReader(file)}


def _plain(name: str) -> str:
    """Small letters without marks, so that Östersund, ÖSTERSUND and Ostersund are one."""
    letters = unicodedata.normalize("NFKD", name.casefold().replace("ø", "o").replace("æ", "ae"))
    return " ".join("".join(letter for letter in letters if not unicodedata.combining(letter)).split())


@cache
def _polygons() -> tuple[list[str], shapely.STRtree]:
    features = json.loads((REFERENCE / "boundaries.geojson").read_text(encoding="utf-8"))["features"]
    shapes = [shapely.transform(shapely.geometry.shape(feature["geometry"]), _flat) for feature in features]
    shapely.prepare(shapes)
    return [feature["properties"]["key"] for feature in features], shapely.STRtree(shapes)


def _flat(points: np.ndarray) -> np.ndarray:
    """Mercator, in which the nearest stays the nearest; lengths are 1 / cos(latitude) too long."""
    lon, lat = np.radians(points).T
    return np.column_stack([lon, np.arcsinh(np.tan(lat))]) * EARTH


def _point(lat: float, lon: float) -> shapely.Point:
    return shapely.Point(_flat(np.array([[lon, min(max(lat, -89), 89)]]))[0])


def _nearest(lat: float, lon: float) -> str | None:
    """The municipality of a point, or the nearest within 2 km."""
    keys, tree = _polygons()
    found = tree.query_nearest(_point(lat, lon), max_distance=NEAR / np.cos(np.radians(lat)) + 1e-6, all_matches=False)
    return keys[found[0]] if len(found) else None


def _metres(area: str, lat: float, lon: float) -> float:
    keys, tree = _polygons()
    return tree.geometries[keys.index(area)].distance(_point(lat, lon)) * np.cos(np.radians(lat))
