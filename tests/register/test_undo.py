"""Undo of any change: whatever was done, taking it back in reverse gives what was before, and the audit tells all of it."""

import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dashboard.errors import UserError
from dashboard.register.agreement import disagreements
from dashboard.register.schema import KINDS, Field
from dashboard.register.store import Conflict, Invalid, Register
from tests.databases import ANNA, BO, DATABASES, LEAST, filled, fresh, rows

State = dict[str, dict[str, dict[str, Any]]]


def state(register: Register) -> State:
    """Every record's fields by kind and key, without who and when."""
    return {
        kind: {
            row["key"]: {field.name: row[field.name] for field in KINDS[kind].fields} for row in rows(register)[kind]
        }
        for kind in KINDS
    }


def value_of(field: Field) -> st.SearchStrategy[Any]:
    """Something that the field might be given, or nothing; references to what may or may not be there."""
    some: dict[str, st.SearchStrategy[Any]] = {
        "flag": st.booleans(), "number": st.integers(1, 60).map(float), "whole": st.integers(0, 9),
        "day": st.dates(date(2026, 1, 1), date(2026, 12, 1)), "area": st.sampled_from(["SE-2380", "NO-5001"]),
        "industry": st.sampled_from(["A", "10"]), "company": st.just("NO-923609016"),
        "choice": st.sampled_from(field.choices or ("",)), "many": st.sampled_from(field.choices or ("",)),
    }  # fmt: skip
    if field.to:
        return st.one_of(st.none(), st.sampled_from([1, 2]).map(lambda n: f"{KINDS[field.to].prefix}{n:04}"))
    return st.one_of(st.none(), some.get(field.type, st.sampled_from(["Ås", "Östersund", "Steinkjer"])))


def edits(kind: str) -> st.SearchStrategy[tuple[Any, ...]]:
    """A new record, a change of a few fields, or a deletion, by either of two people."""
    names = [field.name for field in KINDS[kind].fields if not field.worked_out]
    few = st.lists(st.sampled_from(names), max_size=3, unique=True).flatmap(
        lambda chosen: st.fixed_dictionaries({name: value_of(KINDS[kind][name]) for name in chosen})
    )
    return st.tuples(
        st.sampled_from(["new", "change", "delete"]), st.just(kind), few, st.integers(0, 3), st.sampled_from([ANNA, BO])
    )


acts = st.one_of(
    st.sampled_from(list(KINDS)).flatmap(edits),
    st.tuples(st.just("undo"), st.integers(0, 40), st.sampled_from([ANNA, BO])),
)


def act(register: Register, done: tuple[Any, ...]) -> None:
    """Do one act on what there is; raises as the register does."""
    if done[0] == "undo":
        register.undo(done[2], done[1])
        return
    what, kind, values, which, actor = done
    if what == "new":
        register.save(actor, kind, {**LEAST[kind], **values})
    elif there := register.all(actor, kind):
        record = there[which % len(there)]
        if what == "change":
            register.save(actor, kind, values, record["key"], record["version"])
        else:
            register.delete(actor, kind, record["key"], record["version"])


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty register, to be copied."""
    path = tmp_path_factory.mktemp("empty") / "register.sqlite"
    Register(f"sqlite:///{path}").close()
    return path


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(done=st.lists(acts, max_size=25))
def test_undoing_everything_in_reverse_gives_the_empty_register(empty: Path, tmp_path: Path, done: list[Any]) -> None:
    """After any acts of two people the audit agrees; each undo, newest first, restores the state before that change; an
    act that is refused changes nothing."""
    copy = tmp_path / "register.sqlite"
    shutil.copy(empty, copy)
    register = Register(f"sqlite:///{copy}")
    try:
        filled(register)
        before: list[State] = []  # by change number: what stood there before it
        _note(register, before, lambda: None)
        for one in done:
            _note(register, before, lambda one=one: act(register, one))
        assert disagreements(register) == []
        for number in range(len(before) - 1, len(LEAST), -1):
            register.undo(ANNA, number)
            assert state(register) == before[number]
        for number in range(len(LEAST), 0, -1):
            register.undo(BO, number)
        assert not any(state(register).values())
        assert disagreements(register) == []
    finally:
        register.close()
        copy.unlink()


def _note(register: Register, before: list[State], do: Callable[[], None]) -> None:
    """Do something and remember what stood there before, for the change that it made."""
    was, newest = state(register), register.revision()
    try:
        do()
    except (Invalid, Conflict, UserError):
        assert (state(register), register.revision()) == (was, newest)
    before.extend([was] * (register.revision() + 1 - len(before)))


@pytest.mark.parametrize("database", DATABASES)
def test_each_action_is_undone_and_redone(database: str, tmp_path: Path) -> None:
    """Created, changed, deleted and undone, each a line of its own that says what it takes back."""
    with fresh(database, tmp_path) as url:
        register = Register(url)
        made = register.save(ANNA, "cluster", LEAST["cluster"])
        changed = register.save(BO, "cluster", {"purpose": "Trä"}, made["key"], made["version"])
        register.delete(ANNA, "cluster", made["key"], changed["version"])
        back = register.undo(BO, 3)
        assert (back.action, back.undoes, back.who) == ("created", 3, BO.who)
        assert register.get(ANNA, "cluster", made["key"])["purpose"] == "Trä"
        register.undo(ANNA, 2)
        assert register.get(ANNA, "cluster", made["key"])["purpose"] is None
        register.undo(ANNA, 5)  # an undo is a change, too
        assert register.get(ANNA, "cluster", made["key"])["purpose"] == "Trä"
        assert [change.undoes for change in register.changes(ANNA)] == [5, 2, 3, None, None, None]
        assert disagreements(register) == []
        register.close()


def test_what_others_built_upon_is_not_undone(sqlite_register: Register) -> None:
    """The field was changed again: the undo is refused and says by whom; another field's change may be undone."""
    register = sqlite_register
    made = register.save(ANNA, "cluster", LEAST["cluster"])
    first = register.save(ANNA, "cluster", {"purpose": "Trä"}, made["key"], made["version"])
    second = register.save(BO, "cluster", {"purpose": "Skog"}, made["key"], first["version"])
    register.save(BO, "cluster", {"started": date(2026, 1, 1)}, made["key"], second["version"])
    with pytest.raises(Conflict) as told:
        register.undo(ANNA, 2)
    assert (told.value.theirs["purpose"], told.value.last.who) == ("Skog", BO.who)
    register.undo(ANNA, 3)
    record = register.get(ANNA, "cluster", made["key"])
    assert record and (record["purpose"], record["started"]) == ("Trä", date(2026, 1, 1))


def test_an_undo_brings_back_who_verified(sqlite_register: Register) -> None:
    """Whoever takes a mistake back does not become the one who verified."""
    opened = {"stage": "opened", "opened_on": date(2026, 3, 1), "verification": "verified", "evidence": "Avtal"}
    made = sqlite_register.save(ANNA, "establishment", {**LEAST["establishment"], **opened})
    sqlite_register.save(BO, "establishment", {"verification": "reported"}, made["key"], made["version"])
    sqlite_register.undo(BO, 2)
    record = sqlite_register.get(ANNA, "establishment", made["key"])
    assert record and (record["verified_by"], record["verified_on"]) == (ANNA.who, made["verified_on"])


def test_an_undo_that_breaks_a_rule_is_refused(sqlite_register: Register) -> None:
    """What others name meanwhile cannot be undone away; nothing to undo is a sentence."""
    filled(sqlite_register)
    with pytest.raises(Invalid, match="still_named"):
        sqlite_register.undo(ANNA, 1)
    with pytest.raises(UserError, match="no such change"):
        sqlite_register.undo(ANNA, 999)
    assert disagreements(sqlite_register) == []
