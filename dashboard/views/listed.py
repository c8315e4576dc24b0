"""Companies and workplaces as tables: as they are read, with names for keys and bands for headcounts, and as rows with keys
and numbers."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Literal

import pyarrow as pa

from dashboard.figures.plain import Column, Grid
from dashboard.views.grids import Filled, of_columns
from dashboard.views.view import View

TYPES: Mapping[str, Literal["integer", "date"]] = {
    "employees_low": "integer", "employees_high": "integer", "workplaces": "integer", "opened": "date",
}  # fmt: skip
COMPANY = (
    "key", "name", "area", "area_name", "industry", "industry_name", "division", "employees_low", "employees_high", "workplaces",
    "opened", "legal_form", "area_basis", "no_marketing",
)  # fmt: skip
WORKPLACE = (
    "key",
    "name",
    "area",
    "area_name",
    "industry",
    "industry_name",
    "division",
    "employees_low",
    "employees_high",
)


def columns(
    view: View, rows: Sequence[Mapping[str, Any]], industry: Callable[[Mapping[str, Any]], str]
) -> dict[str, list[str]]:
    """Rows as they are read: name, municipality, ``industry`` in words, employees."""
    t = view.t
    return {
        t("column.name"): [r["name"] for r in rows],
        t("column.area"): [t.area(r["area"]) if r["area"] else "" for r in rows],
        t("column.industry"): [industry(r) for r in rows],
        t("column.employees"): [t.band(r["employees_low"], r["employees_high"]) for r in rows],
    }


def rows_of(view: View, found: pa.Table, names: Sequence[str]) -> Grid:
    """Rows with their keys, names beside these, and headcounts as numbers; ``names`` are COMPANY or WORKPLACE."""
    t = view.t
    named: dict[str, tuple[str, Callable[[Any], str]]] = {
        "area_name": ("area", lambda key: t.area(key) if key else ""), "industry_name": ("industry", t.industry),
        "area_basis": ("area_basis", lambda basis: t("companies.by_address") if basis == "locality" else ""),
        "no_marketing": ("no_marketing", lambda declined: t("companies.no_marketing") if declined else ""),
    }  # fmt: skip
    filled = []
    for name in names:
        of, say = named.get(name, (name, None))
        values = found.column(of).to_pylist()
        column = Column(t(f"column.{name}"), TYPES.get(name, "text"), name=name)
        filled.append(Filled(column, [say(value) for value in values] if say else values))
    return of_columns(filled)


def of_words(columns: Mapping[str, Sequence[str]], left_out: int = 0) -> Grid:
    """A table in ready words as it is read."""
    return Grid(tuple(map(Column, columns)), tuple(zip(*columns.values(), strict=True)), left_out=left_out)
