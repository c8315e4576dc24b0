"""Lines over categories: named at their ends, with gaps as gaps, ranges as bands, and no line across a break."""

import math
from collections.abc import Iterator, Sequence
from itertools import pairwise

from dashboard.exports.pictures.axis import (
    STEP,
    End,
    Scale,
    across,
    endings,
    fills,
    named,
    room_for,
    steps,
    teller,
    upright,
    writer,
)
from dashboard.exports.pictures.letters import wide
from dashboard.exports.pictures.sheet import Box, Sheet
from dashboard.figures.plain import Chart, Values

DASHES = ("solid", (0, (6, 2.5)), (0, (2, 1.8)), (0, (8, 2.5, 2, 2.5)))  # in grey print the lines still differ
MOST_DOTS = 24  # with more categories the dots would make a line thick
MOST_BANDS = 3  # with more lines their ranges hide one another


def draw(sheet: Sheet, chart: Chart, box: Box) -> None:
    """The chart's lines in the box."""
    colours = fills(chart, sheet)
    known = [v for s in chart.series for v in (*s.values, *s.low, *s.high) if v is not None]
    known = [*known, *(value for _, value in chart.marks)] or [0.0]
    low = min(0.0, *known) if min(known) < max(known) * 0.5 else min(known)
    places, texts = steps(low, max(known), chart.decimals, writer(chart, sheet.t))
    left = box.left + max(map(wide, texts)) + 8
    named_ends = _named(sheet, chart, box)
    right = box.right - max((wide(line, bold=True) for lines in named_ends for line in lines), default=0) - 14
    middles = [left + (n + 0.5) / len(chart.categories) * (right - left) for n in range(len(chart.categories))]
    marks = [(middles[at] - (right - left) / len(middles) / 2, word) for at, word in breaks(chart)]
    stacked, above = room_for(marks, left, box.right)
    field = Box(left, box.top + above + STEP / 2, right, box.bottom - STEP - 6)
    scale = Scale(places[0], places[-1], field.bottom, field.top)
    across(sheet, field, scale, places, texts)
    upright(sheet, field, marks, stacked, True, box.right)
    below(sheet, field, middles, chart.categories)
    ends = []
    for number, (series, fill) in enumerate(zip(chart.series, colours, strict=True)):
        if len(chart.series) <= MOST_BANDS:
            _bands(sheet, chart, series, middles, scale, fill)
        dash = DASHES[number % len(DASHES)]
        last = _line(sheet, chart, series, middles, scale, fill, dash)
        if last is not None:
            ends.append(End(*last, named_ends[number], fill))
    for (_, value), lines in zip(chart.marks, named_ends[len(chart.series) :], strict=True):
        y = scale(value)
        sheet.line([field.left, field.right], [y, y], sheet.colours.muted, 1.2)
        ends.append(End(field.right, y, lines, sheet.colours.muted))
    endings(sheet, field, ends)
    if not ends:
        middle = ((field.left + field.right) / 2, (field.top + field.bottom) / 2)
        sheet.text(*middle, sheet.t("status.missing"), align="center", colour=sheet.colours.muted)


def _named(sheet: Sheet, chart: Chart, box: Box) -> list[list[str]]:
    """The lines of text at the end of each series and mark: its name and its last value."""
    told, width = teller(chart, sheet.t), box.width * 0.27
    last = [next((v for v in reversed(s.values) if v is not None), None) for s in chart.series]
    entries = [(s.name, "" if v is None else told(v)) for s, v in zip(chart.series, last, strict=True)]
    entries += [(name, told(value)) for name, value in chart.marks]
    lines = max(1, min(3, int((box.height - 3 * STEP) / STEP / max(1, len(entries)))))
    return [named(name, value, width, lines) for name, value in entries]


def breaks(chart: Chart) -> list[tuple[int, str]]:
    """The number of the first category after each break, and the word for it."""
    places = {category: n for names in (chart.keys, chart.categories) for n, category in enumerate(names)}
    return [(places[at], word) for at, word in chart.breaks if at in places]


def below(sheet: Sheet, field: Box, middles: Sequence[float], names: Sequence[str]) -> None:
    """The categories under the field: the last one always, and so many before it that they do not meet."""
    widest = max(map(wide, names), default=0) + 12
    every = max(1, math.ceil(widest * len(names) / max(field.width, 1)))
    for n in range(len(names) - 1, -1, -every):
        half = wide(names[n]) * 0.52  # hinted letters are up to some hundredths wider
        x = min(max(middles[n], half + 2), sheet.width - half - 2)
        sheet.text(x, field.bottom + 6 + STEP / 2, names[n], align="center", colour=sheet.colours.muted)


def runs(chart: Chart, known: Sequence[bool]) -> Iterator[list[int]]:
    """The numbers of neighbouring categories that are known, with no break between them."""
    cut, run = {at for at, _ in breaks(chart)}, list[int]()
    for n, here in enumerate(known):
        if run and (not here or n in cut):
            yield run
            run = []
        if here:
            run.append(n)
    if run:
        yield run


def _line(
    sheet: Sheet, chart: Chart, series: Values, middles: Sequence[float], scale: Scale, fill: str, dash: object
) -> tuple[float, float] | None:
    """One line; returns where it ends."""
    last = None
    for run in runs(chart, [value is not None for value in series.values]):
        x, y = [middles[n] for n in run], [scale(series.values[n] or 0.0) for n in run]
        if chart.step:
            sheet.line([p for a, b in pairwise(x) for p in (a, b)] + x[-1:],
                       [p for v in y[:-1] for p in (v, v)] + y[-1:], fill, 2.4, dash)  # fmt: skip
        else:
            sheet.line(x, y, fill, 2.4, dash)
        if len(middles) <= MOST_DOTS or len(run) == 1:
            for place, value in zip(x, y, strict=True):
                sheet.dot(place, value, 4, fill, rim=0)
        last = (x[-1], y[-1])
    if last:
        sheet.dot(*last, 9, fill)
    return last


def _bands(sheet: Sheet, chart: Chart, series: Values, middles: Sequence[float], scale: Scale, fill: str) -> None:
    """Where a range is known, its room; a range that stands alone is an upright line."""
    if not series.low or not series.high:
        return
    whole = [None not in pair for pair in zip(series.low, series.high, strict=True)]
    for run in runs(chart, whole):
        low, high = ([scale(ends[n] or 0.0) for n in run] for ends in (series.low, series.high))
        if len(run) == 1:
            sheet.line([middles[run[0]]] * 2, [low[0], high[0]], fill, 1.2)
        else:
            sheet.band([middles[n] for n in run], low, high, fill)
