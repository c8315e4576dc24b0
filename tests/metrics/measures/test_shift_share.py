"""Shift-share: a table reckoned in full, the second implementation, and that the parts are the change."""

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from dashboard.metrics.measures.shift_share import shift_share
from tests.metrics.measures import naive_measures as naive

jobs = st.integers(0, 20_000).map(float)
worlds = st.lists(st.tuples(jobs, jobs, jobs, jobs), min_size=1, max_size=12)


def test_worked_example() -> None:
    """Farming, industry, services; the country grows from 10 000 to 11 000, G = 10 %.

    Farming:  g = 800/1000 − 1 = −20 %.  100 → 90:   national 10, mix 100·(−.2−.1) = −30, regional 90 − 80 = 10.
    Industry: g = 4200/4000 − 1 = 5 %.   400 → 440:  national 40, mix 400·(.05−.1) = −20, regional 440 − 420 = 20.
    Services: g = 6000/5000 − 1 = 20 %.  500 → 570:  national 50, mix 500·(.2−.1) = 50, regional 570 − 600 = −30.
    Together 100 + 0 + 0 = 1 100 − 1 000.
    """
    e0, e1 = np.array([100.0, 400, 500]), np.array([90.0, 440, 570])
    E0, E1 = np.array([1000.0, 4000, 5000]), np.array([800.0, 4200, 6000])
    national, mix, regional = shift_share(e0, e1, E0, E1)
    assert national == pytest.approx([10, 40, 50], abs=1e-9)
    assert mix == pytest.approx([-30, -20, 50], abs=1e-9)
    assert regional == pytest.approx([10, 20, -30], abs=1e-9)


def test_an_industry_new_in_the_reference() -> None:
    """It has no growth of its own and is taken to grow as the whole (here by half): no mix, all its jobs regional."""
    e0, e1, E0, E1 = np.array([10.0, 0]), np.array([15.0, 4]), np.array([100.0, 0]), np.array([140.0, 10])
    national, mix, regional = shift_share(e0, e1, E0, E1)
    assert national == pytest.approx([5, 0]) and mix == pytest.approx([-1, 0]) and regional == pytest.approx([1, 4])


@pytest.mark.parametrize("unknown", [0.0, np.nan])
def test_no_reference_no_components(unknown: float) -> None:
    """A reference that had no jobs at first, or whose jobs are not known, gives no components."""
    e, E0 = np.array([1.0, 2]), np.array([0.0, unknown])
    assert np.isnan(shift_share(e, e, E0, np.array([1.0, 1]))).all()


@given(worlds)
def test_against_the_naive(world: list[tuple[float, float, float, float]]) -> None:
    """Every component of every industry."""
    e0, e1, E0, E1 = np.array(world).T
    expected = np.array(naive.shift_share(e0.tolist(), e1.tolist(), E0.tolist(), E1.tolist())).T
    assert np.array(shift_share(e0, e1, E0, E1)) == pytest.approx(expected, rel=1e-9, abs=1e-6, nan_ok=True)


@given(worlds)
def test_the_parts_sum_to_the_change(world: list[tuple[float, float, float, float]]) -> None:
    """In each industry; over an area that is the whole reference, mix and regional come to nothing in all."""
    e0, e1, elsewhere0, elsewhere1 = np.array(world).T
    E0, E1 = e0 + elsewhere0, e1 + elsewhere1
    assume(E0.sum() > 0)
    parts = np.array(shift_share(e0, e1, E0, E1))
    assert parts.sum(axis=0) == pytest.approx(e1 - e0, abs=1e-6)
    old = E0 > 0  # what is new in the whole country is its own growth, and regional where it came
    _, mix, regional = shift_share(E0[old], E1[old], E0[old], E1[old])
    assert mix.sum() == pytest.approx(0, abs=1e-6) and regional == pytest.approx(np.zeros(old.sum()), abs=1e-6)
