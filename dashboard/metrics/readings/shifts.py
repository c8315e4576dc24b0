"""The parts of a change in jobs, put together again by area or industry: what shift_share gives as points."""

from collections.abc import Sequence
from math import isnan
from typing import NamedTuple

from dashboard.metrics.series import Series


class Shift(NamedTuple):
    """A change in jobs of an area, or of one industry in it, as three parts that add up to it (Dunn 1960)."""

    area: str
    industry: str  # "" for all of them
    national: float  # what it had gained growing as the reference did
    mix: float  # what its industries' growth adds to that
    regional: float  # what is the area's own

    @property
    def total(self) -> float:
        """The whole change."""
        return self.national + self.mix + self.regional


def shifts(series: Series) -> list[Shift]:
    """The changes whose three parts are known, in the order of the series; without jobs in the reference none are."""
    found: dict[tuple[str, str], dict[str, float]] = {}
    for point in series.points:
        industry, _, part = point.breakdown.rpartition(".")
        if point.value is not None and not isnan(point.value):
            found.setdefault((point.area, industry), {})[part] = point.value
    return [Shift(area, industry, **parts) for (area, industry), parts in found.items() if len(parts) == 3]


def most_own(found: Sequence[Shift], most: int) -> list[Shift]:
    """The ``most`` with the largest part of their own, up or down; those that had and got nothing are none."""
    moving = [shift for shift in found if any((shift.national, shift.mix, shift.regional))]
    return sorted(moving, key=lambda shift: (-abs(shift.regional), shift.area, shift.industry))[:most]


def best(found: Sequence[Shift]) -> list[Shift]:
    """Those with the largest part of their own; several where they are equal."""
    top = max((shift.regional for shift in found), default=0.0)
    return [shift for shift in found if shift.regional == top]


def since(series: Series) -> str:
    """The year that the changes are reckoned from, or "" where none is known."""
    return next((str(int(inputs["since"])) for inputs in series.inputs.values() if "since" in inputs), "")
