"""The Map page: what to show and which year, and for each way of showing its map and list."""

from dataclasses import replace

from dashboard.figures.plain import Cell, Column, Grid
from dashboard.metrics.catalogue import lookup
from dashboard.metrics.ranking import ordered, scales
from dashboard.metrics.readings import mapped
from dashboard.metrics.series import Point, Series
from dashboard.views import area_map
from dashboard.views.grids import of_series
from dashboard.views.map_page import workplace_map
from dashboard.views.parts import Part, Parts, Records, Rows, together
from dashboard.views.view import View

SHOWS = ("workplaces", "rate", "total")
METRICS = {
    "rate": (
        "companies_per_1000", "jobs_per_1000", "job_density", "births_per_1000", "vacancies_per_1000_jobs",
        "higher_education_share", "emissions_per_capita",
    ),
    # emissions are not among them: circles of one size would be compared across the border, which grade C forbids
    "total": (
        "companies", "workplaces", "jobs", "vacancies", "establishments", "rd_contacts", "population", "bioeconomy_jobs",
        "circular_jobs",
    ),
}  # fmt: skip
COLOURS = ("country", "industry", "size")


def parts(view: View) -> Parts:
    """The map that is asked for, and its list twin."""
    show, year = view.option("show", SHOWS), int(view.option("year", years(view)))
    last = view.engine.facts.as_of.year
    if show == "workplaces":
        return together(*workplace_map.parts(view, year, view.option("colour", COLOURS)))
    metric, when = view.option("metric", metrics(view, show)), None if year == last else year
    drawn = area_map.part(view, metric, workplace_map.HEIGHT, totals=show == "total", year=when, key=show)
    return together(drawn, _list(view, area_map.series_of(view, metric, when)))


def years(view: View) -> tuple[str, ...]:
    """The years to choose from, the newest first: those of the filter, or the last twelve."""
    last = view.engine.facts.as_of.year
    first, end = view.selection.first or last - 11, view.selection.last or last
    return tuple(str(year) for year in range(end, first - 1, -1)) or (str(end),)


def metrics(view: View, show: str) -> tuple[str, ...]:
    """What may be shown in that way; how specialised areas are only in the one industry that is chosen."""
    one = show == "rate" and mapped.industry(view.selection)
    return (*METRICS[show], mapped.QUOTIENT) if one else METRICS[show]


def _list(view: View, series: Series) -> Part:
    """The list twin of an area map: every municipality with its value and what stands behind it, highest first; with grade C
    one country after the other."""
    t = view.t
    rows = [p for group in scales(series) for p in (*ordered(group), *(p for p in group if p.value is None))]

    def words() -> dict[str, list[str]]:
        return {
            t("column.area"): [t.area(p.area) for p in rows],
            t("column.country"): [t.area(p.area[:2]) for p in rows],
            t("column.value"): [_told(view, series, p) for p in rows],
            t("column.count"): ["" if p.count is None else t.number(p.count) for p in rows],
            t("column.period"): [t.period(p.period) for p in rows],
            t("column.status"): [t(f"status.{p.status}") for p in rows],
        }

    numbers = (t("column.value"), t("column.count"))
    definition = t(f"metric.{series.metric}.definition")
    return Part(
        "list", t("map.list"), "", Rows(words, numbers, 320), lambda: _grid(view, series, rows),
        records=Records(lambda: of_series(view, replace(series, points=tuple(rows))), lookup(series.metric).sources, definition),
    )  # fmt: skip


def _told(view: View, series: Series, point: Point) -> str:
    return view.t.value(point.value, series.unit, series.decimals, point.status, point.low, point.high)


def _grid(view: View, series: Series, rows: list[Point]) -> Grid:
    """The same with its numbers; a word where there is none."""
    t = view.t
    columns = (
        Column(t("column.area"), name="area_name"), Column(t("column.country"), name="country"),
        Column(t(f"metric.{series.metric}.name"), "number", series.decimals, "value"),
        Column(t("column.count"), "integer", name="count"), Column(t("column.period"), name="period"),
    )  # fmt: skip
    cells: list[tuple[Cell, ...]] = [
        (
            t.area(p.area), t.area(p.area[:2]), _told(view, series, p) if p.value is None else p.value, p.count, t.period(p.period),
        )
        for p in rows
    ]  # fmt: skip
    return Grid(columns, tuple(cells))
