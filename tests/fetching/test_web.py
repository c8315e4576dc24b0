"""The network's manners: few and slow requests, time-outs, tries again, and one sentence for whatever goes wrong."""

import time
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from typing import Any

import httpx
import pytest

from dashboard.errors import UserError
from dashboard.fetching.troubles import ComeLater
from dashboard.fetching.web import ATTEMPTS, Web, through
from dashboard.settings import settings
from tests.fetching.server import Answer, Fault, Publishers, busy, web_page

PLACE = "https://data.example.test/things"


@pytest.fixture
def web(publishers: Publishers, paused: list[float]) -> Web:
    """A client that does not really wait; the place answers with JSON."""
    publishers.serve("data.example.test/things", Answer(b'{"a": 1}', compress=True))
    return Web(pause=paused.append)


def test_a_question_says_who_asks(web: Web, publishers: Publishers, monkeypatch: pytest.MonkeyPatch) -> None:
    """Name, version and whom to write to; parameters as they were given; gzip is taken off."""
    assert web.json(PLACE, params={"q": "å"}) == {"a": 1}
    (asked,) = publishers.asked
    assert asked.query == {"q": "å"}
    assert asked.headers["user-agent"].startswith("mittnorden-dashboard/1.0 (+http")


def test_the_contact_stands_in_every_question(publishers: Publishers, monkeypatch: pytest.MonkeyPatch) -> None:
    """A publisher who is troubled by us can write to somebody."""
    monkeypatch.setenv("DASHBOARD_CONTACT", "data@example.se")
    settings.cache_clear()
    publishers.serve("things", b"{}")
    Web().get(PLACE)
    assert "data@example.se" in publishers.asked[0].headers["user-agent"]


def test_questions_keep_their_distance(publishers: Publishers, paused: list[float]) -> None:
    """Six a minute are ten seconds apart: the first at once, the next ones wait."""
    publishers.serve("things", b"{}")
    web = Web(per_minute=6, pause=paused.append)
    for _ in range(3):
        web.get(PLACE)
    assert paused == pytest.approx([10, 20], abs=0.5)  # nothing really waited, so the second owes both


def test_a_visit_ends_after_so_many_questions(web: Web, publishers: Publishers) -> None:
    """And says that the rest comes with the next; nothing more is asked."""
    web.most_requests = 2
    web.get(PLACE)
    web.get(PLACE)
    with pytest.raises(UserError, match="asked 2 times, which is enough"):
        web.get(PLACE)
    assert len(publishers.asked) == 2


def test_what_the_service_asks_to_wait_is_waited(web: Web, publishers: Publishers, paused: list[float]) -> None:
    """Retry-After in seconds, then as a moment."""
    moment = format_datetime(datetime.now(UTC) + timedelta(seconds=30), usegmt=True)
    publishers.faults += [Fault("things", answer=busy(429, "7")), Fault("things", answer=busy(503, moment))]
    assert web.json(PLACE) == {"a": 1}
    waits = [seconds for seconds in paused if seconds > 5]
    assert waits == pytest.approx([7, 30], abs=2)


def test_a_long_wait_ends_the_visit(web: Web, publishers: Publishers) -> None:
    """It says until when, so that the next visit does not come before."""
    publishers.faults.append(Fault("things", answer=busy(429, "7200")))
    with pytest.raises(ComeLater, match="asks not to be visited before") as error:
        web.get(PLACE)
    assert error.value.moment - datetime.now(UTC).replace(tzinfo=None) == pytest.approx(
        timedelta(hours=2), abs=timedelta(minutes=1)
    )
    assert len(publishers.asked) == 1


def test_what_passes_is_tried_again_with_growing_patience(
    web: Web, publishers: Publishers, paused: list[float]
) -> None:
    """An error of the service and a cut connection; the answer comes after all."""
    publishers.faults += [Fault("things", answer=busy(500, None)), Fault("things", cut=3)]
    assert web.json(PLACE) == {"a": 1}
    assert len(publishers.asked) == 3 and len(paused) >= 2


@pytest.mark.parametrize(
    ("fault", "sentence", "asked"),
    [
        (Fault("things", 99, answer=busy(503, None)), "is busy or out of order \\(503\\)", ATTEMPTS),
        (Fault("things", 99, cut=3), "broke off in the middle", ATTEMPTS),
        (Fault("things", 99, answer=web_page), "a web page instead of data", 1),
        (Fault("things", 99, answer=lambda _: Answer(b'{"a": ')), "not whole JSON", 1),
        (Fault("things", 99, answer=lambda _: Answer(b"{}", 401)), "does not let us in \\(401\\)", 1),
        (Fault("things", 99, answer=lambda _: Answer(b"{}", 400)), "does not understand the question \\(400\\)", 1),
    ],
)
def test_what_stays_is_one_sentence(web: Web, publishers: Publishers, fault: Fault, sentence: str, asked: int) -> None:
    """What may pass is tried five times, what will not is told at once; an address's query is never in the sentence."""
    publishers.faults.append(fault)
    with pytest.raises(UserError, match=sentence) as error:
        web.json(PLACE, params={"key": "hush"})
    assert len(publishers.asked) == asked
    assert "hush" not in str(error.value) and error.value.key.startswith("fetch.")


def test_a_slow_answer_ends(publishers: Publishers) -> None:
    """A service that says nothing, and one that goes on for ever."""
    publishers.serve("things", Answer(b"{}" * 400_000))
    publishers.faults.append(Fault("things", 9, wait=0.15))
    web = Web(seconds=0.05, pause=lambda _: None)
    with pytest.raises(UserError, match="takes too long"):
        web.get(PLACE)
    publishers.faults.clear()
    with pytest.raises(UserError, match="takes too long"):
        Web(most_seconds=-1).get(PLACE)


def test_nobody_there_is_a_sentence(monkeypatch: pytest.MonkeyPatch, publishers: Publishers) -> None:
    """A closed port stands for a network without a way out."""
    publishers.close()
    with pytest.raises(UserError, match="cannot be reached"):
        Web(pause=lambda _: None).get(PLACE)


def test_an_endless_answer_is_not_held(web: Web, publishers: Publishers) -> None:
    """More than was meant to come ends the visit before memory is full."""
    publishers.serve("endless", b" " * 3_000_000)
    with pytest.raises(UserError, match="more than 1 MB"):
        web.get("https://data.example.test/endless", most=1_000_000)


@pytest.mark.parametrize("file", [False, True])
def test_a_service_that_drips_ends(file: bool, publishers: Publishers, monkeypatch: pytest.MonkeyPatch) -> None:
    """A byte now and then keeps every time-out away, and yet the answer would not end: a page, and a file that may be large."""
    publishers.serve("things", b"[" + b" " * 300 + b"]")
    publishers.faults.append(Fault("things", 9, drip=0.005))
    web = Web(most_seconds=0.05, pause=lambda _: None)
    with pytest.raises(UserError, match="takes too long"):
        if file:
            with web.stream(PLACE) as answer:
                list(web.pieces(answer))
        else:
            web.get(PLACE)
    assert publishers.sent < 200


def test_a_large_file_may_take_its_time(publishers: Publishers) -> None:
    """As long as it comes fast enough."""
    publishers.serve("things", b" " * 3_000_000)
    web = Web(most_seconds=0)
    with web.stream(PLACE) as answer:
        assert sum(map(len, web.pieces(answer))) == 3_000_000


@pytest.mark.parametrize("after", ["²", "-5", "99" * 200, "Mon, 01 Jan 99999999999999999999 00:00:00 GMT", "later", ""])
def test_what_says_nothing_is_no_time_to_wait(
    after: str, web: Web, publishers: Publishers, paused: list[float]
) -> None:
    """It is tried again as if nothing had been said, or after a week where that is said to be much later."""
    publishers.faults.append(Fault("things", answer=busy(429, after)))
    if len(after) > 100:
        with pytest.raises(ComeLater) as error:
            web.json(PLACE)
        assert error.value.moment - datetime.now(UTC).replace(tzinfo=None) < timedelta(days=8)
    else:
        assert web.json(PLACE) == {"a": 1} and max(paused) < 5


def test_a_moment_without_a_zone_is_utc(
    web: Web, publishers: Publishers, paused: list[float], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Wherever the dashboard runs."""
    monkeypatch.setenv("TZ", "Asia/Tokyo")
    time.tzset()
    moment = format_datetime((datetime.now(UTC) + timedelta(seconds=30)).replace(tzinfo=None))
    publishers.faults.append(Fault("things", answer=busy(503, moment)))
    assert web.json(PLACE) == {"a": 1} and max(paused) == pytest.approx(30, abs=2)
    monkeypatch.undo()
    time.tzset()


def leads(where: str, status: int = 302) -> Answer:
    """An answer that leads on."""
    return Answer(status=status, headers={"location": where})


def test_an_answer_may_lead_on(web: Web, publishers: Publishers) -> None:
    """To another place of the service; each step is a question of its own."""
    publishers.serve("old", leads("/data.example.test/things"))
    assert web.json("https://data.example.test/old") == {"a": 1} and web.requests == 2


def test_but_not_in_a_circle(web: Web, publishers: Publishers) -> None:
    """That is told at once, and not tried again."""
    publishers.serve("old", leads("/data.example.test/old"))
    with pytest.raises(UserError, match="leads on to where nothing can be fetched safely"):
        web.get("https://data.example.test/old")
    assert len(publishers.asked) == 6


@pytest.mark.parametrize(("method", "scheme"), [("GET", "http"), ("GET", "ftp"), ("POST", "https")])
def test_nor_to_where_others_could_read_it(method: str, scheme: str, web: Web, publishers: Publishers) -> None:
    """Another server without encryption, or any other with what was sent along, in which a key may stand."""
    elsewhere = Publishers()
    publishers.serve("old", leads(elsewhere.address.replace("http", scheme) + "/x", 307))
    with pytest.raises(UserError, match="leads on to where nothing can be fetched safely"):
        web.get(
            "https://data.example.test/old", method=method, **({"data": {"key": "hush"}} if method == "POST" else {})
        )
    assert elsewhere.asked == [] and len(publishers.asked) == 1
    elsewhere.close()


def test_a_key_is_not_shown_to_another_server(web: Web, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where an answer leads on to another one, neither the header nor the name and word go along."""
    seen: list[httpx.Request] = []

    def answer(request: httpx.Request) -> httpx.Response:
        seen.append(request)
        first = request.url.host == "one.example.test"
        return (
            httpx.Response(302, headers={"location": "https://two.example.test/"})
            if first
            else httpx.Response(200, json=1)
        )

    monkeypatch.setenv("DASHBOARD_MIRROR", "")
    settings.cache_clear()
    web._client = httpx.Client(transport=httpx.MockTransport(answer))
    for told in ({"headers": {"authorization": "Bearer hush"}}, {"auth": ("me", "hush")}):
        assert web.json("https://one.example.test/", **told) == 1
        assert [("authorization" in request.headers) for request in seen[-2:]] == [True, False]


@pytest.mark.parametrize("status", [404, 410])
def test_what_is_not_there_is_an_answer(web: Web, publishers: Publishers, status: int) -> None:
    """Registers say so of what was removed."""
    publishers.serve("gone", Answer(b"{}", status))
    assert web.get("https://data.example.test/gone").status_code == status


def test_without_a_mirror_addresses_are_the_publishers_own(monkeypatch: pytest.MonkeyPatch) -> None:
    """And with one, addresses that already lead there stay as they are."""
    assert through(PLACE) == PLACE
    monkeypatch.setenv("DASHBOARD_MIRROR", "http://127.0.0.1:1/")
    settings.cache_clear()
    assert through(PLACE) == "http://127.0.0.1:1/data.example.test/things" == through(through(PLACE))


def test_bytes_are_counted_as_they_travel(web: Web) -> None:
    """Packed, not as they are after unpacking."""
    web.get(PLACE)
    assert 0 < web.received < 100
    moved: list[Any] = []
    again = Web(moved=lambda *told: moved.append(told))
    again.get(PLACE)
    assert moved and moved[-1] == (again.received, None)
