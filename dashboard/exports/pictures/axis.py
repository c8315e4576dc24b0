"""What charts share: how values are told, where they stand, the thin grid behind them, and named lines across."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from dashboard.exports.pictures.letters import LINE, wide, wrapped
from dashboard.exports.pictures.sheet import Box, Sheet
from dashboard.figures.axes import ticks
from dashboard.figures.labels import levels, spread
from dashboard.figures.plain import Chart, colour
from dashboard.figures.theme import SMALLEST
from dashboard.i18n import Words

STEP = LINE * SMALLEST  # px from line to line
RIM = 3.0  # px round a value, which hide a thin line behind it
DASHED = (0, (4, 3))
Writer = Callable[[float, int], str]


class Scale(NamedTuple):
    """Values from ``low`` to ``high`` on the pixels from ``start`` to ``end``; called with a value it gives its place."""

    low: float
    high: float
    start: float
    end: float

    def __call__(self, value: float) -> float:
        """The place of a value."""
        return self.start + (value - self.low) / ((self.high - self.low) or 1.0) * (self.end - self.start)


class End(NamedTuple):
    """A name to the right of a chart: what it names (a place on the sheet), its lines, its colour."""

    x: float
    y: float
    lines: list[str]
    colour: str


def teller(chart: Chart, t: Words) -> Callable[[float], str]:
    """How the chart's values are written."""
    write = writer(chart, t)
    return lambda value: write(value, chart.decimals)


def writer(chart: Chart, t: Words) -> Writer:
    """The same with any number of decimals."""
    return lambda value, decimals: t.percent(value / 100, decimals) if chart.percent else t.number(value, decimals)


def steps(low: float, high: float, decimals: int, write: Writer) -> tuple[list[float], list[str]]:
    """Round values from ``low`` to ``high`` and their texts, these with no more decimals than they need."""
    places, _ = ticks(low, high, lambda value: write(value, decimals))
    enough = next((d for d in range(decimals) if all(abs(p - round(p, d)) < 1e-9 for p in places)), decimals)
    return places, [write(place, enough) for place in places]


def fills(chart: Chart, sheet: Sheet) -> list[str]:
    """The colour of each series."""
    return [colour(series.role, sheet.mode, number) for number, series in enumerate(chart.series)]


def across(sheet: Sheet, field: Box, scale: Scale, places: Sequence[float], texts: Sequence[str]) -> None:
    """Thin lines across the field at values, these to its left; the zero is stronger."""
    for place, text in zip(places, texts, strict=True):
        y = scale(place)
        sheet.line([field.left, field.right], [y, y], sheet.colours.context if place == 0 else sheet.colours.line, 0.8)
        sheet.text(field.left - 8, y, text, align="right", colour=sheet.colours.muted)


def room_for(marks: Sequence[tuple[float, str]], left: float, right: float) -> tuple[list[int], float]:
    """The level of each upright line's name, and the pixels that the names take above the field. Lines farther to the right
    are named lower, so that no line goes through a name that begins before it."""
    order = sorted(range(len(marks)), key=lambda n: -marks[n][0])
    found = dict(zip(order, levels([_span(*marks[n], left, right) for n in order]), strict=True))
    return [found[n] for n in range(len(marks))], (max(found.values(), default=-1) + 1) * STEP


def upright(
    sheet: Sheet, field: Box, marks: Sequence[tuple[float, str]], stacked: Sequence[int], dashed: bool, right: float
) -> None:
    """Lines through the field at places, their names above it on the levels of ``room_for``."""
    for (x, name), level in zip(marks, stacked, strict=True):
        y = field.top - (level + 0.5) * STEP
        sheet.line([x, x], [y - STEP / 2, field.bottom], sheet.colours.muted, 1.2, DASHED if dashed else "solid")
        start, _ = _span(x, name, field.left, right)
        told = wrapped(name, right - field.left - 10, 1)[0]
        sheet.text(start + 5, y, told, colour=sheet.colours.muted)


def _span(x: float, name: str, left: float, right: float) -> tuple[float, float]:
    """From where to where a name beside an upright line reaches: after it, or before it where there is no room."""
    room = min(wide(name) + 10, right - left)
    start = x if x + room <= right else max(min(left, right - room), x - room)
    return (start, start + room)


def named(name: str, value: str, width: float, lines: int) -> list[str]:
    """A name and its value in at most so many lines; the value is always whole."""
    told = wrapped(name, width, max(1, lines - 1), bold=True)
    joined = f"{told[-1]} {value}".strip()
    if wide(joined, bold=True) <= width:
        return [*told[:-1], joined]
    if len(told) < lines:
        return [*told, value]
    short = wrapped(told[-1], width - wide(f" {value}", bold=True), 1, bold=True)
    return [*told[:-1], f"{short[0]} {value}"]


def endings(sheet: Sheet, field: Box, ends: Sequence[End]) -> None:
    """The names to the right of the field, moved apart where they would meet; a thin line leads to what moved away."""
    tall = max((len(end.lines) for end in ends), default=1) * STEP
    room = field.height + STEP - tall
    tops = spread([min(max(end.y - tall / 2 - field.top + STEP / 2, 0), room) for end in ends], tall, room)
    for end, top in zip(ends, tops, strict=True):
        y, x = field.top - STEP / 2 + top + tall / 2, field.right + 10
        if abs(y - end.y) > STEP / 2 or end.x < field.right - 40:
            sheet.line([end.x + 6, x - 3], [end.y, y], sheet.colours.context, 0.7)
        sheet.lines(x, y, end.lines, colour=end.colour, bold=True)


def keys(sheet: Sheet, box: Box, entries: Sequence[tuple[str, str]]) -> float:
    """Names with a patch of their colour, in rows from the box's top; returns the pixels that they take."""
    x, y = box.left, box.top + STEP / 2
    for name, fill in entries:
        told = wrapped(name, box.width - 20, 1)[0]
        if x > box.left and x + 18 + wide(told) > box.right:
            x, y = box.left, y + STEP + 2
        sheet.bar(x, y - 6, x + 12, y + 6, fill)
        sheet.text(x + 18, y, told)
        x += 18 + wide(told) + 18
    return y + STEP / 2 + 6 - box.top if entries else 0.0
