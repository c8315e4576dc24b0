"""Key figures: label, value, change in words, tiny trend, both sides of the border."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from html import escape

from dashboard.figures import vector
from dashboard.figures.plain import Number, Numbers
from dashboard.figures.theme import SIGNS, palette
from dashboard.metrics.catalogue import lookup
from dashboard.metrics.question import Question
from dashboard.metrics.reference import COUNTRIES
from dashboard.metrics.series import Point, Series
from dashboard.views.parts import Asked, Card, Cards, Part
from dashboard.views.view import View, remembered


def question(view: View, metric: str) -> Question:
    """What a key figure answers: a metric for the whole selection over all its years."""
    return Question(metric, view.selection, by="none", every_year=True)


def over_years(view: View, metric: str, by: str = "none") -> Series:
    """A metric for the selection over all its years."""
    return view.series(replace(question(view, metric), by=by))


def part(view: View, metrics: Sequence[str], key: str = "figures", above: str = "") -> Part | None:
    """Key figures side by side as a part of a page, and in a meeting together on a slide; None without any."""
    if not metrics:
        return None
    cards = Cards(tuple(of_metric(view, m) for m in metrics))
    return Part(
        key, "", "", cards, lambda: Numbers(tuple(number(view, m) for m in metrics)), asked(view, metrics), above
    )


def asked(view: View, metrics: Iterable[str]) -> tuple[Asked, ...]:
    """What is asked for several metrics, each once by its name."""
    return tuple(Asked(question(view, m), view.t(f"metric.{m}.name")) for m in dict.fromkeys(metrics))


def of_metric(view: View, metric: str, below: str = "") -> Card:
    """A metric's key figure for the whole selection."""
    return Card(metric, view.t(f"metric.{metric}.name"), lambda: card(view, metric), question(view, metric), below)


@remembered
def number(view: View, metric: str) -> Number:
    """A key figure as plain data, in ready words."""
    t, series = view.t, over_years(view, metric)
    last, totals = series.latest, series.comparable
    told, period, since = _told(view, series)
    return Number(
        t(f"metric.{metric}.name"), told, period, since, _plain_sides(view, metric, last),
        None if last is None else last.value, tuple(p.value for p in totals), tuple(t.period(p.period) for p in totals),
    )  # fmt: skip


def _told(view: View, series: Series) -> tuple[str, str, str]:
    """Value, period and change, in words."""
    t, last = view.t, series.latest
    known = [p for p in series.comparable if p.known]
    value = t("status.missing") if last is None else _number(view, series, last)
    period = "" if last is None else t.period(last.period) + _doubt(view, last)
    change = _change(view, series, known)
    return value, period, f"{change} {t('since', period=t.period(known[-2].period))}" if change else ""


def _plain_sides(view: View, metric: str, whole: Point | None) -> str:
    """Both sides of the border in words."""
    return " · ".join(f"{SIGNS[country]} {text}" for country, (_, text) in _apart(view, metric, whole).items())


@remembered
def card(view: View, metric: str) -> str:
    """A key figure as the page shows it, as HTML."""
    t, colours, series = view.t, palette(view.mode), over_years(view, metric)
    quiet = f'style="color:{colours.muted};font-size:14px"'
    value, period, since = _told(view, series)
    name = t(f"metric.{metric}.name")
    return (
        f'<div style="font-size:40px;line-height:1.2;margin-top:-12px">{value}</div>'
        f"<div {quiet}>{escape(period)}</div><div {quiet}>{escape(since)}\u00a0</div>"
        f'<div style="margin:8px 0">{_picture(view, name, series.comparable)}</div><div {quiet}>{_sides(view, metric, series.latest)}</div>'
    )


def _picture(view: View, name: str, totals: Sequence[Point]) -> str:
    """The trend, where there are enough years for one."""
    values = [p.value for p in totals]
    told = [f"{view.t.period(p.period)}: {view.t.number(p.value)}" for p in totals if p.value is not None]
    return vector.sparkline(values, 44, f"{name}. {', '.join(told)}", view.mode) if len(told) > 2 else ""


def _apart(view: View, metric: str, whole: Point | None) -> dict[str, tuple[float, str]]:
    """Both sides of the border apart, each with its number in words, where the chosen areas lie on both."""
    t, selection, entry = view.t, view.selection, lookup(metric)
    year = int(whole.period) if whole else None
    found: dict[str, tuple[float, str]] = {}
    for country in COUNTRIES:
        mine = tuple(key for key in selection.municipalities() if key.startswith(country))
        own = replace(selection, areas=mine, first=year, last=year)
        latest = view.series(Question(metric, own, by="none")).latest if mine else None
        if latest is not None and latest.value is not None:
            told = f"{t.area(country)} {_amount(view, entry.unit, latest.value, entry.decimals)}"
            found[country] = (latest.value, told)
    return found if len(found) == 2 else {}


def _sides(view: View, metric: str, whole: Point | None) -> str:
    """The same as a bar and in words: of a count parts of the number."""
    colours, found = palette(view.mode), _apart(view, metric, whole)
    told = " · ".join(
        f'<span aria-hidden="true" style="color:{colours.country(country)}">{SIGNS[country]}</span> {escape(text)}'
        for country, (_, text) in found.items()
    )
    if not found or lookup(metric).kind != "count":
        return told
    shares = [(value, colours.country(country)) for country, (value, _) in found.items()]
    return vector.shares(shares, 6, view.t.sentence(text for _, text in found.values())) + told


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
