"""Signing in as people do: a real sign-in service (OpenID Connect) on the loopback, the real app, a real browser."""

import json
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from oidc_provider_mock import User, run_server_in_thread
from playwright.sync_api import expect
from streamlit.web.server.starlette.starlette_app_utils import create_signed_value

from dashboard.i18n import words
from tests.browser.conftest import Visit
from tests.browser.test_journeys import violations
from tests.ui.serving import ROOT, SECRET, free_port, secrets, serving

pytestmark = [pytest.mark.browser, pytest.mark.slow]
T = words("sv")
ANNA = User(sub="anna", claims={"email": "anna@example.se", "email_verified": True, "name": "Anna <b>Berg</b>"})
EVE = User(sub="eve", claims={"email": "anna@example.se", "email_verified": False, "name": "Eve"})
STYLE_OF_THE_SERVICE = (
    "https://cdn.jsdelivr.net/"  # the service's own pages ask for it; it is answered here with nothing
)


@pytest.fixture(scope="module")
def service() -> Iterator[str]:
    """The sign-in service's address."""
    with run_server_in_thread(user_claims=[ANNA, EVE]) as server:
        yield f"http://localhost:{server.server_port}"


@pytest.fixture(scope="module")
def roles(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of roles."""
    return tmp_path_factory.mktemp("roles") / "roles.toml"


@pytest.fixture(scope="module")
def address(demo_warehouse: Path, service: str, roles: Path) -> Iterator[str]:
    """The app where people sign in; the visit's own fixture takes it from here."""
    port = free_port()
    environment = {"DASHBOARD_DATA": str(demo_warehouse.parent), "DASHBOARD_ROLES": str(roles)}
    with serving(ROOT / "streamlit_app.py", port, secrets(roles.parent, port, service), **environment) as host:
        yield f"http://{host}"


@pytest.fixture(autouse=True)
def prepared(visit: Visit, roles: Path) -> None:
    """Anna is an editor at the beginning of each test, and the service's page needs no other host."""
    give(roles, "editor")
    visit.page.route(f"{STYLE_OF_THE_SERVICE}**", lambda route: route.fulfill(body="", content_type="text/css"))


def give(roles: Path, role: str) -> None:
    """Let Anna have that role from now on."""
    roles.write_text(f'[roles]\n{role} = ["anna@example.se"]\n', encoding="utf-8")


def sign_in(visit: Visit, person: str) -> None:
    """From the page's head through the service and back."""
    visit.page.get_by_role("button", name=T("access.sign_in")).click()
    visit.page.get_by_role("button", name=person, exact=True).click()
    visit.page.wait_for_url(f"{visit.address}/**")
    visit.settle()


def assert_nobody_else_was_asked(visit: Visit, service: str) -> None:
    """Every request went to the app or to the sign-in service, and the browser's rules (CSP) let the way there through."""
    assert [url for url in visit.foreign if not url.startswith((service, STYLE_OF_THE_SERVICE))] == []
    assert visit.errors == []


def signed_out(visit: Visit) -> None:
    """The head offers to sign in, and names nobody."""
    expect(visit.page.get_by_role("button", name=T("access.sign_in"))).to_be_visible()
    expect(visit.page.get_by_text("Berg")).to_have_count(0)


def keep_cookie(visit: Visit, value: str) -> None:
    """Put another cookie in the place of the sign-in's, and come again."""
    visit.page.context.add_cookies([{"name": "_streamlit_user", "value": value, "url": visit.address}])
    visit.open("/companies")


def test_in_with_a_role_that_changes_and_out_again(visit: Visit, service: str, roles: Path) -> None:
    """Name and role stand in the head; a new role is there at the next click; out again, nobody is named."""
    visit.open("/companies")
    signed_out(visit)
    assert violations(visit) == []
    sign_in(visit, "anna")
    button = visit.page.get_by_role("button", name=f"Anna <b>Berg</b> · {T('role.editor')}")
    expect(button).to_be_visible()
    give(roles, "member")
    visit.turn_to("companies", "sv")
    button = visit.page.get_by_role("button", name=f"Anna <b>Berg</b> · {T('role.member')}")
    expect(button).to_be_visible()
    button.click()
    expect(visit.page.get_by_text("anna@example.se")).to_be_visible()
    expect(visit.page.get_by_text(T("access.may.member"))).to_be_visible()
    assert violations(visit) == []
    visit.page.get_by_role("button", name=T("access.sign_out")).click()
    visit.page.get_by_role("button", name="End session").click()
    visit.page.wait_for_url(f"{visit.address}/**")
    visit.settle()
    signed_out(visit)
    visit.page.reload()
    visit.settle()
    signed_out(visit)
    assert_nobody_else_was_asked(visit, service)


def test_an_address_that_the_service_has_not_verified(visit: Visit, service: str) -> None:
    """Whoever writes an editor's address into the service is a reader, and is told so."""
    visit.open("/")
    sign_in(visit, "eve")
    visit.page.get_by_role("button", name=f"Eve · {T('role.viewer')}").click()
    expect(visit.page.get_by_text(T("access.may.viewer"))).to_be_visible()
    assert_nobody_else_was_asked(visit, service)


def test_a_refusal_leads_back(visit: Visit, service: str) -> None:
    """Who says no at the service is back on the page, signed out."""
    visit.open("/")
    visit.page.get_by_role("button", name=T("access.sign_in")).click()
    visit.page.get_by_role("button", name="Deny").click()
    visit.page.wait_for_url(f"{visit.address}/**")
    visit.settle()
    signed_out(visit)
    assert_nobody_else_was_asked(visit, service)


def test_an_old_sign_in_ends(visit: Visit) -> None:
    """A cookie of yesterday is a viewer's, who is told why and may sign in again."""
    claims = {"origin": visit.address, "is_logged_in": True, "provider": "default", "sub": "anna", **ANNA.claims}
    old = json.dumps({**claims, "iat": time.time() - 86400})
    keep_cookie(visit, create_signed_value(SECRET, "_streamlit_user", old).decode())
    expect(visit.page.get_by_text(T("access.expired"))).to_be_visible()
    signed_out(visit)
    assert violations(visit) == []
    visit.assert_clean()


def test_a_tampered_cookie_is_nobodys(visit: Visit) -> None:
    """One letter of it changed, the whole sign-in is gone."""
    visit.open("/")
    sign_in(visit, "anna")
    cookie = next(c["value"] for c in visit.page.context.cookies() if c["name"] == "_streamlit_user")  # type: ignore[typeddict-item]
    keep_cookie(visit, cookie[:20] + ("A" if cookie[20] != "A" else "B") + cookie[21:])
    signed_out(visit)
