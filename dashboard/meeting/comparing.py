"""Then and now: a frozen deck beside the one that the same meeting gives today, as data."""

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass
from typing import TypeVar
from urllib.parse import urlsplit

from dashboard.figures.plain import Cell, Column, Grid
from dashboard.meeting.deck import Deck, Slide

_T = TypeVar("_T")
_Row = tuple[str, ...]  # the words that say what a row is


@dataclass(frozen=True)
class Change:
    """A number that is not what it was: its row and column in words, then and now (None: not there)."""

    row: _Row
    column: Column
    then: float | None
    now: float | None

    @property
    def difference(self) -> float | None:
        """Now less then, where both are known."""
        return None if self.then is None or self.now is None else self.now - self.then


@dataclass(frozen=True)
class Compared:
    """A slide then, the same slide now (None: its view is gone), and the numbers that changed, in the table's order."""

    then: Slide
    now: Slide | None
    changes: tuple[Change, ...] = ()


@dataclass(frozen=True)
class Comparison:
    """Every slide of then beside that of now, and the days of both data."""

    slides: tuple[Compared, ...]
    as_of_then: str
    as_of_now: str

    @property
    def changed(self) -> tuple[Compared, ...]:
        """The slides of which a number changed."""
        return tuple(one for one in self.slides if one.changes)

    @property
    def unchanged(self) -> tuple[Compared, ...]:
        """The slides that show the same numbers."""
        return tuple(one for one in self.slides if one.now and not one.changes)

    @property
    def gone(self) -> tuple[Compared, ...]:
        """The slides whose view shows nothing any more."""
        return tuple(one for one in self.slides if one.now is None)


def compare(then: Deck, now: Deck) -> Comparison:
    """Which numbers changed since, as they are shown: what differs only behind the last decimal has not changed.

    Slides belong together by key and filters, rows by the words before their first number, columns by name; of equals
    the first goes with the first.
    """
    today = dict(_numbered((_slide_key(slide), slide) for slide in now.slides))
    pairs = [(slide, today.get(key)) for key, slide in _numbered((_slide_key(slide), slide) for slide in then.slides)]
    compared = (Compared(old, new, tuple(_changes(old.table, new.table)) if new else ()) for old, new in pairs)
    return Comparison(tuple(compared), then.as_of, now.as_of)


def _slide_key(slide: Slide) -> Hashable:
    return slide.key, urlsplit(slide.link).query


def _numbered(items: Iterable[tuple[Hashable, _T]]) -> Iterator[tuple[Hashable, _T]]:
    """Equal keys told apart by how many were before."""
    seen: Counter[Hashable] = Counter()
    for key, item in items:
        yield (key, seen[key]), item
        seen[key] += 1


def _changes(then: Grid, now: Grid) -> Iterator[Change]:
    old, new = _cells(then), _cells(now)
    for place in {**old, **new}:  # rows that are there only now come last
        row, column, before = old.get(place) or (*new[place][:2], None)
        after = new[place][2] if place in new else None
        if _shown(before, column) != _shown(after, column):
            yield Change(row, column, before, after)


def _cells(grid: Grid) -> dict[Hashable, tuple[_Row, Column, float | None]]:
    """Every number of a table by row and column."""
    words = next((n for n, column in enumerate(grid.columns) if column.type not in ("text", "date")), len(grid.columns))
    rows = _numbered((tuple(map(_word, row[:words])), row) for row in grid.rows)
    return {
        (key, column.name or column.label): (tuple(map(_word, row[:words])), column, _number(row[words + n]))
        for key, row in rows
        for n, column in enumerate(grid.columns[words:])
        if column.type not in ("text", "date")
    }


def _word(cell: Cell) -> str:
    return "" if cell is None else str(cell)


def _number(cell: Cell) -> float | None:
    return None if cell is None or isinstance(cell, str) else cell


def _shown(value: float | None, column: Column) -> float | None:
    return None if value is None else round(value, column.decimals)
