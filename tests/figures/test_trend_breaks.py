"""Trends with breaks and intervals: nothing is drawn across a break, and what is uncertain looks so."""

from datetime import date
from itertools import pairwise

import plotly.graph_objects as go
import pytest

from dashboard.figures import trend
from dashboard.figures.labels import PHONE, wide
from dashboard.figures.theme import Texts
from dashboard.metrics.series import Point, Series

TEXTS = Texts(number=lambda value: f"{value:.0f}")


def series(*points: Point) -> Series:
    """The points as a metric."""
    return Series("jobs", "jobs", 0, "count", "up", "B", "", date(2026, 9, 30), False, points, "")


def line(area: str, first: int, values: list[float | None], breakdown: str = "") -> list[Point]:
    """A value for each year from the first."""
    return [
        Point(area, str(first + n), breakdown, v, None, None, None, "missing" if v is None else "ok")
        for n, v in enumerate(values)
    ]


def rated(values: list[float], breakdown: str = "") -> list[Point]:
    """A value for each year from 2018, five below to nine above."""
    points = line("SE-23", 2018, [*values], breakdown)
    return [p._replace(low=v - 5, high=v + 9) for p, v in zip(points, values, strict=True)]


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_the_line_is_interrupted_at_a_break_and_the_break_is_named(mode: str) -> None:
    """Between the last period before and the first after there is no line but a dashed upright with its word."""
    points = line("SE-23", 2018, [5.0, 6.0, 9.0, 8.0])
    points[2] = points[2]._replace(status="break")
    info = trend.info(series(*points), {"2020": "ny undersökning"})
    assert info.breaks == (("2020", "ny undersökning"),)
    figure = go.Figure(trend.draw(info, TEXTS, mode).to_plotly_json())
    assert list(figure.data[0].x) == ["2018", "2019", "2020", "2020", "2021"]
    assert list(figure.data[0].y) == [5, 6, None, 9, 8] and not figure.data[0].connectgaps
    assert figure.data[0].marker.symbol[3] == "circle-open"
    assert [shape.x0 for shape in figure.layout.shapes if shape.line.dash] == [1.5]  # between the second and the third
    assert "ny undersökning" in [note.text for note in figure.layout.annotations]


@pytest.mark.parametrize("period", ["2017", "2018", "2022"])
def test_a_break_outside_the_periods_shown_is_none(period: str) -> None:
    """Before or at the first, or after the last: nothing is crossed."""
    assert trend.info(series(*line("SE-23", 2018, [5.0, 6.0, 9.0])), {period: "x"}).breaks == ()
    assert trend.info(series(), {period: "x"}).breaks == ()


def test_a_break_on_one_side_leaves_the_other_line_whole() -> None:
    """Where the points tell whose series broke, only theirs is interrupted."""
    swedish, norwegian = line("SE-23", 2018, [5.0, 6.0, 9.0]), line("NO-50", 2018, [1.0, 2.0, 3.0])
    swedish[2] = swedish[2]._replace(status="break")
    drawn = trend.draw(trend.info(series(*swedish, *norwegian), {"2020": "x"}), TEXTS, "light").to_plotly_json()
    assert [list(trace["y"]) for trace in drawn["data"]] == [[5.0, 6.0, None, 9.0], [1.0, 2.0, 3.0]]


def test_a_break_in_a_missing_year_lies_before_the_next_known() -> None:
    """Periods are those of the data: 2020 is not among them."""
    points = [*line("SE-23", 2018, [5.0, 6.0]), *line("SE-23", 2021, [9.0])]
    figure = trend.draw(trend.info(series(*points), {"2020": "x"}), TEXTS, "light").to_plotly_json()
    assert list(figure["data"][0]["y"]) == [5.0, 6.0, None, 9.0]
    assert figure["layout"]["shapes"][0]["x0"] == 1.5


def test_a_rate_with_its_interval_has_a_band_that_breaks_too() -> None:
    """The line through the values, the band around it, in two pieces."""
    info = trend.info(series(*rated([50.0, 60.0, 70.0])), {"2020": "x"})
    band, values = trend.draw(info, TEXTS, "light").to_plotly_json()["data"]
    assert band["fill"] == "toself" and list(values["y"]) == [50.0, 60.0, None, 70.0]
    assert list(band["y"]) == [45.0, 55.0, 69.0, 59.0, 45.0, None, 65.0, 79.0, 65.0]


def test_more_than_three_lines_have_no_bands_but_ranges_stay() -> None:
    """Intervals of values would hide one another; a range that is all there is stays in sight."""
    many = [p for n in range(4) for p in rated([50.0, 60.0], f"c{n}")]
    fills = [t.get("fill") for t in trend.draw(trend.info(series(*many)), TEXTS, "light").to_plotly_json()["data"]]
    assert "toself" not in fills
    banded = [*many, Point("SE-23", "2018", "d", None, 1.0, 4.0, None, "interval")]
    fills = [t.get("fill") for t in trend.draw(trend.info(series(*banded)), TEXTS, "light").to_plotly_json()["data"]]
    assert fills.count("toself") == 1


def test_seven_names_fit_a_phone() -> None:
    """Each is shortened to the room at the right, apart from the others, and periods stay level, the last one told."""
    many = [p for n in range(7) for p in line("SE-23", 2010, [5.0 + n / 50] * 15, f"c{n}")]
    texts = Texts(names={f"c{n}": "Arkitekter och tekniska konsulter" for n in range(7)}, number=lambda v: f"{v:.2f}")
    layout = trend.draw(trend.info(series(*many)), texts, "light").to_plotly_json()["layout"]
    names = layout["annotations"]
    assert all(8 + wide(name["text"]) <= layout["margin"]["r"] <= PHONE / 2 for name in names)
    low, high = layout["yaxis"]["range"]
    at = sorted((name["y"] - low) / (high - low) * 150 + name["yshift"] for name in names)
    assert all(b - a >= 16.9 for a, b in pairwise(at))
    axis = layout["xaxis"]
    assert axis["ticktext"][0] == "2024" and len(axis["ticktext"]) <= 5 and axis["tickangle"] == 0


def test_nothing_known_is_an_empty_chart() -> None:
    """No error where every value is missing."""
    assert not trend.draw(trend.info(series(*line("SE-23", 2018, [None, None]))), TEXTS, "light").data
