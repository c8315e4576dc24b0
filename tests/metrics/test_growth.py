"""Growth by category, the parts of a change put together, what is near what, and bounds: against plain Python."""

from datetime import date
from itertools import product
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.metrics.compute import compute
from dashboard.metrics.question import Question
from dashboard.metrics.readings.balance import balance
from dashboard.metrics.readings.growth import Growth, at, growths, most, newest, span
from dashboard.metrics.readings.near import near, strong
from dashboard.metrics.readings.shifts import best, most_own, shifts, since
from dashboard.metrics.selection import Selection
from dashboard.metrics.series import Point, Series
from tests.builders import engine

ÅRE, RØROS = "SE-2321", "NO-5025"
# jobs by area, industry and year; 2019 and 2020 are years in which the Swedish statistics were remade
JOBS = {
    (ÅRE, "C"): {2018: 90, 2019: 95, 2020: 100, 2021: 80, 2022: 90},
    (ÅRE, "I"): {2018: 300, 2019: 310, 2020: 200, 2021: 220, 2022: 260},
    (ÅRE, "Q"): {2018: 50, 2019: 50, 2020: 50, 2021: 50, 2022: 50},
    (RØROS, "C"): {2020: 60, 2021: 50, 2022: 70},
    (RØROS, "I"): {2020: 40, 2021: 50, 2022: 50},
}
ROWS = [
    {"area": area, "industry": industry, "year": year, "jobs": jobs, "status": "ok"}
    for (area, industry), years in JOBS.items()
    for year, jobs in years.items()
]


def by_industry(folder: Path, areas: list[str]) -> tuple[Series, Series]:
    """Jobs by industry of these areas together over all years, and their total."""
    opened, chosen = engine(folder, {"employment": ROWS}, source="employment"), Selection.of(areas)
    parts = compute(opened, Question("jobs", chosen, by="industry", total=True, every_year=True))
    return parts, compute(opened, Question("jobs", chosen, by="none", every_year=True))


@pytest.mark.parametrize("areas", [[ÅRE], [ÅRE, RØROS]])
def test_growth_is_told_within_comparable_years(areas: list[str], tmp_path: Path) -> None:
    """Not across the break of 2020, nor from years in which one of the areas is unknown; the largest industry first."""
    parts, total = by_industry(tmp_path, areas)
    assert span(total) == ("2020", "2021", "2022") and span(total, 1) == ("2021", "2022")
    expected = {
        code: tuple(sum(JOBS.get((area, code), {}).get(year, 0) for area in areas) for year in (2020, 2022))
        for code in ("C", "I", "Q")
    }
    found = growths(parts, span(total))
    assert {g.category: (g.before, g.now) for g in found} == expected
    assert [g.category for g in found] == sorted(expected, key=lambda code: -expected[code][1])
    assert all(g.alike and g.since == "2020" and g.until == "2022" for g in found)


def test_one_year_has_no_growth(tmp_path: Path) -> None:
    """Nothing to compare with is not a growth of zero."""
    parts, _ = by_industry(tmp_path, [ÅRE])
    assert growths(parts, ("2022",)) == () and growths(parts, ()) == ()
    assert most(()) == ([], [])


def test_a_category_without_a_value_at_one_end_has_no_growth() -> None:
    """Suppressed is not zero; hidden parts at one end only make the ends unlike."""
    points = [
        Point(ÅRE, "2020", "C", None, None, None, None, "suppressed"), Point(ÅRE, "2022", "C", 9, None, None, 9, "ok"),
        Point(ÅRE, "2020", "I", 5, None, None, 5, "partial", 1), Point(ÅRE, "2022", "I", 9, None, None, 9, "ok"),
        Point(ÅRE, "2020", "Q", 0, None, None, 0, "ok"), Point(ÅRE, "2022", "Q", 3, None, None, 3, "ok"),
    ]  # fmt: skip
    i, q = growths(series(points), ("2020", "2022"))
    assert (i.category, i.change, i.share, i.alike) == ("I", 4, 0.8, False)
    assert (q.category, q.change, q.share, q.alike) == ("Q", 3, None, True)
    assert most([i, q]) == ([q], [])  # the larger gain of I may be one of what is published
    assert most([i]) == ([i], [])  # where nothing else can be judged


def series(points: list[Point]) -> Series:
    """A series with these points and nothing else of interest."""
    return Series("jobs", "jobs", 0, "count", "up", "B", "", date(2026, 9, 30), False, tuple(points), "")


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), min_size=1, max_size=6))
def test_the_most_are_all_who_tie(ends: list[tuple[int, int]]) -> None:
    """Nobody gained more than those named, all who gained as much are named, and nobody is where nobody gained."""
    found = [Growth(str(n), "2020", "2022", before, now, True) for n, (before, now) in enumerate(ends)]
    up, down = most(found)
    changes = [now - before for before, now in ends]
    assert [int(g.category) for g in up] == [n for n, c in enumerate(changes) if c == max(changes) and c > 0]
    assert [int(g.category) for g in down] == [n for n, c in enumerate(changes) if c == min(changes) and c < 0]


def test_the_newest_points_are_ordered(tmp_path: Path) -> None:
    """Those of the last year with any value, the largest first."""
    parts, _ = by_industry(tmp_path, [ÅRE])
    assert newest(parts) == "2022"
    assert [(p.breakdown, p.value) for p in at(parts, "2022")] == [("I", 260), ("C", 90), ("Q", 50)]
    assert newest(series([])) == ""


def test_parts_of_a_change_are_put_together_again(tmp_path: Path) -> None:
    """The three parts sum to the change, of which the first is what growth as the reference gives (Dunn 1960)."""
    opened = engine(tmp_path, {"employment": ROWS}, source="employment")
    asked = Question("shift_share", Selection.of([RØROS, ÅRE], first=2020, last=2022), "area", reference="selection")
    answer = compute(opened, asked)
    found = {shift.area: shift for shift in shifts(answer)}
    before, after = (
        {area: sum(years.get(year, 0) for (at, _), years in JOBS.items() if at == area) for area in (ÅRE, RØROS)}
        for year in (2020, 2022)
    )
    growth = sum(after.values()) / sum(before.values()) - 1
    for area, shift in found.items():
        assert shift.total == pytest.approx(after[area] - before[area])
        assert shift.national == pytest.approx(before[area] * growth)
    assert sum(s.regional for s in found.values()) == pytest.approx(0)  # what one has of its own the other lacks
    assert since(answer) == "2020"
    assert best([*found.values()]) == [max(found.values(), key=lambda s: s.regional)]


def test_the_largest_part_of_its_own_is_up_or_down(tmp_path: Path) -> None:
    """The largest part of its own up or down, without what neither had nor got anything."""
    opened = engine(tmp_path, {"employment": ROWS}, source="employment")
    whole = Selection.of([RØROS, ÅRE], first=2020, last=2022)
    found = shifts(compute(opened, Question("shift_share", whole, by="industry", reference="selection")))
    assert {(s.area, s.industry) for s in found} == set(product((ÅRE, RØROS), "CIQ"))
    own = most_own(found, 3)
    assert [abs(s.regional) for s in own] == sorted((abs(s.regional) for s in found), reverse=True)[:3]
    assert (RØROS, "Q") not in {(s.area, s.industry) for s in most_own(found, 9)}


def test_a_change_across_a_break_has_no_parts(tmp_path: Path) -> None:
    """None of the three is told, so there is nothing to put together."""
    opened = engine(tmp_path, {"employment": ROWS}, source="employment")
    across = Selection.of([ÅRE], first=2018, last=2022)
    answer = compute(opened, Question("shift_share", across, by="none", reference=ÅRE))
    assert {p.status for p in answer.points} == {"break"}
    assert shifts(answer) == [] and best([]) == [] and since(answer) == ""


PLACES = st.lists(st.lists(st.floats(0, 3), min_size=4, max_size=4), min_size=1, max_size=5)


@given(PLACES, st.sets(st.sampled_from("ABCD")))
def test_what_is_near_is_found_where_it_is(places: list[list[float]], here: set[str]) -> None:
    """Nearest first by how often two are strong in the same places, as a share of where the more common one is."""
    quotients = [
        Point(f"P{n}", "2022", code, value, None, None, 1, "ok")
        for n, row in enumerate(places) for code, value in zip("ABCD", row, strict=True)
    ]  # fmt: skip
    strength = {code: {n for n, row in enumerate(places) if row["ABCD".index(code)] >= 1} for code in "ABCD"}

    def closeness(one: str, other: str) -> float:
        most_common = max(len(strength[one]), len(strength[other]))
        return len(strength[one] & strength[other]) / most_common if most_common and one != other else 0.0

    for code, told in near(quotients, here, "ABCD", 2).items():
        order = sorted((-closeness(code, other), other) for other in here if closeness(code, other))
        assert told == [other for _, other in order[:2]]


def test_strong_is_a_share_at_least_as_large() -> None:
    """A quotient of 1 or more; no value is not strong, and an industry that nobody knows is near nothing."""
    quotients = {"A": 1.0, "B": 0.99, "C": None}
    points = [Point(ÅRE, "2022", code, value, None, None, 1, "ok") for code, value in quotients.items()]
    assert strong(points) == ("A",)
    assert near([], ("A",), ["B"], 3) == {"B": []}


def told(value: float | None = None, low: float | None = None, high: float | None = None) -> Point:
    """A point that is known exactly, as a range, or not."""
    return Point("SE", "2025", "", value, low, high, None, "ok")


@pytest.mark.parametrize(
    ("gained", "lost", "which"),
    [
        (told(None, 5, 9), told(None, 1, 4), "more"), (told(None, 1, 4), told(None, 5, 9), "fewer"),
        (told(None, 1, 6), told(None, 5, 9), "unsure"), (told(3), told(3), "same"), (told(4), told(3), "more"),
        (told(3), told(None, 3, 5), "unsure"), (told(), told(3), "unsure"),
    ],
)  # fmt: skip
def test_bounds_that_meet_decide_nothing(gained: Point, lost: Point, which: str) -> None:
    """More came than went only where the least of one is over the most of the other."""
    assert balance(gained, lost) == which
