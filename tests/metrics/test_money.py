"""Amounts in other currencies: the year's own rate for one amount, a single rate for a trend."""

from datetime import date
from pathlib import Path

import pytest

from dashboard.metrics.readings.money import convert, rates, trend
from dashboard.metrics.series import Point, Series
from dashboard.warehouse.engine import Engine

RATES = {"SEK": {2019: 10.5891, 2020: 10.4848}, "EUR": {2019: 1.0, 2020: 1.0}}


def test_an_amount_is_converted_at_its_year() -> None:
    """A hundred euro of 2019 are 1 058.91 kronor; the rate and its year come with it."""
    found = convert(100.0, "SEK", 2019, RATES)
    assert (found.amount, found.rate, found.year) == (pytest.approx(1058.91), 10.5891, 2019)


@pytest.mark.parametrize(("year", "used"), [(2026, 2020), (2010, 2019), (2020, 2020)])
def test_a_year_without_a_rate_takes_the_one_before(year: int, used: int) -> None:
    """The newest before it, or before all of them the first."""
    assert convert(1.0, "SEK", year, RATES).year == used


def test_a_currency_without_rates_is_a_mistake() -> None:
    """It is not passed off as euro."""
    with pytest.raises(KeyError):
        convert(1.0, "DKK", 2020, RATES)


def test_a_trend_has_one_rate_for_all_years() -> None:
    """The latest: amounts that are equal in euro stay equal; a year that is not known stays so and adds nothing."""
    points = tuple(
        Point("SE-2380", str(year), "", amount, None, None, None, "ok")
        for year, amount in ((2018, 100.0), (2019, None), (2020, 100.0))
    )
    series = Series("rd_funding", "EUR", 0, "count", "up", "C", "", date(2026, 9, 30), False, points, "")
    found = trend(series, "SEK", RATES)
    assert found.amounts == (("2018", pytest.approx(1048.48)), ("2019", None), ("2020", pytest.approx(1048.48)))
    assert (found.total, found.rate, found.year) == (pytest.approx(2096.96), 10.4848, 2020)


def test_the_warehouse_has_rates_for_every_currency(empty_warehouse: Path) -> None:
    """They are reference facts: there also without any data; the euro is worth itself."""
    found = rates(Engine(empty_warehouse))
    assert set(found) >= {"SEK", "NOK", "EUR"} and set(found["EUR"].values()) == {1.0}
    assert found["NOK"].keys() == found["EUR"].keys()
