"""Sources: the only code that knows a publisher's format. One module per publisher, found by being there.

A module is a source when it has ``NAMES``, the names that `import --source` takes, and

    parse(file: File, intake: Intake) -> None      (``intake.source`` is the name that was asked for)

which reads the file through and hands each row to the intake, once: accepted, outside the area, or rejected with a
reason. `importing` then decides whether the file is taken in. The other modules are what the sources share.
"""

import pkgutil
from functools import cache
from importlib import import_module
from types import ModuleType


@cache
def modules() -> dict[str, ModuleType]:
    """The module that reads each source, by the source's name."""
    found = (import_module(f"{__name__}.{module.name}") for module in pkgutil.iter_modules(__path__))
    return {name: module for module in found for name in getattr(module, "NAMES", ())}


def names() -> list[str]:
    """The names of all sources, in alphabetical order."""
    return sorted(modules())
