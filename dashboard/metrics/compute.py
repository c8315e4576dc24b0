"""Answer a question: a metric for a selection, as a series in which nothing is blank without a reason."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from itertools import chain

from dashboard.errors import UserError
from dashboard.metrics.catalogue import Metric, Shape, lookup
from dashboard.metrics.economy import Economy
from dashboard.metrics.fold import Asked, Cells, accumulated, fetch, folded
from dashboard.metrics.points import Known, Points
from dashboard.metrics.reference import COUNTIES, COUNTRIES, WHOLE, areas, industries, municipalities
from dashboard.metrics.selection import FIRST_YEAR, Selection
from dashboard.metrics.series import Break, Inputs, Point, Series
from dashboard.warehouse.engine import Engine

BY = ("area", "county", "country", "industry", "size", "year", "none")
LEVELS = ("section", "division")
SELECTED = "selection"  # as reference: the sum of the chosen areas
Ask = Callable[[Engine, Asked], Cells]


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


Answer = Callable[[Question], Series]


def compute(engine: Engine, question: Question, ask: Ask = fetch) -> Series:
    """The series that answers ``question``; ``ask`` may remember what it fetched.

    Raises UserError for a metric, `by`, level or reference that does not exist.
    """
    metric, selection = lookup(question.metric), question.selection
    shape, rows = _shape(metric, question), _rows(question)
    known = engine.known(metric.facts)
    first, last = _years(engine, metric, known, question, rows)
    asked = Asked(
        metric.cells_of or metric.id, shape, FIRST_YEAR if metric.cumulative else first, last,
        selection.codes() if shape.by_code else (), selection.sizes if shape.by_size else (),
    )  # fmt: skip
    cells = ask(engine, asked) if last else Cells("", {})
    years = tuple(range(first, last + 1)) if last else (engine.facts.as_of.year,)
    breaks = _breaks(engine, metric, rows, years)
    if metric.finish is None:
        bases = _bases(engine, metric, asked, ask)
        points, inputs = _summed(engine, metric, shape, rows, known, years, breaks, cells, bases)
    else:
        bases = Cells("", {})
        points, inputs = _measured(metric, question, rows, known, years, breaks, cells)
    divided = f"\n\n-- divided by\n{bases.sql}" if bases.sql else ""
    chosen = f"-- added up for {', '.join(selection.areas)}\n" if selection.areas else ""
    return Series(
        metric.id, metric.unit, metric.decimals, metric.kind, metric.direction, metric.grade, _reference(metric, question),
        engine.facts.as_of, engine.facts.demo, tuple(points), chosen + cells.sql + divided, breaks, inputs,
        metric.told_by or shape.breakdown,
    )  # fmt: skip


def _bases(engine: Engine, metric: Metric, asked: Asked, ask: Ask) -> Cells:
    """What a rate's cells are divided by; nothing for other metrics."""
    if not metric.per or not asked.last:
        return Cells("", {})
    if metric.base_follows:
        return ask(engine, asked._replace(shape=asked.shape._replace(base=True)))
    return ask(engine, Asked(metric.id, Shape(base=True), asked.first, asked.last))


def _summed(
    engine: Engine, metric: Metric, shape: Shape, rows: Mapping[str, str], known: Known, years: tuple[int, ...],
    breaks: tuple[Break, ...], cells: Cells, bases: Cells,
) -> tuple[list[Point], Inputs]:  # fmt: skip
    """The points of a metric that is a sum, or a sum over another."""
    sums = folded(cells, rows)
    if metric.cumulative:
        sums = accumulated(sums, years[-1])
    made = Points(engine, metric, known, sums, folded(bases, rows), _break_years(breaks, rows))
    points = made.with_intervals(list(made.of(rows, years, shape)))
    return points, made.inputs(points) if metric.per else {}


def _measured(
    metric: Metric, question: Question, rows: Mapping[str, str], known: Known, years: tuple[int, ...],
    breaks: tuple[Break, ...], cells: Cells,
) -> tuple[list[Point], Inputs]:  # fmt: skip
    """The points of a measure, which is worked out from the cells of its rows and of the reference economy."""
    assert metric.finish is not None
    reference = _reference(metric, question)
    members = question.selection.municipalities() if reference == SELECTED else municipalities(reference or WHOLE)
    economy = Economy(
        cells, rows, members, years, known, _break_years(breaks, rows), by_category=question.by == "industry"
    )
    codes = set(question.selection.codes())
    points, inputs = [], {}
    for f in metric.finish(economy):
        code = f.category.partition(".")[0]
        if codes and code in industries() and not {code, industries()[code]} & codes:
            continue
        point = Point(
            f.row, str(f.year), f.category, f.value, f.low, f.high, None if f.jobs is None else round(f.jobs), f.status, f.left_out
        )  # fmt: skip
        points.append(point)
        inputs[point.area, point.period, point.breakdown] = f.inputs
    return sorted(points, key=lambda p: (list(economy.names).index(p.area), p.period)), inputs


def _shape(metric: Metric, question: Question) -> Shape:
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


def _reference(metric: Metric, question: Question) -> str:
    """The economy that a measure compares with: Mittnorden unless another is asked for; other metrics have none."""
    return question.reference or (WHOLE if metric.finish and metric.cells_by == "industry" else "")


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


def _years(engine: Engine, metric: Metric, known: Known, question: Question, rows: Iterable[str]) -> tuple[int, int]:
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


def _breaks(engine: Engine, metric: Metric, rows: Mapping[str, str], years: tuple[int, ...]) -> tuple[Break, ...]:
    """The breaks of the metric's facts that lie within the years, not at their beginning; one for each row and year."""
    found = {
        (rows[area], year): Break.told(rows[area], year, *texts)
        for fact in metric.facts for area, year, *texts in engine.breaks.get(fact, ())
        if area in rows and years[0] < int(year) <= years[-1]
    }  # fmt: skip
    return tuple(found[key] for key in sorted(found))


def _break_years(breaks: tuple[Break, ...], rows: Mapping[str, str]) -> dict[str, frozenset[int]]:
    return {row: frozenset(int(b.period) for b in breaks if b.area == row) for row in dict.fromkeys(rows.values())}
