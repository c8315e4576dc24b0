"""Answer a question: a metric for a selection, as a series in which nothing is blank without a reason."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from dashboard.errors import UserError
from dashboard.metrics.catalogue import Metric, Shape, compiled, lookup
from dashboard.metrics.reference import COUNTIES, COUNTRIES, WHOLE, areas, municipalities
from dashboard.metrics.selection import FIRST_YEAR, Selection
from dashboard.metrics.series import Point, Series, Status
from dashboard.warehouse.engine import Engine

BY = ("area", "county", "country", "industry", "size", "year", "none")
_CHOSEN = """WITH chosen AS (SELECT unnest($areas) AS area, unnest($rows) AS "row")
"""


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


def compute(engine: Engine, question: Question) -> Series:
    """The series that answers ``question``. Raises UserError for a metric, `by` or reference that does not exist."""
    metric = lookup(question.metric)
    shape = _shape(metric, question)
    rows = _rows(question)
    first, last = _years(engine, metric, question, rows)
    sql = _CHOSEN + compiled(metric.id, shape)
    values = {
        "areas": list(rows), "rows": list(rows.values()), "first": FIRST_YEAR if metric.cumulative else first,
        "last": last, "codes": list(question.selection.codes()), "sizes": list(question.selection.sizes),
    }  # fmt: skip
    parameters = {name: value for name, value in values.items() if f"${name}" in sql}
    found = {(row[0], row[1], row[2]): row[3:] for row in engine.rows(sql, parameters)} if last else {}
    if metric.cumulative:
        found = _accumulated(found, last)
    years = range(first, last + 1) if last else (engine.facts.as_of.year,)
    points = _points(engine, metric, shape, rows, years, found)
    as_of, demo = engine.facts.as_of, engine.facts.demo
    return Series(
        metric.id, metric.unit, metric.decimals, metric.kind, metric.direction, metric.grade, question.reference,
        as_of, demo, tuple(points), filled(sql, parameters),
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


def _years(engine: Engine, metric: Metric, question: Question, rows: Iterable[str]) -> tuple[int, int]:
    """The first and last year asked for; else the latest year for which the most of the areas are known."""
    known: dict[int, int] = {}
    for area in rows:
        for year in frozenset.intersection(*(engine.coverage.get(f, {}).get(area, frozenset()) for f in metric.facts)):
            known[year] = known.get(year, 0) + 1
    if not known:
        return 0, 0
    selection = question.selection
    if selection.first is None and selection.last is None and question.by != "year" and not question.every_year:
        latest = max(known, key=lambda year: (known[year], year))
        return latest, latest
    return max(selection.first or 0, min(known)), min(selection.last or FIRST_YEAR * 2, max(known))


def _accumulated(found: dict[Any, Any], last: int) -> dict[Any, Any]:
    """Running sums over the years, so that a year's value is all that was counted by its end."""
    sums: dict[Any, Any] = {}
    for (row, year, breakdown), (value, low, high, count, hidden) in found.items():
        for later in range(year, last + 1):
            before = sums.get((row, later, breakdown), (0.0, None, None, 0, 0))
            sums[row, later, breakdown] = (before[0] + value, low, high, before[3] + count, before[4] + hidden)
    return sums


def _points(
    engine: Engine, metric: Metric, shape: Shape, rows: dict[str, str], years: Iterable[int], found: dict[Any, Any]
) -> Iterable[Point]:
    """A point for every row, year and category: zero where nothing was found in what is known, missing outside it."""
    members: dict[str, list[str]] = {}
    for area, row in rows.items():
        members.setdefault(row, []).append(area)
    categories = sorted({key[2] for key in found}) if shape.breakdown else [""]
    if shape.breakdown == "verification":
        categories = ["verified", "reported", "expected"]
    for row, inside in members.items():
        for year in years:
            unknown = sum(any(year not in engine.coverage.get(f, {}).get(a, ()) for f in metric.facts) for a in inside)
            for category in categories or [""]:
                yield _point(
                    engine, metric, row, year, category, unknown, len(inside), found.get((row, year, category))
                )


def _point(
    engine: Engine, metric: Metric, row: str, year: int, category: str, unknown: int, areas_in_row: int, cell: Any
) -> Point:
    period = str(year)
    if unknown == areas_in_row or (unknown and metric.kind != "count"):
        return Point(row, period, category, None, None, None, None, "missing", unknown)
    value, low, high, count, hidden = cell or (0.0, None, None, 0, 0)
    status: Status = "ok"
    if metric.preliminary and year == engine.facts.as_of.year and engine.facts.as_of.timetuple().tm_yday < 365:
        status = "provisional"
    if hidden and value is None and low is None:
        return Point(row, period, category, None, None, None, None, "suppressed", hidden)
    if hidden and metric.kind != "count":
        return Point(row, period, category, None, None, None, count, "partial", hidden)
    if unknown or hidden:
        status = "partial"
    if low is not None and value is None:
        if low == high:
            value, low, high = low, None, None
        else:
            status = status if status == "partial" else "interval"
    return Point(row, period, category, value, low, high, count, status, unknown + hidden)


def filled(sql: str, parameters: dict[str, Any]) -> str:
    """The statement with its parameters written in, so that it can be run as it stands."""
    for name, value in sorted(parameters.items(), key=lambda item: -len(item[0])):
        written = "[" + ", ".join(f"'{item}'" for item in value) + "]" if isinstance(value, list) else str(value)
        sql = sql.replace(f"${name}", written)
    return sql
