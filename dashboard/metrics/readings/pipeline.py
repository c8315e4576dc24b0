"""How establishments come along: how many stand at each stage, how long each step takes, and where things wait now. Pure
functions over the ledger's rows."""

from collections.abc import Iterable
from datetime import date
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from dashboard.metrics.lists.ledger import LOST, STAGES, STATES, Establishment


class Wait(NamedTuple):
    """The time between two stages, or at one (``after`` is then empty): the median in days, and of how many."""

    before: str
    after: str
    days: float
    number: int


def on_the_way(rows: Iterable[Establishment]) -> list[Establishment]:
    """What the pipeline is made of: all but transfers and doubles; lost ones are in it, for they came some of the way."""
    return [row for row in rows if row.counts or row.stage == LOST]


def stages(rows: Iterable[Establishment]) -> dict[str, dict[str, int]]:
    """How many are at each stage now, by how sure they are; every stage in order, lost last."""
    found = {stage: dict.fromkeys(STATES, 0) for stage in (*STAGES, LOST)}
    for row in rows:
        found[row.stage][row.verification] += 1
    return found


def steps(rows: Iterable[Establishment]) -> list[Wait]:
    """How long each step takes, in order: over those whose both days are known. A step that nobody has taken is left out,
    and so are days in the wrong order, which say nothing of a time."""
    every, found = list(rows), []
    for before, after in pairwise(STAGES):
        ends = [(row.on(before), row.on(after)) for row in every]
        days = [(last - first).days for first, last in ends if first and last and last >= first]
        if days:
            found.append(Wait(before, after, median(days), len(days)))
    return found


def waiting(rows: Iterable[Establishment], today: date) -> dict[str, Wait]:
    """How long those that are not in operation yet have been at their stage, by stage."""
    every, found = list(rows), {}
    for stage in STAGES[:-1]:
        since = [row.on(stage) for row in every if row.stage == stage]
        days = [(today - day).days for day in since if day and day <= today]
        if days:
            found[stage] = Wait(stage, "", median(days), len(days))
    return found


def longest(found: Iterable[Wait]) -> list[Wait]:
    """The slowest of the steps: several where they take equally long, none without any."""
    every = list(found)
    most = max((wait.days for wait in every), default=0.0)
    return [wait for wait in every if wait.days == most]
