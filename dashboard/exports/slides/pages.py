"""The slides of a deck: the title, one for each view, and at last the sources and definitions."""

from dataclasses import replace
from datetime import date
from typing import Any

from pptx.util import Pt

from dashboard.exports.pictures.sheet import Box
from dashboard.exports.slides.canvas import Canvas, speak
from dashboard.exports.slides.drawing import draw
from dashboard.exports.slides.notes import notes
from dashboard.exports.slides.template import Template
from dashboard.exports.slides.writing import Held, columns, foot, heading, sentences, sources, write
from dashboard.figures.plain import Prose
from dashboard.i18n import Words
from dashboard.meeting.deck import Deck, Slide

SAID = (24, 20, 18, 16, 14)  # points of sentences, the largest that fits


class Pages:
    """Adds a deck's slides to a file."""

    def __init__(self, template: Template, deck: Deck, t: Words) -> None:
        self._template, self._deck, self._t = template, deck, t
        self._titles: set[str] = set()

    def title(self) -> None:
        """The meeting: what, when, where, by whom, and as of which day."""
        deck, t = self._deck, self._t
        slide, held = self._template.slide("Title")
        write(held, "Title", [self._unique(deck.title)])
        day = t.date(date.fromisoformat(deck.date)) if deck.date else ""
        lines = [" · ".join(filter(None, (day, deck.place))), deck.organiser]
        write(held, "Subject", [line for line in lines if line])
        told = [t("slides.as_of", day=date.fromisoformat(deck.as_of))] if deck.as_of else []
        told += [t("slides.frozen", day=date.fromisoformat(deck.frozen))] if deck.frozen else []
        foot(held, " ".join(told), deck.link, deck.demo, t)
        self._finish(slide, held)

    def view(self, shown: Slide) -> None:
        """One view: the finding, the picture, the sources."""
        slide, held = self._template.slide("Finding")
        title, picture = self._unique(shown.title, shown.subject), held.pop("Picture")
        heading(held["Title"], title)
        write(held, "Subject", [shown.subject] if shown.subject else [])
        left_out: list[str] = []
        if isinstance(shown.picture, Prose):
            left_out = sentences(picture, list(shown.picture.lines), SAID)
        else:
            left, top = picture.left / Pt(1), picture.top / Pt(1)
            frame = Box(left, top, left + picture.width / Pt(1), top + picture.height / Pt(1))
            picture.element.getparent().remove(picture.element)
            draw(Canvas(slide.shapes, self._t), shown.picture, frame, title, shown.summary or title)
        told = sources(held["Sources"], shown, self._t)
        foot(held, told, shown.link, shown.demo or self._deck.demo, self._t)
        self._finish(slide, held, notes(shown, self._t))
        if left_out:
            self.view(replace(shown, picture=Prose(tuple(left_out))))

    def sources(self) -> None:
        """Each metric's definition and each source once, in two columns on as many slides as they need; none where there are neither.
        How comparable a number is, and its formula, stand in the notes of its slide."""
        slides = self._deck.slides
        behind = {one.metric: one for shown in slides for one in shown.explained if one.metric and one.definition}
        entries = [(one.name, one.definition) for one in behind.values()]
        entries += [("", line) for line in dict.fromkeys(line for shown in slides for line in shown.sources)]
        while entries:
            slide, held = self._template.slide("Finding")
            heading(held["Title"], self._unique(self._t("slides.last")))
            write(held, "Subject", [self._deck.title])
            entries = columns(held.pop("Picture"), entries)
            foot(held, "", self._deck.link, self._deck.demo, self._t)
            self._finish(slide, held)

    def _unique(self, title: str, subject: str = "") -> str:
        """A title that no slide has yet: its subject tells it from another, else a number."""
        wanted = f"{title} – {subject}" if title in self._titles and subject else title
        found, number = wanted, 1
        while found in self._titles:
            number += 1
            found = f"{wanted} ({number})"
        self._titles.add(found)
        return found

    def _finish(self, slide: Any, held: Held, told: str = "") -> None:
        """The reading order (the foot and the number last), the notes, and the language of every text."""
        tree = slide.shapes._spTree
        last = [held[name].element for name in ("Sources", "Mark", "QR") if name in held]
        for element in [*last, *tree.xpath("p:sp[.//p:ph[@type='sldNum']]")]:
            tree.append(element)
        if told:
            slide.notes_slide.notes_text_frame.text = told
            speak(slide.notes_slide._element, self._t.language)
        speak(slide._element, self._t.language)
        for shape in slide.shapes:
            if shape.has_chart:
                speak(shape.chart._chartSpace, self._t.language)
