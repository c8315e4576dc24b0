"""The workbook on the page Edit: downloads, the dry run in the reader's language, and all of it or nothing."""

import io
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from openpyxl import load_workbook
from streamlit.testing.v1 import AppTest

from dashboard import registers
from dashboard.exports import workbook
from dashboard.i18n import words
from dashboard.register.actor import Actor, Role
from dashboard.register.store import Register
from dashboard.settings import settings
from dashboard.ui import access
from tests.conftest import use
from tests.exports.workbooks import put, worked_on
from tests.languages import EACH
from tests.ui.test_pages import run, text

ANNA = Actor("anna@example.se", Role.editor)
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@pytest.fixture
def sit(monkeypatch: pytest.MonkeyPatch) -> Callable[[Actor], None]:
    """Lets somebody sit at the browser from now on."""
    return lambda actor: monkeypatch.setattr(access, "visitor", lambda: access.Visitor(actor, "signed_in"))


@pytest.fixture
def register(
    demo_warehouse: Path, tmp_path: Path, sit: Callable[[Actor], None], monkeypatch: pytest.MonkeyPatch
) -> Iterator[Register]:
    """A demonstration register with one meeting, for Anna at the browser."""
    shutil.copy(demo_warehouse, tmp_path / "warehouse.duckdb")
    use(tmp_path, monkeypatch)
    sit(ANNA)
    made = Register(f"sqlite:///{settings().demo_register}")
    made.save(ANNA, "cluster", {"name_sv": "Trä"})
    made.save(ANNA, "meeting", {"cluster": "K0001", "day": "2026-02-02", "title": "Uppstart"})
    made.close()
    yield registers._demo(settings().demo_register)


def hand_in(page: AppTest, content: bytes, name: str = "book.xlsx") -> AppTest:
    """The page after a workbook was dropped on it."""
    return page.file_uploader[0].set_value((name, content, XLSX)).run()


@pytest.mark.parametrize("language", EACH)
def test_a_workbook_is_tried_and_then_done(register: Register, language: str) -> None:
    """Nothing is stored before the button; then all of it, told in words, and the field is empty again."""
    t = words(language)
    content = worked_on(
        workbook.write(register, ANNA, words("en"), filled=True), lambda book: put(book["Meetings"], 2, Title="Årsmöte")
    )
    page = hand_in(run("edit", language, part="workbook"), content)
    assert not page.exception and not page.error
    assert t("workbook.summary", created=0, changed=1, deleted=0, unchanged=1, rejected=0) in text(page)
    [told] = page.dataframe[0].value.to_dict("records")
    assert told[t("workbook.told.before")] == "Uppstart" and told[t("workbook.told.after")] == "Årsmöte"
    assert told[t("workbook.told.place")] == "Meetings D2"
    assert register.all(ANNA, "meeting")[0]["title"] == "Uppstart"
    page = page.button(key="workbook_apply").click().run()
    assert register.all(ANNA, "meeting")[0]["title"] == "Årsmöte"
    assert t("workbook.done") in page.success[0].value and page.file_uploader[0].value is None
    assert not page.run().success  # told once


def test_what_cannot_be_stops_all(register: Register) -> None:
    """The reason stands beside the cell, and there is no button to press."""
    content = worked_on(
        workbook.write(register, ANNA, words("sv"), filled=True), lambda book: put(book["Möten"], 2, Dag="snart")
    )
    page = hand_in(run("edit", "sv", part="workbook"), content)
    [told] = page.dataframe[0].value.to_dict("records")
    assert (
        told[words("sv")("workbook.told.place")] == "Möten C2" and "snart" in told[words("sv")("workbook.told.after")]
    )
    assert page.warning[-1].value == words("sv")("workbook.stopped")
    assert not any(button.key == "workbook_apply" for button in page.button)


def test_a_file_that_is_none_is_a_sentence(register: Register) -> None:
    """In the reader's language."""
    page = hand_in(run("edit", "nb", part="workbook"), b"name;area\nA;5001\n", "liste.xlsx")
    assert not page.exception and page.error[0].value == words("nb")("workbook.not_one", file="liste.xlsx")


def test_a_role_that_is_lost_meanwhile_stops_the_button(register: Register, sit: Callable[[Actor], None]) -> None:
    """Who acts is asked at the click: what was possible a moment before is not done."""
    content = worked_on(
        workbook.write(register, ANNA, words("sv"), filled=True), lambda book: put(book["Möten"], 2, Dag="2026-03-03")
    )
    page = hand_in(run("edit", "sv", part="workbook"), content)
    before = register.revision()
    sit(Actor("anna@example.se", Role.member))
    page.button(key="workbook_apply").click().run()
    assert register.revision() == before


def test_the_downloads_open(register: Register) -> None:
    """What the two buttons give: the records, and the template with its examples."""
    for filled, rows in ((True, 2), (False, 1)):
        book = load_workbook(io.BytesIO(workbook.write(register, ANNA, words("sv"), filled=filled, demo=True)))
        assert book.worksheets[0]["A3"].value == words("sv")("demo.mark")
        assert book["Möten"].max_row == rows and book.worksheets[0].title == words("sv")("workbook.sheet.readme")
        assert book["Möten"]["D1"].value == "Rubrik *" and book.worksheets[-1].sheet_state == "hidden"
