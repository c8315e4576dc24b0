"""Meetings in their folder: names, two at once, broken files, limits, and kills."""

import os
import random
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from dashboard.errors import UserError
from dashboard.meeting.meeting import Item, Meeting
from dashboard.meeting.naming import is_name, named
from dashboard.meeting.store import Changed, Meetings, meetings, new
from dashboard.settings import ROOT

HOSTILE = [
    "", ".", "..", "../meetings", "a/../../b-2345", "/etc/passwd", "x\0-2345", "möte-2345", "Mote-2345", "mote-2345\n", "mote-23l5",
    "-2345", "mote--", "c:mote-2345", "mote-2345/..", "x" * 80 + "-2345", ".meetings.lock",
]  # fmt: skip


@pytest.fixture
def kept(data_folder: Path) -> Meetings:
    """The store of an empty data folder."""
    return meetings()


@pytest.mark.parametrize(
    ("title", "begin"),
    [("Östersund 2026", "ostersund-2026-"), ("Ærlig talt: Ørland & Åre!", "aerlig-talt-orland-are-"), ("北", "meeting-"),
     ("../../etc", "etc-"), ("å" * 120, "a" * 40 + "-")],
)  # fmt: skip
def test_a_name_is_readable(title: str, begin: str) -> None:
    """The title in plain letters, then four that are not read as others."""
    name = named(title)
    assert name.startswith(begin) and len(name) == len(begin) + 4 and is_name(name)
    assert not set(name[-4:]) & set("01ilo")


def test_what_is_saved_comes_back(kept: Meetings) -> None:
    """A new one gets id, key and times; a change keeps the first three."""
    first = kept.save(new("Östersund 2026", "sv"))
    assert is_name(first.id) and len(first.key) > 20 and first.created and kept.get(first.id) == first
    second = kept.save(replace(first.add(Item("jobs")), key="another", created="never"))
    assert (second.id, second.key, second.created) == (first.id, first.key, first.created)
    assert second.changed > first.changed and meetings().get(first.id) == second


def test_the_newest_change_stands_first(kept: Meetings) -> None:
    """In the list of all."""
    a, b = kept.save(new("A", "sv")), kept.save(new("B", "nb"))
    assert [one.title for one in kept.all()] == ["B", "A"]
    kept.save(a.add(Item("map")))
    assert [one.id for one in kept.all()] == [a.id, b.id]


@pytest.mark.parametrize("name", HOSTILE)
def test_a_name_from_an_address_leads_nowhere_else(kept: Meetings, name: str) -> None:
    """Not to another folder, whatever it is used for; even where there is a file."""
    (kept.folder.parent / "meeting.json").write_bytes(b"{}")
    assert not is_name(name) and not kept.has(name)
    for use in (kept.get, kept.delete, lambda name: kept.save(Meeting("m", id=name)) if name else kept.get(name)):
        with pytest.raises(UserError) as error:
            use(name)
        assert error.value.key == "meeting.unknown"


def test_the_second_of_two_is_told(kept: Meetings) -> None:
    """And what the first saved stays."""
    seen = kept.save(new("M", "sv"))
    first = kept.save(seen.add(Item("jobs")))
    with pytest.raises(Changed):
        kept.save(seen.add(Item("map")))
    assert kept.get(seen.id) == first


def test_many_at_once_lose_nothing(kept: Meetings) -> None:
    """Ten threads add a view each and try again where another was quicker: all ten are there."""
    meeting = kept.save(new("M", "sv"))

    def add(number: int) -> None:
        while True:
            try:
                kept.save(kept.get(meeting.id).add(Item("jobs", (("to", str(2000 + number)),))))
                return
            except Changed:
                time.sleep(0.001)

    with ThreadPoolExecutor(10) as pool:
        list(pool.map(add, range(10)))
    assert sorted(item.query[0][1] for item in kept.get(meeting.id).items) == [str(2000 + n) for n in range(10)]


@pytest.mark.parametrize(
    "content", [b"", b"{", b'{"title": 3}', b'{"title":"m","id":"other-2345"}', b"\xff\xfe", b"[]"]
)
def test_a_broken_file_is_nobody_elses_trouble(kept: Meetings, content: bytes) -> None:
    """It is left out, and the others are there."""
    good, bad = kept.save(new("Good", "sv")), kept.save(new("Bad", "sv"))
    (kept.folder / bad.id / "meeting.json").write_bytes(content)
    assert kept.all() == [good] and not kept.has(bad.id)


def test_one_too_many_is_refused(data_folder: Path) -> None:
    """Nothing that somebody prepared goes for it; changes can still be saved."""
    kept = Meetings(data_folder / "meetings", 2)
    first = kept.save(new("1", "sv"))
    kept.save(new("2", "sv"))
    with pytest.raises(UserError) as error:
        kept.save(new("3", "sv"))
    assert error.value.key == "meeting.too_many" and len(kept.all()) == 2
    kept.save(first.add(Item("jobs")))
    kept.delete(first.id)
    kept.save(new("3", "sv"))


def test_a_title_is_asked_for(kept: Meetings) -> None:
    """Nothing is kept without one."""
    with pytest.raises(UserError) as error:
        kept.save(new("  ", "sv"))
    assert error.value.key == "meeting.no_title" and kept.all() == []


def test_a_deleted_meeting_is_gone(kept: Meetings) -> None:
    """Its folder too."""
    meeting = kept.save(new("M", "sv"))
    kept.delete(meeting.id)
    assert kept.all() == [] and not (kept.folder / meeting.id).exists()


def test_only_the_owner_reads_the_file(kept: Meetings) -> None:
    """It has the key."""
    meeting = kept.save(new("M", "sv"))
    assert (kept.folder / meeting.id / "meeting.json").stat().st_mode & 0o777 == 0o600


def test_a_place_that_cannot_be_written_is_told(data_folder: Path) -> None:
    """In a sentence, not as a bug."""
    (data_folder / "meetings").write_text("in the way")
    with pytest.raises(UserError) as error:
        meetings().save(new("M", "sv"))
    assert error.value.key == "meeting.unwritable"


WRITER = """
import sys
from dashboard.meeting.meeting import Item
from dashboard.meeting.store import meetings
name = sys.argv[1]
while True:
    now = meetings().get(name)
    meetings().save(now.add(Item("jobs", note="x" * 1900)) if len(now.items) < 40 else now.remove(0))
    print("saved", flush=True)
"""


@pytest.mark.slow
def test_kills_leave_a_whole_meeting(data_folder: Path) -> None:
    """Killed at any moment while it saves again and again: the meeting is a whole one, and can be saved to."""
    meeting, chance = meetings().save(new("M", "sv")), random.Random(5)
    for _ in range(15):
        process = subprocess.Popen(
            [sys.executable, "-c", WRITER, meeting.id], cwd=ROOT, stdout=subprocess.PIPE, start_new_session=True,
            env={**os.environ, "DASHBOARD_DATA": str(data_folder)},
        )  # fmt: skip
        assert process.stdout is not None and process.stdout.readline() == b"saved\n"
        time.sleep(chance.uniform(0, 0.02))
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        found = meetings().get(meeting.id)
        assert found.items and meetings().save(found).items == found.items
    assert len(meetings().all()) == 1
