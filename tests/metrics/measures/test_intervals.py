"""Wilson's and Garwood's intervals: published figures, the equations they solve, and what every interval must do."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.metrics.measures.intervals import deviate, poisson, wilson
from tests.metrics.measures import naive_measures as naive

trials_and_successes = st.integers(1, 5000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


@pytest.mark.parametrize(
    ("successes", "trials", "low", "high"),
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)],
)
def test_published_wilson(successes: int, trials: int, low: float, high: float) -> None:
    """Newcombe 1998, Statistics in Medicine 17, table I, method 3 (score, no continuity correction)."""
    found = wilson(np.array([successes]), np.array([trials]))
    assert np.ravel(found) == pytest.approx([low, high], abs=5e-5)


@pytest.mark.parametrize(
    ("count", "low", "high"),
    [
        (0, 0.0, 3.689),
        (1, 0.0253, 5.572),
        (2, 0.242, 7.225),
        (5, 1.623, 11.668),
        (10, 4.795, 18.390),
        (20, 12.217, 30.888),
    ],
)
def test_published_poisson(count: int, low: float, high: float) -> None:
    """Exact 95 % limits of a Poisson expectation (Garwood 1936, Biometrika 28), as in epidemiology's tables."""
    found = poisson(np.array([count]))
    assert np.ravel(found) == pytest.approx([low, high], abs=6e-4)


def test_no_events_by_hand() -> None:
    """For none the high end has e^−μ = .025; Wilson's is z²/(n + z²), and for all the mirror image."""
    assert np.ravel(poisson(np.zeros(1))) == pytest.approx([0, 3.6888795], abs=1e-6)
    z2 = 1.959964**2
    assert np.ravel(wilson(np.array([0.0, 10]), np.full(2, 10.0))) == pytest.approx(
        [0, 10 / (10 + z2), z2 / (10 + z2), 1], abs=1e-6
    )


def test_no_trials_no_value() -> None:
    """0 of 0 has no interval, and neither has what is not known; the others keep theirs."""
    low, high = wilson(np.array([0.0, np.nan, 5]), np.array([0.0, 10, 10]))
    assert np.isnan(low).tolist() == np.isnan(high).tolist() == [True, True, False]
    assert np.isnan(poisson(np.array([np.nan]))).all()


def test_deviate() -> None:
    """The normal quantiles of any table."""
    assert [deviate(c) for c in (0.90, 0.95, 0.99)] == pytest.approx([1.644854, 1.959964, 2.575829], abs=1e-6)


@given(trials_and_successes)
def test_wilson_against_the_naive(counted: tuple[int, int]) -> None:
    """The ends solve |seen − p| = z·√(p(1 − p)/n)."""
    successes, trials = counted
    found = wilson(np.array([successes]), np.array([trials]))
    assert np.ravel(found) == pytest.approx(naive.wilson(successes, trials), abs=1e-9)


@pytest.mark.parametrize("confidence", [0.9, 0.95, 0.99])
@pytest.mark.parametrize("count", [0, 1, 2, 3, 7, 30, 150])
def test_poisson_against_the_naive(count: int, confidence: float) -> None:
    """The ends solve P(at least so many) = P(at most so many) = half of what remains."""
    found = poisson(np.array([count]), confidence)
    assert np.ravel(found) == pytest.approx(naive.poisson(count, confidence), rel=1e-9, abs=1e-9)


@given(trials_and_successes)
def test_wilson_holds_the_estimate_and_narrows_with_more(counted: tuple[int, int]) -> None:
    """Within 0 and 1, round the proportion; ten times as many narrow it, a higher confidence widens it."""
    successes, trials = counted
    (low, more_low), (high, more_high) = wilson(np.array([1, 10]) * successes, np.array([1, 10]) * trials)
    assert 0 <= low <= successes / trials <= high <= 1
    assert more_high - more_low < high - low
    wide_low, wide_high = wilson(np.array([successes]), np.array([trials]), 0.99)
    assert high - low < wide_high - wide_low


@given(st.integers(0, 1_000_000))
def test_poisson_holds_the_count_and_narrows_with_more(count: int) -> None:
    """Round the count; relative to it ten times as many narrow it, a higher confidence widens it."""
    (low, more_low), (high, more_high) = poisson(np.array([count, 10 * count]))
    assert 0 <= low <= count < high
    assert count == 0 or (more_high - more_low) / 10 < high - low
    wide_low, wide_high = poisson(np.array([count]), 0.99)
    assert wide_low <= low and high < wide_high
