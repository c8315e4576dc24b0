"""Blocks of the overview: the answer, the goal meters, the small map, what has changed, the ways in."""

from itertools import islice

import plotly.graph_objects as go
import streamlit as st

from dashboard.figures import progress
from dashboard.figures import trend as trends
from dashboard.figures.theme import Texts
from dashboard.metrics.question import Question
from dashboard.metrics.ranking import ranked
from dashboard.metrics.readings.changes import Change, changes
from dashboard.metrics.readings.pace import Standing, standings
from dashboard.ui import blocks, explain, filters, maps
from dashboard.ui.sections import area_map
from dashboard.ui.state import View, remembered


@remembered
def goals(view: View) -> tuple[Standing, Standing]:
    """The two goals: establishments and jobs created."""
    return standings(view.engine, view.selection, view.series)


@remembered
def answer(view: View) -> str:
    """Where the region stands, in one sentence."""
    t = view.t
    goal, _ = goals(view)
    if goal.verified is None:
        return t("overview.goal.unknown")
    values = {"verified": t.number(goal.verified), "target": t.number(goal.target)}
    if view.selection.areas:  # a part has neither a goal nor a pace of its own
        sentence = t("overview.goal.part", n=round(goal.verified), area=blocks.subject(view), target=values["target"])
    elif goal.ended:
        sentence = t("overview.goal.ended", **values)
    elif goal.verified >= goal.target:
        sentence = t("overview.goal.reached", **values)
    elif goal.reached_on is None:
        sentence = t("overview.goal.never", **values)
    else:
        sentence = t("overview.goal.forecast", month=t.period(f"{goal.reached_on:%Y-%m}"), **values)
    return f"**{sentence}**"


def meters(view: View) -> None:
    """The two goals side by side: verified, reported and expected apart, and the pace in words."""
    for column, goal in zip(st.columns(2, gap="large"), goals(view), strict=True):
        with column:
            meter(view, goal)


def meter(view: View, goal: Standing) -> None:
    """One goal: its title with the number, a thin bar, and the pace reached against the pace needed."""
    t, target = view.t, view.t.number(goal.target)
    if goal.verified is None:
        st.subheader(t(f"overview.meter.{goal.metric}.unknown", target=target), anchor=False)
        st.caption(t("overview.meter.unknown"))
        return
    title = t(f"overview.meter.{goal.metric}", verified=t.number(goal.verified, 0), target=target)
    st.subheader(title, anchor=False)
    parts = {"verified": goal.verified, "reported": goal.reported or 0, "expected": goal.expected or 0}
    told = {name: f"{t.number(value)} {t(f'verification.{name}')}" for name, value in parts.items()}
    texts = Texts(words={**told, "title": f"{title}. {', '.join(told.values())}.",
                         "target": t("overview.meter.target", target=target)})  # fmt: skip
    st.html(progress.draw(progress.info(**parts, target=goal.target), texts, view.mode))
    with st.container(horizontal=True, vertical_alignment="center"):
        st.caption(pace(view, goal))
        explain.button(view, Question(goal.metric, view.selection, by="none"), f"meter_{goal.metric}")


def pace(view: View, goal: Standing) -> str:
    """The pace reached against the pace needed; a part of the region has none, and none is left when the period is over."""
    t = view.t
    if view.selection.areas:
        return t("overview.meter.part")
    if goal.ended or goal.pace is None or goal.pace_needed is None:
        return t("overview.meter.final", end=t.date(goal.end))
    return t(
        "overview.meter.pace", pace=t.number(goal.pace, 1), needed=t.number(goal.pace_needed, 1), end=t.date(goal.end)
    )


def what_changed(view: View) -> None:
    """What has happened, in plain sentences computed from the data."""
    t = view.t
    st.subheader(t("overview.changes"), anchor=False)
    st.markdown("\n".join(f"- {line}" for line in _sentences(view)) or t("overview.changes.none"))


@remembered
def _sentences(view: View) -> list[str]:
    return [sentence(view, change) for change in changes(view.engine, view.selection, view.series)]


def sentence(view: View, change: Change) -> str:
    """A change in words, with its numbers, areas and periods in the reader's language."""
    t, values = view.t, dict(change.values)
    if "share" in values:
        values["share"] = t.percent(values["share"])
    for name in ("now", "difference", "births", "deaths", "count"):
        if name in values:
            values[name] = t.number(values[name])
    if "fte" in values:
        values["fte"] = t.value(values["fte"], "fte", 0 if values["fte"] % 1 == 0 else 1)
        values["count"] = t.value(change.values["count"], "establishments")
    if "area" in values:
        values["area"] = t.area(values["area"])
    return t(f"change.{change.id}", **values)


FIGURES = ("companies", "jobs", "vacancies", "rd_contacts", "workplaces", "employees", "population")  # by importance


def figures(view: View) -> None:
    """The four most important key figures that there is a value for, and which of the first four are not known."""
    there = (m for m in FIGURES if any(p.status != "missing" for p in blocks.over_years(view, m).points))
    known = list(islice(there, 4))  # the others are asked for only where one of the first is not known
    if known:
        blocks.key_figures(view, known)
    if lacking := [view.t(f"metric.{m}.name") for m in FIGURES[:4] if m not in known]:
        names = view.t.sentence([lacking[0], *map(maps.within, lacking[1:])])
        st.caption(view.t("overview.lacking", names=names))


def small_map(view: View) -> None:
    """Companies per inhabitant, municipality by municipality, or where these are not known the workplaces there are."""
    if len(ranked(area_map.series_of(view, "companies_per_1000", None))) > 1:
        area_map.area_map(view, "companies_per_1000", key="overview", height=430)
    else:
        area_map.area_map(view, "workplaces", key="overview", height=430, make=area_map.total_deck)


def trend(view: View) -> None:
    """How the number of companies has gone, under the sentence that says it."""
    t = view.t
    question = Question("companies", view.selection, by="none", every_year=True)
    series = view.series(question)
    known = [p for p in series.points if p.value is not None]
    if len(known) < 2:
        return
    first, last = known[0], known[-1]
    assert first.value is not None and last.value is not None
    share = (last.value - first.value) / first.value if first.value else 0.0
    direction = "up" if share > 0 else "down" if share < 0 else "none"
    title = t(
        f"overview.trend.{direction}",
        area=blocks.subject(view),
        share=t.percent(abs(share)),
        since=t.period(first.period),
    )
    summary = t(
        "overview.trend.summary", first=t.period(first.period), first_value=t.number(first.value),
        last=t.period(last.period), last_value=t.number(last.value),
    )  # fmt: skip
    blocks.figure(view, "trend", title, summary, question, lambda: _trend_chart(view, question), height=220)


@remembered
def _trend_chart(view: View, question: Question) -> go.Figure:
    return trends.draw(trends.info(view.series(question)), maps.texts(view), view.mode)


# the pages that answer what is asked after the overview, each with its icon; the navigation has all of them
WAYS = {"municipality": "location_city", "compare": "compare_arrows", "jobs": "work", "map": "map"}


def ways_in(view: View) -> None:
    """Where to go next: for a decision-maker, a municipality, a presenter."""
    t, pages = view.t, st.session_state["pages"]
    st.subheader(t("overview.ways"), anchor=False)
    query = {**view.selection.to_query(), "lang": t.language}
    with st.container(horizontal=True, vertical_alignment="center"):
        for page, icon in WAYS.items():
            st.page_link(pages[page], label=t(f"overview.way.{page}"), icon=f":material/{icon}:", query_params=query)
        st.link_button(
            t("overview.way.present"), f"{filters.link(view)}&embed=true", icon=":material/slideshow:", type="tertiary"
        )
