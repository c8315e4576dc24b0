"""The register as one file, and back: consistent while others write, the same for SQLite and PostgreSQL.

A zip archive with a file of JSON lines for each table, all from one state of the register, and ``manifest.json`` with the
number of the newest change, the version of the tables, and each file's rows and SHA-256. What one database wrote the other
can restore.
"""

import json
from datetime import UTC, date, datetime
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from zipfile import ZIP_DEFLATED, ZipFile

import sqlalchemy as sa

from dashboard.errors import UserError
from dashboard.register import database
from dashboard.register.restoring import FORMAT, MANIFEST, Manifest, restore
from dashboard.register.store import Register
from dashboard.register.tables import change, metadata


def backup(register: Register, target: Path) -> Manifest:
    """Write a backup that has been tried: restored into a new place, where it agreed with its audit. Gives its manifest.

    Only the owner of the file may read it: it holds all contacts. Raises UserError where it cannot be written."""
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with TemporaryDirectory(prefix=f".{target.name}", dir=target.parent) as folder:
            beside = Path(folder) / target.name
            beside.touch(mode=0o600)
            manifest = _write(register, beside)
            tried(beside)
            beside.replace(target)
    except OSError as error:
        raise UserError(
            f"The backup could not be written to {target}: {error.strerror}.",
            key="persons.backup.unwritable", file=target.name,
        ) from error  # fmt: skip
    return manifest


def tried(file: Path) -> Manifest:
    """Restore a backup into a new place that is thrown away. Raises UserError where it cannot be restored."""
    with TemporaryDirectory(prefix="backup") as folder:
        register = Register(f"sqlite:///{folder}/register.sqlite")
        try:
            return restore(register, file)
        finally:
            register.close()


def _write(register: Register, target: Path) -> Manifest:
    files: dict[str, dict[str, object]] = {}
    with database.reading(register.engine) as connection, ZipFile(target, "w", ZIP_DEFLATED) as archive:
        for table in metadata.sorted_tables:
            digest, rows = sha256(), 0
            order = list(table.primary_key.columns)
            with archive.open(f"{table.name}.jsonl", "w") as file:
                for line in connection.execute(sa.select(table).order_by(*order)).mappings():
                    text = (json.dumps(dict(line), ensure_ascii=False, default=_as_text) + "\n").encode()
                    digest.update(text)
                    file.write(text)
                    rows += 1
            files[f"{table.name}.jsonl"] = {"rows": rows, "sha256": digest.hexdigest()}
        newest = connection.execute(sa.select(sa.func.max(change.c.number))).scalar() or 0
        tables = connection.exec_driver_sql("select version_num from alembic_version").scalar_one()
        manifest = {
            "format": FORMAT, "tables": tables, "revision": newest, "made_at": datetime.now(UTC).isoformat(timespec="seconds"),
            "files": files,
        }  # fmt: skip
        archive.writestr(MANIFEST, json.dumps(manifest, indent=1))
    return manifest


def _as_text(value: object) -> str:
    assert isinstance(value, date)  # and so a datetime
    return value.isoformat()
