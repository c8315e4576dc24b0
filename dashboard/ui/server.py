"""What the web server adds to Streamlit: security headers, a health address, and the polygons as files of their own."""

import gc
import re
import socket
from collections.abc import AsyncIterator, Awaitable, Callable, MutableMapping
from contextlib import asynccontextmanager
from typing import Any

import streamlit as st
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from dashboard import logs
from dashboard.errors import UserError
from dashboard.settings import REFERENCE, settings
from dashboard.ui import this_machine
from dashboard.ui.first_build import first_build
from dashboard.views.answers import current, engine
from dashboard.views.maps import shape_address

HEADERS = {
    # Streamlit needs inline styles, eval (its vega charts) and blob workers; no other host is ever asked
    "content-security-policy": "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval' blob:; "
    "style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self' data: blob:; "
    "worker-src 'self' blob:; object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors {ancestors}",
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "permissions-policy": "camera=(), microphone=(), geolocation=()",
    "cross-origin-opener-policy": "same-origin",
}

EMBED = re.compile(rb"\bembed=1\b")
MADE_FOR_ONE = re.compile("(?<!/static)/media/")  # downloads and pictures; Streamlit's own files stand under /static
NOT_KEPT = (b"cache-control", b"private, no-store")
SECRET_LENGTH = 32  # characters
Message = MutableMapping[str, Any]


class SecurityHeaders:
    """ASGI middleware: security headers on every answer, websockets that send at once and say who sits at this machine."""

    def __init__(self, app: Callable[..., Awaitable[None]]) -> None:
        self.app = app
        ancestors = settings().frame_ancestors
        self.headers = [(k.encode(), v.format(ancestors=ancestors).encode()) for k, v in HEADERS.items()]

    async def __call__(self, scope: Message, receive: Callable[..., Any], send: Callable[..., Any]) -> None:
        """Pass the request on, and the answer back with the headers."""

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                given = message["headers"]
                if MADE_FOR_ONE.search(scope["path"]):  # it may hold what only one role may see
                    given = [*(header for header in given if header[0].lower() != NOT_KEPT[0]), NOT_KEPT]
                message["headers"] = [*given, *self.headers]
            await send(message)

        if scope["type"] == "http" and (short := EMBED.search(scope["query_string"])):
            # Streamlit knows only embed=true; the short form is the one that people write
            query = scope["query_string"].replace(short.group(), short.group().replace(b"1", b"true")).decode()
            await RedirectResponse(f"{scope['path']}?{query}")(scope, receive, with_headers)
        else:
            if scope["type"] == "websocket":
                send_at_once(receive)
                scope = this_machine.marked(scope)
            await self.app(scope, receive, with_headers if scope["type"] == "http" else send)


def send_at_once(receive: Callable[..., Any]) -> None:
    """Let a connection send its many small messages without waiting for the one before to be confirmed.

    asyncio does that by itself for sockets that say they are TCP; the socket that Streamlit binds does not say it, and
    each rerun then waits 40 ms (Nagle's algorithm against the reader's delayed confirmation). ``receive`` belongs to
    uvicorn's connection; on another server this does nothing.
    """
    transport = getattr(getattr(receive, "__self__", None), "transport", None)
    connection = transport.get_extra_info("socket") if transport else None
    if connection is not None and connection.family in (socket.AF_INET, socket.AF_INET6):
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)


def _shape(request: Request) -> Response:
    name = request.path_params["file"].rsplit("-", 1)[0]
    if name not in ("boundaries", "border") or request.url.path != shape_address(name):
        return Response(status_code=404)
    content = (REFERENCE / f"{name}.geojson").read_bytes()
    keep = {"cache-control": "public, max-age=31536000, immutable"}
    return Response(content, media_type="application/geo+json", headers=keep)


def _health(_: Request) -> Response:
    path = settings().warehouse
    if not path.exists():
        return JSONResponse({"status": "building"}, status_code=503)
    facts = engine(current(path)).facts
    return JSONResponse({"status": "ok", "version": facts.version, "as_of": str(facts.as_of), "demo": facts.demo})


ROUTES = [Route("/shapes/{file}", _shape), Route("/health", _health)]


def refuse_weak_secret() -> None:
    """Raise UserError where sign-ins are signed with a secret that can be guessed: anybody could write their own."""
    section = st.secrets.get("auth") if st.secrets.load_if_toml_exists() else None
    if section is not None and len(section.get("cookie_secret", "")) < SECRET_LENGTH:
        raise UserError(
            f"cookie_secret in .streamlit/secrets.toml is shorter than {SECRET_LENGTH} characters; make one with: "
            'python -c "import secrets; print(secrets.token_hex(32))"'
        )


@asynccontextmanager
async def lifespan(_: Any) -> AsyncIterator[None]:
    """Begin the first build as the server starts, and take what is loaded by then out of the garbage collector's way."""
    logs.configure()
    refuse_weak_secret()
    first_build(settings().warehouse)
    gc.collect()
    gc.freeze()
    yield
