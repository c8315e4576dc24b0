"""The polygons of the municipalities and the national border."""

import csv
import json
import math

import pytest
import shapely
from shapely.geometry import shape

from dashboard.settings import REFERENCE, ROOT

FILE = REFERENCE / "boundaries.geojson"
FEATURES = json.loads(FILE.read_text(encoding="utf-8"))["features"]
POLYGONS = {feature["properties"]["key"]: shape(feature["geometry"]) for feature in FEATURES}
BORDER = shape(json.loads((REFERENCE / "border.geojson").read_text(encoding="utf-8"))["features"][0]["geometry"])
SHARED = ROOT.parent / "shared" / "data"


def in_km(geometry):
    """The geometry on a plane in kilometres: good to a few per cent, which is enough to compare."""
    return shapely.transform(geometry, lambda xy: xy * [111.3 * math.cos(math.radians(63.5)), 111.3])


def areas():
    """The municipalities of areas.csv by key."""
    with (REFERENCE / "areas.csv").open(encoding="utf-8") as file:
        return {row["key"]: row for row in csv.DictReader(file) if row["level"] == "municipality"}


def test_every_municipality_has_one_polygon_in_the_order_of_its_key():
    """The index i that maps colour by is the position among the sorted keys; the name is the area's."""
    assert [f["properties"]["key"] for f in FEATURES] == sorted(areas())
    assert [f["properties"]["i"] for f in FEATURES] == list(range(46))
    assert all(f["properties"]["name"] == areas()[f["properties"]["key"]]["name_sv"] for f in FEATURES)


def test_polygons_are_valid_and_follow_rfc_7946():
    """Valid, outer rings counter-clockwise, longitude before latitude, at most four decimals."""
    for polygon in POLYGONS.values():
        assert polygon.is_valid
        assert all(part.exterior.is_ccw for part in shapely.get_parts(polygon))
        west, south, east, north = polygon.bounds
        assert 7 < west < east < 18 and 61 < south < north < 66
        assert all(round(number, 4) == number for number in shapely.get_coordinates(polygon).ravel())


def test_files_are_small_and_name_whom_to_thank():
    """Under 500 KB and 10 KB; Kartverket and SCB are named in both."""
    assert FILE.stat().st_size < 500_000 and (REFERENCE / "border.geojson").stat().st_size < 10_000
    for name in ("boundaries.geojson", "border.geojson"):
        attribution = json.loads((REFERENCE / name).read_text(encoding="utf-8"))["attribution"]
        assert "Kartverket (CC BY 4.0)" in attribution and "SCB" in attribution


def test_neighbours_share_their_border_exactly():
    """No two municipalities overlap, and edges that face each other are the same edges."""
    polygons = list(POLYGONS.values())
    assert shapely.coverage_is_valid(polygons)
    assert sum(p.area for p in polygons) == pytest.approx(shapely.union_all(polygons).area, rel=1e-9)


def test_there_are_no_gaps_on_land():
    """The only holes in the whole are sea between the islands of the coast, together under 1 km²."""
    union = shapely.union_all([in_km(p) for p in POLYGONS.values()])
    holes = [shapely.Polygon(ring) for part in shapely.get_parts(union) for ring in part.interiors]
    swedish = shapely.union_all([in_km(p) for key, p in POLYGONS.items() if key.startswith("SE")])
    assert sum(hole.area for hole in holes) < 1
    assert all(hole.distance(swedish) > 50 for hole in holes)


def test_the_border_is_one_line_along_both_countries():
    """It runs from Røros to Røyrvik without a gap, every metre of it on a Norwegian and a Swedish boundary."""
    assert BORDER.geom_type == "LineString" and 380 < in_km(BORDER).length < 450
    for country in ("SE", "NO"):
        rims = shapely.union_all([p.boundary for key, p in POLYGONS.items() if key.startswith(country)])
        assert BORDER.difference(rims).length < 1e-9
    touching = {key for key, polygon in POLYGONS.items() if polygon.boundary.intersection(BORDER).length > 0}
    assert touching == {
        "NO-5025", "NO-5033", "NO-5034", "NO-5038", "NO-5041", "NO-5042", "NO-5043",
        "SE-2309", "SE-2313", "SE-2321", "SE-2326", "SE-2361",
    }  # fmt: skip


def test_seats_and_labels_lie_in_their_own_municipality():
    """Every seat and every label point is inside its polygon, without exception."""
    for feature in FEATURES:
        facts, key = feature["properties"], feature["properties"]["key"]
        seat = shapely.Point(float(areas()[key]["seat_lon"]), float(areas()[key]["seat_lat"]))
        assert POLYGONS[key].contains(seat), key
        assert POLYGONS[key].contains(shapely.Point(facts["label_lon"], facts["label_lat"])), key


def test_islands_and_coast_are_kept():
    """The island municipalities still have their islands."""
    parts = {key: len(shapely.get_parts(polygon)) for key, polygon in POLYGONS.items()}
    assert parts["NO-5014"] > 50 and parts["NO-5056"] > 20 and parts["NO-5060"] > 100 and parts["NO-5052"] > 5


def test_polygons_agree_with_other_published_ones():
    """Common area with independent 200 m polygons: Norway ≥ 97.5 %, Sweden (a generalised map) ≥ 92 %."""
    if not (SHARED / "boundaries").exists():
        pytest.skip("the polygons to compare with are not here (../shared/data/boundaries)")
    for name, country, least in (("trondelag_38_simpl200m", "NO", 0.975), ("jamtland_8_okfse_simpl200m", "SE", 0.92)):
        published = json.loads((SHARED / "boundaries" / f"{name}.geojson").read_text(encoding="utf-8"))["features"]
        assert len(published) == (38 if country == "NO" else 8)
        for feature in published:
            ours = in_km(POLYGONS[f"{country}-{feature['properties']['code']}"])
            theirs = in_km(shapely.make_valid(shape(feature["geometry"])))
            assert ours.intersection(theirs).area >= least * max(ours.area, theirs.area), feature["properties"]


def test_localities_of_jamtland_lie_in_their_municipality():
    """All localities with coordinates in the county, Frösön's and Storsjön's shores among them."""
    file = SHARED / "codes" / "jobtech_platser_jamtland.csv"
    if not file.exists():
        pytest.skip("the list of localities is not here (../shared/data/codes)")
    with file.open(encoding="utf-8") as lines:
        places = [(f"SE-{r['kommunkod']}", float(r["lon"]), float(r["lat"]), r["ort"]) for r in csv.DictReader(lines)]
    county = shapely.box(12, 61.5, 17.2, 65.2)  # the rest have no or wrong coordinates, as has Näsviken
    inside = [place for place in places if county.contains(shapely.Point(place[1:3])) and place[3] != "Näsviken"]
    assert len(inside) == 57
    assert [name for key, lon, lat, name in inside if not POLYGONS[key].contains(shapely.Point(lon, lat))] == []
