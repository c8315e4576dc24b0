"""Jobs created and destroyed behind bands: by hand, and against every headcount that the bands allow."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.metrics.measures.flows import job_flow_bounds
from tests.metrics.measures import naive_measures as naive

bands = st.tuples(st.integers(0, 12), st.integers(0, 8)).map(lambda band: range(band[0], sum(band) + 1))
workplaces = st.lists(st.tuples(bands, bands), min_size=1, max_size=6)
Workplaces = list[tuple[range, range]]


def ends(workplaces: Workplaces) -> np.ndarray:
    """Low and high before, low and high after: a row each."""
    return np.array([(before[0], before[-1], after[0], after[-1]) for before, after in workplaces], dtype=float).T


# before → after, created (least, most), destroyed (least, most)
WORKED = [
    ((1, 4), (5, 9), (1, 8), (0, 0)),  # grown for certain: by 5 − 4 to 9 − 1
    ((5, 9), (5, 9), (0, 4), (0, 4)),  # the same band: either way, by up to 4
    ((10, 19), (1, 4), (0, 0), (6, 18)),
    ((7, 7), (5, 9), (0, 2), (0, 2)),  # known before, a band after
    ((0, 0), (1, 4), (1, 4), (0, 0)),  # new
    ((3, 3), (0, 0), (0, 0), (3, 3)),  # closed
    ((100, 249), (250, np.inf), (1, np.inf), (0, 0)),  # a band open upwards has no most
    ((250, np.inf), (250, np.inf), (0, np.inf), (0, np.inf)),
]


def test_worked_examples() -> None:
    """A workplace of each kind."""
    found = np.array(job_flow_bounds(*np.array([(*before, *after) for before, after, *_ in WORKED], dtype=float).T)).T
    assert found.tolist() == [[*created, *destroyed] for *_, created, destroyed in WORKED]


def test_not_known() -> None:
    """An end not known leaves the bounds that need it without value."""
    low, high, lost_low, lost_high = job_flow_bounds(*np.array([[1.0], [np.nan], [5], [9]]))
    assert np.isnan([low, lost_high]).all() and (high, lost_low) == (8, 0)


@given(workplaces)
def test_against_every_headcount(workplaces: Workplaces) -> None:
    """The bounds are the least and most over all headcounts within the bands: never broken, always reached."""
    found = np.array(job_flow_bounds(*ends(workplaces))).T
    assert found.tolist() == [list(naive.job_flow_bounds(before, after)) for before, after in workplaces]


@given(workplaces)
def test_identities(workplaces: Workplaces) -> None:
    """Years swapped, creation is destruction; headcounts known, one of them is 0 and their difference the change."""
    before_low, before_high, after_low, after_high = ends(workplaces)
    made_low, made_high, lost_low, lost_high = job_flow_bounds(before_low, before_high, after_low, after_high)
    swapped = job_flow_bounds(after_low, after_high, before_low, before_high)
    assert np.array(swapped).tolist() == [lost_low.tolist(), lost_high.tolist(), made_low.tolist(), made_high.tolist()]
    assert ((made_low <= made_high) & (lost_low <= lost_high)).all()
    made, _, lost, _ = known = job_flow_bounds(before_low, before_low, after_low, after_low)
    assert known[0] == pytest.approx(known[1]) and known[2] == pytest.approx(known[3])
    assert (made * lost == 0).all() and (made - lost == after_low - before_low).all()
