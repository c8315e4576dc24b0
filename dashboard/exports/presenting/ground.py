"""The municipalities as paths of a drawing, and where a place on earth lies in it."""

import json
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from itertools import pairwise
from typing import Any

from dashboard.figures.map_ground import places, project
from dashboard.figures.plain import Map
from dashboard.settings import REFERENCE

HEIGHT = 1000  # units of the drawing, from the southernmost point to the northernmost
EDGE = 8  # units around it, for the strokes

Spot = tuple[float, float]


@cache
def ground() -> dict[str, Any]:
    """What lies under every map: ``areas`` (key to its path, the place of its name and how wide that may be), the national
    ``border`` as a path, and the drawing's ``width`` and ``height``."""
    shapes = json.loads((REFERENCE / "boundaries.geojson").read_text(encoding="utf-8"))["features"]
    areas = {}
    for feature in shapes:
        place, geometry = places()[feature["properties"]["key"]], feature["geometry"]
        polygons = geometry["coordinates"] if geometry["type"] == "MultiPolygon" else [geometry["coordinates"]]
        west, _, east, _ = place.box
        areas[place.key] = {
            "path": "".join(f"{_path(ring)}Z" for polygon in polygons for ring in polygon),
            "name_at": spot(place.lon, place.lat),
            "room": round(spot(east, place.lat)[0] - spot(west, place.lat)[0]),
        }
    lines = json.loads((REFERENCE / "border.geojson").read_text(encoding="utf-8"))["features"]
    east, south = max(p.box[2] for p in places().values()), min(p.box[1] for p in places().values())
    width, height = spot(east, south)
    return {
        "areas": areas, "border": "".join(_path(line["geometry"]["coordinates"]) for line in lines),
        "width": round(width + EDGE), "height": round(height + EDGE),
    }  # fmt: skip


def spot(lon: float, lat: float) -> Spot:
    """Where a place lies in the drawing, from its upper left corner."""
    left, top, scale = _frame()
    x, y = project(lon, lat, 0)
    return round((x - left) * scale + EDGE, 1), round((y - top) * scale + EDGE, 1)


def on_ground(picture: Map) -> Map:
    """The map with its circles in the drawing's units; a network's go on from 0 to 1, but from above."""
    return replace(picture, circles=tuple(
        replace(circle, x=at[0], y=at[1])
        for circle in picture.circles
        for at in [spot(circle.x, circle.y) if picture.areas else (circle.x, 1 - circle.y)]
    ))  # fmt: skip


@cache
def _frame() -> tuple[float, float, float]:
    boxes = [place.box for place in places().values()]
    left, top = project(min(box[0] for box in boxes), max(box[3] for box in boxes), 0)
    _, bottom = project(0, min(box[1] for box in boxes), 0)
    return left, top, HEIGHT / (bottom - top)


def _path(line: Sequence[Sequence[float]]) -> str:
    """A line in whole units, each step from the one before: a third of the length of full numbers."""
    spots = [(round(x), round(y)) for x, y in (spot(lon, lat) for lon, lat in line)]
    steps = [(b[0] - a[0], b[1] - a[1]) for a, b in pairwise(spots) if a != b]
    return f"M{spots[0][0]},{spots[0][1]}l{' '.join(f'{x},{y}' for x, y in steps)}" if steps else ""
