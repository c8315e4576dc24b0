"""What Compare and Municipality share: the metrics they tell, their lines, and places and values in words."""

import streamlit as st

from dashboard.metrics.catalogue import lookup
from dashboard.metrics.question import Question
from dashboard.metrics.readings.comparing import Line, Place, lines, narrowed
from dashboard.metrics.readings.money import Rates, convert, rates
from dashboard.metrics.readings.regions import regions
from dashboard.metrics.series import Point
from dashboard.ui import blocks
from dashboard.ui.state import View, remembered

RATES = (  # what places of any size are compared by
    "job_density", "companies_per_1000", "births_per_1000", "vacancies_per_1000_jobs", "higher_education_share", "evenness",
    "emissions_per_capita",
)  # fmt: skip
TOTALS = ("population", "jobs", "companies", "vacancies", "rd_contacts", "rd_projects", "rd_funding")


def name(view: View, key: str) -> str:
    """A place's name: an area's, or a functional region's."""
    found = regions().get(key)
    return found.names[view.t.language] if found else view.t.area(key)


def short(view: View, key: str) -> str:
    """The same without what stands in brackets: it is said once, not in every label."""
    return name(view, key).partition(" (")[0]


def number(view: View, metric: str, point: Point, currency: str = "EUR") -> str:
    """A value as it stands beside its metric's name, or the word for why there is none."""
    t, entry = view.t, lookup(metric)
    if point.value is None:
        return t.value(None, entry.unit, entry.decimals, point.status, point.low, point.high)
    if entry.unit == "EUR":
        return t.money(convert(point.value, currency, int(point.period), exchange(view)).amount, currency)
    if entry.unit == "percent":
        return t.value(point.value, "percent", entry.decimals)
    return t.number(point.value, entry.decimals)


@remembered
def exchange(view: View) -> Rates:
    """The exchange rates of the open warehouse."""
    return rates(view.engine)


def behind(view: View, metric: str, point: Point) -> str:
    """How many stand behind a rate, or nothing for what counts itself."""
    counted = lookup(metric).counted
    return view.t.value(point.count, counted) if counted and point.count is not None else ""


@remembered
def found(view: View, places: tuple[Place, ...], marks: tuple[Place, ...], metrics: tuple[str, ...]) -> list[Line]:
    """The lines of the places, worked out once for all readers."""
    return lines(view.series, view.selection, places, marks, metrics)


def explained(view: View, key: str, places: tuple[Place, ...], metrics: tuple[str, ...]) -> None:
    """The table and the explanation of any of several metrics: the reader picks which."""
    t = view.t
    with st.container(horizontal=True, vertical_alignment="bottom", key=f"explained_{key}"):
        metric = st.selectbox(
            t("compare.explain"),
            metrics,
            format_func=lambda m: t(f"metric.{m}.name"),
            key=f"explained_metric_{key}",
            width=360,
        )
        question = Question(metric, narrowed(view.selection, [key for place in places for key in place.keys]))
        blocks.actions(view, key, t(f"metric.{metric}.name"), question)
