"""Areas side by side: one year for all, no comparison across the border that does not hold, and no difference that is chance."""

from datetime import date
from functools import partial
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.metrics.compute import compute
from dashboard.metrics.question import Question
from dashboard.metrics.readings.comparing import Line, Place, Value, benchmarks, common_year, lines
from dashboard.metrics.readings.contrast import Standing, standing, verdict, widest
from dashboard.metrics.reference import municipalities
from dashboard.metrics.selection import Selection
from dashboard.metrics.series import Point, Series
from dashboard.warehouse.engine import Engine

ARE, TRONDHEIM = (Place(key, (key,)) for key in ("SE-2321", "NO-5001"))


def point(
    area: str, value: float | None, low: float | None = None, high: float | None = None, count: int = 100
) -> Point:
    """A value of 2025 with its interval."""
    return Point(area, "2025", "", value, low, high, count, "ok" if value is not None else "missing")


def value(
    area: str, number: float | None, low: float | None = None, high: float | None = None, enough: bool = True
) -> Value:
    """The same as a place's."""
    return Value(area, point(area, number, low, high), enough)


def rates(points: list[Point], grade: str = "B") -> Series:
    """A rate for municipalities."""
    return Series(
        "births_per_1000", "per_1000", 1, "rate", "up", grade, "", date(2026, 9, 30), False, tuple(points), ""
    )


def test_benchmarks_are_county_country_and_the_other_side_each_told_once() -> None:
    """A county that is all of its country here stands for it; a chosen county is no benchmark of its own."""
    assert [mark.key for mark in benchmarks([ARE])] == ["SE-23", "NO-50"]
    assert [mark.key for mark in benchmarks([ARE], whole=True)] == ["SE-23", "MITT", "NO-50"]
    assert [mark.key for mark in benchmarks([Place("SE-23", ("SE-23",)), TRONDHEIM])] == ["NO-50"]
    assert {mark.key: mark.members for mark in benchmarks([ARE])}["NO-50"] == frozenset(municipalities("NO"))


def test_a_line_asks_every_place_for_the_same_year(demo_warehouse: Path) -> None:
    """Each value is the one that the metric itself gives; population is known in 2025 for Norway only, so 2024 is told."""
    answer = partial(compute, Engine(demo_warehouse))
    (line,) = lines(answer, Selection(), [ARE, TRONDHEIM], benchmarks([ARE]), ["population"])
    assert (line.country, line.period) == ("", "2024")
    for told in (*line.values, *line.benchmarks):
        asked = Selection.of(municipalities(told.place), first=2024, last=2024)
        assert told.point.value == sum(p.value or 0 for p in answer(Question("population", asked)).points)
    (own,) = lines(answer, Selection(), [TRONDHEIM], (), ["population"])
    assert own.period == "2025"


def test_grade_c_has_a_line_for_each_country(demo_warehouse: Path) -> None:
    """Each with its own latest year, the other side's places marked, and benchmarks of its own side only."""
    answer = partial(compute, Engine(demo_warehouse))
    both = [ARE, TRONDHEIM]
    sweden, norway = lines(answer, Selection(), both, benchmarks(both), ["emissions_per_capita"])
    assert [(sweden.country, sweden.period), (norway.country, norway.period)] == [("SE", "2024"), ("NO", "2023")]
    assert [v.point.status for v in sweden.values] == ["ok", "incomparable"]
    assert [v.point.status for v in norway.values] == ["incomparable", "ok"]
    assert [v.place for v in sweden.benchmarks] == ["SE-23"] and [v.place for v in norway.benchmarks] == ["NO-50"]


def test_what_is_not_known_anywhere_has_no_year(empty_warehouse: Path) -> None:
    """A line without a value says missing and fails nowhere."""
    answer = partial(compute, Engine(empty_warehouse))
    assert common_year(answer, "jobs", Selection(), ["SE-2321"]) is None
    (line,) = lines(answer, Selection(), [ARE], benchmarks([ARE]), ["jobs"])
    assert [v.point.status for v in line.values] == ["missing"] and widest([line]) is None


@pytest.mark.parametrize(
    ("own", "other", "expected"),
    [
        (value("a", 5.0), value("b", 4.0), "over"),
        (value("a", 4.0), value("b", 5.0), "under"),
        (value("a", 4.01), value("b", 4.04), "like"),  # written the same
        (value("a", 5.0, 3.5, 6.5), value("b", 4.0), "like"),  # the interval reaches it
        (value("a", 5.0, 4.5, 5.5), value("b", 4.0, 3.6, 4.4), "over"),
        (value("a", 5.0, enough=False), value("b", 4.0), "few"),
        (value("a", None), value("b", 4.0), None),
    ],
)
def test_over_or_under_is_said_only_of_more_than_chance(own: Value, other: Value, expected: str | None) -> None:
    """Of few nothing is said, of what is not known neither."""
    assert verdict("births_per_1000", own, other) == expected


def test_the_widest_difference_is_told_in_times() -> None:
    """2 against 6 is three times; 1 against 9 would be more, but chance could make it; a single place has its benchmarks."""
    chance = Line("births_per_1000", "", "2025", (value("a", 1.0, 0.1, 9.5), value("b", 9.0)), ())
    sure = Line("job_density", "", "2025", (value("a", 2.0), value("b", 6.0), value("c", 4.0)), ())
    found = widest([chance, sure])
    assert found is not None and (found.high.place, found.low.place, found.times) == ("b", "a", 3.0)
    alone = Line("job_density", "", "2025", (value("a", 2.0),), (value("m", 1.0), value("n", 5.0)))
    found = widest([alone])
    assert found is not None and (found.high.place, found.low.place, found.times) == ("n", "a", 2.5)


Numbers = st.lists(st.tuples(st.integers(1, 40), st.integers(0, 15), st.integers(0, 60)), min_size=2, max_size=12)


@given(Numbers)
def test_rank_and_its_range_are_those_of_plain_counting(numbers: list[tuple[int, int, int]]) -> None:
    """Of those with enough behind them: the rank by value, and the ranks that the intervals leave open."""
    keys = municipalities()[: len(numbers)]
    points = [
        point(key, float(v), v - half, v + half, count) for key, (v, half, count) in zip(keys, numbers, strict=True)
    ]
    fit = [p for p in points if (p.count or 0) >= 20]
    for p in points:
        expected = None
        if p in fit and len(fit) > 1:
            better = sum(q.value > p.value for q in fit)  # type: ignore[operator]
            surely = sum(q.low > p.high for q in fit)  # type: ignore[operator]
            worse = sum(q.high < p.low for q in fit)  # type: ignore[operator]
            expected = Standing(better + 1, len(fit), surely + 1, len(fit) - worse)
        assert standing(rates(points), p.area) == expected


def test_grade_c_is_ranked_within_its_country() -> None:
    """A Norwegian municipality is no competitor of a Swedish one."""
    points = [point("SE-2321", 1.0), point("SE-2380", 2.0), point("NO-5001", 3.0), point("NO-5006", 4.0)]
    assert standing(rates(points, "C"), "SE-2380") == Standing(1, 2, 1, 1)
    assert standing(rates(points, "C"), "NO-5001") == Standing(2, 2, 2, 2)
