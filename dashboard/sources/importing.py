"""Taking a file in: read it through, then archive it in data/raw and write its staged rows; else change nothing."""

import re
import shutil
from collections.abc import Callable
from datetime import UTC, date, datetime
from difflib import get_close_matches
from hashlib import file_digest
from pathlib import Path
from types import ModuleType

from dashboard.errors import UserError
from dashboard.settings import settings
from dashboard.sources import modules, names, tables
from dashboard.sources.intake import Intake
from dashboard.sources.opening import File, day_in_name
from dashboard.sources.orgnr import without_persons
from dashboard.sources.tables import tidy
from dashboard.staged import Draft, Release, release_in

Report = Callable[[str, float], None]
_IN_ARCHIVE = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})_([0-9a-f]{12})_(.+)")


def import_file(
    path: Path, source: str, as_of: date | None = None, *,
    report: Report | None = None, check: Callable[[Intake], None] | None = None,
) -> Release:  # fmt: skip
    """Read a file through, archive it as ``raw/<source>/<as-of>_<digest12>_<name>`` and write its staged release.
    A name with a person's number in it becomes the source's.

    ``as_of`` is the day the data describes; without it, what the file says, else its name, else today. A file that
    was imported before changes nothing and gives the release it has. ``check`` is shown what was read, before anything
    is archived, and may raise. Raises UserError, and changes nothing, where the source is unknown or the file cannot be
    used.
    """
    module = _module(source)
    file = File(path, report)
    digest = _digest(path)
    for raw in sorted((settings().raw / source).glob(f"*_{digest[:12]}_*")):
        if as_of is None or raw.name.startswith(f"{as_of}_"):
            return _restaged(raw, report)
    named = as_of or day_in_name(path.name)
    with Draft(settings().staged, source) as draft:
        intake = _read(file, source, named, draft)
        if check:
            check(intake)
        described = as_of or intake.stated or named or settings().clock()
        name = without_persons(path.name) or source + path.suffix
        release = _release(source, name, digest, described, datetime.now(UTC), intake)
        raw = settings().raw / source / f"{release.name}_{_archive_name(name, bool(intake.personal))}"
        _archive(file, draft.folder / "archived", module, intake)
        raw.parent.mkdir(parents=True, exist_ok=True)
        (draft.folder / "archived").rename(raw)  # both lie in the one data folder
        try:
            draft.finish(release)
        except BaseException:
            raw.unlink()
            raise
    return release


def restage(report: Report | None = None) -> list[Release]:
    """Parse the archived files whose staged rows are absent, or were made when DASHBOARD_AREA kept less, and return their
    releases: for a fresh machine."""
    archived = [raw for raw in sorted(settings().raw.glob("*/[0-9]*")) if raw.parent.name in names()]
    return [_restaged(raw, report) for raw in archived if _IN_ARCHIVE.fullmatch(raw.name) and not _staged(raw)]


def _module(source: str) -> ModuleType:
    if found := modules().get(source):
        return found
    known = ", ".join(sorted([*names(), "register"]))  # whose files the command line takes in itself
    if near := get_close_matches(source, names(), 1):
        raise UserError(
            f"There is no source {source}; did you mean {near[0]}? There are {known}.",
            key="sources.unknown_source_near", source=source, near=near[0], known=known,
        )  # fmt: skip
    raise UserError(
        f"There is no source {source}; there are {known}.", key="sources.unknown_source", source=source, known=known
    )


def _read(file: File, source: str, as_of: date | None, draft: Draft) -> Intake:
    """Read a file through into the draft. Raises UserError where no row of it can be used."""
    intake = Intake(source, as_of or settings().clock(), draft)
    modules()[source].parse(file, intake)
    intake.flush()
    if intake.rows and intake.rejected == intake.rows:
        raise UserError(
            f"No row of {file.name} can be used, beginning with line {intake.first_rejected_line}; "
            f"check that it is a file for {source}.",
            key="sources.none_usable", file=file.name, source=source, line=intake.first_rejected_line,
        )  # fmt: skip
    return intake


def _restaged(raw: Path, report: Report | None) -> Release:
    """The release of an archived file, parsed again where its staged rows are absent."""
    if release := _staged(raw):
        return release
    day, digest, name = _IN_ARCHIVE.fullmatch(raw.name).groups()  # type: ignore[union-attr]
    as_of, source, found = date.fromisoformat(day), raw.parent.name, _digest(raw)
    # a file archived without persons is another than the one that came, whose digest begins with what its name has
    digest = found if found.startswith(digest) else digest
    read_at = datetime.fromtimestamp(raw.stat().st_mtime, UTC)
    with Draft(settings().staged, source) as draft:
        release = _release(source, name, digest, as_of, read_at, _read(File(raw, report), source, as_of, draft))
        draft.finish(release)
    return release


def _staged(raw: Path) -> Release | None:
    """The staged release of an archived file, if it is there and no row that is kept now was left out of it."""
    day, digest, _ = _IN_ARCHIVE.fullmatch(raw.name).groups()  # type: ignore[union-attr]
    release = release_in(settings().staged / raw.parent.name / f"{day}_{digest}")
    return None if release and release.lacks(settings().countries) else release


def _release(source: str, name: str, digest: str, as_of: date, read_at: datetime, intake: Intake) -> Release:
    return Release(
        source, tidy(name), digest, as_of, read_at.replace(tzinfo=None), rows=intake.rows, accepted=intake.accepted,
        outside=intake.outside, rejected=intake.rejected, complete=intake.complete, note=intake.note,
        area=",".join(settings().countries),
    )  # fmt: skip


def _archive(file: File, target: Path, module: ModuleType, intake: Intake) -> None:
    """Write the file as it came, but for what is personal in it: rows with a person's number, and of advertisements
    texts and contacts (the source's own ``archive`` does it)."""
    if archive := getattr(module, "archive", None):
        archive(file, target, intake.source)
    elif intake.personal:
        tables.copy(file, target, module.COLUMNS, module.REQUIRED, intake.personal)
    else:
        shutil.copyfile(file.path, target)


def _archive_name(name: str, rewritten: bool) -> str:
    """A file's name, short enough to stand after day and digest."""
    stem, suffix = Path(tidy(name)).stem, "".join(Path(name).suffixes[-2:])
    return f"{stem[:60]}{'.csv' if rewritten else tidy(suffix)[:20]}"


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()
