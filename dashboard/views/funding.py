"""Research funding: the currency to show it in, and how it has gone, at one rate for all years."""

from dataclasses import replace

from dashboard.figures import multiples
from dashboard.figures.theme import Texts
from dashboard.metrics.question import Question
from dashboard.metrics.readings import money
from dashboard.metrics.readings.comparing import Place, narrowed
from dashboard.metrics.readings.money import CURRENCIES, Trend
from dashboard.metrics.series import Series
from dashboard.views import comparison, wording
from dashboard.views.parts import Asked, Html, Note, Part
from dashboard.views.view import View, remembered

KEY, METRIC = "funding", "rd_funding"
OWN = {"sv": "SEK", "nb": "NOK", "en": "EUR"}  # the currency to begin with, by language


def currencies(view: View) -> list[str]:
    """The currencies to choose from, that of the reader's language first."""
    return sorted(CURRENCIES, key=lambda code: code != OWN.get(view.t.language))


def known(view: View, places: tuple[Place, ...]) -> bool:
    """Whether there is funding to show, and so a currency to choose."""
    return any(trend.total for *_, trend in trends(view, places, CURRENCIES[0]))


def currency(view: View, places: tuple[Place, ...]) -> str:
    """The currency that amounts of the places are told in."""
    return view.option("currency", currencies(view)) if known(view, places) else CURRENCIES[0]


@remembered
def trends(view: View, places: tuple[Place, ...], currency: str) -> list[tuple[Place, Series, Trend]]:
    """For each place its funding over the years, in euro and in the currency; places of which nothing is known left out."""
    found = []
    for place in places:
        series = view.series(Question(METRIC, narrowed(view.selection, place.keys), by="none", every_year=True))
        if any(p.value is not None for p in series.points):
            found.append((place, series, money.trend(series, currency, comparison.exchange(view))))
    return found


def part(view: View, places: tuple[Place, ...]) -> Part | Note:
    """A little line for each place, under what they got in all; a sentence where nothing is known."""
    t, code = view.t, currency(view, places)
    found = trends(view, places, code)
    if not known(view, places):
        names = t.sentence(comparison.short(view, place.key) for place in places)
        return Note(t("money.none", names=names) if found else t("money.nothing"), quiet=True, key=KEY)
    totals = [
        t("money.got", area=comparison.short(view, place.key), amount=t.money(trend.total, code))
        for place, _, trend in found if trend.total
    ]  # fmt: skip
    title = t("money.title", since=t.period(_lines(view, places, code).periods[0]), told=t.sentence(totals))
    keys = [key for place, *_ in found for key in place.keys]
    asked = Asked(Question(METRIC, narrowed(view.selection, keys), every_year=True))
    return Part(
        KEY, title, f"{rate(view, code, found[0][2])} {t(f'metric.{METRIC}.caveat')}",
        Html(lambda: multiples.draw(_lines(view, places, code), _texts(view), view.mode)),
        lambda: multiples.plain(_lines(view, places, code), _texts(view), unit=code), (asked,),
    )  # fmt: skip


def rate(view: View, currency: str, trend: Trend) -> str:
    """Which rate the amounts were converted with, in words."""
    t = view.t
    if currency == "EUR":
        return t("money.euro")
    return t("money.constant", currency=currency, rate=t.number(trend.rate, 4), year=t.period(str(trend.year)))


@remembered
def _lines(view: View, places: tuple[Place, ...], currency: str) -> multiples.Multiples:
    t, cells, found = view.t, [], trends(view, places, currency)
    periods = sorted({period for *_, trend in found for period, _ in trend.amounts})
    for place, series, trend in found:
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
    return multiples.info(cells, periods, same=False)


def _texts(view: View) -> Texts:
    t, texts = view.t, wording.texts(view)
    words = {**texts.words, "own": t("money.scale"), "same": t("money.scale"), "break": t("status.break")}
    return replace(texts, words=words)
