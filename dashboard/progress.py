"""A progress bar on the terminal, for the command line and for the app's first start."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeElapsedColumn

Report = Callable[[str, float], None]


def silent(step: str, share: float) -> None:
    """Report to nobody."""


@contextmanager
def terminal_progress() -> Iterator[Report]:
    """A bar on standard error while the block runs; gives the function that reports (step, share 0 to 1) to it."""
    columns = (TextColumn("{task.description:<20}"), BarColumn(), TaskProgressColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("", total=1.0)
        yield lambda step, share: progress.update(task, description=step.replace("_", " "), completed=share)
