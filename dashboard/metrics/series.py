"""The one result shape above the warehouse: a metric's values for areas, periods and a breakdown."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal, NamedTuple

Status = Literal["ok", "missing", "suppressed", "interval", "provisional", "break", "partial", "incomparable"]
LANGUAGES = ("sv", "nb", "en")  # of the texts that come with the data
Kind = Literal["count", "rate", "index"]
Direction = Literal["up", "down", "none"]  # which way is better; "none" judges nothing


class Point(NamedTuple):
    """One value. ``value`` is None where there is none; ``status`` says why. A blank never means zero."""

    area: str  # SE-2380; for sums SE-23, NO-50, SE, NO, MITT, or "selection" for any other set
    period: str  # 2025, 2025-Q1, 2025-03 or 2025-03-31
    breakdown: str  # the category's key, or "" when there is no breakdown
    value: float | None
    # a headcount band's ends, without a value; or beside a value the ends of its 95 % interval; else None
    low: float | None
    high: float | None
    count: int | None  # type: ignore[assignment]  # tuple.count is not needed here; how many units stand behind the value (for a count the value itself)
    status: Status
    left_out: int = 0  # with status "partial": how many missing or suppressed cells the sum leaves out
    unknown: int = 0  # so many of them because an area is not known in the period at all

    @property
    def known(self) -> bool:
        """Whether there is a value, or a band for one."""
        return self.value is not None or self.low is not None


class Break(NamedTuple):
    """The first period that is measured in a new way in an area: a word for the chart and a note, by language."""

    area: str
    period: str
    words: Mapping[str, str]
    notes: Mapping[str, str]

    @classmethod
    def told(cls, area: str, period: str, *texts: str) -> "Break":
        """From a row of the warehouse: words, then notes, each in the order of LANGUAGES."""
        return cls(area, period, *(dict(zip(LANGUAGES, part, strict=True)) for part in (texts[:3], texts[3:])))


Inputs = Mapping[tuple[str, str, str], Mapping[str, float]]  # by area, period and breakdown: what a value was made of


@dataclass(frozen=True)
class Series:
    """A metric's points for one selection, with what is needed to read and to reproduce them."""

    metric: str
    unit: str  # companies, workplaces, persons, jobs, per_1000, fte, …: a key of the message files (unit.<unit>)
    decimals: int
    kind: Kind
    direction: Direction
    grade: str  # A, B or C: comparability of SE against NO
    reference: str  # area key of the reference economy, or ""
    as_of: date
    demo: bool
    points: tuple[Point, ...]
    sql: str  # the statement that ran, with its parameters filled in
    breaks: tuple[Break, ...] = ()  # those that lie in the series
    inputs: Inputs = field(default_factory=dict)
    by: str = ""  # what `breakdown` is a key of: industry, division, size, verification, occupation, age, part …

    @property
    def comparable(self) -> tuple[Point, ...]:
        """The periods in which the most of the areas are known, since the last break: sums of fewer areas would look like
        a fall, and a new way of measuring like a change.

        Of a ledger only what is verified. The last with a value is the number that stands for the series."""
        since = max((b.period for b in self.breaks), default="")
        told = [p for p in self.points if p.breakdown in ("", "verified") and p.period >= since]
        fewest = min((p.unknown for p in told if p.known), default=None)
        return tuple(p for p in told if fewest is None or p.unknown == fewest)

    @property
    def latest(self) -> Point | None:
        """The last comparable point with a value, or where none has one the last of all."""
        points = self.comparable
        return next((p for p in reversed(points) if p.known), points[-1] if points else None)
