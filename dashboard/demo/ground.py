"""Points on land inside a municipality, most of them near its seat."""

import json
from functools import cache

import numpy as np
import shapely
from numpy.typing import NDArray

from dashboard.demo.parameters import Parameters
from dashboard.settings import REFERENCE

POOL = 600  # places to choose from in each municipality
NEAR = 0.75  # share of them that lie about the seat
KM_LAT, KM_LON = 1 / 111.2, 1 / 49.5  # degrees per kilometre at 63.6° north


@cache
def polygons() -> dict[str, shapely.Geometry]:
    """Every municipality's polygon by key."""
    features = json.loads((REFERENCE / "boundaries.geojson").read_text(encoding="utf-8"))["features"]
    return {feature["properties"]["key"]: shapely.geometry.shape(feature["geometry"]) for feature in features}


def points(given: Parameters, areas: NDArray[np.int64], random: np.random.Generator) -> NDArray[np.float64]:
    """A longitude and latitude for each of ``areas`` (indices), on land inside that municipality, to 5 decimals."""
    found = np.empty((len(areas), 2))
    for number, key in enumerate(given.areas):
        mine = np.flatnonzero(areas == number)
        if not len(mine):
            continue
        polygon = polygons()[key]
        shapely.prepare(polygon)
        pool = _pool(polygon, given.seats[number], random)
        chosen = pool[random.integers(0, len(pool), len(mine))]
        # a step of some hundred metres, so that the places of the pool do not pile up; back where it leaves the land
        stepped = (chosen + (random.random((len(mine), 2)) - 0.5) * [0.8 * KM_LON, 0.8 * KM_LAT]).round(5)
        inside = shapely.contains_xy(polygon, stepped[:, 0], stepped[:, 1])
        found[mine] = np.where(inside[:, None], stepped, chosen)
    return found


def _pool(polygon: shapely.Geometry, seat: tuple[float, float], random: np.random.Generator) -> NDArray[np.float64]:
    """Places of the municipality: most within some kilometres of the seat, the rest anywhere on land."""
    west, south, east, north = polygon.bounds
    kept: list[NDArray[np.float64]] = []
    wanted = {True: int(POOL * NEAR), False: POOL - int(POOL * NEAR)}
    for near, number in wanted.items():
        have = 0
        for _ in range(60):
            if near:
                # the square of a uniform draw: dense at the seat, thin at 9 km
                distance, angle = 9 * random.random(1000) ** 2, random.random(1000) * 2 * np.pi
                drawn = np.c_[seat[0] + distance * np.cos(angle) * KM_LON, seat[1] + distance * np.sin(angle) * KM_LAT]
            else:
                drawn = np.c_[west + random.random(1000) * (east - west), south + random.random(1000) * (north - south)]
            inside = drawn[shapely.contains_xy(polygon, drawn[:, 0], drawn[:, 1])].round(5)
            inside = inside[shapely.contains_xy(polygon, inside[:, 0], inside[:, 1])][: number - have]
            kept.append(inside)
            have += len(inside)
            if have >= number:
                break
    return np.concatenate(kept)
