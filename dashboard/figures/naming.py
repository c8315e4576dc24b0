"""How figures as plain data (``plain.py``) name and colour what they show, the same for every kind."""

from collections.abc import Iterable

from dashboard.figures.theme import country_of


def role(area: str) -> str:
    """The role of an area's colour: SE, NO, or ``both`` where it lies in neither alone."""
    return country_of(area) or "both"


def keys(found: Iterable[str]) -> tuple[str, ...]:
    """The categories' keys; none where some category has none."""
    every = tuple(found)
    return every if all(every) else ()


def also(name: str, *told: str) -> str:
    """A name with what belongs to it in brackets, where there is anything."""
    said = ", ".join(filter(None, told))
    return f"{name} ({said})" if said else name
