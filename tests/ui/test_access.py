"""Who may do what: roles from file and claim, sign-ins that grow old, and the local editor, against what is forged."""

import os
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from streamlit.testing.v1 import AppTest

from dashboard.i18n import LANGUAGES, words
from dashboard.register.actor import VIEWER, Actor, Role
from dashboard.settings import settings
from dashboard.ui import access, this_machine
from dashboard.ui.roles import address, role_of
from dashboard.ui.sign_in import plain

NOW = 1_800_000_000.0
ANNA = {"is_logged_in": True, "sub": "7", "email": "Anna@Example.se", "name": "Anna Berg", "iat": NOW - 60}
FILE = """
[roles]
administrator = ["chief@example.se"]
editor = ["anna@example.SE", "@example.no"]
member = ["anna@example.se", "@example.se"]
[claim]
smice-editors = "editor"
"""


@pytest.fixture
def roles(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A file of roles in use."""
    path = tmp_path / "roles.toml"
    path.write_text(FILE, encoding="utf-8")
    configure(monkeypatch, DASHBOARD_ROLES=str(path))
    return path


def configure(monkeypatch: pytest.MonkeyPatch, **values: str) -> None:
    """Other settings from now on."""
    for name, value in values.items():
        monkeypatch.setenv(name, value)
    settings.cache_clear()


def who() -> None:
    """A page that says who acts (run as a script of its own)."""
    import streamlit as st

    from dashboard.ui import access

    acting = access.actor()
    st.text(f"{acting.who}|{acting.role.name}|{access.visitor().standing}")


def rerun(page: AppTest) -> str:
    """Run the page once more; what it says."""
    page.run()
    assert not page.exception
    said: str = page.text[0].value
    return said


@pytest.mark.parametrize(
    ("email", "role"),
    [("anna@example.se", Role.editor), ("ANNA@EXAMPLE.SE", Role.editor), ("chief@example.se", Role.administrator),
     ("bo@example.se", Role.member), ("kari@example.no", Role.editor), ("eve@example.com", Role.viewer),
     ("eve@sub.example.no", Role.viewer), ("eve@example.no.evil.com", Role.viewer), ("example.no", Role.viewer),
     ("@", Role.viewer), ("", Role.viewer), ("an\u212aa@example.no".replace("\u212a", "k"), Role.editor)],
)  # fmt: skip
def test_the_highest_role_that_an_address_or_its_domain_has(roles: Path, email: str, role: Role) -> None:
    """In whatever letters it is written; a domain is the whole of what follows the last @."""
    assert role_of({"email": email}) == role


@pytest.mark.parametrize("verified", [False, "false", "no", None, 0])
def test_an_address_that_is_not_verified_counts_for_nothing(roles: Path, verified: object) -> None:
    """Whoever may write any address into a sign-in service gets no role by it, and stands in the audit by their number."""
    claims = {**ANNA, "email_verified": verified}
    assert role_of(claims) == Role.viewer
    assert access.signed_in(claims, NOW).actor == Actor("7")


@pytest.mark.parametrize("verified", [True, "true", "True"])
def test_a_verified_address_counts(roles: Path, verified: object) -> None:
    """Also where the service says so in a text; where it says nothing it answers for the address."""
    assert role_of({**ANNA, "email_verified": verified}) == role_of(ANNA) == Role.editor


def test_letters_that_look_alike_are_somebody_else(roles: Path) -> None:
    """The Kelvin sign folds to k: kari of a domain in Norway is not whoever writes her with it."""
    assert "\u212aari@example.no".casefold() == "kari@example.no"
    assert address({"email": "\u212aari@example.no"}) == ""
    assert role_of({"email": "\u212aari@example.no"}) == Role.viewer


@pytest.mark.parametrize(
    ("said", "role"),
    [("member", Role.member), (["viewer", "administrator", "member"], Role.administrator), ("smice-editors", Role.editor),
     (["others", "smice-editors"], Role.editor), ("Administrator", Role.viewer), ("administrator,editor", Role.viewer),
     ({"administrator": True}, Role.viewer), ([["administrator"], 3], Role.viewer), (None, Role.viewer), (3, Role.viewer)],
)  # fmt: skip
def test_the_claim_names_roles(roles: Path, monkeypatch: pytest.MonkeyPatch, said: object, role: Role) -> None:
    """One word or a list of them, by the file or by the roles' own names, exactly; anything else is no role."""
    configure(monkeypatch, DASHBOARD_ROLE_CLAIM="groups")
    assert role_of({"sub": "9", "groups": said}) == role


def test_a_claim_nobody_asked_for_is_no_role(roles: Path) -> None:
    """Without the setting, what the service says of roles counts for nothing."""
    assert role_of({"sub": "9", "groups": "administrator", "role": "administrator", "": "administrator"}) == Role.viewer


@pytest.mark.parametrize(
    "content",
    ["[roles", "roles = 3", '[roles]\neditor = "anna@example.se"', '[roles]\nedtor = ["x@example.se"]\neditor = ["anna@example.se"]',
     '[roles]\neditor = ["anna@example.se"]\n[claim]\nx = "root"', '[rolls]\neditor = ["anna@example.se"]', b"\xff\xfe"],
)  # fmt: skip
def test_a_broken_file_gives_nobody_a_role(
    roles: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], content: str | bytes
) -> None:
    """Not by the claim either; it is logged without anybody's address, and the page goes on."""
    configure(monkeypatch, DASHBOARD_ROLE_CLAIM="groups")
    roles.write_bytes(content if isinstance(content, bytes) else content.encode())
    assert role_of({**ANNA, "groups": "administrator"}) == Role.viewer
    logged = "".join(capsys.readouterr())
    assert "nobody has one" in logged and "anna@" not in logged


def test_a_file_that_is_not_there_gives_nobody_a_role(roles: Path) -> None:
    """As a broken one."""
    roles.unlink()
    assert role_of(ANNA) == Role.viewer


def test_without_a_file_everybody_who_signs_in_is_a_viewer() -> None:
    """Nobody is let in by forgetting to say whom."""
    assert access.signed_in(ANNA, NOW) == access.Visitor(Actor("anna@example.se"), "signed_in", "Anna Berg")


@given(st.floats(-1e6, 1e6))
def test_a_sign_in_lasts_as_long_as_the_setting_says(age: float) -> None:
    """From its token's iat on; one from the future is taken for five minutes' difference of clocks, no more."""
    found = access.signed_in({**ANNA, "iat": NOW - age}, NOW)
    assert (found.standing == "signed_in") == (-300 <= NOW - (NOW - age) < 12 * 3600)
    assert found.standing == "signed_in" or found.actor == VIEWER


@pytest.mark.parametrize("issued", [None, "1800000000", True, float("inf"), float("-inf"), float("nan"), [NOW], 0])
def test_a_token_without_a_day_is_too_old(roles: Path, issued: object) -> None:
    """What cannot be reckoned with is refused, not believed."""
    assert access.signed_in({**ANNA, "iat": issued}, NOW) == access.Visitor(VIEWER, "expired")
    assert access.signed_in({key: value for key, value in ANNA.items() if key != "iat"}, NOW).standing == "expired"


def test_the_time_of_signing_in_will_do(roles: Path) -> None:
    """Some services send auth_time alone."""
    claims = {**{key: value for key, value in ANNA.items() if key != "iat"}, "auth_time": NOW - 5}
    assert access.signed_in(claims, NOW).actor == Actor("anna@example.se", Role.editor)


def test_somebody_without_address_and_number_has_no_role(roles: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The audit could not say who it was."""
    configure(monkeypatch, DASHBOARD_ROLE_CLAIM="groups")
    assert access.signed_in({"iat": NOW, "groups": "administrator"}, NOW).actor == VIEWER


def test_a_change_of_roles_holds_at_the_next_rerun(roles: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In the same session: the file is read each time, also when its day and length stay the same."""
    page = AppTest.from_function(who)
    page.user = {**ANNA, "iat": access.time.time()}
    assert rerun(page) == "anna@example.se|editor|signed_in"
    before = roles.stat()
    roles.write_text(FILE.replace("anna@example.SE", "anne@example.SE"), encoding="utf-8")
    os.utime(roles, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert rerun(page) == "anna@example.se|member|signed_in"
    roles.write_text("broken", encoding="utf-8")
    assert rerun(page) == "anna@example.se|viewer|signed_in"
    page.user = {"is_logged_in": False}
    assert rerun(page) == "|viewer|signed_out"


def test_nobody_signs_in_where_no_service_is_configured(roles: Path) -> None:
    """What Streamlit says of its reader without a service (an address, in some places) is no sign-in."""
    page = AppTest.from_function(who)
    page.user = {"email": "chief@example.se", "sub": "1", "iat": access.time.time()}
    assert rerun(page) == "|viewer|closed"


@pytest.mark.parametrize("flag", ["true", 1, "yes", None])
def test_only_streamlits_own_word_is_a_sign_in(roles: Path, flag: object) -> None:
    """A header that is passed on as a claim is a text, never True."""
    page = AppTest.from_function(who)
    page.user = {**ANNA, "is_logged_in": flag, "iat": access.time.time()}
    assert rerun(page) == "|viewer|signed_out"


def connection(
    client: tuple[str, int] | None = ("127.0.0.1", 5000), host: str = "localhost:8501", origin: str = "", **more: str
) -> dict[str, object]:
    """A websocket's scope as the server gives it."""
    headers = {"host": host, "origin": origin or f"http://{host}", **{k.replace("_", "-"): v for k, v in more.items()}}
    return {
        "type": "websocket", "path": "/_stcore/stream", "client": client,
        "headers": [(name.encode(), value.encode()) for name, value in headers.items()],
    }  # fmt: skip


@pytest.mark.parametrize("host", ["localhost", "localhost:8501", "127.0.0.1:8501", "[::1]:8501"])
@pytest.mark.parametrize("client", ["127.0.0.1", "::1"])
def test_a_reader_at_this_machine_is_known(client: str, host: str) -> None:
    """By a connection from the loopback to a name of the loopback, opened by a page of it."""
    assert this_machine.is_here(connection((client, 1), host))


@pytest.mark.parametrize(
    "forged",
    [{"client": ("192.0.2.7", 1)}, {"client": ("10.0.0.5", 1)}, {"client": None}, {"client": ("", 0)},
     {"client": ("::ffff:192.0.2.7", 1)}, {"host": "dashboard.example.se"}, {"host": "localhost.evil.com"},
     {"host": "127.0.0.1.evil.com:80"}, {"origin": "http://evil.com"}, {"origin": "null"}, {"origin": "http://localhost:9999"},
     {"x_forwarded_for": "127.0.0.1"}, {"x_forwarded_for": "127.0.0.1", "client": ("127.0.0.1", 0)}, {"x_forwarded_host": "localhost"},
     {"x_forwarded_proto": "http"}, {"forwarded": "for=127.0.0.1"}, {"x_real_ip": "127.0.0.1"}, {"via": "1.1 proxy"}],
)  # fmt: skip
def test_nobody_else_is_taken_for_a_reader_here(forged: dict[str, object]) -> None:
    """From another machine, through a proxy, from another site's page, or with a name that only begins like ours."""
    assert not this_machine.is_here(connection(**forged))  # type: ignore[arg-type]


def test_a_client_without_origin_or_with_two_hosts_is_not_here() -> None:
    """Browsers always send both, once: what does not is a program, or hides something."""
    scope = connection()
    scope["headers"] = [header for header in scope["headers"] if header[0] != b"origin"]  # type: ignore[attr-defined]
    assert not this_machine.is_here(scope)
    scope = connection()
    scope["headers"] = [(b"host", b"evil.com"), *scope["headers"]]  # type: ignore[misc]
    assert not this_machine.is_here(scope)


def test_the_mark_cannot_be_guessed() -> None:
    """A header of the same name from outside is another word, and takes nothing away from ours."""
    sent = connection(**{this_machine.HEADER.replace("-", "_"): "1"})  # type: ignore[arg-type]
    values = [v.decode() for k, v in this_machine.marked(sent)["headers"] if k == this_machine.HEADER.encode()]
    assert this_machine.is_marked(values) and not this_machine.is_marked(values[:1])
    far = {**sent, "client": ("192.0.2.7", 1)}
    assert this_machine.marked(far) == far


@pytest.mark.parametrize("name", ["<img src=x onerror=alert(1)>", "![x](https://evil.example/x.png)", "[a](javascript:b)",
                                  "**Chef**", ":material/lock: $x$", "a@b.se"])  # fmt: skip
@given(more=st.text())
def test_a_name_from_outside_stays_a_name(name: str, more: str) -> None:
    """Every sign that Markdown could read has a backslash before it, and nothing else changes."""
    shown = plain(name + more)
    assert re.sub(r"\\(.)", r"\1", shown) == name + more
    assert all(shown[at - 1] == "\\" for at, sign in enumerate(shown) if sign in "<![(:*$@#`_~|")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("role", Role)
def test_every_role_has_its_words(language: str, role: Role) -> None:
    """A name, and what it may."""
    t = words(language)
    assert t(f"role.{role.name}") in t("access.denied", role=t(f"role.{role.name}"))
    assert t(f"access.may.{role.name}").endswith(".")


def gate(language: str) -> None:
    """A page's head, and its gate for editors (run as a script of its own)."""
    from dashboard.i18n import words
    from dashboard.metrics.selection import Selection
    from dashboard.register.actor import Role
    from dashboard.ui import sign_in
    from dashboard.views.view import View
    from dashboard.warehouse.engine import Identity

    view = View(words(language), Selection(), "light", Identity("", 0, 0), False)
    sign_in.control(view)
    sign_in.ask(view, Role.editor)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("user", "told", "buttons"),
    [({}, "access.closed", set()), ({"is_logged_in": False}, "", {"sign_in", "sign_in_here"}),
     ({**ANNA, "iat": 1}, "access.expired", {"sign_in", "sign_in_here"}), ({**ANNA, "iat": None}, "access.lower", {"sign_out"})],
    ids=["closed", "signed_out", "expired", "lower"],
)  # fmt: skip
def test_a_closed_gate_says_what_is_needed_and_the_way_there(
    roles: Path, language: str, user: dict[str, object], told: str, buttons: set[str]
) -> None:
    """The role that is asked for, why the reader has not got it, and the button only where it helps."""
    roles.write_text('[roles]\nmember = ["anna@example.se"]', encoding="utf-8")
    page, t = AppTest.from_function(gate, args=(language,)), words(language)
    page.user = {**user, "iat": access.time.time()} if told == "access.lower" else user
    page.run()
    assert not page.exception
    said = page.info[0].value
    assert said.startswith(t("access.denied", role=t("role.editor")))
    assert not told or t(told, **({"role": t("role.member")} if told == "access.lower" else {})) in said
    assert {button.key for button in page.button} == buttons
