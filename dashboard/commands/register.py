"""The command line's part for the project's own register: taking a workbook or a simple list in, and giving one out."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated

import typer
from rich.console import Console

from dashboard import assembly
from dashboard.commands.language import Language
from dashboard.errors import UserError
from dashboard.exports import workbook
from dashboard.i18n import Words, words
from dashboard.progress import terminal_progress
from dashboard.register import lists, planning, sheets
from dashboard.register.actor import COMMAND
from dashboard.register.store import Register
from dashboard.sources.opening import File

app = typer.Typer(no_args_is_help=True, help="The project's own register as a workbook.")
console = Console()


@app.command()
def export(
    file: Annotated[Path, typer.Argument(help="the workbook to write, .xlsx; one that is there is replaced")],
    empty: Annotated[bool, typer.Option("--empty", help="the template, without records")] = False,
    lang: Annotated[Language, typer.Option(help="language of headings and choices")] = Language.sv,
) -> None:
    """Write the register as a workbook, to change in Excel and to import again."""
    with _register() as register:
        file.write_bytes(workbook.write(register, COMMAND, words(lang), filled=not empty))
    _say(f"Wrote {file}.")


def take_in(file: Path, lang: str, *, dry_run: bool) -> None:
    """Print what a workbook or a list would do, cell by cell, and then do it and build, unless it is only to be tried.

    Of a list the lines that cannot be taken are left out; a workbook is taken whole or, with UserError, not at all."""
    t = words(lang)
    with _register() as register:
        plan = _planned(register, file, t)
    for line in workbook.told(plan, t):
        change = " → ".join(text for text in (line.before, line.after) if text)
        _say(f"{line.place}: {line.action}: {line.record}: {f'{line.field}: ' if line.field else ''}{change}")
    _say(workbook.summary(plan, t))
    if plan.stopped:
        raise UserError(t("workbook.stopped"), key="workbook.stopped")
    if dry_run or not plan.possible:
        return
    with closing(assembly.open_register()) as register:
        if not planning.carry_out(register, COMMAND, plan, file.name).done:
            raise UserError(t("workbook.not_done"), key="workbook.not_done")
    with terminal_progress() as report:
        path = assembly.assemble(demo=False, report=report)
    _say(f"{t('workbook.done')} {path}")


def _planned(register: Register, file: Path, t: Words) -> planning.Plan:
    """What the file would do; a workbook that is not the register's own is a simple list."""
    if File(file).format == "workbook" and workbook.is_template(found := sheets.sheets(file)):
        read = workbook.read(found, file.name)
        for sheet, heading in read.ignored:
            key = "workbook.ignored.column" if heading else "workbook.ignored.sheet"
            _say(t(key, sheet=sheet, heading=heading))
        return planning.plan(register, COMMAND, read.rows)
    return planning.plan(register, COMMAND, lists.read(file), partly=True)


@contextmanager
def _register() -> Iterator[Register]:
    """The register, to look at; where there is none yet, an empty one that goes again: looking must not begin one."""
    if assembly.has_register():
        with closing(assembly.open_register()) as register:
            yield register
        return
    with (
        TemporaryDirectory(prefix="register") as folder,
        closing(Register(f"sqlite:///{folder}/empty.sqlite")) as register,
    ):
        yield register


def _say(line: str) -> None:
    console.print(line, markup=False, highlight=False, soft_wrap=True)
