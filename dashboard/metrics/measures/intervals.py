"""Confidence intervals of rates and counts: how far chance alone may carry a small number."""

import numpy as np
from scipy.special import gammainccinv, gammaincinv, ndtri

from dashboard.metrics.measures import Floats


def deviate(confidence: float) -> float:
    """How many standard deviations either side of the mean hold that part of a normal distribution (0.95: 1.96)."""
    return float(ndtri((1 + confidence) / 2))


def wilson(successes: Floats, trials: Floats, confidence: float = 0.95) -> tuple[Floats, Floats]:
    """Low and high end of a proportion, 0 to 1, by the score interval (Wilson 1927). NaN where there are no trials."""
    z, n = deviate(confidence), np.asarray(trials, dtype=np.float64)
    with np.errstate(divide="ignore", invalid="ignore"):
        p = successes / n
        centre = (p + z**2 / (2 * n)) / (1 + z**2 / n)
        half = z * np.sqrt(p * (1 - p) / n + z**2 / (4 * n**2)) / (1 + z**2 / n)
    # none and all have their end at 0 and 1 exactly; rounding would put it just beside
    return np.clip(centre - half, 0, p), np.clip(centre + half, p, 1)


def poisson(count: Floats, confidence: float = 0.95) -> tuple[Floats, Floats]:
    """Low and high end of the number expected where ``count`` events were seen, exact (Garwood 1936); 0 for none.

    A rate's interval is this one over the same denominator. NaN where the count is.
    """
    k, tail = np.asarray(count, dtype=np.float64), (1 - confidence) / 2
    low = np.where(k == 0, 0, gammaincinv(k, tail))  # the gamma distribution's quantile, which is χ²/2 with 2k degrees
    return low, gammainccinv(k + 1, tail)
