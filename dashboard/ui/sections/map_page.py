"""The Map page: what to show, which year, and for each way of showing its map and list."""

from typing import NamedTuple

import streamlit as st

from dashboard.metrics.ranking import ordered, scales
from dashboard.metrics.readings import mapped
from dashboard.metrics.series import Series
from dashboard.ui import controls, tables
from dashboard.ui.sections import area_map, workplace_map
from dashboard.ui.state import View

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


class Asked(NamedTuple):
    """What the reader wants to see: the way of showing, the year (None: the latest), and the way's own choice."""

    show: str
    year: int | None
    choice: str  # a metric, or what colours the points


def chosen(view: View) -> Asked:
    """What to show, by what, and which year; all of it stands in the link."""
    t = view.t
    with st.container(horizontal=True, vertical_alignment="top", key="map_controls"):
        show = controls.switch("show", SHOWS, t("map.show"), lambda key: t(f"map.show.{key}"))
        if show == "workplaces":
            choice = controls.choice("colour", COLOURS, t("map.colour"), lambda key: t(f"map.colour.{key}"))
        else:
            choice = controls.choice(
                "metric", metrics(view, show), t("map.metric"), lambda key: t(f"metric.{key}.name"), key=f"choice_metric_{show}",
            )  # fmt: skip
        last = view.engine.facts.as_of.year
        years = list(range(view.selection.first or last - 11, (view.selection.last or last) + 1))
        asked = st.query_params.get("year", "")
        year = st.select_slider(
            t("map.year"), years, value=int(asked) if asked.isdigit() and int(asked) in years else years[-1], key="map_year", width=300,
        ) if len(years) > 1 else years[-1]  # fmt: skip
    controls.keep("year", str(year), str(last))
    if show == "rate" and not mapped.industry(view.selection):
        st.caption(t("map.quotient.help"))
    return Asked(show, None if year == last else year, choice)


def metrics(view: View, show: str) -> tuple[str, ...]:
    """What may be shown in that way; how specialised areas are only in the one industry that is chosen."""
    one = show == "rate" and mapped.industry(view.selection)
    return (*METRICS[show], mapped.QUOTIENT) if one else METRICS[show]


def show(view: View, asked: Asked) -> None:
    """The map that was asked for, and its list twin."""
    if asked.show == "workplaces":
        workplace_map.show(view, asked.year, asked.choice)
        return
    make = area_map.rate_deck if asked.show == "rate" else area_map.total_deck
    area_map.area_map(view, asked.choice, asked.show, workplace_map.HEIGHT, asked.year, make)
    area_list(view, area_map.series_of(view, asked.choice, asked.year))


def area_list(view: View, series: Series) -> None:
    """The list twin of an area map: every municipality with its value and what stands behind it, highest first; with grade C
    one country after the other."""
    t = view.t
    rows = [p for group in scales(series) for p in (*ordered(group), *(p for p in group if p.value is None))]
    st.subheader(t("map.list"), anchor=False)
    tables.grid(
        {
            t("column.area"): [t.area(p.area) for p in rows],
            t("column.country"): [t.area(p.area[:2]) for p in rows],
            t("column.value"): [t.value(p.value, series.unit, series.decimals, p.status, p.low, p.high) for p in rows],
            t("column.count"): ["" if p.count is None else t.number(p.count) for p in rows],
            t("column.period"): [t.period(p.period) for p in rows],
            t("column.status"): [t(f"status.{p.status}") for p in rows],
        },
        [t("column.value"), t("column.count")], 320, alt=t("map.list"),
    )  # fmt: skip
