"""The page Transition: what stands on each of its three parts."""

from dashboard.views.circular import flows, policy, transition
from dashboard.views.parts import Parts
from dashboard.views.view import View

PARTS = {"jobs": transition.parts, "flows": flows.parts, "policy": policy.parts}


def parts(view: View) -> Parts:
    """What stands on the page's part that the reader has chosen."""
    return PARTS[view.option("part", tuple(PARTS))](view)
