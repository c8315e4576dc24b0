"""The European Central Bank's euro reference rates of both countries' kronor, as the CSV of its data service (EXR).

A yearly series (A) holds averages. Of a daily one (D) the average is worked out as the ECB does, over the days with a
rate; it is taken only of a year that is whole, from its first days to its last. Other currencies are outside.
"""

from collections import defaultdict
from datetime import date

from dashboard.settings import settings
from dashboard.sources import tables
from dashboard.sources.cells import count, day, number
from dashboard.sources.intake import Intake, Outside, Unusable
from dashboard.sources.opening import File

NAMES = ("ecb",)
COLUMNS = {
    "frequency": ("FREQ",),
    "currency": ("CURRENCY",),
    "base": ("CURRENCY_DENOM",),
    "type": ("EXR_TYPE",),
    "series": ("EXR_SUFFIX",),
    "period": ("TIME_PERIOD",),
    "rate": ("OBS_VALUE",),
}
REQUIRED = (("frequency",), ("currency",), ("base",), ("period",), ("rate",))
CURRENCIES = {"SEK", "NOK"}
REFERENCE = {"base": "EUR", "type": "SP00", "series": "A"}  # the reference rate, as an average
NO_RATE = {None, "NaN"}  # of days on which banks are closed
FIRST, LAST = (1, 7), (12, 28)  # a whole year has rates on or before and after these days
DAYS = 240  # a whole year has at least as many; about 255 are usual


def parse(file: File, intake: Intake) -> None:
    """One rate a row. As-of is the end of the newest whole year."""
    daily: dict[tuple[int, str], dict[date, float]] = defaultdict(dict)
    this_year = settings().clock().year
    known: set[tuple[int, str]] = set()
    for row in tables.rows(file, COLUMNS, REQUIRED):
        with intake.row(row.line, row.text):
            currency, period, frequency = row["currency"] or "", row["period"] or "", row["frequency"]
            if currency not in CURRENCIES:
                raise Outside
            if frequency not in ("A", "D") or any(row[name] not in (told, None) for name, told in REFERENCE.items()):
                raise Unusable("other_rate", "; ".join(filter(None, (frequency, *(row[name] for name in REFERENCE)))))
            if row["rate"] in NO_RATE:
                continue
            rate = number(row["rate"] or "")
            if rate <= 0:
                raise Unusable("number", row["rate"] or "")
            if frequency == "D":
                daily[day(period).year, currency][day(period)] = rate
                continue
            if (year := count(period)) >= this_year:
                raise Unusable("year_not_over", period)
            intake.add("exchange_rate", (year, currency), year=year, currency=currency, per_eur=rate)
            known.add((year, currency))
    for (year, currency), rates in daily.items():
        if (year, currency) not in known and year < this_year and _whole(rates):
            average = round(sum(rates.values()) / len(rates), 4)
            intake.add("exchange_rate", (year, currency), year=year, currency=currency, per_eur=average)
            known.add((year, currency))
    intake.stated = max((date(year, 12, 31) for year, _ in known), default=None)


def _whole(rates: dict[date, float]) -> bool:
    first, last = min(rates), max(rates)
    return (first.month, first.day) <= FIRST and (last.month, last.day) >= LAST and len(rates) >= DAYS
