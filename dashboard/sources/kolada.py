"""Kolada's key figures of Swedish municipalities and regions: v3 JSON of values, and tables of them as CSV or XLSX.

A value is of all, of women (K) or of men (M). Region Jämtland Härjedalen (0023) is the county, 0000 the whole country.
Values are kept as they are published: only then may Kolada be named as their source.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from dashboard.errors import UserError
from dashboard.settings import settings
from dashboard.sources import documents, tables
from dashboard.sources.cells import count
from dashboard.sources.intake import Intake, Unusable
from dashboard.sources.opening import File
from dashboard.sources.region import published
from dashboard.sources.symbols import shown

NAMES = ("kolada",)
PAGE_BYTES = 64_000_000  # a page has at most 5 000 values
COLUMNS = {
    "kpi": ("kpi id", "nyckeltal", "nyckeltals id"),
    "title": ("kpi title", "titel", "nyckeltalsnamn"),
    "area": ("municipality id", "kommun id", "kommunkod", "municipality code"),
    "period": ("year", "år"),
    "gender": ("kön",),
    "value": ("värde",),
    "status": (),
}
REQUIRED = (("kpi",), ("area",), ("period",), ("value",))
GENDERS = {"": "", "T": "", "K": "K", "M": "M"}
Value = tuple[int, Mapping[str, str | None], float | str | None]  # number or line, what it is of, figure


def parse(file: File, intake: Intake) -> None:
    """One value a row. As-of is the end of the newest year, today if that is yet to come."""
    newest = 0
    for number, of, figure in _from_json(file) if file.format == "json" else _from_table(file):
        with intake.row(number, lambda of=of: "; ".join(filter(None, of.values()))):  # type: ignore[misc]
            year, kpi, gender = count(of["period"] or ""), of["kpi"], GENDERS.get((of["gender"] or "").upper())
            if not 1900 <= year <= settings().clock().year + 1:
                raise Unusable("date", str(year))
            newest = max(newest, year)
            area = published(of["area"] or "", "SE")
            if not kpi or gender is None:
                raise Unusable("no_indicator", kpi or of["gender"] or "")
            value, status = shown(figure, of["status"] or "")
            intake.add(
                "indicator", (kpi, area, year, gender), indicator=kpi, title=of["title"] or kpi, area=area,
                period=str(year), breakdown=gender, value=value, status=status,
            )  # fmt: skip
    intake.stated = min(date(newest, 12, 31), settings().clock()) if newest else None


def _from_table(file: File) -> Iterator[Value]:
    for row in tables.rows(file, COLUMNS, REQUIRED):
        yield row.line, {name: row[name] for name in COLUMNS if name != "value"}, row["value"]


def _from_json(file: File) -> Iterator[Value]:
    """The values of pages, whose list is called values or results; titles where a page has key figures too."""
    pages = documents.whole(file, PAGE_BYTES)
    told = [page.get(name) for page in pages if isinstance(page, dict) for name in ("values", "results")]
    lists = [found for found in told if isinstance(found, list)]
    alone = [entry for page in pages if isinstance(page, list) for entry in page]
    entries = [entry for found in (*lists, alone) for entry in found if isinstance(entry, dict)]
    titles = {str(entry["id"]): str(entry["title"]) for entry in entries if {"id", "title"} <= entry.keys()}
    values = [entry for entry in entries if {"kpi", "municipality", "values"} <= entry.keys()]
    if not values and (entries or not lists):
        raise UserError(
            f"{file.name} is JSON, but not an answer of kolada; check the source.",
            key="sources.other_json", file=file.name, source="kolada",
        )  # fmt: skip
    number = 0
    for entry in values:
        for part in entry["values"] if isinstance(entry["values"], list) else ():
            number += 1
            yield number, *_part(entry, part if isinstance(part, dict) else {}, titles)


def _part(entry: dict[str, Any], part: dict[str, Any], titles: dict[str, str]) -> tuple[dict[str, str | None], Any]:
    """What a value is of, and the value."""
    told = {"kpi": entry["kpi"], "area": entry["municipality"], "period": entry.get("period")}
    of = {name: tables.tidy(str(said)) for name, said in told.items() if isinstance(said, str | int)}
    beside = {name: part[name] for name in ("gender", "status") if isinstance(part.get(name), str)}
    title = titles.get(of.get("kpi", ""))
    figure = part.get("value")
    return (
        dict.fromkeys(("kpi", "area", "period", "gender", "status", "title")) | of | beside | {"title": title},
        figure if isinstance(figure, int | float | str) and not isinstance(figure, bool) else None,
    )
