"""What has changed: facts computed from the data, which the page puts into sentences."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import partial
from typing import Any

from dashboard.metrics.compute import Answer, compute
from dashboard.metrics.question import Question
from dashboard.metrics.ranking import ENOUGH
from dashboard.metrics.selection import Selection
from dashboard.metrics.series import Point
from dashboard.warehouse.engine import Engine


@dataclass(frozen=True)
class Change:
    """One thing that has changed: ``id`` names its sentence (change.<id>), ``values`` fill it."""

    id: str
    metric: str
    values: dict[str, Any] = field(default_factory=dict)


def changes(engine: Engine, selection: Selection, answer: Answer | None = None) -> list[Change]:
    """Up to five changes for the selected areas and industries, the most telling first.

    ``answer`` may remember answers; without it each question is computed.
    """
    answer = answer or partial(compute, engine)
    where = Selection.of(selection.areas, selection.industries, theme=selection.theme)
    found = [*_ledger(engine, where), *_totals(answer, where), *_fastest(answer, where), *_births(answer, where)]
    return found[:5]


def _two_last(answer: Answer, metric: str, where: Selection) -> tuple[Point, Point] | None:
    points = answer(Question(metric, where, by="none", every_year=True)).comparable  # never across a break
    known = [p for p in points if p.value is not None and p.status != "partial"]
    return (known[-2], known[-1]) if len(known) > 1 else None


def _totals(answer: Answer, where: Selection) -> list[Change]:
    found = []
    for metric in ("companies", "jobs"):
        if pair := _two_last(answer, metric, where):
            before, now = pair
            assert before.value is not None and now.value is not None
            share = (now.value - before.value) / before.value if before.value else 0.0
            direction = "up" if now.value > before.value else "down" if now.value < before.value else "same"
            values = {"now": now.value, "difference": abs(now.value - before.value), "share": abs(share),
                      "since": before.period, "period": now.period}  # fmt: skip
            found.append(Change(f"{metric}.{direction}", metric, values))
    return found


def _fastest(answer: Answer, where: Selection) -> list[Change]:
    """The municipality whose companies grew fastest, among those with enough of them to say so; never across a break."""
    series = answer(Question("companies", where, every_year=True))
    anew = {(b.area, b.period) for b in series.breaks}
    by_area: dict[str, list[Point]] = {}
    for point in series.points:
        by_area.setdefault(point.area, []).append(point)
    growth = []
    for area, values in by_area.items():
        whole = len(values) > 1 and (area, values[-1].period) not in anew
        if whole and (values[-2].value or 0) >= ENOUGH and values[-1].value is not None:
            growth.append((values[-1].value / values[-2].value - 1, area, values[-1], values[-2]))  # type: ignore[operator]
    if len(growth) < 2:
        return []
    share, area, now, before = max(growth)
    told = {"area": area, "share": share, "now": now.value, "since": before.period}
    return [Change("fastest", "companies", told)] if share > 0 else []


def _births(answer: Answer, where: Selection) -> list[Change]:
    births, deaths = (_two_last(answer, metric, where) for metric in ("company_births", "company_deaths"))
    if not births or not deaths:
        return []
    values = {"births": births[1].value, "deaths": deaths[1].value, "period": births[1].period}
    return [Change("births", "company_births", values)]


def _ledger(engine: Engine, where: Selection) -> list[Change]:
    """What was verified in the last 90 days."""
    as_of = engine.recorded_on
    count, fte = engine.rows(
        """select
            (select count(*) from establishment e join programme p on p.key = e.programme and p.current
             where counts and verification = 'verified' and verified_on between $since and $until
                and list_contains($areas, area)),
            (select coalesce(sum(fte), 0) from job_result j join programme p on p.key = j.programme and p.current
             where counts and kind = 'created' and verification = 'verified' and verified_on between $since and $until
                and list_contains($areas, area))""",
        {"since": as_of - timedelta(days=90), "until": as_of, "areas": list(where.municipalities())},
    )[0]
    if not count and not fte:
        return []
    since: date = as_of - timedelta(days=90)
    return [Change("verified", "establishments", {"count": count, "fte": fte, "since": since})]
