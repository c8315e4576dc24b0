"""What is asked: a metric for a selection, and what follows from it: the statement's shape, the rows, the years."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import chain

from dashboard.errors import UserError
from dashboard.metrics.catalogue import Metric, Shape
from dashboard.metrics.points import Known
from dashboard.metrics.reference import COUNTIES, COUNTRIES, WHOLE, areas, municipalities
from dashboard.metrics.selection import FIRST_YEAR, Selection
from dashboard.warehouse.engine import Engine

BY = ("area", "county", "country", "industry", "size", "year", "none")
LEVELS = ("section", "division")
SELECTED = "selection"  # as reference: the sum of the chosen areas


@dataclass(frozen=True)
class Question:
    """A metric asked for a selection.

    ``by`` area gives a row for each municipality chosen, county and country one for each whole county or country that
    the chosen areas lie in, none a single sum; industry and size break each municipality down, or the sum of all when
    ``total``; year gives every year. A metric's own category (verification, field) may be asked for too. ``level`` is
    that of NACE (section or division), ``reference`` the economy that measures compare with: an area, or "selection".
    """

    metric: str
    selection: Selection = field(default_factory=Selection)
    by: str = "area"
    total: bool = False
    every_year: bool = False  # without years in the selection: all there are, instead of the latest
    reference: str = ""
    level: str = ""


def shape_of(metric: Metric, question: Question) -> Shape:
    """The shape of the statement that answers. Raises UserError for a `by`, reference or level that does not exist."""
    allowed = (*BY, *metric.breakdowns)
    if question.by not in allowed or (question.by in ("industry", "size") and question.by not in metric.breakdowns):
        raise UserError(
            f"{metric.id} cannot be broken down by {question.by}; choose one of {', '.join(allowed)}.",
            key="metric.breakdown", metric=metric.id, by=question.by, allowed=", ".join(allowed),
        )  # fmt: skip
    if question.reference and question.reference not in (*areas(), SELECTED):
        raise UserError(
            f"There is no area {question.reference}; use a key such as SE-2380 or MITT, or the word selection.",
            key="metric.reference", reference=question.reference,
        )  # fmt: skip
    if question.level and question.level not in LEVELS:
        raise UserError(
            f"There is no level {question.level}; use section or division.", key="metric.level", level=question.level
        )
    category = metric.cells_by or (question.by if question.by in metric.breakdowns else metric.own)
    if category == "industry" and (question.level or metric.level) == "division":
        category = "division"
    # a measure's industries are narrowed after it is worked out: it needs the whole economy
    narrowed = "industry" in metric.breakdowns and metric.cells_by != "industry"
    return Shape(
        category, bool(question.selection.codes()) and narrowed,
        bool(question.selection.sizes) and "size" in metric.breakdowns,
    )  # fmt: skip


def reference_of(metric: Metric, question: Question) -> str:
    """The economy that a measure compares with: Mittnorden unless another is asked for; other metrics have none."""
    return question.reference or (WHOLE if metric.finish and metric.cells_by == "industry" else "")


def rows_of(question: Question) -> dict[str, str]:
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


def years_of(engine: Engine, metric: Metric, known: Known, question: Question, rows: Iterable[str]) -> tuple[int, int]:
    """The first and last year asked for; else the latest year for which the most of the areas are known, and for a
    measure of change the years that it looks back over."""
    counted = Counter(chain.from_iterable(known.get(area, ()) for area in rows))
    selection, as_of = question.selection, engine.facts.as_of
    if metric.flow and selection.last is None and (as_of.month, as_of.day) < (12, 31):
        counted.pop(as_of.year, None)  # nine months of births are not fewer births
    if not counted:
        return 0, 0
    if selection.first is None and selection.last is None and question.by != "year" and not question.every_year:
        latest = max(counted, key=lambda year: (counted[year], year))
        return max(latest - metric.spans, min(counted)), latest
    first, last = max(selection.first or 0, min(counted)), min(selection.last or FIRST_YEAR * 2, max(counted))
    # years of which nothing is known are answered too: missing
    return (first, last) if first <= last else (selection.first or last, selection.last or first)
