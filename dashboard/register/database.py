"""The register's database: SQLite with a write-ahead log, or PostgreSQL. One writer at a time, readers are never held up."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import sqlalchemy as sa
import structlog
from alembic import command
from alembic.config import Config
from sqlalchemy.exc import DBAPIError, OperationalError

from dashboard.errors import UserError

LOCK = 710_204  # of PostgreSQL's advisory locks, the register's writers' own
WAIT = 30_000  # milliseconds that a writer waits for the one before
log = structlog.get_logger()


def connect(url: str) -> sa.Engine:
    """The database at ``url`` with its tables up to date; an SQLite file is made. Raises UserError where it cannot be."""
    engine = sa.create_engine(url, pool_pre_ping=not url.startswith("sqlite"))
    if engine.dialect.name == "sqlite":
        path = Path(engine.url.database or "")
        path.parent.mkdir(parents=True, exist_ok=True)
        sa.event.listen(engine, "connect", _prepare)
        sa.event.listen(engine, "begin", _begin)
    with writing(engine) as connection:
        _migrate(connection)
    return engine


def _prepare(connection: Any, _: object) -> None:
    """Leave transactions to us, write ahead, and let what is acknowledged survive a power cut."""
    connection.isolation_level = None
    for setting in (f"busy_timeout = {WAIT}", "journal_mode = wal", "synchronous = full", "foreign_keys = on"):
        connection.execute(f"pragma {setting}")


def _begin(connection: sa.Connection) -> None:
    connection.exec_driver_sql("begin immediate" if connection.get_execution_options().get("writes") else "begin")


@contextmanager
def writing(engine: sa.Engine) -> Iterator[sa.Connection]:
    """A transaction that stores all or nothing; the one writer. Raises UserError where the disk or the server says no."""
    try:
        with engine.connect().execution_options(writes=True) as connection, connection.begin():
            if engine.dialect.name == "postgresql":
                connection.execute(sa.select(sa.func.pg_advisory_xact_lock(LOCK)))
            yield connection
    except DBAPIError as error:
        raise _told(error) from error


@contextmanager
def reading(engine: sa.Engine) -> Iterator[sa.Connection]:
    """A transaction that sees one state of the register."""
    try:
        with engine.connect() as connection, connection.begin():
            yield connection
    except DBAPIError as error:
        raise _told(error) from error


def _told(error: DBAPIError) -> Exception:
    """What the user can mend as a sentence; anything else, such as a broken rule of the tables, as it came."""
    said = str(error.orig).lower()
    if "full" in said or "no space" in said:
        key, sentence = "register.full", "The disk is full, so nothing was saved; make room and save again."
    elif "readonly" in said or "read-only" in said or "permission" in said:
        key, sentence = "register.readonly", "The register may not be written to; nothing was saved."
    elif isinstance(error, OperationalError):
        key, sentence = "register.away", "The register does not answer, so nothing was saved; try again in a moment."
    else:
        return error
    log.error("register", reason=key, said=said.splitlines()[0])
    return UserError(sentence, key=key)


def _migrate(connection: sa.Connection) -> None:
    """Bring the tables to the newest version; a register that is newer than the program is left alone."""
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
