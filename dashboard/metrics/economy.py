"""What measures work on: the cells of the chosen rows, of the reference economy and of its municipalities."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from dashboard.metrics.fold import Cell, Cells, Sums, folded
from dashboard.metrics.series import Status

Numbers = NDArray[np.float64]
_NOTHING: Mapping[str, Cell] = {}


class Finding(NamedTuple):
    """What a measure says of a row, year and category; without a value, ``status`` says why."""

    row: str
    year: int
    category: str
    value: float | None
    jobs: float | None = None  # or companies: how many stand behind the value
    low: float | None = None
    high: float | None = None
    status: Status = "ok"
    left_out: int = 0
    inputs: Mapping[str, float] = {}


@dataclass(frozen=True)
class Economy:
    """Cells by row, year and category. ``rows`` and ``reference`` say for each municipality the row it is counted in (a
    municipality may be in both); ``known`` the years in which each is known; ``breaks`` by row the years that are measured
    anew. ``by_category``: a value for each category is asked for, not one for all."""

    cells: Cells
    rows: Mapping[str, str]
    reference: tuple[str, ...]
    years: tuple[int, ...]
    known: Mapping[str, frozenset[int]]
    breaks: Mapping[str, frozenset[int]] = field(default_factory=dict)
    by_category: bool = False

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The rows, each once."""
        return tuple(dict.fromkeys(self.rows.values()))

    @cached_property
    def categories(self) -> tuple[str, ...]:
        """Every category that occurs in the rows or the reference in these years; unknown ones ("?") last."""
        there = {*self.rows, *self.reference}
        found = {c for area in there for year, c, _ in self.cells.by_area.get(area, ()) if year in self.years}
        return tuple(sorted(found, key=lambda c: (c == "?", c)))

    def vector(self, row: str, year: int) -> Numbers:
        """A row's values by category; what is hidden adds nothing."""
        return self._vector(self._sums.get((row, year), _NOTHING))

    def total(self, year: int) -> Numbers:
        """The reference economy's values by category."""
        return self._vector(self._referred.get(("reference", year), _NOTHING))

    def totals(self, *years: int) -> list[Numbers]:
        """The same for years that are compared: of the municipalities that are known in all of them."""
        known = [a for a in self.reference if all(year in self.known.get(a, frozenset()) for year in years)]
        return [sum((self._vector(self._apart.get((a, year), _NOTHING)) for a in known), self._vector(_NOTHING)) for year in years]

    def places(self, year: int) -> Numbers:
        """The values of each known municipality of the reference, by category: a row a municipality."""
        known = [area for area in self.reference if year in self.known.get(area, frozenset())]
        return np.array([self._vector(self._apart.get((area, year), _NOTHING)) for area in known])

    def unknown(self, row: str, year: int) -> tuple[int, int]:
        """How many of a row's municipalities are not known in a year, and how many it has."""
        members = [area for area, name in self.rows.items() if name == row]
        return sum(year not in self.known.get(area, frozenset()) for area in members), len(members)

    def hidden(self, row: str, year: int) -> dict[str, int]:
        """How many cells of each category are hidden in a row."""
        return {c: cell.hidden for c, cell in self._sums.get((row, year), _NOTHING).items() if cell.hidden}

    def measured(self) -> Iterator[tuple[str, int]]:
        """The rows and years of which all is known; a measure of a part would pass for one of the whole."""
        for row in self.names:
            for year in self.years:
                if not self.unknown(row, year)[0]:
                    yield row, year

    def absent(self) -> Iterator[Finding]:
        """A finding without a value for every row and year of which something is not known."""
        for row in self.names:
            for year in self.years:
                if lacking := self.unknown(row, year)[0]:
                    yield Finding(row, year, "", None, status="missing", left_out=lacking)

    def _vector(self, cells: Mapping[str, Cell]) -> Numbers:
        return np.array([(cells[c].value or 0.0) if c in cells else 0.0 for c in self.categories])

    @cached_property
    def _sums(self) -> dict[tuple[str, int], dict[str, Cell]]:
        return _grouped(folded(self.cells, self.rows))

    @cached_property
    def _referred(self) -> dict[tuple[str, int], dict[str, Cell]]:
        return _grouped(folded(self.cells, dict.fromkeys(self.reference, "reference")))

    @cached_property
    def _apart(self) -> dict[tuple[str, int], dict[str, Cell]]:
        return _grouped(folded(self.cells, {area: area for area in self.reference}))


Finish = Callable[[Economy], Iterable[Finding]]


def _grouped(sums: Sums) -> dict[tuple[str, int], dict[str, Cell]]:
    found: dict[tuple[str, int], dict[str, Cell]] = {}
    for (row, year, category), cell in sums.items():
        found.setdefault((row, year), {})[category] = cell
    return found
