"""Small multiples: a little line for each category instead of many in one chart. HTML, so that it flows and prints well."""

from collections.abc import Sequence
from html import escape
from typing import NamedTuple

from dashboard.figures.naming import also, keys, role
from dashboard.figures.plain import MOST, Chart, Values
from dashboard.figures.theme import SIGNS, SMALLEST, Texts, country_of, palette
from dashboard.figures.vector import sparkline

HEIGHT, CELL = 56, 148  # px: of a line, and how narrow a cell may be: two beside one another on a phone
MOST_LINES = 7  # so many can be followed in one chart


class Cell(NamedTuple):
    """One category: its name, a value for each period, the last value and the change in words, ready; before which places
    the series broke; the area where it is one, or its key."""

    name: str
    values: tuple[float | None, ...]
    last: str
    change: str
    breaks: tuple[int, ...] = ()
    area: str = ""
    key: str = ""


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


def plain(info: Multiples, texts: Texts, *, unit: str = "", decimals: int = 0, percent: bool = False) -> Chart:
    """Up to seven categories as lines in one chart. Of more, bars of the latest period beside those of the first since the
    last break, which are read faster than so many lines: both periods in which the most categories are known."""
    cells, periods = info.cells, info.periods
    if len(cells) <= MOST_LINES:
        broken = sorted({number for cell in cells for number in cell.breaks})
        return Chart(
            "line", tuple(map(texts.period, periods)),
            tuple(Values(cell.name, cell.values, role(cell.area) if cell.area else "") for cell in cells), periods,
            unit, decimals, percent, breaks=tuple((texts.period(periods[n]), texts.words["break"]) for n in broken),
        )  # fmt: skip
    shown = cells[:MOST]
    series = [
        Values(texts.period(periods[n]), tuple(cell.values[n] for cell in shown), colour)
        for n, colour in zip(_span(info), ("both", "context"), strict=False)
    ]
    lacking = [all(one.values[n] is None for one in series) for n in range(len(shown))]
    names = [
        also(c.name, texts.words.get("missing", "") if none else "") for c, none in zip(shown, lacking, strict=True)
    ]
    return Chart(
        "bar", tuple(names), tuple(series), keys(cell.key or cell.area for cell in shown), unit, decimals, percent,
        left_out=len(cells) - len(shown),
    )  # fmt: skip


def _span(info: Multiples) -> tuple[int, ...]:
    """The places of the last and the first period to compare: one where they are the same."""
    start = max((number for cell in info.cells for number in cell.breaks), default=0)
    known = {n: sum(cell.values[n] is not None for cell in info.cells) for n in range(start, len(info.periods))}
    best = [n for n, count in known.items() if count == max(known.values())]
    return tuple(dict.fromkeys((best[-1], best[0])))
