"""Where meetings are kept: a folder each in the data folder, with ``meeting.json`` and, once it is frozen, its numbers.

A file is written beside the old one and swapped in, so that readers and kills meet a whole one. Whoever saves says which
state was changed: of two who change the same one the second is told. Who may save is for the caller to know.
"""

import secrets
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

from dashboard.errors import UserError
from dashboard.meeting import files
from dashboard.meeting.meeting import Meeting, to_json
from dashboard.meeting.naming import is_name, named
from dashboard.settings import settings
from dashboard.warehouse.build import only_one

FILE, FROZEN = "meeting.json", "frozen"


class Changed(UserError):
    """Somebody else saved the meeting meanwhile: read it anew and change that."""

    def __init__(self) -> None:
        super().__init__(
            "Somebody else has changed this meeting meanwhile; look at it again and repeat your change.",
            key="meeting.changed_meanwhile",
        )  # fmt: skip


def meetings() -> "Meetings":
    """The meetings of the data folder in use."""
    return Meetings(settings().data / "meetings", settings().meetings)


def new(title: str, language: str) -> Meeting:
    """A meeting without views, not kept yet."""
    return Meeting(title, language)


class Meetings:
    """The meetings of a folder, at most ``most``: one more is refused, since what somebody prepared never vanishes."""

    def __init__(self, folder: Path, most: int) -> None:
        self.folder = folder
        self.most = most

    def has(self, name: str) -> bool:
        """Whether there is a meeting of that id, and it can be read."""
        return self._found(name) is not None

    def get(self, name: str) -> Meeting:
        """The meeting of an id, from anywhere. Raises UserError where there is none, or its file is broken."""
        found = self._found(name)
        if found is None:
            raise UserError(
                f"There is no meeting {name[:60]!r}; it may have been deleted. Look in the list of meetings.",
                key="meeting.unknown", name=name[:60],
            )  # fmt: skip
        return found

    def all(self) -> list[Meeting]:
        """Every meeting that can be read, the last changed one first."""
        found = (self._found(file.parent.name) for file in self.folder.glob(f"*/{FILE}"))
        return sorted(filter(None, found), key=lambda meeting: meeting.changed, reverse=True)

    def save(self, meeting: Meeting) -> Meeting:
        """Keep a meeting, and give it as it is kept: a new one with its id and key, a changed one with the new time.

        Raises Changed where it is not the newest state any more, and UserError where it is frozen, has no title, cannot
        be written, or is one too many.
        """
        if not meeting.title:
            raise UserError("A meeting has a title; write one.", key="meeting.no_title")
        with self._alone():
            return self._write(self._checked(meeting) if meeting.id else self._begun(meeting))

    def freeze(self, meeting: Meeting, fill: Callable[[Path], None], day: date) -> Meeting:
        """Keep the files that ``fill`` writes into a folder with the meeting, which nobody can change from then on.

        All of it or nothing is kept. Raises as ``save`` does.
        """
        with self._alone():
            checked, place = self._checked(meeting), self.numbers(meeting)
            beside = place.with_suffix(".new")
            for rest in (beside, place):  # of a freezing that was killed
                shutil.rmtree(rest, ignore_errors=True)
            beside.mkdir()
            fill(beside)
            beside.rename(place)
            return self._write(replace(checked, frozen=day.isoformat()))

    def numbers(self, meeting: Meeting) -> Path:
        """The folder of what was frozen."""
        return self.folder / meeting.id / FROZEN

    def delete(self, name: str) -> None:
        """Remove a meeting. Raises UserError where there is none, or it is frozen: what was shown stays."""
        with self._alone():
            _not_frozen(self.get(name))
            (self.folder / name / FILE).unlink()  # from here on it is gone, whatever happens to the rest
            shutil.rmtree(self.folder / name)

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """One writer at a time, in this process and others."""
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            with only_one(self.folder / "meetings"):
                yield
        except OSError as error:
            raise UserError(
                f"The meeting could not be kept: {error.strerror}. Tell whoever runs the server.",
                key="meeting.unwritable", why=error.strerror or "",
            ) from error  # fmt: skip

    def _found(self, name: str) -> Meeting | None:
        return files.read(self.folder / name / FILE) if is_name(name) else None

    def _checked(self, meeting: Meeting) -> Meeting:
        """A change of what is kept now; id, key and beginning stay."""
        kept = self.get(meeting.id)
        _not_frozen(kept)
        if meeting.changed != kept.changed:
            raise Changed
        return replace(meeting, key=kept.key, created=kept.created, frozen="")

    def _begun(self, meeting: Meeting) -> Meeting:
        if len(self.all()) >= self.most:
            raise UserError(
                f"There are {self.most} meetings already; delete one that is not needed any more first.",
                key="meeting.too_many", most=self.most,
            )  # fmt: skip
        name = named(meeting.title)
        while (self.folder / name).exists():
            name = named(meeting.title)
        (self.folder / name).mkdir()
        return replace(meeting, id=name, key=secrets.token_urlsafe(16), created=_now(), frozen="")

    def _write(self, meeting: Meeting) -> Meeting:
        kept = replace(meeting, changed=_now())
        files.write(self.folder / kept.id / FILE, to_json(kept))
        return kept


def _not_frozen(meeting: Meeting) -> None:
    if meeting.frozen:
        raise UserError(
            "This meeting is frozen and stays as it was shown; make a copy of it to change that.",
            key="meeting.is_frozen",
        )  # fmt: skip


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="microseconds")
