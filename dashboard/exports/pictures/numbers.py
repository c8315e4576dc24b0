"""Key figures side by side: label, value, change in words, and the trend as a small line."""

from collections.abc import Sequence

from dashboard.exports.pictures.axis import STEP, Scale
from dashboard.exports.pictures.letters import wide, wrapped
from dashboard.exports.pictures.sheet import Box, Sheet
from dashboard.figures.plain import Number, Numbers

LARGE, GAP = 40, 28  # px: the number's size, and the room between two
TREND = 44  # px: how high the small line is


def draw(sheet: Sheet, numbers: Numbers, box: Box) -> None:
    """The key figures in the box, all at the same height."""
    room = (box.width - GAP * (len(numbers.numbers) - 1)) / max(1, len(numbers.numbers))
    widest = max((wide(number.value, LARGE, bold=True) for number in numbers.numbers), default=0)
    size = LARGE * min(1, room / (widest or 1))
    most = max((len(wrapped(number.label, room, 3)) for number in numbers.numbers), default=1)
    for n, number in enumerate(numbers.numbers):
        left = box.left + n * (room + GAP)
        if n:
            x = left - GAP / 2
            sheet.line([x, x], [box.top, box.bottom], sheet.colours.line, 1)
        _number(sheet, number, Box(left, box.top, left + room, box.bottom), size, most)


def _number(sheet: Sheet, number: Number, box: Box, size: float, labels: int) -> None:
    lines = wrapped(number.label, box.width, 3)
    sheet.lines(box.left, box.top + (labels - len(lines) / 2) * STEP, lines, colour=sheet.colours.muted)
    y = box.top + labels * STEP + size * 0.62
    sheet.text(box.left, y, number.value, size=size, colour=sheet.colours.both, bold=True)
    y += size * 0.62 + STEP / 2
    for told, colour in ((number.change, ""), (number.sides, ""), (number.period, sheet.colours.muted)):
        for line in wrapped(told, box.width, 2) if told else ():
            sheet.text(box.left, y, line, colour=colour)
            y += STEP
    if box.bottom - y >= TREND + STEP:
        ends = (number.periods[0], number.periods[-1]) if number.periods else ("", "")
        _trend(sheet, number.trend, ends, box.inside(right=8, top=y + 2 - box.top))


def _trend(sheet: Sheet, trend: Sequence[float | None], periods: tuple[str, str], box: Box) -> None:
    """A small line with gaps as gaps, its last point marked, its first and last period under it."""
    known = [value for value in trend if value is not None]
    if len(known) < 2:
        return
    bottom = min(box.bottom - STEP - 4, box.top + TREND)
    scale = Scale(min(known), max(known), bottom, box.top + 6)
    x = [box.left + 4 + n / (len(trend) - 1) * (box.width - 8) for n in range(len(trend))]
    run = list[tuple[float, float]]()
    for place, value in [*zip(x, trend, strict=True), (0.0, None)]:
        if value is not None:
            run.append((place, scale(value)))
            continue
        if run:
            sheet.line([point[0] for point in run], [point[1] for point in run], sheet.colours.both, 2)
            last = run[-1]
        run = []
    sheet.dot(*last, 8, sheet.colours.both)
    sheet.text(box.left, bottom + STEP / 2 + 4, periods[0], size=12, colour=sheet.colours.muted)
    sheet.text(box.right, bottom + STEP / 2 + 4, periods[1], size=12, colour=sheet.colours.muted, align="right")
