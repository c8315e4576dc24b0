"""Disclosure control as an attacker meets it: everything that filters give, put together, tells no hidden cell."""

import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from dashboard.metrics.compute import compute
from dashboard.metrics.question import Question
from dashboard.metrics.reference import municipalities
from dashboard.metrics.selection import Selection
from dashboard.warehouse.engine import Engine
from tests import builders

YEAR, THRESHOLD = 2025, 3
DIVISIONS = {"01": "A", "02": "A", "03": "A", "10": "C", "16": "C", "25": "C", "55": "I", "56": "I", "86": "R"}
AREAS = municipalities()[:16]


@dataclass(frozen=True)
class World:
    """The true number of jobs of each cell, and what the program shows of them."""

    truth: Mapping[tuple[str, str], int]
    engine: Engine

    def hidden(self, covered: bool = False) -> list[tuple[str, str]]:
        """The cells that the warehouse does not show, or those whose section is complete without them."""
        rows = self.engine.rows("select area, division, covered from employment where jobs is null and industry <> '*'")
        return sorted((area, division) for area, division, inside in rows if inside or not covered)


@pytest.fixture(scope="module", params=["area totals", "section totals", "no totals"])
def world(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> World:
    """Many small cells, with the totals that publishers give or do not give."""
    chance = random.Random(request.param)
    truth = {
        (a, d): max(0, chance.choice([0, 0, 1, 1, 2, 2, 3, 4, 7, 30]) - chance.randrange(2))
        for a in AREAS
        for d in DIVISIONS
    }
    rows = [
        {"area": a, "industry": DIVISIONS[d], "division": d, "year": YEAR, "jobs": jobs, "status": "ok"}
        for (a, d), jobs in truth.items()
    ]
    for area in AREAS:
        mine = {d: jobs for (a, d), jobs in truth.items() if a == area}
        if request.param != "no totals":
            rows.append({"area": area, "industry": "*", "year": YEAR, "jobs": sum(mine.values()), "status": "ok"})
        if request.param == "section totals":
            for section in set(DIVISIONS.values()):
                total = sum(jobs for d, jobs in mine.items() if DIVISIONS[d] == section)
                rows.append({"area": area, "industry": section, "year": YEAR, "jobs": total, "status": "ok"})
    folder = tmp_path_factory.mktemp("disclosure")
    return World(truth, builders.engine(folder, {"employment": rows}, source="employment"))


def test_every_small_cell_is_hidden(world: World) -> None:
    """No cell of one or two jobs is shown, whatever totals stand beside it; a zero is."""
    hidden = set(world.hidden())
    assert {cell for cell, jobs in world.truth.items() if 0 < jobs < THRESHOLD} <= hidden
    assert not {cell for cell, jobs in world.truth.items() if jobs == 0} & hidden


def test_no_more_is_hidden_than_needed(world: World) -> None:
    """An area without a small cell shows everything."""
    hidden = {area for area, _ in world.hidden()}
    assert (
        not {a for a in AREAS if not any(0 < n < THRESHOLD for (area, _), n in world.truth.items() if area == a)}
        & hidden
    )


def filters() -> st.SearchStrategy[Selection]:
    """Any areas and any industries, sections and divisions mixed."""
    codes = [*DIVISIONS, *set(DIVISIONS.values())]
    some = st.lists(st.sampled_from(AREAS), min_size=1, max_size=4, unique=True)
    return st.builds(
        lambda areas, industries: Selection.of(areas, industries, YEAR, YEAR), some,
        st.lists(st.sampled_from(codes), max_size=4, unique=True),
    )  # fmt: skip


def equations(world: World, asked: Selection) -> Iterator[tuple[set[tuple[str, str]], float]]:
    """What the answers to a selection tell: sums of true cells. A partial sum says what the shown cells add up to."""
    hidden, covered = set(world.hidden()), set(world.hidden(covered=True))
    shown = dict(world.engine.rows("select area, status from employment where industry = '*' and jobs is not null"))
    totals = {area for area, status in shown.items() if status == "ok"}
    sums = shown.keys() - totals  # no more than what the shown cells add up to
    for by in ("none", "area", "industry"):
        for level in ("section", "division"):
            for p in compute(world.engine, Question("jobs", asked, by, level=level)).points:
                if p.value is None or (p.breakdown and level == "division" and p.status == "partial"):
                    continue
                inside = {
                    (a, d) for a in asked.areas if by == "none" or a == p.area for d in DIVISIONS
                    if (not asked.industries or d in asked.industries or DIVISIONS[d] in asked.industries)
                    and (p.breakdown in ("", d, DIVISIONS[d]))
                }  # fmt: skip
                if not asked.industries and not p.breakdown:  # the areas' own totals, of those that are shown
                    inside = {(a, d) for a, d in inside if a in totals} | {c for c in inside - hidden if c[0] in sums}
                elif p.status == "partial":
                    # of a section asked for as a whole, a covered cell is in what the section has beyond the shown ones
                    whole = {c for c in covered if not asked.industries or DIVISIONS[c[1]] in asked.industries}
                    inside -= hidden - whole
                elif p.breakdown == "?":
                    continue  # what a section has beyond the shown divisions: the section's own answer says the same
                yield inside, p.value


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(asked=filters())
def test_an_answer_is_the_sum_that_it_says_it_is(world: World, asked: Selection) -> None:
    """Complete where nothing is said to be left out, else of the shown cells."""
    for inside, value in equations(world, asked):
        assert sum(world.truth[cell] for cell in inside) == value


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(asked=st.lists(filters(), min_size=4, max_size=12))
def test_no_combination_of_filters_tells_a_hidden_cell(world: World, asked: list[Selection]) -> None:
    """With every answer as an equation, each hidden cell might still be as large as the threshold, and is not certain."""
    cells = sorted(world.truth)
    place = {cell: number for number, cell in enumerate(cells)}
    known = [e for selection in asked for e in equations(world, selection)]
    touched = {cell for inside, _ in known for cell in inside} & set(world.hidden())
    matrix = np.zeros((len(known), len(cells)))
    for number, (inside, _) in enumerate(known):
        matrix[number, [place[cell] for cell in inside]] = 1
    totals = np.array([value for _, value in known])
    # zeros are shown, so that whoever looks knows that what is hidden is at least one
    bounds = [(1, None) if cell in set(world.hidden()) else (world.truth[cell],) * 2 for cell in cells]
    for cell in random.Random(0).sample(sorted(touched), min(len(touched), 6)):
        aim = np.zeros(len(cells))
        aim[place[cell]] = 1
        least, most = (linprog(sign * aim, A_eq=matrix, b_eq=totals, bounds=bounds) for sign in (1, -1))
        assert least.status == 0
        assert most.status == 3 or -most.fun >= THRESHOLD  # 3: as large as one likes
        assert most.status == 3 or -most.fun - least.fun >= 1


def test_a_single_publisher_s_secret_gets_company(tmp_path: Path) -> None:
    """A cell that its publisher hides alone would follow from the total: the next smallest goes with it."""
    rows = [
        {"area": "NO-5001", "industry": DIVISIONS[d], "division": d, "year": YEAR, "jobs": jobs, "status": "ok" if jobs else "suppressed"}
        for d, jobs in (("01", None), ("10", 40), ("55", 9), ("86", 70))
    ]  # fmt: skip
    rows.append({"area": "NO-5001", "industry": "*", "year": YEAR, "jobs": 121, "status": "ok"})
    engine = builders.engine(tmp_path, {"employment": rows}, source="ssb")
    assert engine.rows("select division from employment where jobs is null order by 1") == [("01",), ("55",)]


def test_what_cannot_be_hidden_takes_its_total_along(tmp_path: Path) -> None:
    """One industry with two jobs is the whole area: neither it nor the total is shown, and no rate that rests on it."""
    rows = [
        {"area": "NO-5001", "industry": "C", "division": "10", "year": YEAR, "jobs": 2, "status": "ok"},
        {"area": "NO-5001", "industry": "*", "year": YEAR, "jobs": 2, "status": "ok"},
    ]
    engine = builders.engine(tmp_path, {"employment": rows}, source="employment")
    for metric in ("jobs", "jobs_per_1000"):
        point = compute(engine, Question(metric, Selection.of(["NO-5001"]))).points[0]
        assert (point.value, point.status) == (None, "suppressed")


def test_zero_suppressed_and_missing_stay_different(tmp_path: Path) -> None:
    """From the file to the answer: a published zero is 0, a hidden cell is suppressed, an area not in the file missing."""
    rows = [
        {"area": "NO-5001", "industry": "A", "division": "01", "year": YEAR, "jobs": 0, "status": "ok"},
        {"area": "NO-5001", "industry": "C", "division": "10", "year": YEAR, "jobs": None, "status": "suppressed"},
        {"area": "NO-5001", "industry": "C", "division": "16", "year": YEAR, "jobs": None, "status": "suppressed"},
        {"area": "NO-5001", "industry": "I", "division": "55", "year": YEAR, "jobs": 50, "status": "ok"},
    ]
    engine = builders.engine(tmp_path, {"employment": rows}, source="ssb")
    points = {p.breakdown: p for p in compute(engine, Question("jobs", Selection.of(["NO-5001"]), "industry")).points}
    assert {code: (p.value, p.status) for code, p in points.items()} == {
        "A": (0, "ok"), "C": (None, "suppressed"), "I": (50, "ok"),
    }  # fmt: skip
    absent = compute(engine, Question("jobs", Selection.of(["NO-5006"]))).points[0]
    assert (absent.value, absent.status) == (None, "missing")
