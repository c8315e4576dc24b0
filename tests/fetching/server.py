"""A local server that stands for all publishers, as a mirror: ``/<host>/<path>``. It behaves as they do: ETag and
Last-Modified, parts of a file, gzip; and it misbehaves as they do, where a test injects a fault.
"""

import gzip
import re
import socket
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl, urlsplit


@dataclass(frozen=True)
class Asked:
    """A request: ``place`` is host and path, ``query`` its parameters (the last of several), ``body`` what was sent."""

    method: str
    place: str
    query: dict[str, str]
    headers: dict[str, str]
    body: bytes = b""


@dataclass(frozen=True)
class Answer:
    """What a publisher answers; with ``etag`` or ``modified`` it knows versions, with ``parts`` it sends parts of them."""

    content: bytes = b""
    status: int = 200
    kind: str = "application/json"
    etag: str = ""
    modified: str = ""
    parts: bool = True
    compress: bool = False
    headers: dict[str, str] = field(default_factory=dict)


Behaviour = Callable[[Asked], Answer]


@dataclass
class Fault:
    """Something that goes wrong the next ``times`` times that a place matching ``where`` is asked."""

    where: str
    times: int = 1
    answer: Callable[[Answer], Answer] = lambda answer: answer
    cut: int | None = None  # bytes after which the connection is cut
    wait: float = 0.0  # seconds before the first byte
    drip: float = 0.0  # seconds before each byte


def busy(status: int = 429, after: str | None = "1") -> Callable[[Answer], Answer]:
    """An answer that asks to wait."""
    return lambda _: Answer(b"{}", status, headers={"retry-after": after} if after is not None else {})


def web_page(_: Answer) -> Answer:
    """A page of the web with status 200, as services show while they are mended."""
    return Answer(b"<!doctype html><title>Vi er straks tilbake</title>", kind="text/html")


class Publishers:
    """The server. ``serve`` says what stands where, ``faults`` what goes wrong; ``asked`` and ``sent`` tell what happened."""

    def __init__(self) -> None:
        self.behaviours: list[tuple[str, Behaviour]] = []
        self.faults: list[Fault] = []
        self.asked: list[Asked] = []
        self.sent = 0  # bytes of bodies
        publishers = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                publishers._answer(self)

            def do_POST(self) -> None:
                publishers._answer(self)

            def log_message(self, *_: Any) -> None:
                """Say nothing."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self.address = f"http://127.0.0.1:{self._server.server_port}"
        threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()

    def serve(self, where: str, behaviour: Behaviour | Answer | bytes) -> None:
        """Let places that match the expression answer so; what was said last comes first."""
        if isinstance(behaviour, bytes):
            behaviour = Answer(behaviour)
        if isinstance(behaviour, Answer):
            told = behaviour
            behaviour = lambda _: told  # noqa: E731
        self.behaviours.insert(0, (where, behaviour))

    def forget(self) -> None:
        """Begin to count anew."""
        self.asked.clear()
        self.sent = 0

    def close(self) -> None:
        """Stop."""
        self._server.shutdown()
        self._server.server_close()

    def _answer(self, handler: BaseHTTPRequestHandler) -> None:
        url = urlsplit(handler.path)
        length = int(handler.headers.get("content-length") or 0)
        headers = {name.lower(): value for name, value in handler.headers.items()}
        place = url.path.lstrip("/")
        asked = Asked(handler.command, place, dict(parse_qsl(url.query)), headers, handler.rfile.read(length))
        self.asked.append(asked)
        behaviour = next((found for where, found in self.behaviours if re.search(where, place)), None)
        answer = behaviour(asked) if behaviour else Answer(b'{"error": "not found"}', 404)
        fault = next((one for one in self.faults if one.times and re.search(one.where, place)), None)
        if fault:
            fault.times -= 1
            time.sleep(fault.wait)
            answer = fault.answer(answer)
        self._send(handler, _versioned(asked, answer), fault or Fault(""))

    def _send(self, handler: BaseHTTPRequestHandler, answer: Answer, fault: Fault) -> None:
        content, cut = answer.content, fault.cut
        told = dict(answer.headers)
        if answer.compress and "gzip" in handler.headers.get("accept-encoding", ""):
            content = gzip.compress(content)
            told["content-encoding"] = "gzip"
        told |= {name: value for name, value in (("etag", answer.etag), ("last-modified", answer.modified)) if value}
        try:
            handler.send_response(answer.status)
            for name, value in {**told, "content-type": answer.kind}.items():
                handler.send_header(name, value)
            handler.send_header("content-length", str(len(content)))
            handler.end_headers()
            for place in range(len(content)) if fault.drip else ():
                time.sleep(fault.drip)
                self.sent += 1
                handler.wfile.write(content[place : place + 1])
            if answer.status != 304 and not fault.drip:
                self.sent += len(content[:cut])  # before it goes: a test reads it as soon as it has come
                handler.wfile.write(content[:cut])
            if cut is not None:
                handler.wfile.flush()
                handler.connection.shutdown(socket.SHUT_RDWR)
                handler.close_connection = True
        except OSError:
            handler.close_connection = True  # the reader had enough


def _versioned(asked: Asked, answer: Answer) -> Answer:
    """304 for a known version, 206 for a part of the same one, else the answer whole."""
    if answer.status != 200:
        return answer
    known = (asked.headers.get("if-none-match"), asked.headers.get("if-modified-since"))
    if (answer.etag and known[0] == answer.etag) or (not known[0] and answer.modified and known[1] == answer.modified):
        return replace(answer, status=304, content=b"")
    part = re.fullmatch(r"bytes=([0-9]+)-", asked.headers.get("range", ""))
    if part and answer.parts and asked.headers.get("if-range", answer.etag) in (answer.etag, answer.modified):
        start, size = int(part[1]), len(answer.content)
        if start >= size:
            return Answer(status=416, headers={"content-range": f"bytes */{size}"})
        shown = {"content-range": f"bytes {start}-{size - 1}/{size}"}
        return replace(answer, status=206, content=answer.content[start:], headers={**answer.headers, **shown})
    return answer
