"""The municipalities and the national border as shapes on a sheet, both counties filling their box."""

import json
import math
from functools import cache
from typing import NamedTuple

import numpy as np
import shapely
from matplotlib.path import Path
from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

from dashboard.exports.pictures.sheet import Box
from dashboard.settings import REFERENCE

SQUEEZE = math.cos(math.radians(63.5))  # a degree of longitude in degrees of latitude, in the middle of the region
FINE = 0.002  # degrees: less than what can be seen


class Land(NamedTuple):
    """A municipality: its shape and the point for its name, in degrees of latitude from the map's own zero."""

    shape: BaseGeometry
    x: float
    y: float


@cache
def lands() -> dict[str, Land]:
    """Every municipality by key; neighbours share their edges, simplified alike."""
    features = json.loads((REFERENCE / "boundaries.geojson").read_text(encoding="utf-8"))["features"]
    shapes = [shapely.transform(shape(feature["geometry"]), _flat) for feature in features]
    fine = shapely.coverage_simplify(shapes, FINE)
    return {
        p["key"]: Land(made, p["label_lon"] * SQUEEZE, p["label_lat"])
        for p, made in zip((feature["properties"] for feature in features), fine, strict=True)
    }


@cache
def border() -> list[BaseGeometry]:
    """The national border's lines."""
    features = json.loads((REFERENCE / "border.geojson").read_text(encoding="utf-8"))["features"]
    return [shapely.transform(shape(feature["geometry"]), _flat).simplify(FINE) for feature in features]


def _flat(points: np.ndarray) -> np.ndarray:
    return points * np.array([SQUEEZE, 1.0])


class View(NamedTuple):
    """How the ground lies on the sheet: ``size`` pixels a degree of latitude from the pixel of longitude and latitude zero."""

    size: float
    x: float
    y: float

    def point(self, lon: float, lat: float) -> tuple[float, float]:
        """The pixel of a place."""
        return self.flat(lon * SQUEEZE, lat)

    def flat(self, x: float, y: float) -> tuple[float, float]:
        """The pixel of a point of ``lands``."""
        return self.x + x * self.size, self.y - y * self.size

    def path(self, made: BaseGeometry) -> Path:
        """The outline of a shape or line, holes and islands too."""
        parts = [part for part in getattr(made, "geoms", [made]) if not part.is_empty]
        rings = [r for p in parts for r in ([p.exterior, *p.interiors] if p.geom_type == "Polygon" else [p])]
        return Path.make_compound_path(*(self._ring(np.asarray(r.coords)) for r in rings))

    def _ring(self, corners: np.ndarray) -> Path:
        return Path(np.column_stack([self.x + corners[:, 0] * self.size, self.y - corners[:, 1] * self.size]))


def fit(box: Box, places: list[tuple[float, float]]) -> View:
    """The view that shows all municipalities and the places (longitude, latitude) in the middle of the box."""
    west, south, east, north = shapely.total_bounds([land.shape for land in lands().values()])
    for lon, lat in places:
        west, east = min(west, lon * SQUEEZE), max(east, lon * SQUEEZE)
        south, north = min(south, lat), max(north, lat)
    size = min(box.width / (east - west), box.height / (north - south))
    x, y = (
        (box.left + box.right) / 2 - (west + east) / 2 * size,
        (box.top + box.bottom) / 2 + (south + north) / 2 * size,
    )
    return View(size, x, y)
