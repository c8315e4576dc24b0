"""The first build of a warehouse, while pages wait for it."""

import threading
from pathlib import Path

from dashboard import assembly
from dashboard.progress import terminal_progress
from dashboard.settings import settings


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
