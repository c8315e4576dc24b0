"""Fetching a metric's cells, and adding up those of the municipalities that were asked for."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

from dashboard.metrics.catalogue import Shape, compiled
from dashboard.warehouse.engine import Engine


class Asked(NamedTuple):
    """All that a statement's answer depends on; the areas are not in it."""

    metric: str
    shape: Shape
    first: int
    last: int
    codes: tuple[str, ...] = ()
    sizes: tuple[str, ...] = ()


class Cell(NamedTuple):
    """A sum: its value, or a band's ends, or neither; ``hidden`` counts what could not be added."""

    value: float | None = None
    low: float | None = None
    high: float | None = None
    hidden: int = 0

    def plus(self, other: "Cell") -> "Cell":
        """Both sums together; what is not known adds nothing."""
        return Cell(
            _plus(self.value, other.value), _plus(self.low, other.low), _plus(self.high, other.high),
            self.hidden + other.hidden,
        )  # fmt: skip


def _plus(one: float | None, other: float | None) -> float | None:
    return one if other is None else other if one is None else one + other


@dataclass(frozen=True)
class Cells:
    """A statement with its parameters written in, and its answer: year, breakdown and cell by municipality."""

    sql: str
    by_area: Mapping[str, list[tuple[int, str, Cell]]]

    @cached_property
    def by_place(self) -> Mapping[tuple[str, int], Mapping[str, Cell]]:
        """The same by municipality and year: worked out once for all measures that share the answer."""
        found: dict[tuple[str, int], dict[str, Cell]] = {}
        for area, cells in self.by_area.items():
            for year, breakdown, cell in cells:
                found.setdefault((area, year), {})[breakdown] = cell
        return found


Sums = dict[tuple[str, int, str], Cell]  # by row, year and breakdown


def fetch(engine: Engine, asked: Asked) -> Cells:
    """Ask the warehouse for a metric's cells in all municipalities."""
    statement = compiled(asked.metric, asked.shape)
    values = {"first": asked.first, "last": asked.last, "codes": list(asked.codes), "sizes": list(asked.sizes)}
    parameters = {name: value for name, value in values.items() if f"${name}" in statement.sql}
    place = {name: number for number, name in enumerate(statement.columns)}
    year, breakdown, hidden = place["year"], place.get("breakdown"), place.get("hidden")
    ends = [place.get(name) for name in ("value", "low", "high")]
    found: dict[str, list[tuple[int, str, Cell]]] = {}
    for row in engine.rows(statement.sql, parameters):
        value, low, high = (None if end is None or row[end] is None else float(row[end]) for end in ends)
        cell = Cell(value, low, high, 0 if hidden is None else int(row[hidden] or 0))
        found.setdefault(row[0], []).append((row[year], "" if breakdown is None else row[breakdown], cell))
    return Cells(written_in(statement.sql, parameters), found)


def folded(cells: Cells, rows: Mapping[str, str]) -> Sums:
    """The cells added up: ``rows`` says in which row each municipality is counted."""
    sums: Sums = {}
    for area, row in rows.items():
        for year, breakdown, cell in cells.by_area.get(area, ()):
            before = sums.get((row, year, breakdown))
            sums[row, year, breakdown] = cell if before is None else before.plus(cell)
    return sums


def accumulated(sums: Sums, last: int) -> Sums:
    """Running sums over the years, so that a year's value is all that was counted by its end."""
    running: Sums = {}
    for (row, year, breakdown), cell in sums.items():
        for later in range(year, last + 1):
            running[row, later, breakdown] = running.get((row, later, breakdown), Cell()).plus(cell)
    return running


def written_in(sql: str, parameters: Mapping[str, Any]) -> str:
    """The statement with its parameters written in, so that it can be run as it stands."""
    for name, value in sorted(parameters.items(), key=lambda item: -len(item[0])):
        sql = sql.replace(f"${name}", _listed(value) if isinstance(value, list) else str(value))
    return sql


def _listed(items: Iterable[str]) -> str:
    return "[" + ", ".join(f"'{item}'" for item in items) + "]"
