"""Which warehouse is open: the engine for the file that lies there now, and its first build."""

import threading
from functools import lru_cache
from pathlib import Path

from dashboard import assembly
from dashboard.errors import UserError
from dashboard.metrics.compute import compute
from dashboard.metrics.fold import Asked, Cells, fetch
from dashboard.metrics.question import Question
from dashboard.metrics.series import Series
from dashboard.progress import terminal_progress
from dashboard.settings import settings
from dashboard.ui import registers
from dashboard.warehouse.engine import Engine, Facts, Identity, identity


class FirstBuild:
    """A build in a thread of its own, whose progress every waiting page can show."""

    def __init__(self, target: Path) -> None:
        self.step, self.share, self.error = "", 0.0, None  # type: str, float, Exception | None
        self._target = target
        self.thread = threading.Thread(target=self._run, daemon=True, name=f"build {target.name}")
        self.thread.start()

    def _run(self) -> None:
        try:
            with terminal_progress() as bar:

                def report(step: str, share: float) -> None:
                    self.step, self.share = step, share
                    bar(step, share)

                if self._target == settings().demo_warehouse:
                    assembly.build_demo(self._target, report=report)
                else:
                    assembly.assemble(report=report)
        except Exception as error:  # shown on the page and logged there: this thread has nobody to tell
            self.error = error


_builds: dict[Path, FirstBuild] = {}
_lock = threading.Lock()


def first_build(path: Path) -> FirstBuild | None:
    """None where the warehouse at ``path`` is there; else the build that makes it, begun if nobody has."""
    with _lock:
        if path.exists():
            _builds.pop(path, None)
            return None
        if path not in _builds:
            _builds[path] = FirstBuild(path)
        return _builds[path]


def forget_build(path: Path) -> None:
    """Let the next visit try a failed build again."""
    with _lock:
        _builds.pop(path, None)


def current(path: Path) -> Identity:
    """The identity of the warehouse file that lies at ``path`` now, with the newest records over it. Raises UserError
    where there is none."""
    below = identity(path)
    found = below and identity(path, registers.over(path, facts(below)))
    if found is None:
        raise UserError("There is no data yet; run: python -m dashboard build", key="engine.none")
    return found


@lru_cache(maxsize=4)
def facts(warehouse: Identity) -> Facts:
    """What the file says of itself."""
    opened = Engine(Path(warehouse.path))
    opened.close()
    return opened.facts


# An old engine leaves the cache when a third file comes; its connection closes once no page uses it any longer.
@lru_cache(maxsize=2)
def engine(warehouse: Identity) -> Engine:
    """The open engine for that very file."""
    return Engine(Path(warehouse.path), Path(warehouse.records) if warehouse.records else None)


# Series are frozen, so that one answer can serve every viewer; the key holds the file's identity.
@lru_cache(maxsize=8192)
def series(warehouse: Identity, question: Question) -> Series:
    """The answer to a question from that very file, computed once."""
    return compute(engine(warehouse), question, lambda _, asked: cells(warehouse, asked))


# Cells are answers for all municipalities: a change of areas, the most frequent one, asks the warehouse nothing.
@lru_cache(maxsize=512)
def cells(warehouse: Identity, asked: Asked) -> Cells:
    """A metric's cells from that very file, fetched once."""
    return fetch(engine(warehouse), asked)
