"""The page of meetings: the list, one meeting, adding from other pages, who may change it, and what was frozen."""

import json
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.i18n import LANGUAGES, words
from dashboard.meeting.comparing import compare
from dashboard.meeting.deck import to_json
from dashboard.meeting.freezing import freeze, thawed
from dashboard.meeting.item import Item
from dashboard.meeting.meeting import Meeting
from dashboard.meeting.shown import shown, today
from dashboard.meeting.store import meetings
from dashboard.meeting.templates import one_for
from dashboard.register.actor import Actor, Role
from dashboard.settings import settings
from dashboard.ui import access
from tests.builders import ONE_COMPANY, real_warehouse, stage
from tests.conftest import use
from tests.languages import EACH
from tests.ui.test_pages import run
from tests.ui.test_pages import shown as read

ADDRESS = "http://localhost:8501"
VIEWS = (Item.of("/jobs?area=SE-2380&figure=industries"), Item.of("/?figure=figures"), Item.of("/companies"))
HOSTILE = "<b>Åre</b> *fet* [länk](javascript:x) $x$ :red[a]"


@pytest.fixture
def own_data(demo_warehouse: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder of its own with the demonstration, in use."""
    folder = use(tmp_path / "data", monkeypatch)
    (folder / "warehouse.duckdb").symlink_to(demo_warehouse)
    return folder


def kept(**more: object) -> Meeting:
    """A meeting with three views, kept."""
    return meetings().save(replace(Meeting("Komitté", items=VIEWS, place="Röros", demo=True), **more))  # type: ignore[arg-type]


def page(test: AppTest) -> str:
    """All that stands on the page, links and codes too."""
    return read(test) + "\n".join(str(e.proto) for kind in ("code", "link_button", "html") for e in test.get(kind))


@pytest.mark.parametrize("language", LANGUAGES)
def test_without_meetings(language: str, own_data: Path) -> None:
    """The page says how to begin, and offers the ready ones."""
    test, t = run("meeting", language), words(language)
    assert not test.exception and t("meeting.none") in read(test)
    assert test.selectbox(key="meeting_template").options == [
        t(f"meeting.template.{one}") for one in ("municipality", "region", "goals", "empty")
    ]


@pytest.mark.parametrize("language", EACH)
def test_one_meeting_to_read(language: str, own_data: Path) -> None:
    """Who has no key sees title, findings, pages and files, may copy it, and can change nothing; the key stands nowhere."""
    meeting, t = kept(), words(language)
    test = run("meeting", language, id=meeting.id)
    said = page(test)
    assert not test.exception and not test.error and not test.warning
    assert test.title[0].value == "Komitté" and "Röros" in said and t("meeting.views", n=3) in said
    assert "1. " in said and t("page.jobs") in said and t("meeting.whole", page=t("page.companies")) in said
    assert {b.key for b in test.button} & {"meeting_facts", "meeting_delete", "meeting_freeze"} == set()
    assert not [b.key for b in test.button if str(b.key).startswith(("meeting_up", "meeting_remove", "meeting_words"))]
    assert f"/present/{meeting.id}?lang={language}" in said
    assert meeting.key not in said


@pytest.mark.parametrize("template", ["municipality", "region", "goals"])
def test_a_ready_meeting_in_one_click(template: str, own_data: Path) -> None:
    """Made by a button, opened at once, to be changed by who made it, with the template's views in their order."""
    test = run("meeting", "sv")
    test.selectbox(key="meeting_template").set_value(template).run()
    if template == "municipality":
        test.selectbox(key="meeting_area").set_value("NO-5001").run()
    test.button(key="meeting_begin_button").click().run()
    [made] = meetings().all()
    ready = one_for(template, "NO-5001" if template == "municipality" else "", "sv", settings().clock())
    assert (made.title, made.items, made.demo) == (ready.title, ready.items, True)
    assert test.title[0].value == made.title and test.query_params["id"] in (made.id, [made.id])
    assert len([b for b in test.button if str(b.key).startswith("meeting_remove_")]) == len(made.items)


def change(meeting: Meeting) -> AppTest:
    """The page of a meeting as its owner sees it."""
    test = run("meeting", "sv", id=meeting.id, key=meeting.key)
    assert not test.exception
    return test


def press(test: AppTest, what: str, number: int) -> AppTest:
    """Press the small button of the view with that number, the first 0."""
    found = [b for b in test.button if str(b.key).startswith(f"meeting_{what}_")]
    return found[number].click().run()


def save(test: AppTest, opener: str) -> AppTest:
    """Send the form of a dialog. A dialog runs by itself in a browser; here its opener has to be pressed once more with it."""
    next(b for b in test.button if str(b.key).startswith(opener)).click()
    do = ("add_do", words("sv")("meeting.keep"))
    return next(b for b in test.button if b.key in do or b.label in do).click().run()


def test_the_key_in_a_link_lets_change_and_leaves_the_link(own_data: Path) -> None:
    """A meeting that was opened with its key goes on without it in the address, which may then be passed on."""
    test = change(kept())
    assert "key" not in test.query_params and test.button(key="meeting_facts")
    assert not test.run().exception and test.button(key="meeting_facts")  # held by the session now


def test_a_wrong_key_is_no_key(own_data: Path) -> None:
    """Another meeting's key, or none."""
    meeting, other = kept(), kept()
    for key in (other.key, "", "x"):
        assert "meeting_facts" not in [b.key for b in run("meeting", "sv", id=meeting.id, key=key).button]


def test_order_words_and_removal(own_data: Path) -> None:
    """Moved by arrows or to a place, named, annotated, removed; what is kept is what is seen."""
    meeting = kept()
    test = press(change(meeting), "down", 0)
    assert [item.page for item in meetings().get(meeting.id).items] == ["overview", "jobs", "companies"]
    opener = str([b.key for b in test.button if str(b.key).startswith("meeting_words_")][2])
    test.button(key=opener).click().run()
    test.text_input[-1].set_value(HOSTILE)
    test.text_area[-1].set_value("Hälsa från\nTrondheim")
    test.selectbox[-1].set_value(0)
    save(test, opener)
    first = meetings().get(meeting.id).items[0]
    assert (first.page, first.title, first.note) == ("companies", HOSTILE, "Hälsa från\nTrondheim")
    test = change(meeting)
    assert f"1. {HOSTILE}" in read(test) and "Hälsa från Trondheim" in read(test)
    press(test, "remove", 1)
    assert [item.page for item in meetings().get(meeting.id).items] == ["companies", "jobs"]


def test_two_windows_lose_nothing(own_data: Path) -> None:
    """A button means the view that was seen beside it, also where the other window has taken out another meanwhile; a form
    changes only what was typed in it."""
    meeting = kept()
    test = change(meeting)
    meetings().save(replace(meetings().get(meeting.id).remove(0), title="Nytt namn"))
    press(test, "remove", 2)  # of what the first window still shows: companies
    assert [item.page for item in meetings().get(meeting.id).items] == ["overview"]
    test = change(meeting)
    test.button(key="meeting_facts").click().run()
    place = next(t for t in test.text_input if t.label == words("sv")("meeting.fact.place"))
    place.set_value("Åre")
    meetings().save(replace(meetings().get(meeting.id), organiser="Norra station"))
    save(test, "meeting_facts")
    now = meetings().get(meeting.id)
    assert (now.title, now.place, now.organiser) == ("Nytt namn", "Åre", "Norra station")


def test_adding_from_other_pages(own_data: Path) -> None:
    """The first time it asks for the meeting's title; from then on views go into the same meeting, also from other pages."""
    test, t = run("jobs", "sv", area="SE-2380"), words("sv")
    test.button(key="meeting_industries").click().run()
    test.text_input(key="add_title").set_value(HOSTILE)
    save(test, "meeting_industries")
    [made] = meetings().all()
    assert made.title == HOSTILE and made.items == (Item("jobs", (("area", "SE-2380"),), "industries"),)
    assert HOSTILE in test.toast[0].value.replace("\\", "")
    test.button(key="meeting_occupations").click().run()
    test.button(key="meeting_figures").click().run()  # of key figures one
    test.radio(key="add_which").set_value("jobs")
    save(test, "meeting_figures")
    assert [item.figure for item in meetings().get(made.id).items] == ["industries", "occupations", "figures.jobs"]
    assert t("meeting.added", n=3, title="").split("”")[-1] in test.toast[-1].value
    assert made.key not in read(test)


def test_which_of_ones_own_meetings(own_data: Path) -> None:
    """Once the meeting in the making is frozen nothing goes into another unasked: the own ones are offered, and a new one."""
    frozen, other = kept(items=VIEWS[:1]), kept(title="Nämnden")
    freeze(frozen, [shown(frozen, ADDRESS, language) for language in LANGUAGES])
    test = run("jobs", "sv")
    test.session_state["meetings"] = [f"{one.id}.{one.key}" for one in (frozen, other)]
    test.button(key="meeting_industries").click().run()
    assert test.selectbox(key="add_to").options == [words("sv")("meeting.new.title"), "Nämnden"]
    test.selectbox(key="add_to").set_value(meetings().get(other.id))
    save(test, "meeting_industries")
    assert [item.page for item in meetings().get(other.id).items] == [*(item.page for item in VIEWS), "jobs"]
    test.button(key="meeting_occupations").click().run()  # that one is in the making now
    assert len(meetings().get(other.id).items) == 5 and len(meetings().all()) == 2


@pytest.mark.parametrize("role", list(Role))
def test_editors_may_change_every_meeting(role: Role, own_data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without its key too; nobody below them."""
    monkeypatch.setattr(access, "visitor", lambda: access.Visitor(Actor("anna@example.org", role), "signed_in"))
    test = run("meeting", "sv", id=kept().id)
    assert ("meeting_facts" in [b.key for b in test.button]) == (role >= Role.editor)


def test_copy_and_removal_of_a_meeting(own_data: Path) -> None:
    """Everybody may make a copy, which is then their own; only who has the key removes one, and its link says so calmly."""
    meeting = kept()
    test = run("meeting", "sv", id=meeting.id)
    test.button(key="meeting_duplicate").click().run()
    copy = next(one for one in meetings().all() if one.id != meeting.id)
    assert copy.items == meeting.items and copy.key != meeting.key
    assert test.title[0].value.replace("\\", "") == copy.title
    test.button(key="meeting_delete").click().run()
    assert [one.id for one in meetings().all()] == [meeting.id]
    gone = run("meeting", "sv", id=copy.id)
    assert not gone.exception and not gone.error
    assert gone.warning[0].value.replace("\\", "") == words("sv")("meeting.unknown", name=copy.id)


@pytest.mark.parametrize("name", ["../../etc", "<script>x", "a" * 500, "ostersund-2026-zzzz", "x.y", "meetings"])
def test_links_that_lead_to_nothing(name: str, own_data: Path) -> None:
    """Whatever a link asks for, the list stands there with one sentence, and nothing of it becomes a picture, link or HTML."""
    test = run("meeting", "en", id=name)
    assert not test.exception and len(test.warning) == 1
    assert not re.search(r"(?<!\\)[<\[*]", test.warning[0].value)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_frozen_meeting(language: str, own_data: Path) -> None:
    """It is shown as it was frozen, with its day; nobody changes, freezes or removes it, who has the key neither."""
    meeting, t = kept(items=VIEWS[:1]), words(language)
    meeting = freeze(meeting, [shown(meeting, ADDRESS, one) for one in LANGUAGES])
    test = run("meeting", language, id=meeting.id, key=meeting.key)
    said = page(test)
    assert not test.exception and not test.error
    assert thawed(meeting, language).slides[0].title in said
    assert t("meeting.frozen", day=t.period(meeting.frozen)) in said
    assert t("meeting.then.same", n=1) in said
    assert {b.key for b in test.button} & {"meeting_facts", "meeting_delete", "meeting_freeze"} == set()
    assert meeting.key not in said


def test_freezing_on_the_page(own_data: Path) -> None:
    """One button, after a sentence that says what follows; all three languages are kept."""
    meeting = kept(items=VIEWS[:1])
    test = change(meeting)
    test.button(key="meeting_freeze").click().run(timeout=60)
    frozen = meetings().get(meeting.id)
    assert frozen.frozen and [thawed(frozen, one).language for one in LANGUAGES] == list(LANGUAGES)
    assert words("sv")("meeting.then") in read(test)


def two_companies() -> dict[str, list[dict[str, object]]]:
    """The world a day later: a second company next to the first."""
    rows = {kind: [dict(row) for row in found] for kind, found in ONE_COMPANY.items()}
    rows["company"].append(
        {**rows["company"][0], "key": "NO-3", "name": "Inderøy Ost AS", "area": "NO-5053", "opened": date(2026, 3, 1)}
    )
    return rows


def test_what_was_frozen_stays_after_an_import(data_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The numbers, their words and their files are yesterday's to the byte, on the page and in the presentation; "then and now"
    names the number that moved, its two values and the difference; what did not move is counted."""
    monkeypatch.setenv("DASHBOARD_TODAY", "2026-10-02")
    settings.cache_clear()
    real_warehouse(data_folder, ONE_COMPANY, complete=True)
    views = (Item.of("/?figure=figures"), Item.of("/?figure=meter_establishments"))
    meeting = meetings().save(Meeting("Läget", items=views))
    meeting = freeze(meeting, [shown(meeting, ADDRESS, language) for language in LANGUAGES])
    before = to_json(shown(meeting, ADDRESS, "sv"))
    stage(data_folder / "staged", two_companies(), as_of=date(2026, 10, 1), complete=True)
    real_warehouse(data_folder, two_companies(), as_of=date(2026, 10, 1), complete=True)
    assert to_json(shown(meeting, ADDRESS, "sv")) == before
    now = today(meeting, ADDRESS, "sv")
    assert to_json(now) != before
    [changed] = compare(shown(meeting, ADDRESS, "sv"), now).changed
    moved = {(change.then, change.now, change.difference) for change in changed.changes}
    assert (1, 2, 1) in moved
    test = run("meeting", "sv", id=meeting.id)
    assert not test.exception and not test.error
    told = [words("sv")(f"meeting.then.{column}") for column in ("then", "now", "difference")]
    assert ("1", "2", "+1") in set(test.table[0].value[told].itertuples(index=False, name=None))
    assert words("sv")("meeting.then.same", n=1) in read(test)


def test_one_made_on_the_demonstration_stays_there(
    one_row_warehouse: Path, demo_warehouse: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where real data is open, a meeting of the demonstration shows the demonstration's numbers, and the page says so."""
    folder, t = use(tmp_path / "data", monkeypatch), words("sv")
    (folder / "warehouse.duckdb").symlink_to(one_row_warehouse)
    (folder / "warehouse-demo.duckdb").symlink_to(demo_warehouse)
    ours, real = kept(items=VIEWS[:1]), kept(items=VIEWS[:1], demo=False)
    assert shown(ours, ADDRESS).demo and not shown(real, ADDRESS).demo
    marked: Callable[[Meeting], bool] = lambda meeting: t("demo.mark") in read(run("meeting", "sv", id=meeting.id))  # noqa: E731
    assert marked(ours) and not marked(real)
    assert shown(ours, ADDRESS).slides[0].title in read(run("meeting", "sv", id=ours.id))
    freeze(ours, [shown(ours, ADDRESS, language) for language in LANGUAGES])
    (folder / "warehouse-demo.duckdb").unlink()
    test = run("meeting", "sv", id=ours.id)
    assert t("demo.mark") in read(test) and t("meeting.then.apart") in read(test) and not test.table


def test_many_meetings_are_searched(own_data: Path) -> None:
    """Of more than twenty the last changed are shown, and the others found by name, place or day."""
    first = meetings().save(Meeting("Komitté i Åre", place="Åre"))
    for number in range(20):
        meetings().save(Meeting(f"Möte {number}"))
    test = run("meeting", "sv")
    assert listed(test) == [f"Möte {number}" for number in reversed(range(20))]
    test.text_input(key="meeting_search").set_value("åre").run()
    assert listed(test) == [first.title]


def listed(test: AppTest) -> list[str]:
    """The meetings that the list shows, in its order."""
    return [link.proto.label for link in test.get("page_link") if "id=" in link.proto.query_string]


@pytest.mark.parametrize("language", EACH)
def test_with_no_data(language: str, empty_warehouse: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A ready meeting where nothing is known: each view says so, and freezing and then-and-now work all the same."""
    folder = use(tmp_path / "data", monkeypatch)
    (folder / "warehouse.duckdb").symlink_to(empty_warehouse)
    meeting = meetings().save(one_for("municipality", "SE-2380", language, date(2026, 11, 24)))
    test = run("meeting", language, id=meeting.id)
    assert not test.exception and not test.error and not test.warning
    freeze(meeting, [shown(meeting, ADDRESS, one) for one in LANGUAGES])
    test = run("meeting", language, id=meeting.id)
    assert not test.exception and not test.error and not test.warning


def test_the_key_is_in_no_output(own_data: Path) -> None:
    """Neither in the deck nor in what is kept of a frozen meeting; only the store's own file has it."""
    meeting = kept(items=VIEWS[:1])
    frozen = freeze(meeting, [shown(meeting, ADDRESS, language) for language in LANGUAGES])
    files = list((meetings().numbers(frozen)).iterdir())
    assert len(files) > 4 and not [file.name for file in files if meeting.key.encode() in file.read_bytes()]
    assert json.loads((meetings().folder / meeting.id / "meeting.json").read_bytes())["key"] == meeting.key


def test_a_municipality_is_a_ready_meeting_in_one_click(demo_data: Path) -> None:
    """The page of a municipality makes its meeting and goes to it."""
    test = run("municipality", "nb", area="NO-5001")
    before = {one.id for one in meetings().all()}
    test.button(key="municipality_meeting").click().run()
    assert not test.exception
    made = next(one for one in meetings().all() if one.id not in before)
    assert "Trondheim" in made.title and len(made.items) >= 10 and made.language == "nb" and made.demo
