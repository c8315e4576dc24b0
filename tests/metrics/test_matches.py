"""Residual flows that fit: against a plain second implementation, and what must hold whatever is offered and wanted."""

import math
from collections import defaultdict
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.metrics.lists import flows as lists
from dashboard.metrics.lists.flows import Flow
from dashboard.metrics.readings import matches
from tests.builders import engine

DAY = date(2026, 9, 30)
ÖSTERSUND, TRONDHEIM, ÅRE = (63.1767, 14.6361), (63.4305, 10.3951), (63.399, 13.082)


def flow(
    key: str, direction: str = "offered", form: str = "material", ewc: str | None = "03 01 05", amount: float | None = 10.0,
    place: tuple[float, float] | None = ÖSTERSUND, area: str = "SE-2380", **more: object,
) -> Flow:  # fmt: skip
    """A flow; open unless told."""
    lat, lon = place or (None, None)
    made = Flow(
        key, key, area, lat, lon, direction, form, None, None, None, ewc, amount, None, None, None, "open", None
    )
    return made._replace(**more)  # type: ignore[arg-type]


def away(one: Flow, other: Flow) -> float:
    """Kilometres by the spherical law of cosines: another formula than the one tested."""
    if one[3:5] == other[3:5]:
        return 0.0
    a, b, away = (
        math.radians(one.lat or 0),
        math.radians(other.lat or 0),
        math.radians((one.lon or 0) - (other.lon or 0)),
    )
    return 6371 * math.acos(min(1.0, math.sin(a) * math.sin(b) + math.cos(a) * math.cos(b) * math.cos(away)))


FLOWS = st.lists(
    st.builds(
        flow, st.uuids().map(str), st.sampled_from(["offered", "wanted"]),
        st.sampled_from(["material", "material", "heat", "cold", "transport"]),
        st.sampled_from(["03 01 05", "03 01 01", "03 01", "15 01 02", "15 01 02*", None]),
        st.none() | st.floats(0, 1000), st.sampled_from([ÖSTERSUND, TRONDHEIM, ÅRE, (63.2, 14.6), None]),
        st.sampled_from(["SE-2380", "NO-5001"]),
    ),
    max_size=14,
)  # fmt: skip


@given(FLOWS)
def test_pairs_are_those_that_plain_python_finds(rows: list[Flow]) -> None:
    """Same form; for a material the same first four digits of the code; for the rest at most ten kilometres."""
    naive = set()
    for o in rows:
        for w in rows:
            if (o.direction, w.direction, o.form) != ("offered", "wanted", w.form):
                continue
            one, other = ((f.ewc or "").replace(" ", "").rstrip("*") for f in (o, w))
            if o.form == "material" and len(one) >= 4 and one[:4] == other[:4]:
                naive.add((o.key, w.key, "same" if one == other else "kin"))
            elif o.form != "material" and None not in (o.lat, w.lat) and away(o, w) <= 10:
                naive.add((o.key, w.key, "near"))
    found = matches.matches(rows)
    assert {(m.offered.key, m.wanted.key, m.why) for m in found} == naive and len(found) == len(naive)
    for m in found:
        assert m.km is None or m.km == pytest.approx(away(m.offered, m.wanted), abs=0.2)


@given(FLOWS)
def test_nothing_is_exchanged_twice(rows: list[Flow]) -> None:
    """No flow gives or gets more than it has; a pair never more than the smaller of both; the order is stable."""
    found, used = matches.matches(rows), defaultdict(float)
    for m in found:
        assert m.offered.key != m.wanted.key
        if m.amount is None:
            assert None in (m.offered.amount, m.wanted.amount) and m.possible is None
            continue
        assert m.possible == min(m.offered.amount or 0, m.wanted.amount or 0) and 0 <= m.amount <= m.possible
        used[m.offered.key] += m.amount
        used[m.wanted.key] += m.amount
    assert all(used[f.key] <= (f.amount or 0) + 1e-9 for f in rows)
    assert [m[:2] for m in matches.matches(rows[::-1])] == [m[:2] for m in found]


def test_the_nearest_gets_first_and_the_rest_what_is_left() -> None:
    """Ten tonnes offered in Östersund: Åre, nearer, gets its eight, Trondheim the last two of its five, across the border."""
    rows = [
        flow("o"), flow("t", "wanted", amount=5.0, place=TRONDHEIM, area="NO-5001"),
        flow("å", "wanted", amount=8.0, place=ÅRE, area="SE-2321"),
    ]  # fmt: skip
    first, second = matches.matches(rows)
    assert (first.wanted.key, first.amount, first.crosses) == ("å", 8.0, False)
    assert (second.wanted.key, second.amount, second.possible, second.crosses) == ("t", 2.0, 5.0, True)
    assert second.km == pytest.approx(214, abs=3)  # as the crow flies between the two towns


def test_only_what_somebody_may_still_take_is_usable() -> None:
    """Matched and ended flows and those whose time is over are not; one that begins later is."""
    rows = [
        flow("open"), flow("later", from_on=date(2027, 1, 1)), flow("matched", status="matched"), flow("ended", status="ended"),
        flow("over", until_on=DAY), flow("until", until_on=date(2026, 10, 1)),
    ]  # fmt: skip
    assert [f.key for f in matches.usable(rows, DAY)] == ["open", "later", "until"]


def test_made_pairs_are_told_once() -> None:
    """Whether one or both of the two say so; a lone or a same-sided mention is none."""
    rows = [
        flow("o", status="matched", matched_with="w", amount=7.0), flow("w", "wanted", status="matched", matched_with="o"),
        flow("p", status="matched", matched_with="v"), flow("v", "wanted"), flow("x", status="matched", matched_with="gone"),
        flow("y", status="matched", matched_with="o"),
    ]  # fmt: skip
    assert [(m.offered.key, m.wanted.key, m.amount) for m in matches.made(rows)] == [("o", "w", 7.0), ("p", "v", 10.0)]


def test_rows_come_from_the_warehouse(tmp_path: Path) -> None:
    """Heat is counted in MWh, all else in tonnes; a place is the flow's, the company's or the municipality's seat."""
    made = engine(tmp_path, {
        "company": [{"key": "NO-1", "country": "NO", "name": "Ås Fisk AS", "area": "NO-5001", "lat": 63.4, "lon": 10.4,
                     "industry": "C", "division": "10"}],
        "residual_flow": [
            {"key": "F1", "company": "NO-1", "name": "x", "area": "NO-5001", "direction": "offered", "form": "heat",
             "mwh_per_year": 40.0, "tonnes_per_year": 3.0},
            {"key": "F2", "name": "Sågen", "area": "SE-2380", "direction": "wanted", "material_sv": "Bark",
             "tonnes_per_year": 12.0, "lat": 63.0, "lon": 14.0},
            {"key": "F3", "name": "Kaféet", "area": "SE-2321", "direction": "wanted"},
        ],
        "policy_item": [
            {"key": "B1", "title": "a", "theme": "bio", "stage": "finding", "finding": "f"},
            {"key": "B2", "title": "b", "theme": "bio", "stage": "decision", "decided_on": DAY, "follow_up_on": DAY},
        ],
    })  # fmt: skip
    heat, bark, cafe = lists.flows(made)
    assert (heat.name, heat.amount, heat.unit, heat.lat, heat.status) == ("Ås Fisk AS", 40.0, "mwh", 63.4, "open")
    assert (bark.name, bark.amount, bark.unit, bark.lat, bark.form, bark.material("nb")) == (
        "Sågen", 12.0, "tonnes", 63.0, "material", "Bark",
    )  # fmt: skip
    assert cafe.amount is None and cafe.lat == pytest.approx(63.4, abs=0.3) and cafe.material("en") == ""
    assert [p.key for p in lists.policy(made)] == ["B2", "B1"]
    decided = lists.policy(made)[0]
    assert not decided.overdue(DAY) and decided.overdue(date(2026, 10, 1))
    assert not decided._replace(follow_up="done").overdue(date(2026, 10, 1))
