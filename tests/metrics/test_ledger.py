"""The goal ledger's rows and what is read from them, against plain Python and against the metrics of the goals."""

from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.metrics.compute import compute
from dashboard.metrics.lists.ledger import LOST, STAGES, STATES, Establishment, Job, Ledger, ledger
from dashboard.metrics.question import Question
from dashboard.metrics.readings import climb, pipeline, split
from dashboard.metrics.readings.climb import Result
from dashboard.metrics.readings.pace import Standing
from dashboard.metrics.selection import Selection
from dashboard.warehouse.engine import Engine
from tests import builders

START, END = date(2025, 1, 1), date(2027, 12, 31)


def establishment(key: str = "E1", **known: Any) -> Establishment:
    """An establishment that counts, of which only what is named is known."""
    usual: dict[str, Any] = dict.fromkeys(Establishment._fields)
    usual |= {"key": key, "area": "SE-2380", "industry": "C", "division": "10", "stage": "lead", "verification": "expected",
              "transfer": False, "counts": True}  # fmt: skip
    return Establishment(**usual | known)


def job(key: str = "J1", **known: Any) -> Job:
    """One full-time job that counts."""
    usual: dict[str, Any] = dict.fromkeys(Job._fields)
    usual |= {"key": key, "establishment": "E1", "area": "SE-2380", "industry": "C", "division": "10", "kind": "created",
              "fte": 1.0, "higher_education": False, "effect": "direct", "moved": False, "verification": "verified",
              "counts": True}  # fmt: skip
    return Job(**usual | known)


# rows as a project has them: four come to a stage, one is lost, one moves, one firm stands on both sides of the border
ROWS: builders.Rows = {
    "establishment": [
        {"key": "E1", "name": "Ett", "area": "SE-2380", "industry": "10", "stage": "operating", "verification": "verified"},
        {"key": "E2", "name": "Två", "area": "NO-5001", "industry": "62", "stage": "lead", "company": "NO-2"},
        {"key": "E3", "name": "Tre", "area": "SE-2321", "industry": "I", "stage": "lost"},
        {"key": "E4", "name": "Fyra", "area": "SE-2321", "stage": "opened", "transfer": True},
        {"key": "E5", "name": "Fem", "area": "NO-5001", "industry": "10", "stage": "opened", "counted_with": "E1"},
        {"key": "E6", "name": "Sex", "area": "SE-2321", "programme": "demo", "stage": "opened"},
    ],
    "job_result": [
        {"key": "J1", "establishment": "E1", "area": "SE-2380", "kind": "created", "fte": 2.5, "verification": "verified"},
        {"key": "J2", "establishment": "E1", "kind": "maintained", "fte": 4.0, "verification": "reported"},
        {"key": "J3", "establishment": "E3", "area": "SE-2321", "kind": "created", "fte": 1.0},
        {"key": "J4", "establishment": "E4", "area": "SE-2321", "kind": "created", "fte": 1.0},
        {"key": "J5", "establishment": "E1", "area": "SE-2380", "kind": "created", "fte": 9.0, "effect": "construction"},
        {"key": "J6", "establishment": "E5", "area": "NO-5001", "kind": "created", "fte": 1.0, "effect": "induced"},
    ],
}  # fmt: skip


@pytest.fixture
def small(tmp_path: Path) -> Ledger:
    """The rows above through a real build."""
    return ledger(builders.engine(tmp_path, ROWS))


def test_rows_come_with_the_reason_why_they_count_or_not(small: Ledger) -> None:
    """Furthest first and lost last; a lead without its name; another programme's row is not there."""
    assert [one.key for one in small.establishments] == ["E1", "E4", "E5", "E2", "E3"]
    assert {one.key: one.reason for one in small.establishments} == {
        "E1": "counts", "E2": "counts", "E3": "lost", "E4": "transfer", "E5": "double",
    }  # fmt: skip
    lead = small.find("E2")
    assert (
        lead is not None
        and lead.name is None
        and lead.company is None
        and (lead.industry, lead.division) == ("K", "62")
    )
    assert small.find("E6") is None


def test_a_firm_on_both_sides_names_its_other_row(small: Ledger) -> None:
    """Whichever of the two the register has written it in."""
    by_key = {one.key: one for one in small.establishments}
    assert small.twin(by_key["E5"]) == "E1" and small.twin(by_key["E1"]) == "E5" and small.twin(by_key["E2"]) is None


def test_jobs_come_with_their_establishment_and_reason(small: Ledger) -> None:
    """A job without an area lies where its establishment does; moved with it, lost with it, kept apart, or of a kind that
    never counts."""
    assert {one.key: one.reason for one in small.jobs} == {
        "J1": "counts", "J2": "maintained", "J3": "lost", "J4": "moved", "J5": "construction", "J6": "induced",
    }  # fmt: skip
    assert {one.area for one in small.jobs_of("E1")} == {"SE-2380"}


@pytest.mark.parametrize(
    ("selection", "establishments", "jobs"),
    [(Selection.of(["SE"]), "E1 E4 E3", "J1 J2 J3 J4 J5"), (Selection.of(["NO-50"], ["C"]), "E5", "J6"),
     (Selection.of(industries=["62"]), "E2", ""), (Selection.of(first=2030), "E1 E4 E5 E2 E3", "J1 J2 J3 J4 J5 J6")],
    ids=str,
)  # fmt: skip
def test_areas_and_industries_narrow_and_years_do_not(
    selection: Selection, establishments: str, jobs: str, small: Ledger
) -> None:
    """A section takes in its divisions."""
    found = small.within(selection)
    assert " ".join(one.key for one in found.establishments) == establishments
    assert " ".join(sorted(one.key for one in found.jobs)) == jobs


@pytest.mark.parametrize("areas", [(), ("SE-23",), ("NO-5001", "SE-2321")], ids=str)
@pytest.mark.parametrize("metric", ["establishments", "jobs_created"])
def test_the_rows_add_up_to_the_goal_meters(metric: str, areas: tuple[str, ...], demo_warehouse: Path) -> None:
    """Verified, reported and expected each, for the whole and for parts of it."""
    engine, selection = Engine(demo_warehouse), Selection.of(areas)
    counted = {p.breakdown: p.value for p in compute(engine, Question(metric, selection, by="none")).points}
    found = climb.results(ledger(engine).within(selection), metric)
    for state in STATES:
        assert sum(r.amount for r in found if r.state == state) == pytest.approx(counted[state] or 0.0)


DAYS = st.none() | st.dates(date(2024, 6, 1), date(2028, 6, 1))
ESTABLISHMENTS = st.lists(
    st.builds(
        establishment, stage=st.sampled_from([*STAGES, LOST]), verification=st.sampled_from(STATES), counts=st.booleans(),
        **{f"{stage}_on": DAYS for stage in (*STAGES, LOST)},
    ),
    max_size=12,
)  # fmt: skip


def middle(values: list[int]) -> float:
    """The median in plain Python."""
    order, half = sorted(values), len(values) // 2
    return order[half] if len(order) % 2 else (order[half - 1] + order[half]) / 2


@given(ESTABLISHMENTS)
def test_stages_and_waits_against_plain_python(rows: list[Establishment]) -> None:
    """Each row stands at one stage; the steps come in the stages' order, each with the median of the known days."""
    counts = pipeline.stages(rows)
    assert list(counts) == [*STAGES, LOST] and sum(sum(states.values()) for states in counts.values()) == len(rows)
    expected = []
    for before, after in pairwise(STAGES):
        both = [(r.on(before), r.on(after)) for r in rows]
        known = [(b - a).days for a, b in both if a and b and b >= a]
        if known:
            expected.append((before, after, middle(known), len(known)))
    assert [tuple(wait) for wait in pipeline.steps(rows)] == expected
    today = date(2026, 9, 30)
    for stage, wait in pipeline.waiting(rows, today).items():
        since = [r.on(stage) for r in rows if r.stage == stage]
        known = [(today - day).days for day in since if day and day <= today]
        assert (wait.days, wait.number) == (middle(known), len(known)) and stage != "operating"


@given(ESTABLISHMENTS)
def test_the_pipeline_keeps_what_counts_and_what_was_lost(rows: list[Establishment]) -> None:
    """Transfers and doubles are left out, and nothing else."""
    assert pipeline.on_the_way(rows) == [r for r in rows if r.counts or r.stage == "lost"]


def test_the_slowest_step_and_a_tie() -> None:
    """30 days and 90 days: the second; twice as long each: both; none taken: none."""
    rows = [establishment(lead_on=START, decided_on=START + timedelta(30), opened_on=START + timedelta(120))]
    assert [w.before for w in pipeline.longest(pipeline.steps(rows))] == ["decided"]
    even = [establishment(lead_on=START, decided_on=START + timedelta(30), opened_on=START + timedelta(60))]
    assert [w.before for w in pipeline.longest(pipeline.steps(even))] == ["lead", "decided"]
    assert pipeline.longest(pipeline.steps([establishment()])) == []


RESULTS = st.lists(
    st.builds(Result, DAYS, st.integers(1, 20).map(float), st.sampled_from(STATES)), max_size=20
)  # fmt: skip


@given(RESULTS, st.dates(date(2024, 1, 1), date(2029, 1, 1)), st.dates(START, END))
def test_the_climb_against_plain_python(found: list[Result], today: date, day: date) -> None:
    """On each day the verified results up to it; in the end all of them; never downwards, in the order of days."""
    way = climb.climb(found, START, END, today)
    now = min(max(today, START), END)
    for steps in (way.reached, way.ahead):
        assert all(a.day < b.day and a.total <= b.total for a, b in pairwise(steps))
    if day <= now:
        sure = sum(r.amount for r in found if r.state == "verified" and (min(max(r.day or START, START), now) <= day))
        assert climb.at(way.reached, day) == sure
    assert way.verified == sum(r.amount for r in found if r.state == "verified")
    if way.ahead:
        assert way.ahead[0].day == now and way.possible == sum(r.amount for r in found)
    else:
        assert today >= END or all(r.state == "verified" for r in found)


def test_the_straight_line_goes_from_nothing_to_the_target() -> None:
    """Half of the target after half of the time; level before and after the period."""
    goal = Standing("establishments", 15, 0, 0, 0, date(2025, 1, 1), date(2025, 1, 31), date(2025, 1, 16))
    assert [climb.straight(goal, date(2025, 1, day)) for day in (1, 16, 31)] == [0.0, 7.5, 15.0]
    assert climb.straight(goal, date(2024, 1, 1)) == 0.0 and climb.straight(goal, date(2026, 1, 1)) == 15.0


JOBS = st.lists(
    st.builds(
        job, area=st.sampled_from(["SE-2380", "SE-2321", "NO-5001"]), industry=st.sampled_from("CI?"),
        kind=st.sampled_from(["created", "maintained"]), fte=st.sampled_from([0.5, 1.0, 2.0, 4.5]),
        effect=st.sampled_from(["direct", "direct", "construction", "indirect"]), moved=st.booleans(), counts=st.booleans(),
        verification=st.sampled_from(STATES), higher_education=st.booleans(), activity=st.sampled_from([None, "a", "b"]),
        contract=st.sampled_from([None, "permanent", "temporary"]),
    ),
    max_size=15,
)  # fmt: skip


@given(JOBS, st.sampled_from(list(split.WAYS)))
def test_every_split_adds_up_and_nothing_is_in_two_places(jobs: list[Job], way: str) -> None:
    """Whatever way the created ones are split, each state sums to the same; what is outside is all the rest."""
    inside, rest = split.created(jobs, way), split.outside(jobs)
    for n, state in enumerate(STATES):
        mine = [j for j in jobs if j.verification == state]
        counted = [j for j in mine if j.counts and j.kind == "created" and j.effect == "direct" and not j.moved]
        assert sum(part.amounts[n] for part in inside) == sum(j.fte for j in counted)
        assert sum(part.amounts[n] for part in rest) == sum(j.fte for j in mine) - sum(j.fte for j in counted)
    assert [part.verified for part in inside] == sorted((part.verified for part in inside), reverse=True)
    assert len({part.key for part in inside}) == len(inside) and {p.key for p in rest} <= set(split.OUTSIDE)


def test_who_leads_a_split() -> None:
    """The most verified; both in a tie; nobody where nothing is verified."""
    jobs = [
        job(area="SE-2380", fte=2.0),
        job(area="NO-5001", fte=1.0),
        job(area="NO-5001", verification="expected", fte=9.0),
    ]
    assert [part.key for part in split.leading(split.created(jobs, "country"))] == ["SE"]
    even = [*jobs, job(area="NO-5006", fte=1.0)]
    assert [part.key for part in split.leading(split.created(even, "country"))] == ["NO", "SE"]
    assert split.leading(split.created([job(verification="reported")], "country")) == []
