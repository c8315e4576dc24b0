"""A backup holds everything, of one moment, and what comes back from it is the same row by row, in either database."""

import json
import shutil
import stat
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from zipfile import ZipFile

import pytest

from dashboard.errors import UserError
from dashboard.register import erasing
from dashboard.register.agreement import disagreements
from dashboard.register.backup import backup
from dashboard.register.restoring import forgotten, restore
from dashboard.register.store import Register
from tests.databases import ANNA, BO, DATABASES, LEAST, filled, fresh, rows


def busy(register: Register) -> None:
    """One record of each kind with every sort of value, a deletion, an undo, drafts and an erasure."""
    keys = filled(register)
    made = register.get(ANNA, "cluster", keys["cluster"])
    assert made is not None
    register.save(
        BO,
        "cluster",
        {"purpose": "Åäö æø 'citat' \"och\"\nrad två ✓", "started": "2026-01-01"},
        "K0001",
        made["version"],
    )
    register.undo(ANNA, register.revision())
    register.save(
        ANNA, "residual_flow", {**LEAST["residual_flow"], "name": "B", "tonnes_per_year": 0.1 + 0.2, "lat": 63.43}
    )
    flow = register.save(ANNA, "residual_flow", {**LEAST["residual_flow"], "name": "C"})
    register.delete(ANNA, "residual_flow", flow["key"], flow["version"])
    register.keep_draft(BO, "need", "", {"text": "halv"})
    erasing.erase(register, ANNA, "Anna Berg", "på begäran")


@pytest.mark.parametrize("into", DATABASES)
@pytest.mark.parametrize("of", DATABASES)
def test_restored_into_a_new_place_it_is_the_same(of: str, into: str, tmp_path: Path) -> None:
    """Row by row in every table, from each database into each; keys and numbers go on where they were."""
    with fresh(of, tmp_path) as url, fresh(into, tmp_path) as other:
        register, again = Register(url), Register(other)
        busy(register)
        manifest = backup(register, tmp_path / "backups" / "register.zip")
        assert restore(again, tmp_path / "backups" / "register.zip") == manifest
        assert rows(again) == rows(register)
        assert disagreements(again) == [] and again.revision() == register.revision() == manifest["revision"]
        assert manifest["files"]["change.jsonl"]["rows"] == len(rows(register)["change"])
        for one in (register, again):
            assert one.save(ANNA, "residual_flow", LEAST["residual_flow"])["key"] == "F0004"
        assert again.revision() == manifest["revision"] + 1
        assert list((tmp_path / "backups").iterdir()) == [tmp_path / "backups" / "register.zip"]
        assert stat.S_IMODE((tmp_path / "backups" / "register.zip").stat().st_mode) == 0o600
        register.close()
        again.close()


def test_a_register_that_holds_something_is_not_overwritten(register: Register, tmp_path: Path) -> None:
    """Unless that is said; then everything that was there has gone, and the counters stand as in the backup."""
    busy(register)
    backup(register, tmp_path / "a.zip")
    before = rows(register)
    register.save(ANNA, "cluster", {"name_sv": "Senare"})
    with pytest.raises(UserError, match="--replace"):
        restore(register, tmp_path / "a.zip")
    assert len(register.all(ANNA, "cluster")) == 2
    restore(register, tmp_path / "a.zip", replace=True)
    assert rows(register) == before
    assert register.save(ANNA, "cluster", {"name_sv": "Nästa"})["key"] == "K0002"
    assert disagreements(register) == []


def test_erasures_that_a_backup_has_not_heard_of_are_told(register: Register, tmp_path: Path) -> None:
    """Else restoring would bring people back in silence."""
    filled(register)
    backup(register, tmp_path / "a.zip")
    done = erasing.erase(register, ANNA, "Anna Berg", "på begäran")
    assert forgotten(register, tmp_path / "a.zip") == [done.reference]
    backup(register, tmp_path / "b.zip")
    assert forgotten(register, tmp_path / "b.zip") == []


def rewritten(source: Path, target: Path, change: Callable[[str, bytes], bytes | None]) -> Path:
    """A copy of an archive whose members are changed; None leaves one out."""
    with ZipFile(source) as old, ZipFile(target, "w") as new:
        for name in old.namelist():
            if (made := change(name, old.read(name))) is not None:
                new.writestr(name, made)
    return target


def _manifest(**changed: object) -> Callable[[str, bytes], bytes]:
    return lambda name, told: json.dumps({**json.loads(told), **changed}).encode() if name == "manifest.json" else told


SPOILT: dict[str, Callable[[str, bytes], bytes | None]] = {
    "a changed value": lambda name, told: told.replace(b"Wood", b"Wold") if name == "cluster.jsonl" else told,
    "a row less": lambda name, told: b"" if name == "meeting.jsonl" else told,
    "a table less": lambda name, told: None if name == "need.jsonl" else told,
    "no manifest": lambda name, told: None if name == "manifest.json" else told,
    "a newer program": _manifest(tables="9999"),
    "a newer format": _manifest(format=2),
}


@pytest.mark.parametrize("spoilt", SPOILT)
def test_a_spoilt_backup_is_refused_and_nothing_is_lost(spoilt: str, sqlite_register: Register, tmp_path: Path) -> None:
    """What the digest, the manifest or the archive itself gives away; the register stays as it was."""
    busy(sqlite_register)
    backup(sqlite_register, tmp_path / "a.zip")
    bad = rewritten(tmp_path / "a.zip", tmp_path / "bad.zip", SPOILT[spoilt])
    before = rows(sqlite_register)
    with pytest.raises(UserError):
        restore(sqlite_register, bad, replace=True)
    assert rows(sqlite_register) == before


def test_a_backup_that_lies_about_its_digests_is_refused(sqlite_register: Register, tmp_path: Path) -> None:
    """Even with a manifest that fits, its records must follow from its audit."""
    busy(sqlite_register)
    backup(sqlite_register, tmp_path / "a.zip")
    bad = rewritten(tmp_path / "a.zip", tmp_path / "b.zip", SPOILT["a changed value"])
    with ZipFile(bad) as archive:
        told = json.loads(archive.read("manifest.json"))
        told["files"]["cluster.jsonl"]["sha256"] = sha256(archive.read("cluster.jsonl")).hexdigest()
    lie = rewritten(bad, tmp_path / "c.zip", _manifest(files=told["files"]))
    with pytest.raises(UserError, match="stored otherwise"):
        restore(sqlite_register, lie, replace=True)


def test_cut_off_or_no_archive_at_all(sqlite_register: Register, tmp_path: Path) -> None:
    """A copy that was interrupted, another file, none."""
    busy(sqlite_register)
    backup(sqlite_register, tmp_path / "a.zip")
    (tmp_path / "half.zip").write_bytes((tmp_path / "a.zip").read_bytes()[:2000])
    (tmp_path / "text.zip").write_text("hej")
    for name in ("half.zip", "text.zip", "none.zip"):
        with pytest.raises(UserError, match="not a whole backup"):
            restore(sqlite_register, tmp_path / name, replace=True)


def test_a_place_that_cannot_be_written_is_a_sentence(sqlite_register: Register, tmp_path: Path) -> None:
    """And the backup that was there before stays."""
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(UserError, match="could not be written"):
        backup(sqlite_register, tmp_path / "file" / "a.zip")


def test_a_backup_of_a_register_that_disagrees_is_not_given(sqlite_register: Register, tmp_path: Path) -> None:
    """It is tried before it takes its name; the one before stays."""
    filled(sqlite_register)
    backup(sqlite_register, tmp_path / "a.zip")
    shutil.copy(tmp_path / "a.zip", tmp_path / "copy.zip")
    with sqlite_register.engine.begin() as connection:
        connection.exec_driver_sql("update cluster set purpose = 'by hand'")
    with pytest.raises(UserError):
        backup(sqlite_register, tmp_path / "a.zip")
    assert (tmp_path / "a.zip").read_bytes() == (tmp_path / "copy.zip").read_bytes()
