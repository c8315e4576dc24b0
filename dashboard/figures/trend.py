"""Values over time: lines with direct labels; missing as a gap, a band where a range is known; a break in the series is
named and no line crosses it."""

import math
from collections.abc import Mapping
from typing import Any, NamedTuple

import plotly.graph_objects as go

from dashboard.figures.axes import ticks
from dashboard.figures.bands import band
from dashboard.figures.endings import Ending, endings
from dashboard.figures.flags import flags
from dashboard.figures.labels import PHONE, wide
from dashboard.figures.theme import CATEGORIES, DASHES, MARKERS, Texts, country_of, figure, palette
from dashboard.metrics.series import Point, Series

MOST_LINES = 7
MOST_BANDS = 3  # with more lines their intervals hide one another
HOLLOW = ("provisional", "partial", "break")


class Line(NamedTuple):
    """One line: its key (an area, or a category), and its points in time order, gaps included."""

    key: str
    area: str
    points: tuple[Point, ...]

    @property
    def last(self) -> Point | None:
        """The last point with a value or a band."""
        return next((p for p in reversed(self.points) if p.known), None)


class Trend(NamedTuple):
    """The lines that are shown, largest at the end first; how many were left out; the first period after each break in the
    series, with the word for it."""

    lines: tuple[Line, ...]
    left_out: int
    from_zero: bool
    breaks: tuple[tuple[str, str], ...] = ()

    @property
    def periods(self) -> list[str]:
        """The periods on the axis, in order."""
        return sorted({p.period for line in self.lines for p in line.points})


def info(series: Series, breaks: Mapping[str, str] | None = None) -> Trend:
    """The series' lines by area and category; beyond seven the smallest are left out and counted. ``breaks``: the word for a
    break by the first period after it; only those between two periods shown are of interest."""
    found: dict[tuple[str, str], list[Point]] = {}
    for point in series.points:
        found.setdefault((point.area, point.breakdown), []).append(point)
    lines = [
        Line(breakdown or area, area, tuple(sorted(p, key=lambda x: x.period)))
        for (area, breakdown), p in found.items()
    ]
    lines = sorted((line for line in lines if line.last), key=lambda line: -_top(line))
    values = _values(lines) or [0.0]
    made = Trend(tuple(lines[:MOST_LINES]), max(0, len(lines) - MOST_LINES), min(values) < max(values) * 0.5)
    within = (at for at in sorted((breaks or {}).items()) if made.periods[:1] < [at[0]] <= made.periods[-1:])
    return made._replace(breaks=tuple(within))


def _values(lines: list[Line]) -> list[float]:
    return [v for line in lines for p in line.points for v in (p.value, p.low, p.high) if v is not None]


def _top(line: Line) -> float:
    last = line.last
    return 0.0 if last is None else (last.high or 0.0) if last.value is None else last.value


def draw(info: Trend, texts: Texts, mode: str) -> go.Figure:
    """The lines, each with its name at its end. A single one has its last value there: the title says what it is."""
    if not info.lines:
        return figure(mode, [])
    colours, many, values = palette(mode), len(info.lines) > 1, _values([*info.lines])
    # on an axis of categories a place is told by its number: Plotly takes "2026" for the 2026th category
    order = info.periods
    places, words = ticks(min(0.0, *values) if info.from_zero else min(values), max(values), texts.number)
    bands, lines, ends = list[dict[str, Any]](), list[dict[str, Any]](), list[Ending]()
    for number, line in enumerate(info.lines):
        category = CATEGORIES["dark" if mode == "dark" else "light"][number]
        colour = colours.country(line.area) if line.key == line.area else category
        points = _interrupted(line, info)
        if any(p.low is not None and (p.value is None or len(info.lines) <= MOST_BANDS) for p in points):
            low = [p.value if p.low is None else p.low for p in points]
            high = [p.value if p.high is None else p.high for p in points]
            bands.append(band([texts.period(p.period) for p in points], low, high, colour))
        lines.append(_line(line, points, colour, texts, many))
        if line.last is not None:
            ends.append(Ending(order.index(line.last.period), _top(line), texts.name(line.key), colour))
    named, right = endings(ends, places[0], places[-1]) if many else (_value(info.lines[0], ends[0], texts), 16)
    most = places[-1] + (0 if many else 0.15) * (places[-1] - places[0])  # with room for the value above a single line
    room = PHONE - 16 - right - max(map(wide, words))
    marks = [(next(n for n, p in enumerate(order) if p >= period) - 0.5, word) for period, word in info.breaks]
    broken = flags(marks, lambda x: (x + 0.5) / len(order) * room, room + right, colours, "dash")
    every = math.ceil(len(order) * (max(wide(texts.period(period)) for period in order) + 12) / room)
    shown = range(len(order) - 1, -1, -every)  # the last period always, and so many before it that they stay level
    return figure(
        mode, bands + lines, texts.words.get("mark", ""), annotations=[*named, *broken.annotations],
        shapes=broken.shapes, hovermode="x unified" if many else "closest",
        margin={"l": 8, "r": right, "t": broken.height + 8, "b": 8},
        xaxis={"type": "category", "showgrid": False, "categoryorder": "array", "range": [-0.5, len(order) - 0.5],
               "categoryarray": [texts.period(period) for period in order], "tickangle": 0,
               "tickvals": [*shown], "ticktext": [texts.period(order[n]) for n in shown]},
        yaxis={"tickvals": places, "ticktext": words, "range": [places[0], most]},
    )  # fmt: skip


def _interrupted(line: Line, info: Trend) -> list[Point]:
    """The line's points with a gap before each break: those that its points tell of, or that no line's points do."""
    points = [*line.points]
    for period, _ in info.breaks:
        told = [x for x in info.lines if any((p.period, p.status) == (period, "break") for p in x.points)]
        at = next((n for n, p in enumerate(points) if p.period >= period), 0)
        if at and (line in told or not told):
            points.insert(at, Point(line.area, points[at].period, "", None, None, None, None, "break"))
    return points


def _line(line: Line, points: list[Point], colour: str, texts: Texts, many: bool) -> dict[str, Any]:
    """One line with its marks: hollow where provisional or newly counted, a gap where nothing is known."""
    country = country_of(line.area) if line.key == line.area else ""
    return {
        "type": "scatter", "mode": "lines+markers", "connectgaps": False, "name": texts.name(line.key),
        "x": [texts.period(p.period) for p in points], "y": [p.value for p in points],
        "line": {"color": colour, "width": 2.5, "dash": DASHES[country]},
        "marker": {
            "symbol": [MARKERS[country] + ("-open" if p.status in HOLLOW else "") for p in points], "color": colour,
            "opacity": 1, "line": {"width": 2, "color": colour},  # Plotly's own for marks of several sizes are pale and rimmed
            "size": [9 if p is line.last or p.status in HOLLOW else 3 for p in points],
        },
        "customdata": [["" if p.value is None else texts.number(p.value)] for p in points],
        "hovertemplate": f"%{{x}}: %{{customdata[0]}}<extra>{texts.name(line.key) if many else ''}</extra>",
    }  # fmt: skip


def _value(line: Line, end: Ending, texts: Texts) -> list[dict[str, Any]]:
    """A single line's last value over its end."""
    if line.last is None or line.last.value is None:
        return []
    return [
        {"x": end.x, "y": end.y, "text": texts.number(line.last.value), "showarrow": False, "xanchor": "right",
         "yanchor": "bottom", "xshift": 6, "yshift": 6, "font": {"color": end.colour}}
    ]  # fmt: skip
