"""The range that a value lies in, as a pale band behind its line."""

from collections.abc import Sequence
from itertools import groupby
from typing import Any


def band(x: Sequence[Any], low: Sequence[float | None], high: Sequence[float | None], colour: str) -> dict[str, Any]:
    """A trace that fills the room between ``low`` and ``high``, with a gap where neither is known. A range that stands
    alone is an upright line."""
    red, green, blue = (int(colour[i : i + 2], 16) for i in (1, 3, 5))
    across: list[Any] = []
    up: list[float | None] = []
    for known, group in groupby(zip(x, low, high, strict=True), key=lambda place: None not in place[1:]):
        if known:
            run = [*group]
            across += [*(place[0] for place in run), *(place[0] for place in reversed(run)), run[0][0], None]
            up += [*(place[1] for place in run), *(place[2] for place in reversed(run)), run[0][1], None]
    return {
        "type": "scatter", "mode": "lines", "x": across[:-1], "y": up[:-1], "fill": "toself", "hoverinfo": "skip",
        "fillcolor": f"rgba({red},{green},{blue},0.18)", "line": {"width": 1, "color": f"rgba({red},{green},{blue},0.5)"},
    }  # fmt: skip
