"""Answer a question: a metric for a selection, as a series in which nothing is blank without a reason."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain

from dashboard.errors import UserError
from dashboard.metrics.catalogue import Metric, Shape, lookup
from dashboard.metrics.fold import Asked, Cell, Cells, Sums, accumulated, fetch, folded
from dashboard.metrics.reference import COUNTIES, COUNTRIES, WHOLE, areas, municipalities
from dashboard.metrics.selection import FIRST_YEAR, Selection
from dashboard.metrics.series import Point, Series, Status
from dashboard.warehouse.engine import Engine

BY = ("area", "county", "country", "industry", "size", "year", "none")
CATEGORIES = {"verification": ("verified", "reported", "expected")}  # those that are told even where there is nothing


@dataclass(frozen=True)
class Question:
    """A metric asked for a selection.

    ``by`` area gives a row for each municipality chosen, county and country one for each whole county or country that
    the chosen areas lie in, none a single sum; industry and size break each municipality down, or the sum of all when
    ``total``; year gives every year. A metric's own category (verification, field) may be asked for too.
    """

    metric: str
    selection: Selection = field(default_factory=Selection)
    by: str = "area"
    total: bool = False
    every_year: bool = False  # without years in the selection: all there are, instead of the latest
    reference: str = ""


Answer = Callable[[Question], Series]


def compute(engine: Engine, question: Question, ask: Callable[[Engine, Asked], Cells] = fetch) -> Series:
    """The series that answers ``question``; ``ask`` may remember what it fetched.

    Raises UserError for a metric, `by` or reference that does not exist.
    """
    metric, selection = lookup(question.metric), question.selection
    shape, rows = _shape(metric, question), _rows(question)
    known = engine.known(metric.facts)
    first, last = _years(known, question, rows)
    asked = Asked(
        metric.id, shape, FIRST_YEAR if metric.cumulative else first, last,
        selection.codes() if shape.by_code else (), selection.sizes if shape.by_size else (),
    )  # fmt: skip
    cells = ask(engine, asked) if last else Cells("", {})
    sums = folded(cells, rows)
    if metric.cumulative:
        sums = accumulated(sums, last)
    bases: Sums = {}
    if metric.per and last:
        bases = folded(ask(engine, Asked(metric.id, Shape(base=True), first, last)), rows)
    years = range(first, last + 1) if last else (engine.facts.as_of.year,)
    points = _Points(engine, metric, known, sums, bases).of(rows, years, shape)
    chosen = f"-- added up for {', '.join(selection.areas)}\n" if selection.areas else ""
    return Series(
        metric.id, metric.unit, metric.decimals, metric.kind, metric.direction, metric.grade, question.reference,
        engine.facts.as_of, engine.facts.demo, tuple(points), chosen + cells.sql,
    )  # fmt: skip


def _shape(metric: Metric, question: Question) -> Shape:
    allowed = (*BY, *metric.breakdowns)
    if question.by not in allowed or (question.by in ("industry", "size") and question.by not in metric.breakdowns):
        raise UserError(
            f"{metric.id} cannot be broken down by {question.by}; choose one of {', '.join(allowed)}.",
            key="metric.breakdown", metric=metric.id, by=question.by, allowed=", ".join(allowed),
        )  # fmt: skip
    if question.reference and question.reference not in areas():
        raise UserError(
            f"There is no area {question.reference}; use a key such as SE-2380 or MITT.",
            key="metric.reference", reference=question.reference,
        )  # fmt: skip
    category = question.by if question.by in metric.breakdowns else metric.own
    return Shape(
        category,
        bool(question.selection.codes()) and "industry" in metric.breakdowns,
        bool(question.selection.sizes) and "size" in metric.breakdowns,
    )


def _rows(question: Question) -> dict[str, str]:
    """For each municipality that is counted the key of the row it is counted in."""
    mine = question.selection.municipalities()
    if question.by in ("county", "country"):
        level = COUNTIES if question.by == "county" else COUNTRIES
        whole = [key for key in level if set(municipalities(key)) & set(mine)]
        return {m: key for key in whole for m in municipalities(key)}
    if question.total or question.by == "none":
        return dict.fromkeys(mine, sum_key(mine))
    return {m: m for m in mine}


def sum_key(mine: tuple[str, ...]) -> str:
    """The key of the area that these municipalities make up, or "selection" where that has no name."""
    if len(mine) == 1:
        return mine[0]
    return next((key for key in (WHOLE, *COUNTIES) if municipalities(key) == mine), "selection")


def _years(known: Mapping[str, frozenset[int]], question: Question, rows: Iterable[str]) -> tuple[int, int]:
    """The first and last year asked for; else the latest year for which the most of the areas are known."""
    counted = Counter(chain.from_iterable(known.get(area, ()) for area in rows))
    if not counted:
        return 0, 0
    selection = question.selection
    if selection.first is None and selection.last is None and question.by != "year" and not question.every_year:
        latest = max(counted, key=lambda year: (counted[year], year))
        return latest, latest
    return max(selection.first or 0, min(counted)), min(selection.last or FIRST_YEAR * 2, max(counted))


@dataclass(frozen=True)
class _Points:
    """Sums as points: zero where nothing was found in what is known, missing outside it."""

    engine: Engine
    metric: Metric
    known: Mapping[str, frozenset[int]]
    sums: Sums
    bases: Sums

    def of(self, rows: Mapping[str, str], years: Iterable[int], shape: Shape) -> Iterator[Point]:
        """A point for every row, year and category."""
        members: dict[str, list[frozenset[int]]] = {}
        for area, row in rows.items():
            members.setdefault(row, []).append(self.known.get(area, frozenset()))
        found = sorted({key[2] for key in self.sums}) if shape.breakdown else []
        for row, inside in members.items():
            for year in years:
                unknown = sum(year not in known for known in inside)
                for category in CATEGORIES.get(shape.breakdown, found or ("",)):
                    yield self._point(row, year, category, unknown, unknown == len(inside))

    def _point(self, row: str, year: int, category: str, unknown: int, nothing: bool) -> Point:
        metric, as_of, period = self.metric, self.engine.facts.as_of, str(year)
        if nothing or (unknown and metric.kind != "count"):
            return Point(row, period, category, None, None, None, None, "missing", unknown)
        value, low, high, hidden = self.sums.get((row, year, category), Cell(0.0))
        count = value if value is not None else low
        count = None if count is None else int(count)
        status: Status = "ok"
        if metric.preliminary and year == as_of.year and (as_of.month, as_of.day) < (12, 31):
            status = "provisional"
        if hidden and value is None and low is None:
            return Point(row, period, category, None, None, None, None, "suppressed", hidden)
        if hidden and metric.kind != "count":
            return Point(row, period, category, None, None, None, count, "partial", hidden)
        if metric.per and value is not None:
            base = self.bases.get((row, year, ""), Cell()).value
            value = value * metric.per / base if base else None
        if unknown or hidden:
            status = "partial"
        if low is not None and value is None:
            if low == high:
                value, low, high = low, None, None
            else:
                status = status if status == "partial" else "interval"
        return Point(row, period, category, value, low, high, count, status, unknown + hidden)
