"""Jobs gained and lost at workplaces, each side of the border for itself: the two may not be compared."""

from dataclasses import replace
from functools import partial

import plotly.graph_objects as go
import streamlit as st

from dashboard.figures import bars
from dashboard.metrics.question import Question
from dashboard.metrics.readings.balance import balance, bounds
from dashboard.metrics.reference import COUNTRIES
from dashboard.metrics.series import Point
from dashboard.ui import blocks
from dashboard.ui.sections import industries
from dashboard.ui.state import View, remembered

METRICS = ("job_creation", "job_destruction")


def show(view: View) -> None:
    """Two bars for each country with chosen areas, under what was gained and lost there; why they stand apart."""
    t = view.t
    sides = {c: found for c in COUNTRIES if (found := _latest(view, c)) and all(bounds(p) for p in found)}
    if not sides:
        return
    st.subheader(t("jobs.flow.title"), anchor=False)
    st.caption(t("metric.job_creation.caveat"))
    for column, (country, (gained, lost)) in zip(st.columns(2, gap="large"), sides.items(), strict=False):
        with column:
            told = {
                "country": t.area(country), "gained": _told(view, gained), "lost": _told(view, lost),
                "year": t.period(gained.period),
            }  # fmt: skip
            title, chart = t("jobs.flow.side", **told), partial(_chart, view, country)
            summary = t(f"jobs.flow.{balance(gained, lost)}")
            key, asked = f"flow_{country}", [_question(view, metric, country) for metric in METRICS]
            names = [t(f"metric.{metric}.name") for metric in METRICS]
            blocks.figure(view, key, title, summary, asked[0], chart, chart().layout.height, names[0])
            blocks.actions(view, f"{key}_lost", title, asked[1], names[1])


def _question(view: View, metric: str, country: str) -> Question:
    mine = tuple(key for key in view.selection.municipalities() if key.startswith(country))
    return Question(metric, replace(view.selection, areas=mine or (country,)), by="none")


def _latest(view: View, country: str) -> tuple[Point, Point] | None:
    """What was gained and lost in the last year known, where areas of the country are chosen."""
    if not any(key.startswith(country) for key in view.selection.municipalities()):
        return None
    gained, lost = (view.series(_question(view, metric, country)).latest for metric in METRICS)
    return None if gained is None or lost is None else (gained, lost)


def _told(view: View, point: Point) -> str:
    return view.t.value(point.value, "percent", 1, point.status, point.low, point.high)


@remembered
def _chart(view: View, country: str) -> go.Figure:
    t, found = view.t, _latest(view, country)
    rows = [
        bars.Bar(name, t(f"jobs.flow.{name}"), p.value, p.low, p.high, p.status, country)
        for name, p in zip(("gained", "lost"), found or (), strict=False)
    ]
    texts = replace(industries.texts(view), number=lambda value: t.number(value, 1))
    return bars.draw(bars.info(rows), texts, view.mode)
