"""A meeting as a paper to read beforehand: a tagged PDF (PDF/UA-1), set by typst from a template beside this file.

Everything a reader sees is handed over as data and stays data: a text with ``#`` or ``$`` in it is only a text.
"""

import json
from pathlib import Path

import font_source_sans_pro as fonts
import typst

from dashboard.exports.paper.content import content
from dashboard.meeting.deck import Deck

TEMPLATE = Path(__file__).with_name("paper.typ")


def make(deck: Deck) -> bytes:
    """The deck as a PDF; the same deck is the same file, byte by byte."""
    made = typst.compile(
        TEMPLATE.read_bytes(),
        font_paths=[fonts.font_directory],
        ignore_system_fonts=True,
        sys_inputs={"content": json.dumps(content(deck), ensure_ascii=False)},
        pdf_standards=["ua-1"],
        timestamp=0,
    )
    assert isinstance(made, bytes)  # one file, not one a page
    return made
