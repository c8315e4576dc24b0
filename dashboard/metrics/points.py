"""From sums to points: zero where nothing was found in what is known, missing outside it, and why there is no value."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from dashboard.metrics.catalogue import Metric, Shape
from dashboard.metrics.fold import Cell, Sums
from dashboard.metrics.measures import intervals
from dashboard.metrics.series import Point, Status
from dashboard.warehouse.engine import Engine

CATEGORIES = {"verification": ("verified", "reported", "expected")}  # those that are told even where there is nothing
Known = Mapping[str, frozenset[int]]


def across(rows: Mapping[str, str]) -> frozenset[str]:
    """The rows that add up municipalities of both countries."""
    sides: dict[str, set[str]] = {}
    for area, row in rows.items():
        sides.setdefault(row, set()).add(area[:2])
    return frozenset(row for row, countries in sides.items() if len(countries) > 1)


@dataclass(frozen=True)
class Points:
    """A metric's sums, and for a rate its bases, as points. ``breaks``: by row the years that are measured anew."""

    engine: Engine
    metric: Metric
    known: Known
    sums: Sums
    bases: Sums
    breaks: Mapping[str, frozenset[int]]

    def of(self, rows: Mapping[str, str], years: Iterable[int], shape: Shape) -> Iterator[Point]:
        """A point for every row, year and category. Grade C is never added up across the border."""
        members: dict[str, list[frozenset[int]]] = {}
        for area, row in rows.items():
            members.setdefault(row, []).append(self.known.get(area, frozenset()))
        # of a share also those of which there is nothing but what it is divided by: 0 of 20
        there = (*self.sums, *(self.bases if self.metric.base_follows else ()))
        found = sorted({key[2] for key in there}) if shape.breakdown else []
        apart = across(rows) if self.metric.grade == "C" else frozenset()
        for row, inside in members.items():
            for year in years:
                unknown = sum(year not in known for known in inside)
                for category in CATEGORIES.get(shape.breakdown, found or ("",)):
                    if row in apart:
                        yield Point(row, str(year), category, None, None, None, None, "incomparable")
                    else:
                        yield self._point(row, year, category, unknown, unknown == len(inside))

    def _point(self, row: str, year: int, category: str, unknown: int, nothing: bool) -> Point:
        metric, period = self.metric, str(year)
        if nothing or (unknown and metric.kind != "count"):
            return Point(row, period, category, None, None, None, None, "missing", unknown, unknown)
        cell = self.sums.get((row, year, category), Cell(0.0))
        value, low, high, hidden = cell
        count = value if value is not None else low
        count = None if count is None else round(count)
        status = self._status(row, year)
        if hidden and value is None and low is None:
            return Point(row, period, category, None, None, None, None, metric.hidden, hidden, unknown)
        if hidden and metric.kind != "count" and value is not None:
            return Point(row, period, category, None, None, None, count, "partial", hidden, unknown)
        if metric.per:
            value, low, high = self._divided(cell, self.base(row, year, category))
            if value is None and low is None:
                return Point(row, period, category, None, None, None, count, "missing", unknown + hidden, unknown)
        if unknown or hidden:
            status = "partial"
        if low is not None and value is None:
            if low == high:
                value, low, high = low, None, None
            else:
                status = status if status == "partial" else "interval"
        return Point(row, period, category, value, low, high, count, status, unknown + hidden, unknown)

    def base(self, row: str, year: int, category: str) -> Cell:
        """What a rate's cell is divided by."""
        return self.bases.get((row, year, category if self.metric.base_follows else ""), Cell())

    def _divided(self, cell: Cell, base: Cell) -> tuple[float | None, float | None, float | None]:
        """A rate, or the ends that the ends of its parts allow; nothing where there is nothing to divide by."""
        per = self.metric.per
        if cell.value is not None:
            return (cell.value * per / base.value if base.value else None), None, None
        if cell.low is None or cell.high is None or not base.low or not base.high:
            return None, None, None
        return None, cell.low * per / base.high, cell.high * per / base.low

    def _status(self, row: str, year: int) -> Status:
        as_of = self.engine.facts.as_of
        if self.metric.preliminary and year == as_of.year and (as_of.month, as_of.day) < (12, 31):
            return "provisional"
        return "break" if year in self.breaks.get(row, frozenset()) else "ok"

    def inputs(self, points: Iterable[Point]) -> dict[tuple[str, str, str], dict[str, float]]:
        """What each rate was divided from: count and base."""
        found = {}
        for p in points:
            base = self.base(p.area, int(p.period), p.breakdown).value
            if p.value is not None and p.count is not None and base:
                found[p.area, p.period, p.breakdown] = {"count": float(p.count), "base": float(base)}
        return found

    def with_intervals(self, points: list[Point]) -> list[Point]:
        """Rates with the ends of their 95 % interval: exact Poisson for events, Wilson for parts of a whole."""
        if not self.metric.interval:
            return points
        rated = [number for number, p in enumerate(points) if p.value is not None and p.count is not None]
        counts = np.array([points[number].count for number in rated], dtype=float)
        bases = np.array([self._base_of(points[number]) for number in rated], dtype=float)
        if self.metric.interval == "poisson":
            low, high = intervals.poisson(counts)
            low, high = low / bases, high / bases
        else:
            low, high = intervals.wilson(counts, bases)
        for place, number in enumerate(rated):
            per = self.metric.per
            points[number] = points[number]._replace(low=float(low[place]) * per, high=float(high[place]) * per)
        return points

    def _base_of(self, point: Point) -> float:
        return self.base(point.area, int(point.period), point.breakdown).value or float("nan")
