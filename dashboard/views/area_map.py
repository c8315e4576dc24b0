"""A metric as a map of all municipalities: rates as colours, totals as circles, under the sentence that says who is highest."""

import pydeck as pdk

from dashboard.figures import map as drawn
from dashboard.figures import map_plain
from dashboard.figures.plain import Map
from dashboard.metrics.catalogue import lookup
from dashboard.metrics.ranking import ranked
from dashboard.metrics.readings import mapped
from dashboard.metrics.series import Series
from dashboard.views.highest_and_lowest import apart, behind, extremes, finding
from dashboard.views.maps import ground
from dashboard.views.parts import Asked, Ground, Part
from dashboard.views.view import View, remembered
from dashboard.views.wording import texts

MIDDLES = {mapped.QUOTIENT: 1.0}  # the value of a metric that lies between less and more


@remembered
def rate_deck(view: View, metric: str, height: int, year: int | None) -> tuple[pdk.Deck, list[drawn.Entry]]:
    """A rate for all 46 municipalities as colours, and its legend."""
    series = series_of(view, metric, year)
    info, words = drawn.rates_info(series, MIDDLES.get(metric)), texts(view, series.decimals)
    deck = drawn.draw_rates(info, ground(view, height), _hover(view, series), view.mode)
    return deck, drawn.rates_legend(info, words, view.mode)


@remembered
def total_deck(view: View, metric: str, height: int, year: int | None) -> tuple[pdk.Deck, list[drawn.Entry]]:
    """A total for all 46 municipalities as circles in proportion, and its legend."""
    words, values = texts(view, lookup(metric).decimals), _totals(series_of(view, metric, year))
    deck = drawn.draw_totals(values, ground(view, height), words, view.mode)
    return deck, drawn.totals_legend(values, words, view.mode)


def _plain(view: View, metric: str, year: int | None, *, totals: bool) -> Map:
    """The same map as plain data."""
    series, unit = series_of(view, metric, year), view.t(f"metric.{metric}.name")
    words, place = texts(view, series.decimals), ground(view, 0)
    if totals:
        return map_plain.plain_totals(_totals(series), place, words, unit=unit, decimals=series.decimals)
    info, told = drawn.rates_info(series, MIDDLES.get(metric)), _hover(view, series)
    return map_plain.plain_rates(info, place, told, words, unit=unit, decimals=series.decimals)


def _hover(view: View, series: Series) -> dict[str, str]:
    """What each municipality says when it is pointed at."""
    t, decimals = view.t, series.decimals
    return {
        p.area: t.value(p.value, series.unit, decimals, p.status, p.low, p.high) + behind(view, series, p)
        for p in series.points
    }


def _totals(series: Series) -> dict[str, float]:
    return {p.area: p.value for p in ranked(series) if p.value is not None}


def part(
    view: View, metric: str, height: int, *, totals: bool = False, year: int | None = None, key: str = "map"
) -> Part:
    """A metric for all 46 municipalities, the chosen ones outlined, under the sentence that says who is highest."""
    t, series = view.t, series_of(view, metric, year)
    make = total_deck if totals else rate_deck
    # the number that is explained is one of those that the title is about
    questions = mapped.everywhere(metric, view.selection, year)
    told = max(questions, key=lambda q: len(ranked(view.series(q))))
    return Part(
        key, finding(view, series),
        " ".join([extremes(view, series), *([apart(view, metric)] if series.grade == "C" else [])]),
        Ground(lambda: make(view, metric, height, year), height, f"_{metric}"),
        lambda: _plain(view, metric, year, totals=totals), (Asked(told),),
        f"{t(f'metric.{metric}.name')}, {_periods(view, series)}",
    )  # fmt: skip


@remembered
def series_of(view: View, metric: str, year: int | None) -> Series:
    """The metric for all municipalities, whatever areas are chosen: those are outlined, not cut out."""
    return mapped.answered(mapped.everywhere(metric, view.selection, year), view.series)


def _periods(view: View, series: Series) -> str:
    """The year that is shown, or where the sides have different ones each with its own."""
    t = view.t
    years = {p.area[:2]: t.period(p.period) for p in series.points}
    if len(set(years.values())) < 2:
        return next(iter(years.values()), "")
    return t.sentence([f"{t.area(country)} {year}" for country, year in years.items()])
