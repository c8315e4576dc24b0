"""Registers in both databases, and 24 November 2026 as today."""

import pytest

from dashboard.settings import settings
from tests.databases import register, register_url, sqlite_register

__all__ = ["register", "register_url", "sqlite_register"]


@pytest.fixture(autouse=True)
def that_day(monkeypatch: pytest.MonkeyPatch) -> None:
    """A day that stands still."""
    monkeypatch.setenv("DASHBOARD_TODAY", "2026-11-24")
    settings.cache_clear()
