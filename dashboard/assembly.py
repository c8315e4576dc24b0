"""From raw files or the demonstration parameters to a warehouse: the one sequence of the command line and first start.

The modules that parse and generate are imported where they are called: they load pandas and shapely, and an app that
finds its warehouse ready needs neither.
"""

import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

from dashboard.errors import UserError
from dashboard.settings import settings
from dashboard.staged import Release, releases
from dashboard.warehouse.build import build
from dashboard.warehouse.engine import Engine

Report = Callable[[str, float], None]


def _silent(step: str, share: float) -> None:
    """Report to nobody."""


def assemble(*, demo: bool | None = None, scale: int = 1, report: Report = _silent) -> Path:
    """Build the warehouse and return its path: real data if there is any, else the demonstration set.

    ``demo`` forces one or the other, never both. ``report(step, share)`` is told how far it is, 0 to 1. A demonstration
    warehouse that real data replaces is kept beside it. Raises UserError where real data is forced but absent.
    """
    places = settings()
    if demo is None:
        demo = not _has_real()
    if demo:
        return build_demo(places.warehouse, scale=scale, report=report)
    if not _has_real():
        raise UserError("There is no real data yet; import a file first.", key="build.no_real_data")
    from dashboard.sources.importing import restage

    restage()
    if places.warehouse.exists() and _is_demo(places.warehouse):
        places.demo_warehouse.unlink(missing_ok=True)
        places.demo_warehouse.hardlink_to(places.warehouse)
    return build(places.staged, places.warehouse, demo=False, report=report)


def build_demo(target: Path, *, scale: int = 1, report: Report = _silent) -> Path:
    """Generate the demonstration set and build it into ``target``; its staged rows are removed again."""
    from dashboard.demo import generate

    staged = target.with_name(f".{target.name}.staged")
    try:
        generate(staged, scale=scale, report=lambda step, share: report(step, share * 0.5))
        return build(staged, target, demo=True, report=lambda step, share: report(step, 0.5 + share * 0.5))
    finally:
        shutil.rmtree(staged, ignore_errors=True)


def import_and_build(file: Path, source: str, as_of: date | None, *, report: Report = _silent) -> Release:
    """Take a file in after reading it through, then build the real warehouse. Raises UserError for a bad file."""
    from dashboard.sources.importing import import_file

    release = import_file(file, source, as_of)
    assemble(demo=False, report=report)
    return release


def _has_real() -> bool:
    places = settings()
    return any(places.raw.glob("*/[0-9]*")) or any(not release.demo for _, release in releases(places.staged))


def _is_demo(path: Path) -> bool:
    engine = Engine(path)
    try:
        return engine.facts.demo
    finally:
        engine.close()
