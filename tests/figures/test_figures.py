"""What the figures show of a series, and that what they draw is valid for the libraries that draw it."""

import json
import re
from datetime import date
from urllib.parse import unquote
from xml.etree import ElementTree

import plotly.graph_objects as go
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.figures import map as maps
from dashboard.figures import map_ground, map_workplaces, progress, trend, vector
from dashboard.figures.theme import Texts
from dashboard.metrics.reference import municipalities
from dashboard.metrics.series import Point, Series, Status

WORDS = {"missing": "saknas", "workplaces": "arbetsställen", "title": "T", "target": "mål 15", "verified": "11",
         "reported": "3", "expected": "5"}  # fmt: skip
TEXTS = Texts(words=WORDS)


def series(*points: tuple[str, str, float | None], status: Status = "ok") -> Series:
    """A series of (area, period, value)."""
    made = tuple(
        Point(area, period, "", value, None, None, None, "missing" if value is None else status)
        for area, period, value in points
    )
    return Series("companies", "companies", 0, "count", "up", "B", "", date(2026, 9, 30), False, made, "")


def rates(values: dict[str, float | None]) -> maps.Rates:
    """Rates of municipalities."""
    return maps.rates_info(series(*((area, "2026", value) for area, value in values.items())))


def ground() -> map_ground.Ground:
    """The map's ground with keys for names."""
    return map_ground.Ground("/b", "/n", {key: key for key in municipalities()}, municipalities())


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_a_trend_is_a_valid_chart_with_gaps(mode: str) -> None:
    """Plotly takes it with all its checks on; a missing year is a gap and no zero."""
    info = trend.info(
        series(("SE-23", "2020", 1.0), ("SE-23", "2021", None), ("SE-23", "2022", 3.0), ("NO-50", "2020", 9.0))
    )
    assert [line.key for line in info.lines] == ["NO-50", "SE-23"]  # the largest at the end first
    figure = go.Figure(trend.draw(info, TEXTS, mode).to_plotly_json())
    swedish = next(t for t in figure.data if "SE-23" in str(t.name) or list(t.y) == [1.0, None, 3.0])
    assert list(swedish.y) == [1.0, None, 3.0] and not swedish.connectgaps


@pytest.mark.parametrize("mark", ["", "Demonstrationsdata"])
def test_a_picture_of_demonstration_data_says_so(mark: str) -> None:
    """The mark is in the chart itself, so that a saved picture has it too; a single line has its last value."""
    drawn = trend.draw(
        trend.info(series(("SE-23", "2020", 1.0), ("SE-23", "2021", 3.0))), Texts(words={"mark": mark}), "light"
    )
    assert [a["text"] for a in drawn.to_plotly_json()["layout"]["annotations"]] == ["3.0"]
    assert (drawn.layout.title.text or "") == mark
    assert drawn.to_plotly_json()["layout"]["annotations"][0]["x"] == 1  # the second of two periods, by its number


def test_a_trend_shows_seven_lines_at_most() -> None:
    """The rest is counted, not drawn."""
    info = trend.info(series(*((area, "2020", float(n)) for n, area in enumerate(municipalities()[:10]))))
    assert (len(info.lines), info.left_out) == (7, 3)


@given(st.dictionaries(st.sampled_from(municipalities()), st.integers(0, 10**8).map(lambda n: n / 100), min_size=1))
def test_every_municipality_is_in_the_class_whose_limits_hold_it(values: dict[str, float]) -> None:
    """Classes are at most five, in order, from the least to the largest value; each has a line in the legend."""
    info = rates(dict(values))
    limits = info.scales[0].limits
    assert list(limits) == sorted(limits) and len(limits) <= 6
    assert (limits[0], limits[-1]) == (min(values.values()), max(values.values()))
    for key, value in values.items():
        group = info.group(key)
        assert group is not None
        assert value <= limits[group + 1] and (group == 0 or value > limits[group])
    assert len(maps.rates_legend(info, TEXTS, "light")) == len(limits) - 1 + (len(values) < 46)


def test_a_municipality_without_value_is_grey_and_in_the_legend() -> None:
    """Never the colour of the lowest class."""
    info = rates({"SE-2321": 1.0, "NO-5001": 2.0, "NO-5006": None})
    assert info.group("NO-5006") is None
    assert maps.rates_legend(info, TEXTS, "light")[-1].label == "saknas"


def test_circles_are_proportional_in_area() -> None:
    """Four times the total, twice the radius; the legend has real sizes."""
    drawn = json.loads(maps.draw_totals({"NO-5001": 400.0, "SE-2380": 100.0}, ground(), TEXTS, "light").to_json())
    circles = next(layer for layer in drawn["layers"] if layer["id"] == "totals")["data"]
    assert circles[0]["r"] == pytest.approx(2 * circles[1]["r"], rel=0.01)


def test_a_map_asks_nobody_and_names_do_not_collide() -> None:
    """No base map, no address of another host; names' boxes are apart."""
    text = maps.draw_rates(rates({"SE-2321": 1.0}), ground(), {}, "dark").to_json()
    assert "http" not in text and "mapbox" not in text
    names = next(layer for layer in json.loads(text)["layers"] if layer["id"] == "names")["data"]
    assert 10 < len(names) < 46


def test_polygons_come_by_address_and_not_in_the_message() -> None:
    """What a filter change sends for a map of rates is a few kilobytes."""
    assert len(maps.draw_rates(rates({"SE-2321": 1.0}), ground(), {}, "light").to_json()) < 20_000


def test_hexagon_classes_keep_small_places_seen() -> None:
    """On a logarithmic scale one workplace and the most are in the first and last class."""
    assert (map_workplaces.hexagon_class(1, 2500), map_workplaces.hexagon_class(2500, 2500)) == (0, 4)
    bins = [{"lat": 63.0, "lon": 12.0, "workplaces": n} for n in (1, 3, 40, 2500)]
    legend = map_workplaces.hexagons_legend(bins, TEXTS, "light")
    assert [entry.label for entry in legend][-1] == "2500"


def svg(html: str) -> ElementTree.Element:
    """The drawing in an image's address."""
    found = re.search(r'src="data:image/svg\+xml,([^"]+)"', html)
    assert found
    return ElementTree.fromstring(unquote(found[1]))


@given(st.tuples(*[st.floats(0, 500)] * 3), st.floats(1, 500))
def test_the_bars_parts_are_to_scale(parts: tuple[float, float, float], target: float) -> None:
    """Verified, reported and expected side by side, with nothing beyond the bar's end."""
    html = progress.draw(progress.info(*parts, target), TEXTS, "light")
    shapes = [r for r in svg(html).iter("{http://www.w3.org/2000/svg}rect") if r.get("y") == "3"][1:]
    scale = vector.WIDTH / max(target, sum(parts))
    assert [float(r.get("width", 0)) for r in shapes] == pytest.approx([p * scale for p in parts], abs=0.06)
    assert 'alt="T"' in html and "mål 15" in html


@given(st.lists(st.one_of(st.none(), st.floats(-1e6, 1e6)), min_size=1).filter(lambda v: any(x is not None for x in v)))
def test_a_sparkline_stays_in_its_frame_and_has_gaps(values: list[float | None]) -> None:
    """Each known value is a point of the path; a gap lifts the pen."""
    path = svg(vector.sparkline(values, 44, "x", "light"))[0].get("d", "")
    points = [tuple(map(float, p.split(","))) for p in re.findall(r"-?[0-9.]+,-?[0-9.]+", path)]
    assert len(points) == sum(v is not None for v in values)
    assert all(0 <= x <= vector.WIDTH and 0 <= y <= 44 for x, y in points)
