"""Thin vertical lines through a chart with their names on top: benchmarks across bars, breaks in a trend."""

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from dashboard.figures.labels import LINE, levels, wide
from dashboard.figures.theme import Palette

GAP = 3  # px between a line and its name


class Flags(NamedTuple):
    """Plotly shapes and annotations, and how many pixels the names need above the chart."""

    shapes: list[dict[str, Any]]
    annotations: list[dict[str, Any]]
    height: int


def flags(
    marks: Sequence[tuple[float, str]], place: Callable[[float], float], room: float, colours: Palette, dash: str
) -> Flags:
    """A line at each of the marks, its name beside its top, on as many levels as keep the names apart. ``place`` gives the
    pixels from the left that a mark stands at on a chart ``room`` pixels wide."""
    order = sorted(marks, key=lambda mark: -mark[0])
    after = [place(x) + wide(name) + GAP <= room for x, name in order]  # the name stands after its line, else before
    boxes = [
        (place(x), place(x) + wide(name) + 2 * GAP) if right else (place(x) - wide(name) - 2 * GAP, place(x))
        for (x, name), right in zip(order, after, strict=True)
    ]
    shapes: list[dict[str, Any]] = []
    annotations: list[dict[str, Any]] = []
    stacked = levels(boxes)
    for (x, name), right, level in zip(order, after, stacked, strict=True):
        line = {"type": "line", "x0": x, "x1": x, "yref": "paper"}
        staff = {"ysizemode": "pixel", "yanchor": 1, "y0": 0, "y1": (level + 1) * LINE}
        shapes.append(line | {"y0": 0, "y1": 1, "line": {"color": colours.muted, "width": 1.5, "dash": dash}})
        shapes.append(line | staff | {"line": {"color": colours.muted, "width": 1}})
        annotations.append(
            {"x": x, "y": 1, "yref": "paper", "text": name, "showarrow": False, "font": {"color": colours.muted},
             "xanchor": "left" if right else "right", "xshift": GAP if right else -GAP, "yanchor": "bottom",
             "yshift": level * LINE, "borderpad": 0, "bgcolor": colours.ground}
        )  # fmt: skip
    return Flags(shapes, annotations, (max(stacked, default=-1) + 1) * LINE)
