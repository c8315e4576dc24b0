"""The command line: build, import, check, metric, metrics, and the register's commands. Each says what it did; a failure is
one sentence."""

import sys
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from dashboard import assembly, logs
from dashboard.commands import check, export, fetch, metric, register, safety
from dashboard.commands.language import Language
from dashboard.commands.metric import console
from dashboard.errors import UserError
from dashboard.metrics.compute import compute
from dashboard.metrics.question import Question
from dashboard.progress import terminal_progress
from dashboard.settings import settings
from dashboard.warehouse.engine import Engine

app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False, help=__doc__)
app.add_typer(register.app, name="register")
app.add_typer(safety.app)  # person, processing, backup, restore
app.add_typer(metric.app)  # metric, metrics
app.add_typer(export.app)
app.add_typer(fetch.app)  # fetch, accept
app.add_typer(check.app)
errors = Console(stderr=True)


def run(arguments: list[str] | None = None) -> None:
    """Run the command line (``arguments``: else the process's own); what the user can mend ends in one sentence and
    exit code 1."""
    logs.configure()
    try:
        app(arguments, standalone_mode=arguments is None)
    except UserError as error:
        errors.print(str(error), style="red", markup=False, highlight=False, soft_wrap=True)
        sys.exit(1)


@app.command()
def build(
    demo: Annotated[bool | None, typer.Option("--demo/--no-demo", help="force one or the other, never both")] = None,
    scale: Annotated[int, typer.Option(min=1, help="how many times the demonstration set's companies")] = 1,
    public: Annotated[
        bool, typer.Option("--public", help="a warehouse to give away, warehouse-public.duckdb, without contact points")
    ] = False,
) -> None:
    """Build the warehouse: real data if there is any, else the demonstration set."""
    with terminal_progress() as report:
        if public:
            path = assembly.build_public(settings().data / "warehouse-public.duckdb", report=report)
        else:
            path = assembly.assemble(demo=demo, scale=scale, report=report)
    engine = Engine(path)
    told = [
        f"{name} not known" if value is None else f"{value:,.0f} {name}"
        for name in ("companies", "workplaces")
        for value in [compute(engine, Question(name, by="none")).points[0].value]
    ]
    kind = "demonstration data" if engine.facts.demo else "real data"
    console.print(
        f"Built {path} with {kind} as of {engine.facts.as_of}: {', '.join(told)}.", soft_wrap=True, highlight=False
    )


@app.command("import")
def import_(
    file: Annotated[Path, typer.Argument(help="the file as it came from the publisher")],
    source: Annotated[str, typer.Option(help="whose file it is, such as mattilsynet or places")],
    as_of: Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], help="the day the data describes")] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="register only: say what would change, and change nothing")
    ] = False,
    lang: Annotated[Language, typer.Option(help="register only: language of what is said")] = Language.en,
) -> None:
    """Take a file into data/raw after reading it through, say what was accepted and rejected, and build.

    With --source register it is the register's workbook or a simple list, whose rows become records instead."""
    if source == "register":
        return register.take_in(file, lang, dry_run=dry_run)
    with terminal_progress() as report:
        release = assembly.import_and_build(file, source, as_of.date() if as_of else None, report=report)
    console.print(
        f"{release.file}: {release.rows:,} rows read, {release.accepted:,} accepted, {release.outside:,} outside the "
        f"area, {release.rejected:,} rejected (as of {release.as_of}).",
        soft_wrap=True, highlight=False,
    )  # fmt: skip
    if release.rejected:
        console.print("Run `python -m dashboard check` to see each rejected row with its line and reason.")
