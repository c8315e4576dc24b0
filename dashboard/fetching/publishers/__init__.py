"""One module per publisher's service, and one (`files`) for all whose data is a file at an address; `fetching/visit.py` says
what a module has. Found by being there."""

import pkgutil
from functools import cache
from importlib import import_module
from types import ModuleType


@cache
def modules() -> dict[str, ModuleType]:
    """The module that fetches each source, by the source's name."""
    found = (import_module(f"{__name__}.{module.name}") for module in pkgutil.iter_modules(__path__))
    return {name: module for module in found for name in getattr(module, "NAMES", ())}
