"""Greenhouse gases, each side of the border by itself: what has become of them, and the key figures of the page Transition."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from html import escape

import streamlit as st

from dashboard.figures import vector
from dashboard.figures.theme import SIGNS, palette
from dashboard.metrics.question import Question
from dashboard.metrics.readings.course import Course, by_year, course
from dashboard.metrics.readings.sides import apart
from dashboard.metrics.series import Point
from dashboard.ui import blocks, explain
from dashboard.ui.state import View, remembered

ARROWS = {"up": "▲", "down": "▼", "none": "→"}


def sides(view: View) -> dict[str, View]:
    """The view narrowed to each country that the chosen areas lie in and that emissions are known of."""
    parts = {c: replace(view, selection=part) for c, part in apart(view.selection).items()}
    return {c: part for c, part in parts.items() if any(p.known for p in blocks.over_years(part, "emissions").points)}


def answer(parts: Mapping[str, View]) -> list[str]:
    """How each side's emissions have gone, a sentence each."""
    told = []
    for view in parts.values():
        if line := course(blocks.over_years(view, "emissions").comparable):
            t, since, area = view.t, view.t.period(line.first.period), blocks.subject(view)
            share = t.percent(abs(line.share), 0)
            told.append(t(f"circular.emissions.{line.direction}", area=area, share=share, since=since))
    return told


def card(view: View, country: str) -> None:
    """One side's key figure: its emissions, how they have gone, and what that is for each inhabitant."""
    t = view.t
    with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
        st.markdown(t("circular.emissions.of", area=blocks.subject(view)), width="content")
        question = Question("emissions", view.selection, by="none", every_year=True)
        explain.button(view, question, f"key_emissions_{country}")
    st.html(_card(view, country))


@remembered
def _card(view: View, country: str) -> str:
    t, colours = view.t, palette(view.mode)
    series, each = blocks.over_years(view, "emissions"), blocks.over_years(view, "emissions_per_capita").latest
    last, line = series.latest, course(series.comparable)
    assert last is not None
    value = t("status.missing") if last.value is None else t.number(last.value)
    doubt = "" if last.status == "ok" else f" · {t(f'status.{last.status}')}"
    lines = [f"{t('circular.emissions.unit')}, {t.period(last.period)}{doubt}", _changed(view, series.comparable)]
    lines.append("" if each is None or each.value is None else _each(view, each))
    quiet = f'style="color:{colours.muted};font-size:14px"'
    told = [f"{t.period(p.period)}: {t.number(p.value)}" for p in series.comparable if p.value is not None]
    alt = f"{t('metric.emissions.name')}, {blocks.subject(view)}. {', '.join(told)}"
    picture = vector.sparkline([*by_year(series.comparable).values()], 44, alt, view.mode) if line else ""
    sign = f'<span aria-hidden="true" style="color:{colours.country(country)}">{SIGNS[country]}</span>'
    return (
        f'<div style="font-size:40px;line-height:1.2;margin-top:-12px">{value}</div>'
        f"<div {quiet}>{escape(lines[0])}</div><div {quiet}>{escape(lines[1])}\u00a0</div>"
        f'<div style="margin:8px 0">{picture}</div><div {quiet}>{sign} {escape(lines[2])}</div>'
    )


def _each(view: View, point: Point) -> str:
    value = view.t.value(point.value, "tonnes_per_capita", 1)
    return f"{value}, {view.t.period(point.period)}"


def _changed(view: View, points: Iterable[Point]) -> str:
    """The change from the first to the last known year, in words."""
    t, line = view.t, course(points)
    if line is None:
        return ""
    return f"{arrow(view, line)} {t('since', period=t.period(line.first.period))}"


def arrow(view: View, line: Course) -> str:
    """A change with the way it went."""
    return f"{ARROWS[line.direction]} {view.t.percent(abs(line.share), 0)}"
