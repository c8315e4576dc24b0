"""The register's database: SQLite with a write-ahead log, or PostgreSQL. One writer at a time, readers are never held up."""

import sqlite3
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
            if engine.dialect.name == "postgresql":  # else each statement would see a state of its own
                connection.exec_driver_sql("set transaction isolation level repeatable read, read only")
            yield connection
    except DBAPIError as error:
        raise _told(error) from error


def sweep(engine: sa.Engine) -> bool:
    """Rewrite the database's files, so that what was deleted is no longer in their bytes: SQLite's file and its write-ahead
    log, or PostgreSQL's tables (its own log keeps old states until it is recycled). False where somebody else's long reading
    keeps the log, or there is no room; the next sweep then does it."""
    try:
        with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            if engine.dialect.name == "postgresql":
                for name in sa.inspect(engine).get_table_names():
                    connection.exec_driver_sql(f'vacuum (full) "{name}"')
                return True
            raw = connection.connection.dbapi_connection
            assert raw is not None
            raw.execute("vacuum")
            busy = raw.execute("pragma wal_checkpoint(truncate)").fetchone()[0]
            return not busy
    except (DBAPIError, sqlite3.Error) as error:
        log.error("register", reason="sweep", said=str(error).splitlines()[0])
        return False


def _told(error: DBAPIError) -> Exception:
    """What the user can mend as a sentence; anything else, such as a broken rule of the tables, as it came."""
    said = str(error.orig).lower()
    if "full" in said or "no space" in said:
        key, sentence = "register.full", "The disk is full, so nothing was saved; make room and save again."
    elif "readonly" in said or "read-only" in said or "permission" in said or "unable to open" in said:
        key, sentence = "register.readonly", "The register may not be written to; nothing was saved."
    elif "not a database" in said or "malformed" in said:
        key, sentence = "persons.damaged", "The register's file is damaged, so nothing was saved; restore a backup."
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
