"""The classes of a map: one scale, one for each country where they are not comparable, or two hues from a middle."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.figures import classes
from dashboard.figures import map as maps
from dashboard.figures.theme import Texts, palette
from dashboard.metrics.reference import municipalities
from dashboard.metrics.series import Point, Series

TEXTS = Texts(names={"SE": "Sverige", "NO": "Norge"}, number=lambda value: f"{value:g}", words={"missing": "saknas"})


def graded(grade: str, values: dict[str, float]) -> Series:
    """A rate of municipalities with a comparability grade."""
    points = tuple(Point(key, "2025", "", value, None, None, None, "ok") for key, value in values.items())
    return Series("rate", "per_1000", 1, "rate", "none", grade, "", date(2026, 9, 30), False, points, "")


BOTH = {"SE-2303": 1.0, "SE-2321": 2.0, "SE-2380": 3.0, "NO-5001": 900.0, "NO-5006": 1000.0, "NO-5007": 1100.0}


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_grade_c_never_shares_a_scale(mode: str) -> None:
    """Each country has its classes and its hue; the legend lists them under its name."""
    info = maps.rates_info(graded("C", BOTH))
    colours = palette(mode)
    fills = {key: info.scale(key).colour(info.group(key) or 0, colours) for key in BOTH}
    assert {fills["SE-2303"], fills["SE-2380"]} == {colours.sweden_rates[0], colours.sweden_rates[-1]}
    assert {fills["NO-5001"], fills["NO-5007"]} == {colours.norway_rates[0], colours.norway_rates[-1]}
    legend = maps.rates_legend(info, TEXTS, mode)
    said = [entry.label for entry in legend]
    assert said == ["● Sverige", "1–2", "2–3", "◆ Norge", "900–1000", "1000–1100", "saknas"]
    assert [entry.colour for entry in legend if entry.label in ("● Sverige", "◆ Norge")] == ["", ""]


def test_one_country_alone_or_a_better_grade_has_one_scale() -> None:
    """The rule is about the border, not about the metric; a middle is not used across it either."""
    swedish = {key: value for key, value in BOTH.items() if key.startswith("SE")}
    assert [scale.country for scale in maps.rates_info(graded("C", swedish)).scales] == [""]
    assert [scale.country for scale in maps.rates_info(graded("B", BOTH)).scales] == [""]
    assert [scale.middle for scale in maps.rates_info(graded("C", BOTH), middle=1.0).scales] == [None, None]
    assert [entry.colour for entry in maps.rates_legend(maps.rates_info(graded("B", BOTH)), TEXTS, "light")].count(
        ""
    ) == 0


VALUES = st.dictionaries(
    st.sampled_from(municipalities()), st.integers(-500, 500).map(lambda n: n / 100), min_size=1, max_size=30
)


@given(VALUES, st.sampled_from([0.0, 1.0]))
def test_a_middle_parts_the_hues(values: dict[str, float], middle: float) -> None:
    """Below it violet, above it green, the further the stronger; no class is empty."""
    info, colours = maps.rates_info(graded("A", values), middle), palette("light")
    scale = info.scales[0]
    assert list(scale.limits) == sorted(scale.limits) and middle in scale.limits and scale.classes <= 6
    used = set()
    for key, value in values.items():
        group = info.group(key)
        assert group is not None and scale.limits[group] <= value <= scale.limits[group + 1]
        used.add(group)
        colour = scale.colour(group, colours)
        assert value >= middle or colour in colours.below
        assert value <= middle or colour in colours.above
    assert used == set(range(scale.classes))


@given(st.lists(st.integers(0, 10**6).map(lambda n: n / 100), min_size=2, max_size=46))
def test_no_class_is_empty(values: list[float]) -> None:
    """Rounded limits do not leave a colour in the legend that is nowhere on the map."""
    scale = classes.one(values)
    assert {scale.group(value) for value in values} == set(range(scale.classes))


def test_the_strongest_colours_are_the_furthest_from_the_middle() -> None:
    """Three classes on either side, palest at the middle."""
    values = [0.1, 0.2, 0.4, 0.5, 0.8, 0.9, 1.1, 1.2, 2.0, 2.5, 6.0, 8.0]
    scale, colours = classes.around(values, 1.0), palette("dark")
    ramp = [scale.colour(group, colours) for group in range(scale.classes)]
    assert ramp == [*reversed(colours.below), *colours.above]


@pytest.mark.parametrize(("value", "said"), [(0.0123, 0.012), (-456.0, -460.0), (1234.0, 1200.0), (0.0, 0.0)])
def test_limits_can_be_said_aloud(value: float, said: float) -> None:
    """Two significant figures, also below zero."""
    assert classes.rounded(value) == said
