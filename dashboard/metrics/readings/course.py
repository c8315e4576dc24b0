"""How a number has gone: its first and its last known value, the change between them, and its values year by year."""

from collections.abc import Iterable
from typing import NamedTuple

from dashboard.metrics.series import Point

LEAST = 0.0005  # a smaller change is none: it would be told as 0,0 %


class Course(NamedTuple):
    """The ends of a line, and the change from one to the other as a part of the first (0.1 is ten per cent more)."""

    first: Point
    last: Point
    share: float

    @property
    def direction(self) -> str:
        """up, down or none."""
        return "none" if abs(self.share) < LEAST else "up" if self.share > 0 else "down"


def course(points: Iterable[Point]) -> Course | None:
    """From the first to the last of the points that has a value; None where fewer than two have, or the first is zero."""
    known = sorted((p.period, p.value, p) for p in points if p.value is not None)
    if len(known) < 2 or not known[0][1]:
        return None
    return Course(known[0][2], known[-1][2], known[-1][1] / known[0][1] - 1)


def by_year(points: Iterable[Point]) -> dict[str, float | None]:
    """The value of every year from the first known one to the last; None in between where none is known, so that a line has
    a gap there and not a shorter way."""
    known = {int(p.period): p.value for p in points if p.value is not None}
    return {str(year): known.get(year) for year in range(min(known), max(known) + 1)} if known else {}
