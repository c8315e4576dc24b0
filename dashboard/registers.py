"""Which register belongs to the warehouse on show, and its newest records laid over that warehouse.

The file over a warehouse is made by whoever looks first after a change, in this process or another: nothing has to be told
that something was saved, and a process that dies between a change and its showing loses nothing.
"""

import threading
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import structlog

from dashboard import assembly
from dashboard.errors import UserError
from dashboard.register.actor import COMMAND
from dashboard.register.store import Register
from dashboard.settings import settings
from dashboard.warehouse.engine import Facts
from dashboard.warehouse.records import stamped

if TYPE_CHECKING:
    from dashboard.views.view import View

log = structlog.get_logger()
_lock = threading.Lock()
_stamps: dict[tuple[Path, int], str] = {}  # what a file of that time holds


def current(view: "View") -> Register:
    """The register whose records the view shows: the project's own, or the demonstration's."""
    return _demo(settings().demo_register) if view.engine.facts.demo else _own(settings().register_url)


def begin_real() -> None:
    """Begin the project's own register, still empty, and show real data from now on; the demonstration stays beside it."""
    _own(settings().register_url)
    assembly.assemble(demo=False)


def over(warehouse: Path, facts: Facts) -> Path | None:
    """The file with the newest records for that warehouse; None where there is no register. A register that does not
    answer is logged, and what it said before stays on show."""
    demo = facts.demo
    if not (settings().demo_register.exists() if demo else assembly.has_register()):
        return None
    target = settings().data / f"records{'-demo' if demo else ''}.duckdb"
    try:
        register = _demo(settings().demo_register) if demo else _own(settings().register_url)
        stamp = f"{register.revision()} {facts.version} {'' if demo else settings().clock()}"
        if _stamp(target) != stamp:
            with _lock:
                if _stamp(target) != stamp:
                    assembly.put_over(register, warehouse, target, stamp, _until(register, facts))
    except UserError as error:
        log.error("the register's records could not be read", reason=str(error))
    return target if target.exists() else None


def _until(register: Register, facts: Facts) -> date:
    """The day until which the records are known: today. The demonstration's own day holds until somebody edits it."""
    newest = register.changes(COMMAND, 1)
    untouched = facts.demo and newest and newest[0].note == "data/demo"
    return facts.as_of if untouched else max(settings().clock(), facts.as_of)


def _stamp(target: Path) -> str:
    if not target.exists():
        return ""
    key = (target, target.stat().st_mtime_ns)
    if key not in _stamps:
        _stamps.clear()
        _stamps[key] = stamped(target)
    return _stamps[key]


@lru_cache(maxsize=2)
def _own(_: str) -> Register:
    return assembly.open_register()


@lru_cache(maxsize=2)
def _demo(_: Path) -> Register:
    return assembly.open_demo_register()
