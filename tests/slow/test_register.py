"""Nothing is lost: processes killed as they write, a full disk, a read-only database, twenty editors, backups meanwhile.

Each with SQLite and with PostgreSQL. What was acknowledged must be there afterwards, exactly once, and the audit must agree.
"""

import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from dashboard.errors import UserError
from dashboard.register import database, tables
from dashboard.register.agreement import disagreements
from dashboard.register.backup import backup
from dashboard.register.restoring import restore
from dashboard.register.store import Register
from dashboard.settings import ROOT
from tests.databases import ANNA, DATABASES, address, filled, fresh, rows
from tests.slow.editors import SHARED

pytestmark = pytest.mark.slow
KILLS, EDITORS, SECONDS = 50, 20, 60


def editors(url: str, name: str, seconds: float, threads: int) -> subprocess.Popen[str]:
    """A process with that many editors at work; what they print is what was acknowledged."""
    return subprocess.Popen(
        [sys.executable, "-m", "tests.slow.editors", url, name, str(seconds), str(threads)],
        cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True,
    )  # fmt: skip


def with_shared(register: Register) -> None:
    """The clusters that all editors write into."""
    for number in range(SHARED):
        register.save(ANNA, "cluster", {"name_sv": f"Gemensamt {number}"})


def tokens(register: Register) -> Counter[str]:
    """How often each token stands in the audit."""
    return Counter(line["token"] for line in rows(register)["change"] if line["token"])


def assert_shared_hold_the_last(register: Register) -> None:
    """Each shared record says what its last change in the audit said: nobody's change was overwritten unseen."""
    for number in range(SHARED):
        key = f"K{number + 1:04}"
        history, record = register.history(ANNA, "cluster", key), register.get(ANNA, "cluster", key)
        assert record and record["purpose"] == history[0].after["purpose"] and record["version"] == history[0].number
        befores, afters = [c.before for c in history[:-1]], [c.after for c in history[1:]]
        assert befores == afters


def test_fifty_kills_lose_nothing_that_was_acknowledged(register: Register, register_url: str) -> None:
    """Killed at any moment of a write: every acknowledged change is there once, and of the others at most the one that was
    on its way each time."""
    with_shared(register)
    chance, acknowledged, unsaid = random.Random(50), set[str](), 0
    for number in range(KILLS):
        process = editors(register_url, f"kill{number}-", 60, 1)
        assert process.stdout is not None
        said = [process.stdout.readline()]  # it has begun
        time.sleep(chance.uniform(0, 0.15))
        os.killpg(process.pid, signal.SIGKILL)
        said += process.stdout.readlines()
        assert process.wait() == -signal.SIGKILL
        mine = {line.strip() for line in said if line.endswith("\n")}
        there = {token for token in tokens(register) if token.startswith(f"kill{number}-")}
        assert mine and mine <= there and len(there - mine) <= 1
        acknowledged |= mine
        unsaid += len(there - mine)
    assert set(tokens(register).values()) == {1}
    assert len(tokens(register)) == len(acknowledged) + unsaid
    assert_shared_hold_the_last(register)
    assert disagreements(register) == []


def test_twenty_editors_for_a_minute(register: Register, register_url: str) -> None:
    """In four processes, on the same records and on their own: each acknowledged change once, conflicts decided, none
    refused for waiting too long; the number of changes is told."""
    with_shared(register)
    begun = time.monotonic()
    at_work = [editors(register_url, f"p{number}-", SECONDS, EDITORS // 4) for number in range(4)]
    said, errors = zip(*(process.communicate(timeout=SECONDS * 3) for process in at_work), strict=True)
    took = time.monotonic() - begun
    assert [process.returncode for process in at_work] == [0] * 4 and not any(errors), errors
    acknowledged = Counter(" ".join(said).split())
    assert tokens(register) == acknowledged and set(acknowledged.values()) == {1}
    assert len({token.rpartition("-")[0] for token in acknowledged}) == EDITORS  # nobody was starved
    assert_shared_hold_the_last(register)
    assert disagreements(register) == []
    print(f"\n{register.engine.dialect.name}: {len(acknowledged)} changes, {len(acknowledged) / took:.0f} a second")
    assert len(acknowledged) > EDITORS * 10


def test_a_backup_while_five_write_is_of_one_moment(register: Register, register_url: str, tmp_path: Path) -> None:
    """Each of five copies agrees with its own audit, and holds exactly the changes up to its number."""
    with_shared(register)
    process, copies = editors(register_url, "busy-", 20, 5), []
    for number in range(5):
        time.sleep(2)
        copies.append((backup(register, tmp_path / f"{number}.zip"), tmp_path / f"{number}.zip"))
    assert process.communicate(timeout=60)[1] == "" and process.returncode == 0
    everything = rows(register)["change"]
    assert len({manifest["revision"] for manifest, _ in copies}) == 5  # it was written meanwhile
    for manifest, file in copies:
        copy = Register(address("sqlite", tmp_path))
        restore(copy, file)
        assert rows(copy)["change"] == [line for line in everything if line["number"] <= manifest["revision"]]
        assert disagreements(copy) == []
        copy.close()


# --- a disk of two megabytes -----------------------------------------------------------------------------------------


@pytest.fixture
def small_disk() -> Iterator[Path]:
    """A disk with room for two megabytes; the test is skipped where none may be mounted, which CI may."""
    folder = Path(tempfile.mkdtemp(prefix="small"))
    made = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=2m,mode=755", "tmpfs", folder], capture_output=True, text=True
    )
    if made.returncode:
        folder.rmdir()
        pytest.skip(f"no disk may be mounted here: {made.stderr.strip()}")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "-l", folder], check=True)
        folder.rmdir()


def as_postgres(statement: str) -> None:
    """Ask the server as its superuser; the test is skipped where that may not be."""
    if os.geteuid() or not shutil.which("psql"):
        pytest.skip("only root may act as the server's superuser")
    subprocess.run(["su", "postgres", "-c", f'psql -qc "{statement}"'], check=True, cwd="/", capture_output=True)


@pytest.fixture(params=DATABASES)
def small_register(request: pytest.FixtureRequest, small_disk: Path, tmp_path: Path) -> Iterator[str]:
    """The address of a register whose tables lie on the small disk."""
    if request.param == "sqlite":
        yield address("sqlite", small_disk)
        return
    user = address("postgresql", tmp_path).partition("//")[2].partition(":")[0]
    place = small_disk / "tables"
    place.mkdir()
    shutil.chown(place, "postgres")
    as_postgres(f"create tablespace small location '{place}'")
    try:
        as_postgres(f"grant create on tablespace small to {user}")
        with fresh("postgresql", tmp_path) as url:
            yield f"{url}%20-cdefault_tablespace%3Dsmall"
    finally:
        as_postgres("drop tablespace small")


def fill(register: Register, name: str) -> int:
    """Save until there is no more room; gives how many were acknowledged."""
    for number in range(2000):
        try:
            register.save(
                ANNA, "cluster", {"name_sv": f"{name} {number}", "purpose": random.Random(number).randbytes(3000).hex()}
            )
        except UserError as told:
            assert told.key == "register.full", told
            return number
    raise AssertionError("the disk never was full")


def test_a_full_disk_is_a_sentence_and_nothing_half(small_register: str, small_disk: Path) -> None:
    """What was acknowledged is there, what was refused is not, reading goes on, and with room made so does writing."""
    register = Register(small_register)
    filled(register)
    ballast = small_disk / "ballast"
    ballast.write_bytes(bytes(400_000))
    saved = fill(register, "Först")
    assert saved > 0
    for _ in range(5):  # and it stays so
        with pytest.raises(UserError, match="disk is full"):
            register.save(ANNA, "cluster", {"name_sv": "Till", "purpose": random.Random(1).randbytes(4000).hex()})
    names = [row["name_sv"] for row in register.all(ANNA, "cluster")]
    assert names == [None, *(f"Först {number}" for number in range(saved))]
    assert disagreements(register) == []
    ballast.unlink()
    assert register.save(ANNA, "cluster", {"name_sv": "Med plats"})["name_sv"] == "Med plats"
    register.close()
    again = Register(small_register)
    assert len(again.all(ANNA, "cluster")) == saved + 2
    assert disagreements(again) == []
    again.close()


def test_a_backup_onto_a_full_disk_is_a_sentence(sqlite_register: Register, small_disk: Path) -> None:
    """The backup before stays whole, and nothing else is left there."""
    filled(sqlite_register)
    backup(sqlite_register, small_disk / "a.zip")
    before = (small_disk / "a.zip").read_bytes()
    for number in range(300):
        values = {"name_sv": f"Stor {number}", "purpose": random.Random(number).randbytes(3900).hex()}
        sqlite_register.save(ANNA, "cluster", values)
    with pytest.raises(UserError, match="could not be written"):
        backup(sqlite_register, small_disk / "a.zip")
    assert (small_disk / "a.zip").read_bytes() == before and list(small_disk.iterdir()) == [small_disk / "a.zip"]


def _read_only_disk(url: str, folder: Path) -> tuple[str, Callable[[], None]]:
    """The same register on a disk that has become read-only, and what makes it writable again."""
    subprocess.run(["mount", "-o", "remount,ro", folder], check=True)
    return url, lambda: subprocess.run(["mount", "-o", "remount,rw", folder], check=True) and None


def _read_only_server(url: str, _: Path) -> tuple[str, Callable[[], None]]:
    return f"{url}%20-cdefault_transaction_read_only%3Don", lambda: None


@pytest.mark.parametrize("database", DATABASES)
def test_a_read_only_register_is_a_sentence_and_nothing_is_lost(
    database: str, small_disk: Path, tmp_path: Path
) -> None:
    """Whether the disk or the server says no; made writable again everything is there, and more can be saved."""
    with fresh(database, small_disk if database == "sqlite" else tmp_path) as url:
        register = Register(url)
        filled(register)
        before = rows(register)
        register.close()
        closed, again = (_read_only_disk if database == "sqlite" else _read_only_server)(url, small_disk)
        with pytest.raises(UserError, match="may not be written to"):
            Register(closed).save(ANNA, "cluster", {"name_sv": "Nej"})
        again()
        register = Register(url)
        assert rows(register) == before
        register.save(ANNA, "cluster", {"name_sv": "Ja"})
        assert disagreements(register) == []
        register.close()


def test_a_file_whose_writing_is_forbidden(tmp_path: Path) -> None:
    """A user without the right to write is told in a sentence, in a process that is not root's."""
    folder = Path(tempfile.mkdtemp(prefix="readonly"))
    try:
        register = Register(f"sqlite:///{folder}/register.sqlite")
        filled(register)
        before = rows(register)
        register.close()
        folder.chmod(0o555)
        (folder / "register.sqlite").chmod(0o444)
        code = (
            "import os\n"
            "from dashboard.errors import UserError\n"
            "from dashboard.register.store import Register\n"
            "from tests.databases import ANNA\n"
            "os.geteuid() or os.setuid(65534)\n"
            f"try: Register('sqlite:///{folder}/register.sqlite').save(ANNA, 'cluster', {{'name_sv': 'Nej'}})\n"
            "except UserError as told: print(told.key)\n"
        )
        said = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True)
        assert said.stdout.split()[-1:] == ["register.readonly"], said.stderr
        folder.chmod(0o755)
        again = Register(f"sqlite:///{folder}/register.sqlite")
        assert rows(again) == before
        again.close()
    finally:
        shutil.rmtree(folder)


def test_readers_are_not_held_up_by_a_writer(register: Register) -> None:
    """While one transaction writes and waits, others read what was there before, at once."""
    with_shared(register)
    holding, go_on = threading.Event(), threading.Event()

    def hold() -> None:
        with database.writing(register.engine) as connection:
            connection.execute(tables.KIND_TABLES["cluster"].update().values(purpose="halv"))
            holding.set()
            go_on.wait(30)

    writer = threading.Thread(target=hold)
    writer.start()
    holding.wait(30)
    try:
        begun = time.monotonic()
        assert {row["purpose"] for row in register.all(ANNA, "cluster")} == {None}
        assert time.monotonic() - begun < 2
    finally:
        go_on.set()
        writer.join()
