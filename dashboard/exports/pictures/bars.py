"""Horizontal bars: the category to the left, the value at the bar's end, ranges as whiskers, named lines across."""

from dashboard.exports.pictures.axis import RIM, STEP, Scale, fills, keys, room_for, teller, upright
from dashboard.exports.pictures.letters import wide, wrapped
from dashboard.exports.pictures.sheet import Box, Sheet, ink
from dashboard.exports.pictures.whisker import whisker
from dashboard.figures.axes import End, ends
from dashboard.figures.plain import Chart
from dashboard.figures.theme import SMALLEST

SHARE = 0.4  # of the width, at most for the categories
TALL = 20  # px of a bar, at most


def draw(sheet: Sheet, chart: Chart, box: Box) -> None:
    """The chart's bars in the box."""
    told, colours = teller(chart, sheet.t), fills(chart, sheet)
    if len(chart.series) > 1:
        entries = [(series.name, fill) for series, fill in zip(chart.series, colours, strict=True)]
        box = box.inside(top=keys(sheet, box, entries))
    marked = STEP * min(len(chart.marks), 3)  # as if each name stood on a level of its own
    row = (box.height - marked) / max(1, len(chart.categories))
    bars = 1 if chart.stacked else len(chart.series)
    pitch = min(row * 0.86 / bars, TALL + 3)
    size = min(SMALLEST, pitch)
    names = [wrapped(c, box.width * SHARE, max(1, int(row / (size * 1.22))), size) for c in chart.categories]
    left = box.left + max((wide(line, size) for lines in names for line in lines), default=0) + 10
    right, other = _reach(sheet, chart, size)
    low, high = ends(right, other, box.right - left)
    scale = Scale(low, high, left, box.right)
    marks = [(scale(value), f"{name} {told(value)}") for name, value in chart.marks]
    stacked, above = room_for(marks, left, box.right)
    field = Box(left, box.top + above, box.right, box.bottom)
    row = field.height / max(1, len(chart.categories))
    upright(sheet, field, marks, stacked, False, box.right)
    for n, lines in enumerate(names):
        middle = field.top + (n + 0.5) * row
        sheet.lines(left - 10, middle, lines, size, align="right")
        if chart.stacked:
            _stack(sheet, chart, n, scale, middle, min(TALL, row * 0.7), colours, size)
            continue
        for number in range(bars):
            y = middle + (number - (bars - 1) / 2) * pitch
            _bar(sheet, chart, number, n, scale, y, pitch * 0.86, colours[number], size)
    sheet.line([scale(0)] * 2, [field.top, field.bottom], sheet.colours.context, 1)


def _reach(sheet: Sheet, chart: Chart, size: float) -> tuple[list[End], list[End]]:
    """How far each bar reaches to either side of zero, and the pixels of what is written beyond."""
    told = teller(chart, sheet.t)
    right = [(value, 0.0) for _, value in chart.marks if value >= 0]
    left = [(-value, 0.0) for _, value in chart.marks if value < 0]
    for n in range(len(chart.categories)):
        values = [s.values[n] for s in chart.series]
        if chart.stacked:
            known = [v for v in values if v is not None]
            up, down = sum(v for v in known if v > 0), -sum(v for v in known if v < 0)
            text = told(sum(known)) if known else sheet.t("status.missing")
            right.append((up, wide(text, size, bold=True) + 12))
            left.append((down, 0.0))
            continue
        for s, value in zip(chart.series, values, strict=True):
            most, least = _outer(s.low, s.high, n, value)
            text = sheet.t("status.missing") if value is None else told(value)
            beyond = wide(text, size) + 12
            if value is not None and value < 0:
                left.append((-least, beyond))
                right.append((max(most, 0.0), 0.0))
            else:
                right.append((most, beyond))
                left.append((max(-least, 0.0), 0.0))
    return right, left


def _outer(
    low: tuple[float | None, ...], high: tuple[float | None, ...], n: int, value: float | None
) -> tuple[float, float]:
    """The most and the least of a value and its range; zero where nothing is known."""
    known = [v for v in (value, low[n] if low else None, high[n] if high else None) if v is not None]
    return max(known, default=0.0), min(known, default=0.0)


def _bar(
    sheet: Sheet, chart: Chart, number: int, n: int, scale: Scale, y: float, tall: float, fill: str, size: float
) -> None:
    series = chart.series[number]
    value, zero = series.values[n], scale(0)
    most, least = _outer(series.low, series.high, n, value)
    if value is not None:
        sheet.bar(min(zero, scale(value)), y - tall / 2, max(zero, scale(value)), y + tall / 2, fill)
    if series.low and series.high and series.low[n] is not None and series.high[n] is not None:
        a, b = scale(series.low[n] or 0.0), scale(series.high[n] or 0.0)
        whisker(sheet, (a, y), (b, y), tall / 4)
    if value is None:
        sheet.halo(scale(most) + 6, y, sheet.t("status.missing"), size=size, colour=sheet.colours.muted, rim=RIM)
    elif value < 0:
        sheet.halo(scale(least) - 6, y, teller(chart, sheet.t)(value), align="right", size=size, rim=RIM)
    else:
        sheet.halo(scale(most) + 6, y, teller(chart, sheet.t)(value), size=size, rim=RIM)


def _stack(
    sheet: Sheet, chart: Chart, n: int, scale: Scale, y: float, tall: float, colours: list[str], size: float
) -> None:
    """The series of a category end to end, their values inside where they fit, the sum beyond."""
    told, up, down = teller(chart, sheet.t), 0.0, 0.0
    known = [(s.values[n] or 0.0, fill) for s, fill in zip(chart.series, colours, strict=True)]
    for value, fill in known:
        start = up if value >= 0 else down
        a, b = sorted((scale(start), scale(start + value)))
        sheet.bar(a, y - tall / 2, max(a, b - 1), y + tall / 2, fill)  # a hair of ground between two parts
        if value and wide(told(value), size) + 8 <= b - a:
            sheet.text((a + b) / 2, y, told(value), align="center", size=size, colour=ink(fill))
        up, down = (up + value, down) if value >= 0 else (up, down + value)
    if all(s.values[n] is None for s in chart.series):
        sheet.halo(scale(0) + 6, y, sheet.t("status.missing"), size=size, colour=sheet.colours.muted, rim=RIM)
    elif all(s.values[n] is not None for s in chart.series):  # a sum of a part would be taken for the whole
        sheet.halo(scale(up) + 6, y, told(up + down), size=size, bold=True, rim=RIM)
