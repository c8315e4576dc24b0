"""Registers to test with, in both databases: a file of SQLite's own, and a schema of its own in PostgreSQL."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
import sqlalchemy as sa

from dashboard.register.actor import Actor, Role
from dashboard.register.store import Register
from dashboard.register.tables import metadata

ANNA = Actor("anna@region.example", Role.administrator)
BO = Actor("bo@region.example", Role.editor)
# PostgreSQL belongs to the slow tier
DATABASES = ("sqlite", pytest.param("postgresql", marks=pytest.mark.slow))
# enough for every required field of each kind; references are made by `filled`
LEAST: dict[str, dict[str, Any]] = {
    "organisation": {"name_sv": "Skogens institut", "kind": "institute", "area": "SE-2380"},
    "establishment": {"name": "Ås Fisk", "area": "NO-5001", "stage": "lead", "lead_on": date(2026, 1, 1)},
    "rd_unit": {"organisation": "O0001", "name_nb": "Treteknisk", "field": "forestry", "area": "SE-2380"},
    "contact": {"unit": "U0001", "name": "Anna Berg", "source": "webbplats", "collected_on": date(2026, 1, 1)},
    "job_result": {"establishment": "E0001", "positions": 1, "share": 100},
    "need": {"name": "Ås Fisk", "area": "NO-5001", "text": "Kylning", "field": "food"},
    "link": {"unit": "U0001", "name": "Ås Fisk", "area": "NO-5001"},
    "cluster": {"name_en": "Wood"},
    "cluster_member": {"cluster": "K0001", "name": "Ås Fisk", "area": "NO-5001"},
    "meeting": {"cluster": "K0001", "day": date(2026, 2, 2), "title": "Uppstart"},
    "residual_flow": {"name": "Ås Fisk", "area": "NO-5001", "material_sv": "Fiskrens"},
    "policy_item": {"title": "Restprodukter", "theme": "bio", "finding": "Spill"},
    "ai_test": {"title": "Sortering", "question": "Går det?", "method": "Bild"},
    "identity_ruling": {"mention": "NO-5001 as fisk"},
}  # fmt: skip


def address(database: str, folder: Path) -> str:
    """Where a new, empty register is; a test that wants PostgreSQL is skipped where there is none, but not in CI."""
    if database == "sqlite":
        return f"sqlite:///{folder / f'{uuid4().hex}.sqlite'}"
    url = os.environ.get("DASHBOARD_TEST_POSTGRES", "")
    if not url:
        assert not os.environ.get("DASHBOARD_REQUIRE_POSTGRES"), "DASHBOARD_TEST_POSTGRES names no server"
        pytest.skip("DASHBOARD_TEST_POSTGRES names no PostgreSQL to test with")
    return url


@contextmanager
def fresh(database: str, folder: Path) -> Iterator[str]:
    """The address of a new register; what PostgreSQL held of it is dropped afterwards."""
    url = address(database, folder)
    if database == "sqlite":
        yield url
        return
    engine, schema = sa.create_engine(url), f"t{uuid4().hex[:12]}"
    try:
        with engine.begin() as connection:
            connection.exec_driver_sql(f"create schema {schema}")
        yield f"{url}?options=-csearch_path%3D{schema}"
    finally:
        with engine.begin() as connection:
            connection.exec_driver_sql(f"drop schema {schema} cascade")
        engine.dispose()


@pytest.fixture(params=DATABASES)
def register_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of a new register, in each database."""
    with fresh(request.param, tmp_path) as url:
        yield url


@pytest.fixture
def register(register_url: str) -> Iterator[Register]:
    """A new register, in each database."""
    opened = Register(register_url)
    yield opened
    opened.close()


@pytest.fixture
def sqlite_register(tmp_path: Path) -> Iterator[Register]:
    """A new register in SQLite, for what does not depend on the database."""
    opened = Register(address("sqlite", tmp_path))
    yield opened
    opened.close()


def filled(register: Register, actor: Actor = ANNA) -> dict[str, str]:
    """One record of each kind; gives their keys."""
    keys: dict[str, str] = {}
    for kind, values in LEAST.items():
        keys[kind] = register.save(actor, kind, values)["key"]
    return keys


def rows(register: Register) -> dict[str, list[dict[str, Any]]]:
    """Everything in the register's tables, as it is stored."""
    found = {}
    with register.engine.connect() as connection:
        for table in metadata.sorted_tables:
            order = [*table.primary_key.columns]
            found[table.name] = [dict(row) for row in connection.execute(sa.select(table).order_by(*order)).mappings()]
    return found
