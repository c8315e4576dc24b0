"""Which languages a test runs in."""

import pytest

from dashboard.i18n import LANGUAGES

# what is said in words or drawn: Swedish each time, all three in the slow tier
EACH = [one if one == "sv" else pytest.param(one, marks=pytest.mark.slow) for one in LANGUAGES]
