"""The demonstration ledger typed in again through the forms of the page Edit: the goal meters then say the same."""

import csv
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from dashboard import assembly, registers
from dashboard.i18n import words
from dashboard.metrics.readings.pace import standings
from dashboard.metrics.selection import Selection
from dashboard.register.actor import Actor, Role
from dashboard.register.store import Register
from dashboard.settings import DEMO_PARAMETERS, settings
from dashboard.ui import access
from dashboard.views import answers
from tests.builders import ONE_COMPANY, real_warehouse
from tests.ui.test_pages import run

pytestmark = pytest.mark.slow
ANNA, T = Actor("anna@example.se", Role.editor), words("sv")


@pytest.fixture
def register(data_folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Register]:
    """The project's own register, empty, with Anna at the browser."""
    monkeypatch.setenv("DASHBOARD_TODAY", "2026-11-24")
    settings.cache_clear()
    real_warehouse(data_folder, ONE_COMPANY)
    monkeypatch.setattr(access, "visitor", lambda: access.Visitor(ANNA, "signed_in"))
    opened = assembly.open_register()
    yield opened
    opened.close()
    registers._own.cache_clear()


def typed(kind: str, choices: dict[str, str], texts: dict[str, str], flags: dict[str, bool]) -> None:
    """One new record: choices first (a stage asks for its date), then what is typed, then save."""
    test = run("edit", "sv", kind=kind, new="1")
    for name, value in choices.items():
        widget(test, "selectbox", kind, name).set_value(value)
    test.run()
    for name, value in texts.items():
        widget(test, "text_input", kind, name).set_value(value)
    for name, flag in flags.items():
        widget(test, "checkbox", kind, name).set_value(flag)
    test.run()
    next(button for button in test.button if button.label == T("edit.save")).click().run()
    assert not test.exception and not test.error


def widget(test: AppTest, what: str, kind: str, name: str) -> Any:
    """The form's widget for a field."""
    label = T.field(kind, name)
    return next(one for one in test.get(what) if one.label in (label, T("edit.required", label=label)))


def rows(name: str) -> list[dict[str, str]]:
    """The demonstration's records as they are written in data/demo."""
    with (DEMO_PARAMETERS / f"{name}.csv").open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def test_the_ledger_typed_in_has_the_same_totals(register: Register) -> None:
    """19 establishments and 41 job results, one after another, give 11, 3 and 5 establishments and 64, 22 and 31 jobs."""
    keys: dict[str, str] = {}
    for row in rows("establishments"):
        days = {name: T.date(date.fromisoformat(row[name])) for name in row if name.endswith("_on") and row[name]}
        choices = {name: row[name] for name in ("area", "industry", "stage", "verification")}
        more = {name: row[name] for name in ("name", "evidence", "activity") if row[name]}
        typed("establishment", choices, {**more, **days}, {})
        keys[row["key"]] = register.changes(ANNA, 1)[0].key
    for row in rows("job_results"):
        days = {name: T.date(date.fromisoformat(row[name])) for name in ("from_on", "verified_on") if row[name]}
        choices = {
            "kind": row["kind"],
            "verification": row["verification"],
            "establishment": keys[row["establishment"]],
        }
        more = {"positions": T.number(float(row["fte"]), 1), "evidence": row["evidence"]}
        typed("job_result", choices, {**more, **days}, {"higher_education": row["higher_education"] == "true"})
    establishments, jobs = standings(answers.engine(answers.current(settings().warehouse)), Selection())
    assert (establishments.verified, establishments.reported, establishments.expected) == (11, 3, 5)
    assert (jobs.verified, jobs.reported, jobs.expected) == (64, 22, 31)
    higher = sum(job["fte"] for job in register.all(ANNA, "job_result") if job["higher_education"])
    assert higher == sum(float(row["fte"]) for row in rows("job_results") if row["higher_education"] == "true")
