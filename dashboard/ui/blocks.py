"""What pages are made of: the opening line, key figures, and figures with their title, summary and actions."""

from collections.abc import Callable
from typing import Literal

import plotly.graph_objects as go
import streamlit as st

from dashboard.metrics.catalogue import lookup
from dashboard.metrics.compute import Question
from dashboard.metrics.series import Point, Series
from dashboard.ui import explain, tables
from dashboard.ui.state import View


def opening(title: str, sentence: str) -> None:
    """What the page is and for which area, then its answer in one sentence."""
    st.title(title, anchor=False)
    st.markdown(sentence)


def subject(view: View) -> str:
    """The area that the page is about, in words."""
    return view.t.sentence([view.t.area(key) for key in view.selection.areas] or [view.t.area("MITT")])


def key_figures(view: View, metrics: list[str]) -> None:
    """Key figures side by side: label, value, change in words, tiny trend, and what the number means."""
    columns = st.columns(len(metrics), border=True)
    for column, metric in zip(columns, metrics, strict=True):
        # the last row of every card stands at its foot, with or without a trend above it
        with column, st.container(height="stretch", vertical_alignment="distribute"):
            key_figure(view, metric)


def key_figure(view: View, metric: str) -> None:
    """One key figure for the whole selection, with the change since the period before."""
    t, entry = view.t, lookup(metric)
    question = Question(metric, view.selection, by="none", every_year=True)
    series = view.series(question)
    totals = [p for p in series.points if p.breakdown in ("", "verified")]
    known = [p for p in totals if p.value is not None or p.low is not None]
    last = known[-1] if known else (totals[-1] if totals else None)
    value = t("status.missing") if last is None else _number(view, series, last)
    trend = [p.value for p in totals if p.value is not None]
    st.metric(
        t(f"metric.{metric}.name"), value, _change(view, series, known), chart_data=trend if len(trend) > 2 else None,
        delta_color="off" if entry.direction == "none" else "normal", delta_arrow=_arrow(known),
        delta_description=t("since", period=t.period(known[-2].period)) if _change(view, series, known) else None,
    )  # fmt: skip
    with st.container(horizontal=True, vertical_alignment="center"):
        if last is not None:
            st.caption(t.period(last.period) + _doubt(view, last))
        explain.button(view, question, f"key_{metric}")


def _number(view: View, series: Series, point: Point) -> str:
    t = view.t
    if point.value is not None:
        return t.number(point.value, series.decimals)
    if point.low is not None and point.high is not None:
        return f"{t.number(point.low)}–{t.number(point.high)}"
    return t(f"status.{point.status}")


def _doubt(view: View, point: Point) -> str:
    """Status travels with the value: said behind it unless all is well."""
    return "" if point.status in ("ok", "interval") else f" · {view.t(f'status.{point.status}')}"


def _change(view: View, series: Series, known: list[Point]) -> str | None:
    if len(known) < 2 or known[-1].value is None or known[-2].value is None:
        return None
    now, before = known[-1].value, known[-2].value
    if series.kind == "count" and before >= 100:
        return view.t.signed((now / before - 1) * 100, 1) + "\u00a0%"
    return view.t.signed(now - before, series.decimals)


def _arrow(known: list[Point]) -> Literal["up", "down", "off"]:
    if len(known) < 2 or known[-1].value is None or known[-2].value is None or known[-1].value == known[-2].value:
        return "off"
    return "up" if known[-1].value > known[-2].value else "down"


def figure(
    view: View, key: str, title: str, summary: str, question: Question, draw: Callable[[], go.Figure], height: int = 340
) -> None:
    """A chart under the sentence that states its finding, its summary in words, and its table and explanation."""
    with st.container(key=f"figure_{key}"):
        st.subheader(title, anchor=False)
        st.plotly_chart(
            draw(), key=f"chart_{key}", theme=None, height=height, alt=f"{title} {summary}", config=chart_config(view)
        )
        st.caption(summary)
        actions(view, key, title, question)


def actions(view: View, key: str, title: str, question: Question) -> None:
    """The row of quiet buttons that every figure has."""
    with st.container(horizontal=True, gap="small"):
        tables.button(view, view.series(question), title, key)
        explain.button(view, question, key)


def chart_config(view: View) -> dict[str, object]:
    """Plotly in the reader's language, with nothing on it but the picture to take home."""
    language = view.t.language
    return {
        "displaylogo": False, "showSendToCloud": False, "modeBarButtons": [["toImage"]],
        "locale": language, "locales": {language: view.t.plotly_locale()},
        "toImageButtonOptions": {"format": "png", "scale": 3},
    }  # fmt: skip


def series_over_years(view: View, metric: str, by: str = "none") -> Series:
    """A metric for the selection over all its years."""
    return view.series(Question(metric, view.selection, by=by, every_year=True))
