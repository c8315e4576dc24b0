"""A service of PxWeb API v2 with tables of a few figures: whose figure is whose follows from the codes alone."""

import json
import re
from itertools import product
from math import prod

from tests.fetching.server import Answer, Asked, Publishers

Dimensions = dict[str, dict[str, str]]  # the labels of the codes of each dimension


class Table:
    """A table: each dimension with the labels of its codes, and when it was published."""

    def __init__(self, title: str, dimensions: Dimensions, updated: str = "2026-06-08T06:00:00Z") -> None:
        self.title, self.dimensions, self.updated = title, dimensions, updated
        self.revised: dict[str, int] = {}  # figures of certain years that are another by so much

    def figure(self, codes: dict[str, str]) -> int:
        """A figure that tells which cell it is of."""
        return sum(map(ord, "".join(codes.values()))) + self.revised.get(codes["Tid"], 0)


class Office:
    """A statistics office with its tables by id; it gives at most ``cells`` cells an answer."""

    def __init__(self, publishers: Publishers, where: str, tables: dict[str, Table], cells: int = 150_000) -> None:
        self.tables, self.cells = tables, cells
        publishers.serve(where + r".*/tables/[^/]+$", self._about)
        publishers.serve(where + r".*/tables/[^/]+/metadata$", self._metadata)
        publishers.serve(where + r".*/tables/[^/]+/data$", self._data)

    def _table(self, asked: Asked) -> tuple[str, Table | None]:
        found = re.search("/tables/([^/]+)", asked.place)
        assert found
        return found[1], self.tables.get(found[1])

    def _about(self, asked: Asked) -> Answer:
        name, table = self._table(asked)
        return _json({"id": name, "label": table.title, "updated": table.updated}) if table else Answer(b"{}", 404)

    def _metadata(self, asked: Asked) -> Answer:
        name, table = self._table(asked)
        return _json(_dataset(name, table, {dimension: list(codes) for dimension, codes in table.dimensions.items()}))

    def _data(self, asked: Asked) -> Answer:
        """400 where a dimension is missing, 403 for too many cells, else the cells that were asked for."""
        name, table = self._table(asked)
        chosen = {one["variableCode"]: one["valueCodes"] for one in json.loads(asked.body)["selection"]}
        if asked.method != "POST" or chosen.keys() != table.dimensions.keys():
            return Answer(b'{"title": "Missing selection for mandantory variable"}', 400)
        if prod(map(len, chosen.values())) > self.cells:
            return Answer(b'{"title": "Too many cells selected"}', 403)
        places = product(*(chosen[dimension] for dimension in table.dimensions))
        figures = [table.figure(dict(zip(table.dimensions, place, strict=True))) for place in places]
        return _json(_dataset(name, table, chosen) | {"value": figures})


def _dataset(name: str, table: Table, chosen: dict[str, list[str]]) -> dict[str, object]:
    dimensions = {
        dimension: {
            "label": dimension.lower(),
            "category": {
                "index": {code: place for place, code in enumerate(chosen[dimension])},
                "label": {code: labels[code] for code in chosen[dimension]},
            },
        }
        for dimension, labels in table.dimensions.items()
    }
    return {
        "version": "2.0", "class": "dataset", "label": table.title, "updated": table.updated, "id": list(dimensions),
        "size": [len(chosen[dimension]) for dimension in dimensions], "dimension": dimensions,
        "role": {"time": ["Tid"], "metric": ["ContentsCode"]}, "extension": {"px": {"tableid": name}}, "value": [],
    }  # fmt: skip


def _json(content: object) -> Answer:
    return Answer(json.dumps(content).encode(), compress=True)
