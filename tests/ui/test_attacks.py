"""Attempts to get past the roles, each against the real server with its real cookies: what is tried → what stops it."""

import ast
import dataclasses
import json
import time
from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path

import pytest
from streamlit.web.server.starlette.starlette_app_utils import create_signed_value

from dashboard.settings import ROOT
from dashboard.ui import this_machine
from dashboard.views.pages import options_of
from dashboard.views.view import View
from tests.ui.serving import SECRET, free_port, read, secrets, serving, start

SCRIPT = """
import streamlit as st
from dashboard.ui import access
visitor = access.visitor()
st.text(f"{visitor.actor.who}|{visitor.actor.role.name}|{visitor.standing}")
st.download_button("contacts", data=b"Anna Berg", file_name="contacts.csv")
"""
APP = """
from pathlib import Path
import streamlit as st
from starlette.middleware import Middleware
from dashboard.ui.server import SecurityHeaders, refuse_weak_secret
refuse_weak_secret()
app = st.App(Path(__file__).with_name("script.py"), middleware=[Middleware(SecurityHeaders)])
"""
ROLES = '[roles]\nadministrator = ["chief@example.se"]\n'


def small_app(folder: Path) -> Path:
    """An app with the dashboard's middleware that says who acts and offers a download."""
    (folder / "script.py").write_text(SCRIPT, encoding="utf-8")
    (folder / "app.py").write_text(APP, encoding="utf-8")
    (folder / "roles.toml").write_text(ROLES, encoding="utf-8")
    return folder / "app.py"


@pytest.fixture(scope="module")
def signed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The small app where a sign-in service is configured."""
    folder, port = tmp_path_factory.mktemp("signed"), free_port()
    environment = {"DASHBOARD_ROLES": str(folder / "roles.toml"), "DASHBOARD_LOCAL_EDITOR": "1"}
    with serving(small_app(folder), port, secrets(folder, port), **environment) as host:
        yield host


@pytest.fixture(scope="module")
def local(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The small app without a sign-in service, with a local editor."""
    folder, port = tmp_path_factory.mktemp("local"), free_port()
    with serving(small_app(folder), port, DASHBOARD_LOCAL_EDITOR="1") as host:
        yield host


def cookie(host: str, secret: str = SECRET, **changed: object) -> str:
    """The chief's cookie, as Streamlit makes it after a sign-in."""
    claims = {"origin": f"http://{host}", "is_logged_in": True, "provider": "default", "sub": "1", "iat": time.time(),
              "email": "chief@example.se", **changed}  # fmt: skip
    return f"_streamlit_user={create_signed_value(secret, '_streamlit_user', json.dumps(claims)).decode()}"


def test_a_cookie_that_the_server_signed_is_the_person(signed: str) -> None:
    """The other tests would say nothing if the true cookie did not let in either."""
    assert read(signed, cookies=cookie(signed))[0] == "chief@example.se|administrator|signed_in"


def test_a_forged_cookie(signed: str) -> None:
    """A cookie signed with another secret → Streamlit's signature."""
    assert read(signed, cookies=cookie(signed, secret="guess" * 8))[0] == "|viewer|signed_out"


def test_a_tampered_cookie(signed: str) -> None:
    """A true cookie of somebody without a role, its content changed → the same signature."""
    name, theirs = cookie(signed, email="eve@example.se").split("=", 1)
    content = cookie(signed).split("=", 1)[1].rsplit(".", 2)[0]
    signature = ".".join(theirs.rsplit(".", 2)[1:])
    assert read(signed, cookies=f"{name}={content}.{signature}")[0] == "|viewer|signed_out"


def test_an_old_cookie(signed: str) -> None:
    """A copied cookie, tried a day later → the token's age; Streamlit alone would take it for 30 days."""
    assert read(signed, cookies=cookie(signed, iat=time.time() - 86400))[0] == "|viewer|expired"
    assert read(signed, cookies=cookie(signed, iat=time.time() + 86400))[0] == "|viewer|expired"


def test_a_cookie_of_another_application(signed: str) -> None:
    """A cookie that another application with the same secret made → the origin in it."""
    assert read(signed, cookies=cookie(signed, origin="http://elsewhere.example"))[0] == "|viewer|signed_out"


def test_another_sites_page_with_the_readers_cookie(signed: str) -> None:
    """A foreign page that opens a websocket in a signed-in reader's browser → Streamlit's check of the Origin."""
    with pytest.raises(Exception, match="HTTP 403"):
        read(signed, cookies=cookie(signed), origin="http://evil.example")


@pytest.mark.parametrize("query", ["role=administrator", "user=chief@example.se&is_logged_in=True", "actor=local",
                                   "email=chief@example.se&role=3&editor=1"])  # fmt: skip
def test_roles_in_the_address(signed: str, query: str) -> None:
    """Parameters that name a role or a person → nothing reads them."""
    assert read(signed, query)[0] == "|viewer|signed_out"


@pytest.mark.parametrize("name", ["X_Forwarded_User", "X_Forwarded_Email", "X_Remote_User", "Remote_User", "X_Auth_Request_Email",
                                  "X_Ms_Client_Principal_Name", "X_Streamlit_User"])  # fmt: skip
def test_headers_that_name_a_person(signed: str, name: str) -> None:
    """What a proxy would say of who signed in → Streamlit takes such headers only where ``server.trustedUserHeaders`` says
    so, and it does not."""
    assert read(signed, **{name: "chief@example.se"})[0] == "|viewer|signed_out"


def test_the_local_editor_where_people_sign_in(signed: str) -> None:
    """Both configured by mistake: a reader at the machine without a cookie → a sign-in service goes before it."""
    assert read(signed)[0] == "|viewer|signed_out"


def test_a_reader_at_this_machine_edits(local: str) -> None:
    """Who comes over the loopback, with nobody between, is the local editor: the other tests of it say something."""
    assert read(local)[0] == "local|editor|local"


@pytest.mark.parametrize(
    "headers",
    [{"X_Forwarded_For": "127.0.0.1"}, {"X_Forwarded_For": "192.0.2.7"}, {"X_Forwarded_Host": "localhost"},
     {"Forwarded": "for=127.0.0.1"}, {"X_Real_Ip": "127.0.0.1"}, {"Via": "1.1 proxy"}],
)  # fmt: skip
def test_a_reader_behind_a_proxy(local: str, headers: dict[str, str]) -> None:
    """Somebody far away whose proxy stands on this machine, whatever it or they say of where they are → any word of having
    been passed on."""
    assert read(local, **headers)[0] == "|viewer|closed"


def test_the_mark_of_this_machine_from_outside(local: str) -> None:
    """The mark's own header, sent by a reader behind a proxy → it holds a word that only the process knows."""
    mark = {this_machine.HEADER.replace("-", "_"): "1", "X_Forwarded_For": "192.0.2.7"}
    assert read(local, **mark)[0] == "|viewer|closed"


def test_another_name_for_this_machine(local: str) -> None:
    """A foreign name that is made to point here (DNS rebinding), with a page that fits it → the Host must be ours."""
    name = "rebound.example:" + local.split(":")[1]
    connection = HTTPConnection(*local.split(":"))
    handshake = {
        "Host": name, "Origin": f"http://{name}", "Connection": "Upgrade", "Upgrade": "websocket",
        "Sec-WebSocket-Version": "13", "Sec-WebSocket-Key": "AAAAAAAAAAAAAAAAAAAAAA==",
    }  # fmt: skip
    connection.request("GET", "/_stcore/stream", headers=handshake)
    assert connection.getresponse().status == 101  # Streamlit itself lets it in: Host and Origin agree
    connection.close()
    scope = {"client": ("127.0.0.1", 1), "headers": [(b"host", name.encode()), (b"origin", f"http://{name}".encode())]}
    assert not this_machine.is_here(scope)


def test_a_download_in_a_shared_cache(signed: str) -> None:
    """Somebody's download, asked for again from a proxy or a shared browser → no cache may keep it."""
    address = read(signed, cookies=cookie(signed))[1]
    assert "/media/" in address
    connection = HTTPConnection(*signed.split(":"))
    connection.request("GET", address)
    answer = connection.getresponse()
    assert answer.headers.get_all("cache-control") == ["private, no-store"]
    connection.close()


@pytest.mark.parametrize(
    "address", [f"/media/{'0' * 56}.csv", "/media/", "/media/../roles.toml", "/media/%2e%2e/roles.toml"]
)
def test_a_guessed_download(signed: str, address: str) -> None:
    """An address of a download that one was not given, or a path out of there → the address is the hash of the content,
    and what is served is a list in memory, no folder."""
    connection = HTTPConnection(*signed.split(":"))
    connection.request("GET", address)
    body = connection.getresponse().read()
    assert b"Anna Berg" not in body and b"chief@" not in body
    connection.close()


def test_streamlits_own_files_may_be_kept(signed: str) -> None:
    """The rule for downloads does not make every visit fetch the fonts again."""
    fonts = sorted((Path(__import__("streamlit").__file__).parent / "static" / "static" / "media").iterdir())
    connection = HTTPConnection(*signed.split(":"))
    connection.request("GET", f"/static/media/{fonts[0].name}")
    assert "immutable" in str(connection.getresponse().headers["cache-control"])
    connection.close()


@pytest.mark.parametrize("secret", ["", "xxx", "a" * 31])
def test_a_secret_that_can_be_guessed(tmp_path: Path, secret: str) -> None:
    """A cookie signed with the empty or short secret of a careless configuration → the app does not start."""
    port = free_port()
    process = start(small_app(tmp_path), port, secrets(tmp_path, port, cookie_secret=secret))
    try:
        output = process.communicate(timeout=60)[0]
        assert process.returncode != 0 and "cookie_secret" in output and "token_hex" in output
    finally:
        process.kill()


def kept(path: Path) -> Iterator[tuple[str, ast.FunctionDef]]:
    """Functions of a module whose answers are kept: for all readers, or between reruns."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef):
            names = {part.id if isinstance(part, ast.Name) else part.attr for decorator in node.decorator_list
                     for part in ast.walk(decorator) if isinstance(part, ast.Name | ast.Attribute)}  # fmt: skip
            if names & {"cache", "lru_cache", "cached_property", "remembered", "cache_data", "cache_resource"}:
                yield f"{path.relative_to(ROOT)}:{node.name}", node


def test_what_is_kept_for_all_knows_no_reader() -> None:
    """An answer for an editor, kept and shown to a viewer → no kept function of ui or pages asks who reads, or reads the
    register at all."""
    personal = {"access", "actor", "Actor", "visitor", "Role", "role", "register", "store", "contacts", "user"}
    found = [(place, node) for folder in ("dashboard/ui", "dashboard/views", "pages") for path in (ROOT / folder).rglob("*.py")
             for place, node in kept(path)]  # fmt: skip
    assert len(found) > 5  # it does find them
    for place, node in found:
        words = {part.id if isinstance(part, ast.Name) else part.arg if isinstance(part, ast.arg) else part.attr
                 for part in ast.walk(node) if isinstance(part, ast.Name | ast.Attribute | ast.arg)}  # fmt: skip
        assert not words & personal, place


def test_what_the_register_keeps_holds_no_person() -> None:
    """The same one layer below → of the register only what opens it and describes it is kept, no function that is given
    an actor or reads a row."""
    for path in (ROOT / "dashboard" / "register").rglob("*.py"):
        for place, node in kept(path):
            given = {argument.arg for argument in ast.walk(node.args) if isinstance(argument, ast.arg)}
            asked = {part.attr for part in ast.walk(node) if isinstance(part, ast.Attribute)}
            assert not given & {"actor", "who", "role", "session", "connection"}, place
            assert not asked & {"execute", "scalars", "scalar", "fetchall", "select"}, place


def test_the_view_knows_no_role() -> None:
    """What is remembered by the view is the same for all who share it → the view says nothing of who they are."""
    told = {"t", "selection", "mode", "warehouse", "embedded", "options", "narrow", "page", "address"}
    assert {field.name for field in dataclasses.fields(View)} == told
    assert options_of({"key": "secret", "with": "similar"}) == (("with", "similar"),)
