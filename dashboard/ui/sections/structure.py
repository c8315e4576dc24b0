"""The page Structure: what the chosen areas are compared with, who is told of, and its answer in one sentence."""

from collections.abc import Callable
from dataclasses import replace
from typing import NamedTuple

import plotly.graph_objects as go
import streamlit as st

from dashboard.metrics.question import LEVELS, SELECTED, Question
from dashboard.metrics.readings.growth import newest
from dashboard.metrics.readings.shifts import Shift, shifts, since
from dashboard.metrics.reference import COUNTIES, WHOLE, municipalities
from dashboard.metrics.selection import Selection
from dashboard.metrics.series import Point
from dashboard.ui import blocks, controls
from dashboard.ui.sections import industries
from dashboard.ui.state import View, remembered

MOST = 12  # so many areas may be told of side by side
SPAN = 5  # years that growth looks back over, unless the filters say from when


class Choice(NamedTuple):
    """The economy that is compared with, and the level of industries."""

    reference: str
    level: str


def chosen(view: View) -> Choice:
    """What the reader compares with; it stands in the link. No area is compared with itself."""
    t, mine = view.t, view.selection.municipalities()
    references = [WHOLE, *(key for key in COUNTIES if municipalities(key) != mine)]
    if 1 < len(mine) <= MOST:
        references.append(SELECTED)
    levels = LEVELS[1:] if industries.by_division(view) else LEVELS
    with st.container(horizontal=True, key="structure_controls"):
        reference = controls.choice("reference", references, t("reference"), t.reference)
        level = controls.choice("level", levels, t("level"), lambda key: t(f"level.{key}"))
    return Choice(reference, level)


def apart(view: View, choice: Choice) -> bool:
    """Whether the chosen areas are what they are compared with: then they are told of one by one, else as their sum."""
    mine = view.selection.municipalities()
    return choice.reference == SELECTED or municipalities(choice.reference) == mine


def asked(view: View, metric: str, choice: Choice, level: str = "") -> tuple[Question, ...]:
    """The questions by industry whose answers together tell of the chosen areas: their sum, or each one."""
    ask = Question(metric, view.selection, "industry", True, reference=choice.reference, level=level or choice.level)
    if not apart(view, choice):
        return (ask,)
    if choice.reference == SELECTED:
        return (replace(ask, total=False),)
    return tuple(replace(ask, selection=of(view, key)) for key in COUNTIES)


def of(view: View, row: str) -> Selection:
    """The filters for one row of an answer: an area, or what the rows are a sum of."""
    if row == SELECTED:
        return view.selection
    return replace(view.selection, areas=() if row == WHOLE else (row,))


def points(view: View, questions: tuple[Question, ...]) -> list[Point]:
    """What is known of the newest year in the answers."""
    return [p for question in questions for p in industries.last_points(view.series(question))]


def named(view: View, row: str) -> str:
    """A row's area in words; of a sum without a name all that is in it."""
    return blocks.subject(view) if row == SELECTED else view.t.area(row)


def figure(
    view: View, key: str, title: str, summary: str, questions: tuple[Question, ...], draw: Callable[[], go.Figure]
) -> None:
    """A chart with the tables of all that it shows, and of each of the areas that it adds up."""
    t, drawn = view.t, draw()
    of_several = t.area(questions[0].selection.areas[0]) if len(questions) > 1 else ""
    blocks.figure(view, key, title, summary, questions[0], lambda: drawn, drawn.layout.height or 340, of_several)
    more = [(t.area(q.selection.areas[0]), q) for q in questions[1:]]
    if questions[0].total and len(questions) == 1 and len(view.selection.municipalities()) > 1:
        more = [(t("structure.each"), replace(questions[0], total=False))]
    for number, (label, question) in enumerate(more):
        blocks.actions(view, f"{key}_{number}", title, question, label)


@remembered
def answer(view: View, choice: Choice) -> str:
    """How the number of jobs has changed, and how much of it is the areas' own; what to import if nothing is known."""
    t, area = view.t, blocks.subject(view)
    if not newest(industries.whole(view, view.selection)):
        return t("jobs.nothing", area=area)
    question, found = summed(view, choice)
    if found is None:
        return t("structure.lead")
    series = view.series(question)
    ends = {"since": t.period(since(series)), "until": t.period(newest(series))}
    if apart(view, choice):
        return f"**{t('structure.answer.total', area=area, jobs=t.signed(found.total), **ends)}**"
    told = {"jobs": t.signed(found.total), "own": t.signed(found.regional), "reference": t.reference(choice.reference)}
    return f"**{t('structure.answer', area=area, **told, **ends)}**"


def summed(view: View, choice: Choice) -> tuple[Question, Shift | None]:
    """The parts of the change in all jobs of the chosen areas together."""
    question = since_break(view, Question("shift_share", view.selection, by="none", reference=choice.reference))
    return question, next(iter(shifts(view.series(question))), None)


def since_break(view: View, question: Question) -> Question:
    """The question from the last break in the series on, where the filters do not say from when."""
    series = view.series(question)
    if question.selection.first or not series.breaks:
        return question
    first, last = max(b.period for b in series.breaks), max(p.period for p in series.points)
    return replace(question, selection=replace(question.selection, first=int(first), last=int(last)))


def known(view: View, choice: Choice) -> bool:
    """Whether the jobs are known on both sides of the comparison; of how many municipalities they are not is said."""
    t, total = view.t, industries.whole(view, of(view, choice.reference)).latest
    if not industries.years(view, view.selection):
        return False  # the answer says so
    if total is None or total.value is None:
        st.info(t("structure.nothing", reference=t.reference(choice.reference)))
        return False
    if total.left_out:
        st.caption(t("structure.lacking", n=total.left_out, reference=t.reference(choice.reference)))
    return True
