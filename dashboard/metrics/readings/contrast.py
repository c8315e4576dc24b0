"""What may be said of differences: the largest that is no chance, over or under a benchmark, and ranks with their range."""

from collections.abc import Iterable
from itertools import combinations
from typing import Literal, NamedTuple

from dashboard.metrics.catalogue import lookup
from dashboard.metrics.ranking import enough, ordered, rank, scales
from dashboard.metrics.readings.comparing import Line, Value
from dashboard.metrics.series import Point, Series

Verdict = Literal["over", "under", "like", "few"]


class Contrast(NamedTuple):
    """Two values of a line, the higher first, and how many times the lower it is."""

    line: Line
    high: Value
    low: Value
    times: float


def widest(found: Iterable[Line]) -> Contrast | None:
    """The largest difference that is no chance, in times: between two places, of a single place between it and a benchmark."""
    contrasts = []
    for line in found:
        alone = len(line.values) == 1
        pairs = [(line.values[0], mark) for mark in line.benchmarks] if alone else combinations(line.values, 2)
        for one, other in pairs:
            if not one.enough or not other.enough or not _differ(one.point, other.point, lookup(line.metric).decimals):
                continue
            low, high = sorted((one, other), key=lambda v: v.point.value or 0.0)
            if low.point.value and low.point.value > 0:
                contrasts.append(Contrast(line, high, low, (high.point.value or 0.0) / low.point.value))
    return max(contrasts, key=lambda contrast: contrast.times, default=None)


def verdict(metric: str, own: Value, other: Value) -> Verdict | None:
    """Whether the own value is over or under the other, or like it as far as chance allows; None where one is not known."""
    if own.point.value is None or other.point.value is None:
        return None
    if not own.enough or not other.enough:
        return "few"
    if not _differ(own.point, other.point, lookup(metric).decimals):
        return "like"
    return "over" if own.point.value > other.point.value else "under"


def _differ(one: Point, other: Point, decimals: int) -> bool:
    """Whether two values differ as they are written, and their intervals do not meet."""
    if one.value is None or other.value is None or round(one.value, decimals) == round(other.value, decimals):
        return False
    (low, high), (other_low, other_high) = _span(one), _span(other)
    return high < other_low or other_high < low


def _span(point: Point) -> tuple[float, float]:
    """The ends of a value's interval, or twice the value where it has none."""
    value = point.value or 0.0
    return (value if point.low is None else point.low), (value if point.high is None else point.high)


class Standing(NamedTuple):
    """A place among ``of``; with chance in mind it may be anywhere from ``best`` to ``worst``."""

    place: int
    of: int
    best: int
    worst: int


def standing(series: Series, area: str) -> Standing | None:
    """An area's rank in a series of one year for all municipalities; None where it may not be ranked."""
    placed = rank(series, area)
    if placed is None:
        return None
    group = next(points for points in scales(series) if any(p.area == area for p in points))
    order = [p for p in ordered(group) if enough(series, p)]
    low, high = _span(next(p for p in order if p.area == area))
    best = 1 + sum(_span(p)[0] > high for p in order)
    return Standing(*placed, best, len(order) - sum(_span(p)[1] < low for p in order))
