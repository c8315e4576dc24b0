"""Taking a fetched file in: held against those before it, read into the archive, and only then remembered."""

from datetime import UTC, datetime
from functools import partial
from typing import Any

from dashboard import journal
from dashboard.errors import UserError
from dashboard.fetching import memory, quarantine, shape
from dashboard.fetching.visit import Got, Visit
from dashboard.journal import Event
from dashboard.sources import modules as parsers
from dashboard.sources.forgetting import forget
from dashboard.sources.importing import import_file
from dashboard.sources.intake import Intake
from dashboard.sources.opening import File

FAR_OFF = 2  # times as many rows as before, or as few
FEW = 100  # below so many rows a number says nothing
REJECTED = 0.1  # of the rows


class Differs(Exception):
    """A file that is not like those before it."""

    def __init__(self, differences: list[shape.Difference]) -> None:
        super().__init__(shape.as_text(differences))
        self.differences = differences


def take_in(source: str, got: Got, kind: journal.Kind, visit: Visit | None = None) -> Event:
    """Read a file into the archive and remember it. Raises Differs where it is not like those before, unless accepted."""
    kept = memory.recall(source)
    if not got.path.stat().st_size:
        event = _removed(source, got, visit) if got.forget else tell(visit, "unchanged", source=source)
        memory.remember(source, {**kept, **got.remember, "not_before": ""})
        got.path.unlink()
        return event
    if got.forget:
        _removed(source, got, visit)  # whatever becomes of the file: it is a duty, and done twice it does no harm
    seen = kept.setdefault("series", {}).setdefault(got.series, {})
    file = File(got.path)
    if shape.broken_off(file):
        got.path.unlink()  # the next visit asks for it again
        raise file.damaged()
    now = shape.shape_of(file, parsers().get(source))
    accepted = kind == "accepted"
    if found := [] if accepted else shape.differences(seen.get("shape"), now):
        raise Differs(found)
    began = datetime.now(UTC).replace(tzinfo=None)
    check = None if accepted else partial(_check, seen, got.whole)
    try:
        release = import_file(got.path, source, got.as_of, check=check)
    except UserError:
        got.path.unlink(missing_ok=True)  # it is broken: the next visit asks for it again
        raise
    seen["shape"] = now if accepted else shape.merged(seen.get("shape"), now)
    seen["rows"], seen["rejected"] = release.rows, release.rejected
    seen |= {"whole": release.rows} if got.whole else {}
    memory.remember(source, {**kept, **got.remember, "not_before": ""})
    quarantine.let_go(source, got.series) if not accepted else None
    got.path.unlink(missing_ok=True)
    same = release.read_at < began and not accepted and not got.forget
    return tell(
        visit, "unchanged" if same else kind, source=source, file=release.file, as_of=release.as_of, rows=release.rows,
        rejected=release.rejected, whole=got.whole,
    )  # fmt: skip


def _removed(source: str, got: Got, visit: Visit | None) -> Event:
    return tell(visit, "removed", source=source, rows=forget(source, got.forget))


def _check(seen: dict[str, Any], whole: bool, intake: Intake) -> None:
    """Raise Differs where rows, or rejected ones among them, are far from what they were."""
    found: list[shape.Difference] = []
    all_before = seen.get("whole", 0)  # in the last file with everything there is; parts may have come since
    if whole and all_before >= FEW and not all_before / FAR_OFF <= intake.rows <= all_before * FAR_OFF:
        found.append({"what": "rows", "before": all_before, "now": intake.rows})
    before, share = seen.get("rows", 0), seen.get("rejected", 0) / max(1, seen.get("rows", 0))
    if before and intake.rows >= FEW and intake.rejected / intake.rows > max(REJECTED, 5 * share):
        found.append({"what": "rejected", "before": seen.get("rejected", 0), "now": intake.rejected})
    if found:
        raise Differs(found)


def tell(visit: Visit | None, kind: journal.Kind, *, source: str = "", **facts: Any) -> Event:
    """Write into the journal what happened, with what the visit has cost so far."""
    if visit:
        facts |= {"bytes": visit.web.received, "requests": visit.web.requests}
    return journal.note(source or (visit.source if visit else ""), kind, **facts)
