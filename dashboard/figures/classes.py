"""Values of municipalities in classes with round limits, each with its colour: one scale for all of them, or one for each
country where the two may not be compared, or two hues from a true middle."""

import math
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from dashboard.figures.theme import LIGHT, Palette

CLASSES, SIDE = 5, 3  # classes of one scale at most; on either side of a middle
HUES = {"SE": "sweden_rates", "NO": "norway_rates"}  # where each country has a scale of its own


class Scale(NamedTuple):
    """Classes from low to high: ``limits`` holds the least value and then the upper end of each class. ``country`` is ""
    where it holds for both; ``middle`` is one of the limits where there is a true one."""

    country: str
    limits: tuple[float, ...]
    middle: float | None = None

    @property
    def classes(self) -> int:
        """How many there are."""
        return max(len(self.limits) - 1, 0)

    def group(self, value: float) -> int:
        """The class that a value is in, from 0."""
        return sum(value > limit for limit in self.limits[1:-1])

    def role(self, group: int) -> str:
        """A class's colour by its role: spread over the whole hue however few classes there are, from the middle outwards."""
        if self.middle is None:
            return _step(HUES.get(self.country, "rates"), group, self.classes)
        under = self.limits.index(self.middle)
        if group < under:
            return _step("below", under - 1 - group, under)
        return _step("above", group - under, self.classes - under)

    def colour(self, group: int, colours: Palette) -> str:
        """A class's colour in a palette."""
        hue, step = self.role(group).split(":")
        return str(getattr(colours, hue)[int(step)])


def one(values: Sequence[float], country: str = "") -> Scale:
    """Classes of about as many municipalities each."""
    ordered = sorted(values)
    return Scale(country, _limits(ordered, CLASSES) if ordered else ())


def by_country(values: Mapping[str, float]) -> tuple[Scale, ...]:
    """A scale for each country's own values."""
    return tuple(one([v for key, v in values.items() if key.startswith(country)], country) for country in ("SE", "NO"))


def around(values: Sequence[float], middle: float) -> Scale:
    """Classes below and above a true middle; a side without values has none. What is just the middle is in the palest class
    below, or above where nothing is below."""
    under, over = sorted(v for v in values if v < middle), sorted(v for v in values if v > middle)
    below = _limits(under, SIDE)[:-1] if under else ()
    above = _limits(over, SIDE)[1:] if over else ()
    return Scale("", (*below, middle, *above) if under or over else (middle, middle), middle)


def _limits(ordered: Sequence[float], classes: int) -> tuple[float, ...]:
    """The least value, round limits between, the largest; no class is empty."""
    found = [ordered[0]]
    for part in range(1, classes):
        limit = rounded(ordered[min(len(ordered) - 1, len(ordered) * part // classes)])
        holds = len(found) == 1 or any(found[-1] < value <= limit for value in ordered)
        if holds and found[-1] < limit < ordered[-1]:
            found.append(limit)
    return (*found, ordered[-1])


def rounded(value: float, further: int = 1) -> float:
    """One significant figure, or so many further: numbers that can be said aloud."""
    if value == 0:
        return 0.0
    unit = 10.0 ** (math.floor(math.log10(abs(value))) - further)
    return round(round(value / unit) * unit, 12)


def _step(hue: str, group: int, groups: int) -> str:
    return f"{hue}:{round(group * (len(getattr(LIGHT, hue)) - 1) / max(groups - 1, 1))}"
