"""Small multiples: a little line for each category instead of many in one chart. HTML, so that it flows and prints well."""

from collections.abc import Sequence
from html import escape
from typing import NamedTuple

from dashboard.figures.theme import SIGNS, SMALLEST, Texts, country_of, palette
from dashboard.figures.vector import sparkline

HEIGHT, CELL = 56, 148  # px: of a line, and how narrow a cell may be: two beside one another on a phone


class Cell(NamedTuple):
    """One category: its name, a value for each period, the last value and the change in words, ready; before which places
    the series broke; the area where it is one."""

    name: str
    values: tuple[float | None, ...]
    last: str
    change: str
    breaks: tuple[int, ...] = ()
    area: str = ""


class Multiples(NamedTuple):
    """The cells in the order given, the periods they have in common, the scale they share (None where each has its own)."""

    cells: tuple[Cell, ...]
    periods: tuple[str, ...]
    ends: tuple[float, float] | None


def info(cells: Sequence[Cell], periods: Sequence[str], same: bool) -> Multiples:
    """The cells. On the same scale sizes can be compared, and it begins at zero; on each one's own only how they go."""
    known = [value for cell in cells for value in cell.values if value is not None]
    ends = (min(0.0, *known), max(known)) if same and known else None
    return Multiples(tuple(cells), tuple(periods), ends)


def draw(info: Multiples, texts: Texts, mode: str) -> str:
    """The grid as HTML. ``texts.words``: ``same`` and ``own``, the sentences that say how the scales are to be read; missing;
    break, the word for a dashed line."""
    colours, cells = palette(mode), "".join(_cell(cell, info, texts, mode) for cell in info.cells)
    notes = [texts.words["same" if info.ends else "own"]]
    if any(cell.breaks for cell in info.cells):
        notes.append(f"┆ {texts.words['break']}")
    if mark := texts.words.get("mark", ""):
        notes.insert(0, mark)
    told = "".join(
        f'<span style="color:{colours.attention if note == mark else colours.muted}">{escape(note)}</span>'
        for note in notes
    )
    return (
        f'<div style="font-size:{SMALLEST}px;line-height:1.3;color:{colours.text}">'
        f'<div style="display:flex;flex-wrap:wrap;gap:2px 16px;margin-bottom:10px">{told}</div>'
        f'<div style="display:grid;grid-template-columns:repeat(auto-fill,minmax({CELL}px,1fr));gap:18px 16px">{cells}</div></div>'
    )


def _cell(cell: Cell, info: Multiples, texts: Texts, mode: str) -> str:
    """Name, line, first and last period, last value and change; a word where no value is known."""
    colours, sign = palette(mode), SIGNS.get(country_of(cell.area), "")
    told = [
        f"{texts.period(period)}: {texts.number(value)}"
        for period, value in zip(info.periods, cell.values, strict=True) if value is not None
    ]  # fmt: skip
    if told:
        alt = f"{cell.name}. {', '.join(told)}"
        picture = sparkline(cell.values, HEIGHT, alt, mode, info.ends, cell.breaks)
    else:
        picture = f'<div style="height:{HEIGHT}px;color:{colours.muted}">{escape(texts.words["missing"])}</div>'
    first, last = (escape(texts.period(info.periods[end])) for end in (0, -1))
    shown = f'<span aria-hidden="true" style="color:{colours.country(cell.area)}">{sign}</span> ' if sign else ""
    return (
        f'<div style="break-inside:avoid;display:flex;flex-direction:column;justify-content:flex-end">'
        f'<div style="font-weight:600;margin-bottom:4px;overflow-wrap:anywhere">{shown}{escape(cell.name)}</div>{picture}'
        f'<div style="display:flex;justify-content:space-between;color:{colours.muted}"><span>{first}</span><span>{last}</span></div>'
        f"<div><b>{escape(cell.last)}</b></div>"
        # a line of its own, so that the cells of a row stand alike however long their texts are
        f'<div style="color:{colours.muted}">{escape(cell.change) or "&nbsp;"}</div></div>'
    )
