"""A change in jobs by its parts: the industries of one area, or a row for each of several."""

import plotly.graph_objects as go
import streamlit as st

from dashboard.figures import parts
from dashboard.metrics.question import SELECTED, Question
from dashboard.metrics.readings.growth import newest
from dashboard.metrics.readings.shifts import Shift, best, most_own, shifts, since
from dashboard.metrics.series import Series
from dashboard.ui import blocks
from dashboard.ui.sections import industries, structure
from dashboard.ui.sections.structure import Choice
from dashboard.ui.state import View, remembered

MOST = 10
PARTS = ("national", "mix", "regional")


def show(view: View, choice: Choice) -> None:
    """The parts as bars; a sentence instead where a break or too few years forbid it."""
    t, question = view.t, _question(view, choice)
    series, found = view.series(question), shifts(view.series(question))
    if found:
        drawn, title, summary = _chart(view, choice), _finding(view, choice, found), _summary(view, choice, series)
        blocks.figure(view, "shift", title, summary, question, lambda: drawn, drawn.layout.height)
    elif any(p.status == "break" for p in series.points):
        year = max(b.period for b in series.breaks)
        st.info(t("structure.shift.break", year=t.period(year)))
    else:
        st.info(t("structure.shift.nothing", reference=t.reference(choice.reference)))


def _summary(view: View, choice: Choice, series: Series) -> str:
    """What the parts are, and what is not in the picture."""
    t, all_of_them, broken = view.t, shifts(series), {p.area for p in series.points if p.status == "break"}
    said = [t("structure.shift.summary", reference=t.reference(choice.reference))]
    if broken:
        said.append(t("structure.shift.broken", n=len(broken)))
    if _by_industry(view, choice) and len(all_of_them) > MOST:
        said.append(t("structure.shift.shown", n=MOST, all=len(all_of_them)))
    if view.selection.codes() and not _by_industry(view, choice):
        said.append(t("structure.whole"))
    if any(p.status == "partial" for p in series.points):
        said.append(t("structure.hidden"))
    return " ".join(said)


def _by_industry(view: View, choice: Choice) -> bool:
    return len(view.selection.areas) == 1 and choice.reference != SELECTED


def _question(view: View, choice: Choice) -> Question:
    ask = Question("shift_share", view.selection, reference=choice.reference, level=choice.level)
    if _by_industry(view, choice):
        ask = Question("shift_share", view.selection, "industry", True, reference=choice.reference, level=choice.level)
    return structure.since_break(view, ask)


@remembered
def _chart(view: View, choice: Choice) -> go.Figure:
    t, found = view.t, shifts(view.series(_question(view, choice)))
    if _by_industry(view, choice):
        found = most_own(found, MOST)
    told = [t.industry(s.industry, short=True) if s.industry else t.area(s.area) for s in found]
    rows = [parts.Parted(name, (s.national, s.mix, s.regional)) for name, s in zip(told, found, strict=True)]
    names = [t(f"structure.part.{part}") for part in PARTS]
    return parts.draw(parts.info(names, rows), industries.texts(view), view.mode)


def _finding(view: View, choice: Choice, found: list[Shift]) -> str:
    """The three parts of the whole change; of several areas who has most of its own."""
    t, series = view.t, view.series(_question(view, choice))
    ends = {"since": t.period(since(series)), "until": t.period(newest(series))}
    _, whole = structure.summed(view, choice)
    if _by_industry(view, choice) and whole is not None:
        told = {part: t.signed(getattr(whole, part)) for part in (*PARTS, "total")}
        return t("structure.shift.title", area=blocks.subject(view), **told, **ends)
    top = best(found)
    own = t.signed(top[0].regional)
    if not own.startswith("+"):
        return t("structure.shift.nobody", **ends)
    return t("structure.shift.best", names=t.sentence(t.area(s.area) for s in top), own=own, **ends)
