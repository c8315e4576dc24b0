"""The map of workplaces: as points, or as hexagons where there are too many, and the list of the same rows."""

from dataclasses import replace
from functools import lru_cache

import pyarrow as pa
import pydeck as pdk

from dashboard.figures import map as drawn
from dashboard.figures import map_workplaces
from dashboard.metrics.lists import listing
from dashboard.metrics.question import Question
from dashboard.metrics.reference import industries
from dashboard.views import listed, workplaces
from dashboard.views.maps import ground
from dashboard.views.parts import Asked, Ground, Note, Part, Records, Rows
from dashboard.views.view import View
from dashboard.views.wording import subject, texts

HEIGHT = 600
POINTS = 10_000  # more than this are counted in hexagons
LISTED = 300  # rows of the list twin; the page Data has all
DEGREES = 0.09  # a hexagon's height: about 10 km


def parts(view: View, year: int, colour: str) -> tuple[Part | Note, ...]:
    """The map of a year's workplaces in the colours of countries, industries or sizes, and the list of the same rows."""
    t, found = view.t, table(view, year)
    if not found.num_rows:
        return (Note(t("map.workplaces.none", area=subject(view)), key="workplaces"),)
    many, unplaced = found.num_rows > POINTS, found.column("lat").null_count
    sized = found.column("employees_low").null_count < found.num_rows
    said = [t("map.hexagons.help")] if many else [t("map.points.help")] if sized else []
    said += [t("map.unplaced", n=unplaced)] if unplaced else []
    body = Ground(lambda: _points(view, year, colour), HEIGHT, f"_{colour}")
    if many:
        body = Ground(lambda: _hexagons(view, year), HEIGHT, "_hexagons")
    return (
        Part(
            "workplaces", t("map.workplaces.title", n=found.num_rows, area=subject(view), year=str(year)), " ".join(said),
            body, lambda: workplaces.plain(view, _grouped(view, year, colour)),
            (Asked(Question("workplaces", replace(view.selection, first=year, last=year))),),
        ),
        _list(view, year, found.num_rows),
    )  # fmt: skip


@lru_cache(maxsize=64)  # tables are larger than answers: fewer are kept
def table(view: View, year: int) -> pa.Table:
    """The workplaces of the year, the largest first, with the columns of ``listing.workplaces``."""
    return listing.workplaces(view.engine, view.selection, year)


@lru_cache(maxsize=64)
def _hexagons(view: View, year: int) -> tuple[pdk.Deck, list[drawn.Entry]]:
    bins, words = listing.bins(view.engine, view.selection, year, DEGREES).to_pylist(), texts(view)
    deck = map_workplaces.draw_hexagons(bins, DEGREES, ground(view, HEIGHT), words, view.mode)
    return deck, map_workplaces.hexagons_legend(bins, words, view.mode)


@lru_cache(maxsize=64)
def _points(view: View, year: int, colour: str) -> tuple[pdk.Deck, list[drawn.Entry]]:
    return workplaces.draw(view, _grouped(view, year, colour), ground(view, HEIGHT))


def _grouped(view: View, year: int, colour: str) -> workplaces.Grouped:
    placed = [row for row in table(view, year).to_pylist() if row["lat"] is not None]
    return workplaces.grouped(view, placed, colour)


def _list(view: View, year: int, every: int) -> Part:
    """The list twin of the map: the same rows, the largest first."""
    t = view.t
    summary = t("map.listed", shown=LISTED, all=every) if every > LISTED else ""
    rows = Records(
        lambda: listed.rows_of(view, table(view, year).slice(0, LISTED), listed.WORKPLACE), ("workplace",),
        t("metric.workplaces.definition"),
    )  # fmt: skip
    return Part(
        "list", t("map.list"), summary, Rows(lambda: _words(view, year), (t("column.employees"),), 320),
        lambda: listed.of_words(_words(view, year), max(0, every - LISTED)), records=rows,
    )  # fmt: skip


@lru_cache(maxsize=64)
def _words(view: View, year: int) -> dict[str, list[str]]:
    t, rows = view.t, table(view, year).slice(0, LISTED).to_pylist()
    columns = listed.columns(view, rows, lambda r: t.industry(r["division"] if r["division"] in industries() else "?"))
    details = [_detail(view, r["detail"]) for r in rows]
    return columns | {t("column.detail"): details} if any(details) else columns


def _detail(view: View, fact: str | None) -> str:
    """A workplace's further fact (name=value, see staged.py) in words."""
    if not fact:
        return ""
    name, value = fact.split("=", 1)
    return view.t(f"detail.{name}", value=value if name == "inspected" else float(value))
