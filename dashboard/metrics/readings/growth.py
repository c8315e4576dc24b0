"""How much each category has grown between two years that are counted alike, and which gained and lost most."""

from collections.abc import Sequence
from typing import NamedTuple

from dashboard.metrics.series import Point, Series


class Growth(NamedTuple):
    """A category's values at both ends of a span. ``alike``: as many cells are hidden at one end as at the other, so
    that the difference is not one of what is published."""

    category: str
    since: str
    until: str
    before: float
    now: float
    alike: bool

    @property
    def change(self) -> float:
        """The change in number."""
        return self.now - self.before

    @property
    def share(self) -> float | None:
        """The change as a share of what there was (0.05 is five per cent); None where there was nothing."""
        return self.change / self.before if self.before else None


def span(total: Series, years: int = 0) -> tuple[str, ...]:
    """The periods of a total in which growth may be told: the most of the areas are known, and no break lies between.

    With ``years`` only so many before the last. Empty where there is no value, one period where there is no growth.
    """
    periods = [p.period for p in total.comparable if p.value is not None]
    return tuple(p for p in periods if not years or int(p) >= int(periods[-1]) - years)


def growths(series: Series, periods: Sequence[str]) -> tuple[Growth, ...]:
    """The growth of each category of a series of one row, from the first of the ``periods`` to the last; the largest
    now first. A category without a value at either end has none."""
    if len(periods) < 2:
        return ()
    since, until = periods[0], periods[-1]
    ends = {(p.breakdown, p.period): p for p in series.points if p.period in (since, until) and p.value is not None}
    found = []
    for category in dict.fromkeys(p.breakdown for p in series.points):
        before, now = ends.get((category, since)), ends.get((category, until))
        if before is not None and now is not None:
            alike = before.left_out == now.left_out
            found.append(Growth(category, since, until, before.value or 0.0, now.value or 0.0, alike))
    return tuple(sorted(found, key=lambda g: (-g.now, g.category)))


def most(found: Sequence[Growth]) -> tuple[list[Growth], list[Growth]]:
    """Those that gained most in number, and those that lost most: several where they are equal, none where nobody did.

    Where some are counted alike at both ends, only they are judged."""
    judged = [g for g in found if g.alike] or list(found)
    best = max((g.change for g in judged), default=0.0)
    worst = min((g.change for g in judged), default=0.0)
    return [g for g in judged if g.change == best > 0], [g for g in judged if g.change == worst < 0]


def at(series: Series, period: str) -> list[Point]:
    """The points of one period that have a value, the largest first; ties in the order of the keys."""
    points = (p for p in series.points if p.period == period and p.value is not None)
    return sorted(points, key=lambda p: (-(p.value or 0.0), p.area, p.breakdown))


def newest(series: Series) -> str:
    """The last period in which anything has a value, or "" where nothing has."""
    return max((p.period for p in series.points if p.value is not None), default="")
