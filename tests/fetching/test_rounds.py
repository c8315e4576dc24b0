"""A round of visits: what comes is in, what does not is one sentence, and the others go on."""

import errno
import json
import os
import tomllib
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from unittest.mock import patch

import pyarrow.parquet as pq
import pytest

from dashboard import journal
from dashboard.errors import UserError
from dashboard.fetching import memory, quarantine, rounds, taking
from dashboard.fetching.publishers import modules
from dashboard.fetching.visit import Got
from dashboard.fetching.web import ATTEMPTS
from dashboard.journal import Event
from dashboard.publishers import publishers as described
from dashboard.settings import settings
from dashboard.staged import releases
from tests.fetching.server import Answer, Fault, Publishers, busy, web_page

Visit = Callable[..., list[Event]]
HEADER = "KEY,FREQ,CURRENCY,CURRENCY_DENOM,EXR_TYPE,EXR_SUFFIX,TIME_PERIOD,OBS_VALUE"


def rates(years: range, header: str = HEADER, value: str = "10.5") -> bytes:
    """The bank's answer, with one rate a year."""
    rows = [f"EXR.A.SEK.EUR.SP00.A,A,SEK,EUR,SP00,A,{year},{value}" for year in years]
    return "\n".join([header, *rows, ""]).encode()


@pytest.fixture
def bank(publishers: Publishers) -> Callable[..., None]:
    """Let the bank answer: ``bank(years, etag)``."""

    def answers(years: range, etag: str = '"1"', **told: str) -> None:
        publishers.serve("data-api.ecb", Answer(rates(years, **told), kind="text/csv", etag=etag))

    answers(range(2000, 2025))
    return answers


def staged_years() -> list[int]:
    """The years of the newest release of the bank."""
    *_, (path, _release) = [found for found in releases(settings().staged) if found[1].source == "ecb"]
    return sorted(pq.read_table(path / "exchange_rate.parquet")["year"].to_pylist())


def test_what_is_new_is_in_and_only_that_is_asked_for(
    bank: Callable[..., None], visit: Visit, publishers: Publishers
) -> None:
    """First all of it, then nothing, then what changed; each with its event."""
    (first,) = visit("ecb")
    assert (first.kind, first.rows, first.rejected) == ("changed", 25, 0) and staged_years() == list(range(2000, 2025))
    publishers.forget()
    (second,) = visit("ecb")
    assert (second.kind, second.bytes, publishers.sent) == ("unchanged", 0, 0)
    bank(range(2000, 2026), '"2"')
    (third,) = visit("ecb")
    assert third.kind == "changed" and staged_years()[-1] == 2025
    assert journal.events() == (first, second, third)


def test_the_same_file_again_is_nothing_new(bank: Callable[..., None], visit: Visit) -> None:
    """Where a publisher knows no versions the content tells."""
    bank(range(2000, 2025), "")
    assert [visit("ecb")[0].kind for _ in range(2)] == ["changed", "unchanged"]


def test_since_asks_whatever_is_remembered(bank: Callable[..., None], visit: Visit, publishers: Publishers) -> None:
    """By hand, from a day on."""
    visit("ecb")
    publishers.forget()
    (again,) = visit("ecb", since=datetime(2024, 1, 1).date())
    assert again.kind == "unchanged" and publishers.sent > 0


@pytest.mark.parametrize(
    ("fault", "key"),
    [
        (Fault("ecb", ATTEMPTS, answer=busy(503, None)), "fetch.busy"), (Fault("ecb", ATTEMPTS, cut=0), "fetch.cut"),
        (Fault("ecb", answer=web_page), "sources.web_page"), (Fault("ecb", answer=lambda _: Answer(b"", 404)), "fetch.gone"),
        (Fault("ecb", answer=lambda _: Answer(b"", 500 - 100)), "fetch.refused"),
        (Fault("ecb", answer=lambda _: Answer(b'"a quotation mark too few')), "sources.quotes"),
        (Fault("ecb", answer=lambda _: Answer(rates(range(2000)).replace(b"EXR.", b'"EXR.', 1) * 5)), "sources.quotes"),
    ],
)  # fmt: skip
def test_a_failure_is_a_sentence_and_costs_nothing(
    fault: Fault, key: str, bank: Callable[..., None], visit: Visit, publishers: Publishers
) -> None:
    """The old data stays, nothing half stands in the archive, and the next visit brings what is new."""
    visit("ecb")
    bank(range(2000, 2026), '"2"')
    publishers.faults.append(fault)
    (failed,) = visit("ecb")
    assert (failed.kind, failed.key) == ("failed", key) and failed.sentence.endswith(".")
    assert staged_years()[-1] == 2024 and len(list((settings().raw / "ecb").iterdir())) == 1
    assert visit("ecb")[0].kind == "changed" and staged_years()[-1] == 2025


def test_one_failure_does_not_stop_the_others(
    bank: Callable[..., None], visit: Visit, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Not even a bug, which the journal calls by its name and whose trace stands in the log."""

    class Broken:
        NAMES = ("nve",)

        @staticmethod
        def fetch(_visit: object) -> object:
            raise ZeroDivisionError

    monkeypatch.setitem(modules(), "nve", Broken)  # type: ignore[arg-type]
    monkeypatch.setitem(described()["nve"], "fetch", {})
    broken, fine = visit("nve", "ecb")
    assert (broken.kind, broken.key, fine.kind) == ("failed", "fetch.bug", "changed")


def test_a_changed_shape_is_held_back_by_name(bank: Callable[..., None], visit: Visit) -> None:
    """Nothing of it is loaded; the file waits; it is asked for again, and when it fits again it is in."""
    visit("ecb")
    bank(range(2000, 2026), '"2"', header=HEADER.replace("OBS_VALUE", "VALUE"))
    for _ in range(2):
        (event,) = visit("ecb")
        assert event.kind == "held"
        assert [(one["what"], one["field"]) for one in event.differences] == [
            ("missing", "OBS_VALUE"),
            ("new", "VALUE"),
        ]
    assert staged_years()[-1] == 2024
    assert [held.source for held in quarantine.held()] == ["ecb"]
    bank(range(2000, 2026), '"3"')
    assert visit("ecb")[0].kind == "changed" and not list(quarantine.held())


def test_far_fewer_rows_are_held_back(bank: Callable[..., None], visit: Visit, publishers: Publishers) -> None:
    """Half a register is not the end of the other half; an editor may say that it is right after all."""
    bank(range(1800, 2025))
    visit("ecb")
    bank(range(1925, 2025), '"2"')
    (event,) = visit("ecb")
    assert event.kind == "held" and event.differences == ({"what": "rows", "before": 225, "now": 100},)
    (accepted,) = rounds.accept("ecb")
    assert (accepted.kind, accepted.rows) == ("accepted", 100) and staged_years() == list(range(1925, 2025))
    publishers.forget()
    assert visit("ecb")[0].kind == "unchanged" and publishers.sent == 0
    with pytest.raises(UserError, match="Nothing of ecb"):
        list(rounds.accept("ecb"))


def test_many_more_rejected_rows_are_held_back(bank: Callable[..., None], visit: Visit) -> None:
    """Each by itself would be a line in the list of rejects; together they are a sign."""
    bank(range(1800, 2025))
    visit("ecb")
    bank(range(1800, 2026), '"2"', value="10.5 kr")
    (event,) = visit("ecb")
    assert event.kind == "held" and {one["what"] for one in event.differences} <= {"rejected", "type"}


def test_a_service_that_asks_to_wait_is_left_alone(
    bank: Callable[..., None], visit: Visit, publishers: Publishers
) -> None:
    """Until then it is not asked at all; afterwards it is."""
    publishers.faults.append(Fault("ecb", answer=busy(429, "3600")))
    assert visit("ecb")[0].key == "fetch.later"
    publishers.forget()
    (skipped,) = visit("ecb")
    assert (skipped.kind, skipped.key, publishers.asked) == ("skipped", "fetch.not_yet", [])
    past = (datetime.now(UTC) - timedelta(minutes=1)).replace(tzinfo=None).isoformat()
    memory.remember("ecb", memory.recall("ecb") | {"not_before": past})
    assert visit("ecb")[0].kind == "changed"


def test_a_source_without_its_key_is_passed_over(
    visit: Visit, bank: Callable[..., None], monkeypatch: pytest.MonkeyPatch, publishers: Publishers
) -> None:
    """It says which one it wants; with the key in the environment it goes, and the key is nowhere to be seen."""
    monkeypatch.setitem(described()["ecb"], "fetch", described()["ecb"]["fetch"] | {"secrets": ["bank_token"]})
    (event,) = visit("ecb")
    assert event.kind == "skipped" and "DASHBOARD_BANK_TOKEN" in event.sentence and not publishers.asked
    monkeypatch.setenv("DASHBOARD_BANK_TOKEN", "hush-hush")
    assert visit("ecb")[0].kind == "changed"
    kept = [path.read_bytes() for path in settings().data.rglob("*") if path.is_file()]
    assert not any(b"hush-hush" in content for content in kept)


def test_two_rounds_never_meet(bank: Callable[..., None], visit: Visit) -> None:
    """The second says so and changes nothing; the first one's end frees the way."""
    with rounds.alone(), pytest.raises(UserError, match="Another fetch is under way"):
        visit("ecb")
    assert visit("ecb")[0].kind == "changed"


def test_every_source_that_is_fetched_says_how(publishers: Publishers) -> None:
    """Terms in sources.toml, a plan in one line that asks nobody, and a parser for what comes."""
    from dashboard.sources import names

    for name in rounds.known():
        assert {"every_days"} <= described()[name]["fetch"].keys()
        plan = modules()[name].plan(rounds.prepare(name))
        assert plan and "\n" not in plan
        assert name in names()
    assert set(rounds.known()) == set(modules()) == {name for name in described() if "fetch" in described()[name]}
    assert publishers.asked == []


def test_a_broken_memory_is_no_memory(bank: Callable[..., None], visit: Visit) -> None:
    """Everything is asked for anew, and nothing is lost."""
    visit("ecb")
    (settings().data / "fetch" / "ecb.json").write_text("{broken")
    assert visit("ecb")[0].kind == "unchanged"


def test_a_journal_line_that_was_broken_off_is_passed_over(bank: Callable[..., None], visit: Visit) -> None:
    """The events before and after it stay readable."""
    (first,) = visit("ecb")
    path: Path = settings().data / "fetch" / "journal.jsonl"
    with path.open("a") as file:
        file.write(json.dumps({"at": "2026-11-23T00:00:00"})[:-5])
    (second,) = visit("ecb")
    assert journal.events() == (first, second)


def test_a_broken_file_of_keys_does_not_stop_the_others(
    bank: Callable[..., None], visit: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nor does a memory of another make: each is told as what it is, and the next source is visited."""
    monkeypatch.setitem(described()["nve"], "fetch", described()["nve"]["fetch"] | {"secrets": ["some_token"]})

    def broken() -> None:
        raise tomllib.TOMLDecodeError("no = toml")

    monkeypatch.setattr("dashboard.fetching.visit._secrets", broken)
    memory.remember("mattilsynet", {"not_before": 7})
    first, second, fine = visit("nve", "mattilsynet", "ecb")
    assert (first.kind, second.kind, fine.kind) == ("failed", "failed", "changed")


def test_a_key_may_end_with_a_line(monkeypatch: pytest.MonkeyPatch, publishers: Publishers) -> None:
    """As it does where it comes from a file."""
    monkeypatch.setenv("DASHBOARD_SOME_TOKEN", " hush-hush\n")
    assert rounds.prepare("ecb").secret("some_token") == "hush-hush"


def test_what_came_before_a_pause_was_asked_for_is_remembered(
    visit: Visit, publishers: Publishers, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first of two files is in, the second asks to come later."""
    files = {"one.csv": "https://one.example.test/one.csv", "two.csv": "https://two.example.test/two.csv"}
    monkeypatch.setitem(described()["ecb"], "fetch", {"files": files, "every_days": 1})
    publishers.serve("one.csv", Answer(rates(range(2000, 2025)), kind="text/csv", etag='"1"'))
    publishers.serve("two.csv", Answer(b"{}", 429, headers={"retry-after": "3600"}))
    assert [event.kind for event in visit("ecb")] == ["changed", "failed"]
    told = memory.recall("ecb")
    assert told["mark one.csv"] == ['"1"', ""] and told["series"]["one.csv"]["rows"] == 25 and told["not_before"]


def test_what_must_go_goes_though_the_file_is_held_back(
    visit: Visit, publishers: Publishers, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """A publisher's demand does not wait for an editor."""
    gone: list[frozenset[str]] = []
    monkeypatch.setattr(taking, "forget", lambda _source, ids: gone.append(ids) or len(ids))
    for header in (HEADER, HEADER.replace("OBS_VALUE", "VALUE")):
        (path := tmp_path / "ecb.csv").write_bytes(rates(range(2000, 2025), header))
        got = Got(path, forget=frozenset({header[-5:]}))
        with suppress(rounds.Differs):
            rounds.take_in("ecb", got, "changed")
    assert gone == [frozenset({"VALUE"}), frozenset({"VALUE"})]
    assert [event.kind for event in journal.events()] == ["removed", "changed", "removed"]


def test_a_part_says_nothing_about_how_many_there_are(bank: Callable[..., None], visit: Visit, tmp_path: Path) -> None:
    """Between two whole files of 225 rows one with 105 that changed comes: neither is far from what is expected."""
    for years, whole in ((range(1800, 2025), True), (range(1921, 2026), False), (range(1800, 2026), True)):
        (path := tmp_path / "ecb.csv").write_bytes(rates(years))
        assert rounds.take_in("ecb", Got(path, whole=whole), "changed").rows == len(years)
    (path := tmp_path / "ecb.csv").write_bytes(rates(range(2000, 2026)))
    with pytest.raises(rounds.Differs):
        rounds.take_in("ecb", Got(path), "changed")


@pytest.mark.parametrize("step", ["note", "mkdir", "release"])
def test_a_kill_in_quarantine_blocks_nothing(step: str, bank: Callable[..., None], visit: Visit) -> None:
    """A folder without its note, an empty one, or a note without its file: nothing is held, and the next one can be."""
    visit("ecb")
    bank(range(2000, 2026), '"2"', header=HEADER.replace("OBS_VALUE", "VALUE"))
    visit("ecb")
    (one,) = quarantine.held()
    if step in ("note", "mkdir"):
        (one.folder / "held.json").unlink()
        (one.folder / ".held.json").write_text("{")
    if step in ("mkdir", "release"):
        one.got.path.unlink()
    assert not list(quarantine.held())
    with pytest.raises(UserError, match="Nothing of ecb"):
        list(rounds.accept("ecb"))
    assert visit("ecb")[0].kind == "held" and len(list(quarantine.held())) == 1
    bank(range(2000, 2026), '"3"')
    assert visit("ecb")[0].kind == "changed" and not one.folder.exists()


def test_only_a_sources_own_files_are_accepted(bank: Callable[..., None], visit: Visit) -> None:
    """By its whole name: what is no name costs nothing that is held."""
    visit("ecb")
    bank(range(2000, 2026), '"2"', header=HEADER.replace("EXR_SUFFIX", "SUFFIX"))
    visit("ecb")
    for name in ("*", "e*", "../quarantine/ecb"):
        with pytest.raises(UserError, match="is held back"):
            list(rounds.accept(name))
    (accepted,) = rounds.accept("ecb")
    assert accepted.rows == 26


def test_what_a_killed_visit_left_is_swept(bank: Callable[..., None], visit: Visit) -> None:
    """But for what is gone on with: parts, and pages that know their place."""
    folder = settings().data / "incoming" / "ecb"
    folder.mkdir(parents=True)
    kept = {"a.csv.part", "a.csv.note", "b.jsonl", "b.jsonl.place"}
    for name in {*kept, "whole-c.jsonl", "ecb_rates_2026-01-01.csv", "d.jsonl"}:
        (folder / name).write_text("x")
    visit("ecb")
    assert {path.name for path in folder.iterdir()} == kept


def test_a_full_disk_is_a_sentence(
    bank: Callable[..., None], visit: Visit, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Where it is met while a file is taken in, and where nothing can be written at all; the lock is free afterwards."""

    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as patched:
        patched.setattr(taking, "import_file", full)
        (event,) = visit("ecb")
        assert (event.kind, event.key) == ("failed", "fetch.folder") and "No space left" in event.sentence
        patched.setattr(journal, "note", full)
        with pytest.raises(UserError, match="free space"):
            visit("ecb")
    assert visit("ecb")[0].kind == "changed"


def test_the_journal_is_not_read_to_be_written(bank: Callable[..., None], visit: Visit) -> None:
    """However long it is: a line is appended to what is there, and the last byte tells whether the one before is whole."""
    path: Path = settings().data / "fetch" / "journal.jsonl"
    journal.note("ecb", "unchanged")
    line = path.read_bytes()
    path.write_bytes(line * 3 + line[:-9])
    with patch.object(Path, "read_bytes", side_effect=AssertionError):
        journal.note("ecb", "unchanged")
    assert len(journal.events()) == 4 and path.read_bytes().startswith(line * 3 + line[:-9] + b"\n{")
