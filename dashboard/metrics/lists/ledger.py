"""The goal ledger as rows: the current programme's establishments and job results, and why each counts or does not."""

from datetime import date
from typing import NamedTuple

from dashboard.metrics.selection import Selection
from dashboard.warehouse.engine import Engine

STAGES = ("lead", "decided", "opened", "operating")
LOST = "lost"
STATES = ("verified", "reported", "expected")  # how sure a result is; only the first counts towards the goal


class Establishment(NamedTuple):
    """One establishment. A lead has no ``name`` and no ``company`` here; ``industry`` and ``division`` are "?" where they are
    not known; ``counts`` says whether it may count once it is verified."""

    key: str
    name: str | None
    company: str | None
    area: str
    industry: str
    division: str
    stage: str
    lead_on: date | None
    decided_on: date | None
    opened_on: date | None
    operating_on: date | None
    lost_on: date | None
    verification: str
    verified_on: date | None
    evidence: str | None
    activity: str | None
    transfer: bool
    counted_with: str | None
    counted_on: date | None
    counts: bool

    def on(self, stage: str) -> date | None:
        """The day on which it came to that stage (one of STAGES, or LOST)."""
        day: date | None = getattr(self, f"{stage}_on")
        return day

    @property
    def reason(self) -> str:
        """counts; or why it never does: lost, transfer (moved within the region), double (counted on the other side)."""
        return "counts" if self.counts else LOST if self.stage == LOST else "transfer" if self.transfer else "double"


class Job(NamedTuple):
    """One job result in full-time equivalents. Industry and activity are those of its establishment."""

    key: str
    establishment: str | None
    area: str
    industry: str
    division: str
    activity: str | None
    kind: str  # created or maintained
    fte: float
    from_on: date | None
    higher_education: bool
    contract: str | None
    effect: str
    moved: bool
    verification: str
    verified_on: date | None
    evidence: str | None
    counted_on: date | None
    counts: bool

    @property
    def reason(self) -> str:
        """counts; or why it is outside the goal: construction, indirect, induced, moved, lost (with its establishment), or
        maintained, which is kept apart from what is created."""
        if self.effect != "direct":
            return self.effect
        if self.moved:
            return "moved"
        return "lost" if not self.counts else "counts" if self.kind == "created" else "maintained"


class Ledger(NamedTuple):
    """The current programme's rows; establishments those furthest on the way first, lost ones last."""

    establishments: tuple[Establishment, ...]
    jobs: tuple[Job, ...]

    def within(self, selection: Selection) -> "Ledger":
        """The rows of the selection's areas and industries, whatever its years."""
        areas, codes = set(selection.municipalities()), set(selection.codes())

        def inside(row: Establishment | Job) -> bool:
            return row.area in areas and (not codes or bool({row.industry, row.division} & codes))

        return Ledger(tuple(filter(inside, self.establishments)), tuple(filter(inside, self.jobs)))

    def find(self, key: str) -> Establishment | None:
        """The establishment of that key, or None."""
        return next((one for one in self.establishments if one.key == key), None)

    def jobs_of(self, key: str) -> list[Job]:
        """The job results of one establishment."""
        return [job for job in self.jobs if job.establishment == key]

    def twin(self, one: Establishment) -> str | None:
        """The key of the same firm on the other side of the border, whichever of the two names the other."""
        return one.counted_with or next((o.key for o in self.establishments if o.counted_with == one.key), None)


def ledger(engine: Engine) -> Ledger:
    """All rows of the current programme."""
    establishments = engine.rows(
        """select e.key, name, company, area, industry, division, stage, lead_on, decided_on, opened_on, operating_on,
            lost_on, verification, verified_on, evidence, activity, transfer, counted_with, counted_on, counts
        from establishment as e join programme as p on p.key = e.programme and p.current
        order by list_position(['operating', 'opened', 'decided', 'lead', 'lost'], stage), counted_on desc, e.key"""
    )
    jobs = engine.rows(
        """select j.key, j.establishment, coalesce(j.area, e.area), coalesce(e.industry, '?'), coalesce(e.division, '?'),
            e.activity, j.kind, j.fte, j.from_on, j.higher_education, j.contract, j.effect, j.moved, j.verification,
            j.verified_on, j.evidence, j.counted_on, j.counts
        from job_result as j join programme as p on p.key = j.programme and p.current
        left join establishment as e on e.key = j.establishment
        order by j.from_on, j.key"""
    )
    return Ledger(tuple(Establishment(*row) for row in establishments), tuple(Job(*row) for row in jobs))
