"""What a service answers when it is none: waited for where it may pass, else a UserError of one sentence.

Services are told by their host only, never by address or headers: there a secret may stand.
"""

import json
import time
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any

import httpx
from tenacity import RetryCallState, wait_exponential_jitter

from dashboard.errors import UserError

PATIENCE = 120.0  # seconds that are waited when a service says so; for longer the visit ends and is made again later
LONGEST = 7 * 86_400.0  # seconds that a service is left alone at most, whatever it says
PASSING = {408, 425, 429, 500, 502, 503, 504}
_backoff = wait_exponential_jitter(initial=1, max=60)


class Again(Exception):
    """What may pass: tried again, after as many seconds as the service asks for."""

    def __init__(self, error: UserError, after: float | None = None) -> None:
        super().__init__(str(error))
        self.error = error
        self.after = after


class ComeLater(UserError):
    """The service asks not to be visited before ``moment`` (UTC, without a zone)."""

    def __init__(self, host: str, moment: datetime) -> None:
        until = f"{moment:%Y-%m-%d %H:%M}"
        super().__init__(
            f"{host} asks not to be visited before {until} UTC; it is asked again after that.",
            key="fetch.later", host=host, until=until,
        )  # fmt: skip
        self.moment = moment


def as_json(answer: httpx.Response) -> Any:
    """The JSON of an answer. Raises UserError for a page of the web, and for what is no JSON."""
    try:
        return json.loads(answer.content)
    except ValueError:
        raise no_json(answer.request.url.host, answer.content) from None


def no_json(host: str, content: bytes) -> UserError:
    """What to say of an answer that is not JSON: a page of the web, or something else."""
    if content.lstrip()[:1] == b"<":
        return UserError(
            f"{host} answers with a web page instead of data; it is asked again next time.",
            key="fetch.web_page",
            host=host,
        )
    return UserError(
        f"{host} answers with something that is not whole JSON; it is asked again next time.",
        key="fetch.no_json",
        host=host,
    )


def lacks(host: str, field: str) -> UserError:
    """What to say of an answer without a field that leads to all others, such as the list of its rows."""
    return UserError(
        f"{host} answers without {field}; look for a change of its service.", key="fetch.lacks", host=host, field=field
    )


def told(host: str, answer: Any, *path: str, kind: type = object) -> Any:
    """What stands at a path of an answer. Raises UserError, with the path, where nothing of that kind does."""
    for name in path:
        if not isinstance(answer, dict) or name not in answer:
            raise lacks(host, ".".join(path))
        answer = answer[name]
    if not isinstance(answer, kind):
        raise lacks(host, ".".join(path))
    return answer


def cut(host: str) -> UserError:
    """What to say of an answer that breaks off."""
    return UserError(
        f"{host} broke off in the middle of an answer; it is asked again next time.", key="fetch.cut", host=host
    )


def refuse(answer: httpx.Response) -> None:
    """Raise for an answer that is none: Again where it may pass."""
    status, host = answer.status_code, answer.request.url.host
    if answer.is_success or status in (304, 404, 410, 416):
        return
    if status in PASSING:
        after = _retry_after(answer)
        busy = UserError(
            f"{host} is busy or out of order ({status}); it is asked again next time.",
            key="fetch.busy", host=host, status=status,
        )  # fmt: skip
        if after is not None and after > PATIENCE:
            until = datetime.fromtimestamp(time.time() + after, UTC).replace(tzinfo=None, microsecond=0)
            raise ComeLater(host, until)
        raise Again(busy, after)
    if status in (401, 403):
        raise UserError(
            f"{host} does not let us in ({status}); check the key that the README names for it.",
            key="fetch.not_let_in", host=host, status=status,
        )  # fmt: skip
    raise UserError(
        f"{host} does not understand the question ({status}); look for a change of its service.",
        key="fetch.refused", host=host, status=status,
    )  # fmt: skip


def _retry_after(answer: httpx.Response) -> float | None:
    """Seconds that the service asks to wait: stated as such, or as a moment."""
    stated = answer.headers.get("retry-after", "").strip()
    try:
        after = float(stated) if stated.isdecimal() else _moment(stated).timestamp() - time.time()
    except (ValueError, OverflowError):
        return None
    return min(max(0.0, after), LONGEST)


def _moment(stated: str) -> datetime:
    found = parsedate_to_datetime(stated)
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def wait(state: RetryCallState) -> float:
    """Seconds until something is tried again: what the service asks for, else longer each time."""
    trouble = state.outcome.exception() if state.outcome else None
    after = trouble.after if isinstance(trouble, Again) else None
    return after if after is not None else _backoff(state)


def unreachable(url: httpx.URL, trouble: httpx.HTTPError) -> UserError:
    """What to say of a service that cannot be reached, or no longer."""
    if isinstance(trouble, httpx.TimeoutException):
        return slow(url.host)
    if isinstance(trouble, httpx.RemoteProtocolError | httpx.ReadError | httpx.DecodingError):
        return cut(url.host)
    return UserError(
        f"{url.host} cannot be reached; check the network, or wait: it is asked again next time.",
        key="fetch.unreachable", host=url.host,
    )  # fmt: skip


def slow(host: str) -> UserError:
    """What to say of a service that would not end."""
    return UserError(f"{host} takes too long to answer; it is asked again next time.", key="fetch.slow", host=host)
