"""Native tables: real rows of text in the reader's format, the first one marked as heading."""

from typing import Any, NamedTuple

from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls
from pptx.util import Pt

from dashboard.exports.cells import told as cell_told
from dashboard.exports.pictures.sheet import Box
from dashboard.exports.slides.canvas import LINE, Canvas, describe, rgb
from dashboard.figures.labels import fitted, wide
from dashboard.figures.plain import Grid
from dashboard.figures.theme import LIGHT

MOST = 13  # rows; more are in the workbook
SIZES = (20, 18, 16, 14)  # points, the largest in which every word has room
LINES = 2  # of a cell; the first, which says what a row is, may have one more
PAD, AIR = 6, 3  # points beside a cell's text, and above and below it
MARGINS = 2 * PAD + 4
LOOSE = 1.6  # how much higher rows become where there is room
BOLD = 1.08  # how much wider bold letters are
PLAIN = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"  # PowerPoint's own "No Style, No Grid"


class Laid(NamedTuple):
    """A table laid out in a size: columns' widths, rows' heights, and the cells' texts, the headings first."""

    size: int
    widths: list[float]
    heights: list[float]
    rows: list[list[str]]

    @property
    def whole(self) -> bool:
        """Whether no cell had to be cut."""
        return not any(text.endswith("…") for row in self.rows for text in row)


def draw(canvas: Canvas, grid: Grid, frame: Box, name: str, told: str) -> None:
    """The table as wide as the frame, its columns by what they hold; how many rows more there are stands under it."""
    t = canvas.t
    rows = [[column.label for column in grid.columns]]
    rows += [[cell_told(c, cell, t) for c, cell in zip(grid.columns, row, strict=True)] for row in grid.rows[:MOST]]
    further, room = grid.left_out + len(grid.rows) + 1, frame.height
    rigid = [column.type != "text" for column in grid.columns]
    laid = [_laid(rows, rigid, frame.width, size, even) for size in SIZES for even in (False, True)]
    if further > len(rows):
        room -= LINE + 2
    closest = min(laid[-2:], key=lambda one: (not one.whole, sum(one.heights)))
    chosen = next((one for one in laid if one.whole and sum(one.heights) <= room), closest)
    heights = chosen.heights
    while len(heights) > 2 and sum(heights) > room:
        heights, room = heights[:-1], frame.height - LINE - 2
    looser = max(1.0, min(LOOSE, room / sum(heights)))
    heights = [height * looser for height in heights]

    shape = (frame.left, frame.top, frame.width, sum(heights))
    made = canvas.shapes.add_table(len(heights), len(grid.columns), *map(Pt, shape))
    describe(made, name, told)
    table = made.table
    table._tbl.tblPr.find("{*}tableStyleId").text = PLAIN
    table.first_row, table.horz_banding = True, False
    for column, width in zip(table.columns, chosen.widths, strict=True):
        column.width = Pt(width)
    for number, (row, height, texts) in enumerate(zip(table.rows, heights, chosen.rows, strict=False)):
        row.height = Pt(height)
        for cell, text, column in zip(row.cells, texts, grid.columns, strict=True):
            _write(cell, text, chosen.size, right=column.type not in ("text", "date"), heading=number == 0)
    if further > len(heights):
        top = frame.top + sum(heights) + 2
        below = Box(frame.left, top, frame.right, top + LINE)
        canvas.text(below, [t("slides.further_rows", n=further - len(heights))], colour=LIGHT.muted)


def _laid(rows: list[list[str]], rigid: list[bool], room: float, size: int, even: bool) -> Laid:
    """The table in that size: cells of one line where that fits, else of two; ``rigid`` columns, of numbers and days, are never
    broken. ``even``: every cell has its two lines before one of them gets all in one."""
    least, wanted = [], []
    for number, (head, *cells) in enumerate(zip(*rows, strict=True)):
        whole = [wide(cell, size) for cell in cells]
        words = [wide(word, size) for cell in (head, *cells) for word in cell.split(" ")]
        halves = [_halved(cell, size) for cell in cells] if even else []
        needed = max(_halved(head, size) * BOLD, max(words) * BOLD, *halves, *(whole if rigid[number] else []))
        least.append(needed + MARGINS)
        wanted.append(max(needed, *whole) + MARGINS)
    widths = _shared(least, wanted, room)
    broken = [
        [
            fitted(text, (width - 2 * PAD) * 14 / size / (1 if number else BOLD), LINES + (column == 0))
            for column, (text, width) in enumerate(zip(row, widths, strict=True))
        ]
        for number, row in enumerate(rows)
    ]
    heights = [(max(text.count("<br>") for text in row) + 1) * size * 1.2 + 2 * AIR for row in broken]
    return Laid(size, widths, heights, [[text.replace("<br>", " ") for text in row] for row in broken])


def _write(cell: Any, text: str, size: int, *, right: bool, heading: bool) -> None:
    """A cell, numbers to the right, with a thin line under it."""
    cell.margin_left = cell.margin_right = Pt(PAD)
    cell.margin_top = cell.margin_bottom = Pt(1)
    cell.vertical_anchor, cell.text = MSO_ANCHOR.MIDDLE, text
    for paragraph in cell.text_frame.paragraphs:
        paragraph.alignment = PP_ALIGN.RIGHT if right else PP_ALIGN.LEFT
        for run in paragraph.runs:
            run.font.size, run.font.bold, run.font.color.rgb = Pt(size), heading, rgb(LIGHT.text)
    ink, width = (LIGHT.both, 19050) if heading else (LIGHT.line, 9525)
    line = f'<a:lnB {nsdecls("a")} w="{width}"><a:solidFill><a:srgbClr val="{ink[1:]}"/></a:solidFill></a:lnB>'
    cell._tc.get_or_add_tcPr().insert(0, parse_xml(line))


def _halved(text: str, size: int) -> float:
    """How wide a text is in two lines at the best."""
    words = text.split(" ")
    halves = ((" ".join(words[:n]), " ".join(words[n:])) for n in range(len(words)))
    return min(max(wide(half, size) for half in pair) for pair in halves)


def _shared(least: list[float], wanted: list[float], room: float) -> list[float]:
    """Columns' widths that fill the room: each has what its longest word needs; of the rest they get what they want."""
    if sum(least) > room:
        return _capped(least, room)
    more = _capped([most - need for most, need in zip(wanted, least, strict=True)], room - sum(least))
    return [need + further for need, further in zip(least, more, strict=True)]


def _capped(wanted: list[float], room: float) -> list[float]:
    """Widths that fill the room: the widest give way, all alike, and what is left over goes to all."""
    narrow = sorted(wanted)
    for n, width in enumerate(narrow):
        most = (room - sum(narrow[:n])) / (len(narrow) - n)
        if width > most and sum(narrow) > room:
            return [min(width, most) for width in wanted]
    return [width + (room - sum(narrow)) / len(narrow) for width in wanted]
