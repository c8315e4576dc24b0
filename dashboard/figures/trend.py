"""Values over time: lines with direct labels; missing as a gap, a band where only a range is known."""

from typing import Any, NamedTuple

import plotly.graph_objects as go

from dashboard.figures.theme import CATEGORIES, DASHES, MARKERS, Texts, country_of, figure, palette
from dashboard.metrics.series import Point, Series

MOST_LINES = 7


class Line(NamedTuple):
    """One line: its key (an area, or a category), and its points in time order, gaps included."""

    key: str
    area: str
    points: tuple[Point, ...]

    @property
    def last(self) -> Point | None:
        """The last point with a value or a band."""
        return next((p for p in reversed(self.points) if p.value is not None or p.low is not None), None)


class Trend(NamedTuple):
    """The lines that are shown, largest at the end first, and how many were left out."""

    lines: tuple[Line, ...]
    left_out: int
    from_zero: bool


def info(series: Series) -> Trend:
    """The series' lines by area and category; beyond seven the smallest are left out and counted."""
    found: dict[tuple[str, str], list[Point]] = {}
    for point in series.points:
        found.setdefault((point.area, point.breakdown), []).append(point)
    lines = [
        Line(breakdown or area, area, tuple(sorted(p, key=lambda x: x.period)))
        for (area, breakdown), p in found.items()
    ]
    lines = sorted((line for line in lines if line.last), key=lambda line: -_top(line.last))
    values = [v for line in lines for p in line.points for v in (p.value, p.low, p.high) if v is not None]
    return Trend(
        tuple(lines[:MOST_LINES]), max(0, len(lines) - MOST_LINES), bool(values) and min(values) < max(values) * 0.5
    )


def _top(point: Point | None) -> float:
    if point is None:
        return 0.0
    return point.value if point.value is not None else point.high or 0.0


def draw(info: Trend, texts: Texts, mode: str) -> go.Figure:
    """The lines, each with its name at its end. A single one has its last value there: the title says what it is."""
    traces: list[dict[str, Any]] = []
    labels: list[dict[str, Any]] = []
    many = len(info.lines) > 1
    # on an axis of categories a place is told by its number: Plotly takes "2026" for the 2026th category
    order = sorted({p.period for line in info.lines for p in line.points})
    for number, line in enumerate(info.lines):
        by_category = line.key != line.area
        colour = (
            CATEGORIES["dark" if mode == "dark" else "light"][number]
            if by_category
            else palette(mode).country(line.area)
        )
        country = "" if by_category else country_of(line.area)
        periods = [texts.period(p.period) for p in line.points]
        if any(p.low is not None and p.value is None for p in line.points):
            traces.extend(_band(line, periods, colour))
        traces.append(_line(line, periods, colour, country, texts, many))
        if many and line.last is not None:
            labels.append(
                {"x": order.index(line.last.period), "y": _top(line.last), "text": texts.name(line.key), "showarrow": False,
                 "xanchor": "left", "xshift": 8, "font": {"color": colour}}
            )  # fmt: skip
        elif line.last is not None and line.last.value is not None:
            labels.append(
                {"x": order.index(line.last.period), "y": line.last.value, "text": texts.number(line.last.value),
                 "showarrow": False, "xanchor": "right", "yanchor": "bottom", "xshift": 6, "yshift": 6, "font": {"color": colour}}
            )  # fmt: skip
    ticks = _ticks(info) if info.lines else []
    return figure(
        mode, traces, texts.words.get("mark", ""), annotations=labels, hovermode="x unified" if many else "closest",
        margin={"l": 8, "r": 120 if many else 16, "t": 28, "b": 8},
        xaxis={"type": "category", "nticks": 8, "showgrid": False, "categoryorder": "array",
               "categoryarray": [texts.period(period) for period in order]},
        yaxis={"tickvals": ticks, "ticktext": [texts.number(tick) for tick in ticks],
               "rangemode": "tozero" if info.from_zero else "normal"},
    )  # fmt: skip


def _line(line: Line, periods: list[str], colour: str, country: str, texts: Texts, many: bool) -> dict[str, Any]:
    """One line with its marks: hollow where provisional, a gap where nothing is known."""
    hollow = ("provisional", "partial")
    return {
        "type": "scatter", "mode": "lines+markers", "connectgaps": False, "name": texts.name(line.key),
        "x": periods, "y": [p.value for p in line.points],
        "line": {"color": colour, "width": 2.5, "dash": DASHES[country]},
        "marker": {
            "symbol": [MARKERS[country] + ("-open" if p.status in hollow else "") for p in line.points], "color": colour,
            "size": [9 if p is line.last or p.status in hollow else 4 for p in line.points],
        },
        "customdata": [["" if p.value is None else texts.number(p.value)] for p in line.points],
        "hovertemplate": f"%{{x}}: %{{customdata[0]}}<extra>{texts.name(line.key) if many else ''}</extra>",
    }  # fmt: skip


def _band(line: Line, periods: list[str], colour: str) -> list[dict[str, Any]]:
    """The range between what is known to be least and most."""
    red, green, blue = (int(colour[i : i + 2], 16) for i in (1, 3, 5))
    ends = {"low": {}, "high": {"fill": "tonexty", "fillcolor": f"rgba({red},{green},{blue},0.2)"}}
    return [
        {
            "type": "scatter", "mode": "lines", "x": periods, "line": {"width": 1, "color": colour}, "hoverinfo": "skip",
            "y": [getattr(p, end) if p.value is None else p.value for p in line.points], **fill,
        }
        for end, fill in ends.items()
    ]  # fmt: skip


def _ticks(info: Trend) -> list[float]:
    """Four or five round values over the range shown: Plotly's own would not follow the reader's language."""
    values = [v for line in info.lines for p in line.points for v in (p.value, p.low, p.high) if v is not None]
    low, high = (0.0 if info.from_zero else min(values)), max(values)
    rough = (high - low) / 4 or max(abs(high), 1.0) / 4
    magnitude = 10.0 ** (len(f"{int(rough)}") - 1) if rough >= 1 else 0.1
    step = next((m * magnitude for m in (1, 2, 2.5, 5, 10) if m * magnitude >= rough), rough)
    first = (low // step) * step
    return [first + step * n for n in range(7) if first + step * (n - 1) < high]
