"""How establishments and jobs are counted (product.md, "Goal ledger"), whoever writes and by whatever way."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.register.records import Edit
from dashboard.register.rules import full_time
from dashboard.register.store import Invalid, Register
from tests.databases import ANNA, BO, LEAST

OPEN = {"stage": "opened", "lead_on": date(2026, 1, 1), "opened_on": date(2026, 3, 1)}
VERIFIED = {"verification": "verified", "evidence": "Avtal 2026-03-01"}


def establish(register: Register, **values: Any) -> dict[str, Any]:
    """An establishment that has opened."""
    return register.save(ANNA, "establishment", {**LEAST["establishment"], **OPEN, **values})


def job(register: Register, at: str, **values: Any) -> dict[str, Any]:
    """A job at that establishment."""
    return register.save(ANNA, "job_result", {"establishment": at, "positions": 1, "share": 100, **values})


def refused(register: Register, kind: str, **values: Any) -> set[str]:
    """The fields and reasons for which a record is refused."""
    with pytest.raises(Invalid) as told:
        register.save(ANNA, kind, {**LEAST[kind], **values})
    return {f"{problem.field}: {problem.reason}" for problem in told.value.problems}


@pytest.mark.parametrize(
    ("values", "fte"),
    [
        ({}, 1),
        ({"positions": 3}, 3),
        ({"share": 50}, 0.5),  # half-time
        ({"positions": 2, "share": 75}, 1.5),
        ({"contract": "temporary", "from_on": date(2026, 1, 1), "to_on": date(2026, 7, 2)}, 183 / 365),  # half a year
        ({"contract": "temporary", "from_on": date(2026, 1, 1), "to_on": date(2026, 12, 31)}, 1),
        ({"contract": "temporary", "from_on": date(2028, 1, 1), "to_on": date(2028, 12, 31)}, 1),  # 366 days
        ({"contract": "temporary", "from_on": date(2026, 1, 1), "to_on": date(2029, 12, 31)}, 1),  # longer is no more
        (
            {"contract": "temporary", "from_on": date(2026, 1, 1), "to_on": date(2026, 3, 14), "share": 50},
            0.1,
        ),  # 73 days
        ({"contract": "permanent", "from_on": date(2026, 1, 1)}, 1),
    ],
)
def test_full_time_equivalents(sqlite_register: Register, values: dict[str, Any], fte: float) -> None:
    """Half-time counts 0.5; a contract under a year counts its part of the year."""
    at = establish(sqlite_register)
    assert job(sqlite_register, at["key"], **values)["fte"] == pytest.approx(fte, abs=1e-4)


@given(st.integers(1, 50), st.integers(1, 100), st.dates(date(2020, 1, 1), date(2030, 1, 1)), st.integers(0, 2000))
def test_no_job_counts_more_than_its_positions(positions: int, share: int, begins: date, days: int) -> None:
    """And a temporary one never more than the same for good."""
    temporary = {"positions": positions, "share": share, "contract": "temporary", "from_on": begins,
                 "to_on": begins + timedelta(days)}  # fmt: skip
    always = full_time({**temporary, "contract": "permanent"})
    assert 0 <= full_time(temporary) <= always <= positions
    assert days < 364 or full_time(temporary) == always


def test_the_equivalents_cannot_be_typed(sqlite_register: Register) -> None:
    """They follow from the contract, whatever a caller claims."""
    at = establish(sqlite_register)
    assert job(sqlite_register, at["key"], share=50, fte=99)["fte"] == 0.5


def test_a_job_is_created_or_maintained_never_both(register: Register) -> None:
    """The same position at the same establishment, in whatever case and order; another position is another job."""
    at = establish(register)["key"]
    job(register, at, position="Driftsleder", kind="created")
    with pytest.raises(Invalid, match="kind: created_and_maintained"):
        job(register, at, position="driftsleder", kind="maintained")
    kept = job(register, at, position="Kock", kind="maintained")
    with pytest.raises(Invalid, match="created_and_maintained"):
        register.save(ANNA, "job_result", {"position": "DRIFTSLEDER"}, kept["key"], kept["version"])
    with pytest.raises(Invalid, match="kind: choice"):
        job(register, at, kind="created,maintained")
    both = [{"establishment": at, "position": "Svetsare", "kind": kind} for kind in ("created", "maintained")]
    outcomes = register.apply(ANNA, [Edit("job_result", values) for values in both])
    assert "rejected" in {outcome.action for outcome in outcomes}
    assert len(register.all(ANNA, "job_result")) == 2


def test_verified_asks_for_evidence_and_says_by_whom_and_when(register: Register) -> None:
    """Who verified is whoever said so first, not who later corrects a comma, and cannot be typed."""
    assert refused(register, "establishment", **OPEN, verification="verified") == {"evidence: verified_evidence"}
    at = establish(register)
    with pytest.raises(Invalid, match="verified_evidence"):
        job(register, at["key"], verification="verified")
    done = register.save(BO, "establishment", {**VERIFIED, "verified_by": "somebody else"}, at["key"], at["version"])
    assert (done["verified_by"], done["verified_on"]) == (BO.who, date(2026, 11, 24))
    later = register.save(ANNA, "establishment", {"note": "rättat"}, done["key"], done["version"])
    assert later["verified_by"] == BO.who
    back = register.save(ANNA, "establishment", {"verification": "reported"}, later["key"], later["version"])
    assert (back["verified_by"], back["verified_on"]) == (None, None)


def test_only_what_has_opened_is_verified(sqlite_register: Register) -> None:
    """A lead, a decision and a loss are no results; nor are jobs at them."""
    lost = {"stage": "lost", "lost_on": date(2026, 4, 1)}
    decided = {"stage": "decided", "decided_on": date(2026, 2, 1)}
    for stage in ({"stage": "lead"}, decided, lost):
        assert "verification: verified_stage" in refused(sqlite_register, "establishment", **stage, **VERIFIED)
    at = sqlite_register.save(ANNA, "establishment", LEAST["establishment"])
    with pytest.raises(Invalid, match="verified_stage"):
        job(sqlite_register, at["key"], **VERIFIED)


def test_a_stage_has_its_date_and_the_dates_their_order(sqlite_register: Register) -> None:
    """Opened without a day, or before it was decided, is refused."""
    assert refused(sqlite_register, "establishment", stage="opened") == {"opened_on: stage_date"}
    early = {"stage": "opened", "decided_on": date(2026, 5, 1), "opened_on": date(2026, 4, 1)}
    assert refused(sqlite_register, "establishment", **early) == {"opened_on: stage_order"}


def test_a_firm_on_both_sides_counts_once(register: Register) -> None:
    """It is linked across the border only, to one other, and not into a chain or to itself."""
    norwegian = establish(register)
    swedish = establish(register, area="SE-2380", counted_with=norwegian["key"])
    assert swedish["counted_with"] == norwegian["key"]
    same_side = {"name": "Annen AS", "counted_with": norwegian["key"]}
    assert "counted_with: other_side" in refused(register, "establishment", **same_side)
    third = {"name": "Ås Fisk", "area": "SE-2321", "counted_with": norwegian["key"]}
    assert "counted_with: linked_elsewhere" in refused(register, "establishment", **third)
    fourth = {"name": "Fjärde", "area": "NO-5006", "counted_with": swedish["key"]}
    assert "counted_with: linked_elsewhere" in refused(register, "establishment", **fourth)
    with pytest.raises(Invalid, match="other_side"):
        register.save(ANNA, "establishment", {"counted_with": swedish["key"]}, swedish["key"], swedish["version"])


def test_the_same_establishment_is_not_claimed_twice(register: Register) -> None:
    """Not under the same company number, nor under the same name in another case; a lost one may come again."""
    establish(register, company="923609016")
    assert "name: already" in refused(register, "establishment", name="Annet navn", company="NO-923609016")
    establish(register, area="NO-5006")
    assert "name: already" in refused(register, "establishment", name="ås fisk", area="NO-5006")
    lost = {"stage": "lost", "lost_on": date(2026, 4, 1)}
    assert register.save(ANNA, "establishment", {**LEAST["establishment"], **lost, "area": "NO-5006"})["key"]


def test_a_transfer_and_a_moved_job_are_said_to_be(register: Register) -> None:
    """The flags are kept, so that the counters leave them out: a move within the region is no establishment."""
    at = establish(register, transfer=True, **VERIFIED)
    assert at["transfer"] is True
    assert job(register, at["key"], moved=True, **VERIFIED)["moved"] is True
    for effect in ("construction", "indirect", "induced"):
        assert job(register, at["key"], position=effect, effect=effect)["effect"] == effect


@pytest.mark.parametrize(
    ("values", "problem"),
    [
        ({"positions": 0}, "positions: positive"),
        ({"positions": -1}, "positions: positive"),
        ({"positions": 10_001}, "positions: positive"),
        ({"positions": "många"}, "positions: number"),
        ({"positions": float("inf")}, "positions: number"),
        ({"share": 0}, "share: share"),
        ({"share": 101}, "share: share"),
        ({"contract": "temporary"}, "to_on: contract_dates"),
        ({"from_on": date(2026, 2, 1), "to_on": date(2026, 1, 1)}, "to_on: ends_first"),
        ({"establishment": "E9999"}, "establishment: no_record"),
    ],
)
def test_what_cannot_be_a_job_is_refused(sqlite_register: Register, values: dict[str, Any], problem: str) -> None:
    """With the field and the reason."""
    establish(sqlite_register)
    assert problem in refused(sqlite_register, "job_result", **values)


def test_a_contact_is_to_be_reviewed_within_a_year(sqlite_register: Register) -> None:
    """The review date follows from the day of collection unless another is given; publishing is off."""
    sqlite_register.save(ANNA, "organisation", LEAST["organisation"])
    sqlite_register.save(ANNA, "rd_unit", LEAST["rd_unit"])
    made = sqlite_register.save(ANNA, "contact", LEAST["contact"])
    assert (made["review_on"], made["publish"], made["lawful_basis"]) == (date(2027, 1, 1), False, "public_task")
    assert refused(sqlite_register, "contact", review_on=date(2025, 1, 1)) == {"review_on: ends_first"}


@pytest.mark.parametrize(
    "phone", ["070-123 45 67", "0701234567", "+46701234567", "+46 (0)70-123 45 67", "+47 93 00 11 22"]
)
def test_a_telephone_number_is_no_persons_number(sqlite_register: Register, phone: str) -> None:
    """Although a Swedish mobile's digits may look like one's day of birth."""
    sqlite_register.save(ANNA, "organisation", LEAST["organisation"])
    sqlite_register.save(ANNA, "rd_unit", LEAST["rd_unit"])
    assert sqlite_register.save(ANNA, "contact", {**LEAST["contact"], "phone": phone})["phone"] == phone
