"""A Streamlit app on the loopback, real with its middleware and its secrets, and a reader that is no browser."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import websockets.sync.client
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.web.server.starlette.starlette_app_utils import generate_xsrf_token_string

ROOT = Path(__file__).resolve().parents[2]
SECRET = "0f" * 32  # what the apps of these tests sign their cookies with


def free_port() -> int:
    """A port of the loopback that nobody listens on."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
    return port


def secrets(folder: Path, port: int, provider: str = "http://localhost:1", cookie_secret: str = SECRET) -> Path:
    """A secrets file that signs in at ``provider`` and comes back to the app at ``port``."""
    path = folder / "secrets.toml"
    path.write_text(
        f'[auth]\nredirect_uri = "http://localhost:{port}/oauth2callback"\ncookie_secret = "{cookie_secret}"\n'
        f'client_id = "dashboard"\nclient_secret = "of-the-test"\n'
        f'server_metadata_url = "{provider}/.well-known/openid-configuration"\n',
        encoding="utf-8",
    )
    return path


def start(script: Path, port: int, secrets_file: Path | None = None, **environment: str) -> subprocess.Popen[str]:
    """Streamlit serving ``script`` at ``port``, perhaps not ready yet; its output comes to one pipe."""
    command = [sys.executable, "-m", "streamlit", "run", str(script), "--server.port", str(port),
               "--server.address", "127.0.0.1", "--secrets.files", str(secrets_file or "/nowhere/secrets.toml")]  # fmt: skip
    return subprocess.Popen(
        command,
        cwd=ROOT,
        env={**os.environ, **environment},
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )


@contextmanager
def serving(script: Path, port: int, secrets_file: Path | None = None, **environment: str) -> Iterator[str]:
    """The app's host and port, ready; it is stopped afterwards."""
    process = start(script, port, secrets_file, **environment)
    try:
        for _ in range(600):
            try:
                urlopen(f"http://localhost:{port}/_stcore/health", timeout=2).close()
                break
            except (URLError, OSError):
                assert process.poll() is None, process.stdout and process.stdout.read()
                time.sleep(0.1)
        yield f"localhost:{port}"
    finally:
        process.terminate()
        process.communicate(timeout=10)


def read(host: str, query: str = "", page: str = "", cookies: str = "", origin: str = "", **headers: str) -> list[str]:
    """What one session of the app says: its texts, and the addresses of its downloads (``/media/…``)."""
    token = generate_xsrf_token_string()
    sent = [(name.replace("_", "-"), value) for name, value in headers.items()]
    sent += [
        ("Origin", origin or f"http://{host}"),
        ("Cookie", "; ".join(filter(None, [f"_streamlit_xsrf={token}", cookies]))),
    ]
    ask, said = BackMsg(), []
    ask.rerun_script.query_string, ask.rerun_script.page_name = query, page
    with websockets.sync.client.connect(
        f"ws://{host}/_stcore/stream", subprotocols=["streamlit", token],  # type: ignore[list-item]
        additional_headers=sent, max_size=None, compression=None, origin=None,
    ) as session:  # fmt: skip
        session.send(ask.SerializeToString())
        while True:
            message = ForwardMsg()
            message.ParseFromString(session.recv(timeout=30))  # type: ignore[arg-type]
            if message.WhichOneof("type") == "script_finished":
                return said
            if message.WhichOneof("type") == "delta" and message.delta.HasField("new_element"):
                element = message.delta.new_element
                said += [element.text.body or element.download_button.url]
