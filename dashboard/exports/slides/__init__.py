"""A deck as PowerPoint: charts with their data, tables and maps as native shapes that can be edited.

The master ``data/reference/slides.pptx`` may be edited or replaced; what must stay is in ``template``.
"""

import io
from datetime import UTC, datetime
from pathlib import Path

from dashboard.exports.slides.canvas import LOCALE
from dashboard.exports.slides.pages import Pages
from dashboard.exports.slides.template import Template
from dashboard.i18n import words
from dashboard.meeting.deck import Deck
from dashboard.settings import REFERENCE


def make(deck: Deck, master: Path = REFERENCE / "slides.pptx") -> bytes:
    """The deck as a PPTX file: a title, a slide for each view, and at last sources and definitions. Raises UserError where
    the master cannot be used."""
    template, t = Template(master), words(deck.language)
    pages = Pages(template, deck, t)
    pages.title()
    for shown in deck.slides:
        pages.view(shown)
    pages.sources()
    about, now = template.file.core_properties, datetime.now(UTC).replace(tzinfo=None)
    about.title, about.author, about.last_modified_by = deck.title, deck.organiser, deck.organiser
    about.language, about.subject = LOCALE[deck.language], t("demo.mark") if deck.demo else deck.place
    about.created = about.modified = now
    out = io.BytesIO()
    template.file.save(out)
    return out.getvalue()
