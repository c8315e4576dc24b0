"""How unlike areas are, on features and weights that the reader can see."""

import numpy as np

from dashboard.metrics.measures import Floats


def distances(profiles: Floats, weights: Floats) -> Floats:
    """Weighted Euclidean distance √Σ w·(z[r] − z[s])² between all areas, a symmetric table with 0 on the diagonal.

    ``profiles`` has a row per area and a column per feature, ``weights`` (at least 0) one number per feature.
    Features are standardised over the areas where they are known (mean 0, standard deviation 1), so that their units
    do not matter; one that is the same everywhere adds nothing. A feature not known (NaN) for one of a pair is left
    out, and the pair's other weights are scaled up to the same sum. NaN for a pair that has no feature of any weight
    in common.
    """
    known = (~np.isnan(profiles)).sum(axis=0)
    varies = np.fmax.reduce(profiles, axis=0) > np.fmin.reduce(profiles, axis=0)  # a deviation of 0 may round to more
    with np.errstate(divide="ignore", invalid="ignore"):
        centred = profiles - np.nansum(profiles, axis=0) / known
        deviation = np.sqrt(np.nansum(centred**2, axis=0) / known)
        z = centred / np.where(varies, deviation, np.inf)
        apart = z[:, None] - z
        comparable = ~np.isnan(apart)
        total = np.where(comparable, apart**2, 0) @ weights
        found = np.sqrt(total * (weights.sum() / (comparable @ weights)))
    np.fill_diagonal(found, 0)
    return found
