"""Upright columns from zero, side by side or stacked, with their values where these fit; ranges as whiskers."""

from collections.abc import Sequence
from typing import NamedTuple

from dashboard.exports.pictures.axis import (
    RIM,
    STEP,
    End,
    Scale,
    across,
    endings,
    fills,
    keys,
    named,
    room_for,
    steps,
    teller,
    upright,
    writer,
)
from dashboard.exports.pictures.letters import wide, wrapped
from dashboard.exports.pictures.lines import below, breaks
from dashboard.exports.pictures.sheet import Box, Sheet, ink
from dashboard.exports.pictures.whisker import whisker
from dashboard.figures.plain import Chart

MOST_LINES = 3  # of a category's name
SIZES = (14, 13, 12)  # px: a name with a long word is written smaller before it is cut
NARROW = 44  # px: in a narrower place names are thinned out, not wrapped


class Piece(NamedTuple):
    """A column or a part of one: its series, its two ends in values, and its range."""

    number: int
    start: float
    end: float
    low: float | None
    high: float | None


def draw(sheet: Sheet, chart: Chart, box: Box) -> None:
    """The chart's columns in the box."""
    told, colours = teller(chart, sheet.t), fills(chart, sheet)
    if len(chart.series) > 1:
        entries = [(series.name, fill) for series, fill in zip(chart.series, colours, strict=True)]
        box = box.inside(top=keys(sheet, box, entries))
    stacks = [_pieces(chart, n) for n in range(len(chart.categories))]
    ends = [v for stack in stacks for p in stack for v in (p.end, p.low, p.high) if v is not None]
    known = [0.0, *ends, *(value for _, value in chart.marks)]
    places, texts = steps(min(known), max(known), chart.decimals, writer(chart, sheet.t))
    left = box.left + max(map(wide, texts)) + 8
    names = [named(name, told(value), box.width * 0.2, 3) for name, value in chart.marks]
    right = box.right - max((wide(line, bold=True) + 14 for lines in names for line in lines), default=0)
    slot = (right - left) / max(1, len(stacks))
    middles = [left + (n + 0.5) * slot for n in range(len(stacks))]
    size = next((s for s in SIZES if _whole(chart.categories, slot - 6, s)), SIZES[-1])
    written = [wrapped(c, slot - 6, MOST_LINES, size) for c in chart.categories] if slot >= NARROW else []
    marks = [(middles[at] - slot / 2, word) for at, word in breaks(chart)]
    stacked, above = room_for(marks, left, box.right)
    under = max(map(len, written), default=1) * STEP + 10
    field = Box(left, box.top + above + STEP, right, box.bottom - under)
    scale = Scale(places[0], places[-1], field.bottom, field.top)
    across(sheet, field, scale, places, texts)
    upright(sheet, field, marks, stacked, True, box.right)
    for n, lines in enumerate(written):
        middle = field.bottom + 8 + len(lines) * STEP / 2
        sheet.lines(middles[n], middle, lines, size, align="center", colour=sheet.colours.muted)
    if not written:
        below(sheet, field, middles, chart.categories)
    for x, stack in zip(middles, stacks, strict=True):
        _columns(sheet, chart, stack, x, slot, scale, colours)
    for _, value in chart.marks:
        sheet.line([field.left, field.right], [scale(value)] * 2, sheet.colours.muted, 1.2)
    marked = [
        End(field.right, scale(v), lines, sheet.colours.muted) for (_, v), lines in zip(chart.marks, names, strict=True)
    ]
    endings(sheet, field, marked)


def _whole(names: Sequence[str], width: float, size: float) -> bool:
    return all(wide(word, size) <= width for name in names for word in name.split(" "))


def _pieces(chart: Chart, n: int) -> list[Piece]:
    """What stands at a category, from below upwards or from left to right; a gap is left out."""
    found, up, down = list[Piece](), 0.0, 0.0
    for number, series in enumerate(chart.series):
        value = series.values[n]
        if value is None:
            continue
        start = (up if value >= 0 else down) if chart.stacked else 0.0
        low, high = (ends[n] if ends else None for ends in (series.low, series.high))
        found.append(Piece(number, start, start + value, low, high))
        up, down = (up + value, down) if value >= 0 else (up, down + value)
    return found


def _columns(
    sheet: Sheet, chart: Chart, stack: list[Piece], x: float, slot: float, scale: Scale, colours: list[str]
) -> None:
    """The columns of a category around ``x``; one that is not known says so."""
    many = 1 if chart.stacked else len(chart.series)
    pitch = min(slot * 0.78 / many, 64)
    told = teller(chart, sheet.t)
    if not stack and wide(sheet.t("status.missing")) <= slot:
        sheet.text(x, scale(0) - STEP / 2 - 2, sheet.t("status.missing"), align="center", colour=sheet.colours.muted)
    for piece in stack:
        at = x if chart.stacked else x + (piece.number - (many - 1) / 2) * pitch
        value, half = piece.end - piece.start, pitch * 0.44
        top, bottom = sorted((scale(piece.start), scale(piece.end)))
        sheet.bar(at - half, top, at + half, max(top, bottom - (1 if chart.stacked else 0)), colours[piece.number])
        if piece.low is not None and piece.high is not None:
            whisker(sheet, (at, scale(piece.low)), (at, scale(piece.high)), half / 3)
        if chart.stacked:
            if value and bottom - top >= STEP and wide(told(value)) <= 2 * half - 4:
                fill = colours[piece.number]
                sheet.text(at, (top + bottom) / 2, told(value), align="center", colour=ink(fill))
        elif wide(told(value)) <= (slot if many == 1 else pitch) - 4:
            tips = [v for v in (piece.end, piece.low, piece.high) if v is not None]
            y = scale(min(tips)) + STEP / 2 + 2 if value < 0 else scale(max(tips)) - STEP / 2 - 2
            sheet.halo(at, y, told(value), align="center", rim=RIM)
    if chart.stacked and len(stack) == len(chart.series):  # a sum of a part would be taken for the whole
        total = told(sum(piece.end - piece.start for piece in stack))
        if wide(total, bold=True) <= slot - 4:
            y = scale(max(piece.end for piece in stack)) if any(p.end > 0 for p in stack) else scale(0)
            sheet.text(x, y - STEP / 2 - 2, total, align="center", bold=True)
