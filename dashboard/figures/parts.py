"""What a change is made of: for each row parts of either sign side by side from zero, and their sum as a black tick.

Shift-share has three: what the whole economy did, what the mix of industries did, and what is the area's own.
"""

from collections.abc import Sequence
from typing import NamedTuple

import plotly.graph_objects as go

from dashboard.figures.axes import ends
from dashboard.figures.labels import LINE, PHONE, fitted, wide
from dashboard.figures.naming import also, keys
from dashboard.figures.plain import Chart, Values, colour
from dashboard.figures.theme import SMALLEST, Texts, figure, palette

MOST, NAME, GAP, ROW = 12, 126, 8, 40
PATTERNS = (".", "/", "")  # colour is never the only carrier
ROLES = ("context", "category:1", "both")


class Parted(NamedTuple):
    """A row: its name and the parts of its change, in the order of the figure's parts; its key."""

    name: str
    parts: tuple[float, ...]
    key: str = ""

    @property
    def total(self) -> float:
        """The whole change: the parts sum to it exactly."""
        return sum(self.parts)

    @property
    def right(self) -> float:
        """How far the row goes to the right of zero; to the left it is this less the sum."""
        return sum(part for part in self.parts if part > 0)


class Parts(NamedTuple):
    """The names of the parts, the rows with the largest changes in order of their sums, and how many were left out."""

    names: tuple[str, ...]
    rows: tuple[Parted, ...]
    left_out: int


def info(names: Sequence[str], rows: Sequence[Parted], most: int = MOST) -> Parts:
    """The ``most`` rows that move most, whatever their sum, from the largest gain to the largest loss."""
    moving = sorted(rows, key=lambda row: -sum(map(abs, row.parts)))[:most]
    return Parts(tuple(names), tuple(sorted(moving, key=lambda row: -row.total)), len(rows) - len(moving))


def draw(info: Parts, texts: Texts, mode: str) -> go.Figure:
    """The rows; each sum is written at its end (``texts.change``), the parts are named on top."""
    colours, rows, y = palette(mode), info.rows, [*range(len(info.rows))]
    fills = [colour(role, mode) for role in ROLES]
    names, sums = [fitted(row.name, NAME) for row in rows], [texts.change(row.total) for row in rows]
    room = PHONE - 16 - max(map(wide, names), default=0.0)
    low, high = ends(
        [(row.right, wide(told) + GAP) for row, told in zip(rows, sums, strict=True)],
        [(row.right - row.total, 4) for row in rows],
        room,
    )
    bars = [
        {
            "type": "bar", "orientation": "h", "name": fitted(name, room - 48, 1), "y": y, "width": 0.6,
            "x": [row.parts[n] for row in rows],
            "marker": {"color": fills[n], "line": {"width": 1, "color": fills[n]}, "pattern": {"shape": PATTERNS[n], "size": 6}},
            "customdata": [[row.name, texts.change(row.parts[n])] for row in rows],
            "hovertemplate": f"%{{customdata[0]}}: {name} %{{customdata[1]}}<extra></extra>",
        }
        for n, name in enumerate(info.names)
    ]  # fmt: skip
    ticks = [
        {"type": "line", "x0": row.total, "x1": row.total, "y0": n - 0.42, "y1": n + 0.42, "line": {"color": ink, "width": width}}
        for n, row in enumerate(rows)
        for ink, width in ((colours.ground, 6), (colours.text, 3))  # a rim of the ground keeps it seen on every part
    ]  # fmt: skip
    zero = {"x0": 0, "x1": 0, "yref": "paper", "y0": 0, "y1": 1, "line": {"color": colours.muted, "width": 1.5}}
    labels = [
        {"x": row.right, "y": n, "text": f"<b>{told}</b>", "showarrow": False, "xanchor": "left", "xshift": GAP}
        for n, (row, told) in enumerate(zip(rows, sums, strict=True))
    ]  # fmt: skip
    top = len(info.names) * (LINE + 4)  # on a phone each name has a line of its own
    return figure(
        mode, bars, texts.words.get("mark", ""), annotations=labels, shapes=[zero, *ticks], barmode="relative",
        showlegend=True, height=ROW * len(rows) + top + 16, margin={"l": 8, "r": 8, "t": top + 8, "b": 8},
        legend={"orientation": "h", "x": 0, "y": 1, "yanchor": "bottom", "traceorder": "normal",
                "itemclick": False, "itemdoubleclick": False, "font": {"size": SMALLEST, "color": colours.text}},
        xaxis={"range": [low, high] if high > low else [0, 1], "showgrid": False, "showticklabels": False, "zeroline": False,
               "showline": False},
        yaxis={"range": [len(rows) - 0.5, -0.5], "tickvals": y, "ticktext": names, "showgrid": False, "zeroline": False,
               "showline": False, "ticklabelstandoff": GAP, "tickfont": {"size": SMALLEST, "color": colours.text}},
    )  # fmt: skip


def plain(info: Parts, texts: Texts, *, unit: str = "", decimals: int = 0, percent: bool = False) -> Chart:
    """The rows as stacked bars, a series for each part; the sum of a row's stands with its name."""
    series = (Values(name, tuple(row.parts[n] for row in info.rows), ROLES[n]) for n, name in enumerate(info.names))
    names = tuple(also(row.name, texts.change(row.total)) for row in info.rows)
    return Chart(
        "bar", names, tuple(series), keys(row.key for row in info.rows), unit, decimals, percent, stacked=True,
        left_out=info.left_out,
    )  # fmt: skip
