"""Shift-share: how much of a change in jobs the whole economy, the mix of industries and the place itself stand for."""

import numpy as np

from dashboard.metrics.measures import Floats


def shift_share(e0: Floats, e1: Floats, E0: Floats, E1: Floats) -> tuple[Floats, Floats, Floats]:
    """The national, industry-mix and regional component per industry, in jobs (Dunn 1960).

    From the area's jobs ``e0`` to ``e1`` and the reference's ``E0`` to ``E1``, with growth G of the reference and g
    of its industry: e0·G is what the area had got growing as the whole reference did, e0·(g − G) what its industries'
    growth adds to that, and e1 − e0·(1 + g) what is the area's own. The three sum to e1 − e0. An industry that the
    reference did not have at first has no g; it is taken to be G, so that the mix is 0 and the sum still holds. NaN
    when the reference had no jobs at first. The two years must be counted alike: never ask across a series break.
    """
    G = E1.sum() / E0.sum() - 1 if E0.sum() else np.nan
    with np.errstate(divide="ignore", invalid="ignore"):
        g = np.where(E0 == 0, G, E1 / E0 - 1)
    return e0 * G, e0 * (g - G), e1 - e0 * (1 + g)
