"""The container image, the compose file and the systemd units: what the linters say of them, and what they promise.

Nothing here starts a container. The slow test runs the very files that the image copies, as the image would: by a user who
may write nothing but the data, and without the packages that only tests want.
"""

import importlib.metadata
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from ruamel.yaml import YAML

from dashboard.settings import ROOT, Settings

DEPLOY = ROOT / "deploy"
UNITS = [DEPLOY / name for name in ("mittnorden.service", "mittnorden-fetch.service", "mittnorden-fetch.timer")]
COMPOSE = DEPLOY / "compose.yaml"
PROGRAM = "/opt/mittnorden"  # where the units expect it
NAME = re.compile(r"[\w.-]+")  # of a requirement, before its extras and version
IMPORT = re.compile(r"^\s*(?:from|import) (\w+)", re.MULTILINE)


def lint(*command: str | Path) -> str:
    """What a linter of this environment says; empty where it has nothing to say. Fails where it ends with an error."""
    tool = Path(sys.executable).with_name(str(command[0]))
    done = subprocess.run([tool, *command[1:]], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout + done.stderr


def instructions(word: str) -> list[str]:
    """The Dockerfile's instructions that begin with that word, each without it, on one line."""
    lines = re.sub(r"\\\n\s*", "", (DEPLOY / "Dockerfile").read_text(encoding="utf-8")).splitlines()
    return [line.removeprefix(f"{word} ") for line in lines if line.startswith(f"{word} ")]


def runtime_requirements() -> list[str]:
    """The requirements that the Dockerfile leaves when it cuts the file where the tests' begin."""
    cut = re.search(r"sed '/(\^# .+?)/,\$d' /requirements.txt", instructions("RUN")[0])
    assert cut is not None
    text = (ROOT / "requirements.txt").read_text(encoding="utf-8")
    assert re.search(cut[1], text, re.MULTILINE), "the comment is gone: the image would hold the tests' packages"
    kept = re.split(cut[1], text, flags=re.MULTILINE)[0]
    return [found[0] for line in kept.splitlines() if (found := NAME.match(line))]


def is_sent(path: str) -> bool:
    """Whether the builder gets to see that file: of the lines in Dockerfile.dockerignore that name it or a folder it is in,
    the last one counts."""
    sent = True
    for line in (DEPLOY / "Dockerfile.dockerignore").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            pattern = re.escape(line.removeprefix("!")).replace(r"\*\*/", "(.*/)?").replace(r"\*", "[^/]*")
            if re.fullmatch(f"{pattern}(/.*)?", path):
                sent = line.startswith("!")
    return sent


def copied() -> Iterator[str]:
    """Files of this folder that come into the image."""
    for words in (line.split() for line in instructions("COPY") if not line.startswith("--from")):
        for source in map(ROOT.joinpath, words[:-1]):
            files = [source] if source.is_file() else [path for path in source.rglob("*") if path.is_file()]
            yield from filter(is_sent, (path.relative_to(ROOT).as_posix() for path in files))


def test_dockerfile() -> None:
    """hadolint finds nothing, warnings and style included."""
    assert lint("hadolint", DEPLOY / "Dockerfile") == ""


def test_compose_file() -> None:
    """It is as the Compose specification's schema wants it."""
    lint("check-jsonschema", "--builtin-schema", "vendor.compose-spec", COMPOSE)


def test_both_services_can_write_only_the_shared_volume() -> None:
    """App and fetcher: the image's own user, a read-only root, no capabilities, bounded memory; one volume for both."""
    (user,), (data,) = instructions("USER"), instructions("VOLUME")
    services = YAML(typ="safe").load(COMPOSE)["services"]
    assert set(services) == {"app", "fetcher"}
    for service in services.values():
        assert (service["user"], service["read_only"], service["cap_drop"]) == (user, True, ["ALL"])
        assert service["security_opt"] == ["no-new-privileges:true"]
        assert f"data:{data}" in service["volumes"]
        assert {"mem_limit", "pids_limit", "restart"} <= service.keys()
        assert all(volume.endswith(":ro") for volume in service["volumes"] if volume != f"data:{data}")
    assert services["app"]["ports"] == ["127.0.0.1:8501:8501"]  # never past the web server that brings TLS


@pytest.fixture
def units(tmp_path: Path) -> list[Path]:
    """The units as they would stand on a server that has the program: systemd looks whether it can be executed."""
    if not shutil.which("systemd-analyze"):
        pytest.skip("Debian's systemd is not installed: nothing here can check its units")
    program = tmp_path / "program"
    (program / ".venv" / "bin").mkdir(parents=True)
    for name in ("python", "streamlit"):
        (program / ".venv" / "bin" / name).symlink_to("/bin/true")
    for unit in UNITS:
        text = unit.read_text(encoding="utf-8").replace(PROGRAM, str(program))
        (tmp_path / unit.name).write_text(text, encoding="utf-8")
    return [tmp_path / unit.name for unit in UNITS]


def test_systemd_units(units: list[Path]) -> None:
    """systemd understands every line of them."""
    done = subprocess.run(["systemd-analyze", "verify", *units], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_systemd_units_are_confined(units: list[Path]) -> None:
    """systemd's own score of exposure, from 0 to 10, is below 2 for both services."""
    for unit in units[:2]:
        command = ["systemd-analyze", "security", "--offline=yes", "--threshold=20", unit]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr


def test_both_units_are_confined_alike() -> None:
    """What one of them may not, the other may not either."""
    confined = [unit.read_text(encoding="utf-8").split("\n\n# it reads")[1].split("\n\n")[0] for unit in UNITS[:2]]
    assert confined[0].strip() == confined[1].strip()


def test_named_settings_exist() -> None:
    """Each variable that the files name is one that the program reads."""
    known = {f"DASHBOARD_{name.upper()}" for name in Settings.model_fields} | {"DASHBOARD_NAV_TOKEN"}
    files = [*UNITS, COMPOSE, DEPLOY / "Dockerfile", DEPLOY / "README.md"]
    assert {
        name for file in files for name in re.findall(r"DASHBOARD_[A-Z_]+", file.read_text(encoding="utf-8"))
    } <= known


def test_the_image_holds_the_program_and_nothing_else() -> None:
    """All of the program and its reference data; no raw file, register, secret, test or cache, wherever it may lie."""
    files = set(copied())
    for folder in ("dashboard", "pages", "data/demo", "data/reference"):
        there = {p.relative_to(ROOT).as_posix() for p in (ROOT / folder).rglob("*") if p.is_file()}
        assert {p for p in there if "/__pycache__/" not in p and not p.startswith("data/reference/pictures/")} == {
            file for file in files if file.startswith(f"{folder}/")
        }
    assert {file for file in files if file.split("/")[0] not in ("dashboard", "pages", "data")} == {
        "requirements.txt", "streamlit_app.py", ".streamlit/config.toml",
    }  # fmt: skip
    for hidden in (
        "data/raw/nav/2026-10-01/feed.json", "data/staged/x.parquet", "data/warehouse.duckdb", "data/register.sqlite",
        "data/.warehouse.duckdb.lock", "data/meetings/m/deck.json", ".streamlit/secrets.toml", "deploy/fetch.env",
        "deploy/sign-in/secrets.toml", "tests/conftest.py", ".git/config", ".venv/bin/python", "dashboard/__pycache__/cli.pyc",
    ):  # fmt: skip
        assert not is_sent(hidden), hidden


def test_runtime_requirements_hold_every_import() -> None:
    """Each package that the program imports is among the requirements that the image installs, or one of them needs it."""
    installed, waiting = set[str](), runtime_requirements()
    while waiting:
        name = waiting.pop().lower().replace("_", "-")
        if name not in installed:
            installed.add(name)
            with suppress(importlib.metadata.PackageNotFoundError):  # wanted on other systems only
                needs = importlib.metadata.requires(name) or []
                waiting += [NAME.match(need)[0] for need in needs if "extra ==" not in need]
    files = [ROOT / "streamlit_app.py", *(ROOT / "dashboard").rglob("*.py"), *(ROOT / "pages").glob("*.py")]
    imported = {top for file in files for top in IMPORT.findall(file.read_text(encoding="utf-8"))}
    offered = importlib.metadata.packages_distributions()
    assert {"streamlit", "duckdb", "pptx", "httpx"} <= imported
    assert not [
        top
        for top in imported & offered.keys()
        if not installed & {name.lower().replace("_", "-") for name in offered[top]}
    ]


HIDDEN = """
import sys
hidden = {hidden}
class Hider:
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] in hidden:
            raise ModuleNotFoundError(name)
sys.meta_path.insert(0, Hider())
from dashboard.cli import run
run(sys.argv[1:])
"""


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that every user may enter; pytest shuts its own each time it starts."""
    with TemporaryDirectory(prefix="deploy") as name:
        Path(name).chmod(0o755)
        yield Path(name)


@pytest.mark.slow
def test_what_is_copied_is_enough(open_folder: Path) -> None:
    """From the image's files alone, which cannot be written, a user without rights builds and hands out a PDF."""
    program, data = open_folder / "app", open_folder / "data"
    for name in copied():
        (program / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, program / name)
    data.mkdir()
    as_user: list[str] = []
    if os.getuid() == 0:
        shutil.chown(data, 65534, 65534)
        as_user = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", "--no-new-privs", "--inh-caps=-all"]
    folders = [path for path in (*program.rglob("*"), program) if path.is_dir()]
    for path in folders:
        path.chmod(0o555)
    lines = (ROOT / "requirements.txt").read_text(encoding="utf-8").splitlines()
    tests_only = {found[0] for line in lines if (found := NAME.match(line))} - set(runtime_requirements())
    hidden = {top for top, names in importlib.metadata.packages_distributions().items() if set(names) <= tests_only}
    assert {"pytest", "hypothesis"} <= hidden
    code = HIDDEN.format(hidden=hidden)
    environment = {"PATH": os.environ["PATH"], "DASHBOARD_DATA": str(data), "HOME": str(data)}
    environment |= {"PYTHONDONTWRITEBYTECODE": "1"}
    for arguments in (["build", "--demo"], ["export", "/jobs?figure=industries", "-o", str(data / "jobs.pdf")]):
        command = [*as_user, sys.executable, "-c", code, *arguments]
        done = subprocess.run(command, cwd=program, env=environment, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr
    assert (data / "jobs.pdf").read_bytes().startswith(b"%PDF")
