"""JSON-stat 2, the format of PxWeb API v2: a cube of figures with its dimensions (json-stat.org/full).

The figures stand in a list, or sparsely in an object by position; a symbol of each in a list, in an object, or once for
all. Roles say which dimension is time, geography or the contents.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain, product
from math import prod
from typing import Any

from dashboard.errors import UserError
from dashboard.sources import documents
from dashboard.sources.opening import File
from dashboard.sources.tables import plain, tidy

ANSWER_BYTES = 256_000_000  # the services give at most 800 000 cells
CELLS = 2_000_000
_BY_NAME = {  # a dimension's id or label in the three languages, without case, marks and signs
    "geo": "(arbets)?region|kommune?|municipality|lan|fylke|county",
    "time": "tid|ar|year|kvartal|quarter|manad|maned|month|time",
    "metric": "contentscode|tabellinnehall|statistikkvariabel|contents|observations",
    "sex": "kon|kjonn|sex|gender",
    "age": "alder|age",
    "industry": "((sni|sn|nace)[0-9]|nace|naring|naering|bransch|bransje|industry).*|sni|sn",
}
Codes = Mapping[str, str]  # a cell's category by the id of each dimension
Cell = tuple[int, Codes, float | str | None, str]  # number or line in the file, categories, figure, symbol


@dataclass(frozen=True)
class Dimension:
    """A dimension's label, its categories' labels by code, their units, and its role (see `role_of`)."""

    label: str
    categories: Mapping[str, str]
    units: Mapping[str, str] = field(default_factory=dict)
    role: str = ""


@dataclass(frozen=True)
class Cube:
    """A table with its publisher's id and title, its dimensions by id, and its cells one after the other."""

    id: str
    title: str
    dimensions: Mapping[str, Dimension]
    cells: Iterator[Cell]


def role_of(*names: str) -> str:
    """What a dimension with such names is about: geo, time, metric (contents), sex, age, industry or "", another."""
    plain_names = [plain(name) for name in names]
    return next(
        (role for role, known in _BY_NAME.items() if any(re.fullmatch(known, name) for name in plain_names)), ""
    )


def read(file: File, source: str) -> Cube:
    """The cube in a JSON-stat answer, or in several of the same table, one a line. Raises UserError for other JSON,
    metadata alone, and what contradicts itself."""
    answers = documents.whole(file, ANSWER_BYTES)
    if not all(isinstance(one, dict) and one.get("class") == "dataset" and one.get("id") for one in answers):
        raise UserError(
            f"{file.name} is JSON, but not an answer of {source}; check the source.",
            key="sources.other_json", file=file.name, source=source,
        )  # fmt: skip
    try:
        return _joined(file, [_cube(file, one) for one in answers])
    except (AttributeError, IndexError, KeyError, TypeError, ValueError):
        raise file.damaged() from None


def _joined(file: File, cubes: Sequence[Cube]) -> Cube:
    """One cube of the parts in which a large table was asked for, its cells numbered through."""
    first, *others = cubes
    if any(cube.id != first.id or cube.dimensions.keys() != first.dimensions.keys() for cube in others):
        raise file.damaged()
    dimensions = {
        name: replace(
            known,
            categories={code: label for cube in cubes for code, label in cube.dimensions[name].categories.items()},
            units={code: unit for cube in cubes for code, unit in cube.dimensions[name].units.items()},
        )
        for name, known in first.dimensions.items()
    }
    cells = ((number, *cell[1:]) for number, cell in enumerate(chain.from_iterable(cube.cells for cube in cubes), 1))
    return Cube(first.id, first.title, dimensions, cells)


def _cube(file: File, answer: dict[str, Any]) -> Cube:
    dimensions = {str(name): _dimension(str(name), answer) for name in answer["id"]}
    sizes = [len(dimension.categories) for dimension in dimensions.values()]
    if len(dimensions) != len(answer["id"]) or sizes != answer["size"]:
        raise file.damaged()
    values, count = answer["value"], prod(sizes)
    if not values and count:
        raise UserError(
            f"{file.name} describes a table and has no figures; fetch the table's data.",
            key="sources.no_figures", file=file.name,
        )  # fmt: skip
    if count > CELLS:
        raise file.too_large()
    known = answer.get("extension", {}).get("px", {})
    title = tidy(str(answer.get("label") or ""))
    return Cube(
        id=tidy(str(known.get("tableid") or known.get("matrix") or title.partition(":")[0])), title=title,
        dimensions=dimensions, cells=_cells(dimensions, _in_order(values, count), _in_order(answer.get("status"), count)),
    )  # fmt: skip


def _dimension(name: str, answer: dict[str, Any]) -> Dimension:
    """Codes stand in a list, in an object with their places, or, where there is one only, among the labels alone."""
    found, roles = answer["dimension"][name], answer.get("role", {})
    category = found["category"]
    labels, index = category.get("label", {}), category.get("index") or list(category.get("label", {}))
    codes = sorted(index, key=index.__getitem__) if isinstance(index, dict) else index
    label = tidy(str(found.get("label") or name))
    told = next((role for role in ("time", "geo", "metric") if name in (roles.get(role) or ())), "")
    return Dimension(
        label=label,
        categories={str(code): tidy(str(labels.get(code, code))) for code in codes},
        units={str(code): tidy(str(unit.get("base") or unit.get("label") or "")) for code, unit in category.get("unit", {}).items()},
        role=told or role_of(name, label),
    )  # fmt: skip


def _in_order(given: object, count: int) -> list[Any]:
    """One entry for each position: of a list, of an object by position (None where it has none), or the same for all."""
    if isinstance(given, list) and len(given) in (count, 1):
        return given if len(given) == count else given * count
    if isinstance(given, dict):
        by_position = {int(position): entry for position, entry in given.items()}
        if by_position and not 0 <= min(by_position) <= max(by_position) < count:
            raise ValueError("position outside the cube")
        return [by_position.get(position) for position in range(count)]
    if given is None or isinstance(given, str):
        return [given] * count
    raise ValueError("neither list nor object")


def _cells(dimensions: Mapping[str, Dimension], values: Sequence[Any], symbols: Sequence[Any]) -> Iterator[Cell]:
    """The cells in the order of JSON-stat: the last dimension changes first."""
    places = product(*(dimension.categories for dimension in dimensions.values()))
    for number, (place, value, symbol) in enumerate(zip(places, values, symbols, strict=True), 1):
        figure = value if isinstance(value, int | float | str) and not isinstance(value, bool) else None
        yield number, dict(zip(dimensions, place, strict=True)), figure, str(symbol or "")
