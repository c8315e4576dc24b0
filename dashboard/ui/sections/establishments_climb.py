"""Establishments and jobs over time: what is verified against the straight line to the goal, and what may still come."""

from datetime import date

import plotly.graph_objects as go
import streamlit as st

from dashboard.exports.tables import Column
from dashboard.figures import climb as drawn
from dashboard.figures.theme import Texts
from dashboard.metrics.catalogue import lookup
from dashboard.metrics.readings import climb
from dashboard.metrics.readings.climb import Climb
from dashboard.metrics.readings.pace import Standing
from dashboard.ui import blocks, controls, maps
from dashboard.ui.sections import establishments, overview, record_rows
from dashboard.ui.state import View, remembered

METRICS = ("establishments", "jobs_created")
LEVEL = 0.05  # a smaller distance from the line would be told as 0,0


def show(view: View) -> None:
    """The picture of the goal that is asked for, under the sentence that says whether it is ahead of the line or behind."""
    t = view.t
    metric = controls.switch("goal", METRICS, t("establishments.climb.goal"), lambda key: t(f"metric.{key}.name"))
    goal, way = overview.goals(view)[METRICS.index(metric)], _way(view, metric)
    first, last = _years(view, goal)
    if first >= last:
        st.info(t("establishments.climb.years", start=goal.start, end=goal.end))
        return
    title, summary = finding(view, goal, way), _summary(view, goal, way)
    with st.container(key="figure_climb"):
        st.subheader(title, anchor=False)
        st.plotly_chart(
            _chart(view, metric), key=f"chart_climb_{metric}", theme=None, height=drawn.HEIGHT, alt=f"{title}. {summary}",
            config=blocks.chart_config(view),
        )  # fmt: skip
        st.caption(summary)
        meaning = f"{t(f'metric.{metric}.definition')}\n\n{t('establishments.climb.meaning')}"
        record_rows.actions(view, "climb", title, establishments.MARTS, lambda: _columns(view, metric), meaning)


@remembered
def _way(view: View, metric: str) -> Climb:
    goal = overview.goals(view)[METRICS.index(metric)]
    return climb.climb(climb.results(establishments.chosen(view), metric), goal.start, goal.end, goal.as_of)


def _years(view: View, goal: Standing) -> tuple[date, date]:
    """The days that are shown: the programme's, as far as they lie in the chosen years."""
    chosen = view.selection
    first = max(goal.start, date(chosen.first, 1, 1)) if chosen.first else goal.start
    return first, min(goal.end, date(chosen.last, 12, 31)) if chosen.last else goal.end


def _part(view: View) -> bool:
    """Whether a part of the whole is chosen, which has no goal of its own."""
    return bool(view.selection.areas or view.selection.codes())


def finding(view: View, goal: Standing, way: Climb) -> str:
    """What is verified, and how far that is from the straight line; of a part only what is verified."""
    t = view.t
    values = {"verified": _amount(view, goal.metric, way.verified)}
    if _part(view):
        return t("establishments.climb.part", area=blocks.subject(view), **values)
    if goal.ended:
        return t("establishments.climb.ended", target=t.number(goal.target), **values)
    distance = way.verified - climb.straight(goal, goal.as_of)
    direction = "level" if abs(distance) < LEVEL else "ahead" if distance > 0 else "behind"
    return t(f"establishments.climb.{direction}", difference=t.number(abs(distance), 1), **values)


def _summary(view: View, goal: Standing, way: Climb) -> str:
    """The pace, and what there would be if all went well; where a part is chosen, why there is no line."""
    t = view.t
    told = [t("establishments.climb.no_goal")] if _part(view) else [overview.pace(view, goal)]
    if way.ahead:
        told.append(t("establishments.climb.ahead_told", possible=_amount(view, goal.metric, way.possible)))
    return " ".join(told)


def _amount(view: View, metric: str, amount: float) -> str:
    return view.t.value(amount, lookup(metric).unit, 0 if amount == int(amount) else 1)


@remembered
def _chart(view: View, metric: str) -> go.Figure:
    t, goal, way = view.t, overview.goals(view)[METRICS.index(metric)], _way(view, metric)
    first, last = _years(view, goal)
    line = [] if _part(view) else [(goal.start, 0.0), (goal.end, goal.target)]
    ahead = (way.reached[-1], *way.ahead) if way.ahead else ()  # the one goes on where the other stops
    info = drawn.info(way.reached, ahead, line, goal.as_of, first, last)

    def ends(at: tuple[drawn.At, ...]) -> str:
        return establishments.number(view, at[-1][1]) if at else ""

    words = {
        "reached": t("establishments.climb.reached", number=ends(info.reached)),
        "ahead": t("establishments.climb.ahead_name", number=ends(info.ahead)),
        "straight": t("establishments.climb.straight", number=ends(info.straight)),
        "today": t.date(goal.as_of),
    }
    base = maps.texts(view)
    texts = Texts(
        number=lambda amount: establishments.number(view, amount), period=base.period, words={**base.words, **words}
    )
    return drawn.draw(info, texts, view.mode)


def _columns(view: View, metric: str) -> record_rows.Columns:
    """Each day on which the verified or the possible total changes."""
    t, goal, way = view.t, overview.goals(view)[METRICS.index(metric)], _way(view, metric)
    every = sorted({step.day for step in (*way.reached, *way.ahead)})
    now = way.reached[-1].day
    return [
        (Column("day", t("establishments.column.day"), "date"), every),
        (Column("verified", t("verification.verified").capitalize(), "number"),
         [climb.at(way.reached, day) if day <= now else None for day in every]),
        (Column("possible", t("establishments.column.possible"), "number"),
         [climb.at(way.ahead, day) if way.ahead and day >= now else None for day in every]),
        *([] if _part(view) else [(Column("straight", t("establishments.column.straight"), "number"),
                                  [round(climb.straight(goal, day), 2) for day in every])]),
    ]  # fmt: skip
