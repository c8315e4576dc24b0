"""Which industries go together, and how near an area is to those that it has not.

Hidalgo, Klinger, Barabási and Hausmann 2007 (countries and products); Boschma, Balland and Kogler 2015 (regions).
"""

import numpy as np

from dashboard.metrics.measures import Flags, Floats
from dashboard.metrics.measures.concentration import location_quotient


def presence(e: Floats) -> Flags:
    """Whether each area (row) is specialised in each industry (column): location quotient ≥ 1 against all rows.

    An area without jobs, and an industry that no area has, are nowhere present. Raises ValueError for a NaN among the
    jobs: whether the industry is there is then not known, of that area or, through the sum, of any other.
    """
    if np.isnan(e).any():
        raise ValueError("presence needs the jobs of every area and industry; some are not known")
    return location_quotient(e, e.sum(axis=0)) >= 1


def proximity(present: Flags) -> Floats:
    """How often two industries are present in the same area: φ[i,j] = Σr M[r,i]·M[r,j] / max(k_i, k_j), k = Σr M.

    It is the smaller of the two conditional probabilities. A symmetric table of industries × industries, 0 to 1; its
    diagonal is 0, because an industry is not to speak for itself, and so is a pair present nowhere.
    """
    M = present.astype(np.float64)
    k = M.sum(axis=0)
    phi = M.T @ M / np.maximum(np.maximum.outer(k, k), 1)  # at least 1: where both are 0, so is what is divided
    np.fill_diagonal(phi, 0)
    return phi


def density(present_row: Flags, proximity: Floats) -> Floats:
    """How much of what is near an industry the area already has: Σj M[j]·φ[i,j] / Σj φ[i,j], 0 to 1, per industry.

    NaN for an industry that is near none. It says something of industries that the area has not; which those are
    (``~present_row``) is for the caller to pick.
    """
    with np.errstate(invalid="ignore"):
        return proximity @ present_row.astype(np.float64) / proximity.sum(axis=1)
