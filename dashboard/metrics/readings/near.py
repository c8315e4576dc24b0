"""What an industry that is missing here is near to: those that are strong here and often found with it elsewhere."""

from collections.abc import Collection, Iterable, Mapping

import numpy as np

from dashboard.metrics.measures.relatedness import proximity
from dashboard.metrics.series import Point


def strong(points: Iterable[Point]) -> tuple[str, ...]:
    """The industries with a location quotient of at least 1 among the points of one area."""
    return tuple(p.breakdown for p in points if p.value is not None and p.value >= 1)


def near(
    quotients: Iterable[Point], here: Collection[str], wanted: Iterable[str], most: int
) -> Mapping[str, list[str]]:
    """For each of the ``wanted`` industries the ``most`` of those ``here`` that are nearest to it, nearest first.

    ``quotients``: location quotients of the reference's municipalities by industry, of one year; near is what they are
    strong in together (see measures.relatedness.proximity). Nothing where nothing is."""
    known = [p for p in quotients if p.value is not None]
    places = {area: number for number, area in enumerate(dict.fromkeys(p.area for p in known))}
    codes = {code: number for number, code in enumerate(sorted({p.breakdown for p in known}))}
    present = np.zeros((len(places), len(codes)), dtype=bool)
    for point in known:
        present[places[point.area], codes[point.breakdown]] = (point.value or 0.0) >= 1
    together = proximity(present) if known else np.zeros((0, 0))
    found = {}
    for code in wanted:
        told = [(-together[codes[code], codes[other]], other) for other in here if code in codes and other in codes]
        found[code] = [other for closeness, other in sorted(told)[:most] if closeness < 0]
    return found
