"""`python -m dashboard fetch` as somebody at a terminal, or a scheduler, sees it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from dashboard import cli
from dashboard.commands.fetch import FAILED, HELD
from dashboard.fetching import rounds
from dashboard.settings import ROOT, settings
from dashboard.warehouse.engine import Engine
from tests.fetching.server import Answer, Fault, Publishers
from tests.fetching.test_rounds import HEADER, rates


@pytest.fixture(autouse=True)
def bank(publishers: Publishers) -> None:
    """The bank, with rates of 2000 to 2024."""
    publishers.serve("data-api.ecb", Answer(rates(range(2000, 2025)), kind="text/csv", etag='"1"'))


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str]:
    """The exit code and what was said."""
    with pytest.raises(SystemExit) as ended:
        cli.run(list(arguments)) or sys.exit(0)
    told = capsys.readouterr()
    return int(ended.value.code or 0), told.out + told.err


def sources_built() -> set[str]:
    """The sources in the warehouse."""
    engine = Engine(settings().warehouse)
    try:
        return {source for (source,) in engine.rows("select distinct source from source_release")}
    finally:
        engine.close()


def test_a_fetch_says_what_came_and_builds(capsys: pytest.CaptureFixture[str]) -> None:
    """Then, with nothing new, it builds nothing."""
    code, told = run(capsys, "fetch", "ecb")
    assert code == 0 and "ecb: 25 rows, 0 rejected" in told and "Built the warehouse" in told
    assert sources_built() == {"ecb"}
    code, told = run(capsys, "fetch", "ecb")
    assert code == 0 and "ecb: nothing new" in told and "Built" not in told


def test_a_build_that_was_missed_is_made_up_for(capsys: pytest.CaptureFixture[str]) -> None:
    """A kill between the fetch and the build leaves rows that the warehouse lacks: the next fetch builds."""
    list(rounds.visit_all(["ecb"]))
    code, told = run(capsys, "fetch", "ecb")
    assert code == 0 and "nothing new" in told and "Built" in told


def test_a_dry_run_asks_nobody(capsys: pytest.CaptureFixture[str], publishers: Publishers) -> None:
    """One line a source, also where the network is away."""
    code, told = run(capsys, "fetch", "--dry-run")
    assert code == 0 and publishers.asked == []
    assert [line.partition(":")[0] for line in told.splitlines()] == rounds.known()


def test_a_scheduler_is_told_how_it_went(capsys: pytest.CaptureFixture[str], publishers: Publishers) -> None:
    """Exit codes: 3 a source failed, 4 one is held back; `accept` takes that in."""
    run(capsys, "fetch", "ecb")
    publishers.faults.append(Fault("ecb", answer=lambda _: Answer(b"", 404)))
    code, told = run(capsys, "fetch", "ecb")
    assert code == FAILED and "does not have the file any longer" in told
    changed = rates(range(2000, 2026), header=HEADER.replace("EXR_SUFFIX", "SUFFIX"))
    publishers.serve("data-api.ecb", Answer(changed, kind="text/csv", etag='"2"'))
    code, told = run(capsys, "fetch", "ecb")
    assert code == HELD and "missing EXR_SUFFIX" in told and "new SUFFIX" in told
    code, told = run(capsys, "accept", "ecb")
    assert code == 0 and "26 rows accepted" in told and "Built" in told


def test_an_unknown_source_is_named_with_those_there_are(capsys: pytest.CaptureFixture[str]) -> None:
    """One sentence, exit code 1."""
    code, told = run(capsys, "fetch", "nobody")
    assert code == 1 and "nobody cannot be fetched; there are" in told and "ecb" in told


def test_a_second_fetch_does_not_meet_the_first(capsys: pytest.CaptureFixture[str]) -> None:
    """It says so, with exit code 1."""
    with rounds.alone():
        code, told = run(capsys, "fetch", "ecb")
    assert code == 1 and "Another fetch is under way" in told


@pytest.mark.slow
def test_a_killed_fetch_leaves_nothing_half(publishers: Publishers, tmp_path: Path) -> None:
    """Killed in the middle of a download: the archive is empty, and the next fetch goes on where it was."""
    publishers.serve("data-api.ecb", Answer(rates(range(2000, 2025)) * 5_000, kind="text/csv", etag='"1"'))
    command = [sys.executable, "-m", "dashboard", "fetch", "ecb"]
    part = settings().data / "incoming" / "ecb" / "ecb_rates.csv.part"
    process = subprocess.Popen(command, cwd=ROOT, env=dict(os.environ))
    while process.poll() is None and not (part.exists() and part.stat().st_size > 1_000_000):
        pass
    process.kill()
    process.wait()
    assert not (settings().raw / "ecb").exists() or not list((settings().raw / "ecb").iterdir())
    size = part.stat().st_size
    publishers.forget()
    list(rounds.visit_all(["ecb"]))
    assert publishers.asked[0].headers["range"] == f"bytes={size}-"


def test_a_dry_run_writes_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    """Not even the folder of the data."""
    assert run(capsys, "fetch", "--dry-run", "--since", "2026-01-01")[0] == 0
    assert not settings().data.exists()


def test_a_day_to_come_is_told(capsys: pytest.CaptureFixture[str], publishers: Publishers) -> None:
    """Nothing can have come since."""
    code, told = run(capsys, "fetch", "ecb", "--since", "2026-11-24")
    assert code == 1 and "2026-11-24 is still to come" in told and publishers.asked == []


@pytest.mark.parametrize("more", [(), ("--dry-run",)])
def test_a_data_folder_that_cannot_be_used_is_a_sentence(
    more: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    """A file stands where the folder should be."""
    settings().data.mkdir()
    (settings().data / "fetch").write_text("")
    code, told = run(capsys, "fetch", "ecb", *more)
    assert code == 1 and "cannot be read or written" in told and "Traceback" not in told
