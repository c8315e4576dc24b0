"""A round: every source visited once, one after another. A failure is one sentence in the journal; the others go on."""

import fcntl
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime
from functools import partial
from typing import Any, TextIO

import structlog

from dashboard.errors import UserError
from dashboard.fetching import memory, quarantine
from dashboard.fetching.publishers import modules
from dashboard.fetching.taking import Differs, take_in, tell
from dashboard.fetching.troubles import ComeLater
from dashboard.fetching.visit import Visit
from dashboard.fetching.web import Web
from dashboard.journal import Event
from dashboard.publishers import publishers
from dashboard.settings import settings

log = structlog.get_logger()


def known() -> list[str]:
    """The sources that can be fetched, in the order of sources.toml."""
    return [name for name in publishers() if name in modules()]


def prepare(source: str, *, since: date | None = None, **web: Any) -> Visit:
    """A visit to a source under its terms."""
    terms = publishers()[source]["fetch"]
    named = {name: terms[name] for name in ("per_minute", "most_requests", "seconds") if name in terms}
    folder = settings().data / "incoming" / source
    return Visit(source, terms, Web(**named, **web), memory.recall(source), folder, since)


def visit_all(
    sources: Sequence[str],
    *,
    since: date | None = None,
    pause: Callable[[float], None] = time.sleep,
    moved: Callable[[str, int, int | None], None] = lambda _source, _done, _total: None,
) -> Iterator[Event]:
    """Visit each source, and give what happened as it does. Raises UserError where another round is under way."""
    with alone():
        for source in sources:
            yield from _visit(prepare(source, since=since, pause=pause, moved=partial(moved, source)))


@contextmanager
def alone() -> Iterator[None]:
    """One round at a time in a data folder; the lock goes with the process that held it."""
    with data_folder():
        folder = settings().data / "fetch"
        folder.mkdir(parents=True, exist_ok=True)
        with (folder / ".lock").open("w") as handle:
            _lock(handle)
            yield


@contextmanager
def data_folder() -> Iterator[None]:
    """Raises UserError where a block cannot read or write the data folder: no rights, no space."""
    try:
        yield
    except OSError as error:
        raise _of_folder(error) from error


def _of_folder(error: OSError) -> UserError:
    folder, reason = settings().data, error.strerror or type(error).__name__
    return UserError(
        f"The data folder {folder} cannot be read or written ({reason}); free space or mend its rights, then fetch again.",
        key="fetch.folder", folder=str(folder), reason=reason,
    )  # fmt: skip


def _lock(handle: TextIO) -> None:
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        raise UserError(
            "Another fetch is under way; wait until it has ended.", key="fetch.under_way"
        ) from None  # fmt: skip


def accept(source: str) -> Iterator[Event]:
    """Take in what is held of a source as it is. Raises UserError where nothing is held."""
    with alone():
        waiting = [one for one in quarantine.held() if one.source == source]
        if not waiting:
            raise UserError(f"Nothing of {source} is held back.", key="fetch.nothing_held", source=source)
        for one in waiting:
            yield take_in(source, one.got, "accepted")
            one.release()


def _visit(visit: Visit) -> Iterator[Event]:
    """One source's events: each file that came, or that nothing did and why."""
    source, say = visit.source, partial(tell, visit)
    came = 0
    try:
        if (later := visit.memory.get("not_before", "")) > datetime.now(UTC).isoformat():
            yield say("skipped", key="fetch.not_yet", values={"until": later[:16].replace("T", " ")},
                       sentence=f"{source} asked not to be visited before {later[:16]} UTC.")  # fmt: skip
            return
        try:
            for name in visit.terms.get("secrets", ()):
                visit.secret(name)
        except UserError as error:
            yield say("skipped", **_sentence(error))
            return
        visit.sweep()
        for got in modules()[source].fetch(visit):
            came += 1
            if isinstance(got, UserError):
                yield say("failed", **_sentence(got))
                continue
            try:
                yield take_in(source, got, "changed", visit)
            except UserError as error:
                yield say("failed", file=got.path.name, **_sentence(error))
            except Differs as found:
                held = quarantine.hold(source, got, found.differences)
                log.warning("held back", source=source, file=held.got.path.name, differences=str(found))
                yield say("held", file=held.got.path.name, differences=tuple(found.differences))
    except ComeLater as error:
        memory.remember(source, memory.recall(source) | {"not_before": error.moment.isoformat()})
        yield say("failed", **_sentence(error))
    except UserError as error:
        yield say("failed", **_sentence(error))
    except Exception as error:
        log.exception("a visit went wrong", source=source)
        if isinstance(error, OSError) and not isinstance(error, FileNotFoundError):
            yield say("failed", **_sentence(_of_folder(error)))
        else:
            yield say(
                "failed",
                key="fetch.bug",
                sentence="Something went wrong in the dashboard itself; the log has the trace.",
            )
    else:
        if not came:
            yield say("unchanged")
    finally:
        visit.web.close()


def _sentence(error: UserError) -> dict[str, Any]:
    return {"key": error.key, "values": error.values, "sentence": str(error)}
