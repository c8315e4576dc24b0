"""Answer a question: a metric for a selection, as a series in which nothing is blank without a reason."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from dashboard.metrics.catalogue import Metric, Shape, lookup
from dashboard.metrics.economy import Economy
from dashboard.metrics.fold import Asked, Cells, accumulated, fetch, folded
from dashboard.metrics.points import Known, Points
from dashboard.metrics.question import SELECTED, Question, reference_of, rows_of, shape_of, years_of
from dashboard.metrics.reference import WHOLE, industries, municipalities
from dashboard.metrics.selection import FIRST_YEAR, Selection
from dashboard.metrics.series import Break, Inputs, Point, Series
from dashboard.warehouse.engine import Engine

Ask = Callable[[Engine, Asked], Cells]
Answer = Callable[[Question], Series]


def compute(engine: Engine, question: Question, ask: Ask = fetch) -> Series:
    """The series that answers ``question``; ``ask`` may remember what it fetched. A rate that is asked for with a reference
    has the reference's own points behind the others.

    Raises UserError for a metric, `by`, level or reference that does not exist.
    """
    series = _computed(engine, question, ask)
    if not question.reference or series.kind != "rate":
        return series
    periods = [int(p.period) for p in series.points]
    there = question.selection.areas if question.reference == SELECTED else (question.reference,)
    chosen = question.selection
    where = Selection.of(there, chosen.industries, min(periods), max(periods), chosen.sizes, chosen.theme)
    by = question.by if question.by in lookup(question.metric).breakdowns else "none"
    beside = _computed(engine, Question(question.metric, where, by, total=True), ask)
    return replace(
        series, points=(*series.points, *(p._replace(area=question.reference) for p in beside.points)),
        inputs={**series.inputs, **{(question.reference, *key[1:]): of for key, of in beside.inputs.items()}},
    )  # fmt: skip


def _computed(engine: Engine, question: Question, ask: Ask) -> Series:
    metric, selection = lookup(question.metric), question.selection
    shape, rows = shape_of(metric, question), rows_of(question)
    known = engine.known(metric.facts)
    first, last = years_of(engine, metric, known, question, rows)
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
        metric.id, metric.unit, metric.decimals, metric.kind, metric.direction, metric.grade, reference_of(metric, question),
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
    reference = reference_of(metric, question)
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
