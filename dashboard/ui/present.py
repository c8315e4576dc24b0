"""The presenting view as addresses of their own: /present/<meeting>, and its deck for other filters.

It is one document that asks nobody for anything, so that it goes on when the network cable is pulled; reloading asks this
server only.
"""

from html import escape
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Route

from dashboard.errors import UserError
from dashboard.exports.presenting import content, page
from dashboard.i18n import LANGUAGES, best_language, words
from dashboard.meeting.meeting import Meeting
from dashboard.meeting.shown import shown
from dashboard.meeting.store import meetings
from dashboard.metrics.reference import WHOLE
from dashboard.metrics.selection import Selection

NARROWING = ("area", "from", "to")


def _presented(request: Request) -> Response:
    """The meeting as a document to present; live, so that its filters can be changed, unless it is frozen."""
    try:
        meeting = meetings().get(request.path_params["name"])
        language = _language(request, meeting)
        deck = shown(meeting, _address(request), language)
    except UserError as error:
        return _sentence(error, _language(request))
    live = "" if meeting.frozen else f"/present/{meeting.id}/deck.json?{urlencode({'lang': language})}"
    return HTMLResponse(page(deck, live=live))


def _narrowed(request: Request) -> Response:
    """The same deck with other filters laid over every view; what means nothing is left out."""
    try:
        meeting = meetings().get(request.path_params["name"])
        deck = shown(meeting, _address(request), _language(request, meeting), narrow=_narrow(request))
    except UserError as error:
        return JSONResponse({"error": str(error)}, status_code=404)
    return JSONResponse({"deck": content(deck)})


def _narrow(request: Request) -> dict[str, str]:
    """The filters of the link that mean something. The whole region is one too: it takes a view's own area away."""
    asked, _ = Selection.from_query({name: request.query_params.get(name, "") for name in NARROWING})
    whole = {"area": WHOLE} if request.query_params.get("area") == WHOLE else {}
    return {**asked.to_query(), **whole}


def _address(request: Request) -> str:
    return str(request.base_url).rstrip("/")


def _language(request: Request, meeting: Meeting | None = None) -> str:
    """The language that the link says, else the meeting's; where there is none, the browser's."""
    asked = request.query_params.get("lang", "")
    if asked in LANGUAGES:
        return asked
    return meeting.language if meeting else best_language(request.headers.get("accept-language", "")[:2])


def _sentence(error: UserError, language: str) -> HTMLResponse:
    """Why there is nothing to present, and the way to the meetings that there are."""
    t = words(language)
    said = escape(t(error.key, **error.values) if error.key else str(error))
    return HTMLResponse(
        f'<!doctype html><html lang="{language}"><meta name="viewport" content="width=device-width">'
        f'<title>{t("app.title")}</title><body style="font:1.5rem sans-serif;max-width:40rem;margin:15vh auto;padding:1rem">'
        f'<p>{said}</p><p><a href="/meeting?lang={language}">{t("meeting.all")}</a></p>',
        status_code=404,
    )  # fmt: skip


# functions, not coroutines: a deck takes a second, and they run beside the server's loop
ROUTES = [Route("/present/{name}", _presented), Route("/present/{name}/deck.json", _narrowed)]
