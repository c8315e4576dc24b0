"""The European Central Bank's rates: yearly ones as they are, daily ones as averages of whole years."""

from datetime import date, timedelta
from statistics import mean

import pytest

from dashboard.errors import UserError

HEADER = "KEY,FREQ,CURRENCY,CURRENCY_DENOM,EXR_TYPE,EXR_SUFFIX,TIME_PERIOD,OBS_VALUE,OBS_STATUS,TITLE\n"


def line(period, rate, currency="SEK", frequency="A", base="EUR"):
    """A row as the data service writes it."""
    return f'EXR.{frequency}.{currency}.{base}.SP00.A,{frequency},{currency},{base},SP00,A,{period},{rate},A,"Rate, average"\n'


def weekdays(year, until=(12, 31)):
    """The days of a year on which there are rates, but for holidays."""
    day = date(year, 1, 1)
    while day <= date(year, *until):
        if day.weekday() < 5 and (day.month, day.day) not in ((1, 1), (12, 25), (12, 26), (5, 1)):
            yield day
        day += timedelta(1)


def test_yearly_rates_are_taken_as_they_are(take, staged, rejected):
    """Of both currencies; others are outside, and a year that is not over is no average yet."""
    text = (HEADER + line(2024, "11.4325") + line(2025, "11.0663") + line(2025, "11.7", "NOK") + line(2026, "10.9")
            + line(2025, "1.13", "USD") + line(2023, "NaN") + line(2025, "x", "NOK") + line(2022, "1", base="USD")
            + line(2021, "-3") + line("2025-03", "11.0", frequency="M"))  # fmt: skip
    release = take("ecb", text, "data.csv")
    assert (release.rows, release.outside, release.rejected, release.as_of) == (10, 1, 5, date(2025, 12, 31))
    assert [(row["year"], row["currency"], row["per_eur"]) for row in staged("exchange_rate")] == [
        (2024, "SEK", 11.4325), (2025, "SEK", 11.0663), (2025, "NOK", 11.7),
    ]  # fmt: skip
    assert [(reason, detail) for _, reason, detail in rejected()] == [
        ("year_not_over", "2026"), ("number", "x"), ("other_rate", "A; USD; SP00; A"), ("number", "-3"),
        ("other_rate", "M; EUR; SP00; A"),
    ]  # fmt: skip


def test_daily_rates_become_the_average_of_a_whole_year(take, staged):
    """Days without a rate do not count; a year that begins late, ends early or has gaps gives none."""
    rates = {day: 10 + day.timetuple().tm_yday / 1000 for year in (2022, 2023) for day in weekdays(year)}
    late = {day: 9.5 for day in weekdays(2021) if day.month > 1}
    running = dict.fromkeys(weekdays(2026, (11, 20)), 9.5)
    gaps = {day: 9.5 for day in weekdays(2020) if day.month != 6}
    every = [line(day, f"{rate:.4f}", frequency="D") for day, rate in {**gaps, **late, **rates, **running}.items()]
    release = take("ecb", HEADER + "".join(every) + line("2023-05-01", "", frequency="D"), "data.csv")
    by_hand = {
        year: round(mean(round(rate, 4) for day, rate in rates.items() if day.year == year), 4) for year in (2022, 2023)
    }
    assert {row["year"]: row["per_eur"] for row in staged("exchange_rate")} == pytest.approx(by_hand)
    assert (release.rejected, release.as_of) == (0, date(2023, 12, 31))


def test_another_table_of_the_bank_is_refused(take):
    """It lacks the columns."""
    with pytest.raises(UserError) as caught:
        take("ecb", "KEY,FREQ,REF_AREA,TIME_PERIOD,OBS_VALUE\nICP.M,M,U2,2024-01,2.8\n", "data.csv")
    assert caught.value.key == "sources.missing_columns"
