"""Areas side by side: each metric in one year for all of them, with benchmarks.

Of a metric of comparability grade C each country has a line of its own, on which the other side's areas have no value.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from typing import NamedTuple

from dashboard.metrics.catalogue import lookup
from dashboard.metrics.compute import Answer
from dashboard.metrics.question import Question
from dashboard.metrics.ranking import enough, told
from dashboard.metrics.reference import COUNTRIES, WHOLE, areas, municipalities
from dashboard.metrics.selection import Selection
from dashboard.metrics.series import Point


class Place(NamedTuple):
    """What is compared: a key of its own (an area's, a functional region's), and the area keys that it is the sum of."""

    key: str
    keys: tuple[str, ...]

    @property
    def members(self) -> frozenset[str]:
        """The municipalities in it."""
        return frozenset(m for key in self.keys for m in municipalities(key))

    def within(self, country: str) -> bool:
        """Whether all of it lies in the country; in "" lies everything."""
        return all(key.startswith(country) for key in self.members)


class Value(NamedTuple):
    """A place's number; ``enough`` says whether enough stand behind it to be called high or low."""

    place: str
    point: Point
    enough: bool


class Line(NamedTuple):
    """One metric in one year: the places in the order asked for, and the benchmarks. ``country`` is "" unless the two
    sides may not be compared: then the places of the other side are "incomparable"."""

    metric: str
    country: str
    period: str
    values: tuple[Value, ...]
    benchmarks: tuple[Value, ...]


def benchmarks(places: Iterable[Place], whole: bool = False) -> tuple[Place, ...]:
    """Each county and country that the places lie in, Mittnorden if asked for, and the other side of the border.

    What covers the same municipalities as another of these, or as a place itself, is not told twice: as long as the data
    take in one county of each country, the county stands for its country too.
    """
    places = tuple(places)
    inside = sorted({m for place in places for m in place.members})
    counties = dict.fromkeys(areas()[m].parent for m in inside)
    countries = dict.fromkeys(areas()[m].country for m in inside)
    wanted = [*counties, *countries, *([WHOLE] if whole else []), *COUNTRIES]
    told_already = {place.members for place in places}
    found = []
    for key in wanted:
        mark = Place(_named(key), (key,))
        if mark.members not in told_already:
            told_already.add(mark.members)
            found.append(mark)
    return tuple(found)


def _named(whole: str) -> str:
    """The county that a country's part in the data is, where it is one: people know it by that name."""
    counties = (key for key, area in areas().items() if area.level == "county")
    return next((key for key in counties if municipalities(key) == municipalities(whole)), whole)


def lines(
    answer: Answer, selection: Selection, places: Sequence[Place], marks: Sequence[Place], metrics: Iterable[str]
) -> list[Line]:
    """A line for each metric, with grade C one for each country that a place lies in. ``marks``: the benchmarks."""
    found = []
    for metric in metrics:
        countries = [c for c in COUNTRIES if any(p.within(c) for p in places)] if lookup(metric).grade == "C" else [""]
        for country in countries:
            mine = [place for place in places if place.within(country)]
            year = common_year(answer, metric, selection, {key for place in mine for key in place.keys})
            values = tuple(
                _value(answer, metric, selection, place, year) if place in mine else _apart(place, year)
                for place in places
            )
            others = tuple(_value(answer, metric, selection, mark, year) for mark in marks if mark.within(country))
            found.append(Line(metric, country, str(year or ""), values, others))
    return found


def common_year(answer: Answer, metric: str, selection: Selection, keys: Collection[str]) -> int | None:
    """The latest of the years in which the most of the municipalities are known; None where none is in any."""
    points = told(answer(Question(metric, narrowed(selection, keys))))
    known = Counter(int(p.period) for p in points if p.known)
    return max(known, key=lambda year: (known[year], year), default=None)


def narrowed(selection: Selection, keys: Iterable[str], year: int | None = None) -> Selection:
    """The selection for other areas, and for one year where there is one."""
    first, last = (year, year) if year else (selection.first, selection.last)
    return Selection.of(keys, selection.industries, first, last, selection.sizes, selection.theme)


def _value(answer: Answer, metric: str, selection: Selection, place: Place, year: int | None) -> Value:
    series = answer(Question(metric, narrowed(selection, place.keys, year), by="none"))
    point = series.latest or Point(place.key, str(year or ""), "", None, None, None, None, "missing")
    return Value(place.key, point, enough(series, point))


def _apart(place: Place, year: int | None) -> Value:
    return Value(place.key, Point(place.key, str(year or ""), "", None, None, None, None, "incomparable"), False)
