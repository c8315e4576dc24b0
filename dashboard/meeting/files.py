"""Files of meetings: written whole or not at all, and read once for each state they are in."""

import os
from functools import lru_cache
from pathlib import Path

import structlog
from pydantic import ValidationError

from dashboard.errors import UserError
from dashboard.meeting.meeting import Meeting, from_json

log = structlog.get_logger()


def write(file: Path, content: bytes) -> None:
    """Put a file in its place with one rename, once it is on the disk; one at a time may write the same.

    Only the owner may read it: a meeting has its key. Raises OSError."""
    beside = file.with_name(f"{file.name}.new")
    beside.unlink(missing_ok=True)
    beside.touch(mode=0o600)
    with beside.open("wb") as out:
        out.write(content)
        out.flush()
        os.fsync(out.fileno())
    beside.replace(file)


def read(file: Path) -> Meeting | None:
    """The meeting of a file, None where there is none. A broken one is logged, and nobody else's trouble."""
    try:
        stat = file.stat()
    except OSError:
        return None
    return _read(file, (stat.st_ino, stat.st_mtime_ns))


@lru_cache(maxsize=1024)
def _read(file: Path, _state: tuple[int, int]) -> Meeting | None:
    try:
        meeting = from_json(file.read_bytes())
    except (OSError, ValidationError, UserError) as error:
        log.error("a meeting cannot be read", file=str(file), why=str(error))
        return None
    return meeting if meeting.id == file.parent.name else None
