"""How an area's jobs are spread over industries: specialisation against a reference, concentration, diversity.

The level of the industries and the reference economy change every number here: say both beside it.
"""

import math
from collections.abc import Sequence

import numpy as np
from scipy.special import entr, rel_entr

from dashboard.metrics.measures import Floats


def shares(e: Floats) -> Floats:
    """Each industry's part of the jobs, along the last axis; NaN where there are none at all."""
    with np.errstate(invalid="ignore"):
        return e / e.sum(axis=-1, keepdims=True)


def location_quotient(e: Floats, E: Floats) -> Floats:
    """An industry's share in the area over its share in the reference, s/S (Isard 1960; Balassa 1965).

    Above 1 the area has more of the industry than the reference has. NaN where the area or the reference has no jobs,
    and for an industry that the reference has not. ``e`` may also be a table of areas × industries.
    """
    s, S = shares(e), shares(E)
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(S > 0, s / S, np.nan)


def hhi(e: Floats) -> float:
    """Herfindahl–Hirschman index Σs²: from 1/n (all n industries alike) to 1 (one industry only). NaN without jobs."""
    return float((shares(e) ** 2).sum())


def hhi_normalised(e: Floats, n: int) -> float:
    """The index (HHI − 1/n)/(1 − 1/n): 0 when all n industries are alike, 1 when there is one only.

    ``n`` is how many industries are present in the reference. NaN without jobs, or when n is below 2.
    """
    return (hhi(e) - 1 / n) / (1 - 1 / n) if n > 1 else math.nan


def shannon(e: Floats) -> float:
    """Entropy −Σ s·ln s in nats (Shannon 1948), 0·ln 0 being 0: 0 (one industry only) to ln n. NaN without jobs."""
    return float(entr(shares(e)).sum())


def evenness(e: Floats, n: int) -> float:
    """Entropy over the most that it can be, ln n (Pielou 1966): 0 to 1. ``n`` and NaN as in `hhi_normalised`."""
    return shannon(e) / math.log(n) if n > 1 else math.nan


def hachman(e: Floats, E: Floats) -> float:
    """Hachman index 1/Σ(s²/S): 1 when the area is made up as the reference is, towards 0 the less alike they are.

    An industry that neither has does not count; one that only the area has makes it 0. NaN without jobs in either.
    """
    s, S = shares(e), shares(E)
    with np.errstate(divide="ignore", invalid="ignore"):
        return float(1 / np.where(s == 0, 0, s**2 / S).sum())


def krugman(e: Floats, E: Floats) -> float:
    """Krugman specialisation Σ|s − S| (Krugman 1991): 0 when alike, 2 when no industry is in both. NaN without jobs."""
    return float(np.abs(shares(e) - shares(E)).sum())


def variety(e: Floats, groups: Sequence[str]) -> tuple[float, float]:
    """Unrelated and related variety in nats (Frenken et al. 2007): entropy between the groups, and within them.

    ``groups`` names the group that each industry belongs to (a division's section). The two sum to `shannon`; both are
    NaN without jobs.
    """
    s = shares(e)
    _, group = np.unique(list(groups), return_inverse=True)
    between = np.bincount(group, weights=s)
    # within a group of share P an industry has s/P of the jobs: Σ_g P·(−Σ s/P·ln(s/P)) is −Σ s·ln(s/P)
    return float(entr(between).sum()), abs(float(rel_entr(s, between[group]).sum()))  # abs and not minus: no -0.0
