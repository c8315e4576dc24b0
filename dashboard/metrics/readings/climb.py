"""The way to a goal: what was verified by each day, what may still come, and the straight line that would just do."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from dashboard.metrics.lists.ledger import Ledger
from dashboard.metrics.readings.pace import Standing


class Step(NamedTuple):
    """From this day on the total is so large."""

    day: date
    total: float


class Result(NamedTuple):
    """One result: the day it counts from (None: not known), how much, and how sure it is."""

    day: date | None
    amount: float
    state: str


class Climb(NamedTuple):
    """``reached`` are the verified ones up to today; ``ahead`` goes on from there as if all that is reported and expected
    were verified too, and is empty where there is nothing of the kind or the period is over."""

    reached: tuple[Step, ...]
    ahead: tuple[Step, ...]

    @property
    def verified(self) -> float:
        """What has been reached."""
        return self.reached[-1].total

    @property
    def possible(self) -> float:
        """What would be reached in the end if all went well."""
        return self.ahead[-1].total if self.ahead else self.verified


def results(ledger: Ledger, metric: str) -> list[Result]:
    """What counts in the ledger: one for each establishment, or the full-time equivalents of each job created."""
    if metric == "establishments":
        return [Result(e.counted_on, 1.0, e.verification) for e in ledger.establishments if e.counts]
    return [Result(j.counted_on, j.fte, j.verification) for j in ledger.jobs if j.counts and j.kind == "created"]


def climb(found: Iterable[Result], start: date, end: date, today: date) -> Climb:
    """The way from start to end. What has no day counts from the start; what should already have come may come any day."""
    every, now = list(found), min(max(today, start), end)
    sure = [(_within(r.day, start, now), r.amount) for r in every if r.state == "verified"]
    rest = [(_within(r.day, now, end), r.amount) for r in every if r.state != "verified"]
    reached = _steps([(start, 0.0), *sure, (now, 0.0)], 0.0)
    ahead = _steps([(now, 0.0), *rest, (end, 0.0)], reached[-1].total) if rest and today < end else ()
    return Climb(reached, ahead)


def _within(day: date | None, first: date, last: date) -> date:
    return min(max(day or first, first), last)


def _steps(amounts: Iterable[tuple[date, float]], before: float) -> tuple[Step, ...]:
    """The running total, one step a day."""
    totals: dict[date, float] = {}
    for day, amount in sorted(amounts):
        before += amount
        totals[day] = before
    return tuple(Step(day, total) for day, total in totals.items())


def at(steps: Sequence[Step], day: date) -> float:
    """The total on a day; nothing before the first step."""
    return next((step.total for step in reversed(steps) if step.day <= day), 0.0)


def straight(goal: Standing, day: date) -> float:
    """How much there would be on the day on the straight line from nothing at the start to the target at the end."""
    days = (goal.end - goal.start).days
    return goal.target * min(max((day - goal.start).days / days, 0.0), 1.0)
