"""What a page is made of: parts, each a sentence that states a finding with the picture behind it.

A part says twice what it shows: as the page draws it (``body``) and as plain data (``plain``) for slides, paper and sheets.
Both are made when they are asked for, not before.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import plotly.graph_objects as go
import pydeck as pdk

from dashboard.figures.map import Entry
from dashboard.figures.plain import Grid, Picture
from dashboard.metrics.question import Question
from dashboard.metrics.series import Series


class Plot(NamedTuple):
    """A chart, and its height in px (0: the chart's own)."""

    draw: Callable[[], go.Figure]
    height: int = 0


class Html(NamedTuple):
    """A picture of HTML and images, each with its own text."""

    make: Callable[[], str]


class Ground(NamedTuple):
    """A map with its legend, and its height in px. A click on a municipality filters by it."""

    make: Callable[[], tuple[pdk.Deck, list[Entry]]]
    height: int
    of: str = ""  # which of the part's maps it is, where a choice of the page changes it


class Card(NamedTuple):
    """A key figure: its key on the page, its name, the rest of it as HTML, what is explained (None: nothing), and a line
    under it."""

    key: str
    name: str
    html: Callable[[], str]
    question: Question | None = None
    below: str = ""


class Cards(NamedTuple):
    """Key figures side by side."""

    cards: tuple[Card, ...]

    @property
    def metrics(self) -> tuple[str, ...]:
        """The metrics that they tell, each once."""
        return tuple(dict.fromkeys(card.question.metric for card in self.cards if card.question))


class Rows(NamedTuple):
    """A table in ready words by heading; the ``numbers`` among the headings stand to the right. With a ``height`` in px it
    scrolls within it; without it is shown whole."""

    columns: Callable[[], Mapping[str, Sequence[str]]]
    numbers: tuple[str, ...] = ()
    height: int = 0


class Sentences(NamedTuple):
    """Sentences one below the other."""

    lines: tuple[str, ...]


Body = Plot | Html | Ground | Cards | Rows | Sentences


class Asked(NamedTuple):
    """A question that a part answers, and what of the part that is, where it answers several."""

    question: Question
    label: str = ""


class Records(NamedTuple):
    """Rows that a part is made of: their table with keys, the kinds of records they are, and what is counted in words."""

    table: Callable[[], Grid]
    kinds: tuple[str, ...]
    meaning: str


@dataclass(frozen=True)
class Part:
    """A part of a page. ``key`` names it on its page, in links and in meetings, and stays."""

    key: str
    title: str  # the finding; "" for key figures, which each have a name
    summary: str  # the same in words with its values
    body: Body
    plain: Callable[[], Picture]
    asked: tuple[Asked, ...] = ()  # for the tables and the explanations
    above: str = ""  # a line between title and picture
    records: Records | None = None  # where it is made of the project's records, not of metrics
    composed: Callable[[], Series] | None = None  # what it shows, where that is made of several answers


class Note(NamedTuple):
    """What is said where there is no picture: why, and what to do. ``key`` is that of the part it stands for, if any, and
    ``title`` its heading."""

    text: str
    quiet: bool = False
    key: str = ""
    title: str = ""


Parts = Mapping[str, Part | Note]


def together(*parts: Part | Note | None) -> Parts:
    """The parts of a page by key, in order; those that there is nothing to show for are left out."""
    return {part.key or f"note_{n}": part for n, part in enumerate(parts) if part}
