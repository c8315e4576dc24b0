"""What the paper says, in ready words, as the template takes it."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from dashboard.exports.cells import told
from dashboard.exports.credits import boundaries
from dashboard.exports.pictures import EDGE, height, svg
from dashboard.figures.plain import Grid, Picture, Prose, readable
from dashboard.figures.theme import LIGHT
from dashboard.i18n import Words, words
from dashboard.meeting.deck import Deck, Explained, Slide

ROWS = (15, 10, 6, 4, 0)  # of a table: the most with which the view ends on its page; all of them are in the workbook
WIDTH = 640  # px of a picture, which the column's 16 cm show at three quarters
TALLEST = 620  # px, so that what is said of a picture stands on its page
REGIONS = {"sv": "SE", "nb": "NO", "en": "GB"}
LABELS = (
    "contents", "page", "behind", "view", "worked_out", "formula", "filled", "grade", "breaks", "sources", "links",
)  # fmt: skip
Content = dict[str, Any]


def content(deck: Deck) -> Content:
    """The deck for the template: strings, lists and pictures only."""
    t = words(deck.language)
    sources = [*dict.fromkeys(line for slide in deck.slides for line in slide.sources)]
    demo = deck.demo or any(slide.demo for slide in deck.slides)
    when = [_day(deck.date, t), deck.place]
    facts = [
        " · ".join(filter(None, when)), deck.organiser,
        t("as_of", day=_day(deck.as_of, t)) if deck.as_of else "",
        t("paper.frozen", day=_day(deck.frozen, t)) if deck.frozen else "",
    ]  # fmt: skip
    return {
        "language": deck.language, "region": REGIONS[deck.language], "title": deck.title, "kind": t("paper.kind"),
        "organiser": deck.organiser, "facts": [fact for fact in facts if fact],
        "mark": t("demo.mark") if demo else "",
        "say": {label: t(f"paper.{label}", n="{n}", of="{of}") for label in LABELS},
        "edge": EDGE / (WIDTH - 2 * EDGE),
        "colours": {name: getattr(LIGHT, name) for name in ("text", "muted", "both", "attention", "line", "track")},
        "slides": [
            _slide(slide, deck, sources, t, _new(deck.slides[:number], slide)) for number, slide in enumerate(deck.slides)
        ],
        "worked_out": [_worked_out(explained) for explained in _once(deck.slides)],
        "sources": sources,
        "links": _links(deck, t),
    }  # fmt: skip


def _slide(slide: Slide, deck: Deck, sources: list[str], t: Words, new: list[Explained]) -> Content:
    """One view: what cannot be read in its picture stands as text or table, and what is ``new`` in it is explained."""
    drawn = not isinstance(slide.picture, Grid | Prose)
    return {
        "title": slide.title, "subject": slide.subject, "summary": slide.summary,
        "picture": _picture(slide.picture, slide, deck) if drawn else "",
        "alt": t("paper.picture", title=slide.title),
        "lines": slide.picture.lines if isinstance(slide.picture, Prose) else [],
        "table": None if isinstance(slide.picture, Prose) else _table(_read(slide), t),
        "explained": [{"name": e.name if e.metric else "", "definition": e.definition} for e in new],
        "as_of": t("as_of", day=_day(slide.as_of, t)) if slide.as_of else "",
        "boundaries": boundaries(slide, t),
        "sources": [sources.index(line) + 1 for line in slide.sources],
        "link": _address(slide.link),
    }  # fmt: skip


def _read(slide: Slide) -> Grid:
    """The table to read: the picture itself where it is one."""
    return slide.picture if isinstance(slide.picture, Grid) else readable(slide.table)


def _new(before: tuple[Slide, ...], slide: Slide) -> list[Explained]:
    """What no slide before has explained: once is enough for who reads from the beginning."""
    known = {(one.metric or one.name) for earlier in before for one in earlier.explained}
    return [one for one in slide.explained if (one.metric or one.name) not in known]


def _picture(picture: Picture, slide: Slide, deck: Deck) -> str:
    demo = slide.demo or deck.demo
    tall = min(TALLEST, height(picture))
    return svg(picture, deck.language, width=WIDTH, height=tall, demo=demo, title=slide.title).decode()


def _table(grid: Grid, t: Words) -> Content:
    """The first rows of a table, each cell as it is read; ``cuts`` are how many of them may stand, and what is then said of
    the others."""
    shown = grid.rows[: ROWS[0]]
    return {
        "heads": [column.label for column in grid.columns],
        "right": [column.type in ("integer", "number", "percent") for column in grid.columns],
        "rows": [[told(column, cell, t) for column, cell in zip(grid.columns, row, strict=True)] for row in shown],
        "cuts": [_cut(most, grid, t) for most in (len(shown), *ROWS[1:]) if most <= len(shown)],
    }


def _cut(rows: int, grid: Grid, t: Words) -> Content:
    left_out = grid.left_out + len(grid.rows) - rows
    return {"rows": rows, "left_out": t("paper.further_rows", n=left_out) if left_out else ""}


def _once(slides: Iterable[Slide]) -> list[Explained]:
    """Every metric once, as it is first explained."""
    found: dict[str, Explained] = {}
    for slide in slides:
        for explained in slide.explained:
            if explained.metric:
                found.setdefault(explained.metric, explained)
    return [*found.values()]


def _worked_out(explained: Explained) -> Content:
    return {
        "name": explained.name, "formula": explained.formula, "filled": explained.filled, "grade": explained.grade,
        "breaks": explained.breaks,
    }  # fmt: skip


def _links(deck: Deck, t: Words) -> list[tuple[str, str]]:
    """The meeting's and each view's name and address."""
    found = [(t("paper.meeting"), deck.link), *((slide.title, slide.link) for slide in deck.slides)]
    return [(name, link) for name, link in found if _address(link)]


def _address(link: str) -> str:
    """The link, if it is one that a reader may follow."""
    return link if link.startswith(("https://", "http://")) else ""


def _day(day: str, t: Words) -> str:
    return t.date(date.fromisoformat(day)) if day else ""
