"""The one result shape above the warehouse: a metric's values for areas, periods and a breakdown."""

from dataclasses import dataclass
from datetime import date
from typing import Literal, NamedTuple

Status = Literal["ok", "missing", "suppressed", "interval", "provisional", "break", "partial"]
Kind = Literal["count", "rate", "index"]
Direction = Literal["up", "down", "none"]  # which way is better; "none" judges nothing


class Point(NamedTuple):
    """One value. ``value`` is None where there is none; ``status`` says why. A blank never means zero."""

    area: str  # SE-2380; for sums SE-23, NO-50, SE, NO, MITT, or "selection" for any other set
    period: str  # 2025, 2025-Q1, 2025-03 or 2025-03-31
    breakdown: str  # the category's key, or "" when there is no breakdown
    value: float | None
    low: float | None  # an interval's or a headcount band's ends; both None where the value is exact
    high: float | None
    count: int | None  # type: ignore[assignment]  # tuple.count is not needed here; how many units stand behind the value (for a count the value itself)
    status: Status
    left_out: int = 0  # with status "partial": how many missing or suppressed cells the sum leaves out

    @property
    def known(self) -> bool:
        """Whether there is a value, or a band for one."""
        return self.value is not None or self.low is not None


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

    @property
    def comparable(self) -> tuple[Point, ...]:
        """The periods in which the most of the areas are known: sums of fewer areas would look like a fall.

        Of a ledger only what is verified. The last with a value is the number that stands for the series."""
        told = [p for p in self.points if p.breakdown in ("", "verified")]
        fewest = min((p.left_out for p in told if p.known), default=None)
        return tuple(p for p in told if fewest is None or p.left_out == fewest)

    @property
    def latest(self) -> Point | None:
        """The last comparable point with a value, or where none has one the last of all."""
        points = self.comparable
        return next((p for p in reversed(points) if p.known), points[-1] if points else None)
