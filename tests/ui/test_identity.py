"""How sources meet, on the page Data: everybody sees it, editors rule on what is uncertain, and it shows at once."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dashboard import registers
from dashboard.i18n import words
from dashboard.register.actor import VIEWER, Actor, Role
from dashboard.register.store import Register
from dashboard.settings import settings
from dashboard.ui import access
from dashboard.views import answers
from dashboard.warehouse.engine import Engine
from tests.conftest import use
from tests.languages import EACH
from tests.ui.test_pages import run, text

ANNA = Actor("anna@example.se", Role.editor)
T = words("sv")


@pytest.fixture
def sit(monkeypatch: pytest.MonkeyPatch) -> Callable[[Actor], None]:
    """Lets somebody sit at the browser from now on."""

    def sit(actor: Actor) -> None:
        monkeypatch.setattr(access, "visitor", lambda: access.Visitor(actor, "signed_in" if actor.who else "closed"))

    return sit


@pytest.fixture(scope="module")
def own_folder(demo_warehouse: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with the demonstration warehouse and a register that these tests alone write to."""
    folder = tmp_path_factory.mktemp("identity")
    shutil.copy(demo_warehouse, folder / "warehouse.duckdb")
    return folder


@pytest.fixture
def register(own_folder: Path, sit: Callable[[Actor], None], monkeypatch: pytest.MonkeyPatch) -> Register:
    """The demonstration's register over the demonstration warehouse, with Anna at the browser."""
    use(own_folder, monkeypatch)
    sit(ANNA)
    return registers._demo(settings().demo_register)


def engine() -> Engine:
    """What a page that is opened now would ask."""
    return answers.engine(answers.current(settings().warehouse))


def choose(test: AppTest, party: str) -> AppTest:
    """Choose a name among the uncertain ones."""
    return test.selectbox(key="identity_party").set_value(party).run(timeout=60)


def uncertain(number: int) -> tuple[str, str]:
    """One of the uncertain parties, and the company most like it."""
    rows = engine().rows("select party, candidate from identity where basis = 'uncertain' order by party")
    party, candidate = rows[number]
    return party, candidate


def told(party: str) -> tuple[str | None, str]:
    """Which company a party is by now, and by what."""
    [(company, basis)] = engine().rows("select company, basis from identity where party = $party", {"party": party})
    return company, basis


def test_an_editor_rules_on_an_uncertain_name(register: Register) -> None:
    """The button of a company stores the ruling; the name leaves the list, and counts with that company from then on."""
    party, candidate = uncertain(0)
    test = choose(run("data", "sv"), party)
    test.button(key="identity_is_0").click().run(timeout=60)
    assert not test.exception
    assert (party, candidate) in [(one["mention"], one["company"]) for one in register.all(ANNA, "identity_ruling")]
    assert told(party) == (candidate, "editor")
    assert test.selectbox(key="identity_party").value is None


def test_none_of_them_is_a_ruling_too(register: Register) -> None:
    """It has no company then, and nobody is asked again; taking the ruling back asks anew."""
    party, _ = uncertain(1)
    choose(run("data", "sv"), party).button(key="identity_neither").click().run(timeout=60)
    assert told(party) == (None, "editor")
    ruling = next(one for one in register.all(ANNA, "identity_ruling") if one["mention"] == party)
    register.delete(ANNA, "identity_ruling", ruling["key"], ruling["version"])
    assert told(party) == (None, "uncertain")


def test_who_comes_second_changes_nothing(register: Register) -> None:
    """The name has left the list by the time that the button is pressed, and the first ruling stays."""
    party, _ = uncertain(2)
    test = choose(run("data", "sv"), party)
    register.save(ANNA, "identity_ruling", {"mention": party})
    test.button(key="identity_is_0").click().run(timeout=60)
    assert not test.exception
    assert told(party) == (None, "editor")


def test_the_form_begins_with_the_name(register: Register) -> None:
    """Another company is looked for in the form, to which the name comes along."""
    test = run("edit", "sv", kind="identity_ruling", new="1", mention="NO-5001 demo smed")
    assert not test.exception
    assert "NO-5001 demo smed" in [field.value for field in test.text_input]


@pytest.mark.parametrize("language", EACH)
def test_everybody_sees_it_and_only_editors_rule(language: str, demo_data: Path, sit: Callable[[Actor], None]) -> None:
    """Counts and names are there for readers, the choice is not."""
    sit(VIEWER)
    test = run("data", language)
    assert words(language)("data.identity") in [header.value for header in test.header]
    assert words(language)("identity.uncertain.title") in text(test)
    assert "identity_party" not in [box.key for box in test.selectbox]


def test_a_company_shows_what_it_is_named_in(demo_data: Path) -> None:
    """Its advertisements stand on its own page, with how they were told to be its."""
    [(key,)] = engine().rows(
        "select i.company from vacancy join identity as i using (party) where i.basis = 'name' order by i.company limit 1"
    )
    found = text(run("companies", "sv", company=key))
    assert T("identity.named_in") in found
    assert T("identity.named_in.none") not in found
