"""A deck as the document draws it: every number in the reader's words, axes with round values, a colour for each role.

The browser then only places and paints; how a number is written is decided in one place for all outputs.
"""

from collections.abc import Iterator
from datetime import date
from typing import Any

from dashboard.exports.credits import boundaries
from dashboard.exports.presenting.pictures import grid, ready
from dashboard.figures.plain import colour, readable
from dashboard.i18n import Words, words
from dashboard.meeting.deck import Deck, Slide, plain

MODES = ("light", "dark")


def content(deck: Deck) -> dict[str, Any]:
    """The deck as dictionaries and lists: as ``deck.plain`` gives it, but dates, tables and values in words, pictures as
    ``pictures.ready`` gives them, and with ``palette``: the hex colour of each role in each mode."""
    t, told = words(deck.language), plain(deck)
    told |= {key: _day(t, told[key]) for key in ("date", "as_of", "frozen")}
    told["slides"] = [
        as_it_is | _slide(t, slide, deck.demo)
        for as_it_is, slide in zip(told["slides"], deck.slides, strict=True)
    ]  # fmt: skip
    told["demo"] = t("demo.mark") if deck.demo or any(slide.demo for slide in deck.slides) else ""
    roles = sorted(set(_roles(told["slides"])))
    told["palette"] = {role: {mode: colour(role, mode) for mode in MODES} for role in roles}
    return told


def _slide(t: Words, slide: Slide, demo: bool) -> dict[str, Any]:
    return {
        "as_of": _day(t, slide.as_of),
        "demo": t("demo.mark") if demo or slide.demo else "",
        "boundaries": boundaries(slide, t),
        "publishers": [*dict.fromkeys(map(_publisher, slide.sources))],
        "picture": ready(t, slide.picture),
        "table": grid(t, readable(slide.table)),
    }


def _publisher(source: str) -> str:
    """Who published it, out of a line "title · publisher · licence, date": the foot has room for that, the notes for all."""
    parts = source.split(" · ")
    return parts[1] if len(parts) > 1 else source


def _day(t: Words, day: str) -> str:
    return t.date(date.fromisoformat(day)) if day else ""


def _roles(told: Any) -> Iterator[str]:
    """Every colour that is named anywhere in the slides."""
    if isinstance(told, dict):
        yield from (told[key] for key in ("role", "fill") if told.get(key))
    if isinstance(told, (dict, list)):
        for part in told.values() if isinstance(told, dict) else told:
            yield from _roles(part)
