"""What measures work on: the cells of the chosen rows, of the reference economy and of its municipalities."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from dashboard.metrics.fold import Cell, Cells
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
        found = {c for area in there for year in self.years for c in self.cells.by_place.get((area, year), ())}
        return tuple(sorted(found, key=lambda c: (c == "?", c)))

    def vector(self, row: str, year: int) -> Numbers:
        """A row's values by category; what is hidden adds nothing."""
        return self._added(self._members[row], year)

    def total(self, year: int) -> Numbers:
        """The reference economy's values by category."""
        return self._totals[year]

    def totals(self, *years: int) -> list[Numbers]:
        """The same for years that are compared: of the municipalities that are known in all of them."""
        known = [a for a in self.reference if all(year in self.known.get(a, frozenset()) for year in years)]
        return [self._added(known, year) for year in years]

    def places(self, year: int) -> Numbers:
        """The values of each known municipality of the reference, by category: a row a municipality."""
        known = [area for area in self.reference if year in self.known.get(area, frozenset())]
        return np.array([self._added((area,), year) for area in known])

    def unknown(self, row: str, year: int) -> tuple[int, int]:
        """How many of a row's municipalities are not known in a year, and how many it has."""
        members = self._members[row]
        return sum(year not in self.known.get(area, frozenset()) for area in members), len(members)

    def hidden(self, row: str, year: int) -> dict[str, int]:
        """How many cells of each category are hidden in a row."""
        found: dict[str, int] = {}
        for area in self._members[row]:
            for category, cell in self.cells.by_place.get((area, year), _NOTHING).items():
                if cell.hidden:
                    found[category] = found.get(category, 0) + cell.hidden
        return found

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

    def _added(self, areas: Iterable[str], year: int) -> Numbers:
        """The values of some municipalities together, by category."""
        total = np.zeros(len(self.categories))
        for area in areas:
            for category, cell in self.cells.by_place.get((area, year), _NOTHING).items():
                total[self._place[category]] += cell.value or 0.0
        return total

    @cached_property
    def _totals(self) -> dict[int, Numbers]:
        return {year: self._added(self.reference, year) for year in self.years}

    @cached_property
    def _place(self) -> dict[str, int]:
        return {category: number for number, category in enumerate(self.categories)}

    @cached_property
    def _members(self) -> dict[str, list[str]]:
        """The municipalities of each row."""
        found: dict[str, list[str]] = {}
        for area, row in self.rows.items():
            found.setdefault(row, []).append(area)
        return found


Finish = Callable[[Economy], Iterable[Finding]]
