"""What pages are made of: the opening line, key figures, and figures with their title, summary and actions."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from html import escape

import plotly.graph_objects as go
import streamlit as st

from dashboard.figures import vector
from dashboard.figures.theme import SIGNS, palette
from dashboard.metrics.catalogue import lookup
from dashboard.metrics.question import Question
from dashboard.metrics.reference import COUNTRIES
from dashboard.metrics.series import Point, Series
from dashboard.ui import explain, tables
from dashboard.ui.state import View, remembered


def opening(title: str, sentence: str) -> None:
    """What the page is and for which area, then its answer in one sentence."""
    st.title(title, anchor=False)
    st.markdown(sentence)


def subject(view: View) -> str:
    """The area that the page is about, in words."""
    return view.t.sentence([view.t.area(key) for key in view.selection.areas] or [view.t.area("MITT")])


def key_figures(view: View, metrics: Sequence[str]) -> None:
    """Key figures side by side: label, value, change in words, tiny trend, both sides of the border, explanation."""
    for column, metric in zip(st.columns(len(metrics), border=True), metrics, strict=True):
        with column:
            key_figure(view, metric)


def key_figure(view: View, metric: str) -> None:
    """One key figure for the whole selection, and what stands behind it one click away."""
    with st.container(
        horizontal=True, horizontal_alignment="distribute", vertical_alignment="center", key=f"named_{metric}"
    ):
        st.markdown(view.t(f"metric.{metric}.name"), width="stretch")
        explain.button(view, Question(metric, view.selection, by="none", every_year=True), f"key_{metric}")
    st.html(_card(view, metric))


def over_years(view: View, metric: str, by: str = "none") -> Series:
    """A metric for the selection over all its years."""
    return view.series(Question(metric, view.selection, by=by, every_year=True))


@remembered
def _card(view: View, metric: str) -> str:
    t, colours, series = view.t, palette(view.mode), over_years(view, metric)
    totals, last = series.comparable, series.latest
    known = [p for p in totals if p.known]
    name = t(f"metric.{metric}.name")
    quiet = f'style="color:{colours.muted};font-size:14px"'
    value = t("status.missing") if last is None else _number(view, series, last)
    period = "" if last is None else t.period(last.period) + _doubt(view, last)
    change = _change(view, series, known)
    since = f"{change} {t('since', period=t.period(known[-2].period))}" if change else ""
    return (
        f'<div style="font-size:40px;line-height:1.2;margin-top:-12px">{value}</div>'
        f"<div {quiet}>{escape(period)}</div><div {quiet}>{escape(since)}\u00a0</div>"
        f'<div style="margin:8px 0">{_picture(view, name, totals)}</div><div {quiet}>{_sides(view, metric, last)}</div>'
    )


def _picture(view: View, name: str, totals: Sequence[Point]) -> str:
    """The trend, where there are enough years for one."""
    values = [p.value for p in totals]
    told = [f"{view.t.period(p.period)}: {view.t.number(p.value)}" for p in totals if p.value is not None]
    return vector.sparkline(values, 44, f"{name}. {', '.join(told)}", view.mode) if len(told) > 2 else ""


def _sides(view: View, metric: str, whole: Point | None) -> str:
    """Both sides of the border apart, as a bar and in words, where the chosen areas lie on both: parts of the number."""
    t, colours, selection = view.t, palette(view.mode), view.selection
    year = int(whole.period) if whole else None
    found: dict[str, float] = {}
    for country in COUNTRIES:
        mine = tuple(key for key in selection.municipalities() if key.startswith(country))
        part = replace(selection, areas=mine, first=year, last=year)
        latest = view.series(Question(metric, part, by="none")).latest if mine else None
        if latest is not None and latest.value is not None:
            found[country] = latest.value
    if len(found) < 2:
        return ""
    entry = lookup(metric)
    words = {c: f"{t.area(c)} {_amount(view, entry.unit, value, entry.decimals)}" for c, value in found.items()}
    told = " · ".join(
        f'<span aria-hidden="true" style="color:{colours.country(country)}">{SIGNS[country]}</span> {escape(text)}'
        for country, text in words.items()
    )
    parts = [(value, colours.country(country)) for country, value in found.items()]
    bar = vector.shares(parts, 6, t.sentence(words.values())) if entry.kind == "count" else ""
    return bar + told


def _number(view: View, series: Series, point: Point) -> str:
    t = view.t
    if point.value is not None:
        return _amount(view, series.unit, point.value, series.decimals)
    return t.band(point.low, point.high) if point.low is not None else t(f"status.{point.status}")


def _amount(view: View, unit: str, value: float, decimals: int) -> str:
    """A number alone, for the figure's name says of what; per cent are told with their sign."""
    return view.t.value(value, unit, decimals) if unit == "percent" else view.t.number(value, decimals)


def _doubt(view: View, point: Point) -> str:
    """Status travels with the value: said behind it unless all is well."""
    return "" if point.status in ("ok", "interval") else f" · {view.t(f'status.{point.status}')}"


def _change(view: View, series: Series, known: list[Point]) -> str | None:
    if len(known) < 2 or known[-1].value is None or known[-2].value is None:
        return None
    now, before = known[-1].value, known[-2].value
    arrow = "▲" if now > before else "▼" if now < before else "→"
    if series.kind == "count" and before >= 100:
        return f"{arrow} {view.t.percent(abs(now / before - 1))}"
    if series.unit == "percent":
        return f"{arrow} {view.t.value(abs(now - before), 'points', series.decimals)}"
    return f"{arrow} {view.t.number(abs(now - before), series.decimals)}"


def figure(
    view: View, key: str, title: str, summary: str, question: Question, draw: Callable[[], go.Figure], height: int = 340,
    label: str = "",
) -> None:  # fmt: skip
    """A chart under the sentence that states its finding, its summary in words, and its table and explanation; ``label``
    says what of the chart these are of, where there are several."""
    with st.container(key=f"figure_{key}"):
        st.subheader(title, anchor=False)
        st.plotly_chart(
            draw(), key=f"chart_{key}", theme=None, height=height, alt=f"{title} {summary}", config=chart_config(view)
        )
        st.caption(summary)
        actions(view, key, title, question, label)


def picture(view: View, key: str, title: str, summary: str, question: Question, html: str) -> None:
    """The same for a picture that is HTML and images, each with its own text."""
    with st.container(key=f"figure_{key}"):
        st.subheader(title, anchor=False)
        st.html(html)
        st.caption(summary)
        actions(view, key, title, question)


def actions(view: View, key: str, title: str, question: Question, label: str = "") -> None:
    """The row of quiet buttons that every figure has."""
    with st.container(horizontal=True, gap="small", vertical_alignment="center"):
        if label:
            st.caption(label, width="content")
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
