"""Survival: the share of what was started that is still there, also where some are not yet old enough to tell."""

import numpy as np

from dashboard.metrics.measures import Floats
from dashboard.metrics.measures.intervals import deviate


def kaplan_meier(at_risk: Floats, events: Floats, confidence: float = 0.95) -> tuple[Floats, Floats, Floats]:
    """Share surviving each age, and its low and high end, 0 to 1 (Kaplan and Meier 1958).

    ``at_risk`` are those known to have been there just before each age, in order; ``events`` those of them that ended
    at it. The interval is Greenwood's (1926) on the log(−log) scale, which keeps it within 0 and 1. While none has
    ended the share is 1 and so are both ends; when all have ended it is 0, then and later, and so are both ends: the
    data say nothing more. NaN from the first age at which nobody is at risk though not all have ended.
    """
    with np.errstate(divide="ignore", invalid="ignore"):
        ended = np.logical_or.accumulate((events == at_risk) & (at_risk > 0))
        share = np.where(ended, 0, np.cumprod(1 - events / at_risk))
        error = np.sqrt(np.cumsum(events / (at_risk * (at_risk - events))))  # of ln share
        spread = np.exp(deviate(confidence) * error / -np.log(share))
        certain = (share == 0) | (share == 1)
        return share, np.where(certain, share, share**spread), np.where(certain, share, share ** (1 / spread))
