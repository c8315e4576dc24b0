"""Frozen meetings: the same for ever, damage found, nothing changed."""

import json
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from dashboard.errors import UserError
from dashboard.i18n import LANGUAGES
from dashboard.meeting.deck import to_json
from dashboard.meeting.freezing import freeze, thawed
from dashboard.meeting.meeting import Item, Meeting
from dashboard.meeting.store import Changed, meetings, new
from tests.decks import sample

DAY = "2026-11-24"


@pytest.fixture
def frozen(data_folder: Path, monkeypatch: pytest.MonkeyPatch) -> Meeting:
    """A meeting that was frozen in three languages."""
    monkeypatch.setenv("DASHBOARD_TODAY", DAY)
    meeting = meetings().save(new("Läget", "nb").add(Item("jobs")))
    return freeze(meeting, [sample(language) for language in LANGUAGES])


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_was_frozen_comes_back_byte_for_byte(frozen: Meeting, language: str) -> None:
    """The deck that was shown, with the day when it was frozen."""
    deck = thawed(frozen, language)
    assert deck == replace(sample(language), frozen=DAY)
    kept = (meetings().numbers(frozen) / f"deck-{language}.json").read_bytes()
    assert to_json(deck) == kept == to_json(replace(sample(language), frozen=DAY))


def test_each_view_has_its_numbers_as_a_table(frozen: Meeting) -> None:
    """In the meeting's language, numbers as numbers, with source, day, mark and the warehouse's version."""
    deck, folder = sample("nb"), meetings().numbers(frozen)
    files = sorted(folder.glob("*.parquet"))
    assert len(files) == len(deck.slides)
    for file, slide in zip(files, deck.slides, strict=True):
        table = pq.read_table(file)
        rows = [tuple(row.values()) for row in table.to_pylist()]
        shown = [tuple(cell.isoformat() if hasattr(cell, "isoformat") else cell for cell in row) for row in rows]
        assert shown == [tuple(row) for row in slide.table.rows]
        about = {key.decode(): value.decode() for key, value in (table.schema.metadata or {}).items()}
        assert (about["title"], about["as_of"], about["demo"], about["version"]) == (
            slide.title,
            "2025-10-05",
            "true",
            "demo-1",
        )
        assert all(source in about["source"] for source in slide.sources)


def test_the_manifest_names_every_file(frozen: Meeting) -> None:
    """With its SHA-256, and the warehouse the numbers came from."""
    folder = meetings().numbers(frozen)
    manifest = json.loads((folder / "manifest.json").read_bytes())
    hashes = {f.name: sha256(f.read_bytes()).hexdigest() for f in folder.iterdir() if f.name != "manifest.json"}
    assert manifest["files"] == hashes and len(hashes) == 3 + len(sample().slides)
    assert (manifest["frozen"], manifest["version"], manifest["demo"]) == (DAY, "demo-1", True)


@pytest.mark.parametrize("name", ["deck-sv.json", "manifest.json", "01-jobs-trend.parquet"])
@pytest.mark.parametrize("damage", ["changed", "cut", "gone"])
def test_damage_is_found(frozen: Meeting, name: str, damage: str) -> None:
    """A file that is another, shorter or gone: nothing is shown as if it were what was frozen."""
    file = meetings().numbers(frozen) / name
    if damage == "gone":
        file.unlink()
    else:
        content = file.read_bytes()
        middle = len(content) // 2
        other = content[:middle] + bytes([content[middle] ^ 1]) + content[middle + 1 :]
        file.write_bytes(other if damage == "changed" else content[:-9])
    with pytest.raises(UserError) as error:
        thawed(frozen, "sv")
    assert error.value.key == "meeting.damaged"


def test_a_frozen_meeting_stays(frozen: Meeting) -> None:
    """It cannot be changed, deleted or frozen again, not even by who pretends that it is not frozen; but copied."""
    for change in (
        lambda: meetings().save(frozen.add(Item("map"))),
        lambda: meetings().save(replace(frozen, frozen="", title="Annat")),
        lambda: meetings().delete(frozen.id),
        lambda: freeze(frozen, [sample("sv")]),
    ):
        with pytest.raises(UserError) as error:
            change()
        assert error.value.key == "meeting.is_frozen"
    assert meetings().get(frozen.id) == frozen and frozen.frozen == DAY
    copy = meetings().save(frozen.duplicate("Kopia"))
    assert not copy.frozen and copy.items == frozen.items and copy.id != frozen.id


def test_a_language_that_was_not_kept_is_told(data_folder: Path) -> None:
    """Rather than shown in another one."""
    meeting = freeze(meetings().save(new("M", "sv")), [sample("sv")])
    with pytest.raises(UserError) as error:
        thawed(meeting, "nb")
    assert error.value.key == "meeting.other_language"


def test_freezing_an_older_state_keeps_nothing(data_folder: Path) -> None:
    """Somebody changed the meeting meanwhile: it is not frozen, and no files are left."""
    old = meetings().save(new("M", "sv"))
    now = meetings().save(old.add(Item("jobs")))
    with pytest.raises(Changed):
        freeze(old, [sample("sv")])
    assert meetings().get(old.id) == now and not meetings().numbers(now).exists()


def test_a_killed_freezing_can_be_done_again(data_folder: Path) -> None:
    """What was left of it goes, half written or whole but not yet said to be frozen."""
    meeting = meetings().save(new("M", "sv"))
    for name in ("frozen.new", "frozen"):
        rest = meetings().numbers(meeting).with_name(name)
        rest.mkdir()
        (rest / "deck-en.json").write_text("half")
    frozen = freeze(meeting, [sample("sv")])
    assert thawed(frozen, "sv").frozen and not (meetings().numbers(frozen) / "deck-en.json").exists()


def test_no_output_has_the_key(frozen: Meeting) -> None:
    """Who gets a file cannot change the meeting."""
    for file in meetings().numbers(frozen).iterdir():
        assert frozen.key.encode() not in file.read_bytes()
