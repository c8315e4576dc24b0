"""A backup (see `backup`) put back, after it was checked: whole, of a version that is known, in agreement with its own audit."""

import json
from collections.abc import Iterator
from datetime import date, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any
from zipfile import BadZipFile, ZipFile

import sqlalchemy as sa

from dashboard.errors import UserError
from dashboard.register import database
from dashboard.register.agreement import disagreements_within
from dashboard.register.store import Register
from dashboard.register.tables import change, erasure, metadata

MANIFEST, FORMAT = "manifest.json", 1
Manifest = dict[str, Any]


def restore(register: Register, file: Path, *, replace: bool = False) -> Manifest:
    """Put a backup in the place of a register that is empty, or with ``replace`` of whatever it holds: all or nothing.

    Raises UserError where the register is not empty, and where the file is no whole backup or disagrees with its own audit."""
    try:
        with ZipFile(file) as archive:
            manifest: Manifest = json.loads(archive.read(MANIFEST))
            with database.writing(register.engine) as connection:
                _refuse(connection, manifest, replace)
                for table in reversed(metadata.sorted_tables):
                    connection.execute(sa.delete(table))
                for table in metadata.sorted_tables:
                    for rows in _rows(archive, table, manifest["files"][f"{table.name}.jsonl"]):
                        connection.execute(sa.insert(table), rows)
                if connection.dialect.name == "postgresql":  # its counter does not see numbers that were given
                    counter = sa.func.pg_get_serial_sequence(change.name, change.c.number.name)
                    connection.execute(sa.select(sa.func.setval(counter, max(manifest["revision"], 1))))
                if found := disagreements_within(connection):
                    raise _Damaged(found[0])
                if connection.dialect.name == "sqlite" and (said := _integrity(connection)) != "ok":
                    raise _Damaged(said)
    except (OSError, BadZipFile, KeyError, ValueError, _Damaged) as error:
        raise UserError(
            f"{file.name} is not a whole backup of a register ({error}); nothing was restored. Take another copy.",
            key="persons.backup.damaged", file=file.name,
        ) from error  # fmt: skip
    database.sweep(register.engine)  # what was replaced is gone
    return manifest


def forgotten(register: Register, file: Path) -> list[str]:
    """References of erasures that the register has done and the backup does not know: what to erase again after it."""
    with ZipFile(file) as archive:
        told = {json.loads(line)["reference"] for line in archive.read(f"{erasure.name}.jsonl").splitlines()}
    with database.reading(register.engine) as connection:
        done = connection.execute(sa.select(erasure.c.reference).order_by(erasure.c.at)).scalars()
        return [reference for reference in done if reference not in told]


class _Damaged(Exception):
    """What a backup says is not so."""


def _refuse(connection: sa.Connection, manifest: Manifest, replace: bool) -> None:
    mine = connection.exec_driver_sql("select version_num from alembic_version").scalar_one()
    if manifest["format"] != FORMAT or manifest["tables"] > mine:
        raise UserError(
            "The backup was made by a newer version of this program; update it first.", key="persons.backup.newer"
        )
    if not replace and connection.execute(sa.select(change.c.number).limit(1)).first():
        raise UserError(
            "The register is not empty; say --replace to put the backup in its place.", key="persons.backup.not_empty"
        )


def _integrity(connection: sa.Connection) -> str:
    return str(connection.exec_driver_sql("pragma integrity_check").scalar_one())


def _rows(archive: ZipFile, table: sa.Table, told: dict[str, Any]) -> Iterator[list[dict[str, Any]]]:
    """A table's rows in parts, checked when the last is read; columns that came later are empty."""
    digest, count, part = sha256(), 0, list[dict[str, Any]]()
    with archive.open(f"{table.name}.jsonl") as file:
        for text in file:
            digest.update(text)
            line = json.loads(text)
            part.append({column.name: _typed(column, line.get(column.name)) for column in table.columns})
            count += 1
            if len(part) == 500:
                yield part
                part = []
    if part:
        yield part
    if (count, digest.hexdigest()) != (told["rows"], told["sha256"]):
        raise _Damaged(table.name)


def _typed(column: sa.Column[Any], value: Any) -> Any:
    """A value as the column takes it: days and times from their text."""
    read = {sa.Date: date.fromisoformat, sa.DateTime: datetime.fromisoformat}.get(type(column.type))
    return read(value) if read and value is not None else value
