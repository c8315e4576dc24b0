"""A figure as plain data: what it shows in ready words and real numbers, apart from how it is drawn.

The same data become a native chart of a slide, a vector picture on paper, an interactive one in the browser, and the rows of
a frozen meeting: everything here goes to JSON and back unchanged. Colours are roles (see ``colour``), so that one picture
serves light and dark.
"""

from typing import Annotated, Literal

from pydantic import Field
from pydantic.dataclasses import dataclass

from dashboard.figures.theme import CATEGORIES, palette

MOST = 14  # bars that can be read from the back row; more are in the table


@dataclass(frozen=True)
class Values:
    """One series of a chart: a number for each category, None for a gap. ``low`` and ``high`` are the ends of an interval."""

    name: str
    values: tuple[float | None, ...]
    role: str = ""  # "": the next category's colour
    low: tuple[float | None, ...] = ()
    high: tuple[float | None, ...] = ()


@dataclass(frozen=True)
class Chart:
    """Lines, horizontal bars or upright columns over categories, these in the order in which they are read."""

    kind: Literal["line", "bar", "column"]
    categories: tuple[str, ...]
    series: tuple[Values, ...]
    keys: tuple[str, ...] = ()  # the categories' keys (areas, periods, codes), as the command line prints them
    unit: str = ""  # in words, for the axis and the data sheet
    decimals: int = 0
    percent: bool = False  # the numbers are per cent: 12.3 is 12.3 %
    stacked: bool = False
    step: bool = False  # lines that keep their value until the next
    marks: tuple[tuple[str, float], ...] = ()  # thin lines across with their names: a benchmark, a target
    breaks: tuple[tuple[str, str], ...] = ()  # the first category after a break in the series, and the word for it
    left_out: int = 0  # so many more categories or lines are in the table only


@dataclass(frozen=True)
class Dot:
    """A point of a scatter."""

    name: str
    x: float
    y: float
    role: str = "context"
    named: bool = False  # its name stands beside it


@dataclass(frozen=True)
class Scatter:
    """Points by two numbers."""

    dots: tuple[Dot, ...]
    x: str  # the axes' titles, in words
    y: str
    kind: Literal["scatter"] = "scatter"
    x_decimals: int = 0
    y_decimals: int = 0
    x_mark: tuple[str, float] | None = None  # a line at a value that has a meaning, and its name
    y_mark: tuple[str, float] | None = None


@dataclass(frozen=True)
class Area:
    """A municipality of a map: its key, its name, its value, what it says when it is pointed at, and its fill."""

    key: str
    name: str
    value: float | None
    told: str
    fill: str = "land"


@dataclass(frozen=True)
class Circle:
    """A place on a map, or a node of a network: where, how large (area in proportion to ``size``), what it says."""

    x: float  # degrees east; in a network 0 to 1 from the left
    y: float  # degrees north; in a network 0 to 1 from below
    name: str
    told: str
    size: float = 1.0
    role: str = "both"
    named: bool = False


@dataclass(frozen=True)
class Link:
    """A line between two circles, by their number; wider for a larger ``size``."""

    start: int
    end: int
    told: str = ""
    size: float = 1.0
    role: str = "context"


@dataclass(frozen=True)
class Legend:
    """An entry of a legend: its colour ("" is a heading), its words, and whether it is a circle of that size."""

    label: str
    role: str = ""
    size: float = 0.0  # on the scale of the circles; 0 is a patch


@dataclass(frozen=True)
class Map:
    """All municipalities, filled by value, with places and lines over them; without areas it is a network."""

    areas: tuple[Area, ...] = ()
    circles: tuple[Circle, ...] = ()
    links: tuple[Link, ...] = ()
    legend: tuple[Legend, ...] = ()
    chosen: tuple[str, ...] = ()  # areas with a strong outline
    unit: str = ""
    decimals: int = 0
    kind: Literal["map"] = "map"


@dataclass(frozen=True)
class Number:
    """A key figure in ready words, and its trend."""

    label: str
    value: str
    period: str = ""
    change: str = ""
    sides: str = ""
    exact: float | None = None
    trend: tuple[float | None, ...] = ()
    periods: tuple[str, ...] = ()


@dataclass(frozen=True)
class Numbers:
    """One to four key figures side by side."""

    numbers: tuple[Number, ...]
    kind: Literal["numbers"] = "numbers"


Cell = str | int | float | None


@dataclass(frozen=True)
class Column:
    """A column of a table: its heading, what its cells are, and how many decimals these are shown with."""

    label: str
    type: Literal["text", "integer", "number", "percent", "date"] = "text"
    decimals: int = 0
    name: str = ""  # as programs know it
    code: bool = False  # keys, for programs: the name stands beside it


@dataclass(frozen=True)
class Grid:
    """A table of real numbers and words; None is an empty cell."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    kind: Literal["grid"] = "grid"
    left_out: int = 0


def readable(grid: Grid) -> Grid:
    """A table as people read it: the newest first, without codes and without columns that say nothing or the same in each row."""
    period = next((n for n, column in enumerate(grid.columns) if column.name == "period"), None)
    rows = grid.rows if period is None else tuple(sorted(grid.rows, key=lambda row: str(row[period]), reverse=True))
    cells = [{row[n] for row in rows} for n in range(len(grid.columns))]
    says = [
        n for n, column in enumerate(grid.columns)
        if not column.code and cells[n] - {None, ""} and (column.type != "text" or len(cells[n]) > 1 or len(rows) < 2)
    ]  # fmt: skip
    return Grid(
        tuple(grid.columns[n] for n in says), tuple(tuple(row[n] for n in says) for row in rows), left_out=grid.left_out
    )


@dataclass(frozen=True)
class Prose:
    """Sentences, where a picture would say less."""

    lines: tuple[str, ...]
    kind: Literal["prose"] = "prose"


Picture = Annotated[Chart | Scatter | Map | Numbers | Grid | Prose, Field(discriminator="kind")]


def colour(role: str, mode: str, number: int = 0) -> str:
    """The hex colour of a role: an area's key or country, ``both``, ``context``, ``attention``, ``land`` …; a class as
    ``rates:3``; ``category:2``; "" is the category ``number``."""
    colours, (name, _, at) = palette(mode), role.partition(":")
    if name in ("", "category"):
        return CATEGORIES[mode][int(at or number) % len(CATEGORIES[mode])]
    if name[:3] in ("SE", "SE-", "NO", "NO-"):
        return colours.country(name)
    found = getattr(colours, name)
    return str(found[int(at)] if at else found)
