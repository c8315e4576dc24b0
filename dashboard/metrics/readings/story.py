"""A municipality's story: facts computed from the data, which the page puts into sentences."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from dashboard.metrics.compute import Answer
from dashboard.metrics.question import Question
from dashboard.metrics.ranking import ENOUGH
from dashboard.metrics.readings.comparing import Place, Value, benchmarks, lines
from dashboard.metrics.readings.contrast import verdict
from dashboard.metrics.selection import Selection
from dashboard.metrics.series import Point

SPAN = 10  # years that a change looks back over, unless the reader's years are fewer
SPECIAL = 1.2  # a location quotient from which an industry is told of as a speciality


@dataclass(frozen=True)
class Fact:
    """One thing to tell: ``id`` names its sentence (story.<id>), ``values`` fill it, ``metric`` is what it rests on."""

    id: str
    metric: str
    values: dict[str, Any] = field(default_factory=dict)


def facts(answer: Answer, selection: Selection) -> list[Fact]:
    """Up to seven facts of the one municipality selected, in the order of a story; what is not known is not told."""
    return [
        *_size(answer, selection, "population"), *_size(answer, selection, "jobs"), *_largest(answer, selection),
        *_special(answer, selection), *_births(answer, selection), *_vacancies(answer, selection), *_ledger(answer, selection),
    ]  # fmt: skip


def _size(answer: Answer, selection: Selection, metric: str) -> Iterator[Fact]:
    """How many there are, and how that has changed in the last ten comparable years."""
    known = [
        p for p in answer(Question(metric, selection, by="none", every_year=True)).comparable if p.value is not None
    ]
    if not known:
        return
    now, before = known[-1], known[-SPAN - 1 :][0]
    told = {"now": now.value, "period": now.period}
    difference = (now.value or 0.0) - (before.value or 0.0)
    if now is before or not before.value:
        yield Fact(f"{metric}.now", metric, told)
        return
    direction = "up" if difference > 0 else "down" if difference < 0 else "same"
    change = {"since": before.period, "difference": abs(difference), "share": abs(difference) / before.value}
    yield Fact(f"{metric}.{direction}", metric, told | change)


def _newest(answer: Answer, question: Question) -> list[Point]:
    """The points with a value of the latest period that has any; the unknown industry is none."""
    known = [p for p in answer(question).points if p.value is not None and p.breakdown != "?"]
    last = max((p.period for p in known), default="")
    return sorted((p for p in known if p.period == last), key=lambda p: (-(p.value or 0.0), p.breakdown))


def _largest(answer: Answer, selection: Selection) -> Iterator[Fact]:
    """The three industries with the most jobs, and their part of all jobs."""
    found = [p for p in _newest(answer, Question("jobs", selection, by="industry")) if p.value][:3]
    total = next(
        (p.value for p in _newest(answer, Question("jobs", selection)) if found and p.period == found[0].period), None
    )
    if len(found) == 3 and total:
        shares = [(p.value or 0.0) / total for p in found]
        yield Fact(
            "largest", "jobs", {"industries": [p.breakdown for p in found], "shares": shares, "period": found[0].period}
        )


def _special(answer: Answer, selection: Selection) -> Iterator[Fact]:
    """The industry with the highest location quotient against Mittnorden, of those with enough jobs to say so."""
    points = _newest(answer, Question("location_quotient", selection, by="industry"))
    told = [p for p in points if (p.count or 0) >= ENOUGH]
    if not told:
        return
    top = told[0]
    if (top.value or 0.0) < SPECIAL:
        yield Fact("special.none", "location_quotient", {"period": top.period})
        return
    values = {"industry": top.breakdown, "times": float(top.value or 0.0), "jobs": top.count, "period": top.period}
    yield Fact("special", "location_quotient", values)


def _births(answer: Answer, selection: Selection) -> Iterator[Fact]:
    """New companies per inhabitant against the county's."""
    metric, place = "births_per_1000", Place(selection.areas[0], selection.areas)
    marks = benchmarks([place])[:1]
    line = lines(answer, selection, [place], marks, [metric])[0]
    own = line.values[0]
    if own.point.value is None or not line.benchmarks:
        return
    county: Value = line.benchmarks[0]
    values = {"rate": own.point.value, "count": own.point.count, "period": line.period, "county": county.place}
    found = verdict(metric, own, county)
    if found:
        yield Fact(f"births.{found}", metric, values | {"county_rate": county.point.value})


def _vacancies(answer: Answer, selection: Selection) -> Iterator[Fact]:
    """How many positions are open, and how many of them ask for higher education."""
    point = answer(Question("vacancies", selection, by="none")).latest
    if point is None or point.value is None:
        return
    if not point.value:
        yield Fact("vacancies.none", "vacancies", {"period": point.period})
        return
    series = answer(Question("higher_education_share", selection, by="none"))
    share = series.latest
    if share is not None and share.value is not None and share.period == point.period:
        base = series.inputs.get((share.area, share.period, ""), {}).get("base")
        values = {"count": point.value, "higher": share.count, "base": base, "period": point.period}
        yield Fact("vacancies.higher", "vacancies", values)
    else:
        yield Fact("vacancies.some", "vacancies", {"count": point.value, "period": point.period})


def _ledger(answer: Answer, selection: Selection) -> Iterator[Fact]:
    """The municipality's part of the goal ledger: only what is verified counts."""
    series = answer(Question("establishments", selection, by="none"))
    verified = series.latest
    if verified is None or verified.value is None:
        return
    created = answer(Question("jobs_created", selection, by="none")).latest
    under_way = sum(p.value or 0.0 for p in series.points if p.period == verified.period and p.breakdown != "verified")
    values = {"count": verified.value, "fte": (created.value if created else None) or 0.0, "under_way": under_way}
    kind = "some" if verified.value or values["fte"] else "under_way" if under_way else "none"
    yield Fact(f"ledger.{kind}", "establishments", values)
