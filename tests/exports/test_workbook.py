"""The register as a workbook: out and in again without loss, tried before it is done, and all or nothing."""

import csv
from collections import Counter
from collections.abc import Iterator
from contextlib import closing, suppress
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from dashboard.exports import workbook
from dashboard.exports.workbook import wording
from dashboard.i18n import LANGUAGES, words
from dashboard.metrics.reference import areas, municipalities
from dashboard.register import planning, sheets
from dashboard.register.actor import COMMAND, VIEWER, Actor, Denied, Role
from dashboard.register.planning import Plan
from dashboard.register.schema import KINDS, Field
from dashboard.register.store import Invalid, Register
from dashboard.register.values import value
from dashboard.settings import DEMO_PARAMETERS
from tests.databases import ANNA, BO, filled, sqlite_register
from tests.exports.workbooks import column, put, worked_on

__all__ = ["sqlite_register"]
EN = words("en")
OURS = {"version", "changed_at", "changed_by"}
DAY = date(2026, 3, 1)


def read(content: bytes) -> workbook.Read:
    """The rows of a workbook that was handed in."""
    return workbook.read(sheets.upload("book.xlsx", content), "book.xlsx")


def planned(register: Register, content: bytes, actor: Actor = ANNA) -> Plan:
    """What it would do."""
    return planning.plan(register, actor, read(content).rows)


def taken(register: Register, content: bytes, actor: Actor = ANNA) -> Plan:
    """It, done."""
    return planning.carry_out(register, actor, planned(register, content, actor), "book.xlsx")


def written(register: Register, language: str = "en", *, full: bool = True, actor: Actor = ANNA) -> bytes:
    """The workbook that somebody downloads."""
    return workbook.write(register, actor, words(language), filled=full)


def records(register: Register) -> dict[str, list[dict[str, Any]]]:
    """All records without who changed them and when."""
    return {
        kind: [
            {name: value for name, value in record.items() if name not in OURS}
            for record in register.all(COMMAND, kind)
        ]
        for kind in KINDS
    }


def cells(content: bytes) -> dict[str, list[tuple[Any, ...]]]:
    """The cells of the records' sheets, but for the version in the last column."""
    found = {sheet.title: sheet.rows for sheet in sheets.upload("book.xlsx", content)}
    kinds = {wording.title(EN, kind): kind for kind in KINDS}
    return {
        title: [tuple(row[: len(wording.columns(kinds[title])) - 1]) for _, row in rows]
        for title, rows in found.items()
        if title in kinds
    }


# --- without loss

_LETTERS = st.characters(exclude_categories=("Cs", "Cc", "Cn"))
# what a formula leaves that failed (#NAME?) is not told from a text that says so
_TEXT = st.text(_LETTERS, min_size=1, max_size=40).filter(lambda text: not text.startswith("#"))
_VALUES = {
    "text": _TEXT, "long": st.text(_LETTERS | st.just("\n"), min_size=1, max_size=200),
    "number": st.integers(0, 10**8).map(lambda n: n / 1e4), "whole": st.integers(0, 99_999), "flag": st.booleans(),
    "day": st.dates(date(1500, 1, 1), date(2200, 12, 31)), "area": st.sampled_from(municipalities()),
    "region": st.sampled_from([*areas()]), "industry": st.sampled_from(["C", "16", "01", "62"]),
    "company": st.sampled_from(["NO-923609016", "SE-DEMO-1"]),
}  # fmt: skip


def values(field: Field) -> st.SearchStrategy[Any]:
    """Values of a field, none among them where it may be empty. References are to the record that is always there."""
    if field.to:
        some = st.just(f"{KINDS[field.to].prefix}0001")
    elif field.type == "many":
        some = st.sets(st.sampled_from(field.choices), min_size=1).map(",".join)
    else:
        some = st.sampled_from(field.choices) if field.choices else _VALUES[field.type]
    return some if field.required else st.none() | some


def record(kind: str) -> st.SearchStrategy[dict[str, Any]]:
    """Records of a kind; that a rule forbids some is the register's to say."""
    fields = [field for field in KINDS[kind].fields if not field.worked_out]
    made = st.fixed_dictionaries({field.name: values(field) for field in fields})
    if kind == "cluster_member":  # a company or an organisation
        return made.map(lambda row: row | ({"organisation": None} if row["company"] else {}))
    if kind != "establishment":
        return made
    ordered = st.lists(_VALUES["day"], min_size=5, max_size=5).map(sorted)
    stages = ("lead_on", "decided_on", "opened_on", "operating_on", "lost_on")
    return st.builds(lambda row, days: row | dict(zip(stages, days, strict=True)), made, ordered)


@settings(
    max_examples=5,
    deadline=None,
    phases=[Phase.generate],
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(
    st.fixed_dictionaries({kind: st.lists(record(kind), min_size=2, max_size=4) for kind in KINDS}),
    st.sampled_from(LANGUAGES),
)
def test_out_and_in_again_loses_nothing(rows: dict[str, list[dict[str, Any]]], language: str) -> None:
    """Random records of every kind, out in any language and into an empty register, are the same; so is the next workbook."""
    with (
        TemporaryDirectory() as folder,
        closing(Register(f"sqlite:///{folder}/a.sqlite")) as first,
        closing(Register(f"sqlite:///{folder}/b.sqlite")) as second,
    ):
        filled(first)
        for kind, given_rows in rows.items():
            for row in given_rows:
                with suppress(Invalid):
                    first.save(ANNA, kind, row)
        content = written(first, language)
        assert workbook.told(planned(first, content), EN) == []
        plan = taken(second, content)
        assert plan.done, workbook.told(plan, EN)[:3]
        assert records(second) == records(first)
        assert cells(written(second)) == cells(written(first))


# what the rules ask for, where it is not what `_some` gives
UNLIKE: dict[str, dict[str, Any]] = {
    "establishment": {"stage": "operating", "counted_with": None}, "job_result": {"contract": "temporary"},
    "residual_flow": {"ewc": "03 01 05", "matched_with": None}, "identity_ruling": {"mention": "NO-5001 as fisk"},
}  # fmt: skip


def test_every_field_of_every_kind_goes_out_and_in(sqlite_register: Register, tmp_path: Path) -> None:
    """A record with every field filled: none is forgotten."""
    keys = filled(sqlite_register)
    for kind, key in keys.items():
        full = {field.name: _some(field, keys) for field in KINDS[kind].fields if not field.worked_out}
        full |= {name: DAY for name in full if KINDS[kind][name].type == "day"}
        full |= UNLIKE.get(kind, {})
        sqlite_register.save(ANNA, kind, full, key, sqlite_register.get(ANNA, kind, key)["version"])  # type: ignore[index]
    empty = {name for row in records(sqlite_register).values() for name, value in row[0].items() if value is None}
    assert empty == {"counted_with", "matched_with"}
    with closing(Register(f"sqlite:///{tmp_path / 'b.sqlite'}")) as second:
        assert taken(second, written(sqlite_register, "nb")).done
        assert records(second) == records(sqlite_register)


def _some(field: Field, keys: dict[str, str]) -> Any:
    kinds = {"text": "Ett, två", "long": "Rad ett\nrad två", "number": 1.5, "whole": 24, "flag": True, "area": "NO-5001",
             "region": "SE-23", "industry": "16", "company": "NO-923609016", "many": ",".join(field.choices)}  # fmt: skip
    return keys[field.to] if field.to else field.choices[-1] if field.type == "choice" else kinds.get(field.type)


# --- words


@pytest.mark.parametrize("kind", KINDS)
def test_a_heading_means_one_column_whatever_the_language(kind: str) -> None:
    """Else a column would be read as another; and a name of a field is no other field's heading."""
    meant: dict[str, set[str]] = {}
    for name in wording.columns(kind):
        for heading in (name, *(wording.label(words(language), kind, name) for language in LANGUAGES)):
            meant.setdefault(wording.plain(heading), set()).add(name)
    assert {heading: names for heading, names in meant.items() if len(names) > 1} == {}


def test_a_word_of_a_list_means_one_choice_and_has_no_comma() -> None:
    """In every field, over the three languages; commas stand between several choices."""
    for kind in KINDS.values():
        for field in kind.fields:
            meant: dict[str, set[Any]] = {}
            for choice in wording.offered(field):
                for word in (
                    str(choice),
                    *(words(language).choice(kind.name, field.name, choice) for language in LANGUAGES),
                ):
                    meant.setdefault(wording.plain(word), set()).add(choice)
                    assert field.type != "many" or not set(",;") & set(word)
            assert all(len(choices) == 1 for choices in meant.values()), (kind.name, field.name)


@pytest.mark.parametrize("language", LANGUAGES)
def test_sheets_have_names_that_excel_takes(language: str) -> None:
    """At most 31 characters, none of those that are forbidden, no two alike; every area is read by its name."""
    titles = [wording.title(words(language), kind) for kind in KINDS]
    assert len({title.casefold() for title in titles}) == len(KINDS)
    assert not any(set(title) & set("[]:*?/\\'") or len(title) > 31 for title in titles)
    for field, keys in ((KINDS["need"]["area"], municipalities()), (KINDS["policy_item"]["area"], areas())):
        assert all(value(field, words(language).area(key)) == key for key in keys)


def test_columns_in_any_order_and_language_and_foreign_ones_told(sqlite_register: Register) -> None:
    """Norwegian, Swedish, English and the fields' own names side by side; what is unknown is not read, and said."""

    def work(book: Any) -> None:
        sheet = book.create_sheet("Etableringer", 0)
        sheet.append(["Chefens kommentar", words("nb").field("establishment", "stage"), "area", words("sv").field("establishment", "name"),
                      "Lead on"])  # fmt: skip
        sheet.append(["bra", "Beslutad", "Trondheim", "Ås Fisk", DAY])
        sheet["B2"] = words("sv").choice("establishment", "stage", "lead")
        book.create_sheet("Blad 1", 0).append(["hej"])
        del book["Establishments"]

    content = worked_on(written(sqlite_register, full=False), work)
    assert read(content).ignored == [("Blad 1", ""), ("Etableringer", "Chefens kommentar")]
    assert taken(sqlite_register, content).done
    [made] = sqlite_register.all(ANNA, "establishment")
    assert (made["stage"], made["area"], made["name"], made["lead_on"]) == ("lead", "NO-5001", "Ås Fisk", DAY)


# --- what a workbook does


def test_a_dry_run_says_it_cell_by_cell_and_changes_nothing(sqlite_register: Register) -> None:
    """Added, changed, deleted and rejected, each with its cell; the register's revision stands still."""
    filled(sqlite_register)

    def work(book: Any) -> None:
        put(book["Establishments"], 2, Company_name="Ny Fisk", Stage="Decided")
        put(book["Clusters and working groups"], 3, Key="wood-2", Name_in_Swedish="Trä", Kind="Working group")
        put(book["Tests of AI methods"], 2, Delete="yes")

    before, content = sqlite_register.revision(), worked_on(written(sqlite_register), work)
    plan = planned(sqlite_register, content)
    told = [tuple(one) for one in workbook.told(plan, EN)]
    assert sqlite_register.revision() == before and not plan.possible
    sheet = "Establishments"
    record = f"Establishment {sqlite_register.all(ANNA, 'establishment')[0]['key']} Ny Fisk"
    assert told[0] == (f"{sheet} I2", "Rejected", record, "Decided on", "", EN("problem.stage_date"))
    assert told[1][:3] == ("Tests of AI methods 2", "Deleted", "Test of an AI method A0001 Sortering")
    assert told[2][:2] == ("Clusters and working groups 3", "Added") and "Kind: Working group" in told[2][5]
    assert EN("workbook.summary", created=1, changed=0, deleted=1, unchanged=12, rejected=1) == workbook.summary(
        plan, EN
    )
    content = worked_on(content, lambda book: put(book[sheet], 2, Decided_on=date(2026, 2, 3)))
    told = [tuple(one) for one in workbook.told(planned(sqlite_register, content), EN)]
    assert ("Establishments C2", "Changed", record, "Company name", "Ås Fisk", "Ny Fisk") in told
    assert ("Establishments I2", "Changed", record, "Decided on", "", "3 Feb 2026") in told


def test_all_or_nothing(sqlite_register: Register) -> None:
    """One row that cannot be stops the good ones; mended, all go in, with one note of where they came from."""

    def work(book: Any) -> None:
        put(book["Clusters and working groups"], 2, Name_in_Swedish="Trä")
        put(book["Meetings"], 2, Cluster_or_working_group="K-9", Day=DAY, Title="Start")

    content = worked_on(written(sqlite_register, full=False), work)
    assert not taken(sqlite_register, content).done
    assert sqlite_register.revision() == 0 and not any(records(sqlite_register).values())
    content = worked_on(content, lambda book: put(book["Clusters and working groups"], 2, Key="K-9"))
    assert taken(sqlite_register, content).done
    assert [row["cluster"] for row in sqlite_register.all(ANNA, "meeting")] == ["K-9"]
    changes = sqlite_register.changes(ANNA)
    assert {change.note for change in changes} == {"book.xlsx"} and len({change.batch for change in changes}) == 1


def test_an_empty_cell_empties_an_absent_column_leaves_alone(sqlite_register: Register) -> None:
    """Of a record that exists; in a new one an empty cell takes the usual value."""
    keys = filled(sqlite_register)
    sqlite_register.save(
        ANNA, "cluster", {"name_sv": "Trä", "purpose": "Hus"}, keys["cluster"], version(sqlite_register, "cluster")
    )

    def work(book: Any) -> None:
        sheet = book["Clusters and working groups"]
        put(sheet, 2, Name_in_Swedish=None)
        sheet.delete_cols(column(sheet, "Purpose"))
        put(sheet, 3, Name_in_English="Food")

    assert taken(sqlite_register, worked_on(written(sqlite_register), work)).done
    first, second = sorted(sqlite_register.all(ANNA, "cluster"), key=lambda row: row["name_en"], reverse=True)
    assert (first["name_sv"], first["name_en"], first["purpose"]) == (None, "Wood", "Hus")
    assert (second["kind"], second["key"]) == ("cluster", "K0002")


def test_only_a_yes_deletes(sqlite_register: Register) -> None:
    """Rows that are gone from the workbook change nothing; what others name stays, unless those are deleted with it."""
    filled(sqlite_register)
    content = worked_on(
        written(sqlite_register), lambda book: [sheet.delete_rows(2, 9) for sheet in book.worksheets[1:]]
    )
    assert not planned(sqlite_register, content).lines
    content = worked_on(written(sqlite_register), lambda book: put(book["Establishments"], 2, Delete="ja"))
    assert [
        line.outcome.problems[0].reason for line in planned(sqlite_register, content).lines if line.outcome.problems
    ] == ["still_named"]
    content = worked_on(content, lambda book: put(book["Job results"], 2, Delete="yes"))
    assert taken(sqlite_register, content).done
    assert sqlite_register.all(ANNA, "establishment") == sqlite_register.all(ANNA, "job_result") == []
    assert not planned(sqlite_register, content).count("rejected")  # deleted already: nothing to do


def version(register: Register, kind: str) -> int:
    """The version of the only record of a kind."""
    return int(register.all(ANNA, kind)[0]["version"])


# --- two people


def test_what_somebody_changed_meanwhile_is_told_by_cell(sqlite_register: Register) -> None:
    """The same cell: rejected, with who and what. Another cell of the row, or a row left alone: both changes stay."""
    keys = filled(sqlite_register)
    content = written(sqlite_register)
    sqlite_register.save(BO, "cluster", {"name_en": "Timber"}, keys["cluster"], version(sqlite_register, "cluster"))
    assert planned(sqlite_register, content).count("unchanged") == 14  # it was not the reader who changed that
    mine = worked_on(content, lambda book: put(book["Clusters and working groups"], 2, Purpose="Houses"))
    assert taken(sqlite_register, mine).done
    [row] = sqlite_register.all(ANNA, "cluster")
    assert (row["name_en"], row["purpose"]) == ("Timber", "Houses")
    mine = worked_on(content, lambda book: put(book["Clusters and working groups"], 2, Name_in_English="Forest"))
    plan = taken(sqlite_register, mine)
    [told] = workbook.told(plan, EN)
    assert not plan.done and told.place == "Clusters and working groups D2"
    assert "Timber" in told.after and ANNA.who in told.after
    without = worked_on(
        mine, lambda book: book["Clusters and working groups"].delete_cols(len(wording.columns("cluster")))
    )
    assert taken(sqlite_register, without).done  # without versions it is meant anyway
    assert sqlite_register.all(ANNA, "cluster")[0]["name_en"] == "Forest"


def test_what_was_deleted_or_erased_meanwhile_does_not_come_back(sqlite_register: Register) -> None:
    """An old workbook is no way round a deletion; nor does a deletion in it undo what somebody wrote since."""
    keys = filled(sqlite_register)
    content = written(sqlite_register)
    sqlite_register.delete(BO, "ai_test", keys["ai_test"], version(sqlite_register, "ai_test"))
    plan = planned(sqlite_register, content)
    assert [line.outcome.problems[0].reason for line in plan.lines if line.outcome.problems] == ["gone"]
    sqlite_register.save(BO, "meeting", {"title": "Ny"}, keys["meeting"], version(sqlite_register, "meeting"))
    content = worked_on(
        content, lambda book: (put(book["Meetings"], 2, Delete="yes"), book.remove(book["Tests of AI methods"]))
    )
    [told] = workbook.told(planned(sqlite_register, content), EN)
    assert BO.who in told.after and told.action == "Rejected"


def test_a_register_that_moved_on_is_planned_anew(sqlite_register: Register) -> None:
    """Between looking and doing somebody changes the same cell: nothing is done, and the plan says so."""
    keys = filled(sqlite_register)
    content = worked_on(written(sqlite_register), lambda book: put(book["Meetings"], 2, Title="Mitt"))
    plan = planned(sqlite_register, content)
    assert plan.possible
    sqlite_register.save(BO, "meeting", {"title": "Ditt"}, keys["meeting"], version(sqlite_register, "meeting"))
    after = planning.carry_out(sqlite_register, ANNA, plan, "book.xlsx")
    assert not after.done and after.count("rejected") == 1
    assert sqlite_register.all(ANNA, "meeting")[0]["title"] == "Ditt"


# --- roles


def test_roles(sqlite_register: Register) -> None:
    """A viewer gets the template without contacts and no record; a member no plan; only an editor may hand one in."""
    filled(sqlite_register)
    member = Actor("m@region.example", Role.member)
    with pytest.raises(Denied):
        written(sqlite_register, actor=VIEWER)
    template = sheets.upload("x.xlsx", written(sqlite_register, actor=VIEWER, full=False))
    assert "Contact persons" not in {sheet.title for sheet in template}
    assert "Contact persons" in {
        sheet.title for sheet in sheets.upload("x.xlsx", written(sqlite_register, actor=member))
    }
    for actor in (VIEWER, member):
        with pytest.raises(Denied):
            planned(sqlite_register, written(sqlite_register), actor)


# --- the demonstration


@pytest.fixture
def ledger(sqlite_register: Register) -> Iterator[bytes]:
    """The demonstration's ledger, typed into the empty template row by row."""

    def work(book: Any) -> None:
        for kind in ("establishment", "job_result"):
            sheet = book[wording.title(EN, kind)]
            with (DEMO_PARAMETERS / f"{kind}s.csv").open(encoding="utf-8") as file:
                for number, row in enumerate(csv.DictReader(file), 2):
                    row = {"positions" if name == "fte" else name: cell for name, cell in row.items()}
                    for name, cell in row.items():
                        sheet.cell(number, column(sheet, wording.label(EN, kind, name)), cell or None)

    yield worked_on(written(sqlite_register, full=False), work)


def test_the_demonstration_ledger_through_the_workbook_has_the_same_totals(
    sqlite_register: Register, ledger: bytes
) -> None:
    """64, 22 and 31 full-time equivalents in 11, 3 and 5 establishments: verified, reported, expected."""
    plan = taken(sqlite_register, ledger)
    assert plan.done, workbook.told(plan, EN)[:3]
    created: Counter[str] = Counter()
    for job in sqlite_register.all(COMMAND, "job_result"):
        created[job["verification"]] += job["fte"] if job["kind"] == "created" else 0
    at = Counter(row["verification"] for row in sqlite_register.all(COMMAND, "establishment"))
    assert created == {"verified": 64, "reported": 22, "expected": 31}
    assert at == {"verified": 11, "reported": 3, "expected": 5}
