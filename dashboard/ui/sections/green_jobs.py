"""Jobs in the bio- and the circular economy, and which part of all jobs they are: blocks of the page Transition."""

from dataclasses import replace
from functools import partial

import plotly.graph_objects as go
import streamlit as st

from dashboard.figures import bars
from dashboard.figures import trend as trends
from dashboard.metrics.question import Question
from dashboard.metrics.ranking import ENOUGH, rankable, ranked
from dashboard.metrics.readings import green_shares
from dashboard.metrics.readings.course import course
from dashboard.metrics.series import Point, Series
from dashboard.ui import blocks, maps
from dashboard.ui.sections.circular import chosen, figure, highest
from dashboard.ui.state import View, remembered

GREEN = ("bioeconomy_jobs", "circular_jobs")
SHOWN = 10  # municipalities of a ranking, and the chosen ones


def known(view: View) -> bool:
    """Whether there is something to tell: jobs of the divisions of which something counts, not of whole sections only."""
    last = shares(view, GREEN).latest
    return last is not None and last.value is not None and (last.value > 0 or not last.left_out)


@remembered
def shares(view: View, parts: tuple[str, ...]) -> Series:
    """Jobs of these kinds in per cent of all jobs in the selection, whatever industries are chosen, over the years."""
    return green_shares.share([blocks.over_years(view, part) for part in parts], _whole(view))


def _whole(view: View) -> Series:
    every = replace(view.selection, industries=(), theme="")
    return view.series(Question("jobs", every, by="none", every_year=True))


@remembered
def answer(view: View) -> str:
    """How many jobs there are in the bio- and the circular economy, and which part of all jobs that is."""
    t, last = view.t, shares(view, GREEN).latest
    assert last is not None
    bio, circular = (
        t.number(next(p.value or 0 for p in blocks.over_years(view, part).points if p.period == last.period))
        for part in GREEN
    )
    values = {
        "area": blocks.subject(view),
        "period": t.period(last.period),
        "share": t.percent((last.value or 0) / 100),
    }
    return t(f"circular.answer.{_reach(view, last)}", bio=bio, circular=circular, **values)


def _reach(view: View, share: Point) -> str:
    """How far a share is to be trusted: ``all`` is known, it is at ``least`` so much, or ``some`` municipalities are not
    known, neither in it nor in what it is a part of."""
    whole = next(p for p in _whole(view).points if p.period == share.period)
    return "some" if whole.left_out else "least" if share.left_out else "all"


def card(view: View, metric: str) -> None:
    """A key figure, and under it which part of all jobs it is."""
    blocks.key_figure(view, metric)
    last = shares(view, (metric,)).latest
    if last is not None and last.value is not None:
        share, period = view.t.percent(last.value / 100), view.t.period(last.period)
        st.caption(view.t(f"circular.share.{_reach(view, last)}", share=share, period=period))


def farming(view: View) -> None:
    """Bioeconomy jobs over the years, with and without farming, forestry and fishing."""
    t, series = view.t, _farming(view)
    lines = {name: course(p for p in series.points if p.breakdown == name) for name in ("all", "without")}
    whole, rest = lines["all"], lines["without"]
    if whole is None:
        return
    since = t.period(whole.first.period)
    title = t(
        f"circular.farming.{whole.direction}", share=t.percent(abs(whole.share)), since=since, area=blocks.subject(view)
    )
    told = [t("circular.farming.all", last=t.period(whole.last.period), jobs=round(whole.last.value or 0))]
    if rest is not None:
        jobs, share = round(rest.last.value or 0), t.signed(100 * rest.share, 1)
        told.append(t("circular.farming.rest", jobs=jobs, share=share, since=since))
    told += [t("circular.least")] if any(p.left_out for p in series.points) else []
    figure(view, "farming", title, " ".join(told), series, _trend(view), 320)


@remembered
def _farming(view: View) -> Series:
    every, rest = blocks.over_years(view, "bioeconomy_jobs"), green_shares.without_farming(view.selection)
    named = [("all", every)]
    if rest and rest != view.selection:
        named.append(("without", view.series(Question("bioeconomy_jobs", rest, by="none", every_year=True))))
    return green_shares.beside(named, "farming")


@remembered
def _trend(view: View) -> go.Figure:
    names = {name: view.t.category("farming", name) for name in ("all", "without")}
    return trends.draw(trends.info(_farming(view)), replace(maps.texts(view), names=names), view.mode)


def ranking(view: View) -> None:
    """The municipalities by the part of their jobs that is in the bio- or the circular economy."""
    t, series = view.t, _everywhere(view)
    order, few = rankable(series), len(ranked(series)) - len(rankable(series))
    lacking = sum(p.value is None for p in series.points)
    told = [t("circular.least")] if any(p.left_out for p in order) else []
    told += [t("map.few", n=few, least=ENOUGH)] if few else []
    told += [t("map.lacking", n=lacking)] if lacking else []
    if not order:
        st.info(" ".join(told))
        return
    title = highest(view, order, "circular.ranking", partial(_shown, view))
    named = ", ".join(f"{t.area(p.area)} {_shown(view, p)}" for p in order[:3])
    figure(view, "green_ranking", title, f"{named}. {' '.join(told)}", series, _bars(view))


def _shown(view: View, point: Point) -> str:
    return view.t.percent((point.value or 0) / 100)


@remembered
def _everywhere(view: View) -> Series:
    """The share in every municipality: the chosen ones are emphasised, not cut out."""
    where = replace(view.selection, areas=())
    whole = view.series(Question("jobs", replace(where, industries=(), theme="")))
    return green_shares.share([view.series(Question(part, where)) for part in GREEN], whole)


@remembered
def _bars(view: View) -> go.Figure:
    t, mine = view.t, chosen(view)
    rows = [
        bars.Bar(p.area, t.area(p.area), p.value, status=p.status, area=p.area, emphasised=p.area in mine,
                 note=t.value(p.count, "jobs"))
        for p in rankable(_everywhere(view))
    ]  # fmt: skip
    texts = replace(maps.texts(view), number=lambda value: t.percent(value / 100))
    return bars.draw(bars.info(rows, most=SHOWN), texts, view.mode)
