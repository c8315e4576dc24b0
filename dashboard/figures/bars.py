"""A ranking as horizontal bars from zero, largest first, each with its value at its end; benchmarks as thin lines."""

from collections.abc import Sequence
from typing import Any, NamedTuple

import plotly.graph_objects as go

from dashboard.figures.axes import ends
from dashboard.figures.flags import flags
from dashboard.figures.labels import PHONE, fitted, wide
from dashboard.figures.theme import SIGNS, SMALLEST, Palette, Texts, country_of, figure, palette

NAME, GAP = 126, 6  # px: the widest name, and what lies between a bar and its text
HATCHED = ("provisional", "partial", "break")


class Bar(NamedTuple):
    """One row. ``low`` and ``high`` are an interval around the value, or all that is known; ``note`` stands with the value
    (how many are behind it); ``area`` gives the country, or "" for a category."""

    key: str
    name: str
    value: float | None
    low: float | None = None
    high: float | None = None
    status: str = "ok"
    area: str = ""
    emphasised: bool = False
    note: str = ""

    @property
    def size(self) -> float | None:
        """What it is sorted by: the value, or the least that it can be."""
        return self.low if self.value is None else self.value

    @property
    def end(self) -> float:
        """Where its text stands: beyond the bar and its interval; at zero without a value."""
        size = self.size or 0.0
        beyond = self.low if size < 0 else self.high
        return size if beyond is None else beyond


class Ranking(NamedTuple):
    """The bars that are shown, largest first and missing last; how many of them follow one another from the top; how many
    were left out; names and values of the benchmarks."""

    bars: tuple[Bar, ...]
    top: int
    left_out: int
    benchmarks: tuple[tuple[str, float], ...]


def info(bars: Sequence[Bar], benchmarks: Sequence[tuple[str, float]] = (), most: int = 15) -> Ranking:
    """The ``most`` largest bars, and the emphasised ones wherever they stand."""
    order = sorted(bars, key=lambda bar: (bar.size is None, -(bar.size or 0.0), bar.name))
    shown = [*order[:most], *(bar for bar in order[most:] if bar.emphasised)]
    return Ranking(tuple(shown), min(most, len(order)), len(order) - len(shown), tuple(benchmarks))


def draw(info: Ranking, texts: Texts, mode: str) -> go.Figure:
    """The bars, in a figure as high as they need. ``texts.words``: a word for each status without a value (missing,
    suppressed). A dotted line shows where rows between are left out."""
    colours, bars = palette(mode), info.bars
    names, told = [_name(bar, colours) for bar in bars], [_told(bar, texts, colours) for bar in bars]
    room = PHONE - 16 - max(map(wide, names), default=0.0)
    low, high = _range(info, told, room)
    marks = [(value, f"{name} {texts.number(value)}") for name, value in info.benchmarks]
    top = flags(marks, lambda value: (value - low) / (high - low) * room, room, colours, "dash")
    zero = {"x0": 0, "x1": 0, "yref": "paper", "y0": 0, "y1": 1, "line": {"color": colours.muted, "width": 1.5}}
    skipped = {
        "xref": "paper", "x0": 0, "x1": 1, "y0": info.top - 0.5, "y1": info.top - 0.5,
        "line": {"color": colours.context, "width": 1.5, "dash": "dot"},
    }  # fmt: skip
    tall = 44 if any("<br>" in text for text in (*names, *told)) else 30
    return figure(
        mode, [_bars(bars, told, colours), *_whiskers(bars, colours)], texts.words.get("mark", ""),
        annotations=[*_labels(bars, told, colours.ground), *top.annotations],
        shapes=[zero, *top.shapes, *([skipped] if len(bars) > info.top else [])],
        height=tall * len(bars) + top.height + 16, margin={"l": 8, "r": 8, "t": top.height + 8, "b": 8},
        xaxis={"range": [low, high], "showgrid": False, "showticklabels": False, "zeroline": False, "showline": False},
        yaxis={"range": [len(bars) - 0.5, -0.5], "tickvals": [*range(len(bars))], "ticktext": names, "showgrid": False,
               "zeroline": False, "showline": False, "ticklabelstandoff": GAP,
               "tickfont": {"size": SMALLEST, "color": colours.text}},
    )  # fmt: skip


def _range(info: Ranking, told: Sequence[str], room: float) -> tuple[float, float]:
    """The axis from end to end, with room for each text beyond its bar."""
    reach = [(bar.end, wide(text) + GAP) for bar, text in zip(info.bars, told, strict=True)]
    reach += [(value, 0.0) for _, value in info.benchmarks]
    low, high = ends([at for at in reach if at[0] >= 0], [(-value, text) for value, text in reach if value < 0], room)
    return (low, high) if high > low else (low, low + 1)


def _bars(bars: Sequence[Bar], told: Sequence[str], colours: Palette) -> dict[str, Any]:
    """The subject in its colour, all else grey; without a subject all is one. Hatched where the value may change."""
    every = not any(bar.emphasised for bar in bars)
    fills = [colours.country(bar.area) if every or bar.emphasised else colours.context for bar in bars]
    return {
        "type": "bar", "orientation": "h", "y": [*range(len(bars))], "x": [bar.value for bar in bars], "width": 0.62,
        "marker": {"color": fills, "line": {"width": 1, "color": fills},
                   "pattern": {"shape": ["/" if bar.status in HATCHED else "" for bar in bars]}},
        "customdata": [[bar.name, text] for bar, text in zip(bars, told, strict=True)],
        "hovertemplate": "%{customdata[0]}: %{customdata[1]}<extra></extra>",
    }  # fmt: skip


def _whiskers(bars: Sequence[Bar], colours: Palette) -> list[dict[str, Any]]:
    """The intervals as thin lines, with a rim of the ground to be seen on a bar too."""
    known = [(n, bar) for n, bar in enumerate(bars) if bar.low is not None and bar.high is not None]
    lines = {
        "type": "scatter", "mode": "lines", "hoverinfo": "skip",
        "x": [x for _, bar in known for x in (bar.low, bar.high, None)], "y": [y for n, _ in known for y in (n, n, None)],
    }  # fmt: skip
    strokes = ((colours.ground, 5), (colours.text, 1.5))
    return [lines | {"line": {"color": colour, "width": width}} for colour, width in strokes]


def _labels(bars: Sequence[Bar], told: Sequence[str], ground: str) -> list[dict[str, Any]]:
    """The texts at the bars' ends, to the left of those below zero."""
    return [
        {"x": bar.end, "y": n, "text": text, "showarrow": False, "align": side, "xshift": GAP if side == "left" else -GAP,
         "xanchor": side, "bgcolor": ground, "borderpad": 0}
        for n, (bar, text) in enumerate(zip(bars, told, strict=True))
        for side in ("right" if bar.end < 0 else "left",)
    ]  # fmt: skip


def _name(bar: Bar, colours: Palette) -> str:
    """The row's name with its country's sign, bold where it is emphasised."""
    sign = SIGNS.get(country_of(bar.area), "")
    name = fitted(bar.name, NAME - (16 if sign else 0) - (8 if bar.emphasised else 0))
    name = f"<b>{name}</b>" if bar.emphasised else name
    return f'<span style="color:{colours.country(bar.area)}">{sign}</span> {name}' if sign else name


def _told(bar: Bar, texts: Texts, colours: Palette) -> str:
    """The value, the range or the word for why there is none, and the note on a line of its own."""
    if bar.value is not None:
        value = texts.number(bar.value)
    elif bar.low is not None and bar.high is not None:
        value = f"{texts.number(bar.low)}–{texts.number(bar.high)}"
    else:
        value = f'<span style="color:{colours.muted}">{texts.words.get(bar.status, "")}</span>'
    return value + (f'<br><span style="color:{colours.muted}">{bar.note}</span>' if bar.note else "")
