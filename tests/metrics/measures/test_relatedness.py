"""Presence, proximity and density: four areas by hand, the second implementation, and their properties."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.metrics.measures.relatedness import density, presence, proximity
from tests.metrics.measures import naive_measures as naive

# areas: coast, forest, fells, town; industries: fish, wood, tourism, software
PRESENT = np.array([[1, 0, 1, 0], [0, 1, 1, 0], [1, 1, 1, 0], [0, 0, 0, 1]], dtype=bool)
PHI = np.array([[0, 1 / 2, 2 / 3, 0], [1 / 2, 0, 2 / 3, 0], [2 / 3, 2 / 3, 0, 0], [0, 0, 0, 0]])

tables = st.integers(1, 7).flatmap(
    lambda width: st.lists(
        st.lists(st.integers(0, 500).map(float), min_size=width, max_size=width), min_size=1, max_size=7
    )
)


def test_worked_proximity() -> None:
    """Present in 2, 2, 3, 1 areas. Fish and wood meet in one (1/2), each with tourism in two (2/3), software never."""
    assert proximity(PRESENT) == pytest.approx(PHI, abs=1e-12)


def test_worked_density() -> None:
    """The coast has fish and tourism; software is near nothing and has no value.

    Fish: (2/3)/(1/2 + 2/3) = 4/7. Wood: both of its neighbours are there, 1. Tourism: (2/3)/(2/3 + 2/3) = 1/2.
    """
    assert density(PRESENT[0], PHI) == pytest.approx([4 / 7, 1, 1 / 2, np.nan], abs=1e-12, nan_ok=True)


def test_worked_presence() -> None:
    """Rows of 100, 100 and 200 jobs, columns of 80, 120 and 200: shares of the whole .2, .3, .5.

    First row .2, .5, .3: the first stands just at 1 and is present, the second is at 5/3, the third at 3/5.
    """
    e = np.array([[20.0, 50, 30], [30, 20, 50], [30, 50, 120]])
    assert presence(e).tolist() == [[True, True, False], [True, False, True], [False, False, True]]


def test_empty_rows_and_columns_are_nowhere_present() -> None:
    """An area without jobs has no industry; an industry without jobs is in no area."""
    assert presence(np.array([[5.0, 0, 5], [0, 0, 0]])).tolist() == [[True, False, True], [False, False, False]]


def test_presence_refuses_what_is_not_known() -> None:
    """Neither true nor false would be right."""
    with pytest.raises(ValueError, match="not known"):
        presence(np.array([[5.0, np.nan], [1, 2]]))


@given(tables)
def test_against_the_naive(table: list[list[float]]) -> None:
    """From jobs to density, step by step."""
    present = presence(np.array(table))
    assert present.tolist() == naive.presence(table)
    phi = proximity(present)
    assert phi == pytest.approx(np.array(naive.proximity(present.tolist())), abs=1e-12)
    for row in present:
        expected = naive.density(row.tolist(), phi.tolist())
        assert density(row, phi) == pytest.approx(expected, abs=1e-9, nan_ok=True)


@given(tables)
def test_properties(table: list[list[float]]) -> None:
    """Proximity is symmetric, 0 to 1, 0 with itself; having everything gives density 1, having nothing 0."""
    e = np.array(table)
    phi = proximity(presence(e))
    assert (phi == phi.T).all() and (phi >= 0).all() and (phi <= 1).all() and not phi.diagonal().any()
    near = phi.sum(axis=1) > 0
    for there, expected in ((True, 1), (False, 0)):
        found = density(np.full(e.shape[1], there), phi)
        assert found[near] == pytest.approx(expected) and np.isnan(found[~near]).all()
