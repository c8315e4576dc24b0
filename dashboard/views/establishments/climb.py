"""Establishments and jobs over time: what is verified against the straight line to the goal, and what may still come."""

from datetime import date

from dashboard.figures import climb as drawn
from dashboard.figures.plain import Column, Grid
from dashboard.figures.theme import Texts
from dashboard.metrics.catalogue import lookup
from dashboard.metrics.readings import climb
from dashboard.metrics.readings.climb import Climb
from dashboard.metrics.readings.pace import Standing
from dashboard.views import overview
from dashboard.views.establishments import ledger
from dashboard.views.grids import Filled, of_columns
from dashboard.views.parts import Note, Part, Plot, Records
from dashboard.views.view import View, remembered
from dashboard.views.wording import subject, texts

METRICS = ("establishments", "jobs_created")
LEVEL = 0.05  # a smaller distance from the line would be told as 0,0


def part(view: View) -> Part | Note:
    """The goal that is asked for, under the sentence that says whether it is ahead of the line or behind."""
    t, metric, goal, way = view.t, view.option("goal", METRICS), _goal(view), _way(view)
    first, last = _years(view, goal)
    if first >= last:
        return Note(t("establishments.climb.years", start=goal.start, end=goal.end), key="climb")
    meaning = f"{t(f'metric.{metric}.definition')}\n\n{t('establishments.climb.meaning')}"
    name, decimals = t(f"metric.{metric}.name"), lookup(metric).decimals
    return Part(
        "climb", finding(view, goal, way), _summary(view, goal, way),
        Plot(lambda: drawn.draw(_info(view), _texts(view), view.mode), drawn.HEIGHT),
        lambda: drawn.plain(_info(view), _texts(view, alone=True), unit=name, decimals=decimals),
        records=Records(lambda: _table(view), ledger.MARTS, meaning),
    )  # fmt: skip


def _goal(view: View) -> Standing:
    return overview.goals(view)[METRICS.index(view.option("goal", METRICS))]


@remembered
def _way(view: View) -> Climb:
    goal = _goal(view)
    return climb.climb(climb.results(ledger.chosen(view), goal.metric), goal.start, goal.end, goal.as_of)


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
        return t("establishments.climb.part", area=subject(view), **values)
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
def _info(view: View) -> drawn.Climb:
    goal, way = _goal(view), _way(view)
    line = [] if _part(view) else [(goal.start, 0.0), (goal.end, goal.target)]
    ahead = (way.reached[-1], *way.ahead) if way.ahead else ()  # the one goes on where the other stops
    return drawn.info(way.reached, ahead, line, goal.as_of, *_years(view, goal))


def _texts(view: View, *, alone: bool = False) -> Texts:
    """The lines' names with their last numbers, or ``alone`` for outputs that write these themselves, and the day of today."""
    t, info, base = view.t, _info(view), texts(view)

    def ends(at: tuple[drawn.At, ...]) -> str:
        return ledger.number(view, at[-1][1]) if at and not alone else ""

    words = {
        "reached": t("establishments.climb.reached", number=ends(info.reached)).strip(),
        "ahead": t("establishments.climb.ahead_name", number=ends(info.ahead)).strip(),
        "straight": t("establishments.climb.straight", number=ends(info.straight)).strip(),
        "today": t.date(info.today),
    }
    return Texts(number=lambda amount: ledger.number(view, amount), period=base.period, words={**base.words, **words})


def _table(view: View) -> Grid:
    """Each day on which the verified or the possible total changes."""
    t, goal, way = view.t, _goal(view), _way(view)
    every, decimals = sorted({step.day for step in (*way.reached, *way.ahead)}), lookup(goal.metric).decimals
    now = way.reached[-1].day
    return of_columns([
        Filled(Column(t("establishments.column.day"), "date", name="day"), every),
        Filled(Column(t("verification.verified").capitalize(), "number", decimals, "verified"),
               [climb.at(way.reached, day) if day <= now else None for day in every]),
        Filled(Column(t("establishments.column.possible"), "number", decimals, "possible"),
               [climb.at(way.ahead, day) if way.ahead and day >= now else None for day in every]),
        *([] if _part(view) else [Filled(Column(t("establishments.column.straight"), "number", 1, "straight"),
                                         [round(climb.straight(goal, day), 2) for day in every])]),
    ])  # fmt: skip
