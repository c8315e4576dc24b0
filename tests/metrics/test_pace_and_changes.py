"""Where the goals stand, and what has changed, on worlds small enough to reckon by hand."""

from datetime import date
from pathlib import Path

import pytest

from dashboard.metrics.readings.changes import changes
from dashboard.metrics.readings.pace import Standing, standings
from dashboard.metrics.selection import Selection
from tests import builders


def standing(verified: float | None, as_of: date, target: float = 15) -> Standing:
    """A goal of 15 between 2024-01-01 and 2027-12-31."""
    return Standing("establishments", target, verified, 0, 0, date(2024, 1, 1), date(2027, 12, 31), as_of)


def test_pace_reached_and_needed() -> None:
    """After two years with 8 of 15: a third a month so far, 7 in two years to go, and the day that the pace leads to."""
    goal = standing(8, date(2025, 12, 31))
    assert goal.pace == pytest.approx(8 / 24, rel=0.01)
    assert goal.pace_needed == pytest.approx(7 / 24, rel=0.01)
    assert goal.reached_on is not None and goal.reached_on.year == 2027 and goal.reached_on.month in (9, 10)


def test_after_the_period_there_is_a_result_and_no_pace() -> None:
    """The final result stays; no day is foretold."""
    goal = standing(8, date(2028, 1, 1))
    assert goal.ended and goal.pace_needed is None and goal.reached_on is None


@pytest.mark.parametrize("verified", [None, 0, 15, 20])
def test_no_day_is_foretold_without_a_pace_or_after_the_goal(verified: float | None) -> None:
    """Not known, none yet, reached, and more than reached."""
    goal = standing(verified, date(2025, 12, 31))
    assert goal.reached_on is None
    assert (goal.pace is None) == (verified is None)


def test_no_ledger_is_not_known_and_never_zero(tmp_path: Path) -> None:
    """A real warehouse without a goal ledger has targets and no result."""
    engine = builders.engine(tmp_path, builders.ONE_COMPANY)
    establishments, jobs = standings(engine, Selection())
    assert (establishments.target, jobs.target) == (15, 100)
    assert {establishments.verified, establishments.reported, jobs.verified, jobs.expected} == {None}


def test_changes_of_two_years(tmp_path: Path) -> None:
    """Three companies, then four, one of them new and none ended: told with difference and share."""
    born = [date(2020, 1, 1)] * 3 + [date(2026, 3, 1)]
    rows = [
        {"key": f"SE-{n}", "country": "SE", "name": f"N{n}", "area": "SE-2380", "industry": "C", "division": "10", "opened": d}
        for n, d in enumerate(born)
    ]  # fmt: skip
    engine = builders.engine(tmp_path, {"company": rows}, complete=True, history_from=2020)
    found = {change.id: change.values for change in changes(engine, Selection.of(["SE-2380"]))}
    assert found["companies.up"] == {
        "now": 4, "difference": 1, "share": pytest.approx(1 / 3), "since": "2025", "period": "2026",
    }  # fmt: skip
    assert found["births"] == {"births": 1, "deaths": 0, "period": "2026"}
    assert "fastest" not in found  # one municipality is no race, and three companies are too few for one


def test_no_change_is_told_of_what_is_known_only_in_part(tmp_path: Path) -> None:
    """A sum that leaves municipalities out is not compared with another."""
    engine = builders.engine(tmp_path, builders.ONE_COMPANY, history_from=2020)
    assert changes(engine, Selection()) == []
