"""Records in and out: never a change without its line in the audit, never two people's changes lost in one another."""

from datetime import date
from pathlib import Path

import pytest

from dashboard.errors import UserError
from dashboard.register.actor import VIEWER, Actor, Denied, Role
from dashboard.register.agreement import disagreements
from dashboard.register.records import Edit
from dashboard.register.schema import KINDS
from dashboard.register.store import Conflict, Invalid, Register
from dashboard.register.tables import KIND_TABLES
from tests.databases import ANNA, BO, LEAST, filled, rows

MEMBER = Actor("member@region.example", Role.member)


def test_every_kind_is_kept_as_it_was_given(register: Register) -> None:
    """What is read back is what was stored, with who and which change; the audit has the same."""
    keys = filled(register)
    assert keys.keys() == KINDS.keys()
    for number, (kind, values) in enumerate(LEAST.items(), 1):
        record = register.get(MEMBER, kind, keys[kind])
        assert record is not None
        assert {name: record[name] for name in values} == values
        assert (record["version"], record["changed_by"]) == (number, ANNA.who)
        assert register.all(MEMBER, kind) == [record]
        (change,) = register.history(MEMBER, kind, keys[kind])
        assert (change.number, change.who, change.action, change.before) == (number, ANNA.who, "created", {})
    assert register.revision() == len(LEAST)
    assert disagreements(register) == []


def test_a_token_stores_once(register: Register) -> None:
    """A form that is sent twice stores one record, and gives it both times."""
    first = register.save(ANNA, "cluster", LEAST["cluster"], token="once")
    again = register.save(ANNA, "cluster", LEAST["cluster"], token="once")
    assert again == first
    assert len(register.all(ANNA, "cluster")) == register.revision() == 1


def test_nothing_changed_is_no_change(register: Register) -> None:
    """Saving what stands there already leaves the record and the audit as they were."""
    made = register.save(ANNA, "cluster", LEAST["cluster"])
    assert register.save(BO, "cluster", {"name_en": " Wood "}, made["key"], made["version"]) == made
    assert register.revision() == 1


def test_the_second_of_two_editors_is_told(register: Register) -> None:
    """Who saves what somebody changed meanwhile gets both versions and who it was, and may then overwrite knowingly."""
    made = register.save(ANNA, "cluster", LEAST["cluster"])
    theirs = register.save(BO, "cluster", {"name_en": "Timber"}, made["key"], made["version"])
    with pytest.raises(Conflict) as told:
        register.save(ANNA, "cluster", {"name_en": "Forest", "purpose": "Trä"}, made["key"], made["version"])
    assert told.value.mine == {"name_en": "Forest", "purpose": "Trä"}
    assert (told.value.theirs["name_en"], told.value.last.who) == ("Timber", BO.who)
    assert told.value.fields == ["name_en", "purpose"]
    assert register.get(ANNA, "cluster", made["key"]) == theirs
    register.save(ANNA, "cluster", {"name_en": "Forest"}, made["key"], theirs["version"])
    assert [change.who for change in register.history(ANNA, "cluster", made["key"])] == [ANNA.who, BO.who, ANNA.who]
    assert disagreements(register) == []


def test_all_or_nothing(register: Register) -> None:
    """One bad row keeps all others out, and each says what would have become of it; a dry run stores nothing either."""
    good, bad = Edit("cluster", LEAST["cluster"]), Edit("cluster", {"name_en": "=cmd|' /C calc'!A0"})
    assert [o.action for o in register.apply(ANNA, [good, bad], "list.xlsx")] == ["created", "rejected"]
    assert [o.action for o in register.apply(ANNA, [good], "list.xlsx", dry_run=True)] == ["created"]
    assert register.revision() == 0
    register.apply(ANNA, [good, Edit("meeting", {**LEAST["meeting"], "cluster": "K0001"})], "list.xlsx")
    first, second = register.changes(ANNA)
    assert first.batch == second.batch and {first.note, second.note} == {"list.xlsx"}
    assert disagreements(register) == []


def test_rows_of_one_batch_may_name_each_other(register: Register) -> None:
    """Also each other's, before the other is there; a name that nobody has is refused."""
    flow = {**LEAST["residual_flow"], "matched_with": "F2"}
    other = {**LEAST["residual_flow"], "direction": "wanted", "matched_with": "F1"}
    register.apply(ANNA, [Edit("residual_flow", flow, "F1"), Edit("residual_flow", other, "F2")])
    assert [row["matched_with"] for row in register.all(ANNA, "residual_flow")] == ["F2", "F1"]
    with pytest.raises(Invalid, match="matched_with: no_record"):
        register.save(ANNA, "residual_flow", {**flow, "matched_with": "F3"})


def test_what_others_name_is_not_deleted(register: Register) -> None:
    """A unit with a contact stays; without, it goes, and its history says so."""
    keys = filled(register)
    unit, contact, link = (register.get(ANNA, kind, keys[kind]) for kind in ("rd_unit", "contact", "link"))
    assert unit and contact and link
    with pytest.raises(Invalid, match="still_named"):
        register.delete(ANNA, "rd_unit", unit["key"], unit["version"])
    register.delete(ANNA, "contact", contact["key"], contact["version"])
    register.delete(ANNA, "link", link["key"], link["version"])
    register.delete(ANNA, "rd_unit", unit["key"], unit["version"])
    assert register.get(ANNA, "rd_unit", unit["key"]) is None
    assert register.history(ANNA, "rd_unit", unit["key"])[0].action == "deleted"
    assert register.save(ANNA, "rd_unit", LEAST["rd_unit"])["key"] == "U0002"  # a key is never given twice
    assert disagreements(register) == []


def test_drafts_are_their_writers_own(register: Register) -> None:
    """Nobody else sees one, it is no change of the register, and a person's number in it is not kept."""
    register.keep_draft(ANNA, "contact", "", {"name": "Anna", "phone": "19640823-3234", "area": None})
    assert register.draft(ANNA, "contact") == {"name": "Anna", "area": None}
    assert register.draft(BO, "contact") is None
    register.keep_draft(ANNA, "contact", "", None)
    assert register.draft(ANNA, "contact") is None and register.revision() == 0


@pytest.mark.parametrize(
    ("role", "allowed"),
    [
        (Role.viewer, set()),
        (Role.member, {"read"}),
        (Role.editor, {"read", "write"}),
        (Role.administrator, {"read", "write"}),
    ],
)
def test_the_role_is_asked_below_every_page(sqlite_register: Register, role: Role, allowed: set[str]) -> None:
    """A viewer reads nothing here, a member reads, an editor writes; what is refused leaves nothing behind."""
    register, actor = sqlite_register, Actor("somebody@region.example", role)
    keys = filled(register)
    before = rows(register)
    acts = {
        "read": [
            lambda: register.all(actor, "contact"), lambda: register.get(actor, "contact", keys["contact"]),
            lambda: register.history(actor, "contact", keys["contact"]), lambda: register.changes(actor),
        ],
        "write": [
            lambda: register.save(actor, "cluster", LEAST["cluster"]), lambda: register.apply(actor, []),
            lambda: register.keep_draft(actor, "cluster", "", {}), lambda: register.undo(actor, 13),
            lambda: register.delete(actor, "cluster_member", keys["cluster_member"], 9),
        ],
    }  # fmt: skip
    for what, calls in acts.items():
        for call in calls:
            if what in allowed:
                call()
            else:
                with pytest.raises(Denied):
                    call()
    assert "write" in allowed or rows(register) == before


def test_a_viewer_without_a_name_has_no_draft(sqlite_register: Register) -> None:
    """Nothing typed is kept for whoever is not signed in."""
    with pytest.raises(Denied):
        sqlite_register.keep_draft(VIEWER, "need", "", {"text": "x"})
    assert sqlite_register.draft(VIEWER, "need") is None


def test_what_was_written_past_the_audit_is_found(register: Register) -> None:
    """A changed field, a row too many, one that is missing, and a line that was tampered with are each told."""
    keys = filled(register)
    assert disagreements(register) == []
    with register.engine.begin() as connection:
        connection.execute(KIND_TABLES["cluster"].update().values(purpose="changed by hand"))
        connection.execute(KIND_TABLES["policy_item"].delete())
        stray = {
            **LEAST["ai_test"],
            "key": "A9",
            "version": 1,
            "changed_by": "x",
            "changed_at": rows(register)["change"][0]["at"],
        }
        connection.execute(KIND_TABLES["ai_test"].insert().values(**stray))
    found = disagreements(register)
    assert len(found) == 3
    assert any(f"cluster {keys['cluster']} is stored otherwise" in one and "purpose" in one for one in found)
    assert any("policy_item B0001 is in the audit, but not stored" in one for one in found)
    assert any("ai_test A9 is stored, but not in the audit" in one for one in found)
    with register.engine.begin() as connection:
        connection.exec_driver_sql("update change set before = '{\"name_en\": \"x\"}' where kind = 'cluster'")
    assert any("was otherwise before (name_en)" in one for one in disagreements(register))


def test_a_file_that_is_no_register_is_left_alone(tmp_path: Path) -> None:
    """It is told in a sentence, and not a byte of it is changed."""
    path = tmp_path / "register.sqlite"
    path.write_bytes(b"not a database" * 100)
    with pytest.raises(UserError, match="damaged"):
        Register(f"sqlite:///{path}")
    assert path.read_bytes() == b"not a database" * 100


def test_a_day_given_as_text_is_a_day(register: Register) -> None:
    """Forms and workbooks write days in several ways."""
    for text in ("2026-02-01", "1.2.2026"):
        made = register.save(ANNA, "meeting", {**LEAST["meeting"], "cluster": _cluster(register), "day": text})
        assert made["day"] == date(2026, 2, 1)


def _cluster(register: Register) -> str:
    return str(register.save(ANNA, "cluster", LEAST["cluster"])["key"])
