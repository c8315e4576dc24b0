"""The page Edit as an editor has it: forms, problems, drafts, conflicts, undo and rows pasted from Excel."""

import shutil
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from streamlit.testing.v1 import AppTest

from dashboard import registers
from dashboard.i18n import LANGUAGES, words
from dashboard.metrics.reference import industries, municipalities
from dashboard.register.actor import VIEWER, Actor, Role
from dashboard.register.schema import KINDS, Field
from dashboard.register.store import Register
from dashboard.register.values import value
from dashboard.settings import settings
from dashboard.ui import access
from dashboard.ui.sections.edit import addresses, record_form
from dashboard.ui.sections.edit.form_state import typed
from tests.conftest import use
from tests.languages import EACH
from tests.ui.test_pages import run, text

ANNA, BO = Actor("anna@example.se", Role.editor), Actor("bo@example.no", Role.editor)
TODAY = date(2026, 11, 24)
T = words("sv")


@pytest.fixture(scope="module")
def own_folder(demo_warehouse: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with the demonstration warehouse and a register that these tests alone write to."""
    folder = tmp_path_factory.mktemp("edit")
    shutil.copy(demo_warehouse, folder / "warehouse.duckdb")
    return folder


@pytest.fixture
def sitting(monkeypatch: pytest.MonkeyPatch) -> Callable[[Actor], None]:
    """Lets somebody sit at the browser from now on."""

    def sit(actor: Actor) -> None:
        monkeypatch.setattr(access, "visitor", lambda: access.Visitor(actor, "signed_in" if actor.who else "closed"))

    return sit


@pytest.fixture
def register(own_folder: Path, sitting: Callable[[Actor], None], monkeypatch: pytest.MonkeyPatch) -> Iterator[Register]:
    """The demonstration's register, with Anna at the browser on 24 November 2026."""
    monkeypatch.setenv("DASHBOARD_TODAY", TODAY.isoformat())
    use(own_folder, monkeypatch)
    sitting(ANNA)
    register = registers._demo(settings().demo_register)
    yield register
    for kind in KINDS:
        for key in ("", *(record["key"] for record in register.all(ANNA, kind))):
            register.keep_draft(ANNA, kind, key, None)


def page(language: str = "sv", **query: str) -> AppTest:
    """The page at that address."""
    test = run("edit", language, **query)
    assert not test.exception and not test.error
    return test


def asked(test: AppTest, name: str) -> str:
    """What the address says, set by the test or by the page."""
    found = test.query_params[name]
    return found if isinstance(found, str) else found[0]


def widget(test: AppTest, label: str) -> Any:
    """The form's widget of that label."""
    return next(one for kind in ("text_input", "text_area", "selectbox", "checkbox") for one in test.get(kind)
                if one.label in (label, T("edit.required", label=label)))  # fmt: skip


def fill(test: AppTest, **fields: str) -> AppTest:
    """Type into the form that is open, one field after another; ``kind`` says of which kind it is."""
    kind = asked(test, "kind")
    for name, given_text in fields.items():
        found = widget(test, T("edit.company") if name == "company" else T.field(kind, name))
        (found.select if found.type == "selectbox" else found.input)(given_text).run()
    assert not test.exception
    return test


def press(test: AppTest, label: str) -> AppTest:
    """Press the first button of that label."""
    next(button for button in test.button if button.label == label).click().run()
    assert not test.exception
    return test


def read(test: AppTest) -> str:
    """All words on the page as they are read, without what keeps Markdown from seeing more in them."""
    return text(test).replace("\\", "").replace("\u2060", "")


def lines(test: AppTest) -> str:
    """What stands beneath the fields."""
    return "\n".join(one.proto.body for one in test.get("html"))


def recorded(register: Register, **values: Any) -> dict[str, Any]:
    """An establishment to work on."""
    base = {"area": "SE-2321", "stage": "lead", "lead_on": date(2026, 9, 1), "verification": "expected"}
    return register.save(ANNA, "establishment", {**base, **values})


@pytest.mark.parametrize("language", EACH)
def test_every_kind_opens_empty_and_filled(language: str, register: Register) -> None:
    """Each kind has a list, an empty form and a filled one, in every language, with a label at every field."""
    t = words(language)
    for kind in KINDS:
        first = register.all(ANNA, kind)[0]
        assert f"**{t(f'record.{kind}.plural')}**" not in text(page(language, kind=kind))
        for query in ({"new": "1"}, {"key": first["key"]}):
            shown = page(language, kind=kind, **query)
            labels = {
                one.label
                for name in ("text_input", "text_area", "selectbox", "multiselect", "checkbox")
                for one in shown.get(name)
            }
            for field in KINDS[kind].fields:
                called = t("edit.company") if field.name == "company" else t.field(kind, field.name)
                expected = t("edit.required", label=called) if field.required else called
                assert field.worked_out or expected in labels, (kind, field.name)


@pytest.mark.parametrize("language", EACH)
def test_an_empty_register(language: str, empty_warehouse: Path, tmp_path: Path, sitting: Callable[[Actor], None],
                           monkeypatch: pytest.MonkeyPatch) -> None:  # fmt: skip
    """A real register with nothing in it: each list says so, each form opens, and nothing speaks of a demonstration."""
    use(tmp_path, monkeypatch)
    shutil.copy(empty_warehouse, tmp_path / "warehouse.duckdb")
    sitting(ANNA)
    t = words(language)
    for kind in KINDS:
        assert t("edit.none") in text(page(language, kind=kind))
        assert t("edit.demo") not in text(page(language, kind=kind, new="1"))


def test_beginning_with_real_records(demo_warehouse: Path, tmp_path: Path, sitting: Callable[[Actor], None],
                                     monkeypatch: pytest.MonkeyPatch) -> None:  # fmt: skip
    """From the demonstration to the project's own, empty register; the demonstration stays beside it."""
    use(tmp_path, monkeypatch)
    shutil.copy(demo_warehouse, tmp_path / "warehouse.duckdb")
    sitting(ANNA)
    test = page(kind="establishment")
    assert T("edit.demo") in text(test) and T("edit.none") not in text(test)
    press(test, T("edit.begin_real.yes"))
    assert T("edit.demo") not in text(test) and T("edit.none") in text(test)
    assert settings().demo_warehouse.exists() and settings().demo_register.exists()


def test_a_reader_sees_only_the_question(register: Register, sitting: Callable[[Actor], None]) -> None:
    """Without the role there is the sentence and the way to sign in: no list, no form, whatever the address says."""
    for actor in (VIEWER, Actor("eve@example.se", Role.member)):
        sitting(actor)
        for query in (
            {},
            {"kind": "contact", "key": "DEMO-P001"},
            {"part": "changes"},
            {"kind": "contact", "part": "paste"},
        ):
            shown = page(**query)
            assert T("access.denied", role=T("role.editor")) in text(shown)
            assert "DEMO-P001" not in text(shown) and not shown.text_input and not shown.selectbox


def test_a_role_that_is_taken_away(register: Register, sitting: Callable[[Actor], None]) -> None:
    """The form is gone at the next rerun, and what was typed after it is stored nowhere."""
    before = register.revision()
    test = fill(page(kind="establishment", new="1"), name="Gone AB")
    sitting(VIEWER)
    press(test, T("edit.save"))
    assert T("access.denied", role=T("role.editor")) in text(test) and not test.text_input
    assert register.revision() == before


def test_an_establishment_from_a_company_of_the_warehouse(register: Register) -> None:
    """Typing part of the name offers companies; choosing one fills number, name, municipality and industry; saving
    stores who did it, and undo takes the record away."""
    test = fill(page(kind="establishment", new="1"), company="fjallvind el")
    offer = next(button for button in test.button if "Demo Fjällvind El AB" in button.label)
    offer.click().run()
    press(test, T("edit.save"))
    key = asked(test, "key")
    stored = register.get(ANNA, "establishment", key)
    assert stored is not None
    company = stored["company"]
    assert (stored["name"], stored["stage"], stored["changed_by"]) == (
        "Demo Fjällvind El AB",
        "lead",
        "anna@example.se",
    )
    assert company.startswith("SE-") and stored["area"] in municipalities() and stored["industry"] in industries()
    assert stored["lead_on"] == TODAY
    assert T("edit.done.created", kind="", name="Demo Fjällvind El AB", why="") in [one.value for one in test.success]
    press(test, T("edit.undo"))
    assert register.get(ANNA, "establishment", key) is None
    assert "key" not in test.query_params


def test_a_number_that_nobody_may_keep(register: Register) -> None:
    """A sole trader's number is refused with a sentence at its field, and stands in no draft."""
    test = fill(page(kind="establishment", new="1"), company="850709-9805", name="Enskild")
    assert T.problem("establishment", "", "personal", {}) in lines(test)
    draft = register.draft(ANNA, "establishment")
    assert draft is not None and draft["name"] == "Enskild" and "company" not in draft
    press(test, T("edit.save"))
    assert T("edit.refused", fields=T.sentence([T("edit.company"), T.field("establishment", "area")])) in [
        e.value for e in test.error
    ]


def test_problems_stand_at_their_fields_while_one_types(register: Register) -> None:
    """What is not yet filled in is no problem before a save; what is wrong is one at once; what it comes to is shown."""
    place = recorded(register, name="Fält AB")
    test = page(kind="job_result", new="1")
    assert T("problem.required") not in lines(test)
    fill(test, establishment=place["key"], share="50")
    assert T.value(0.5, "fte", 1) in lines(test)
    fill(test, share="150")
    assert T("problem.share") in lines(test)
    fill(test, share="75,5", contract="temporary")
    assert T("problem.contract_dates") in lines(test)
    fill(test, from_on="1.1.2026", to_on="32.1.2026")
    assert T("problem.date", text="32.1.2026") in lines(test) and "2026-01-01" in lines(test)
    fill(test, to_on="2026-06-30")
    assert "⚠" not in lines(test)
    assert T.value(round(0.755 * 181 / 365, 4), "fte", 2) in lines(test)


def test_what_follows_from_what_is_typed(register: Register) -> None:
    """A stage has today's date at once; a job has its establishment's municipality, and the programme of last time."""
    place = recorded(register, name="Följd AB", area="NO-5001", programme="demo")
    register.save(ANNA, "job_result", {"establishment": place["key"], "programme": "demo"})
    test = fill(page(kind="establishment", new="1"), stage="opened")
    assert widget(test, T.field("establishment", "opened_on")).value == "2026-11-24"
    assert widget(test, T.field("establishment", "programme")).value == "demo"
    jobs = page(kind="job_result", new="1", establishment=place["key"])
    assert widget(jobs, T.field("job_result", "area")).value == "NO-5001"
    assert widget(jobs, T.field("job_result", "programme")).value == "demo"


def test_one_job_after_another(register: Register) -> None:
    """ "Save and add jobs" leads from an establishment to its job, "save and add another" from a job to the next."""
    test = fill(page(kind="establishment", new="1"), name="Flera AB", area="SE-2380")
    press(test, T("edit.save_and_job"))
    place = asked(test, "establishment")
    fill(test, position="Tekniker")
    press(test, T("edit.save_and_new"))
    fill(test, position="Säljare")
    press(test, T("edit.save"))
    jobs = [job for job in register.all(ANNA, "job_result") if job["establishment"] == place]
    assert [(job["position"], job["area"]) for job in jobs] == [("Tekniker", "SE-2380"), ("Säljare", "SE-2380")]


def test_saving_twice_without_a_change_stores_once(register: Register) -> None:
    """The second save finds nothing new, and offers no undo of the first."""
    test = fill(page(kind="establishment", new="1"), name="Dubbel AB", area="SE-2380")
    press(test, T("edit.save"))
    revision = register.revision()
    press(test, T("edit.save"))
    assert register.revision() == revision
    assert T("edit.undo") not in [button.label for button in test.button if button.key == "edit_undo_last"]


def test_two_people_at_the_same_record(register: Register) -> None:
    """The second is told who was faster, chooses where both wrote, keeps what only they wrote, and saves upon the first."""
    place = recorded(register, name="Tvist AB")
    test = page(kind="establishment", key=place["key"])
    register.save(BO, "establishment", {"name": "Tvist Norge AB", "note": "Bos"}, place["key"], place["version"])
    fill(test, name="Tvist Sverige AB", activity="Besök")
    press(test, T("edit.save"))
    told = read(test)
    assert "bo@example.no" in told and T("edit.conflict.choose") in told
    assert T("edit.conflict.kept", fields=T.field("establishment", "activity")) in told
    assert [radio.label for radio in test.radio] == [T.field("establishment", "name")]
    assert test.radio[0].value == "theirs"
    test.radio[0].set_value("mine").run()
    press(test, T("edit.conflict.save"))
    stored = register.get(ANNA, "establishment", place["key"])
    assert stored is not None
    assert (stored["name"], stored["note"], stored["activity"]) == ("Tvist Sverige AB", "Bos", "Besök")
    who = [change.who for change in register.history(ANNA, "establishment", place["key"])]
    assert who == [ANNA.who, BO.who, ANNA.who]


def test_theirs_unless_one_says_otherwise(register: Register) -> None:
    """Who changes nothing in the choice keeps what the other wrote."""
    place = recorded(register, name="Först AB")
    test = page(kind="establishment", key=place["key"])
    register.save(BO, "establishment", {"name": "Andra AB"}, place["key"], place["version"])
    press(fill(test, name="Tredje AB"), T("edit.save"))
    press(test, T("edit.conflict.save"))
    stored = register.get(ANNA, "establishment", place["key"])
    assert stored is not None and stored["name"] == "Andra AB"
    assert widget(test, T.field("establishment", "name")).value == "Andra AB"


def test_a_draft_is_kept_offered_and_dropped(register: Register) -> None:
    """What is typed and not saved is there in another session, as one chooses; a save or "discard" forgets it."""
    place = recorded(register, name="Utkast AB")
    fill(page(kind="establishment", key=place["key"]), activity="Halvfärdig")
    test = page(kind="establishment", key=place["key"])
    assert not test.text_input and T("edit.draft.continue") in text(test)
    press(test, T("edit.draft.continue"))
    assert widget(test, T.field("establishment", "activity")).value == "Halvfärdig"
    press(test, T("edit.save"))
    assert register.draft(ANNA, "establishment", place["key"]) is None
    fill(test, activity="Ny tanke")
    again = page(kind="establishment", key=place["key"])
    press(again, T("edit.draft.discard"))
    assert widget(again, T.field("establishment", "activity")).value == "Halvfärdig"
    assert register.draft(ANNA, "establishment", place["key"]) is None


def test_a_draft_of_an_older_version_says_so(register: Register) -> None:
    """Where somebody has changed the record since, the offer tells; their other fields are not overwritten."""
    place = recorded(register, name="Gammalt AB")
    fill(page(kind="establishment", key=place["key"]), activity="Min")
    register.save(BO, "establishment", {"note": "Bos"}, place["key"], place["version"])
    test = page(kind="establishment", key=place["key"])
    assert T("edit.draft.older") in text(test)
    press(test, T("edit.draft.continue"))
    press(test, T("edit.save"))
    stored = register.get(ANNA, "establishment", place["key"])
    assert stored is not None and (stored["activity"], stored["note"]) == ("Min", "Bos")


def test_deleting(register: Register) -> None:
    """As long as a job names it an establishment cannot be deleted, and the job is named; then it can, and be had back."""
    place = recorded(register, name="Bort AB")
    job = register.save(ANNA, "job_result", {"establishment": place["key"], "position": "Svetsare"})
    test = page(kind="establishment", key=place["key"])
    assert f"Svetsare, Bort AB ({job['key']})" in read(test)
    assert T("edit.delete.yes") not in [button.label for button in test.button]
    register.delete(ANNA, "job_result", job["key"], job["version"])
    test = press(page(kind="establishment", key=place["key"]), T("edit.delete.yes"))
    assert register.get(ANNA, "establishment", place["key"]) is None
    press(test, T("edit.undo"))
    assert register.get(ANNA, "establishment", place["key"]) is not None


def test_the_latest_changes_in_words(register: Register) -> None:
    """Who, when, and each field before and after as it is read; any of them can be undone, unless somebody built on it."""
    place = recorded(register, name="Spår AB")
    changed = register.save(
        BO, "establishment", {"stage": "decided", "decided_on": date(2026, 10, 5)}, place["key"], place["version"]
    )
    test = page(part="changes")
    told = read(test)
    assert "bo@example.no" in told and "Spår AB" in told
    assert f"{T.field('establishment', 'stage')}: Uppslag → Beslutad" in told
    assert f"{T.field('establishment', 'decided_on')}: – → 2026-10-05" in told
    next(b for b in test.button if b.key == f"edit_undo_{changed['version']}").click().run()
    stored = register.get(ANNA, "establishment", place["key"])
    assert stored is not None and (stored["stage"], stored["decided_on"]) == ("lead", None)
    assert f"edit_undo_{changed['version']}" not in [b.key for b in test.button]
    next(b for b in test.button if b.key == f"edit_undo_{place['version']}").click().run()
    assert not test.exception


def test_pasted_rows(register: Register) -> None:
    """Headings in Norwegian, words for choices, names for areas and records: shown first, then all or nothing."""
    nb = words("nb")
    place = recorded(register, name="Klistra AB")
    names = ("establishment", "position", "kind", "share", "higher_education")
    headings = "\t".join([*(nb.field("job_result", name) for name in names), "Kommentar"])
    good = [
        f"Klistra AB\tMontör\t{nb.choice('job_result', 'kind', 'created')}\t100\tja\tx",
        f"{place['key']}\tVD\tSkapat\t50\t\t",
    ]
    bad = "Klistra AB\tKock\tSkapat\t150\tkanske\t"
    test = page(kind="job_result", part="paste")
    before = len(register.all(ANNA, "job_result"))
    test.text_area[0].input("\n".join([headings, *good, bad])).run()
    assert T("edit.paste.bad", n=1, all=3) in [one.value for one in test.warning]
    assert T("edit.paste.left_out", columns="Kommentar") in text(test)
    told = read(test)
    assert (
        f"{T('edit.paste.row')} 3: {T.problem('job_result', 'higher_education', 'yes_no', {'text': 'kanske'})}" in told
    )
    assert T("edit.paste.add", n=3) not in [button.label for button in test.button]
    test.text_area[0].input("\r\n".join([headings, *good])).run()
    assert len(register.all(ANNA, "job_result")) == before
    press(test, T("edit.paste.add", n=2))
    made = [job for job in register.all(ANNA, "job_result") if job["establishment"] == place["key"]]
    assert [(job["position"], job["fte"], job["higher_education"]) for job in made] == [
        ("Montör", 1.0, True),
        ("VD", 0.5, False),
    ]


def test_pasted_rows_without_headings(register: Register) -> None:
    """The columns then stand in the form's order; a cell with a line end inside quotes is one cell."""
    test = page(kind="ai_test", part="paste")
    test.text_area[0].input('Provet\t"Vad?\nOch varför?"\tSnabbt\n').run()
    press(test, T("edit.paste.add", n=1))
    made = max(register.all(ANNA, "ai_test"), key=lambda record: record["version"])
    assert (made["title"], made["question"], made["method"]) == ("Provet", "Vad?\nOch varför?", "Snabbt")


def test_the_list_is_searched(register: Register) -> None:
    """The words are found in any order, without their accents, in names and in places; newest changes come first."""
    recorded(register, name="Ångfabriken i Tännforsen AB", area="SE-2321")
    test = page(kind="establishment")
    opens = [button for button in test.button if (button.key or "").startswith("edit_open_")]
    assert "Ångfabriken" in opens[0].label
    test.text_input[0].input("are angfabriken").run()
    opens = [button for button in test.button if (button.key or "").startswith("edit_open_")]
    assert len(opens) == 1 and "Ångfabriken" in opens[0].label
    opens[0].click().run()
    assert test.subheader[0].value == "Ångfabriken i Tännforsen AB"


def test_names_from_outside_stay_names(register: Register) -> None:
    """Markdown and HTML in a record's name are shown as they are typed, wherever the name stands."""
    name = "**Fet** [x](https://evil.example) <b>"
    place = recorded(register, name=name)
    for query in ({"kind": "establishment"}, {"kind": "establishment", "key": place["key"]}, {"part": "changes"}):
        shown = text(page(**query))
        assert name.replace("*", r"\*").split("[")[0] in shown and "](https" not in shown and "<b>" not in shown


def test_the_kinds_and_their_first_fields_are_complete() -> None:
    """Every kind can be chosen once, and what must be filled in stands among the first fields."""
    assert sorted((*addresses.USUAL, *addresses.OTHERS)) == sorted(KINDS) == sorted(record_form.MAIN)
    for kind in KINDS.values():
        known = {field.name for field in kind.fields}
        first = record_form.MAIN[kind.name].replace("*_on", "lead_on").replace("*", "sv").split()
        assert set(first) <= known and len(first) == len(set(first))
        assert {field.name for field in kind.fields if field.required and field.default is None} <= set(first)


NUMBERS = st.floats(-999_999, 999_999).map(lambda number: round(number, 6))


@given(number=NUMBERS, day=st.dates(date(1900, 1, 1), date(2199, 12, 31)), language=st.sampled_from(LANGUAGES))
def test_what_is_shown_can_be_saved_again(number: float, day: date, language: str) -> None:
    """A stored number or day, shown in the reader's language, is read back as the same; so is nothing."""
    for kind, stored in (("number", number), ("whole", int(abs(number))), ("day", day)):
        field = Field("f", kind)  # type: ignore[arg-type]
        assert value(field, typed(language, field, stored)) == stored
        assert value(field, typed(language, field, None)) is None
