"""A deck: a meeting as it is shown. All that a slide, a page of paper or a sheet says, in ready words and real numbers.

Every output is made of a deck, and freezing a meeting keeps its deck: it goes to JSON and back unchanged.
"""

from typing import Annotated, Any

from pydantic import Field, TypeAdapter
from pydantic.dataclasses import dataclass

from dashboard.figures.plain import Grid, Picture


@dataclass(frozen=True)
class Explained:
    """What stands behind a metric, in the deck's language."""

    metric: str = ""  # its id
    name: str = ""
    definition: str = ""
    formula: str = ""
    filled: str = ""  # the formula with the very number's inputs
    grade: str = ""  # comparability in words, with its caveat
    breaks: tuple[str, ...] = ()
    question: str = ""  # what is likely to be asked, and the answer
    answer: str = ""
    command: str = ""  # the command line that prints the same numbers


@dataclass(frozen=True)
class Slide:
    """One view: a statement, one picture, and all that is needed to trust it."""

    key: str  # page and figure: jobs/industries
    title: str  # the sentence that states the finding
    subject: str  # which area, in words
    summary: str  # what the picture shows, in words with its values
    picture: Picture
    table: Grid  # the picture's numbers
    note: str = ""  # the speaker's own
    explained: tuple[Explained, ...] = ()
    sources: tuple[str, ...] = ()  # whole lines with publisher, licence and date
    as_of: str = ""  # ISO date
    demo: bool = False
    link: str = ""  # the address of the live view


@dataclass(frozen=True)
class Deck:
    """A meeting as it is shown, in one language."""

    id: str
    title: str
    slides: tuple[Slide, ...]
    language: Annotated[str, Field(pattern="^(sv|nb|en)$")] = "sv"
    date: str = ""  # of the meeting, ISO; "" where it is not set
    place: str = ""
    organiser: str = ""
    link: str = ""  # the meeting's own address
    as_of: str = ""  # ISO date of the data
    version: str = ""  # of the warehouse
    demo: bool = False
    frozen: str = ""  # ISO day when it was frozen


_adapter: TypeAdapter[Deck] = TypeAdapter(Deck)


def to_json(deck: Deck) -> bytes:
    """The deck as JSON."""
    return _adapter.dump_json(deck)


def from_json(content: bytes) -> Deck:
    """The deck from JSON. Raises pydantic.ValidationError where it is none."""
    return _adapter.validate_json(content)


def plain(deck: Deck) -> Any:
    """The deck as dictionaries and lists."""
    return _adapter.dump_python(deck, mode="json")
