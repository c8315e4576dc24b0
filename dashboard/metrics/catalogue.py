"""The catalogue: what each metric is, and the one expression that computes it.

A subject module (companies, jobs, goals …) declares its metrics with ``@metric(...)``; they are found by being there.
Names and definitions stand in the message files as ``metric.<id>.name``, ``.definition``, ``.formula``, ``.caveat``.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple

import ibis
import sqlglot
from sqlglot import exp
from sqlglot.optimizer.merge_subqueries import merge_subqueries

from dashboard.errors import UserError
from dashboard.metrics.series import Direction, Kind, Status
from dashboard.metrics.tables import PARAMETERS

if TYPE_CHECKING:
    from dashboard.metrics.economy import Finish

SUBJECTS = (
    "companies", "demography", "workplaces", "jobs", "turnover", "structure", "green", "population", "goals", "research",
)  # fmt: skip


class Shape(NamedTuple):
    """What decides a statement's text; all else about a question is a parameter."""

    breakdown: str = ""  # "", industry, division, size, or a category of the metric's own
    by_code: bool = False  # narrowed to some industries
    by_size: bool = False  # narrowed to some sizes
    base: bool = False  # of a rate: what it is divided by


@dataclass(frozen=True)
class Metric:
    """A catalogue entry. ``expression(shape)`` gives the cells that it is summed from (see `cells`)."""

    id: str
    unit: str
    facts: tuple[str, ...]  # the facts whose coverage tells zero from missing
    expression: Callable[[Shape], ibis.Table]
    decimals: int = 0
    kind: Kind = "count"
    counted: str = ""  # the unit of the count that stands behind a rate
    per: int = 0  # a rate is its cells' sum times this over the sum of the cells of Shape(base=True)
    direction: Direction = "up"
    grade: str = "A"  # comparability of SE against NO
    breakdowns: tuple[str, ...] = ("industry",)  # what `by` may break it down by
    own: str = ""  # the category that its rows always carry when nothing else is asked for (its id: verification …)
    cumulative: bool = False  # the value is all that has been counted since the programme's start
    preliminary: bool = False  # the running year is a stock on the as-of date, or a part of a flow
    sources: tuple[str, ...] = ()  # kinds of staged rows whose releases it rests on
    interval: str = ""  # a rate's 95 % interval: poisson for events in a population, wilson for a part of a whole
    base_follows: bool = False  # a rate's base is narrowed and broken down as what is divided by it
    finish: "Finish | None" = None  # what cells cannot be summed to: the measure that is worked out from them
    cells_of: str = ""  # the metric whose cells a measure works on, so that measures share one answer
    cells_by: str = ""  # the category that a measure's cells are always broken down by
    told_by: str = ""  # the category that its values are told by, where that is another
    level: str = "section"  # of NACE, unless the question names another
    flow: bool = False  # what happens within a year: the running one is shown only when it is asked for
    hidden: Status = "suppressed"  # why cells that cannot be added have no value
    spans: int = 0  # years that a measure looks back over, unless the question names years


_METRICS: dict[str, Metric] = {}


def metric(id: str, **entry: object) -> Callable[[Callable[[Shape], ibis.Table]], Callable[[Shape], ibis.Table]]:
    """Declare the metric that the decorated expression computes."""

    def declare(expression: Callable[[Shape], ibis.Table]) -> Callable[[Shape], ibis.Table]:
        _METRICS[id] = Metric(id=id, expression=expression, **entry)  # type: ignore[arg-type]
        return expression

    return declare


@cache
def catalogue() -> dict[str, Metric]:
    """Every metric by id, in the order of the subjects."""
    for subject in SUBJECTS:
        import_module(f"dashboard.metrics.subjects.{subject}")
    # one subject may import another: the order is the subjects', not that of the imports
    ordered = sorted(_METRICS.values(), key=lambda m: SUBJECTS.index(m.expression.__module__.rpartition(".")[2]))
    return {entry.id: entry for entry in ordered}


def lookup(id: str) -> Metric:
    """The metric of that id. Raises UserError with the ids that come near."""
    from rapidfuzz import fuzz, process  # here because only a mistyped id needs it

    if id in catalogue():
        return catalogue()[id]
    near = ", ".join(name for name, *_ in process.extract(id, list(catalogue()), scorer=fuzz.ratio, limit=3))
    raise UserError(f"There is no metric '{id}'; did you mean {near}?", key="metric.unknown", id=id, near=near)


# Ibis writes a parameter's value into the statement; these stand-ins are then made placeholders again
_STAND_INS = {"first": -101, "last": -102, "codes": ["=codes"], "sizes": ["=sizes"]}


class Statement(NamedTuple):
    """A compiled expression, and the names of what it gives."""

    sql: str
    columns: tuple[str, ...]


@cache
def compiled(id: str, shape: Shape) -> Statement:
    """The statement for DuckDB with placeholders $first, $last, $codes, $sizes."""
    expression = lookup(id).expression(shape)
    given = {PARAMETERS[name]: value for name, value in _STAND_INS.items()}
    tree = sqlglot.parse_one(str(ibis.to_sql(expression, dialect="duckdb", params=given)), dialect="duckdb")
    stand_ins = {str(value).replace(" ", ""): name for name, value in _STAND_INS.items()}

    def placeholder(node: exp.Expression) -> exp.Expression:
        while isinstance(node, exp.Cast) and isinstance(node.this, exp.Cast | exp.Array | exp.Neg):
            node = node.this
        name = stand_ins.get(node.sql(dialect="duckdb").replace(" ", ""))
        return exp.Placeholder(this=name) if name else node

    tree = merge_subqueries(tree.transform(placeholder), leave_tables_isolated=False)
    return Statement(tree.sql(dialect="duckdb", pretty=True), tuple(expression.columns))
