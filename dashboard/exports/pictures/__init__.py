"""A figure as a picture that stands alone: SVG for print and the web, PNG for everything else, drawn by matplotlib.

Sizes are pixels, texts 14 of them and more; on paper a picture of 640 fills a column of 16 cm at 10 points.
"""

from collections.abc import Callable
from typing import Any

from dashboard.exports.pictures import bars, columns, lines, map, numbers, rows, scatter
from dashboard.exports.pictures.axis import STEP
from dashboard.exports.pictures.letters import LINE, wrapped
from dashboard.exports.pictures.sheet import Box, Sheet
from dashboard.figures.plain import Chart, Map, Picture

EDGE = 10  # px kept free on each side
HEADING = 22  # px: the size of a heading
DRAWN: dict[str, Callable[[Sheet, Any, Box], None]] = {
    "line": lines.draw, "bar": bars.draw, "column": columns.draw, "scatter": scatter.draw, "map": map.draw,
    "numbers": numbers.draw, "grid": rows.table, "prose": rows.prose,
}  # fmt: skip


def svg(
    picture: Picture, language: str, *, width: float, height: float, mode: str = "light", demo: bool = False,
    title: str = "", heading: str = "", foot: str = "",
) -> bytes:  # fmt: skip
    """The picture as SVG, ``width`` by ``height`` pixels. ``title`` is its name for whoever cannot see it; ``heading`` and
    ``foot`` stand above and below it, outside of its height."""
    made = drawn(picture, language, width=width, height=height, mode=mode, demo=demo, heading=heading, foot=foot)
    return made.svg(title)


def png(
    picture: Picture, language: str, *, width: float, height: float, mode: str = "light", demo: bool = False,
    title: str = "", heading: str = "", foot: str = "", scale: float = 2,
) -> bytes:  # fmt: skip
    """The same as PNG, with ``scale`` dots a pixel."""
    made = drawn(picture, language, width=width, height=height, mode=mode, demo=demo, heading=heading, foot=foot)
    return made.png(title, scale)


def drawn(
    picture: Picture, language: str, *, width: float, height: float, mode: str = "light", demo: bool = False,
    heading: str = "", foot: str = "",
) -> Sheet:  # fmt: skip
    """The picture on a sheet, with the demonstration mark inside, and a line for what only the table holds. Heading and foot
    make the sheet so much higher."""
    head = wrapped(heading, width - 2 * EDGE, 3, HEADING, bold=True) if heading else []
    tail = wrapped(foot, width - 2 * EDGE, 4) if foot else []
    above, below = len(head) * LINE * HEADING, len(tail) * STEP
    sheet = Sheet(language, width, height + sum(room + EDGE for room in (above, below) if room), mode)
    box = Box(0, 0, width, sheet.height).inside(EDGE, EDGE, EDGE, EDGE)
    sheet.lines(box.left, box.top + above / 2, head, HEADING, bold=True)
    sheet.lines(box.left, box.bottom - below / 2, tail, colour=sheet.colours.muted)
    box = box.inside(top=above + EDGE if above else 0, bottom=below + EDGE if below else 0)
    over = [(sheet.t("demo.mark"), sheet.colours.attention, True)] if demo else []
    if isinstance(picture, Chart) and picture.unit not in ("", "%"):  # every number has its own sign
        over.append((picture.unit, sheet.colours.muted, False))
    for text, colour, bold in over:
        sheet.text(box.left, box.top + STEP / 2, wrapped(text, box.width, 1)[0], colour=colour, bold=bold)
        box = box.inside(top=STEP + 4)
    if isinstance(picture, Chart) and picture.left_out:
        told = sheet.t("paper.left_out", n=picture.left_out)
        sheet.text(box.left, box.bottom - STEP / 2, told, colour=sheet.colours.muted)
        box = box.inside(bottom=STEP + 6)
    DRAWN[picture.kind](sheet, picture, box)
    return sheet


def height(picture: Picture) -> float:
    """How high a picture of 640 pixels' width is at its best."""
    if isinstance(picture, Chart) and picture.kind == "bar":
        bars_each = 1 if picture.stacked else len(picture.series)
        over = STEP * (2 + len(picture.marks) + (len(picture.series) > 1) + bool(picture.left_out))
        return over + 3 * EDGE + len(picture.categories) * max(36, 22 * bars_each + 10)
    if isinstance(picture, Map) and not picture.areas:
        return 420.0
    return {"map": 470.0, "scatter": 420.0, "numbers": 230.0, "grid": 480.0, "prose": 260.0}.get(picture.kind, 360.0)
