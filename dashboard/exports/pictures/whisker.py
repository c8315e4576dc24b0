"""The range that a value lies in, over its bar."""

from dashboard.exports.pictures.sheet import Sheet


def whisker(sheet: Sheet, start: tuple[float, float], end: tuple[float, float], cap: float) -> None:
    """A thin line with two ends, level or upright; its pale rim keeps it apart from the bar."""
    level = start[1] == end[1]
    lines = [(start, end)]
    for x, y in (start, end):
        lines.append(((x, y - cap), (x, y + cap)) if level else ((x - cap, y), (x + cap, y)))
    for colour, width in ((sheet.colours.ground, 3.2), (sheet.colours.text, 1.2)):
        for (x0, y0), (x1, y1) in lines:
            sheet.line([x0, x1], [y0, y1], colour, width)
