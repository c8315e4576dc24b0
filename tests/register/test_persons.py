"""What is known of a person comes out whole, and goes whole: contacts, free texts, drafts, the audit's details and the bytes."""

import json
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.errors import UserError
from dashboard.exports.persons import for_machines, letter
from dashboard.exports.processing import record_of_processing
from dashboard.i18n import LANGUAGES, words
from dashboard.register import erasing, persons, retention
from dashboard.register.actor import Actor, Denied, Role
from dashboard.register.agreement import disagreements
from dashboard.register.person import Card, Person
from dashboard.register.places import Place
from dashboard.register.processing import processing
from dashboard.register.schema import KINDS
from dashboard.register.store import Conflict, Invalid, Register
from dashboard.settings import settings
from tests.databases import ANNA, BO, LEAST, filled, rows

EMAIL, PHONE = "bjorn.aerling@institutet.example", "+46 (0)70-123 45 67"
BJORN = {"name": "Björn Ärling-Ås", "email": EMAIL, "phone": PHONE}
# as others may have written them
SPELT = ("Bjørn Ærling-Ås", "BJORN ARLING ÅS", "Ärling-Ås, Björn", "björn ärling-ås", "Björn Ärling-Ås's", "Bjorn Arling-As:s",
         "Bjorn.Aerling@INSTITUTET.example", "070-123 45 67", "+46701234567", "0701234567")  # fmt: skip
# who is somebody else
OTHERS = (
    "Björn Ärling-Åström",
    "Ann Björn",
    "x.bjorn.aerling@institutet.example",
    "Björn",
    "070-123 45 678",
    "Torbjörn Ärling-Ås",
)


def person(**card: str) -> Person:
    """Somebody with that one contact."""
    return Person("P0001", frozenset({Card("P0001", *({**BJORN, **card}.values()))}), frozenset(), frozenset({"P0001"}))


@pytest.mark.parametrize("text", SPELT)
def test_a_name_is_found_however_it_is_spelt(text: str) -> None:
    """Accents, case, order, hyphens and a genitive; an address in any case; a telephone number in any grouping."""
    assert person().named_in(f"Ring {text}, i dag.")
    assert "[x]" in person().without(f"Ring {text}, i dag.", "[x]")
    assert person().without(f"Ring {text}, i dag.", "[x]").startswith("Ring [x]")


@pytest.mark.parametrize("text", OTHERS)
def test_others_are_not_taken_for_them(text: str) -> None:
    """A longer name, a first name alone, another address."""
    assert not person().named_in(f"Ring {text}, i dag.")


@given(st.text("aäåöøæ éBjrn.,-", max_size=40), st.text("xyzÅ ", max_size=20))
def test_what_is_left_no_longer_names_them(before: str, after: str) -> None:
    """Whatever stands around the name, and the rest of the text stays as it was."""
    text = f"{before} {BJORN['name']} {after}"
    left = person().without(text, "[x]")
    assert not person().named_in(left)
    assert left.endswith(after)


def planted(register: Register) -> dict[str, str]:
    """One record of each kind, Björn in every free text of every kind, as a contact, in drafts, notes and the audit's past."""
    keys = filled(register)
    for kind, key in keys.items():
        record = register.get(ANNA, kind, key)
        assert record is not None
        texts = [
            f.name
            for f in KINDS[kind].fields
            if f.type in ("text", "long") and not f.worked_out and f.name not in ("ewc", "mention")
        ]
        said = {name: f"{SPELT[number % 5]} har sagt {name}." for number, name in enumerate(texts)}
        if kind == "contact":
            said = {**said, **BJORN}
        register.save(BO, kind, said, key, record["version"])
    for number in (1, 2):  # what was overwritten is in the audit still
        meeting = register.get(ANNA, "meeting", keys["meeting"])
        assert meeting is not None
        notes = f"Närvarande: Anna Lind, {SPELT[number]}" if number == 1 else "Alla var med"
        register.save(BO, "meeting", {"notes": notes}, meeting["key"], meeting["version"])
    register.keep_draft(BO, "need", "", {"text": f"Ring {PHONE}", "name": "Ås Fisk"})
    register.keep_draft(BO, "contact", "", {"name": BJORN["name"], "area": "SE-2380"})
    register.keep_draft(ANNA, "need", "", {"text": "Ring Anna Lind"})
    return keys


def test_an_extract_holds_every_place(register: Register) -> None:
    """By key, by e-mail and by name the same; each kind's free texts, the past, and drafts; nothing of others."""
    keys = planted(register)
    found = [persons.extract(register, ANNA, about) for about in (keys["contact"], EMAIL.upper(), "bjørn ærling-ås")]
    assert len({json.dumps([for_machines(one).split('"made_at"')[1].split("\n", 1)[1]]) for one in found}) == 1
    extract = found[0]
    assert [row["email"] for row in extract.contacts] == [EMAIL]
    naive = {
        (kind, field.name)
        for kind, fields in ((kind, KINDS[kind].fields) for kind in KINDS)
        for field in fields
        if field.type in ("text", "long") and not field.worked_out and field.name not in ("ewc", "mention")
        and (kind, field.name) not in {("contact", name) for name in BJORN}
    }  # fmt: skip
    assert {(one.kind, one.field) for one in extract.mentions if one.where == "record"} == naive - {
        ("meeting", "notes")
    }
    assert any(one.where in ("before", "after") and "Anna Lind" in one.text for one in extract.mentions)
    assert [one.text for one in extract.mentions if one.where == "draft"] == [f"Ring {PHONE}"]
    assert [row["fields"]["name"] for row in extract.drafts] == [BJORN["name"]]
    assert {act.who for act in extract.changed} == {BO.who}


def test_an_extract_is_for_machines_and_for_people(sqlite_register: Register) -> None:
    """JSON that reads back; a letter in each language with source, basis, dates and every text."""
    planted(sqlite_register)
    extract = persons.extract(sqlite_register, ANNA, EMAIL)
    assert json.loads(for_machines(extract))["contacts"][0]["phone"] == PHONE
    for language in LANGUAGES:
        t = words(language)
        told = letter(extract, t)
        assert t.choice("contact", "lawful_basis", "public_task") in told
        assert t.date(date(2026, 1, 1)) in told and t.date(date(2027, 1, 1)) in told
        assert all(one.text in told for one in extract.mentions)
        assert BO.who in told and t.field("contact", "source") in told
    nobody = letter(persons.extract(sqlite_register, ANNA, "Ingen Alls"), words("sv"))
    assert nobody.count(words("sv")("persons.letter.nothing")) == 5


def test_html_in_a_name_stays_text(sqlite_register: Register) -> None:
    """A letter that is shown as Markdown runs nothing."""
    filled(sqlite_register)
    sqlite_register.save(
        ANNA, "contact", {**LEAST["contact"], "name": "Eva <img src=x onerror=alert(1)> Ek", "email": "e@x.example"}
    )
    assert "\\<img" in letter(persons.extract(sqlite_register, ANNA, "e@x.example"), words("en"))


@pytest.mark.parametrize("by", [lambda keys: keys["contact"], lambda _: EMAIL, lambda _: "Ærling-Ås, Bjørn"])
def test_an_erasure_leaves_nothing_of_the_person(register: Register, by: Callable[[dict[str, str]], str]) -> None:
    """Not in any table, whoever is asked for by what; everything else stays, the audit agrees and says that it was done."""
    keys = planted(register)
    before, records = register.revision(), rows(register)
    done = erasing.erase(register, ANNA, by(keys), f"på begäran av {BJORN['name']}")
    assert done.swept and done.records > len(KINDS)
    everything = json.dumps(rows(register), default=str, ensure_ascii=False)
    assert not person().named_in(everything)
    assert not [part for part in (EMAIL, "701234567", "123 45 67", "rling") if part.casefold() in everything.casefold()]
    assert "Anna Lind" in everything and "Ring Anna Lind" in everything
    assert register.get(ANNA, "contact", keys["contact"]) is None
    assert {kind: len(found) for kind, found in rows(register).items() if kind in KINDS} == {
        kind: len(found) - (kind == "contact") for kind, found in records.items() if kind in KINDS
    }
    erased = [change for change in register.changes(ANNA) if change.number > before]
    assert {change.action for change in erased} == {"erased"} and {change.note for change in erased} == {done.reference}
    (archived,) = rows(register)["erasure"]
    assert (archived["reference"], archived["who"], archived["records"]) == (done.reference, ANNA.who, done.records)
    assert archived["reason"] == f"på begäran av [erased {done.reference}]"
    assert disagreements(register) == []
    assert persons.extract(register, ANNA, EMAIL).mentions == []


def test_an_erasure_cannot_be_undone(register: Register) -> None:
    """No undo brings the person back, neither of the erasure nor of what was before it."""
    planted(register)
    erasing.erase(register, ANNA, EMAIL, "på begäran")
    for number in range(register.revision(), 0, -1):
        try:
            register.undo(ANNA, number)
        except (UserError, Invalid, Conflict):
            continue
    assert not person().named_in(json.dumps(rows(register), default=str, ensure_ascii=False))
    assert disagreements(register) == []


def test_the_bytes_are_gone(sqlite_register: Register) -> None:
    """From SQLite's file and its write-ahead log, where they were before."""
    planted(sqlite_register)
    path = Path(str(sqlite_register.engine.url.database))

    def stored() -> bytes:
        return b"".join(file.read_bytes() for file in path.parent.glob(f"{path.name}*"))

    marks = [text.encode() for text in (BJORN["name"], EMAIL, "123 45 67", "rling", "ARLING")]
    assert all(mark in stored() for mark in marks)
    assert erasing.erase(sqlite_register, ANNA, EMAIL, "på begäran").swept
    assert not [mark for mark in marks if mark.lower() in stored().lower()]


def test_who_verified_is_kept_and_told(register: Register) -> None:
    """The accounts must stand an audit: an editor's name in them stays, and the erasure says so; a draft of theirs goes."""
    opened = {"stage": "opened", "opened_on": date(2026, 3, 1), "verification": "verified", "evidence": "Avtal"}
    register.save(BO, "establishment", {**LEAST["establishment"], **opened})
    register.keep_draft(BO, "need", "", {"text": "halv"})
    extract = persons.extract(register, ANNA, BO.who)
    assert (extract.verified, len(extract.acts), len(extract.drafts)) == ([("establishment", "E0001")], 1, 1)
    done = erasing.erase(register, ANNA, BO.who, "slutat")
    assert done.kept == {"verified": 1, "acted": 1}
    record = register.get(ANNA, "establishment", "E0001")
    assert record and record["verified_by"] == BO.who
    assert register.draft(BO, "need") is None


def test_a_registered_company_keeps_its_name(sqlite_register: Register) -> None:
    """Björn Ärling-Ås AB is a company; without a company's number the name is taken for the person's."""
    firm = {**LEAST["need"], "name": "Björn Ärling-Ås AB", "company": "923609016"}
    sqlite_register.save(ANNA, "need", firm)
    sqlite_register.save(ANNA, "need", {**firm, "company": None})
    done = erasing.erase(sqlite_register, ANNA, "Björn Ärling-Ås", "på begäran")
    assert [row["name"] for row in sqlite_register.all(ANNA, "need")] == [firm["name"], f"[erased {done.reference}] AB"]
    assert done.kept == {"company": 1}


def contact(register: Register, **values: Any) -> dict[str, Any]:
    """One more contact in the unit."""
    return register.save(ANNA, "contact", {**LEAST["contact"], **values})


def test_namesakes_are_told_apart(sqlite_register: Register) -> None:
    """Two of one name: the name alone is refused; by key or address only that one is given or erased."""
    filled(sqlite_register)
    contact(sqlite_register, name="Eva Ek", email="eva@a.example")
    contact(sqlite_register, name="EVA EK", email="eva@b.example")
    with pytest.raises(UserError, match="P0002, P0003"):
        persons.extract(sqlite_register, ANNA, "Eva Ek")
    extract = persons.extract(sqlite_register, ANNA, "eva@a.example")
    assert ([row["key"] for row in extract.contacts], extract.namesakes) == (["P0002"], ["P0003"])
    assert "eva@b.example" not in for_machines(extract)
    erasing.erase(sqlite_register, ANNA, "P0002", "på begäran")
    assert [row["name"] for row in sqlite_register.all(ANNA, "contact")] == ["Anna Berg", "EVA EK"]


def test_a_successor_is_another_person(sqlite_register: Register) -> None:
    """A contact passed on: who was there before is not told to the one who is there now, and may be erased alone."""
    filled(sqlite_register)
    made = contact(sqlite_register, name="Eva Ek", email="eva@a.example")
    sqlite_register.save(ANNA, "contact", {"name": "Ola Dunk", "email": "ola@a.example"}, made["key"], made["version"])
    assert "Eva" not in for_machines(persons.extract(sqlite_register, ANNA, made["key"]))
    erasing.erase(sqlite_register, ANNA, "Eva Ek", "på begäran")
    record = sqlite_register.get(ANNA, "contact", made["key"])
    assert record and record["name"] == "Ola Dunk"
    assert "eva" not in json.dumps(rows(sqlite_register), default=str).lower()
    assert disagreements(sqlite_register) == []


def test_a_misspelt_name_that_was_corrected_goes_too(sqlite_register: Register) -> None:
    """Everything of the contact's past, even if nothing but the contact connects it."""
    filled(sqlite_register)
    made = contact(sqlite_register, name="Ewa Eck")
    sqlite_register.save(ANNA, "contact", {"name": "Eva Ek", "email": "eva@a.example"}, made["key"], made["version"])
    erasing.erase(sqlite_register, ANNA, "eva@a.example", "på begäran")
    assert "Eck" not in json.dumps(rows(sqlite_register), default=str)


@pytest.mark.parametrize("about", ["Anna", "P9999", "", "x"])
def test_too_little_to_go_by_is_a_sentence(sqlite_register: Register, about: str) -> None:
    """A first name would blank half the register."""
    filled(sqlite_register)
    for act in (
        lambda: persons.extract(sqlite_register, ANNA, about),
        lambda: erasing.erase(sqlite_register, ANNA, about, "x"),
    ):
        with pytest.raises(UserError):
            act()
    assert len(rows(sqlite_register)["erasure"]) == 0


@pytest.mark.parametrize("role", [Role.viewer, Role.member, Role.editor])
def test_only_an_administrator_may(sqlite_register: Register, role: Role) -> None:
    """Extract, erase and retention."""
    actor = Actor("somebody@region.example", role)
    for act in (
        lambda: persons.extract(sqlite_register, actor, EMAIL), lambda: erasing.erase(sqlite_register, actor, EMAIL, "x"),
        lambda: retention.retention(sqlite_register, actor, date(2026, 1, 1)),
    ):  # fmt: skip
        with pytest.raises(Denied):
            act()


def test_every_free_text_is_searched() -> None:
    """A field that is added to the schema is searched, unless it is who a contact is, or worked out."""
    for name, kind in KINDS.items():
        place = Place(
            "record", name, "X1", {field.name: "Björn" for field in kind.fields if field.name != "company"}, {}
        )
        expected = {f.name for f in kind.fields if f.type in ("text", "long") and not f.worked_out}
        assert {found for found, _ in place.texts()} == expected - (set(BJORN) if name == "contact" else set())
        assert {f.name for f in kind.fields if f.personal} <= expected


# --- retention -------------------------------------------------------------------------------------------------------


def test_what_is_flagged_and_what_is_due(register: Register, monkeypatch: pytest.MonkeyPatch) -> None:
    """A contact is flagged from its review date on and erased a year later; a deleted one leaves the audit after six
    months, a closed need its text after two years, a draft goes after thirty days. Twice is once."""
    keys = filled(register)
    gone = contact(register, name="Eva Ek", email="eva@a.example")
    register.delete(ANNA, "contact", gone["key"], gone["version"])
    need = register.get(ANNA, "need", keys["need"])
    assert need is not None
    register.save(ANNA, "need", {"status": "closed"}, need["key"], need["version"])
    register.keep_draft(BO, "need", "", {"text": "halv"})
    made = rows(register)["change"][-1]["at"].date()

    def due(day: date) -> set[tuple[str, bool]]:
        return {(one.rule, one.act_on <= day) for one in retention.retention(register, ANNA, day)}

    review = date(2027, 1, 1)
    assert due(made - timedelta(1)) == set()
    assert due(made) == {("contact_deleted", False), ("need_closed", False)}
    assert ("draft", True) in due(made + timedelta(30)) and ("draft", True) not in due(made + timedelta(29))
    assert ("contact_review", False) in due(review) and ("contact_review", False) not in due(review - timedelta(1))
    assert ("contact_review", True) in due(date(2028, 1, 1)) and ("contact_review", True) not in due(date(2027, 12, 31))
    late = date(2029, 6, 1)
    assert {rule for rule, _ in due(late)} == set(retention.RULES) and all(now for _, now in due(late))
    before = rows(register)
    retention.retention(register, ANNA, date(2026, 12, 1))
    assert rows(register) == before  # asking does nothing
    retention.retention(register, ANNA, late, apply=True)
    everything = json.dumps(rows(register), default=str, ensure_ascii=False)
    assert not [text for text in ("Anna Berg", "Eva Ek", "eva@a", "Kylning", "halv") if text in everything]
    assert [row["text"] for row in register.all(ANNA, "need")] == [
        f"[erased {rows(register)['need'][0]['text'][8:-1]}]"
    ]
    assert {row["reason"] for row in rows(register)["erasure"]} == {
        f"retention: {rule}" for rule in ("contact_review", "contact_deleted", "need_closed")
    }
    assert disagreements(register) == []
    assert retention.retention(register, ANNA, late, apply=True) == []


def test_the_clock_can_be_set(sqlite_register: Register, monkeypatch: pytest.MonkeyPatch) -> None:
    """The command line takes the day from the settings."""
    filled(sqlite_register)
    monkeypatch.setenv("DASHBOARD_TODAY", "2027-01-01")
    settings.cache_clear()
    assert [one.rule for one in retention.retention(sqlite_register, ANNA, settings().clock())] == ["contact_review"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_record_of_processing_says_what_is_configured(language: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Controllers, every personal field, every rule with its time; a server and a role file change what it says."""
    t = words(language)
    told = record_of_processing(t)
    assert all(name in told for name in processing().controllers)
    assert all(t.field(kind.name, f.name) in told for kind in KINDS.values() for f in kind.fields if f.personal)
    assert all(t(f"persons.retention.{rule}") in told for rule in retention.RULES)
    assert processing().retention.keys() == retention.RULES.keys()
    assert t("processing.security.file") in told and t("processing.security.server") not in told
    monkeypatch.setenv("DASHBOARD_REGISTER", "postgresql+psycopg://server/register")
    monkeypatch.setenv("DASHBOARD_ROLES", "/etc/roles.toml")
    settings.cache_clear()
    other = record_of_processing(t)
    assert t("processing.security.server") in other
    assert t("processing.security.roles", hours=t.number(12)) in other
