"""Lines are named at their ends, not in a legend; names that would meet move up or down."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from dashboard.figures.labels import LINE, fitted, spread, wide

LABEL, TALL = 116, 150  # px: the widest name; how high a chart's field is at least
FEW = 3  # so many names may have two lines each


class Ending(NamedTuple):
    """A line's end on the axes, its name and its colour."""

    x: Any
    y: float
    name: str
    colour: str


def endings(ends: Sequence[Ending], low: float, high: float) -> tuple[list[dict[str, Any]], float]:
    """Annotations beside the ends, on an axis from ``low`` to ``high``, and the pixels that they need to the right."""
    told = [fitted(end.name, LABEL, 2 if len(ends) <= FEW else 1) for end in ends]
    at = [(end.y - low) / ((high - low) or 1.0) * TALL for end in ends]
    least = LINE * max((name.count("<br>") + 1 for name in told), default=1)
    made = [
        {"x": end.x, "y": end.y, "text": name, "showarrow": False, "align": "left", "xanchor": "left", "xshift": 8,
         "yshift": moved - place, "font": {"color": end.colour}}
        for end, name, place, moved in zip(ends, told, at, spread(at, least, TALL - LINE / 2), strict=True)
    ]  # fmt: skip
    return made, max(map(wide, told), default=0.0) + 14
