"""A matrix: categories down, areas across, a number in each cell whose ground is the darker the more there is. HTML, a true
table with heads, so that it is read aloud, printed and scrolled sideways like one."""

from collections.abc import Mapping, Sequence
from html import escape
from typing import NamedTuple

from dashboard.figures import plain as data
from dashboard.figures.theme import SIGNS, SMALLEST, Texts, country_of, marked, palette

WIDE, TALL = 40, 30  # px: of a cell at least
SHADES = (0, 1, 2, 4, 5)  # of the palette's six; on the one left out no number is read well by night
CLASSES, PALE = len(SHADES), 3  # up to the third class text is read in its own colour, above in the ground's
Cell = tuple[str, str]  # row, column


class Matrix(NamedTuple):
    """The keys of rows and columns in their order, the values that are not zero, and the cells that lack something."""

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    values: Mapping[Cell, int]
    marked: Mapping[Cell, int]

    def group(self, cell: Cell) -> int:
        """Which of the classes a value is in, from 1; 0 for none. The largest is in the last, unless it is smaller than there
        are classes: one of one is not much."""
        value, most = self.values.get(cell, 0), max(self.values.values(), default=0)
        return -(-value * CLASSES // max(most, CLASSES))


def info(values: Mapping[Cell, int], marked: Mapping[Cell, int], rows: Sequence[str], columns: Sequence[str]) -> Matrix:
    """The rows and columns, of those given and in that order, that have a value or a mark."""
    used = {*values, *marked}
    return Matrix(
        tuple(row for row in rows if any(row == r for r, _ in used)),
        tuple(column for column in columns if any(column == c for _, c in used)), values, marked,
    )  # fmt: skip


def draw(info: Matrix, texts: Texts, mode: str) -> str:
    """The table. ``texts.words``: ``corner``, what rows and columns are; ``lacking``, the word in a marked cell; ``mark``,
    that the data are a demonstration."""
    colours = palette(mode)
    head = "".join(_head(column, texts, mode) for column in info.columns)
    body = "".join(
        f'<tr><th scope="row" style="{_STICKY};background:{colours.ground};text-align:left;font-weight:400;padding:0 10px 0 0;'
        f'border:0">{escape(texts.name(row))}</th>{"".join(_cell(info, (row, c), texts, mode) for c in info.columns)}</tr>'
        for row in info.rows
    )
    return (
        f'<div style="font-size:{SMALLEST}px;line-height:1.25;color:{colours.text}">{marked(texts, mode)}'
        f'<div role="region" tabindex="0" aria-label="{escape(texts.words["corner"])}" style="overflow-x:auto">'
        f'<table style="border-collapse:separate;border-spacing:2px;width:auto;margin:0">'
        f'<thead><tr><td style="{_STICKY};background:{colours.ground};border:0"></td>{head}</tr></thead>'
        f"<tbody>{body}</tbody></table></div></div>"
    )


_STICKY = "position:sticky;left:0;z-index:1;min-width:112px;max-width:180px"


def _head(area: str, texts: Texts, mode: str) -> str:
    """A column's name, upright so that many fit beside one another, with the sign of its country."""
    sign, colour = SIGNS.get(country_of(area), ""), palette(mode).country(area)
    return (
        '<th scope="col" style="border:0;padding:0 0 4px;vertical-align:bottom;font-weight:400">'
        '<div style="writing-mode:vertical-rl;transform:rotate(180deg);margin:0 auto;white-space:nowrap">'
        f'<span aria-hidden="true" style="color:{colour}">{sign}</span> {escape(texts.name(area))}</div></th>'
    )


def _cell(info: Matrix, cell: Cell, texts: Texts, mode: str) -> str:
    """A number on its ground; a frame and a word where something is lacking."""
    colours, group, lacking = palette(mode), info.group(cell), cell in info.marked
    ground = colours.rates[SHADES[group - 1]] if group else "transparent"
    ink = colours.text if group <= PALE else colours.ground
    frame = f"border:2px dashed {colours.attention}" if lacking else f"border:1px solid {colours.line}"
    told = [texts.number(info.values[cell])] if group else []
    told += [escape(texts.words["lacking"])] if lacking else []
    style = (
        f"background:{ground};color:{ink};{frame};min-width:{WIDE}px;height:{TALL}px;padding:0 4px;text-align:center"
    )
    return f'<td style="{style}">{" ".join(told)}</td>'


def plain(info: Matrix, texts: Texts) -> data.Grid:
    """The table turned: areas down, of which there are many, and categories across. What is lacking is a word."""
    heads = (data.Column(texts.name(row), "integer", name=row) for row in info.rows)
    return data.Grid(
        (data.Column(texts.words["corner"], name="area"), *heads),
        tuple((texts.name(area), *(_told(info, (row, area), texts) for row in info.rows)) for area in info.columns),
    )


def _told(info: Matrix, cell: Cell, texts: Texts) -> data.Cell:
    value = info.values.get(cell)
    if cell not in info.marked:
        return value
    return f"{texts.number(value)} {texts.words['lacking']}" if value else texts.words["lacking"]
