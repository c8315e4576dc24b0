"""Research funding: the currency to show it in, and how it has gone, at one rate for all years."""

from dataclasses import replace

import streamlit as st

from dashboard.figures import multiples
from dashboard.metrics.question import Question
from dashboard.metrics.readings import money
from dashboard.metrics.readings.comparing import Place, narrowed
from dashboard.metrics.readings.money import CURRENCIES, Trend
from dashboard.metrics.series import Series
from dashboard.ui import blocks, controls, maps
from dashboard.ui.sections import comparison
from dashboard.ui.state import View, remembered

METRIC = "rd_funding"
OWN = {"sv": "SEK", "nb": "NOK", "en": "EUR"}  # the currency to begin with, by language


def block(view: View, places: tuple[Place, ...]) -> str:
    """The funding of the places in a currency that the reader chooses, or a sentence where none is known; the currency."""
    t = view.t
    found = trends(view, places, CURRENCIES[0])
    if not any(trend.total for *_, trend in found):
        names = t.sentence(comparison.short(view, place.key) for place in places)
        st.caption(t("money.none", names=names) if found else t("money.nothing"))
        return CURRENCIES[0]
    order = sorted(CURRENCIES, key=lambda code: code != OWN.get(t.language))
    chosen = controls.switch("currency", order, t("money.currency"), str)
    show(view, places, chosen)
    return chosen


@remembered
def trends(view: View, places: tuple[Place, ...], currency: str) -> list[tuple[Place, Series, Trend]]:
    """For each place its funding over the years, in euro and in the currency; places of which nothing is known left out."""
    found = []
    for place in places:
        series = view.series(Question(METRIC, narrowed(view.selection, place.keys), by="none", every_year=True))
        if any(p.value is not None for p in series.points):
            found.append((place, series, money.trend(series, currency, comparison.exchange(view))))
    return found


def show(view: View, places: tuple[Place, ...], currency: str) -> None:
    """A little line for each place, under what they got in all."""
    t, found = view.t, trends(view, places, currency)
    periods = sorted({period for *_, trend in found for period, _ in trend.amounts})
    totals = [
        t("money.got", area=comparison.short(view, place.key), amount=t.money(trend.total, currency))
        for place, _, trend in found if trend.total
    ]  # fmt: skip
    title = t("money.title", since=t.period(periods[0]), told=t.sentence(totals))
    question = Question(
        METRIC, narrowed(view.selection, [key for place, *_ in found for key in place.keys]), every_year=True
    )
    html = _picture(view, places, currency, tuple(periods))
    caveat = t(f"metric.{METRIC}.caveat")
    blocks.picture(view, "funding", title, f"{rate(view, currency, found[0][2])} {caveat}", question, html)


def rate(view: View, currency: str, trend: Trend) -> str:
    """Which rate the amounts were converted with, in words."""
    t = view.t
    if currency == "EUR":
        return t("money.euro")
    return t("money.constant", currency=currency, rate=t.number(trend.rate, 4), year=t.period(str(trend.year)))


@remembered
def _picture(view: View, places: tuple[Place, ...], currency: str, periods: tuple[str, ...]) -> str:
    t, cells = view.t, []
    for place, series, trend in trends(view, places, currency):
        amounts = dict(trend.amounts)
        last = max((period for period, amount in trend.amounts if amount is not None), default="")
        status = next(p.status for p in series.points if p.period == last)
        doubt = "" if status in ("ok", "break") else f" · {t(f'status.{status}')}"
        cells.append(
            multiples.Cell(
                comparison.short(view, place.key), tuple(amounts.get(period) for period in periods),
                t.money(amounts[last] or 0.0, currency), t.period(last) + doubt, area=place.key,
            )
        )  # fmt: skip
    texts = maps.texts(view)
    words = {**texts.words, "own": t("money.scale"), "same": t("money.scale"), "break": t("status.break")}
    return multiples.draw(multiples.info(cells, periods, same=False), replace(texts, words=words), view.mode)
