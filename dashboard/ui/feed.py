"""The feed of changes as an address of its own: /changes.xml, in the language that the link says."""

from hashlib import sha256

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from dashboard.exports.feed import atom
from dashboard.i18n import LANGUAGES, best_language, words
from dashboard.metrics.lists.changes import changes
from dashboard.settings import settings
from dashboard.views.answers import current, engine


def _changes(request: Request) -> Response:
    """The feed, or 304 where the reader has it already; 503 until there is a warehouse."""
    path = settings().warehouse
    if not path.exists():
        return Response(status_code=503, headers={"retry-after": "60"})
    asked = request.query_params.get("lang", "")
    language = asked if asked in LANGUAGES else best_language(request.headers.get("accept-language", "")[:2])
    opened = engine(current(path))
    content = atom(changes(opened), words(language), settings().address.rstrip("/"), opened.facts.built_at)
    mark = f'"{sha256(content).hexdigest()[:32]}"'
    headers = {"etag": mark, "cache-control": "public, max-age=300", "vary": "accept-language"}
    if mark in request.headers.get("if-none-match", "").replace("W/", "").split(", "):
        return Response(status_code=304, headers=headers)
    return Response(content, media_type="application/atom+xml", headers=headers)


ROUTES = [Route("/changes.xml", _changes)]
