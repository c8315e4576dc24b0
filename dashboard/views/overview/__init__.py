"""The overview: the answer, where the goals stand, the small map, what has changed, and how companies have gone."""

from itertools import islice

from dashboard.figures import progress, trend_plain
from dashboard.figures import trend as trends
from dashboard.figures.theme import Texts
from dashboard.metrics.question import Question
from dashboard.metrics.ranking import ranked
from dashboard.metrics.readings.pace import Standing, standings
from dashboard.views import area_map, key_figures
from dashboard.views.overview import changes
from dashboard.views.parts import Asked, Html, Note, Part, Parts, Plot, together
from dashboard.views.view import View, remembered
from dashboard.views.wording import subject, texts, within

FIGURES = ("companies", "jobs", "vacancies", "rd_contacts", "workplaces", "employees", "population")  # by importance
HEIGHT = 430  # px: of the map


def parts(view: View) -> Parts:
    """What stands on the page."""
    return together(
        *(meter(view, goal) for goal in goals(view)),
        *_figures(view),
        _small_map(view),
        changes.part(view),
        _trend(view),
    )


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
        sentence = t("overview.goal.part", n=round(goal.verified), area=subject(view), target=values["target"])
    elif goal.ended:
        sentence = t("overview.goal.ended", **values)
    elif goal.verified >= goal.target:
        sentence = t("overview.goal.reached", **values)
    elif goal.reached_on is None:
        sentence = t("overview.goal.never", **values)
    else:
        sentence = t("overview.goal.forecast", month=t.period(f"{goal.reached_on:%Y-%m}"), **values)
    return f"**{sentence}**"


def meter(view: View, goal: Standing) -> Part | Note:
    """One goal: its title with the number, a thin bar, and the pace reached against the pace needed."""
    t, key, target = view.t, f"meter_{goal.metric}", view.t.number(goal.target)
    if goal.verified is None:
        title = t(f"overview.meter.{goal.metric}.unknown", target=target)
        return Note(t("overview.meter.unknown"), True, key, title)
    title, name = (
        t(f"overview.meter.{goal.metric}", verified=t.number(goal.verified, 0), target=target),
        f"metric.{goal.metric}.name",
    )
    states = {"verified": goal.verified, "reported": goal.reported or 0, "expected": goal.expected or 0}
    told = {state: f"{t.number(value)} {t(f'verification.{state}')}" for state, value in states.items()}
    words = {
        **told,
        "title": f"{title}. {', '.join(told.values())}.",
        "target": t("overview.meter.target", target=target),
    }
    info, said = progress.info(**states, target=goal.target), Texts(words=words)
    named = {state: t(f"verification.{state}").capitalize() for state in states}  # outputs write the numbers themselves
    alone = Texts(words={**named, "target": t("overview.meter.target", target="").strip()})
    return Part(
        key, title, pace(view, goal), Html(lambda: progress.draw(info, said, view.mode)),
        lambda: progress.plain(info, alone, t(name), goal.metric),
        (Asked(Question(goal.metric, view.selection, by="none")),),
    )  # fmt: skip


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


def _figures(view: View) -> tuple[Part | Note | None, ...]:
    """The four most important key figures that there is a value for, and which of the first four are not known."""
    there = (m for m in FIGURES if any(p.status != "missing" for p in key_figures.over_years(view, m).points))
    known = list(islice(there, 4))  # the others are asked for only where one of the first is not known
    lacking = [view.t(f"metric.{m}.name") for m in FIGURES[:4] if m not in known]
    said = view.t("overview.lacking", names=view.t.sentence([lacking[0], *map(within, lacking[1:])])) if lacking else ""
    return key_figures.part(view, known), Note(said, True, "lacking") if said else None


def _small_map(view: View) -> Part:
    """Companies per inhabitant, municipality by municipality, or where these are not known the workplaces there are."""
    if len(ranked(area_map.series_of(view, "companies_per_1000", None))) > 1:
        return area_map.part(view, "companies_per_1000", HEIGHT, key="overview")
    return area_map.part(view, "workplaces", HEIGHT, totals=True, key="overview")


def _trend(view: View) -> Part | None:
    """How the number of companies has gone, under the sentence that says it."""
    t, series = view.t, key_figures.over_years(view, "companies")
    known = [p for p in series.points if p.value is not None]
    if len(known) < 2:
        return None
    first, last = known[0], known[-1]
    assert first.value is not None and last.value is not None
    share = (last.value - first.value) / first.value if first.value else 0.0
    direction = "up" if share > 0 else "down" if share < 0 else "none"
    title = t(
        f"overview.trend.{direction}", area=subject(view), share=t.percent(abs(share)), since=t.period(first.period)
    )
    summary = t(
        "overview.trend.summary", first=t.period(first.period), first_value=t.number(first.value),
        last=t.period(last.period), last_value=t.number(last.value),
    )  # fmt: skip
    info, words, unit = trends.info(series), texts(view), t("metric.companies.name")
    return Part(
        "trend", title, summary, Plot(lambda: trends.draw(info, words, view.mode), 220),
        lambda: trend_plain.plain(info, words, unit=unit), (Asked(key_figures.question(view, "companies")),),
    )  # fmt: skip
