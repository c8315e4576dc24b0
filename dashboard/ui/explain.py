"""Explain this number: what is counted, how, from what, how comparable, and how to get it again."""

import streamlit as st

from dashboard.metrics.catalogue import lookup
from dashboard.metrics.question import Question
from dashboard.metrics.series import Point, Series
from dashboard.views.explained import command, filled, named, source_lines, steps
from dashboard.views.view import View
from dashboard.views.wording import link


def button(view: View, question: Question, key: str) -> None:
    """A quiet button that opens the explanation; nothing of it is sent before it is asked for."""
    if st.button(view.t("action.explain"), icon=":material/info:", type="tertiary", key=f"explain_{key}"):
        st.dialog(view.t("explain.title"), width="large")(show)(view, question)


def show(view: View, question: Question) -> None:
    """The explanation of a question's answer, with the very number's inputs filled in that the reader picks."""
    t, series, metric = view.t, view.series(question), lookup(question.metric)
    st.markdown(f"**{t(f'metric.{metric.id}.name')}**  \n{t(f'metric.{metric.id}.definition')}")
    st.markdown(f"**{t('explain.formula')}**  \n{t(f'metric.{metric.id}.formula')}")
    point = _picked(view, series)
    if point is not None:
        st.markdown(f"**{t('explain.this')}**  \n{filled(view, series, point)}")
        st.caption(t(f"status.{point.status}.meaning"))
    st.markdown(f"**{t('explain.grade')}: {t(f'grade.{metric.grade}')}**  \n{t(f'metric.{metric.id}.caveat')}")
    if series.breaks:
        told = {f"- {t.period(b.period)}: {b.notes[t.language]}": None for b in series.breaks}
        st.markdown(f"**{t('explain.breaks')}**\n" + "\n".join(told))
    st.markdown(f"**{t('explain.sources')}**\n" + "\n".join(f"- {line}" for line in source_lines(view, metric.id)))
    st.markdown(f"**{t('explain.steps')}**\n" + "\n".join(f"1. {step}" for step in steps(view, question)))
    with st.expander(t("explain.sql")):
        st.code(series.sql, language="sql", wrap_lines=True)
    st.markdown(f"**{t('explain.again')}**")
    st.code(command(question), language="bash", wrap_lines=True)
    st.code(link(view), language=None, wrap_lines=True)


def _picked(view: View, series: Series) -> Point | None:
    """The number to explain: the one that stands for the series, or of several the one that the reader picks."""
    latest = series.latest
    there = list(reversed(series.points))
    if len(there) < 2:
        return latest

    largest = max(there, key=lambda p: (p.period, p.value if p.value is not None else -1.0))
    start = there.index(latest if latest in there else largest)
    return st.selectbox(
        view.t("explain.which"), there, index=start, format_func=lambda p: " · ".join(named(view, series, p)), key="explained"
    )
