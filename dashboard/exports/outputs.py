"""Every kind of file that a deck can become, by the ending of its name."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from dashboard.exports import sheets, tables
from dashboard.exports.credits import credits
from dashboard.exports.grids import table_of
from dashboard.exports.paper import make as paper
from dashboard.exports.pictures import height, png, svg
from dashboard.exports.presenting import page
from dashboard.exports.slides import make as slides
from dashboard.i18n import words
from dashboard.meeting.deck import Deck, Slide


@dataclass(frozen=True)
class Output:
    """A kind of file: how it is made, its media type, and whether it holds one view only."""

    make: Callable[[Deck], bytes]
    mime: str
    single: bool = False


def _table(kind: str) -> Callable[[Deck], bytes]:
    return lambda deck: tables.write(*table_of(_only(deck).table), about(_only(deck)), kind, words(deck.language))


def _picture(draw: Callable[..., bytes]) -> Callable[[Deck], bytes]:
    def drawn(deck: Deck) -> bytes:
        one = _only(deck)
        heading = one.title if one.subject in one.title else f"{one.title} ({one.subject})"
        return draw(
            one.picture, deck.language, width=WIDTH, height=max(HEIGHT, height(one.picture)), demo=one.demo,
            title=one.title, heading=heading, foot=credits(one, words(deck.language)),
        )  # fmt: skip

    return drawn


def _only(deck: Deck) -> Slide:
    return deck.slides[0]


def about(slide: Slide) -> tables.Meta:
    """What a file of one view says of itself."""
    definition = " ".join(e.definition for e in slide.explained)
    return tables.Meta(
        slide.title, list(slide.sources), date.fromisoformat(slide.as_of), slide.demo, definition, slide.link
    )


WIDTH, HEIGHT = 960, 540  # px of a picture to take along
SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
OUTPUTS = {
    "pptx": Output(slides, "application/vnd.openxmlformats-officedocument.presentationml.presentation"),
    "pdf": Output(paper, "application/pdf"),
    "html": Output(lambda deck: page(deck).encode(), "text/html"),
    "xlsx": Output(sheets.make, SHEET),
    "csv": Output(_table("csv-semicolon"), "text/csv", single=True),
    "parquet": Output(_table("parquet"), "application/vnd.apache.parquet", single=True),
    "png": Output(_picture(png), "image/png", single=True),
    "svg": Output(_picture(svg), "image/svg+xml", single=True),
}
