"""Job creation and destruction (Davis and Haltiwanger 1992) where headcounts are only known as bands."""

import numpy as np

from dashboard.metrics.measures import Floats


def job_flow_bounds(
    before_low: Floats, before_high: Floats, after_low: Floats, after_high: Floats
) -> tuple[Floats, Floats, Floats, Floats]:
    """The least and most jobs that each workplace can have created, and the least and most that it can have destroyed.

    In: the ends of its headcount in both years (both the same where it is known, 0 in a year when it was not there,
    inf for a band open upwards). Out: low and high of max(Δe, 0), then of max(−Δe, 0). Each end is reached by some
    headcounts within the bands, so that nothing narrower is true; as workplaces move independently, so are sums of
    ends.
    """
    creation = np.maximum(after_low - before_high, 0), np.maximum(after_high - before_low, 0)
    destruction = np.maximum(before_low - after_high, 0), np.maximum(before_high - after_low, 0)
    return *creation, *destruction
