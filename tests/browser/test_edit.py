"""The page Edit in a real browser, by somebody at the machine itself: the keyboard alone, and what a screen reader is told."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect

from dashboard.i18n import words
from dashboard.register.actor import Actor, Role
from dashboard.register.store import Register
from dashboard.ui.access import LOCAL
from tests.browser.conftest import Visit
from tests.browser.test_journeys import violations
from tests.ui.serving import ROOT, free_port, serving

pytestmark = pytest.mark.browser
T = words("sv")
BO = Actor("bo@example.no", Role.editor)
FOCUSED = """() => {
    const e = document.activeElement;
    return (e.getAttribute('aria-label') || (e.matches('main, body') ? '' : e.innerText)).trim();
}"""
CONTROLS = {
    "textbox",
    "searchbox",
    "combobox",
    "button",
    "checkbox",
    "radio",
    "link",
    "listbox",
    "spinbutton",
    "switch",
}


@pytest.fixture(scope="module")
def folder(demo_warehouse: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder of these tests alone."""
    made = tmp_path_factory.mktemp("edit")
    shutil.copy(demo_warehouse, made / "warehouse.duckdb")
    return made


@pytest.fixture(scope="module")
def address(folder: Path) -> Iterator[str]:
    """The app with an editor at this machine; the visit's own fixture takes it from here."""
    environment = {"DASHBOARD_DATA": str(folder), "DASHBOARD_LOCAL_EDITOR": "1"}
    with serving(ROOT / "streamlit_app.py", free_port(), None, **environment) as host:
        yield f"http://{host}"


@pytest.fixture
def register(visit: Visit, folder: Path) -> Iterator[Register]:
    """The register that the app writes to, seen from another process; the app has made it by then."""
    visit.open("/edit")
    register = Register(f"sqlite:///{folder / 'register-demo.sqlite'}")
    yield register
    for kind in ("establishment", "job_result"):
        register.keep_draft(LOCAL, kind, "", None)
    register.close()


def tab_to(visit: Visit, label: str) -> None:
    """Press Tab until the control of that label has the focus."""
    for _ in range(60):
        if label in visit.page.evaluate(FOCUSED).split("\n"):  # a button's text begins with the name of its sign
            return
        visit.page.keyboard.press("Tab")
    raise AssertionError(f"Tab does not lead to {label}")


def field(kind: str, name: str, *, required: bool = False) -> str:
    """The label of a field as the form writes it."""
    label = T.field(kind, name)
    return T("edit.required", label=label) if required else label


def assert_accessible(visit: Visit) -> None:
    """Every control has a name, and axe finds nothing, once the page is still."""
    visit.settle()
    assert nameless(visit) == []
    assert violations(visit) == []


def nameless(visit: Visit) -> list[str]:
    """The controls of the page's accessibility tree that a screen reader could only call "button" or "edit"."""
    nodes = visit.page.context.new_cdp_session(visit.page).send("Accessibility.getFullAXTree")["nodes"]
    told = [
        (node.get("role", {}).get("value"), node.get("name", {}).get("value", ""))
        for node in nodes
        if not node["ignored"]
    ]
    assert sum(role in CONTROLS for role, _ in told) > 10  # it does see them
    return [str(role) for role, name in told if role in CONTROLS and not name.strip()]


def test_an_establishment_and_its_job_by_keyboard_alone(visit: Visit, register: Register) -> None:
    """From the list to a stored establishment and a stored job with Tab, letters, Enter and Ctrl+Enter; Enter in a field
    stores nothing."""
    keys, before = visit.page.keyboard, register.revision()
    tab_to(visit, T("edit.new", kind=T("record.establishment")))
    keys.press("Enter")
    visit.settle()
    tab_to(visit, T("edit.company"))
    keys.type("fjallvind el", delay=40)
    expect(visit.page.get_by_role("button", name="Demo Fjällvind El AB")).to_be_visible()
    keys.press("Enter")  # in the field: nothing happens but what typing has done
    visit.settle()
    keys.press("Tab")
    assert "Demo Fjällvind El AB" in visit.page.evaluate(FOCUSED)
    keys.press("Enter")
    expect(visit.page.get_by_label(field("establishment", "name", required=True))).to_have_value("Demo Fjällvind El AB")
    tab_to(visit, field("establishment", "stage", required=True))
    keys.type(T.choice("establishment", "stage", "decided"))
    keys.press("Enter")
    visit.settle()
    expect(visit.page.get_by_label(field("establishment", "decided_on"))).not_to_have_value("")
    tab_to(visit, field("establishment", "activity"))
    keys.type("Företagsbesök")
    assert register.revision() == before
    keys.press("Control+Enter")  # at once: the last letters count too
    visit.page.wait_for_url("**key=E*")
    visit.settle()
    place = max(register.all(LOCAL, "establishment"), key=lambda record: record["version"])
    assert (place["name"], place["stage"], place["activity"]) == ("Demo Fjällvind El AB", "decided", "Företagsbesök")
    assert visit.page.evaluate(FOCUSED) == field("establishment", "activity")  # the focus has stayed
    expect(visit.page.get_by_role("status").filter(has_text=place["name"])).to_be_visible()
    keys.press("Control+Shift+Enter")
    visit.page.wait_for_url("**kind=job_result**")
    visit.settle()
    tab_to(visit, field("job_result", "position"))
    keys.type("Elektriker")
    tab_to(visit, field("job_result", "share", required=True))
    keys.press("Control+A")
    keys.type("50")
    expect(visit.page.get_by_text(T.value(0.5, "fte", 1), exact=True)).to_be_visible()
    keys.press("Control+Enter")
    visit.page.wait_for_url("**key=J*")
    job = max(register.all(LOCAL, "job_result"), key=lambda record: record["version"])
    assert (job["establishment"], job["position"], job["fte"], job["area"]) == (
        place["key"],
        "Elektriker",
        0.5,
        place["area"],
    )
    visit.assert_clean()


@pytest.mark.slow
def test_typing_loses_no_letter(visit: Visit, register: Register) -> None:
    """While the form is checked again and again, what is typed fast stays as it is, and is kept as a draft."""
    visit.open("/edit?kind=establishment&new=1")
    name = "Träförädling i Gäddede och Strömsund ekonomisk förening"
    visit.page.get_by_label(field("establishment", "name", required=True)).press_sequentially(name, delay=35)
    visit.page.wait_for_timeout(1500)
    expect(visit.page.get_by_label(field("establishment", "name", required=True))).to_have_value(name)
    draft = register.draft(LOCAL, "establishment")
    assert draft is not None and draft["name"] == name
    visit.assert_clean()


@pytest.mark.slow
def test_pressed_twice_is_stored_once(visit: Visit, register: Register) -> None:
    """A double click on Save, or on "add rows", stores what a single one does, and the page says so."""
    visit.open("/edit?kind=establishment&new=1&area=SE-2380")
    visit.page.get_by_label(field("establishment", "name", required=True)).fill("Dubbelklick AB")
    visit.page.get_by_role("button", name=T("edit.save")).first.dblclick()
    visit.page.wait_for_url("**key=E*")
    visit.settle()
    assert [one["name"] for one in register.all(LOCAL, "establishment")].count("Dubbelklick AB") == 1
    visit.open("/edit?kind=ai_test&part=paste")
    visit.page.get_by_label(T("edit.paste")).fill("Dubbeltest\tVarför\tSnabbt")
    visit.page.keyboard.press("Control+Enter")
    visit.page.get_by_role("button", name=T("edit.paste.add", n=1)).dblclick()
    expect(visit.page.get_by_role("status").filter(has_text=T("edit.done.pasted", name="1"))).to_be_visible()
    visit.settle()
    assert [one["title"] for one in register.all(LOCAL, "ai_test")].count("Dubbeltest") == 1
    visit.assert_clean()


@pytest.mark.slow
def test_what_a_screen_reader_is_told(visit: Visit, register: Register) -> None:
    """Every control has a name, axe finds nothing: in the list, in a form with problems, in a conflict, and on each part."""
    for path in ("/edit", "/edit?part=paste", "/edit?part=workbook", "/edit?part=changes"):
        visit.open(path)
        assert_accessible(visit)
    place = register.save(LOCAL, "establishment", {"name": "Hörbar AB", "area": "SE-2321", "lead_on": "2026-09-01"})
    visit.open(f"/edit?kind=establishment&key={place['key']}")
    register.save(BO, "establishment", {"name": "Synlig AB"}, place["key"], place["version"])
    visit.page.get_by_label(field("establishment", "lead_on")).fill("32.1.2026")
    visit.page.get_by_label(field("establishment", "name", required=True)).fill("Tydlig AB")
    alert = visit.page.get_by_role("alert").filter(has_text="32.1.2026")
    expect(alert).to_be_visible()
    assert_accessible(visit)
    visit.page.get_by_label(field("establishment", "lead_on")).fill("1.1.2026")
    expect(alert).to_have_count(0)
    visit.page.keyboard.press("Control+Enter")
    expect(visit.page.get_by_role("radio", name=T("edit.conflict.mine", value="Tydlig AB"))).to_be_visible()
    assert_accessible(visit)
    visit.assert_clean()


@pytest.mark.slow
def test_esc_leaves_the_question(visit: Visit, register: Register) -> None:
    """The question before a deletion closes with Esc, deletes nothing, and is no trap."""
    place = register.save(LOCAL, "establishment", {"name": "Kvar AB", "area": "SE-2321", "lead_on": "2026-09-01"})
    visit.open(f"/edit?kind=establishment&key={place['key']}")
    tab_to(visit, T("edit.delete"))
    visit.page.keyboard.press("Enter")
    yes = visit.page.get_by_role("button", name=T("edit.delete.yes"))
    expect(yes).to_be_visible()
    visit.page.keyboard.press("Escape")
    expect(yes).to_be_hidden()
    assert register.get(LOCAL, "establishment", place["key"]) is not None
    visit.assert_clean()
