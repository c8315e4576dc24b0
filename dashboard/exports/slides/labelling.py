"""Labels of native charts: at the ends of lines and bars, natively, so that they follow the data; and named lines across."""

from collections.abc import Sequence
from typing import Any
from xml.sax.saxutils import escape

from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls

from dashboard.exports.pictures.sheet import Box
from dashboard.exports.slides.canvas import LINE, SIZE, Canvas
from dashboard.figures.labels import levels, spread, wide
from dashboard.figures.theme import LIGHT


def label(
    series: Any, at: int, number_format: str, place: str, *, name: bool = False, value: bool = True,
    colour: str = LIGHT.text, bold: bool = False, shift: tuple[float, float] = (0, 0), ground: str = "",
) -> None:  # fmt: skip
    """The label of one point: its value, its series' name or both, ``place`` being r, l, t, b, ctr or outEnd. ``shift`` moves
    it by shares of the chart's width and height, ``ground`` hides a line behind it."""
    moved = ""
    if any(shift):
        moved = f'<c:layout><c:manualLayout><c:x val="{shift[0]:.5f}"/><c:y val="{shift[1]:.5f}"/></c:manualLayout></c:layout>'
    behind = f'<a:solidFill><a:srgbClr val="{ground[1:]}"/></a:solidFill>' if ground else "<a:noFill/>"
    look = (
        f'<c:spPr>{behind}</c:spPr><c:txPr><a:bodyPr wrap="none"/><a:lstStyle/><a:p><a:pPr><a:defRPr sz="{SIZE * 100}" '
        f'b="{int(bold)}"><a:solidFill><a:srgbClr val="{colour[1:]}"/></a:solidFill></a:defRPr></a:pPr></a:p></c:txPr>'
    )
    flags = {"LegendKey": 0, "Val": int(value), "CatName": 0, "SerName": int(name), "Percent": 0, "BubbleSize": 0}
    shown = "".join(f'<c:show{flag} val="{on}"/>' for flag, on in flags.items())
    made = parse_xml(
        f'<c:dLbl {nsdecls("c", "a")}><c:idx val="{at}"/>{moved}<c:numFmt formatCode="{escape(number_format, {chr(34): "&quot;"})}" '
        f'sourceLinked="0"/>{look}<c:dLblPos val="{place}"/>{shown}<c:separator> </c:separator></c:dLbl>'
    )
    labels = series._element.get_or_add_dLbls()
    labels.insert(len(labels.dLbl_lst), made)


def rows(marks: Sequence[tuple[float, str]], right: float) -> tuple[list[tuple[float, int, bool]], float]:
    """For each upright line its place, the row its name stands on above the plot, and whether the name is to its left
    (where it would not fit before ``right``); and the points that all rows take."""
    leftwards = [x + 6 + wide(name) > right for x, name in marks]
    boxes = [
        (x - 6 - wide(n), x) if left else (x, x + 6 + wide(n)) for (x, n), left in zip(marks, leftwards, strict=True)
    ]
    found = levels(boxes)
    placed = [(x, row, left) for (x, _), row, left in zip(marks, found, leftwards, strict=True)]
    return placed, LINE * (max(found) + 1) + 3 if found else 0.0


def upright(canvas: Canvas, plot: Box, marks: Sequence[tuple[float, str]], right: float, *, dashed: bool) -> None:
    """Upright lines through the plot, each with its name above."""
    placed = rows(marks, right)[0]
    for (_, name), (x, row, _) in zip(marks, placed, strict=True):
        start = (x, plot.top - 3 - LINE * (row + 1))
        canvas.line(start, (x, plot.bottom), name, "", colour=LIGHT.muted, dashed=dashed)
    for (_, name), (x, row, left) in zip(marks, placed, strict=True):  # over lines that are near
        top, span = plot.top - 3 - LINE * (row + 1), wide(name) + 4
        box = Box(x - 5 - span, top, x - 5, top + LINE) if left else Box(x + 5, top, x + 5 + span, top + LINE)
        canvas.text(box, [name], colour=LIGHT.muted, align="right" if left else "left", veiled=len(marks) > 1)


def across(canvas: Canvas, plot: Box, marks: Sequence[tuple[float, str]]) -> None:
    """Lines across the plot, each with its name to the right of it."""
    placed = spread([plot.bottom - y for y, _ in marks], LINE, plot.height)
    for (y, name), up in zip(marks, placed, strict=True):
        canvas.line((plot.left, y), (plot.right, y), name, "", colour=LIGHT.muted)
        middle = plot.bottom - up
        box = Box(plot.right + 6, middle - LINE / 2, plot.right + 12 + wide(name), middle + LINE / 2)
        canvas.text(box, [name], colour=LIGHT.muted, anchor="middle")
