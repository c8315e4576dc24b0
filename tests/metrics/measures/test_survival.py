"""Kaplan–Meier: the best known example of the literature, the second implementation, and the share that is left."""

from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.metrics.measures.survival import kaplan_meier
from tests.metrics.measures import naive_measures as naive

# Freireich et al. 1963, Blood 21: weeks in remission of the 21 children given 6-MP
RELAPSED = [6, 6, 6, 7, 10, 13, 16, 22, 23]
AT_LEAST = [6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35]  # still in remission when last seen


def table(records: Sequence[tuple[float, bool]]) -> tuple[list[float], np.ndarray, np.ndarray]:
    """The ages at which some ended, those at risk just before each, and those that ended."""
    ages = sorted({age for age, ended in records if ended})
    at_risk = np.array([sum(age >= at for age, _ in records) for at in ages], dtype=float)
    return ages, at_risk, np.array([records.count((at, True)) for at in ages], dtype=float)


# a cohort by age: some end, some are lost from sight
cohorts = st.lists(st.tuples(st.integers(1, 8).map(float), st.booleans()), min_size=1, max_size=60)


def test_freireich() -> None:
    """S as in every textbook; the first interval by hand, the others at Greenwood's published standard errors.

    At 6 weeks S = 18/21. Greenwood: 3/(21·18) = .0079365, root .0890871, over −ln S = .1541507 it is .5779221, times
    1.959964 is 1.1327064. Ends: S^e^±1.1327064 = S^3.1040450 = .6197180 and S^.3221603 = .9515517.
    """
    ages, at_risk, events = table([(week, True) for week in RELAPSED] + [(week, False) for week in AT_LEAST])
    assert ages == [6, 7, 10, 13, 16, 22, 23] and at_risk.tolist() == [21, 17, 15, 12, 11, 7, 6]
    share, low, high = kaplan_meier(at_risk, events)
    assert share == pytest.approx([0.857, 0.807, 0.753, 0.690, 0.627, 0.538, 0.448], abs=5e-4)
    assert (low[0], high[0]) == pytest.approx((0.6197180, 0.9515517), abs=1e-6)
    errors = np.array([0.0764, 0.0869, 0.0963, 0.1068, 0.1141, 0.1282, 0.1346])  # of S
    spread = np.exp(1.959964 * errors / (share * -np.log(share)))
    assert low == pytest.approx(share**spread, abs=5e-4) and high == pytest.approx(share ** (1 / spread), abs=5e-4)


def test_all_and_none() -> None:
    """While none has ended both ends are 1; once all have, everything is 0, also later when nobody is left."""
    share, low, high = kaplan_meier(np.array([4.0, 4, 2, 0]), np.array([0.0, 2, 2, 0]))
    assert share.tolist() == [1, 0.5, 0, 0]
    assert low[[0, 2, 3]].tolist() == high[[0, 2, 3]].tolist() == [1, 0, 0]
    assert 0 < low[1] < 0.5 < high[1] < 1


def test_nobody_that_old_yet() -> None:
    """When those left are too young to tell, there is no value from there on."""
    assert np.isnan(kaplan_meier(np.array([4.0, 0, 0]), np.array([1.0, 0, 0]))).tolist() == [[False, True, True]] * 3


@given(cohorts, st.booleans())
def test_against_the_naive(records: list[tuple[float, bool]], yearly: bool) -> None:
    """Any cohort, at the ages when some ended or at every age, also beyond the oldest."""
    _, at_risk, events = table(records)
    if yearly:
        at_risk = np.array([sum(age >= at for age, _ in records) for at in range(1, 11)], dtype=float)
        events = np.array([records.count((float(at), True)) for at in range(1, 11)], dtype=float)
    found = np.array(kaplan_meier(at_risk, events)).T
    expected = np.array(naive.kaplan_meier(at_risk.tolist(), events.tolist())).reshape(found.shape)
    assert found == pytest.approx(expected, rel=1e-9, abs=1e-9, nan_ok=True)


@given(cohorts)
def test_properties(records: list[tuple[float, bool]]) -> None:
    """It never rises, its ends lie round it within 0 and 1; without censoring it is the share that is left."""
    _, at_risk, events = table(records)
    share, low, high = kaplan_meier(at_risk, events)
    assert (np.diff(share) <= 0).all()
    assert ((low >= 0) & (low <= share) & (share <= high) & (high <= 1)).all()
    ages, at_risk, events = table([(age, True) for age, _ in records])
    left = [sum(age > at for age, _ in records) / len(records) for at in ages]
    assert kaplan_meier(at_risk, events)[0] == pytest.approx(left, abs=1e-12)


@given(cohorts)
def test_more_of_the_same_narrow_it(records: list[tuple[float, bool]]) -> None:
    """Ten times the cohort: the same shares, narrower intervals wherever there is one."""
    _, at_risk, events = table(records)
    share, low, high = kaplan_meier(at_risk, events)
    more_share, more_low, more_high = kaplan_meier(10 * at_risk, 10 * events)
    assert more_share == pytest.approx(share, abs=1e-12)
    assert (more_high - more_low <= high - low + 1e-12).all()
