"""The measures of the regional literature as pure functions: arrays in, numbers out.

They know nothing of the database, of areas or of years. Jobs are float64, at least 0; e are those of the area and E
those of the reference economy, one place per industry in the same order. NaN is "no value", both ways: what has none
(0/0) is NaN, and so is everything that an unknown number goes into.
"""

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
