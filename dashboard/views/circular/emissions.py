"""Greenhouse gases, each side of the border by itself: what has become of them, and the key figures of the page Transition."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from html import escape

from dashboard.figures import vector
from dashboard.figures.plain import Number
from dashboard.figures.theme import SIGNS, palette
from dashboard.metrics.readings.course import Course, by_year, course
from dashboard.metrics.readings.sides import apart
from dashboard.metrics.series import Point
from dashboard.views.key_figures import over_years, question
from dashboard.views.parts import Card
from dashboard.views.view import View, remembered
from dashboard.views.wording import subject

ARROWS = {"up": "▲", "down": "▼", "none": "→"}


def sides(view: View) -> dict[str, View]:
    """The view narrowed to each country that the chosen areas lie in and that emissions are known of."""
    parts = {c: replace(view, selection=part) for c, part in apart(view.selection).items()}
    return {c: part for c, part in parts.items() if any(p.known for p in over_years(part, "emissions").points)}


def answer(parts: Mapping[str, View]) -> list[str]:
    """How each side's emissions have gone, a sentence each."""
    told = []
    for view in parts.values():
        if line := course(over_years(view, "emissions").comparable):
            t, since, area = view.t, view.t.period(line.first.period), subject(view)
            share = t.percent(abs(line.share), 0)
            told.append(t(f"circular.emissions.{line.direction}", area=area, share=share, since=since))
    return told


def card(view: View, country: str) -> Card:
    """One side's key figure: its emissions, how they have gone, and what that is for each inhabitant."""
    name = view.t("circular.emissions.of", area=subject(view))
    return Card(f"emissions_{country}", name, lambda: _card(view, country), question(view, "emissions"))


@remembered
def number(view: View, country: str) -> Number:
    """The same as plain data."""
    t, series = view.t, over_years(view, "emissions")
    value, period, since, each = _told(view)
    return Number(
        t("circular.emissions.of", area=subject(view)), value, period, since, f"{SIGNS[country]} {each}" if each else "",
        series.latest and series.latest.value, tuple(by_year(series.comparable).values()),
        tuple(map(t.period, by_year(series.comparable))),
    )  # fmt: skip


def _told(view: View) -> tuple[str, str, str, str]:
    """Value, period with its unit, change, and the value for each inhabitant, in words."""
    t, series = view.t, over_years(view, "emissions")
    last, each = series.latest, over_years(view, "emissions_per_capita").latest
    assert last is not None
    for_each = "" if each is None or each.value is None else _each(view, each)
    value = t("status.missing") if last.value is None else t.number(last.value)
    doubt = "" if last.status == "ok" else f" · {t(f'status.{last.status}')}"
    period = f"{t('circular.emissions.unit')}, {t.period(last.period)}{doubt}"
    return value, period, _changed(view, series.comparable), for_each


@remembered
def _card(view: View, country: str) -> str:
    t, colours, series = view.t, palette(view.mode), over_years(view, "emissions")
    value, *lines = _told(view)
    quiet = f'style="color:{colours.muted};font-size:14px"'
    told = [f"{t.period(p.period)}: {t.number(p.value)}" for p in series.comparable if p.value is not None]
    alt = f"{t('metric.emissions.name')}, {subject(view)}. {', '.join(told)}"
    years = [*by_year(series.comparable).values()]
    picture = vector.sparkline(years, 44, alt, view.mode) if course(series.comparable) else ""
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
