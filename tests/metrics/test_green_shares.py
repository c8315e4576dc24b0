"""Shares of jobs, what is left without farming, and the course of a number: against plain Python."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.metrics.readings import green_shares
from dashboard.metrics.readings.course import by_year, course
from dashboard.metrics.reference import industries
from dashboard.metrics.selection import Selection
from dashboard.metrics.series import Point, Series, Status

values = st.one_of(st.none(), st.integers(0, 500).map(float))


def point(
    value: float | None, period: str = "2024", area: str = "SE-2321", left_out: int = 0, status: Status = "ok"
) -> Point:
    """A value of an area and year; without one it is suppressed."""
    count = None if value is None else round(value)
    return Point(area, period, "", value, None, None, count, "suppressed" if value is None else status, left_out)


def series(points: list[Point]) -> Series:
    """Points as the answer to a question about jobs."""
    return Series(
        "bioeconomy_jobs", "jobs", 0, "count", "up", "B", "", date(2026, 9, 30), False, tuple(points), "select 1"
    )


@given(st.lists(st.tuples(values, values, values), min_size=1, max_size=6))
def test_a_share_is_the_parts_of_the_whole(rows: list[tuple[float | None, float | None, float | None]]) -> None:
    """A hundred times their sum over the whole; no value where a part or the whole is unknown, or the whole is zero."""
    bio, circular, jobs = ([point(row[n], str(2010 + at)) for at, row in enumerate(rows)] for n in range(3))
    found = green_shares.share([series(bio), series(circular)], series(jobs))
    for (b, c, whole), p in zip(rows, found.points, strict=True):
        if b is None or c is None or not whole:
            assert p.value is None and p.count is None
            assert p.status == ("suppressed" if None in (b, c, whole) else "missing")
        else:
            assert p.value == pytest.approx(100 * (b + c) / whole)
            assert p.count == b + c and p.status == "ok"
            assert found.inputs[p.area, p.period, ""] == {"count": b + c, "base": whole}
    assert (found.unit, found.kind) == ("percent", "rate")


def test_a_share_that_leaves_cells_out_says_so() -> None:
    """It is at least so much: its status is partial and it says how many are left out."""
    (p,) = green_shares.share(
        [series([point(10, left_out=2, status="partial")]), series([point(5)])], series([point(100)])
    ).points
    assert (p.value, p.status, p.left_out) == (15, "partial", 2)


def test_a_year_without_the_whole_has_no_share() -> None:
    """What the whole is not told for is left out, not divided by another year's."""
    found = green_shares.share([series([point(1, "2023"), point(2, "2024")])], series([point(10, "2024")]))
    assert [p.period for p in found.points] == ["2024"]


@given(st.sets(st.sampled_from(sorted(industries()))))
def test_without_farming_keeps_all_else(chosen: set[str]) -> None:
    """No code of section A is left, no other is lost; where that is nothing, there is no selection."""
    rest = green_shares.without_farming(Selection.of(["SE-23"], chosen))
    kept = {code for code in chosen or set(industries().values()) if industries()[code] != "A"}
    assert (rest is None) == (not kept)
    assert rest is None or (set(rest.industries) == kept and rest.areas == ("SE-23",))


def test_lines_beside_each_other_have_the_same_years() -> None:
    """Only years that are comparable in both are drawn, each line under its own name."""
    every = series([point(9, "2022"), point(8, "2023"), point(7, "2024")])
    found = green_shares.beside([("all", every), ("without", series([point(3, "2023"), point(4, "2024")]))], "farming")
    assert [(p.breakdown, p.period, p.value) for p in found.points] == [
        ("all", "2023", 8), ("all", "2024", 7), ("without", "2023", 3), ("without", "2024", 4),
    ]  # fmt: skip


@given(st.dictionaries(st.integers(1990, 2030), values, max_size=8))
def test_the_course_is_from_the_first_to_the_last_known(known: dict[int, float | None]) -> None:
    """In whatever order the points come; nothing where there are not two, or the first is zero."""
    told = {year: value for year, value in known.items() if value is not None}
    found = course(point(value, str(year)) for year, value in known.items())
    if len(told) < 2 or not told[min(told)]:
        assert found is None
        return
    change = told[max(told)] / told[min(told)] - 1
    assert found is not None and found.share == pytest.approx(change)
    assert (found.first.period, found.last.period) == (str(min(told)), str(max(told)))
    assert found.direction == ("none" if abs(change) < 0.0005 else "up" if change > 0 else "down")


def test_years_that_are_not_published_are_gaps() -> None:
    """SMHI's years are 1990, 2000, 2005 …: the ones between have a place and no value."""
    found = by_year([point(8, "1990"), point(6, "1993"), point(None, "1992"), point(None, "1995")])
    assert found == {"1990": 8, "1991": None, "1992": None, "1993": 6}
    assert by_year([]) == {}
