"""The presenting view's own addresses: the document, its deck for other filters, and what leads to nothing."""

import asyncio
import json
import re
from collections.abc import Callable
from pathlib import Path

import httpx
import pytest
from starlette.applications import Starlette

from dashboard.i18n import LANGUAGES, words
from dashboard.meeting.collecting import collect
from dashboard.meeting.freezing import freeze
from dashboard.meeting.item import Item
from dashboard.meeting.meeting import Meeting
from dashboard.meeting.shown import shown
from dashboard.meeting.store import meetings
from dashboard.settings import settings
from dashboard.ui.present import ROUTES
from dashboard.ui.server import SecurityHeaders
from dashboard.views.answers import current
from tests.conftest import use

VIEWS = (Item.of("/jobs?area=SE-2380&figure=industries"), Item.of("/companies?area=SE-2380&figure=survival"))
BASE = "http://testserver"


Get = Callable[..., httpx.Response]


@pytest.fixture
def get(demo_warehouse: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Get:
    """Asks the routes, over a data folder of their own with the demonstration."""
    folder = use(tmp_path / "data", monkeypatch)
    (folder / "warehouse.duckdb").symlink_to(demo_warehouse)
    app = SecurityHeaders(Starlette(routes=ROUTES))

    async def answer(path: str, **options: object) -> httpx.Response:
        async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url=BASE) as client:
            return await client.get(path, **options)  # type: ignore[arg-type]

    return lambda path, **options: asyncio.run(answer(path, **options))


def kept() -> Meeting:
    """A meeting on the demonstration, kept."""
    return meetings().save(Meeting("Komitté </script><b>", items=VIEWS, demo=True))


def titles(answer: dict[str, object]) -> list[str]:
    """The slides' findings in an answer."""
    return [slide["title"] for slide in answer["deck"]["slides"]]  # type: ignore[index]


@pytest.mark.parametrize("language", ["", *LANGUAGES, "xx"])
def test_the_document(get: Get, language: str) -> None:
    """In the language of the link, else of the meeting; with every finding, the address for filters, and never the key."""
    meeting = kept()
    answer = get(f"/present/{meeting.id}", params={"lang": language})
    spoken = language if language in LANGUAGES else "sv"
    assert answer.status_code == 200 and f'<html lang="{spoken}"' in answer.text
    assert "frame-ancestors" in answer.headers["content-security-policy"]
    for slide in shown(meeting, BASE, spoken).slides:
        assert json.dumps(slide.title, ensure_ascii=False).replace("<", "\\u003c") in answer.text
    assert f"/present/{meeting.id}/deck.json?lang={spoken}" in answer.text
    assert meeting.key not in answer.text and "</script><b>" not in answer.text


@pytest.mark.parametrize(
    ("asked", "overlaid"),
    [
        ({}, {}),
        ({"area": "NO-5001"}, {"area": "NO-5001"}),
        ({"area": "NO-5001", "from": "2018", "to": "2022"}, {"area": "NO-5001", "from": "2018", "to": "2022"}),
        ({"area": "MITT"}, {"area": ""}),  # the whole region takes the view's own area away
        ({"area": "SE-9999", "from": "<b>", "to": "3000000", "industry": "C"}, {}),
    ],
)
def test_other_filters(get: Get, asked: dict[str, str], overlaid: dict[str, str]) -> None:
    """They lie over those of every view; what means nothing, and other filters than area and years, are left out."""
    meeting = kept()
    answer = get(f"/present/{meeting.id}/deck.json", params=asked)
    other = Meeting(meeting.title, items=tuple(_with(item, overlaid) for item in VIEWS))
    expected = collect(other, current(settings().warehouse), BASE)
    assert answer.status_code == 200
    assert titles(answer.json()) == [slide.title for slide in expected.slides]
    assert meeting.key not in answer.text


def _with(item: Item, query: dict[str, str]) -> Item:
    """The view with other filters, an empty one taken away."""
    found = {name: value for name, value in {**dict(item.query), **query}.items() if value}
    return Item(item.page, tuple(sorted(found.items())), item.figure)


@pytest.mark.parametrize(
    "name", ["nothing-2026-zzzz", "..%2F..%2Fetc", "%3Cscript%3Ealert(1)%3C%2Fscript%3E", "a" * 3000, "%00", "x.y"]
)
@pytest.mark.parametrize("path", ["", "/deck.json"])
def test_what_leads_to_nothing(get: Get, name: str, path: str) -> None:
    """One calm sentence in the reader's language with the way on, nothing of the address as HTML, and 404."""
    answer = get(f"/present/{name}{path}", headers={"accept-language": "nb-NO,nb;q=0.9"})
    assert answer.status_code == 404
    assert "<script" not in answer.text
    if not path and answer.headers["content-type"].startswith("text/html"):
        assert '<html lang="nb">' in answer.text and words("nb")("meeting.all") in answer.text


def test_a_frozen_meeting_has_no_live_filters(get: Get) -> None:
    """It shows what was frozen whatever is asked for, and its day."""
    meeting = kept()
    frozen = freeze(meeting, [shown(meeting, BASE, language) for language in LANGUAGES])
    answer = get(f"/present/{meeting.id}")
    assert answer.status_code == 200 and "deck.json" not in answer.text
    narrowed = get(f"/present/{meeting.id}/deck.json", params={"area": "NO-5001"}).json()
    assert titles(narrowed) == [slide.title for slide in shown(frozen, BASE).slides]
    assert narrowed["deck"]["frozen"] and re.search(r"\d{4}-\d\d-\d\d", narrowed["deck"]["frozen"])
