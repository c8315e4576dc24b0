"""The command line's part for personal data and backups: person, processing, backup, restore."""

from contextlib import closing
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from dashboard import assembly
from dashboard.commands.language import Language
from dashboard.errors import UserError
from dashboard.exports.persons import for_machines, letter
from dashboard.exports.processing import record_of_processing
from dashboard.i18n import words
from dashboard.progress import terminal_progress
from dashboard.register import backup as backups
from dashboard.register import erasing, persons, restoring, retention
from dashboard.register.actor import COMMAND
from dashboard.register.store import Register
from dashboard.settings import settings

app = typer.Typer()
person = typer.Typer(no_args_is_help=True, help="What the register holds of a person: extract, erase, retention.")
app.add_typer(person, name="person")
Form = StrEnum("Form", ["text", "json"])
About = Annotated[str, typer.Argument(help="a contact's key, an e-mail address, or first and last name")]

WHY = {
    "verified": "the law asks who verified a result",
    "acted": "the audit must say who made a change",
    "company": "it is a registered company's name",
}


@person.command()
def extract(
    about: About,
    lang: Annotated[Language, typer.Option(help="language of the letter")] = Language.sv,
    format: Annotated[Form, typer.Option(help="a letter in Markdown, or JSON")] = Form.text,
) -> None:
    """Print all that the register holds on a person, free texts, drafts and the audit's details included."""
    with closing(_register()) as register:
        found = persons.extract(register, COMMAND, about)
    print(for_machines(found) if format is Form.json else letter(found, words(lang)), end="")


@person.command()
def erase(
    about: About,
    reason: Annotated[str, typer.Option(help="why, for the archive; without the person's name")],
    yes: Annotated[bool, typer.Option("--yes", help="do not ask first")] = False,
) -> None:
    """Take a person out of the register, its drafts and its audit, and build the warehouse anew. It cannot be undone."""
    with closing(_register()) as register:
        found = persons.extract(register, COMMAND, about)
        print(f"{len(found.contacts)} contacts, {len(found.mentions)} texts, {len(found.drafts)} drafts name {about}.")
        if not yes:
            typer.confirm("Erase them for good?", abort=True)
        done = erasing.erase(register, COMMAND, about, reason)
    print(f"Erased from {done.records} records; the archive keeps the reference {done.reference}.")
    for what, count in done.kept.items():
        print(f"Kept, because {WHY[what]}: {count}.")
    if not done.swept:
        print(
            "Somebody is reading, so old bytes are still in the register's files; `person retention --apply` sweeps them."
        )
    _build()


@person.command("retention")
def retention_(
    apply: Annotated[bool, typer.Option("--apply", help="do what is due, instead of only saying it")] = False,
) -> None:
    """Say whose time has come: contacts to review or erase, old drafts, texts of closed needs."""
    today, t = settings().clock(), words("en")
    with closing(_register()) as register:
        found = retention.retention(register, COMMAND, today, apply=apply)
    for due in found:
        done = "done" if apply else "due"
        state = done if due.act_on <= today else f"due on {due.act_on}"
        print(f"{t(f'record.{due.kind}')} {due.key}: {t(f'persons.rule.{due.rule}')} (since {due.since}): {state}")
    late = sum(due.act_on <= today for due in found)
    print(f"{len(found)} flagged, {late} {'done' if apply else 'due; --apply does it'}.")
    if apply and late:
        _build()


@app.command()
def processing(lang: Annotated[Language, typer.Option(help="language of the record")] = Language.sv) -> None:
    """Print the record of processing activities (GDPR article 30), as it follows from the configuration."""
    print(record_of_processing(words(lang)), end="")


@app.command()
def backup(file: Annotated[Path, typer.Argument(help="the archive to write, such as register.zip")]) -> None:
    """Write the register to a file, while it is in use, and try that it can be restored."""
    with closing(_register()) as register:
        manifest = backups.backup(register, file)
    print(f"{file}: {_size(manifest)}, restored on trial.")


@app.command()
def restore(
    file: Annotated[Path, typer.Argument(help="a file that `backup` wrote")],
    into: Annotated[
        Path | None, typer.Option(help="a folder for a register of its own, instead of the one in use")
    ] = None,
    replace: Annotated[
        bool, typer.Option("--replace", help="also where there are records; they are backed up first")
    ] = False,
) -> None:
    """Put a backup back, after it was tried."""
    backups.tried(file)
    register = Register(f"sqlite:///{into / 'register.sqlite'}" if into else settings().register_url)
    with closing(register):
        if replace and register.revision():
            before = settings().data / "backups" / f"register-{datetime.now(UTC):%Y%m%d-%H%M%S-%f}.zip"
            backups.backup(register, before)
            print(f"What was there is in {before}.")
            if again := restoring.forgotten(register, file):
                print(f"The backup is older than these erasures; erase the people again: {', '.join(again)}.")
        manifest = restoring.restore(register, file, replace=replace)
    print(f"Restored {_size(manifest)}.")
    if not into:
        _build()


def _size(manifest: restoring.Manifest) -> str:
    rows = sum(entry["rows"] for name, entry in manifest["files"].items() if name != "change.jsonl")
    return f"{rows:,} rows and {manifest['files']['change.jsonl']['rows']:,} changes, the newest number {manifest['revision']}"


def _register() -> Register:
    """The project's own register. Raises UserError where there is none: asking must not begin one."""
    if not assembly.has_register():
        raise UserError("There is no register yet; record something first.", key="persons.no_register")
    return assembly.open_register()


def _build() -> None:
    """Let the warehouse, and what lies over it, hold what the register holds now."""
    (settings().data / "records.duckdb").unlink(missing_ok=True)
    with terminal_progress() as report:
        assembly.assemble(demo=False, report=report)
