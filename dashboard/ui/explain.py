"""Explain this number: what is counted, how, from what, how comparable, and how to get it again."""

import streamlit as st

from dashboard.metrics import origin
from dashboard.metrics.catalogue import lookup
from dashboard.metrics.compute import Question
from dashboard.metrics.series import Point, Series
from dashboard.ui import filters
from dashboard.ui.state import View


def button(view: View, question: Question, key: str) -> None:
    """A quiet button that opens the explanation; nothing of it is sent before it is asked for."""
    if st.button(view.t("action.explain"), icon=":material/info:", type="tertiary", key=f"explain_{key}"):
        st.dialog(view.t("explain.title"), width="large")(show)(view, question)


def show(view: View, question: Question) -> None:
    """The explanation of a question's answer, with this very number's inputs filled in."""
    t, series, metric = view.t, view.series(question), lookup(question.metric)
    st.markdown(f"**{t(f'metric.{metric.id}.name')}**  \n{t(f'metric.{metric.id}.definition')}")
    st.markdown(f"**{t('explain.formula')}**  \n{t(f'metric.{metric.id}.formula')}")
    last = series.latest
    if last is not None and len({point.area for point in series.points}) == 1:
        st.markdown(f"**{t('explain.this')}**  \n{_filled(view, series, last)}")
        st.caption(t(f"status.{last.status}.meaning"))
    st.markdown(f"**{t('explain.grade')}: {t(f'grade.{metric.grade}')}**  \n{t(f'metric.{metric.id}.caveat')}")
    st.markdown(f"**{t('explain.sources')}**")
    for line in source_lines(view, metric.id):
        st.markdown(f"- {line}")
    st.markdown(f"**{t('explain.steps')}**  \n{t('explain.steps.text')}")
    with st.expander(t("explain.sql")):
        st.code(series.sql, language="sql", wrap_lines=True)
    st.markdown(f"**{t('explain.again')}**")
    st.code(command(question), language="bash", wrap_lines=True)
    st.code(filters.link(view), language=None, wrap_lines=True)


def _filled(view: View, series: Series, point: Point) -> str:
    """The number with its area and period, and for a rate the count it was divided from."""
    t = view.t
    value = t.value(point.value, series.unit, series.decimals, point.status, point.low, point.high)
    where = f"{t.area(point.area)}, {t.period(point.period)}: **{value}**"
    if series.kind == "rate" and point.value and point.count is not None:
        base = point.count * lookup(series.metric).per / point.value
        return t("explain.rate", where=where, count=t.number(point.count), base=t.number(base))
    if point.left_out:
        return t("explain.left_out", where=where, n=point.left_out)
    return where


def source_lines(view: View, metric: str) -> list[str]:
    """Each source behind a metric in one line: title, publisher, licence, as-of date."""
    t, known = view.t, origin.publishers()
    as_of = {row["source"]: row["as_of"] for row in reversed(origin.releases(view.engine))}
    lines = []
    for name in origin.source_names(view.engine, lookup(metric)):
        source = known.get(name, {"publisher": name, "licence": "", f"title_{t.language}": name})
        day = f" · {t('as_of', day=as_of[name])}" if name in as_of else ""
        lines.append(f"{source[f'title_{t.language}']} · {source['publisher']} · {source['licence']}{day}")
    return lines


def command(question: Question) -> str:
    """The command line that prints the same numbers."""
    chosen = question.selection
    parts = [f"python -m dashboard metric {question.metric}"]
    parts += [f"--{name} {value}" for name, value in chosen.to_query().items()]
    if question.by != "area":
        parts.append(f"--by {question.by}")
    if question.total:
        parts.append("--total")
    if question.reference:
        parts.append(f"--reference {question.reference}")
    return " ".join([*parts, "--format json"])
