"""Native tables: real rows of text in the reader's format, the first one marked as heading."""

from typing import Any

from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls
from pptx.util import Pt

from dashboard.exports.cells import told as cell_told
from dashboard.exports.pictures.sheet import Box
from dashboard.exports.slides.canvas import LINE, SIZE, Canvas, describe, rgb
from dashboard.figures.labels import fitted, wide
from dashboard.figures.plain import Grid
from dashboard.figures.theme import LIGHT

MOST = 12  # rows; more are in the workbook
HIGH, PAD = 23, 6  # points: a row, and the margin beside its text
BOLD = 1.08  # how much wider bold letters are
PLAIN = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"  # PowerPoint's own "No Style, No Grid"


def draw(canvas: Canvas, grid: Grid, frame: Box, name: str, told: str) -> None:
    """The table as wide as the frame, its columns by what they hold; how many rows more there are stands under it."""
    heads, t = [column.label for column in grid.columns], canvas.t
    body = [[cell_told(c, cell, t) for c, cell in zip(grid.columns, row, strict=True)] for row in grid.rows[:MOST]]
    wanted = [
        max(wide(text) * BOLD for text in (head, *(row[n] for row in body))) + 2 * PAD + 4
        for n, head in enumerate(heads)
    ]
    widths = _shared(wanted, frame.width)
    titles = [_fit(head, (width - 2 * PAD) / BOLD, 2) for head, width in zip(heads, widths, strict=True)]
    top = HIGH + LINE * max(title.count("\n") for title in titles)
    body = body[: int((frame.height - top - LINE) // HIGH)]
    shown = [[_fit(text, width - 2 * PAD, 1) for text, width in zip(row, widths, strict=True)] for row in body]
    tall = top + HIGH * len(body)
    made = canvas.shapes.add_table(len(body) + 1, len(heads), *map(Pt, (frame.left, frame.top, frame.width, tall)))
    describe(made, name, told)
    table = made.table
    table._tbl.tblPr.find("{*}tableStyleId").text = PLAIN
    table.first_row, table.horz_banding = True, False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Pt(width)
    for number, (row, texts) in enumerate(zip(table.rows, [titles, *shown], strict=True)):
        row.height = Pt(HIGH if number else top)
        for cell, text, column in zip(row.cells, texts, grid.columns, strict=True):
            _write(cell, text, right=column.type not in ("text", "date"), heading=number == 0)
    further = grid.left_out + len(grid.rows) - len(body)
    if further:
        below = Box(frame.left, frame.top + tall + 2, frame.right, frame.top + tall + 2 + LINE)
        canvas.text(below, [t("slides.further_rows", n=further)], colour=LIGHT.muted)


def _fit(text: str, room: float, lines: int) -> str:
    return fitted(text, room, lines).replace("<br>", "\n")


def _write(cell: Any, text: str, *, right: bool, heading: bool) -> None:
    """A cell, numbers to the right, with a thin line under it."""
    cell.margin_left = cell.margin_right = Pt(PAD)
    cell.margin_top = cell.margin_bottom = Pt(1)
    cell.vertical_anchor, cell.text = MSO_ANCHOR.MIDDLE, text
    for paragraph in cell.text_frame.paragraphs:
        paragraph.alignment = PP_ALIGN.RIGHT if right else PP_ALIGN.LEFT
        for run in paragraph.runs:
            run.font.size, run.font.bold, run.font.color.rgb = Pt(SIZE), heading, rgb(LIGHT.text)
    ink, width = (LIGHT.both, 19050) if heading else (LIGHT.line, 9525)
    line = f'<a:lnB {nsdecls("a")} w="{width}"><a:solidFill><a:srgbClr val="{ink[1:]}"/></a:solidFill></a:lnB>'
    cell._tc.get_or_add_tcPr().insert(0, parse_xml(line))


def _shared(wanted: list[float], room: float) -> list[float]:
    """Columns' widths that fill the room: the widest give way, all alike, and what is left over goes to all."""
    narrow = sorted(wanted)
    for n, width in enumerate(narrow):
        most = (room - sum(narrow[:n])) / (len(narrow) - n)
        if width > most and sum(narrow) > room:
            return [min(width, most) for width in wanted]
    return [width + (room - sum(narrow)) / len(narrow) for width in wanted]
