"""A metric for every municipality, as a map shows it: one value each, whatever areas are chosen."""

from collections.abc import Sequence
from dataclasses import replace

from dashboard.metrics.catalogue import lookup
from dashboard.metrics.compute import Answer
from dashboard.metrics.question import Question
from dashboard.metrics.readings.sides import apart, together
from dashboard.metrics.selection import Selection
from dashboard.metrics.series import Series

QUOTIENT = "location_quotient"


def industry(selection: Selection) -> str:
    """The one industry that is chosen, or "" where none is or several are."""
    return selection.industries[0] if len(selection.industries) == 1 and not selection.theme else ""


def everywhere(metric: str, selection: Selection, year: int | None) -> tuple[Question, ...]:
    """The question for all municipalities, in ``year`` or the latest; of grade C one for each country, since each has a
    latest year and a scale of its own."""
    where = replace(selection, areas=(), first=year, last=year)
    parts = apart(where).values() if lookup(metric).grade == "C" else (where,)
    level = "division" if metric == QUOTIENT and industry(selection).isdigit() else ""
    return tuple(Question(metric, part, level=level) for part in parts)


def answered(asked: Sequence[Question], answer: Answer) -> Series:
    """The answers as one series with a value for each municipality, both sides of the border beside each other."""
    series = together(answer(question) for question in asked)
    return of_industry(series, industry(asked[0].selection)) if series.metric == QUOTIENT else series


def of_industry(series: Series, code: str) -> Series:
    """A quotient's points of one industry, as values of the areas. As with a rate, few jobs behind it are not ranked."""
    points = tuple(p._replace(breakdown="") for p in series.points if p.breakdown in (code, ""))
    inputs = {(area, period, ""): made for (area, period, b), made in series.inputs.items() if b == code}
    return replace(series, points=points, inputs=inputs, kind="rate", by="")
