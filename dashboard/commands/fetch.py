"""The command line's part for publishers: fetch, and accept what was held back."""

import sys
from collections.abc import Mapping
from datetime import datetime
from typing import Annotated

import typer

from dashboard import assembly
from dashboard.commands.metric import console
from dashboard.errors import UserError
from dashboard.journal import Event
from dashboard.progress import terminal_progress, terminal_transfers
from dashboard.settings import settings

app = typer.Typer()
FAILED, HELD = 3, 4  # exit codes: some source failed, or is held back; whatever else came is in


@app.command()
def fetch(
    sources: Annotated[list[str] | None, typer.Argument(help="which sources; all of them by default")] = None,
    since: Annotated[
        datetime | None, typer.Option(formats=["%Y-%m-%d"], help="from that day on, whatever came before")
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="say what would be asked; needs no network")] = False,
) -> None:
    """Get what is new from the publishers, then build. Exits with 3 where a source failed, 4 where one is held back."""
    from dashboard.fetching import rounds  # the network's libraries: not for the other commands

    names = sources or rounds.known()
    if unknown := [name for name in names if name not in rounds.known()]:
        known = ", ".join(rounds.known())
        raise UserError(
            f"{unknown[0]} cannot be fetched; there are {known}.", key="fetch.unknown", source=unknown[0], known=known
        )
    from_day = since.date() if since else None
    if from_day and from_day > settings().clock():
        raise UserError(
            f"{from_day} is still to come; name a day that has been.", key="fetch.future", day=str(from_day)
        )
    if dry_run:
        from dashboard.fetching.publishers import modules

        with rounds.data_folder():
            for name in names:
                plan = modules()[name].plan(rounds.prepare(name, since=from_day))
                console.print(f"{name}: {plan}", markup=False, soft_wrap=True)
        return
    with terminal_transfers() as moved:
        events = [
            _say(event)
            for event in rounds.visit_all(names, since=from_day, moved=moved)
        ]  # fmt: skip
    _build()
    kinds = {event.kind for event in events}
    sys.exit(FAILED if "failed" in kinds else HELD if "held" in kinds else 0)


@app.command()
def accept(source: Annotated[str, typer.Argument(help="the source whose held files are right as they are")]) -> None:
    """Take in what was held back because its shape had changed, then build."""
    from dashboard.fetching import rounds

    for event in rounds.accept(source):
        _say(event)
    _build()


def _build() -> None:
    """Build where something is staged that the warehouse does not have: also what an interrupted fetch left."""
    if assembly.outdated():
        with terminal_progress() as report:
            assembly.assemble(demo=False, report=report)
        console.print("Built the warehouse with what is new.")


def _say(event: Event) -> Event:
    told = {
        "changed": f"{event.rows:,} rows, {event.rejected:,} rejected (as of {event.as_of})", "unchanged": "nothing new",
        "accepted": f"{event.rows:,} rows accepted", "removed": f"{event.rows:,} rows removed, as the publisher demands",
        "held": "held back, its shape changed: " + ", ".join(_difference(one) for one in event.differences),
    }.get(event.kind, event.sentence)  # fmt: skip
    console.print(f"{event.source}: {told}", markup=False, soft_wrap=True, highlight=False)
    return event


def _difference(one: Mapping[str, object]) -> str:
    before = f" ({one['before']} → {one['now']})" if "before" in one else ""
    return f"{one['what']} {one.get('field', '')}".strip() + before
