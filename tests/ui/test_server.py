"""What the server adds to Streamlit: headers, a health address, the polygons, short embed links, messages at once."""

import http.client
import json
import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import uvicorn
import websockets.sync.client
from starlette.applications import Starlette
from starlette.routing import WebSocketRoute
from starlette.websockets import WebSocket

from dashboard.ui.server import ROUTES, SecurityHeaders, shape_address

NO_DELAY: list[int] = []  # what each websocket's connection was set to


async def stream(connection: WebSocket) -> None:
    """Note how the connection sends, and close it."""
    transport = connection._receive.__self__.transport  # type: ignore[attr-defined]
    NO_DELAY.append(transport.get_extra_info("socket").getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY))
    await connection.accept()
    await connection.close()


@pytest.fixture(scope="module")
def port() -> Iterator[int]:
    """A real server with the routes, without Streamlit, on a socket that does not say it is TCP, as Streamlit binds it."""
    bound = socket.socket(socket.AF_INET)
    bound.bind(("127.0.0.1", 0))
    app = SecurityHeaders(Starlette(routes=[*ROUTES, WebSocketRoute("/stream", stream)]))
    server = uvicorn.Server(uvicorn.Config(app, ws="websockets-sansio", log_level="critical", lifespan="off"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [bound]}, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    yield bound.getsockname()[1]
    server.should_exit = True
    thread.join(10)


def get(port: int, path: str) -> tuple[int, dict[str, str], bytes]:
    """Status, headers and body; a redirect is not followed."""
    connection = http.client.HTTPConnection("127.0.0.1", port)
    connection.request("GET", path)
    answer = connection.getresponse()
    body = answer.read()
    connection.close()
    return answer.status, dict(answer.getheaders()), body


def test_health_says_what_is_served(port: int, demo_data: Path) -> None:
    """Ready, with the data's version, day and kind; no page may be framed by others, nothing may be guessed."""
    status, headers, body = get(port, "/health")
    told = json.loads(body)
    assert status == 200
    assert (told["status"], told["demo"], told["as_of"]) == ("ok", True, "2026-09-30")
    assert "frame-ancestors 'self'" in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"


def test_health_says_that_it_is_building(port: int, data_folder: Path) -> None:
    """Not ready before there is data."""
    assert get(port, "/health")[0] == 503


def test_polygons_are_kept_for_ever_under_their_content(port: int) -> None:
    """The address holds a hash; another hash, or another file, is not found."""
    status, headers, body = get(port, shape_address("boundaries"))
    assert status == 200 and len(json.loads(body)["features"]) == 46
    assert "immutable" in headers["cache-control"]
    assert get(port, "/shapes/boundaries-000000000000.geojson")[0] == 404
    assert get(port, "/shapes/areas-1.geojson")[0] == 404


def test_the_short_embed_link_leads_to_streamlits(port: int) -> None:
    """embed=1 is what people write."""
    assert get(port, "/map?area=SE-2321&embed=1")[1]["location"] == "/map?area=SE-2321&embed=true"


def test_websockets_send_at_once(port: int) -> None:
    """A connection's messages do not wait for the confirmation of the one before (40 ms a rerun)."""
    with websockets.sync.client.connect(f"ws://127.0.0.1:{port}/stream") as connection:
        assert list(connection) == []
    assert NO_DELAY == [1]
