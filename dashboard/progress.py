"""A progress bar on the terminal, for the command line and for the app's first start."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import (
    BarColumn,
    DownloadColumn,
    Progress,
    TaskID,
    TaskProgressColumn,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
    TransferSpeedColumn,
)  # fmt: skip

Report = Callable[[str, float], None]
Moved = Callable[[str, int, int | None], None]  # what, bytes so far, bytes in all where that is known


def silent(step: str, share: float) -> None:
    """Report to nobody."""


@contextmanager
def terminal_progress() -> Iterator[Report]:
    """A bar on standard error while the block runs; gives the function that reports (step, share 0 to 1) to it."""
    columns = (TextColumn("{task.description:<20}"), BarColumn(), TaskProgressColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("", total=1.0)
        yield lambda step, share: progress.update(task, description=step.replace("_", " "), completed=share)


@contextmanager
def terminal_transfers() -> Iterator[Moved]:
    """A bar for each thing transferred on standard error while the block runs, with its rate and the time left."""
    columns = (
        TextColumn("{task.description:<20}"), BarColumn(), DownloadColumn(), TransferSpeedColumn(), TimeRemainingColumn(),
    )  # fmt: skip
    tasks: dict[str, TaskID] = {}
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:

        def moved(name: str, done: int, total: int | None) -> None:
            if name not in tasks:
                tasks[name] = progress.add_task(name, total=total)
            progress.update(tasks[name], completed=done, total=total)

        yield moved
