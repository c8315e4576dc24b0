"""Similar municipalities: against a second implementation in plain Python, and by what a reader would expect."""

import math
from functools import partial
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.metrics.compute import compute
from dashboard.metrics.question import Question
from dashboard.metrics.readings.similar import FEATURES, GROUPS, USUAL, Profiles, nearest, profiles
from dashboard.metrics.reference import municipalities
from dashboard.metrics.selection import Selection
from dashboard.warehouse.engine import Engine

AREAS = ("SE-2303", "SE-2305", "SE-2309", "NO-5001", "NO-5006", "NO-5007")
Numbers = st.lists(
    st.lists(st.one_of(st.none(), st.integers(-20, 20)), min_size=len(FEATURES), max_size=len(FEATURES)),
    min_size=len(AREAS), max_size=len(AREAS),
)  # fmt: skip


def made(rows: list[list[int | None]]) -> Profiles:
    """Profiles with one column a feature."""
    table = np.array([[np.nan if v is None else float(v) for v in row] for row in rows])
    return Profiles(AREAS, {name: table[:, [n]] for n, name in enumerate(FEATURES)})


def naive(rows: list[list[int | None]], at: int, weights: list[int]) -> dict[str, float]:
    """Distance to every other municipality: standardise each feature, then the weighted root mean square difference."""
    columns = []
    for n in range(len(FEATURES)):
        known = [row[n] for row in rows if row[n] is not None]
        mean = sum(known) / len(known) if known else 0.0
        deviation = math.sqrt(sum((v - mean) ** 2 for v in known) / len(known)) if known else 0.0
        columns.append([None if row[n] is None else (row[n] - mean) / deviation if deviation else 0.0 for row in rows])
    found = {}
    for other, area in enumerate(AREAS):
        pairs = [
            (w, column[at] - column[other]) for w, column in zip(weights, columns, strict=True)
            if column[at] is not None and column[other] is not None
        ]  # fmt: skip
        total = sum(w for w, _ in pairs)
        if other != at and total:
            found[area] = math.sqrt(sum(w * apart**2 for w, apart in pairs) / total)
    return found


@settings(deadline=None)
@given(Numbers, st.lists(st.integers(0, 3), min_size=len(FEATURES), max_size=len(FEATURES)))
def test_distances_are_those_of_plain_python(rows: list[list[int | None]], weights: list[int]) -> None:
    """With features not known and with any weights; each country in the order of its distances."""
    expected = naive(rows, 0, weights)
    found = nearest(made(rows), AREAS[0], dict(zip(FEATURES, weights, strict=True)))
    assert {n.area: n.distance for side in found.values() for n in side} == pytest.approx(expected)
    for country, side in found.items():
        assert all(n.area.startswith(country) for n in side)
        assert [n.distance for n in side] == sorted(n.distance for n in side)


def test_only_what_weighs_counts_and_is_named() -> None:
    """By population alone the twin in population is nearest at distance 0, alike in nothing else that is asked for."""
    rows: list[list[int | None]] = [
        [1, *[0] * 6],
        [9, *[0] * 6],
        [1, *[5] * 6],
        [2, *[0] * 6],
        [8, *[0] * 6],
        [7, *[0] * 6],
    ]
    found = nearest(made(rows), AREAS[0], {**dict.fromkeys(FEATURES, 0), "population": 1})
    assert (found["SE"][0].area, found["SE"][0].distance, found["SE"][0].alike) == ("SE-2309", 0.0, ("population",))


def test_doubling_all_weights_changes_nothing() -> None:
    """Weights are relative; without any nothing is near."""
    rows: list[list[int | None]] = [[n * k % 7 for k in range(1, 8)] for n in range(6)]
    once, twice = (nearest(made(rows), AREAS[2], dict.fromkeys(FEATURES, weight)) for weight in (1, 2))
    assert [n.distance for n in once["NO"]] == pytest.approx([n.distance for n in twice["NO"]])
    assert nearest(made(rows), AREAS[2], dict.fromkeys(FEATURES, 0)) == {"SE": [], "NO": []}


def test_profiles_are_what_the_metrics_say(demo_warehouse: Path) -> None:
    """The logarithm of the population, each group's share of all jobs, rates as they are unless too few stand behind them."""
    answer = partial(compute, Engine(demo_warehouse))
    found, at = profiles(answer), municipalities().index("NO-5001")
    people = answer(Question("population", Selection.of(["NO-5001"], first=2024, last=2024))).points[0].value
    assert found.features["population"][at, 0] == pytest.approx(math.log(people or 0))
    assert (
        found.features["industries"].shape == (46, len(GROUPS))
        and "".join(sorted("".join(GROUPS))) == "ABCDEFGHIJKLMNOPQRSTUV"
    )
    assert 0.9 < found.features["industries"][at].sum() <= 1.0 + 1e-9
    births = answer(Question("births_per_1000", Selection()))
    for p, (told,) in zip(births.points, found.features["births_per_1000"], strict=True):
        assert math.isnan(told) if (p.count or 0) < 20 else told == p.value
    assert found.known("population") == 46


def test_only_what_is_known_is_compared(empty_warehouse: Path) -> None:
    """An empty warehouse knows the population, which is reference data: without its weight nothing is near."""
    found = profiles(partial(compute, Engine(empty_warehouse)))
    assert {name: found.known(name) for name in FEATURES} == {**dict.fromkeys(FEATURES, 0), "population": 46}
    assert all(set(n.alike) <= {"population"} for side in nearest(found, "SE-2321", USUAL).values() for n in side)
    assert nearest(found, "SE-2321", {**USUAL, "population": 0}) == {"SE": [], "NO": []}
