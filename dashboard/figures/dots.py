"""A dot plot to compare areas: each row one measure (or one area) on a line of its own, its dots named directly, with
benchmarks as thin grey marks.

Its upright axis counts pixels, downwards: a row is as high as the names in it need, and the figure gives its own height.
"""

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

import plotly.graph_objects as go

from dashboard.figures.labels import LINE, PHONE, fitted, levels, wide
from dashboard.figures.theme import MARKERS, Palette, Texts, country_of, figure, palette

ROOM, SIDE = PHONE - 16, 52  # px: the width, and what is kept at both sides for the values at the scale's ends
SCALE = ROOM - 2 * SIDE
ABOVE, BELOW, BETWEEN = 10, 12, 14  # px: from the dots to the names over and under them, and to the next row
HOLLOW = ("provisional", "partial", "break")
Ends = tuple[float, float]


class Dot(NamedTuple):
    """An area's value, or a benchmark's; without a name it is told by its value alone."""

    area: str
    name: str
    value: float | None
    status: str = "ok"


class Row(NamedTuple):
    """A title, the dots and the benchmarks on its line, and how its values are written (else as the texts say); what it
    measures as programs know it, with how many decimals, and whether in per cent."""

    name: str
    dots: tuple[Dot, ...]
    benchmarks: tuple[Dot, ...] = ()
    number: Callable[[float], str] | None = None
    key: str = ""
    decimals: int = 0
    percent: bool = False


class Dots(NamedTuple):
    """The rows and the ends of each one's scale; None where no value is known."""

    rows: tuple[Row, ...]
    scales: tuple[Ends | None, ...]


def info(rows: Sequence[Row], shared: bool = False) -> Dots:
    """Each row between its own least and largest value, or all on one scale where the unit is the same."""
    scales = [_ends([row]) for row in rows]
    return Dots(tuple(rows), tuple([_ends(rows)] * len(rows) if shared else scales))


def _ends(rows: Sequence[Row]) -> Ends | None:
    values = [dot.value for row in rows for dot in (*row.dots, *row.benchmarks) if dot.value is not None]
    return (min(values), max(values)) if values else None


class Drawing(NamedTuple):
    """What the rows add up to."""

    traces: list[dict[str, Any]]
    shapes: list[dict[str, Any]]
    labels: list[dict[str, Any]]


def draw(info: Dots, texts: Texts, mode: str) -> go.Figure:
    """The rows one under the other. What is the same as in the row above (benchmarks, the scale's ends) is not said again.
    ``texts.words``: a word for each status without a value (missing, suppressed)."""
    colours, made, y = palette(mode), Drawing([], [], []), 0
    above = [(None, None), *((row.benchmarks, scale) for row, scale in zip(info.rows, info.scales, strict=True))]
    for row, scale, (benchmarks, ends) in zip(info.rows, info.scales, above, strict=False):
        y = _row(row, scale, y, (row.benchmarks != benchmarks, scale != ends), made, texts, colours) + BETWEEN
    pad = SIDE / SCALE
    return figure(
        mode, made.traces, texts.words.get("mark", ""), annotations=made.labels, shapes=made.shapes, height=y + 16,
        xaxis={"range": [-pad, 1 + pad], "visible": False}, yaxis={"range": [y, 0], "visible": False},
    )  # fmt: skip


def _row(
    row: Row, scale: Ends | None, y: int, news: tuple[bool, bool], made: Drawing, texts: Texts, colours: Palette
) -> int:
    """One row from ``y`` downwards; gives where it ends."""
    number = row.number or texts.number
    lacking = [f"{dot.name} {texts.words.get(dot.status, '')}".strip() for dot in row.dots if dot.value is None]
    said = f'<br><span style="color:{colours.muted}">{fitted(" · ".join(lacking), ROOM)}</span>' if lacking else ""
    title = f"<b>{fitted(row.name, ROOM * 0.9)}</b>{said}"
    made.labels.append(_text(0, y, title, colours.text, "left") | {"xref": "paper", "yanchor": "top", "align": "left"})
    y += (title.count("<br>") + 1) * LINE + 6
    if scale is None:
        return y
    known = sorted((d for d in row.dots if d.value is not None), key=lambda dot: dot.value or 0.0)
    marks = sorted((d for d in row.benchmarks if d.value is not None), key=lambda dot: dot.value or 0.0)
    over = [f"{d.name} {number(d.value or 0.0)}".strip() for d in known]
    at = [_place(d.value or 0.0, scale) for d in known]
    shifts, heights = _beside(at, over)
    line = y + (max(heights, default=-1) + 1) * LINE + ABOVE
    made.shapes.append(_stroke(0, 1, line, line, colours.line, 2))
    for x, text, dot, shift, level in zip(at, over, known, shifts, heights, strict=True):
        up = line - ABOVE - level * LINE
        if level:
            made.shapes.append(_stroke(x, x, line, up, colours.country(dot.area), 1))
        covering = {"xshift": shift, "yanchor": "bottom", "bgcolor": colours.ground, "borderpad": 0}
        made.labels.append(_text(x, up, text, colours.country(dot.area)) | covering)
    made.traces.append({
        "type": "scatter", "mode": "markers", "x": at, "y": [line] * len(at), "cliponaxis": False,
        "marker": {"size": 13, "line": {"width": 1.5}, "color": [colours.country(d.area) for d in known],
                   "symbol": [MARKERS[country_of(d.area)] + ("-open" if d.status in HOLLOW else "") for d in known]},
        "customdata": [[text] for text in over], "hovertemplate": "%{customdata[0]}<extra></extra>",
    })  # fmt: skip
    if news[1]:
        for x, side, shift in ((0, "right", -12), (1, "left", 12)):
            made.labels.append(_text(x, line, number(scale[x]), colours.muted, side) | {"xshift": shift})
    return _benchmarks(marks, scale, line, news[0], made, colours)


def _benchmarks(marks: Sequence[Dot], scale: Ends, line: int, named: bool, made: Drawing, colours: Palette) -> int:
    """The benchmarks as upright marks, their names below; gives where these end."""
    at = [_place(mark.value or 0.0, scale) for mark in marks]
    shifts, depths = _beside(at, [mark.name for mark in marks])
    for x, mark, shift, depth in zip(at, marks, shifts, depths, strict=True):
        down = line + BELOW + (depth * LINE if named else 0)
        made.shapes.append(_stroke(x, x, line - 8, down, colours.context, 1.5))
        if named:
            covering = {"xshift": shift, "yanchor": "top", "bgcolor": colours.ground, "borderpad": 0}
            made.labels.append(_text(x, down, mark.name, colours.muted) | covering)
    return line + BELOW + (max(depths, default=-1) + 1) * LINE * named


def _place(value: float, scale: Ends) -> float:
    """Where on its line a value stands, from 0 to 1; in the middle where all are the same."""
    low, high = scale
    return (value - low) / (high - low) if high > low else 0.5


def _beside(at: Sequence[float], told: Sequence[str]) -> tuple[list[float], list[int]]:
    """How far each text is moved sideways to stay in the picture, and the level on which it meets no other."""
    centres = [SIDE + SCALE * x for x in at]
    kept = [min(max(c, wide(text) / 2), ROOM - wide(text) / 2) for c, text in zip(centres, told, strict=True)]
    boxes = [(k - wide(text) / 2 - 3, k + wide(text) / 2 + 3) for k, text in zip(kept, told, strict=True)]
    return [k - c for k, c in zip(kept, centres, strict=True)], levels(boxes)


def _text(x: float, y: float, text: str, colour: str, anchor: str = "center") -> dict[str, Any]:
    return {"x": x, "y": y, "text": text, "showarrow": False, "xanchor": anchor, "font": {"color": colour}}


def _stroke(x0: float, x1: float, y0: float, y1: float, colour: str, width: float) -> dict[str, Any]:
    line = {"color": colour, "width": width}
    return {"type": "line", "layer": "below", "x0": x0, "x1": x1, "y0": y0, "y1": y1, "line": line}
