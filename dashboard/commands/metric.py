"""The command line's part for numbers: a metric as a table, JSON or CSV, and the catalogue of all of them."""

import json
import sys
from enum import StrEnum
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from dashboard import assembly
from dashboard.commands.language import Language
from dashboard.errors import UserError
from dashboard.i18n import words
from dashboard.metrics.catalogue import catalogue
from dashboard.metrics.compute import compute
from dashboard.metrics.question import Question
from dashboard.metrics.selection import Selection
from dashboard.metrics.series import Series
from dashboard.progress import terminal_progress
from dashboard.settings import settings
from dashboard.warehouse.engine import Engine

app = typer.Typer()
# into a file or a pipe tables are written in full: there is no window to fit
console = Console(width=None if sys.stdout.isatty() else 200)
Format = StrEnum("Format", ["table", "json", "csv"])


@app.command()
def metric(
    name: Annotated[str, typer.Argument(help="the metric's id; `metrics` lists them")],
    area: Annotated[str, typer.Option(help="area keys, separated by commas: SE-2380,NO-50")] = "",
    industry: Annotated[str, typer.Option(help="section letters or divisions: C,16")] = "",
    size: Annotated[str, typer.Option(help="size classes: 1-4,5-9")] = "",
    theme: Annotated[str, typer.Option(help="bio or circular")] = "",
    by: Annotated[
        str, typer.Option(help="area, county, country, industry, size, year, none, or a category of the metric's own")
    ] = "area",
    total: Annotated[bool, typer.Option("--total", help="sum the chosen areas")] = False,
    from_: Annotated[str, typer.Option("--from", help="first year")] = "",
    to: Annotated[str, typer.Option(help="last year")] = "",
    every_year: Annotated[
        bool, typer.Option("--every-year", help="all years there are, instead of the latest")
    ] = False,
    reference: Annotated[str, typer.Option(help="what measures compare with: an area key, or selection")] = "",
    level: Annotated[str, typer.Option(help="level of NACE: section or division")] = "",
    lang: Annotated[Language, typer.Option(help="language of the table")] = Language.en,
    format: Annotated[Format, typer.Option(help="table, json or csv")] = Format.table,
) -> None:
    """Print a metric; without years it is the latest period known for the most of the areas."""
    query = {"area": area, "industry": industry, "size": size, "theme": theme, "from": from_, "to": to}
    selection, problems = Selection.from_query(query)
    if problems:
        raise UserError(
            f"'{problems[0].value}' means nothing for --{problems[0].parameter}; correct it or leave it out.",
            key="selection.dropped", parameter=problems[0].parameter, value=problems[0].value,
        )  # fmt: skip
    series = compute(open_engine(), Question(name, selection, by, total, every_year, reference, level))
    {Format.json: _print_json, Format.csv: _print_csv, Format.table: _print_table}[format](series, lang)


def _print_json(series: Series, _: Language) -> None:
    rows = [point._asdict() for point in series.points]
    head = {"metric": series.metric, "unit": series.unit, "reference": series.reference or None}
    print(json.dumps({**head, "as_of": str(series.as_of), "demo": series.demo, "rows": rows}, ensure_ascii=False))


def _print_csv(series: Series, _: Language) -> None:
    print("area,period,breakdown,value,low,high,count,status,left_out,demo")
    for point in series.points:
        print(",".join("" if value is None else str(value) for value in (*point, str(series.demo).lower())))


def _print_table(series: Series, lang: Language) -> None:
    t = words(lang)
    demo = f" · {t('demo.mark')}" if series.demo else ""
    table = Table(title=f"{t(f'metric.{series.metric}.name')} · {t('as_of', day=series.as_of)}{demo}", box=None)
    for heading in ("area", "period", "breakdown", "value", "count"):
        table.add_column(t(f"column.{heading}"), justify="right" if heading in ("value", "count") else "left")
    for p in series.points:
        value = t.value(p.value, series.unit, series.decimals, p.status, p.low, p.high)
        count = "" if p.count is None else t.number(p.count)
        table.add_row(
            t.area(p.area), t.period(p.period), t.category(series.by, p.breakdown) if p.breakdown else "", value, count
        )
    console.print(table)


@app.command()
def metrics(lang: Annotated[Language, typer.Option(help="language of the texts")] = Language.en) -> None:
    """The catalogue: every metric with its unit, comparability grade and definition."""
    t = words(lang)
    table = Table("id", t("column.metric"), t("column.unit"), t("column.grade"), t("column.definition"), box=None)
    for entry in catalogue().values():
        name, definition = t(f"metric.{entry.id}.name"), t(f"metric.{entry.id}.definition")
        table.add_row(entry.id, name, entry.unit, entry.grade, definition)
    console.print(table)


def open_engine() -> Engine:
    """The warehouse, built first where there is none."""
    if not settings().warehouse.exists():
        with terminal_progress() as report:
            assembly.assemble(report=report)
    return Engine(settings().warehouse)
