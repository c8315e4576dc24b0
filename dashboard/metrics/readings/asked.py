"""What companies ask for against what R&D units answer: needs by field, needs that no unit fits, and fields in which a
municipality asks and nobody has answered."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any, NamedTuple

Row = Mapping[str, Any]
Cell = tuple[str, str]  # field, municipality


class Asking(NamedTuple):
    """The needs of a field: open ones, ones that found somebody, and how many of the open ones no unit fits."""

    field: str
    open: int
    matched: int
    unfit: int


def fits(need: Row, units: Iterable[Row]) -> list[Row]:
    """The units that fit a need: those with one of its terms, or of a need without terms those of its field."""
    terms = set(need["terms"])
    return [u for u in units if (terms & set(u["terms"]) if terms else u["field"] == need["field"])]


def by_field(needs: Iterable[Row], units: Sequence[Row]) -> list[Asking]:
    """The fields with needs that are open or have found somebody, most open ones first and then by field's key."""
    counted: dict[str, Counter[str]] = {}
    for need in needs:
        count = counted.setdefault(need["field"], Counter())
        count[need["status"]] += 1
        count["unfit"] += need["status"] == "open" and not fits(need, units)
    rows = [Asking(field, count["open"], count["matched"], count["unfit"]) for field, count in counted.items()]
    return sorted((r for r in rows if r.open or r.matched), key=lambda r: (-r.open, -r.matched, r.field))


def unanswered(needs: Iterable[Row], reached: Collection[Cell]) -> Counter[Cell]:
    """How many open needs there are in each field and municipality that no unit of the field has reached: none of its
    contact points lies there, and none of its links leads there."""
    asked = Counter((need["field"], need["area"]) for need in needs if need["status"] == "open")
    return Counter({cell: n for cell, n in asked.items() if cell not in reached})


def leading(values: Mapping[str, float], most: int) -> list[str]:
    """The keys with the largest values, largest first, so many at most; none of those that tie with the next one after."""
    order = sorted((key for key, value in values.items() if value > 0), key=lambda key: (-values[key], key))
    if len(order) <= most:
        return order
    return [key for key in order[:most] if values[key] > values[order[most]]]


def counted(rows: Iterable[tuple[str, str, int]]) -> dict[Cell, int]:
    """Rows of field, municipality and number, added up by the first two; what is zero is left out."""
    found: Counter[Cell] = Counter()
    for field, area, number in rows:
        found[field, area] += number
    return {cell: n for cell, n in found.items() if n}
