"""The command line's part for quality: how each source is, what could not be used, and whether the register is whole."""

import json
import sys
from collections.abc import Sequence
from contextlib import closing
from enum import StrEnum
from typing import Annotated, Any

import typer
from rich.table import Table

from dashboard import assembly
from dashboard.commands.language import Language
from dashboard.commands.metric import console, open_engine
from dashboard.errors import UserError
from dashboard.i18n import Words, words
from dashboard.metrics.lists import marts, origin
from dashboard.metrics.lists.health import WRONG, Health, healths
from dashboard.register.agreement import disagreements
from dashboard.settings import settings
from dashboard.views import health as wording
from dashboard.warehouse.engine import Engine

app = typer.Typer()
ATTENTION = 5  # exit code: some source is late, failing or held back
Format = StrEnum("Format", ["table", "json"])
RELEASE = ("source", "file", "as_of", "rows", "accepted", "outside", "rejected")


@app.command()
def check(
    lang: Annotated[Language, typer.Option(help="language of the words and reasons")] = Language.en,
    limit: Annotated[int, typer.Option(help="how many rejected rows to list")] = 50,
    format: Annotated[Format, typer.Option(help="table, or json with ids and ISO dates")] = Format.table,
) -> None:
    """Data quality: how each source is, what each file gave, and every row that could not be used, with line and reason.

    Exits with 0 where all is well, 5 where a source is late, failing or held back, 1 where the register disagrees with
    its audit."""
    engine, t = open_engine(), words(lang)
    found, (total, rejects), register = healths(engine), marts.rejects(engine, limit), _register()
    reasons = [{**row, "reason": _reason(t, row)} for row in rejects.to_pylist()]
    if format is Format.json:
        print(json.dumps(_facts(engine, found, total, reasons, register), ensure_ascii=False, default=str))
    else:
        _print(engine, t, found, total, reasons)
        for sentence in register["disagreements"] if register else ():
            console.print(sentence, markup=False, soft_wrap=True)
    if register and register["disagreements"]:
        raise UserError("The register disagrees with its audit; restore a backup.")
    if register and format is Format.table:
        console.print(f"The register agrees with its {register['changes']} changes.")
    sys.exit(ATTENTION if any(one.state in WRONG for one in found) else 0)


def _register() -> dict[str, Any] | None:
    """How many changes the register's audit has, and where the two disagree; None where nothing is recorded."""
    if not assembly.has_register():
        return None
    with closing(assembly.open_register()) as opened:
        return {"changes": opened.revision(), "disagreements": list(disagreements(opened))}


def _reason(t: Words, row: dict[str, Any]) -> str:
    return t(row["reason"]) + (f" ({row['detail']})" if row["detail"] else "")


def _facts(
    engine: Engine, found: Sequence[Health], total: int, rejects: list[dict[str, Any]], register: dict[str, Any] | None
) -> dict[str, Any]:
    releases = [{name: row[name] for name in RELEASE} for row in origin.releases(engine)]
    return {
        "today": settings().clock(), "as_of": engine.facts.as_of, "demo": engine.facts.demo,
        "well": not any(one.state in WRONG for one in found) and not (register and register["disagreements"]),
        "sources": [_source(one) for one in found], "releases": releases,
        "rejects": {"total": total, "listed": rejects}, "register": register,
    }  # fmt: skip


def _source(one: Health) -> dict[str, Any]:
    """A source's health under the names of its fields, moments as ISO 8601 in UTC."""
    moments = {
        name: at and f"{at:%Y-%m-%dT%H:%M:%S}Z"
        for name in ("visited", "fetched", "changed")
        for at in [getattr(one, name)]
    }
    days = {"as_of": one.as_of, "due": one.due, "days_late": one.late}
    counts = {name: getattr(one, name) for name in ("rows", "rows_before", "rejected", "rejected_before")}
    failure = one.failure and {"key": one.failure.key, "values": one.failure.values, "sentence": one.failure.sentence}
    about = {
        name: one.facts.get(name, "") for name in ("publisher", "licence", "licence_url", "attribution", "address")
    }
    return {
        "source": one.source, "state": one.state, "outcome": one.outcome, **moments, **days, **counts,
        "held": [held._asdict() for held in one.held], "failure": failure, **about,
    }  # fmt: skip


def _print(engine: Engine, t: Words, found: Sequence[Health], total: int, rejects: list[dict[str, Any]]) -> None:
    health = Table("source", "state", "visited", "changed", "due", "rows", "before", title="Health", box=None)
    for one in found:
        days = [day and f"{day:%Y-%m-%d}" for day in (one.visited, one.changed, one.due)]
        health.add_row(one.source, wording.state(t, one), *(
            "" if value is None else str(value) for value in (*days, one.rows, one.rows_before)
        ))  # fmt: skip
    console.print(health)
    for one in found:
        if one.state in WRONG:
            console.print(f"{wording.clause(t, one)}.", markup=False, soft_wrap=True)
    files = Table(*RELEASE, title="Sources", box=None)
    for row in origin.releases(engine):
        files.add_row(*(str(row[name]) for name in RELEASE))
    console.print(files)
    for row in rejects:
        console.print(f"{row['file']}:{row['line']}: {row['reason']}: {row['text']}", markup=False, soft_wrap=True)
    console.print(f"{total} rejected rows{f', the first {len(rejects)} listed' if total > len(rejects) else ''}.")
