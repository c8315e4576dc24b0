"""Who is highest and lowest: only among what may be compared, and only where enough stand behind the value."""

from collections.abc import Iterable

from dashboard.metrics.reference import COUNTRIES
from dashboard.metrics.series import Point, Series

ENOUGH = 20  # behind a rate of fewer than this stands chance more than the place


def told(series: Series) -> list[Point]:
    """The points that stand for their areas: of a ledger only what is verified, no categories."""
    return [p for p in series.points if p.breakdown in ("", "verified")]


def ordered(points: Iterable[Point]) -> list[Point]:
    """Points with a value, highest first; ties in the order of the keys."""
    return sorted((p for p in points if p.value is not None), key=lambda p: (-(p.value or 0.0), p.area, p.breakdown))


def scales(series: Series) -> list[list[Point]]:
    """The points that share a scale, largest group first: all of them, or with grade C each country's own."""
    points = told(series)
    if series.grade != "C":
        return [points]
    sides = [[p for p in points if p.area.startswith(country)] for country in COUNTRIES]
    return sorted((side for side in sides if side), key=lambda side: -len(ordered(side)))


def ranked(series: Series) -> list[Point]:
    """The areas with a value that may be ranked with each other, highest first; with grade C those of one country."""
    groups = scales(series)
    return ordered(groups[0]) if groups else []


def enough(series: Series, point: Point) -> bool:
    """Whether a point's value may be called high or low: a rate of a few may not."""
    return series.kind != "rate" or (point.count or 0) >= ENOUGH


def rankable(series: Series) -> list[Point]:
    """Those of the ranked that may be called highest or lowest."""
    return [p for p in ranked(series) if enough(series, p)]


def rank(series: Series, area: str) -> tuple[int, int] | None:
    """An area's place and how many are ranked with it; None where it may not be ranked. Ties share the better place."""
    for group in scales(series):
        order = [p for p in ordered(group) if enough(series, p)]
        mine = next((p for p in order if p.area == area), None)
        if mine is not None and len(order) > 1:
            return 1 + sum((p.value or 0) > (mine.value or 0) for p in order), len(order)
    return None
