"""The command line's part for files to hand out: a meeting, or what an address shows, as slides, paper, workbook or picture."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from dashboard import assembly
from dashboard.commands.language import Language
from dashboard.commands.metric import console
from dashboard.errors import UserError
from dashboard.exports.outputs import OUTPUTS
from dashboard.meeting.collecting import of_address
from dashboard.meeting.deck import Deck
from dashboard.meeting.shown import shown
from dashboard.meeting.store import meetings
from dashboard.meeting.templates import TEMPLATES, one_for
from dashboard.progress import Report, terminal_progress
from dashboard.settings import settings

app = typer.Typer()
Format = StrEnum("Format", ["pptx", "pdf", "html", "xlsx", "csv", "parquet", "png", "svg"])


@app.command()
def export(
    what: Annotated[str, typer.Argument(help="a meeting's id, a link such as '/jobs?area=SE-2380', or template:area")],
    format: Annotated[Format | None, typer.Option(help="the kind of file; else the ending of -o says it, or pptx")] = None,
    output: Annotated[Path | None, typer.Option("-o", "--output", help="the file to write")] = None,
    lang: Annotated[Language | None, typer.Option(help="the language; else the meeting's or the link's own")] = None,
) -> None:
    """Write a meeting, or the view that a link shows, to a file: pptx, pdf, html, xlsx; of one view also csv, parquet,
    png and svg."""
    ending = output.suffix.lstrip(".").lower() if output else ""
    kind = format or Format(ending if ending in OUTPUTS else "pptx")
    target = output or Path(f"{what.strip('/').split('?')[0].replace(':', '-') or 'overview'}.{kind}")
    made = OUTPUTS[kind]
    with terminal_progress() as report:
        if not settings().warehouse.exists():
            assembly.assemble(report=report)
        deck = _deck(what, lang, lambda step, share: report(step, share * 0.8))
        if made.single and len(deck.slides) != 1:
            raise UserError(
                f"{kind} holds one view; add figure= to the link, or choose pptx, pdf, html or xlsx.",
                key="meeting.single", format=str(kind),
            )  # fmt: skip
        report(str(kind), 0.8)
        content = made.make(deck)
    target.write_bytes(content)
    console.print(
        f"Wrote {target}: {len(deck.slides)} views in {deck.language}, {len(content) / 1e6:,.1f} MB.", soft_wrap=True,
        highlight=False,
    )  # fmt: skip


def _deck(what: str, lang: Language | None, report: Report) -> Deck:
    """The deck of a meeting by its id, of a template for an area, or of one address."""
    kept = meetings()
    name, _, area = what.partition(":")
    if name in TEMPLATES:
        meeting = one_for(name, area, lang or Language.sv, settings().clock())
    elif kept.has(what):
        meeting = kept.get(what)
    else:
        meeting = of_address(what, lang or Language.sv)
    return shown(meeting, settings().address, str(lang or meeting.language), report=report)
