"""The page Establishments: its sentences against numbers worked out by hand, any filter, one record, and nothing."""

from datetime import date
from pathlib import Path
from statistics import median
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from dashboard import assembly
from dashboard.exports.grids import table_of
from dashboard.i18n import words
from dashboard.metrics.lists.ledger import Ledger, ledger
from dashboard.metrics.selection import Selection
from dashboard.register.actor import Actor, Role
from dashboard.ui import access
from dashboard.ui.sign_in import plain
from dashboard.views import answers
from dashboard.views.establishments import listing
from dashboard.views.view import View
from dashboard.warehouse.engine import Engine
from tests.builders import real_warehouse
from tests.conftest import use
from tests.languages import EACH
from tests.ui.test_pages import run, shown, text


def rows(folder: Path) -> Ledger:
    """The ledger that the page shows."""
    return ledger(Engine(folder / "warehouse.duckdb"))


def pictures(test: AppTest) -> str:
    """What is drawn in HTML."""
    return "\n".join(element.proto.body for element in test.get("html"))


@pytest.mark.parametrize("language", EACH)
def test_the_slowest_step_is_told(language: str, demo_data: Path) -> None:
    """From decision to opening: the median over the rows that have both days, picked out by hand."""
    t, found = words(language), rows(demo_data).establishments
    days = [(e.opened_on - e.decided_on).days for e in found if e.opened_on and e.decided_on]
    test = run("establishments", language)
    assert not test.exception and not test.error
    step = t("establishments.step.decided")
    assert t("establishments.pipeline.longest", step=step, days=t.value(median(days), "days")) in shown(test)
    assert t("establishments.pipeline.onward", days=t.value(median(days), "days"), n=len(days)) in pictures(test)


@pytest.mark.parametrize("language", EACH)
def test_the_distance_from_the_straight_line_is_told(language: str, demo_data: Path) -> None:
    """11 of 15 on 2026-09-30: 637 of 1 094 days have gone, so that the line is at 8.7; and in full-time equivalents."""
    t = words(language)
    share = (date(2026, 9, 30) - date(2025, 1, 1)).days / (date(2027, 12, 31) - date(2025, 1, 1)).days
    for goal, unit, verified, target in (("", "establishments", 11, 15), ("jobs_created", "fte", 64, 100)):
        told = t(
            "establishments.climb.ahead",
            verified=t.value(verified, unit),
            difference=t.number(verified - share * target, 1),
        )
        test = run("establishments", language, **({"goal": goal} if goal else {}))
        assert told in shown(test)
    assert t("establishments.climb.ahead_told", possible=t.value(64 + 22 + 31, "fte")) in shown(test)


@pytest.mark.parametrize("language", EACH)
def test_where_most_jobs_are_verified_is_told(language: str, demo_data: Path) -> None:
    """By each of the ways, against sums made by hand."""
    t = words(language)
    created = [j for j in rows(demo_data).jobs if j.kind == "created" and j.verification == "verified"]
    higher = sum(j.fte for j in created if j.higher_education)
    other = sum(j.fte for j in created) - higher
    name = t("establishments.education.higher" if higher > other else "establishments.education.other")
    most = max(higher, other)
    told = t("establishments.split.most", name=name, value=t.number(most, int(most % 1 > 0)), total=t.number(64))
    assert told in shown(run("establishments", language, by="education"))


def test_what_does_not_count_is_told_with_why(demo_data: Path) -> None:
    """The maintained jobs stand apart, and are in no sum of the new ones."""
    t, test = words("sv"), run("establishments", "sv")
    maintained = sum(j.fte for j in rows(demo_data).jobs if j.kind == "maintained")
    assert t("establishments.why.maintained") in pictures(test) and t.number(maintained, 1) in pictures(test)


@pytest.mark.parametrize(
    "query",
    [{"area": "SE-2313"}, {"area": "SE-2321,NO-5001", "goal": "jobs_created"}, {"industry": "Q"}, {"theme": "bio", "by": "area"},
     {"to": "2015"}, {"from": "2026"}, {"to": "2025", "by": "activity"}, {"area": "NO-5033"}, {"size": "1-4", "colour": "stage"},
     {"by": "contract", "area": "SE"}, {"goal": "no", "by": "no", "colour": "no"}, {"record": "DEMO-E99"}],
    ids=str,
)  # fmt: skip
@pytest.mark.parametrize("language", EACH)
def test_any_filter_gives_a_page(query: dict[str, str], language: str, demo_data: Path) -> None:
    """One place, both sides, nothing in the selection, years outside the programme, words that mean nothing."""
    test = run("establishments", language, **query)
    assert not test.exception and not test.error
    assert test.title[0].value == words(language)("establishments.title")


def test_years_outside_the_programme_are_said(demo_data: Path) -> None:
    """And a selection without establishments says so, instead of pictures of nothing."""
    t = words("en")
    told = t("establishments.climb.years", start=date(2025, 1, 1), end=date(2027, 12, 31))
    assert told in [info.value for info in run("establishments", "en", to="2020").info]
    nothing = run("establishments", "en", area="NO-5033")
    assert t("establishments.none", area=t.area("NO-5033")) in [info.value for info in nothing.info]
    assert not nothing.get("plotly_chart")


def test_a_part_has_no_straight_line(demo_data: Path) -> None:
    """The goal is the whole's: a municipality's picture says so and tells only what is verified there."""
    t, said = words("en"), shown(run("establishments", "en", area="SE-2380"))
    verified = [e for e in rows(demo_data).establishments if e.area == "SE-2380" and e.verification == "verified"]
    amount = t.value(len(verified), "establishments")
    assert t("establishments.climb.part", area=t.area("SE-2380"), verified=amount) in said
    assert t("establishments.climb.no_goal") in said


@pytest.mark.parametrize("key", ["pipeline", "climb", "split"])
@pytest.mark.parametrize("action", ["table", "explain"])
def test_every_picture_has_its_table_and_is_explained(key: str, action: str, demo_data: Path) -> None:
    """One action away."""
    test = run("establishments", "nb")
    before = len(test.dataframe)
    test.button(key=f"{action}_{key}").click().run()
    assert not test.exception and not test.error
    assert len(test.dataframe) == before + (action == "table")


@pytest.mark.parametrize("language", EACH)
def test_the_list_names_no_lead(language: str, demo_data: Path) -> None:
    """All records are there; a lead is called a lead, in the list and on its own page."""
    t, found = words(language), rows(demo_data).establishments
    table = run("establishments", language).dataframe[0].value
    names = [*table[t("column.name")]]
    assert len(names) == len(found) and names.count(t("establishments.unnamed")) == sum(
        e.stage == "lead" for e in found
    )
    lead = next(e for e in found if e.stage == "lead")
    test = run("establishments", language, record=lead.key)
    assert test.title[0].value == t("establishments.unnamed") and t("establishments.unnamed.why") in text(test)


@pytest.mark.parametrize("language", EACH)
def test_a_record_tells_its_days_jobs_and_why_it_counts(language: str, demo_data: Path) -> None:
    """One that is verified: each stage's day and the days between, its jobs, its evidence; no history for a viewer."""
    t, found = words(language), rows(demo_data)
    one = next(e for e in found.establishments if e.stage == "operating")
    assert one.verified_on and one.lead_on and one.decided_on and one.evidence
    test = run("establishments", language, record=one.key)
    assert not test.exception and test.title[0].value == one.name
    assert t("establishments.why.verified", day=one.verified_on) in text(test)
    assert t("establishments.evidence", evidence=plain(one.evidence)) in text(test)
    assert t.date(one.lead_on) in pictures(test)
    assert t.value((one.decided_on - one.lead_on).days, "days") in pictures(test)
    assert len(test.table[0].value) == len(found.jobs_of(one.key))
    assert t("establishments.history") not in text(test)


def reason_rows() -> dict[str, list[dict[str, Any]]]:
    """A lost one, a move, and one firm on both sides of the border."""
    return {
        "establishment": [
            {"key": "E1", "name": "Ett", "area": "SE-2380", "stage": "opened", "verification": "reported"},
            {"key": "E2", "name": "Två <b>fet</b>", "area": "NO-5001", "stage": "opened", "counted_with": "E1"},
            {"key": "E3", "name": "Tre", "area": "SE-2321", "stage": "lost", "lost_on": date(2019, 5, 1)},
            {"key": "E4", "name": "Fyra", "area": "SE-2321", "stage": "opened", "transfer": True},
        ]
    }  # fmt: skip


@pytest.mark.parametrize("language", EACH)
def test_why_a_record_does_not_count(language: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each reason in its own words; the pipeline says how many are in the list only."""
    t = words(language)
    real_warehouse(use(tmp_path / "data", monkeypatch), reason_rows())
    for key, told in {
        "E1": f"{t('establishments.why.reported')} {t('establishments.why.twin', key='E2')}",
        "E2": t("establishments.why.double", key="E1"), "E3": t("establishments.why.lost"),
        "E4": t("establishments.why.transfer"),
    }.items():  # fmt: skip
        assert told in shown(run("establishments", language, record=key))
    said = shown(run("establishments", language))
    assert t("establishments.pipeline.apart", n=2) in said and t("establishments.pipeline.none") in said


@pytest.mark.parametrize("language", EACH)
def test_one_establishment_after_the_period(language: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A single row is enough; the period's result is told, and no pace."""
    t = words(language)
    one = {"key": "E1", "name": "Ett", "area": "SE-2380", "stage": "operating", "verification": "verified",
           "verified_on": date(2019, 3, 1), "opened_on": date(2019, 1, 1), "operating_on": date(2019, 2, 1)}  # fmt: skip
    real_warehouse(use(tmp_path / "data", monkeypatch), {"establishment": [one]})
    test = run("establishments", language)
    assert not test.exception and not test.error
    said, amount = shown(test), t.value(1, "establishments")
    assert t("establishments.climb.ended", verified=amount, target=t.number(15)) in said
    assert t("establishments.pipeline.one", step=t("establishments.step.opened"), days=t.value(31, "days")) in said
    assert t("establishments.map.one", count=amount, area=t.area("SE-2380")) in said
    assert t("establishments.split.none") in [info.value for info in test.info]


@pytest.mark.parametrize("language", EACH)
def test_the_file_holds_every_record(language: str, demo_data: Path) -> None:
    """Keys beside names, days as days and jobs as numbers, each under a heading in the reader's language."""
    t, found = words(language), rows(demo_data)
    view = View(t, Selection(), "light", answers.current(demo_data / "warehouse.duckdb"), False)
    table, columns = table_of(listing.file(view))
    assert [column.name for column in columns] == table.column_names and all(column.label for column in columns)
    assert table.column("key").to_pylist() == [e.key for e in found.establishments]
    assert table.column("opened_on").to_pylist() == [e.opened_on for e in found.establishments]
    created = [sum(j.fte for j in found.jobs_of(e.key) if j.kind == "created") for e in found.establishments]
    assert table.column("fte").to_pylist() == created
    assert None in table.column("name").to_pylist()  # leads


EDITOR = Actor("eva@example.se", Role.editor)


@pytest.mark.parametrize("role", [Role.viewer, Role.member, Role.editor])
def test_only_an_editor_sees_the_history(role: Role, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was saved in the register is on the page at once; who changed what, before and after, in words, for editors."""
    real_warehouse(use(tmp_path / "data", monkeypatch), {})
    register, t = assembly.open_register(), words("en")
    given = {"name": "One [x](y)", "area": "SE-2380", "stage": "lead", "lead_on": "2026-01-01"}
    one = register.save(EDITOR, "establishment", given)
    then = {**given, "stage": "decided", "decided_on": "2026-02-01"}
    register.save(EDITOR, "establishment", then, one["key"], one["version"])
    register.close()
    monkeypatch.setattr(access, "actor", lambda: Actor("x@example.se", role))
    test = run("establishments", "en", record=one["key"])
    assert not test.exception and test.title[0].value == plain("One [x](y)")
    tables = [frame.value.to_string() for frame in test.table]
    assert (t("establishments.history") in text(test)) == (role == Role.editor) == bool(tables)
    if role == Role.editor:
        stages = [t.choice("establishment", "stage", stage) for stage in ("lead", "decided")]
        assert plain(f"{t.field('establishment', 'stage')}: {stages[0]} → {stages[1]}") in tables[0]
        assert plain(EDITOR.who) in tables[0]


@pytest.mark.parametrize("language", EACH)
@pytest.mark.parametrize("data", ["empty_data", "one_row_data"])
def test_no_register_is_not_known_and_never_zero(data: str, language: str, request: pytest.FixtureRequest) -> None:
    """It says how to begin, and shows no number."""
    request.getfixturevalue(data)
    test = run("establishments", language)
    assert not test.exception and not test.error
    assert words(language)("establishments.nothing") in text(test)
    assert not test.subheader and not test.get("plotly_chart")
