"""Specialisation, concentration and diversity: by hand, against the second implementation, and for their identities."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.metrics.measures import Floats
from dashboard.metrics.measures.concentration import (
    evenness,
    hachman,
    hhi,
    hhi_normalised,
    krugman,
    location_quotient,
    shannon,
    variety,
)
from tests.metrics.measures import naive_measures as naive

# forestry, sawmills, shops, schools: shares .1 .2 .3 .4 in the area, .05 .05 .4 .5 in the country
AREA, COUNTRY = np.array([10.0, 20, 30, 40]), np.array([100.0, 100, 800, 1000])
NONE = np.zeros(4)

jobs = st.integers(0, 20_000).map(float)
worlds = st.lists(st.tuples(jobs, jobs, st.sampled_from("ABC")), min_size=1, max_size=12)
World = list[tuple[float, float, str]]


def split(world: World) -> tuple[Floats, Floats, list[str]]:
    """The area's jobs, the jobs elsewhere, and the groups of some industries."""
    e, elsewhere, groups = zip(*world, strict=True)
    return np.array(e), np.array(elsewhere), list(groups)


def same(found: object, expected: object) -> bool:
    """Equal but for rounding; no value equals no value."""
    return found == pytest.approx(expected, rel=1e-9, abs=1e-12, nan_ok=True)


def test_worked_example() -> None:
    """Four industries reckoned by hand from their shares.

    LQ: .1/.05 = 2, .2/.05 = 4, .3/.4 = .75, .4/.5 = .8. HHI: .01+.04+.09+.16 = .30; normalised (.30−.25)/.75 = 1/15.
    Krugman: .05+.15+.1+.1 = .4. Hachman: .01/.05+.04/.05+.09/.4+.16/.5 = .2+.8+.225+.32 = 1.545, inverse .6472492.
    Entropy: .1·2.3025851+.2·1.6094379+.3·1.2039728+.4·.9162907 = 1.2798542; over ln 4 = 1.3862944 it is .9232196.
    """
    assert location_quotient(AREA, COUNTRY) == pytest.approx([2, 4, 0.75, 0.8], rel=1e-12)
    assert hhi(AREA) == pytest.approx(0.30, abs=1e-12)
    assert hhi_normalised(AREA, 4) == pytest.approx(1 / 15, abs=1e-12)
    assert krugman(AREA, COUNTRY) == pytest.approx(0.4, abs=1e-12)
    assert hachman(AREA, COUNTRY) == pytest.approx(0.6472492, abs=1e-6)
    assert shannon(AREA) == pytest.approx(1.2798542, abs=1e-6)
    assert evenness(AREA, 4) == pytest.approx(0.9232196, abs=1e-6)


def test_worked_example_of_variety() -> None:
    """Two goods and two service industries: sections of .3 and .7.

    Unrelated: .3·1.2039728 + .7·.3566749 = .6108643. Related: .3 times the entropy of (1/3, 2/3), .6365142, plus .7
    times that of (3/7, 4/7), .6829081: .1909543 + .4780357 = .6689899. Together 1.2798542, the entropy of all four.
    """
    assert variety(AREA, ["goods", "goods", "services", "services"]) == pytest.approx((0.6108643, 0.6689899), abs=1e-6)


def test_no_jobs_have_no_value() -> None:
    """0/0 is no value, of the area as of the reference; an industry that the reference has not has no quotient."""
    for numbers in (location_quotient(NONE, COUNTRY), location_quotient(AREA, NONE), variety(NONE, "aabb")):
        assert np.isnan(numbers).all()
    alone = [hhi(NONE), hhi_normalised(NONE, 4), shannon(NONE), evenness(NONE, 4)]
    compared = [measure(*of) for measure in (hachman, krugman) for of in ((NONE, COUNTRY), (AREA, NONE), (NONE, NONE))]
    assert np.isnan([*alone, *compared]).all()
    quotient = location_quotient(AREA, np.array([0.0, 1, 1, 1]))
    assert np.isnan(quotient).tolist() == [True, False, False, False]


@pytest.mark.parametrize("n", [0, 1])
def test_a_single_industry_cannot_be_even_or_uneven(n: int) -> None:
    """With fewer than two industries in the reference there is no normalised index and no evenness."""
    assert math.isnan(hhi_normalised(AREA, n)) and math.isnan(evenness(AREA, n))


def test_an_unknown_number_is_never_left_out() -> None:
    """With one industry not known no share is, so that no measure has a value."""
    e = np.array([10.0, math.nan, 30, 40])
    numbers = [hhi(e), hhi_normalised(e, 4), shannon(e), evenness(e, 4), hachman(e, COUNTRY), krugman(e, COUNTRY)]
    numbers += [hachman(COUNTRY, e), krugman(COUNTRY, e), *variety(e, "aabb"), *location_quotient(e, COUNTRY)]
    assert np.isnan(numbers).all()


def test_one_industry_only() -> None:
    """All in one place: concentration 1, diversity 0 (and not minus 0, which would be shown with its sign)."""
    e = np.array([0.0, 7, 0, 0])
    assert (hhi(e), hhi_normalised(e, 4)) == (1, 1)
    zeros = [shannon(e), shannon(e[1:2]), evenness(e, 4), *variety(e, "aabb"), *variety(e[1:2], "a")]
    assert zeros == [0] * 7 and not np.signbit(zeros).any()


def test_hachman_of_an_industry_that_only_one_side_has() -> None:
    """The area alone: nothing alike, 0. Neither: it does not count. The reference alone: s²/S is 0."""
    assert hachman(np.array([1.0, 1]), np.array([0.0, 5])) == 0
    assert hachman(np.array([1.0, 0]), np.array([5.0, 0])) == 1
    assert hachman(np.array([1.0, 0]), np.array([1.0, 3])) == pytest.approx(0.25)


@given(worlds, st.integers(0, 30))
def test_against_the_naive(world: World, n: int) -> None:
    """Every measure, on any jobs, also where industries or whole sides are empty."""
    e, E, groups = split(world)
    assert same(location_quotient(e, E), naive.location_quotient(e.tolist(), E.tolist()))
    for measure in (hhi, shannon):
        assert same(measure(e), getattr(naive, measure.__name__)(e.tolist()))
    for normalised in (hhi_normalised, evenness):
        assert same(normalised(e, n), getattr(naive, normalised.__name__)(e.tolist(), n))
    for compared in (hachman, krugman):
        assert same(compared(e, E), getattr(naive, compared.__name__)(e.tolist(), E.tolist()))
    assert same(variety(e, groups), naive.variety(e.tolist(), groups))


@given(worlds.filter(lambda world: any(e for e, *_ in world)))
def test_identities(world: World) -> None:
    """Within a reference Σ S·LQ = 1, the two varieties are the entropy, and every index keeps its range."""
    e, elsewhere, groups = split(world)
    E, n = e + elsewhere, len(e)
    assert np.nansum(E / E.sum() * location_quotient(e, E)) == pytest.approx(1)
    assert sum(variety(e, groups)) == pytest.approx(shannon(e), abs=1e-12)
    assert 1 / n <= hhi(e) * (1 + 1e-12) <= 1 + 1e-9
    assert 0 <= shannon(e) <= math.log(n) + 1e-12
    assert 0 <= krugman(e, E) <= 2 + 1e-12 and 0 < hachman(e, E) <= 1 + 1e-12
    assert krugman(e, 3 * e) == pytest.approx(0, abs=1e-12) and hachman(e, 3 * e) == pytest.approx(1)
    assert location_quotient(e, 3 * e)[e > 0] == pytest.approx(1)


@given(st.integers(2, 99), st.integers(1, 9999))
def test_uniform(n: int, size: int) -> None:
    """n industries alike: HHI 1/n, normalised 0, entropy ln n, evenness 1."""
    e = np.full(n, float(size))
    assert hhi(e) == pytest.approx(1 / n) and hhi_normalised(e, n) == pytest.approx(0, abs=1e-12)
    assert shannon(e) == pytest.approx(math.log(n)) and evenness(e, n) == pytest.approx(1)


@given(worlds)
def test_a_table_of_areas_is_its_rows(world: World) -> None:
    """A location quotient of several areas at once is each area's own."""
    e, other, _ = split(world)
    table = location_quotient(np.stack([e, other]), e + other)
    assert same(table[0], location_quotient(e, e + other)) and same(table[1], location_quotient(other, e + other))
