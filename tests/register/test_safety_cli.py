"""The commands for personal data and backups: what they print and do, and that they begin no register by themselves."""

import json
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import duckdb
import pytest

from dashboard import assembly
from dashboard.commands import safety
from dashboard.errors import UserError
from dashboard.register.agreement import disagreements
from dashboard.register.store import Register
from dashboard.settings import settings
from tests.databases import ANNA, LEAST, filled, rows


def call(capsys: pytest.CaptureFixture[str], *arguments: str | Path) -> str:
    """What a command prints."""
    safety.app([str(argument) for argument in arguments], standalone_mode=False)
    return capsys.readouterr().out


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty data folder, in use."""
    monkeypatch.setenv("DASHBOARD_DATA", str(tmp_path / "data"))
    settings.cache_clear()
    return tmp_path / "data"


@pytest.fixture
def register(data: Path) -> Iterator[Register]:
    """Its register, with a record of each kind."""
    with closing(assembly.open_register()) as opened:
        filled(opened)
        yield opened


def test_an_extract_in_both_forms(register: Register, capsys: pytest.CaptureFixture[str]) -> None:
    """JSON that reads back, and a letter in the language that was asked for."""
    found = json.loads(call(capsys, "person", "extract", "anna berg", "--format", "json"))
    assert [row["name"] for row in found["contacts"]] == ["Anna Berg"]
    assert "# Opplysninger om deg" in call(capsys, "person", "extract", "P0001", "--lang", "nb")


def test_an_erasure_builds_the_warehouse_anew(
    register: Register, data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The reference is printed, what lies over the warehouse goes, and the new one has a contact less."""
    assembly.assemble(demo=False)
    (data / "records.duckdb").write_text("old")
    printed = call(capsys, "person", "erase", "P0001", "--reason", "på begäran", "--yes")
    assert rows(register)["erasure"][0]["reference"] in printed
    assert register.all(ANNA, "contact") == [] and not (data / "records.duckdb").exists()
    with duckdb.connect(str(data / "warehouse.duckdb"), read_only=True) as warehouse:
        assert warehouse.execute("select count(*) from rd_capacity").fetchall() == [(0,)]


def test_retention_says_first_and_acts_when_told(
    register: Register, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """On the day that the settings give: flagged at the review date, erased a year later with --apply."""
    assert "0 flagged" in call(capsys, "person", "retention")
    for day, said in (("2027-01-01", "due on 2028-01-01"), ("2028-01-01", ": due")):
        monkeypatch.setenv("DASHBOARD_TODAY", day)
        settings.cache_clear()
        assert f"P0001: Contact to be reviewed (since 2027-01-01){'' if said == ': due' else ': '}{said}" in call(
            capsys, "person", "retention"
        )
    assert len(register.all(ANNA, "contact")) == 1
    assert "1 flagged, 1 done." in call(capsys, "person", "retention", "--apply")
    assert register.all(ANNA, "contact") == []


def test_a_backup_comes_back(
    register: Register, data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Into a folder of its own row by row; over what is in use only when that is said, and then that is backed up first."""
    assert "restored on trial" in call(capsys, "backup", tmp_path / "a.zip")
    call(capsys, "restore", tmp_path / "a.zip", "--into", tmp_path / "new")
    with closing(Register(f"sqlite:///{tmp_path / 'new' / 'register.sqlite'}")) as other:
        assert rows(other) == rows(register)
    call(capsys, "person", "erase", "Anna Berg", "--reason", "på begäran", "--yes")
    with pytest.raises(UserError, match="--replace"):
        call(capsys, "restore", tmp_path / "a.zip")
    later = rows(register)
    printed = call(capsys, "restore", tmp_path / "a.zip", "--replace")
    assert f"erase the people again: {later['erasure'][0]['reference']}" in printed
    assert len(register.all(ANNA, "contact")) == 1 and disagreements(register) == []
    (saved,) = (data / "backups").iterdir()
    call(capsys, "restore", saved, "--replace")
    assert rows(register) == later


@pytest.mark.parametrize(
    "arguments",
    [("person", "extract", "P0001"), ("person", "erase", "P0001", "--reason", "x", "--yes"), ("person", "retention"),
     ("backup", "a.zip"), ("restore", "none.zip")],
)  # fmt: skip
def test_no_command_begins_a_register(
    data: Path, arguments: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    """Else the app would show real data, of which there is none."""
    with pytest.raises(UserError):
        call(capsys, *arguments)
    assert not assembly.has_register()


def test_the_record_of_processing_needs_no_register(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """It follows from the configuration alone."""
    assert "article 30" in call(capsys, "processing", "--lang", "en")


def test_who_is_kept_for_the_law_is_told(register: Register, capsys: pytest.CaptureFixture[str]) -> None:
    """An editor's name in the audit stays, and the command says how often."""
    register.keep_draft(ANNA, "need", "", LEAST["need"])
    printed = call(capsys, "person", "erase", ANNA.who, "--reason", "slutat", "--yes")
    assert f"the audit must say who made a change: {len(LEAST)}" in printed
