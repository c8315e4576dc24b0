"""Where things lie on a map: the municipalities with their boxes, the view that shows the chosen ones, and names that fit in it."""

import json
import math
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, NamedTuple

import pydeck as pdk

from dashboard.settings import REFERENCE


class Place(NamedTuple):
    """A municipality on the map: its number in the polygon file, a point well inside it, and its box."""

    key: str
    number: int
    lat: float
    lon: float
    box: tuple[float, float, float, float]  # west, south, east, north


@dataclass(frozen=True)
class Ground:
    """What lies under the data: addresses of the polygons and the border, names, the chosen areas, the size in pixels."""

    boundaries: str
    border: str
    names: Mapping[str, str]
    labelled: Sequence[str]  # which municipalities want their name, the most important first
    chosen: Collection[str] = ()
    width: int = 900
    height: int = 560


@cache
def places() -> dict[str, Place]:
    """Every municipality of boundaries.geojson by key."""
    found = {}
    for feature in json.loads((REFERENCE / "boundaries.geojson").read_text(encoding="utf-8"))["features"]:
        p = feature["properties"]
        corners = list(_corners(feature["geometry"]["coordinates"]))
        lons, lats = [c[0] for c in corners], [c[1] for c in corners]
        box = (min(lons), min(lats), max(lons), max(lats))
        found[p["key"]] = Place(p["key"], p["i"], p["label_lat"], p["label_lon"], box)
    return found


def _corners(coordinates: Any) -> Any:
    if isinstance(coordinates[0], (int, float)):
        yield coordinates
    else:
        for part in coordinates:
            yield from _corners(part)


def fitting(ground: Ground, wanted: Sequence[tuple[float, float, str]]) -> list[int]:
    """Which of the names at points (lon, lat, text) fit beside one another, by their number; the first have precedence."""
    zoom, fits = fit(ground).zoom, []
    taken: list[tuple[float, float, float, float]] = []
    for number, (lon, lat, text) in enumerate(wanted):
        x, y = project(lon, lat, zoom)
        half, tall = len(text) * 4.2 + 6, 11
        box = (x - half, y - tall, x + half, y + tall)
        if all(box[2] < t[0] or box[0] > t[2] or box[3] < t[1] or box[1] > t[3] for t in taken):
            taken.append(box)
            fits.append(number)
    return fits


def fit(ground: Ground) -> pdk.ViewState:
    """The view that shows the chosen municipalities, or all, in a frame of the ground's size."""
    keys = [key for key in ground.chosen if key in places()] or list(places())
    boxes = [places()[key].box for key in keys]
    west, south = min(b[0] for b in boxes), min(b[1] for b in boxes)
    east, north = max(b[2] for b in boxes), max(b[3] for b in boxes)
    (x0, y1), (x1, y0) = project(west, south, 0), project(east, north, 0)
    zoom = min(math.log2(ground.width * 0.94 / (x1 - x0)), math.log2(ground.height * 0.94 / (y1 - y0)), 10.0)
    middle = 2 * math.atan(math.exp(math.pi * (1 - (y0 + y1) / 512))) - math.pi / 2
    return pdk.ViewState(
        latitude=round(math.degrees(middle), 4),
        longitude=round((west + east) / 2, 4),
        zoom=round(zoom, 2),
        min_zoom=4,
        max_zoom=14,
    )


def project(lon: float, lat: float, zoom: float) -> tuple[float, float]:
    """Web Mercator pixels of a point at a zoom (512-pixel tiles, as deck.gl)."""
    size = 512 * 2**zoom
    y = math.log(math.tan(math.pi / 4 + math.radians(lat) / 2))
    return (lon + 180) / 360 * size, (1 - y / math.pi) / 2 * size
