"""The document: its skeleton with style sheet, letters, scripts and data written into it."""

import json
from base64 import b64encode
from functools import cache
from html import escape
from importlib import resources
from pathlib import Path
from string import Template
from typing import Any

from dashboard.exports.presenting.content import MODES, content
from dashboard.exports.presenting.ground import ground
from dashboard.figures.theme import palette
from dashboard.i18n import names, words
from dashboard.i18n.messages import messages
from dashboard.meeting.deck import Deck

HERE = Path(__file__).parent
SCRIPTS = (
    "ground", "labels", "plain", "charts", "bars", "scatter", "map", "stage", "panels", "presenter", "live", "keys",
)  # fmt: skip
WEIGHTS = {400: "Regular", 600: "Semibold"}
YEARS = 20  # that a live view offers


def page(deck: Deck, *, live: str = "") -> str:
    """The deck as one HTML document with everything in it, for a file or an address of the app.

    ``live``: the address of JSON that takes ``area``, ``from`` and ``to`` and gives ``{"deck": content(deck)}``; with it the
    presenter can filter. Without, the document asks for nothing at all.
    """
    t, told = words(deck.language), content(deck)
    kinds = {slide["picture"]["kind"] for slide in told["slides"]}
    on_map = any(slide["picture"].get("areas") for slide in told["slides"])
    data: dict[str, Any] = {
        "deck": told,
        "words": {name: t(f"present.{name}") for name in _said(deck.language)},
        "ground": ground() if on_map or live else None,
        "live": _live(deck, live) if live else None,
    }
    return Template(_read("present.html")).substitute(
        language=deck.language,
        title=escape(deck.title),
        policy=_policy(live),
        style=_colours() + _letters() + _read("present.css"),
        # a filter may bring a chart where there was none
        plotly=_plotly() if live or kinds & {"line", "bar", "column", "scatter"} else "",
        data=_harmless(data),
        script="".join(_read(f"{name}.js") for name in SCRIPTS),
    )


def _said(language: str) -> list[str]:
    return [key.removeprefix("present.") for key in messages(language) if key.startswith("present.")]


def _policy(live: str) -> str:
    """What the browser lets the document do, wherever it lies: nothing but what stands in it."""
    asks = "'self'" if live else "'none'"
    inline = "script-src 'unsafe-inline'; style-src 'unsafe-inline'"
    return f"default-src 'none'; {inline}; img-src data:; font-src data:; connect-src {asks}; base-uri 'none'; form-action 'none'"


def _live(deck: Deck, address: str) -> dict[str, Any]:
    t, found = words(deck.language), names.areas(deck.language)
    order = ["MITT"]
    for county in ("SE-23", "NO-50"):
        order += [county, *t.sort((key for key in found if key.startswith(county) and key != county), t.area)]
    latest = int((deck.as_of or deck.date)[:4] or 0)
    return {
        "address": address,
        "areas": [[key, t.area(key)] for key in order],
        "years": [*range(latest, latest - YEARS, -1)] if latest else [],
    }


def _harmless(data: Any) -> str:
    """JSON inside a document: no text in it can end the script, and no line separator can break it."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def _colours() -> str:
    """The palettes' single colours as properties of the style sheet, in both modes."""
    told = ""
    for mode in MODES:
        single = {name: value for name, value in vars(palette(mode)).items() if isinstance(value, str)}
        told += f":root[data-mode={mode}]{{{''.join(f'--{name}:{value};' for name, value in single.items())}}}\n"
    return told


@cache
def _letters() -> str:
    """The bundled sans in two weights, as parts of the style sheet."""
    files = resources.files("font_source_sans_pro") / "files"
    told = ""
    for weight, name in WEIGHTS.items():
        letters = b64encode((files / f"SourceSansPro-{name}.ttf").read_bytes()).decode()
        told += f"@font-face{{font-family:Sans;font-weight:{weight};src:url(data:font/ttf;base64,{letters})}}\n"
    return told


@cache
def _plotly() -> str:
    return (resources.files("plotly") / "package_data" / "plotly.min.js").read_text(encoding="utf-8")


def _read(name: str) -> str:
    return (HERE / name).read_text(encoding="utf-8")
