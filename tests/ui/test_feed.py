"""The feed of changes: valid Atom in three languages, with stable names, asked for anew only where it changed."""
# ruff: noqa: F401, F811  (fixtures are asked for by name)

import asyncio
from datetime import datetime
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from lxml import etree
from starlette.applications import Starlette

from dashboard.exports.feed import MOST, atom
from dashboard.i18n import LANGUAGES, words
from dashboard.metrics.lists.changes import Change
from dashboard.publishers import publishers as described
from dashboard.ui.feed import ROUTES
from dashboard.ui.server import SecurityHeaders
from tests.fetching.conftest import paused, publishers, visit
from tests.fetching.server import Publishers
from tests.fetching.test_rounds import Visit
from tests.fetching.worlds import several

ATOM = "{http://www.w3.org/2005/Atom}"


def get(path: str, **headers: str) -> httpx.Response:
    """What the route answers, with the headers that every route gets."""
    app = SecurityHeaders(Starlette(routes=ROUTES))

    async def answer() -> httpx.Response:
        async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://testserver") as client:
            return await client.get(path, headers={name.replace("_", "-"): value for name, value in headers.items()})

    return asyncio.run(answer())


def entries(content: bytes) -> list[etree._Element]:
    """The entries of a feed that keeps the rules of RFC 4287."""
    feed = etree.fromstring(content)
    assert feed.tag == f"{ATOM}feed" and feed.get("{http://www.w3.org/XML/1998/namespace}lang")
    for one in (feed, *feed.findall(f"{ATOM}entry")):
        for name in ("id", "title", "updated"):  # exactly one of each, and not empty
            assert [bool(found.text) for found in one.findall(f"{ATOM}{name}")] == [True]
        moment = datetime.fromisoformat(one.findtext(f"{ATOM}updated") or "")
        assert moment.utcoffset() is not None and one.findtext(f"{ATOM}id", "").startswith("tag:")
        rels = [link.get("rel", "alternate") for link in one.findall(f"{ATOM}link")]
        assert rels.count("alternate") == 1
        assert all(urlsplit(link.get("href")).netloc for link in one.findall(f"{ATOM}link"))
    assert feed.find(f"{ATOM}author/{ATOM}name") is not None
    found = feed.findall(f"{ATOM}entry")
    assert len({one.findtext(f"{ATOM}id") for one in found}) == len(found)
    return found


def test_the_feed_tells_what_changed(publishers: Publishers, visit: Visit, monkeypatch: pytest.MonkeyPatch) -> None:
    """In each language, newest first; a link leads to the source; a second reader gets 304 until something happens."""
    monkeypatch.setenv("DASHBOARD_ADDRESS", "https://data.example.org/")
    several.ill(publishers, visit, monkeypatch)
    ids = set()
    for language in LANGUAGES:
        answer, t = get(f"/changes.xml?lang={language}"), words(language)
        assert answer.status_code == 200 and answer.headers["content-type"].startswith("application/atom+xml")
        assert "frame-ancestors" in answer.headers["content-security-policy"]
        found = entries(answer.content)
        kinds = [one.find(f"{ATOM}category").get("term") for one in found]
        assert sorted(kinds) == ["changed"] * 3 + ["failed", "held", "revised"]
        moments = [one.findtext(f"{ATOM}updated") for one in found]
        assert moments == sorted(moments, reverse=True)
        held = found[kinds.index("held")]
        title = held.findtext(f"{ATOM}title")
        assert title.startswith(described()[several.HELD][f"title_{language}"])
        assert t("health.difference.missing", field="pop") in title
        link = urlsplit(held.find(f"{ATOM}link").get("href"))
        assert (link.netloc, link.path) == ("data.example.org", "/data")
        assert parse_qs(link.query) == {"lang": [language], "source": [several.HELD]}
        ids |= {one.findtext(f"{ATOM}id") for one in found}
        known = answer.headers["etag"]
        assert get(f"/changes.xml?lang={language}", if_none_match=known).status_code == 304
    assert len(ids) == 6 * len(LANGUAGES)
    publishers.faults.clear()
    visit(several.FAILING)
    assert get("/changes.xml?lang=en", if_none_match=known).status_code == 304  # nothing new is no change
    publishers.serve(f"/{several.LATE}", b"<!doctype html>")
    visit(several.LATE)
    assert get("/changes.xml?lang=en", if_none_match=known).status_code == 200


def test_a_feed_of_nothing_is_a_feed_too() -> None:
    """As old as the warehouse; and of very many changes it holds the newest hundred, with any letters in their words."""
    empty = atom([], words("sv"), "http://localhost:8501", datetime(2026, 11, 1))
    assert entries(empty) == [] and b"2026-11-01T00:00:00+00:00" in empty
    many = [
        Change(f"failed/nve/{n}", datetime(2026, 11, 1, 12, n % 60), "nve", "failed", sentence=f"<b>&{n}\x08")
        for n in range(250)
    ]
    found = entries(atom(many, words("nb"), "http://localhost:8501", datetime(2026, 11, 1)))
    assert len(found) == MOST and "<b>&0" in found[0].findtext(f"{ATOM}title", "")


def test_the_browser_s_language_is_spoken(demo_data: object) -> None:
    """Where the link names none that there is."""
    answer = get("/changes.xml?lang=xx", accept_language="nb-NO,en;q=0.5")
    assert entries(answer.content) == [] and 'xml:lang="nb"' in answer.text


def test_before_there_is_data_it_asks_to_come_back(data_folder: object) -> None:
    """As the address for health does."""
    assert get("/changes.xml").status_code == 503
