"""The jobs of the goal ledger split up: what was created, by one quality of the jobs; and what is outside the goal, by why.

Full-time equivalents throughout; verified, reported and expected are never added up."""

from collections.abc import Callable, Iterable
from typing import NamedTuple

from dashboard.metrics.lists.ledger import STATES, Job

# what the jobs can be split by, each with the category of a job ("" where it is not recorded)
WAYS: dict[str, Callable[[Job], str]] = {
    "country": lambda job: job.area[:2],
    "area": lambda job: job.area,
    "industry": lambda job: job.industry,
    "education": lambda job: "higher" if job.higher_education else "other",
    "activity": lambda job: job.activity or "",
    "contract": lambda job: job.contract or "",
}
OUTSIDE = ("maintained", "moved", "construction", "indirect", "induced", "lost")  # in the order in which they are told


class Part(NamedTuple):
    """A category and its full-time equivalents, in the order of STATES."""

    key: str
    amounts: tuple[float, float, float]

    @property
    def verified(self) -> float:
        """The part that counts towards the goal."""
        return self.amounts[0]


def created(jobs: Iterable[Job], way: str) -> list[Part]:
    """Jobs created, by a way of WAYS: most verified first, then most in sight."""
    parts = _parts((job for job in jobs if job.reason == "counts"), WAYS[way])
    return sorted(parts, key=lambda part: (-part.verified, -sum(part.amounts), part.key))


def outside(jobs: Iterable[Job]) -> list[Part]:
    """Jobs outside the goal, by the reason why, in the order of OUTSIDE."""
    parts = _parts((job for job in jobs if job.reason != "counts"), lambda job: job.reason)
    return sorted(parts, key=lambda part: OUTSIDE.index(part.key))


def leading(parts: Iterable[Part]) -> list[Part]:
    """Those with the most verified: several in a tie, none where nothing is verified."""
    every = list(parts)
    most = max((part.verified for part in every), default=0.0)
    return [part for part in every if part.verified == most and most > 0]


def _parts(jobs: Iterable[Job], category: Callable[[Job], str]) -> list[Part]:
    found: dict[str, dict[str, float]] = {}
    for job in jobs:
        amounts = found.setdefault(category(job), dict.fromkeys(STATES, 0.0))
        amounts[job.verification] += job.fte
    return [Part(key, (a["verified"], a["reported"], a["expected"])) for key, a in found.items()]
