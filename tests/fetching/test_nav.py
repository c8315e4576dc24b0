"""NAV's feed: what is active in the area and nothing else, each page once, and what has ended is forgotten at once."""

import json
import re
from collections import Counter
from collections.abc import Callable
from datetime import date
from typing import Any
from unittest.mock import patch

import pyarrow.parquet as pq
import pytest

from dashboard import journal
from dashboard.fetching import memory, rounds, taking
from dashboard.fetching.publishers import nav as publisher
from dashboard.journal import Event
from dashboard.publishers import publishers as described
from dashboard.settings import settings
from dashboard.staged import releases
from tests.fetching.server import Answer, Asked, Fault, Publishers, busy, web_page
from tests.fetching.worlds.nav import HOST, PERSONAL, TOKEN, Nav, uuid

Visit = Callable[..., list[Event]]
NORTH = "NAMSOS - NÅAVMESJENJAELMIE"


@pytest.fixture
def nav(publishers: Publishers, monkeypatch: pytest.MonkeyPatch) -> Nav:
    """Twelve advertisements of two municipalities, six of Oslo; two have ended; with the key that it wants."""
    monkeypatch.setenv("DASHBOARD_NAV_TOKEN", TOKEN)
    world = Nav(publishers)
    for own in range(1, 19):
        world.publish(own, municipal=("TRONDHEIM", NORTH, "OSLO")[own % 3])
    world.end(1, municipal=NORTH)
    world.end(3)
    return world


def rows() -> dict[str, dict[str, Any]]:
    """The newest staged row of each advertisement, by its id."""
    found: dict[str, dict[str, Any]] = {}
    for path, release in sorted(releases(settings().staged), key=lambda one: (one[1].as_of, one[1].read_at)):
        assert release.source == "nav"
        found |= {
            row["key"].removeprefix("NO-nav-"): row for row in pq.read_table(path / "vacancy.parquet").to_pylist()
        }
    return found


def naive(world: Nav) -> dict[str, dict[str, Any]]:
    """What is active in the two municipalities."""
    places = {"TRONDHEIM": "NO-5001", NORTH: "NO-5007"}
    return {
        own: {"title": ad["ad_content"]["title"], "employer_name": ad["ad_content"]["employer"]["name"], "area": places[place],
              "positions": int(ad["ad_content"]["positioncount"]), "closes": date(2026, 12, 20)}
        for own, ad in world.ads.items()
        if ad["ad_content"] and (place := ad["ad_content"]["workLocations"][0]["municipal"]) in places
    }  # fmt: skip


def places_asked(publishers: Publishers) -> Counter[str]:
    """How often each address was asked, without host and version."""
    return Counter(one.place.partition("/api/v1/")[2] for one in publishers.asked)


def everything_kept() -> str:
    """All text that lies in the data folder, the staged rows included."""
    files = [path for path in settings().data.rglob("*") if path.is_file()]
    told = [path.read_text() for path in files if path.suffix != ".parquet"]
    return "\n".join(told + [str(pq.read_table(path).to_pylist()) for path in files if path.suffix == ".parquet"])


def test_the_first_visit_takes_what_is_active_in_the_area(nav: Nav, visit: Visit, publishers: Publishers) -> None:
    """It begins half a year back, and asks for each active advertisement of the area once: no others, and none that ended."""
    (event,) = visit("nav")
    assert (event.kind, event.rows, event.rejected) == ("changed", 10, 0)
    expected = naive(nav)
    assert {own: {name: row[name] for name in expected[own]} for own, row in rows().items()} == expected and len(
        expected
    ) == 10
    first = publishers.asked[0]
    assert first.place.endswith("/feed") and first.headers["if-modified-since"] == "Tue, 26 May 2026 22:00:00 GMT"
    entries = {place.rpartition("/")[2] for place in places_asked(publishers) if place.startswith("feedentry/")}
    assert entries == set(expected) and max(places_asked(publishers).values()) == 1
    assert all("if-none-match" not in one.headers and not one.query for one in publishers.asked)


def test_nothing_personal_lies_anywhere(nav: Nav, visit: Visit) -> None:
    """Neither texts nor contacts, and the key neither; the folder of the visit is empty."""
    visit("nav")
    assert not [word for word in (*PERSONAL, TOKEN) if word in everything_kept()]
    assert not [path for path in (settings().data / "incoming").rglob("*") if path.is_file()]


def test_later_visits_ask_for_what_changed(nav: Nav, visit: Visit, publishers: Publishers) -> None:
    """One page where nothing happened; else the pages since, and the new and changed advertisements of the area."""
    (first,) = visit("nav")
    publishers.forget()
    (second,) = visit("nav")
    assert second.kind == "unchanged" and second.requests == 1 and publishers.sent < 0.1 * first.bytes
    publishers.forget()
    nav.publish(40, 41, municipal="OSLO")
    (third,) = visit("nav")
    assert third.kind == "unchanged" and not any("feedentry" in place for place in places_asked(publishers))
    publishers.forget()
    nav.publish(50, 6)
    nav.publish(*range(60, 70), municipal="OSLO")
    (fourth,) = visit("nav")
    asked = places_asked(publishers)
    assert fourth.kind == "changed" and fourth.rows == 2
    assert {place for place in asked if "entry" in place} == {f"feedentry/{uuid(50)}", f"feedentry/{uuid(6)}"}
    assert max(asked.values()) == 1 and set(naive(nav)) == set(rows())
    publishers.forget()
    assert visit("nav")[0].kind == "unchanged" and len(publishers.asked) == 1


def test_what_has_ended_closes_and_is_forgotten(nav: Nav, visit: Visit) -> None:
    """Its title and employer go from all that is kept; where and when it was, and how many were sought, stays."""
    visit("nav")
    assert re.search(r"Snekker 7\b.*Bygg 7\b", everything_kept())
    nav.end(7, municipal=NORTH)
    nav.end(40)  # of which nothing is kept
    (event,) = visit("nav")
    assert event.kind == "changed" and event.rows == 1
    row = rows()[uuid(7)]
    assert (row["title"], row["employer"], row["employer_name"], row["closes"]) == (None, None, None, nav.clock.date())
    assert not re.search(r"Snekker 7\b|Bygg 7\b", everything_kept()) and re.search(r"Snekker 9\b", everything_kept())
    assert [(one.kind, one.rows) for one in journal.events() if one.kind == "removed"] == [("removed", 1)]
    told = [
        row for path, _ in releases(settings().staged) for row in pq.read_table(path / "vacancy.parquet").to_pylist()
    ]
    assert next(row["positions"] for row in told if row["key"].endswith(uuid(7))) == 2


def test_one_that_ends_without_a_place_or_while_it_is_asked_for_ends_too(
    nav: Nav, visit: Visit, publishers: Publishers
) -> None:
    """NAV masks the municipality of some; others end, or vanish, between the feed and the question."""
    visit("nav")
    nav.end(7, municipal="?")
    nav.publish(9, 70, 71)
    for own in (9, 70):
        nav.ads[uuid(own)] |= {"status": "INACTIVE", "ad_content": None}
    del nav.ads[uuid(71)]
    (event,) = visit("nav")
    assert event.kind == "changed" and {rows()[uuid(own)]["closes"] for own in (7, 9)} == {nav.clock.date()}
    assert uuid(70) not in rows() and uuid(71) not in rows()


def test_an_interrupted_visit_goes_on_where_it_was(
    nav: Nav, visit: Visit, publishers: Publishers, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Some questions a visit: the pages so far stay, none is asked twice, and in the end all is in."""
    monkeypatch.setitem(described()["nav"]["fetch"], "most_requests", 4)
    events = [visit("nav")[0] for _ in range(4)]
    assert [(one.kind, one.requests, one.key) for one in events] == [("failed", 4, "fetch.enough")] * 3 + [
        ("changed", 3, "")
    ]
    assert max(places_asked(publishers).values()) == 1 and set(rows()) == set(naive(nav))


def test_a_service_out_of_order_costs_one_visit_and_no_page(nav: Nav, visit: Visit, publishers: Publishers) -> None:
    """Whether it breaks off, is busy for long, or shows a page of the web: what came before is not asked for again."""
    for fault in (
        Fault("feed/page-5", times=5, cut=40), Fault("feed/page-10", times=1, answer=web_page),
        Fault(f"feedentry/{uuid(7)}", times=5, answer=busy(503, None)), Fault(f"feedentry/{uuid(9)}", answer=busy(after="86400")),
    ):  # fmt: skip
        publishers.faults[:] = [fault]
        (event,) = visit("nav")
        assert event.kind == "failed" and not rows()
    assert event.key == "fetch.later" and visit("nav")[0].kind == "skipped"
    (settings().data / "fetch" / "nav.json").unlink()  # time has passed
    assert visit("nav")[0].kind == "changed" and set(rows()) == set(naive(nav))
    asked = places_asked(publishers)
    troubled = {"feed/page-5": 6, "feed/page-10": 2, f"feedentry/{uuid(7)}": 6, f"feedentry/{uuid(9)}": 2}
    assert {place: count for place, count in asked.items() if count > 1} == troubled


def test_a_moment_of_overload_is_waited_for(
    nav: Nav, visit: Visit, publishers: Publishers, paused: list[float]
) -> None:
    """As long as the service says."""
    publishers.faults.append(Fault("feedentry", answer=busy(after="17")))
    assert visit("nav")[0].kind == "changed" and 17 in paused


def test_without_a_key_it_is_passed_over(nav: Nav, visit: Visit, monkeypatch: pytest.MonkeyPatch) -> None:
    """And says which key it wants; a key that is not right is told too, but not shown."""
    monkeypatch.delenv("DASHBOARD_NAV_TOKEN")
    (event,) = visit("nav")
    assert (event.kind, event.key) == ("skipped", "fetch.no_secret") and "DASHBOARD_NAV_TOKEN" in event.sentence
    monkeypatch.setenv("DASHBOARD_NAV_TOKEN", wrong := "wrong-and-secret")
    (event,) = visit("nav")
    assert (event.kind, event.key) == ("failed", "fetch.not_let_in") and wrong not in everything_kept()


def test_a_renamed_field_is_held_back_by_its_name(nav: Nav, visit: Visit) -> None:
    """Nothing of it is loaded, and the feed is gone on with from the same place once it is right again."""
    nav.publish(*range(100, 120))
    visit("nav")
    before = rows()
    renamed = {"workLocations": None, "arbeidssteder": [{"municipal": "TRONDHEIM", "county": "TRØNDELAG"}]}
    nav.publish(*range(200, 220), **renamed)
    nav.end(100)
    ended, held = visit("nav")
    assert (ended.kind, held.kind) == ("changed", "held")
    assert {"what": "missing", "field": "ad_content.workLocations[].municipal"} in held.differences
    assert set(rows()) == set(before) and rows()[uuid(100)]["title"] is None
    nav.publish(*range(200, 220))
    assert visit("nav")[-1].kind == "changed" and set(naive(nav)) == set(rows()) - {uuid(100)}


@pytest.mark.parametrize("field", ["next_id", "items", "_feed_entry", "status", "municipal"])
def test_a_feed_without_what_leads_on_is_told_by_the_fields_name(
    nav: Nav, visit: Visit, publishers: Publishers, field: str
) -> None:
    """Without it the feed would seem to have ended, or to be empty."""
    told = nav._feed(Asked("GET", "pam-stilling-feed.nav.no/api/v1/feed", {}, {}))
    changed = Answer(told.content.replace(f'"{field}"'.encode(), b'"renamed"'))
    publishers.serve(HOST + "/feed(/|$)", changed)
    (event,) = visit("nav")
    assert (event.kind, event.key, event.values["field"]) == ("failed", "fetch.lacks", field) and not rows()


def test_an_advertisement_without_its_status_is_told(nav: Nav, visit: Visit) -> None:
    """It is not taken for one that has ended."""
    nav.ads[uuid(7)]["state"] = nav.ads[uuid(7)].pop("status")
    (event,) = visit("nav")
    assert (event.kind, event.key, event.values["field"]) == ("failed", "fetch.lacks", "status") and not rows()


def test_a_first_visit_of_several_days_goes_on_too(nav: Nav, visit: Visit, monkeypatch: pytest.MonkeyPatch) -> None:
    """The day that it began with is not counted anew from the next."""
    monkeypatch.setitem(described()["nav"]["fetch"], "most_requests", 8)
    assert visit("nav")[0].kind == "failed"
    monkeypatch.setenv("DASHBOARD_TODAY", "2026-11-24")
    settings.cache_clear()
    assert visit("nav")[0].kind == "changed" and set(rows()) == set(naive(nav))


def test_a_page_that_was_taken_away_is_begun_anew(nav: Nav, visit: Visit, publishers: Publishers) -> None:
    """From half a year back, as the first time."""
    visit("nav")
    nav.publish(50)
    publishers.serve(
        HOST + f"/feed/{json.loads((settings().data / 'fetch/nav.json').read_text())['page']}$", Answer(b"", 410)
    )
    publishers.forget()
    assert visit("nav")[0].kind == "changed" and uuid(50) in rows()
    assert publishers.asked[1].place.endswith("/feed")


def test_a_day_asked_for_by_hand_is_begun_with(nav: Nav, visit: Visit, publishers: Publishers) -> None:
    """Also where an interrupted visit had begun elsewhere; a day after the last visit would leave a gap, so that counts."""
    publishers.faults.append(Fault(f"feedentry/{uuid(9)}", times=5, answer=busy(500, None)))
    assert visit("nav")[0].kind == "failed"
    publishers.forget()
    (event,) = visit("nav", since=date(2026, 11, 4))
    assert publishers.asked[0].headers["if-modified-since"] == "Tue, 03 Nov 2026 23:00:00 GMT"
    assert event.kind == "changed" and set(rows()) < set(naive(nav))
    publishers.forget()
    visit("nav", since=date(2026, 11, 23))
    assert "if-modified-since" not in publishers.asked[0].headers
    assert "feed from 2026-11-01 on" in publisher.plan(rounds.prepare("nav", since=date(2026, 11, 1)))
    assert "/feed/page-" in publisher.plan(rounds.prepare("nav"))


def test_what_has_ended_is_not_passed_over_where_it_is_held_back(nav: Nav, visit: Visit) -> None:
    """What is new comes in all the same, but the feed is gone on with where it was until the ended are in too."""
    visit("nav")
    place = memory.recall("nav")["page"]
    nav.end(7)
    nav.publish(50)
    with patch.object(taking, "_check", side_effect=rounds.Differs([{"what": "rejected", "before": 0, "now": 9}])):
        assert [event.kind for event in visit("nav")] == ["held", "held"]
    held = iter([rounds.Differs([{"what": "rejected", "before": 0, "now": 9}]), None])
    with patch.object(taking, "_check", side_effect=held):
        assert [event.kind for event in visit("nav")] == ["held", "changed"]
    assert (
        memory.recall("nav")["page"] == place and uuid(50) in rows() and rows()[uuid(7)]["closes"] != nav.clock.date()
    )
    visit("nav")
    assert memory.recall("nav")["page"] != place and rows()[uuid(7)]["closes"] == nav.clock.date()


def test_a_feed_that_leads_round_in_a_circle_ends(nav: Nav, visit: Visit, publishers: Publishers) -> None:
    """A page is asked for once in a visit."""
    told = json.loads(nav._feed(Asked("GET", "pam-stilling-feed.nav.no/api/v1/feed", {}, {})).content)
    for page, following in (("a", "b"), ("b", "a")):
        publishers.serve(
            HOST + f"/feed/{page}$", Answer(json.dumps(told | {"id": page, "next_id": following}).encode())
        )
    publishers.serve(HOST + "/feed$", Answer(json.dumps(told | {"id": "0", "next_id": "a"}).encode()))
    (event,) = visit("nav")
    assert (event.kind, event.key, len(publishers.asked)) == ("failed", "fetch.lacks", 3)


def test_a_key_that_leads_on_stays_behind(nav: Nav, visit: Visit, publishers: Publishers) -> None:
    """A feed that leads to another server shows it nothing."""
    elsewhere = Publishers()
    publishers.serve(HOST + "/feed$", Answer(status=302, headers={"location": elsewhere.address}))
    (event,) = visit("nav")
    assert (event.kind, event.key) == ("failed", "fetch.astray") and elsewhere.asked == []
    elsewhere.close()
