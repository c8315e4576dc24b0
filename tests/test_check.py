"""``check`` as schedulers use it: facts as JSON, and an exit code that says whether somebody must look."""
# ruff: noqa: F401, F811  (fixtures are asked for by name)

import json
from datetime import date, datetime

import pytest

from dashboard.publishers import publishers as described
from tests.fetching.conftest import paused, publishers, visit
from tests.fetching.server import Publishers
from tests.fetching.test_rounds import Visit
from tests.fetching.worlds import several
from tests.test_cli import call


def test_all_well_is_zero(
    publishers: Publishers, visit: Visit, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Sources that nobody has fetched are told but no fault; without a register there is nothing to agree with."""
    several.well(publishers, visit, monkeypatch)
    code, out, _ = call(capsys, "check", "--format", "json")
    found = json.loads(out)
    assert (code, found["well"], found["demo"], found["register"]) == (0, True, False, None)
    assert found["rejects"] == {"total": 0, "listed": []}
    fresh = {one["source"] for one in found["sources"] if one["state"] == "fresh"}
    assert fresh == {several.LATE, several.HELD, several.FAILING}
    assert {one["state"] for one in found["sources"]} == {"fresh", "never"}


def test_what_needs_somebody_is_five(
    publishers: Publishers, visit: Visit, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The same facts as on the page, under ids, with ISO dates; as a table in words."""
    several.ill(publishers, visit, monkeypatch)
    code, out, _ = call(capsys, "check", "--format", "json")
    found = json.loads(out)
    by_name = {one["source"]: one for one in found["sources"]}
    held, late, failing = (by_name[name] for name in (several.HELD, several.LATE, several.FAILING))
    assert (code, found["well"]) == (5, False)
    assert held["state"] == "held" and {"what": "missing", "field": "pop"} in held["held"][0]["differences"]
    assert (late["state"], late["days_late"]) == ("late", several.DAYS)
    assert (failing["state"], failing["failure"]["key"], failing["rows"]) == ("failing", "fetch.busy", 29)
    assert (held["rows"], held["rows_before"], held["licence"]) == (22, 22, described()[several.HELD]["licence"])
    assert all(date.fromisoformat(one["due"]) for one in (held, late, failing))
    assert all(datetime.fromisoformat(one["visited"]).utcoffset() is not None for one in (held, late, failing))
    code, out, _ = call(capsys, "check", "--lang", "sv")
    assert code == 5 and f"{several.DAYS} dagar sen" in out and "fältet pop saknas" in out


def test_a_broken_register_is_one(
    one_row_warehouse: object, one_row_data: object, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """It comes before everything else, and the facts are printed all the same."""
    monkeypatch.setattr(
        "dashboard.commands.check._register", lambda: {"changes": 3, "disagreements": ["One row is gone."]}
    )
    code, out, errors = call(capsys, "check", "--format", "json")
    assert code == 1 and json.loads(out)["register"]["changes"] == 3 and "restore a backup" in errors


def test_help_documents_the_exit_codes(capsys: pytest.CaptureFixture[str]) -> None:
    """Who writes a timer finds them there."""
    _, out, _ = call(capsys, "check", "--help")
    assert all(f" {code} " in " ".join(out.split()) for code in (0, 5, 1))
