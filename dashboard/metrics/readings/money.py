"""Amounts in the reader's currency: the yearly average reference rate, and for a trend one rate for all its years."""

from collections.abc import Mapping
from typing import NamedTuple

from dashboard.metrics.series import Series
from dashboard.warehouse.engine import Engine

CURRENCIES = ("SEK", "NOK", "EUR")
Rates = Mapping[str, Mapping[int, float]]  # by currency and year: units of the currency for one euro


class Converted(NamedTuple):
    """An amount in a currency, the rate it was converted with (units for one euro), and the year of that rate."""

    amount: float
    rate: float
    year: int


class Trend(NamedTuple):
    """Amounts by period at one rate (None where not known), their sum, that rate and its year."""

    amounts: tuple[tuple[str, float | None], ...]
    total: float
    rate: float
    year: int


def rates(engine: Engine) -> Rates:
    """Every rate of the mart exchange_rate."""
    found: dict[str, dict[int, float]] = {}
    for currency, year, per_eur in engine.rows("select currency, year, per_eur from exchange_rate"):
        found.setdefault(currency, {})[year] = per_eur
    return found


def convert(amount_eur: float, currency: str, year: int, rates: Rates) -> Converted:
    """An amount in euro at the average rate of the year, or of the newest year before it that has one; before all of
    them at the first. Raises KeyError for a currency without rates."""
    known = rates[currency]
    used = max((y for y in known if y <= year), default=min(known))
    return Converted(amount_eur * known[used], known[used], used)


def trend(series: Series, currency: str, rates: Rates) -> Trend:
    """A series of amounts in euro at the latest rate of all, so that the line shows the amounts and not the exchange."""
    year = max(rates[currency])
    amounts = tuple(
        (p.period, None if p.value is None else convert(p.value, currency, year, rates).amount) for p in series.points
    )
    total = sum(amount for _, amount in amounts if amount is not None)
    return Trend(amounts, total, convert(1.0, currency, year, rates).rate, year)
