"""The table of a comparison: every metric of every place, with ranks and cautions."""

from dashboard.figures.plain import Column, Grid
from dashboard.metrics.catalogue import lookup
from dashboard.metrics.question import Question
from dashboard.metrics.ranking import ENOUGH
from dashboard.metrics.readings.comparing import Line, Place, Value, narrowed
from dashboard.metrics.readings.contrast import Standing, standing
from dashboard.metrics.reference import municipalities
from dashboard.views import comparison
from dashboard.views.parts import Part, Records, Rows
from dashboard.views.view import View, remembered

KEY, HEIGHT = "table", 420  # px
METRICS = (*comparison.RATES, *comparison.TOTALS)
NUMBERS, WHOLE = ("value", "low", "high"), ("count", "rank", "rank_of", "rank_best", "rank_worst")
COLUMNS = ("metric", "unit", "area", "area_name", "period", *NUMBERS, "count", "status", *WHOLE[1:])
Row = tuple[Line, Value, Standing | None]


def part(view: View, places: tuple[Place, ...], currency: str) -> Part | None:
    """Every metric of every place with its rank among the municipalities, and a caution where that means little."""
    t, rows = view.t, _rows(view, places)
    if not rows:
        return None
    numbers = (t("column.value"), t("column.count"), t("column.rank"))
    return Part(
        KEY, t("compare.table"), t("compare.table.help", least=ENOUGH),
        Rows(lambda: _words(view, rows, currency), numbers, HEIGHT), lambda: _plain(_words(view, rows, currency)),
        comparison.asked(view, places, METRICS),
        records=Records(lambda: _grid(view, rows), (), t("compare.table.help", least=ENOUGH)),
    )  # fmt: skip


def _words(view: View, rows: list[Row], currency: str) -> dict[str, list[str]]:
    t = view.t
    return {
        t("column.metric"): [t(f"metric.{line.metric}.name") for line, *_ in rows],
        t("column.area"): [comparison.short(view, value.place) for _, value, _ in rows],
        t("column.value"): [comparison.number(view, line.metric, value.point, currency) for line, value, _ in rows],
        t("column.count"): [comparison.behind(view, line.metric, value.point) for line, value, _ in rows],
        t("column.period"): [line.period for line, *_ in rows],
        t("column.rank"): ["–" if s is None else t("compare.rank", place=s.place, of=s.of) for *_, s in rows],
        t("compare.care"): [care(view, value, s) for _, value, s in rows],
    }


@remembered
def _rows(view: View, places: tuple[Place, ...]) -> list[Row]:
    rows: list[Row] = []
    for line in comparison.found(view, places, (), METRICS):
        if not any(value.point.known for value in line.values):
            continue
        year = int(line.period) if line.period else None
        everywhere = view.series(Question(line.metric, narrowed(view.selection, (), year)))
        rows.extend(
            (line, value, standing(everywhere, value.place) if value.place in municipalities() else None)
            for value in line.values if value.point.status != "incomparable"  # it has its value on its own country's line
        )  # fmt: skip
    return rows


def care(view: View, value: Value, placed: Standing | None) -> str:
    """What must be borne in mind with a value and its rank."""
    t, point = view.t, value.point
    told = [] if point.status in ("ok", "interval") or point.value is None else [t(f"status.{point.status}")]
    if point.value is not None and not value.enough:
        told.append(t("compare.care.few"))
    if placed and (placed.best, placed.worst) != (placed.place, placed.place):
        told.append(t("compare.care.chance", best=placed.best, worst=placed.worst))
    return t.sentence(told)


def _plain(words: dict[str, list[str]]) -> Grid:
    """The same rows; their values are words, since each metric has its unit."""
    return Grid(tuple(Column(label) for label in words), tuple(zip(*words.values(), strict=True)))


def _grid(view: View, rows: list[Row]) -> Grid:
    """The table as numbers; money stays in euro, as its unit says."""
    t = view.t
    cells = (
        (
            t(f"metric.{line.metric}.name"), t(f"unit.{lookup(line.metric).unit}", n="").strip(), value.place,
            comparison.name(view, value.place), line.period, value.point.value, value.point.low, value.point.high,
            value.point.count, t(f"status.{value.point.status}"), *(placed or (None,) * 4),
        )
        for line, value, placed in rows
    )  # fmt: skip
    return Grid(tuple(_column(view, name) for name in COLUMNS), tuple(cells))


def _column(view: View, name: str) -> Column:
    label = view.t(f"column.{name}")
    if name in NUMBERS:
        return Column(label, "number", 2, name)
    return Column(label, "integer" if name in WHOLE else "text", name=name)
