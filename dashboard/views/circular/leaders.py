"""Who leads a ranking, in a title that is true also where several tie."""

from collections.abc import Callable, Sequence

from dashboard.metrics.series import Point
from dashboard.views.view import View


def highest(view: View, order: Sequence[Point], key: str, shown: Callable[[Point], str], **more: str) -> str:
    """The title of a ranking, highest first: who leads, several where they tie as they are ``shown``; ``key``.same where
    there is no order."""
    t, value = view.t, shown(order[0])
    first = [t.area(p.area) for p in order if shown(p) == value]
    if len(first) == len(order):
        return t(f"{key}.same", value=value, **more)
    return t(key, high=t.sentence(first), value=value, **more)
