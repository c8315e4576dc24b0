"""Towards a goal: what has been verified, as steps; what may still come, dotted; and the thin straight line that would do."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any, NamedTuple

import plotly.graph_objects as go

from dashboard.figures.axes import ticks
from dashboard.figures.endings import Ending, endings
from dashboard.figures.flags import flags
from dashboard.figures.labels import PHONE, wide
from dashboard.figures.plain import Chart, Values
from dashboard.figures.theme import Texts, figure, palette

HEIGHT = 320  # px
TWO_YEARS = 731  # days: a shorter axis has half-years too

At = tuple[date, float]


class Climb(NamedTuple):
    """Three lines as days and totals (the last two may be empty), the day of today, and the days that the axis shows."""

    reached: tuple[At, ...]
    ahead: tuple[At, ...]
    straight: tuple[At, ...]
    today: date
    first: date
    last: date


def info(
    reached: Sequence[At], ahead: Sequence[At], straight: Sequence[At], today: date, first: date, last: date
) -> Climb:
    """The lines cut off where the axis ends, so that each has its name where it leaves the picture."""
    return Climb(_until(reached, last), _until(ahead, last), _line(straight, last), today, first, last)


def _until(steps: Sequence[At], last: date) -> tuple[At, ...]:
    kept = [step for step in steps if step[0] <= last]
    return tuple(kept if len(kept) == len(steps) or not kept else [*kept, (last, kept[-1][1])])


def _line(ends: Sequence[At], last: date) -> tuple[At, ...]:
    if not ends or ends[-1][0] <= last:
        return tuple(ends)
    (start, low), (end, high) = ends
    return (start, low), (last, low + (high - low) * (last - start).days / (end - start).days)


def draw(info: Climb, texts: Texts, mode: str) -> go.Figure:
    """The lines, each named at its end. ``texts.words``: reached, ahead, straight (their names with the last numbers) and
    today (the day in words)."""
    colours = palette(mode)
    lines = {
        "straight": (info.straight, colours.context, {"width": 1.5, "dash": "dash"}),
        "ahead": (info.ahead, colours.both, {"width": 2, "dash": "dot", "shape": "hv"}),
        "reached": (info.reached, colours.both, {"width": 3, "shape": "hv"}),
    }
    shown = {name: line for name, line in lines.items() if line[0]}
    top = max((total for at, *_ in shown.values() for _, total in at), default=0.0) or 1.0
    places, words = ticks(0.0, top, texts.number)
    # a line that goes on from another has its name at its own end; the other's stands where it stops, on the day of today
    ends = [Ending(_x(at[-1][0]), at[-1][1], texts.words[name], colours.muted if name == "straight" else colour)
            for name, (at, colour, _) in shown.items() if name != "reached" or not info.ahead]  # fmt: skip
    named, right = endings(ends, 0.0, places[-1])
    room = PHONE - 16 - right - max(map(wide, words))
    days = (info.last - info.first).days or 1
    within = info.first <= info.today <= info.last
    flag = flags(
        [((info.today - info.first).days, texts.words["today"])] if within else [], lambda x: x / days * room,
        room + right, colours, "dot",
    )  # fmt: skip
    for shape in flag.shapes:
        shape.update(x0=_x(info.today), x1=_x(info.today))
    for note in flag.annotations:
        note["x"] = _x(info.today)
    if info.ahead and info.reached:
        day, total = info.reached[-1]
        named.append({"x": _x(day), "y": total, "text": texts.words["reached"], "showarrow": False, "xanchor": "right",
                      "yanchor": "bottom", "xshift": -6, "font": {"color": colours.both}})  # fmt: skip
    return figure(
        mode, [_trace(at, line | {"color": colour}, texts) for at, colour, line in shown.values()],
        texts.words.get("mark", ""), annotations=[*named, *flag.annotations], shapes=flag.shapes, height=HEIGHT,
        margin={"l": 8, "r": right, "t": flag.height + 8, "b": 8},
        xaxis={"type": "date", "range": [_x(info.first), _x(info.last)], "showgrid": False, "tickangle": 0,
               **_years(info, texts)},
        yaxis={"range": [0, places[-1]], "tickvals": places, "ticktext": words, "zeroline": False},
    )  # fmt: skip


def _trace(at: Sequence[At], line: dict[str, Any], texts: Texts) -> dict[str, Any]:
    return {
        "type": "scatter", "mode": "lines", "x": [_x(day) for day, _ in at], "y": [total for _, total in at], "line": line,
        "customdata": [[texts.period(_x(day)), texts.number(total)] for day, total in at],
        "hovertemplate": "%{customdata[0]}: %{customdata[1]}<extra></extra>",
    }  # fmt: skip


def _years(info: Climb, texts: Texts) -> dict[str, Any]:
    """The beginning of each year as a place on the axis, of a short axis also each July."""
    months = (1, 7) if (info.last - info.first).days < TWO_YEARS else (1,)
    days = [date(year, month, 1) for year in range(info.first.year, info.last.year + 2) for month in months]
    kept = [day for day in days if info.first <= day <= info.last + timedelta(days=1)]
    return {
        "tickvals": [_x(day) for day in kept],
        "ticktext": [texts.period(f"{day:%Y-%m}" if len(months) > 1 else f"{day:%Y}") for day in kept],
    }


def _x(day: date) -> str:
    return day.isoformat()


def plain(info: Climb, texts: Texts, *, unit: str = "", decimals: int = 0) -> Chart:
    """The lines by month: each as it stands at the month's end, so far as it goes. What has been reached says its day.
    ``texts.words`` without their numbers: every output writes these itself."""
    months = _months(info)
    lines = {"reached": (info.reached, "both"), "ahead": (info.ahead, "rates:3")}
    words = {**texts.words, "reached": f"{texts.words['reached']} ({texts.words['today']})"}
    series = [
        Values(words[name], tuple(_standing(at, *month) for month in months), role)
        for name, (at, role) in lines.items() if at
    ]  # fmt: skip
    if info.straight:
        series.append(Values(words["straight"], tuple(_way(info.straight, *month) for month in months), "context"))
    names = [f"{first:%Y-%m}" for first, _ in months]
    return Chart("line", tuple(map(texts.period, names)), tuple(series), tuple(names), unit, decimals)


def _months(info: Climb) -> list[tuple[date, date]]:
    """The first and the last day of each month that the axis shows."""
    first = [
        date(year, month, 1) for year in range(info.first.year, info.last.year + 1) for month in range(1, 13)
        if (info.first.year, info.first.month) <= (year, month) <= (info.last.year, info.last.month)
    ]  # fmt: skip
    return [(day, (day + timedelta(days=31)).replace(day=1) - timedelta(days=1)) for day in first]


def _standing(at: Sequence[At], first: date, last: date) -> float | None:
    """The total of a line of steps at the end of a month; None where the line does not touch it."""
    return None if last < at[0][0] or first > at[-1][0] else [total for day, total in at if day <= last][-1]


def _way(ends: Sequence[At], first: date, last: date) -> float | None:
    """The height of a straight line at the end of a month, or where it ends in it."""
    (start, low), (end, high) = ends
    if last < start or first > end:
        return None
    return low + (high - low) * (min(last, end) - start).days / ((end - start).days or 1)
