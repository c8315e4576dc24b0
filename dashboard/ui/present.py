"""The presenting view as addresses of their own: /present/<meeting>, and its deck for other filters.

It is one document that asks nobody for anything, so that it goes on when the network cable is pulled; reloading asks this
server only.
"""

from pathlib import Path
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Route

from dashboard.errors import UserError
from dashboard.exports.presenting import content, page
from dashboard.i18n import LANGUAGES, words
from dashboard.meeting.collecting import collect
from dashboard.meeting.deck import Deck
from dashboard.meeting.freezing import thawed
from dashboard.meeting.meeting import Meeting
from dashboard.meeting.store import meetings
from dashboard.metrics.selection import Selection
from dashboard.settings import settings
from dashboard.views.answers import current

NARROWING = ("area", "from", "to")


def _presented(request: Request) -> Response:
    """The meeting as a document to present; live, so that its filters can be changed, unless it is frozen."""
    try:
        meeting, language = _asked(request)
        deck = _deck(request, meeting, language, {})
    except UserError as error:
        return HTMLResponse(words("en")(error.key, **error.values) if error.key else str(error), status_code=404)
    live = "" if meeting.frozen else f"/present/{meeting.id}/deck.json?{urlencode({'lang': language})}"
    return HTMLResponse(page(deck, live=live))


def _narrowed(request: Request) -> Response:
    """The same deck with other filters laid over every view; what means nothing is left out."""
    try:
        meeting, language = _asked(request)
        asked, _ = Selection.from_query({name: request.query_params.get(name, "") for name in NARROWING})
        return JSONResponse({"deck": content(_deck(request, meeting, language, asked.to_query()))})
    except UserError as error:
        return JSONResponse({"error": str(error)}, status_code=404)


def _asked(request: Request) -> tuple[Meeting, str]:
    meeting = meetings().get(request.path_params["name"])
    asked = request.query_params.get("lang", "")
    return meeting, asked if asked in LANGUAGES else meeting.language


def _deck(request: Request, meeting: Meeting, language: str, narrow: dict[str, str]) -> Deck:
    if meeting.frozen:
        return thawed(meeting, language)
    return collect(meeting, current(_warehouse(meeting)), str(request.base_url).rstrip("/"), language, narrow=narrow)


def _warehouse(meeting: Meeting) -> Path:
    """The warehouse that the meeting was made on: the demonstration's own, where that is kept beside real data."""
    aside = settings().demo_warehouse
    return aside if meeting.demo and aside.exists() else settings().warehouse


# functions, not coroutines: a deck takes a second, and they run beside the server's loop
ROUTES = [Route("/present/{name}", _presented), Route("/present/{name}/deck.json", _narrowed)]
