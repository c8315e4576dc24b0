"""From raw files or the demonstration parameters to a warehouse: the one sequence of the command line and first start.

The modules that parse and generate are imported where they are called: they load pandas and shapely, and an app that
finds its warehouse ready needs neither.
"""

import os
import shutil
import threading
from contextlib import closing, suppress
from datetime import UTC, date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from dashboard.errors import UserError
from dashboard.progress import Report, silent
from dashboard.settings import settings
from dashboard.staged import Release, releases
from dashboard.warehouse.build import build
from dashboard.warehouse.engine import Engine

if TYPE_CHECKING:
    from dashboard.register.store import Register

def assemble(*, demo: bool | None = None, scale: int = 1, report: Report = silent) -> Path:
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
    _restage()
    if places.warehouse.exists() and _is_demo(places.warehouse):
        places.demo_warehouse.unlink(missing_ok=True)
        places.demo_warehouse.hardlink_to(places.warehouse)
    return build(places.staged, places.warehouse, demo=False, report=report)


def outdated() -> bool:
    """Whether something real is staged that the warehouse does not have or has otherwise, or that is to be parsed anew."""
    real = [(path, release) for path, release in releases(settings().staged) if not release.demo]
    imported = [(path, release) for path, release in real if release.source != "register"]
    if not real or not settings().warehouse.exists():
        return bool(real)
    try:
        engine = Engine(settings().warehouse)
    except UserError:  # built by another version of the program
        return True
    try:
        built = engine.rows("select source, digest, as_of from source_release where source <> 'register'")
        built_at = engine.facts.built_at.replace(tzinfo=UTC).timestamp()
    finally:
        engine.close()
    if {(release.source, release.digest, release.as_of) for _, release in imported} != {tuple(entry) for entry in built}:
        return True
    # rows were removed from a release that is in, so that its folder is newer than the warehouse; or DASHBOARD_AREA grew
    return any(path.stat().st_mtime > built_at or release.lacks(settings().countries) for path, release in imported)


def build_public(target: Path, *, report: Report = silent) -> Path:
    """Build a warehouse to give away from all real data, into ``target``: the checks that every build passes (no table of
    contacts, no person's name) hold for it, and the R&D environments are in it without their contact points."""
    if not _has_real():
        raise UserError("There is no real data yet; import a file first.", key="build.no_real_data")
    _restage(public=True)
    try:
        return build(settings().staged, target, demo=False, report=report)
    finally:
        _restage()


def _restage(*, public: bool = False) -> None:
    """Bring the staged rows up to date: archived files that lack theirs, and the register as it is now."""
    from dashboard.sources.importing import restage

    restage()
    shutil.rmtree(settings().staged / "register", ignore_errors=True)
    if has_register():
        from dashboard.register.export import release

        with closing(open_register()) as register:
            release(register, settings().staged, settings().clock(), public=public)


def has_register() -> bool:
    """Whether the project records its own: a server is named, or the file is there."""
    return bool(settings().database) or (settings().data / "register.sqlite").exists()


def open_register() -> "Register":
    """The project's own register, made where there is none."""
    from dashboard.register.store import Register

    return Register(settings().register_url)


def open_demo_register() -> "Register":
    """The demonstration's register, beside its warehouse; filled with the demonstration's records the first time."""
    from dashboard.demo.register import seed
    from dashboard.register.store import Register

    path = settings().demo_register
    if path.exists():
        return Register(f"sqlite:///{path}")
    beside = path.with_name(f".{path.name}.{os.getpid()}.{threading.get_ident()}")
    register = Register(f"sqlite:///{beside}")
    seed(register)
    register.close()  # the last connection to close folds the log into the file
    with suppress(FileExistsError):  # somebody else was first: theirs may hold changes by now
        path.hardlink_to(beside)
    beside.unlink()
    return Register(f"sqlite:///{path}")


def put_over(register: "Register", warehouse: Path, target: Path, stamp: str, as_of: date) -> Path:
    """Make the file that lays the register, as it is now, over a warehouse; ``stamp`` says which state that is."""
    from dashboard.register.export import release
    from dashboard.warehouse.records import build_records

    with TemporaryDirectory(prefix=".records", dir=target.parent) as folder:
        release(register, Path(folder), as_of)
        return build_records(Path(folder), target, warehouse, stamp)


def build_demo(target: Path, *, scale: int = 1, report: Report = silent) -> Path:
    """Generate the demonstration set and build it into ``target``; its staged rows are removed again."""
    from dashboard.demo import generate

    staged = target.with_name(f".{target.name}.staged")
    try:
        generate(staged, scale=scale, report=lambda step, share: report(step, share * 0.5))
        return build(staged, target, demo=True, report=lambda step, share: report(step, 0.5 + share * 0.5))
    finally:
        shutil.rmtree(staged, ignore_errors=True)


def import_and_build(file: Path, source: str, as_of: date | None, *, report: Report = silent) -> Release:
    """Take a file in after reading it through, then build the real warehouse. Raises UserError for a bad file."""
    from dashboard.sources.importing import import_file

    release = import_file(file, source, as_of)
    assemble(demo=False, report=report)
    return release


def _has_real() -> bool:
    places = settings()
    return (
        has_register()
        or any(places.raw.glob("*/[0-9]*"))
        or any(not release.demo for _, release in releases(places.staged))
    )


def _is_demo(path: Path) -> bool:
    engine = Engine(path)
    try:
        return engine.facts.demo
    finally:
        engine.close()
