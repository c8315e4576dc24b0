"""The register's tables in SQLAlchemy, made from the schema: one a kind, the audit, drafts, erasures and counters."""

from typing import Any

import sqlalchemy as sa

from dashboard.register.schema import KINDS, Field

metadata = sa.MetaData(naming_convention={"fk": "fk_%(table_name)s_%(column_0_name)s", "ix": "ix_%(column_0_label)s"})
_TYPES: dict[str, type[sa.types.TypeEngine[Any]]] = {
    "long": sa.Text, "number": sa.Float, "whole": sa.Integer, "day": sa.Date, "flag": sa.Boolean,
}  # fmt: skip


def _column(field: Field) -> sa.Column[Any]:
    # deferred: a workbook may bring two rows that name each other
    points = [sa.ForeignKey(f"{field.to}.key", deferrable=True, initially="DEFERRED")] if field.to else []
    return sa.Column(field.name, _TYPES.get(field.type, sa.String)(), *points, index=bool(points))


KIND_TABLES = {
    name: sa.Table(
        name, metadata,
        sa.Column("key", sa.String, primary_key=True),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("changed_at", sa.DateTime, nullable=False),
        sa.Column("changed_by", sa.String, nullable=False),
        *(_column(field) for field in kind.fields),
    )
    for name, kind in KINDS.items()
}  # fmt: skip
change = sa.Table(
    "change", metadata,
    sa.Column("number", sa.Integer, primary_key=True, autoincrement=True),
    sa.Column("at", sa.DateTime, nullable=False),  # UTC
    sa.Column("who", sa.String, nullable=False),
    sa.Column("kind", sa.String, nullable=False),
    sa.Column("key", sa.String, nullable=False),
    sa.Column("action", sa.String, nullable=False),  # created, changed, deleted or erased
    sa.Column("before", sa.Text),  # JSON of the fields; empty when it was created
    sa.Column("after", sa.Text),  # JSON of the fields; empty when it was deleted
    sa.Column("batch", sa.String, nullable=False),  # changes that were made together
    sa.Column("note", sa.String),  # the file they came from
    sa.Column("undoes", sa.Integer),  # number of the change that this one takes back
    sa.Column("token", sa.String, unique=True),  # a form sends it, so that sending twice stores once
    sa.Index("ix_change_kind_key", "kind", "key"),
    sqlite_autoincrement=True,
)  # fmt: skip
draft = sa.Table(
    "draft", metadata,
    sa.Column("who", sa.String, primary_key=True),
    sa.Column("kind", sa.String, primary_key=True),
    sa.Column("key", sa.String, primary_key=True),  # "" for a new record
    sa.Column("fields", sa.Text, nullable=False),
    sa.Column("at", sa.DateTime, nullable=False),
)  # fmt: skip
erasure = sa.Table(
    "erasure", metadata,
    sa.Column("reference", sa.String, primary_key=True),  # what an archive keeps instead of the person
    sa.Column("at", sa.DateTime, nullable=False),
    sa.Column("who", sa.String, nullable=False),
    sa.Column("reason", sa.String, nullable=False),
    sa.Column("records", sa.Integer, nullable=False),
)  # fmt: skip
counter = sa.Table(
    "counter", metadata,
    sa.Column("kind", sa.String, primary_key=True),
    sa.Column("last", sa.Integer, nullable=False),
)  # fmt: skip
