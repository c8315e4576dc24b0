"""One publisher's service: requests that are few and slow enough, end in time, and are tried again where that may help.

Whatever goes wrong comes out as a UserError of one sentence (`troubles`).
"""

import ssl
import time
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import httpx
from tenacity import Retrying, retry_if_exception_type, stop_after_attempt

from dashboard.errors import UserError
from dashboard.fetching.troubles import Again, as_json, refuse, slow, unreachable, wait
from dashboard.settings import settings

ATTEMPTS = 5
REDIRECTS = 5
SLOWEST = 20_000  # bytes a second of a file, below which it would not end
ANSWER = 256_000_000  # bytes of an answer that is held in memory


@dataclass
class Web:
    """A service under its terms. ``pause`` waits for seconds; ``moved(bytes, total)`` is told of each piece that comes."""

    per_minute: float = 60
    most_requests: int = 1000  # in a visit; the rest comes with the next
    seconds: float = 60  # without a byte
    most_seconds: float = 600  # for an answer that is held in memory; a file may take longer, if it comes fast enough
    pause: Callable[[float], None] = time.sleep
    moved: Callable[[int, int | None], None] = lambda _done, _total: None
    requests: int = 0
    received: int = 0  # bytes
    _next: float = field(default=0.0, repr=False)

    def __post_init__(self) -> None:
        limits = httpx.Timeout(self.seconds, connect=min(self.seconds, 20))
        contact = settings().contact or settings().address
        agent = {"user-agent": f"mittnorden-dashboard/1.0 (+{contact})"}
        self._client = httpx.Client(timeout=limits, headers=agent, verify=_trusted())

    def close(self) -> None:
        """Close the connections."""
        self._client.close()

    def get(
        self, address: str, *, method: str = "GET", most: int = ANSWER, answers: Collection[int] = (), **asked: Any
    ) -> httpx.Response:
        """The whole answer (``asked``: params, headers, json, data as httpx takes them). 304, 404 and 410 are answers too,
        and so are the statuses in ``answers``."""

        def once() -> httpx.Response:
            with self._opened(method, address, asked, answers) as answer:
                return self._whole(answer, most)

        return self.tried(once)

    def json(self, address: str, **asked: Any) -> Any:
        """An answer that is JSON. Raises UserError for a page of the web, and for what breaks off."""
        return as_json(self.get(address, **asked))

    @contextmanager
    def stream(self, address: str, **asked: Any) -> Iterator[httpx.Response]:
        """An answer whose bytes are still to come; the caller tries again (`tried`)."""
        with self._opened("GET", address, asked) as answer:
            yield answer

    def tried(self, once: Callable[[], Any]) -> Any:
        """Do it, and again where what went wrong may pass."""
        try:
            return Retrying(
                retry=retry_if_exception_type(Again),
                wait=wait,
                stop=stop_after_attempt(ATTEMPTS),
                reraise=True,
                sleep=self.pause,
            )(once)
        except Again as trouble:
            raise trouble.error from None

    def pieces(self, answer: httpx.Response, total: int | None = None, before: int = 0) -> Iterator[bytes]:
        """The bytes of an answer as they come, unpacked only where the service packed them unasked. Raises Again where they
        break off, UserError where they come so slowly that they would not end."""
        seen, since, counted = answer.num_bytes_downloaded, time.monotonic(), 0
        try:
            for piece in answer.iter_bytes() if is_packed(answer) else answer.iter_raw():
                came = answer.num_bytes_downloaded - seen
                seen, counted = seen + came, counted + came
                self.received += came
                self.moved(before + seen, total)
                yield piece
                if (passed := time.monotonic() - since) > self.most_seconds:
                    if counted < SLOWEST * passed:
                        raise slow(answer.request.url.host)
                    since, counted = time.monotonic(), 0
        except httpx.HTTPError as trouble:
            raise Again(unreachable(answer.request.url, trouble)) from None

    @contextmanager
    def _opened(
        self, method: str, address: str, asked: Mapping[str, Any], answers: Collection[int] = ()
    ) -> Iterator[httpx.Response]:
        try:
            with closing(self._sent(method, address, **asked)) as answer:
                if answer.status_code not in answers:
                    refuse(answer)
                yield answer
        except httpx.HTTPError as trouble:
            raise Again(unreachable(httpx.URL(address), trouble)) from None

    def _sent(self, method: str, address: str, *, auth: Any = None, **asked: Any) -> httpx.Response:
        """The answer, also from where the service leads on to: never without encryption, and with what was sent along only
        to itself. Keys in headers stay behind as well where the host is another (httpx sees to it)."""
        request = self._client.build_request(method, through(address), **asked)
        for _ in range(REDIRECTS + 1):
            self._take_turn(address)
            answer = self._client.send(request, auth=auth, stream=True)
            if not (following := answer.next_request):
                return answer
            answer.close()
            here, there = request.url, following.url
            same = (here.scheme, here.host, here.port) == (there.scheme, there.host, there.port)
            if not same and (there.scheme != "https" or following.method != "GET"):
                break
            request, auth = following, auth if same else None
        host = _host(address)
        raise UserError(
            f"{host} leads on to where nothing can be fetched safely; look for its new address and mend it in sources.toml.",
            key="fetch.astray", host=host,
        )  # fmt: skip

    def _take_turn(self, address: str) -> None:
        if self.requests >= self.most_requests:
            raise UserError(
                f"{_host(address)} was asked {self.requests} times, which is enough for one visit; the rest comes with the next.",
                key="fetch.enough", host=_host(address), n=self.requests,
            )  # fmt: skip
        self.requests += 1
        now = time.monotonic()
        if self._next > now:
            self.pause(self._next - now)
        self._next = max(now, self._next) + 60 / self.per_minute

    def _whole(self, answer: httpx.Response, most: int) -> httpx.Response:
        began, content = time.monotonic(), bytearray()
        before = answer.num_bytes_downloaded
        for piece in answer.iter_bytes():
            content += piece
            self.received += answer.num_bytes_downloaded - before
            before = answer.num_bytes_downloaded
            self.moved(before, None)
            host = answer.request.url.host
            if len(content) > most:
                raise UserError(
                    f"{host} answers with more than {most // 1_000_000} MB; ask for less of it in sources.toml.",
                    key="fetch.too_large", host=host, n=most // 1_000_000,
                )  # fmt: skip
            if time.monotonic() - began > self.most_seconds:
                raise slow(host)
        answer._content = bytes(content)
        return answer


@cache
def _trusted() -> ssl.SSLContext:
    """The authorities that certificates are checked against; reading them takes longer than a small visit."""
    return httpx.create_ssl_context()


def is_packed(answer: httpx.Response) -> bool:
    """Whether the bytes are packed for the way."""
    return answer.headers.get("content-encoding", "identity").lower() != "identity"


def through(address: str) -> str:
    """The address, or its place in the mirror that stands for all publishers: ``<mirror>/<host>/<path>``."""
    mirror = settings().mirror.rstrip("/")
    return f"{mirror}/{address.partition('://')[2]}" if mirror and not address.startswith(mirror) else address


def _host(address: str) -> str:
    return httpx.URL(address).host
