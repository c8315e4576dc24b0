"""Where the goals stand: verified, reported and expected against the target, and the pace reached against the pace needed."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial

from dashboard.metrics.compute import Answer, compute
from dashboard.metrics.question import Question
from dashboard.metrics.selection import Selection
from dashboard.warehouse.engine import Engine

MONTH = 365.25 / 12  # days


@dataclass(frozen=True)
class Standing:
    """One goal of the current programme. Counts are None where there is no register: not known is not zero."""

    metric: str
    target: float
    verified: float | None
    reported: float | None
    expected: float | None
    start: date
    end: date
    as_of: date

    @property
    def ended(self) -> bool:
        """The programme's period is over: what stands is its final result, and there is no pace."""
        return self.as_of > self.end

    @property
    def pace(self) -> float | None:
        """Verified per month since the start."""
        months = (min(self.as_of, self.end) - self.start).days / MONTH
        return None if self.verified is None or months <= 0 else self.verified / months

    @property
    def pace_needed(self) -> float | None:
        """Per month from now on to reach the target by the end; None when it has ended."""
        months = (self.end - self.as_of).days / MONTH
        return None if self.verified is None or months <= 0 else max(0.0, self.target - self.verified) / months

    @property
    def reached_on(self) -> date | None:
        """The day the target is reached at the pace so far; None when it never is, or already has been."""
        if self.ended or not self.pace or self.verified is None or self.verified >= self.target:
            return None
        return self.as_of + timedelta(days=(self.target - self.verified) / self.pace * MONTH)


def standings(engine: Engine, selection: Selection, answer: Answer | None = None) -> tuple[Standing, Standing]:
    """The two goals, establishments and jobs created, for the areas of the selection (years and industries apart).

    ``answer`` may remember answers; without it each question is computed.
    """
    answer = answer or partial(compute, engine)
    where = Selection.of(areas=selection.areas)
    target, jobs, start, end = engine.rows(
        "select establishments, jobs, start_on, end_on from programme where current"
    )[0]

    def standing(metric: str, aim: float) -> Standing:
        points = answer(Question(metric, where, by="none")).points
        state = {point.breakdown: point.value for point in points}
        values = (state.get("verified"), state.get("reported"), state.get("expected"))
        return Standing(metric, aim, *values, start, end, engine.recorded_on)

    return standing("establishments", target), standing("jobs_created", jobs)
