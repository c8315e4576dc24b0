"""What one records, another sees: an open overview follows the register without being touched."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from dashboard import assembly
from dashboard.i18n import words
from dashboard.register.actor import Actor, Role
from dashboard.register.store import Register
from dashboard.settings import settings
from tests.benchmarks.viewers import server
from tests.browser.conftest import Visit

EDITOR = Actor("anna@example.org", Role.editor)


@pytest.fixture
def register(demo_warehouse: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Register]:
    """The demonstration's register in a folder of its own."""
    (tmp_path / "warehouse.duckdb").hardlink_to(demo_warehouse)
    monkeypatch.setenv("DASHBOARD_DATA", str(tmp_path))
    settings.cache_clear()
    opened = assembly.open_demo_register()
    yield opened
    opened.close()


def test_goal_meters_follow_what_others_record(browser: Browser, register: Register, tmp_path: Path) -> None:
    """A verified establishment that somebody else saves moves the meter of a page that nobody touches."""
    t = words("sv")

    def title(verified: int) -> str:
        return t("overview.meter.establishments", verified=str(verified), target="15")

    with server(tmp_path) as (host, _):
        context = browser.new_context(locale="sv-SE")
        visit = Visit(context.new_page(), f"http://{host}")
        visit.open("/")
        expect(visit.page.get_by_text(title(11))).to_be_visible()
        register.save(EDITOR, "establishment", {
            "name": "Demo Nytt AB", "area": "SE-2321", "stage": "opened", "opened_on": "2026-09-01",
            "verification": "verified", "verified_on": "2026-09-20", "evidence": "demo-intyg.pdf",
        })  # fmt: skip
        expect(visit.page.get_by_text(title(12))).to_be_visible(timeout=15_000)  # 1.5 s on a machine at rest
        context.close()
