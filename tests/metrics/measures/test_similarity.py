"""Distances between areas: three areas by hand, the second implementation, and what a distance must be."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.metrics.measures.similarity import distances
from tests.metrics.measures import naive_measures as naive

numbers = st.one_of(st.integers(-50, 50).map(lambda n: n / 4), st.just(math.nan))
worlds = st.integers(1, 5).flatmap(
    lambda width: st.tuples(
        st.lists(st.lists(numbers, min_size=width, max_size=width), min_size=1, max_size=6),
        st.lists(st.integers(0, 10).map(float), min_size=width, max_size=width),
    )
)
World = tuple[list[list[float]], list[float]]


def test_worked_example() -> None:
    """Two features of three areas, weights 3 and 1.

    First 1, 2, 3: deviation √(2/3), z = −1.2247449, 0, 1.2247449. Second 10, 10, 40: mean 20, deviation √200, z =
    −.7071068, −.7071068, 1.4142136. First to second: √(3·1.5) = 2.1213203. Second to third: √(3·1.5 + 4.5) = 3.
    First to third: √(3·6 + 4.5) = 4.7434165.
    """
    found = distances(np.array([[1.0, 10], [2, 10], [3, 40]]), np.array([3.0, 1]))
    assert found[[0, 1, 0], [1, 2, 2]] == pytest.approx([2.1213203, 3, 4.7434165], abs=1e-6)
    assert (found == found.T).all() and not found.diagonal().any()


def test_a_feature_not_known() -> None:
    """The second is not known of the third area: its pairs rest on the first alone, at the weight of both (4, not 3).

    First feature as above: √(4·1.5) = 2.4494897 and √(4·6) = 4.8989795. The second is then the same wherever known.
    """
    found = distances(np.array([[1.0, 10], [2, 10], [3, math.nan]]), np.array([3.0, 1]))
    assert found[[0, 1, 0], [1, 2, 2]] == pytest.approx([2.1213203, 2.4494897, 4.8989795], abs=1e-6)


def test_nothing_in_common() -> None:
    """A pair without a weighted feature that both have has no distance; an area always has 0 to itself."""
    nothing = distances(np.array([[1.0, math.nan], [math.nan, 2], [4, 5]]), np.ones(2))
    assert math.isnan(nothing[0, 1]) and nothing[0, 2] > 0
    unweighted = distances(np.array([[1.0], [2]]), np.zeros(1))
    assert np.isnan(unweighted).tolist() == [[False, True], [True, False]]


def test_a_constant_adds_nothing() -> None:
    """Also one whose mean is not quite itself in floating point (the mean of three times .1 is not)."""
    varying = np.array([[1.0], [2], [4]])
    with_constant = np.hstack([varying, np.full((3, 1), 0.1)])
    assert distances(with_constant, np.array([2.0, 5])) == pytest.approx(distances(varying, np.array([2.0])), abs=1e-12)


@given(worlds)
def test_against_the_naive(world: World) -> None:
    """Any profiles, with gaps, constants and weights of 0."""
    profiles, weights = world
    found = distances(np.array(profiles), np.array(weights))
    assert found == pytest.approx(np.array(naive.distances(profiles, weights)), rel=1e-9, abs=1e-9, nan_ok=True)


@given(worlds, st.integers(1, 9), st.integers(-9, 9))
def test_properties(world: World, scale: int, shift: int) -> None:
    """Symmetric, never negative, 0 with oneself; another unit or zero point of the features changes nothing."""
    profiles, weights = np.array(world[0]), np.array(world[1])
    found = distances(profiles, weights)
    assert np.array_equal(found, found.T, equal_nan=True) and not found.diagonal().any() and not (found < 0).any()
    assert distances(profiles * scale + shift, weights) == pytest.approx(found, abs=1e-9, nan_ok=True)
