"""Text in a layout's placeholders, which keep the master's look: titles, sentences, the foot."""

import io
import re
from collections.abc import Sequence
from typing import Any

import segno
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls
from pptx.util import Pt

from dashboard.exports.credits import as_of, boundaries, source_names
from dashboard.exports.slides.canvas import describe
from dashboard.figures.labels import fitted, wide
from dashboard.i18n import Words
from dashboard.meeting.deck import Slide

TITLE, SMALLER = 28, (24, 20)  # points: a title as the master has it, and where it would need more than two lines
FOOT, FOOT_LINES = 12, 2.2  # points of the foot, and its lines as they are reckoned: two, in letters that take less
LAST = 12  # characters at a title's end that stay in one line
BODY, GUTTER = 14, 32  # points of the last slides' text, and between its columns
Held = dict[str, Any]  # a slide's placeholders by their names


def write(held: Held, name: str, lines: Sequence[str]) -> None:
    """Lines into a placeholder; an empty one goes, or PowerPoint would ask to fill it."""
    if lines:
        held[name].text_frame.text = "\n".join(lines)
    else:
        shape = held.pop(name)
        shape.element.getparent().remove(shape.element)


def heading(shape: Any, title: str) -> None:
    """A title, smaller where it would need a third line; in a second one there is never a lonely word."""
    room = shape.width / Pt(1)
    sizes = (TITLE, *SMALLER)
    size = next((s for s in sizes if not fitted(title, room * 14 / s / 1.05, 2).endswith("…")), sizes[-1])
    shape.text_frame.text = together(title) if wide(title, size) > room * 0.9 else title
    if size != TITLE:
        shape.text_frame.paragraphs[0].runs[0].font.size = Pt(size)


def together(title: str) -> str:
    """The title with its last words bound to one another, and the thousands of its numbers."""
    title = re.sub(r"(?<=\d) (?=\d{3})", "\u00a0", title)
    at = title.rfind(" ", 0, max(0, len(title) - LAST))
    return title[: at + 1] + title[at + 1 :].replace(" ", "\u00a0")


def sentences(shape: Any, lines: list[str], sizes: tuple[int, ...]) -> list[str]:
    """Write the lines in the largest of the sizes in which the placeholder holds them all; what does not even fit in the
    smallest is handed back."""
    room, across = shape.height / Pt(1), shape.width / Pt(1) - 30
    for size in sizes:
        tall = [(fitted(line, across * 14 / size, 99).count("<br>") + 1) * size * 1.2 + 12 for line in lines]
        fit = next((n for n in range(len(lines), 1, -1) if sum(tall[:n]) <= room), 1)
        if fit == len(lines):
            break
    shape.text_frame.text = "\n".join(lines[:fit])
    for paragraph in shape.text_frame.paragraphs:
        for run in paragraph.runs:
            run.font.size = Pt(size)
    return lines[fit:]


def columns(shape: Any, entries: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Write names with what is said of each in two columns, as many as the placeholder holds; hands back the others."""
    across, room = (shape.width / Pt(1) - GUTTER) / 2, 2 * (shape.height / Pt(1) - BODY * 1.2)
    tall = [
        (fitted(f"{name} {told}", across * 14 / BODY, 99).count("<br>") + 1.5) * BODY * 1.2 for name, told in entries
    ]
    fit = next((n for n in range(len(entries), 1, -1) if sum(tall[:n]) <= room), 1)
    frame = shape.text_frame
    frame._txBody.bodyPr.attrib.update({"numCol": "2", "spcCol": str(Pt(GUTTER))})
    for number, (name, told) in enumerate(entries[:fit]):
        paragraph = frame.add_paragraph() if number else frame.paragraphs[0]
        paragraph.space_before = Pt(BODY * 0.6 if number else 0)
        properties = paragraph._p.get_or_add_pPr()
        properties.attrib.update({"marL": "0", "indent": "0"})
        properties.append(parse_xml(f"<a:buNone {nsdecls('a')}/>"))
        for text, bold in ((f"{name} " if name else "", True), (told, False)):
            if text:
                run = paragraph.add_run()
                run.text, run.font.size, run.font.bold = text, Pt(BODY), bold
    return entries[fit:]


def sources(shape: Any, shown: Slide, t: Words) -> str:
    """As many whole sources as fit in the shape, how many more the notes name, a map's own, and the day of the data."""
    kept: list[str] = []
    rest = " ".join(
        (boundaries(shown, t), as_of(shown, t), t("slides.more_sources", n=len(shown.sources)), t("slides.live"))
    )
    for line in source_names(shown, t):
        if kept and wide(f"{'; '.join([*kept, line])} {rest}", FOOT) > shape.width / Pt(1) * FOOT_LINES:
            break
        kept.append(line)
    told = [t("slides.from", names="; ".join(kept)) + "."] if kept else []
    told += [t("slides.more_sources", n=len(shown.sources) - len(kept))] if len(kept) < len(shown.sources) else []
    return " ".join(part for part in (*told, boundaries(shown, t), as_of(shown, t)) if part)


def foot(held: Held, told: str, link: str, demo: bool, t: Words) -> None:
    """Sources with the link behind words, the demonstration mark, and the link as a QR code."""
    write(held, "Mark", [t("demo.mark")] if demo else [])
    write(held, "Sources", [f"{told} " if told and link else told] if told or link else [])
    if not link:
        write(held, "QR", [])
        return
    run = held["Sources"].text_frame.paragraphs[0].add_run()
    run.text, run.hyperlink.address = t("slides.live"), link
    code = io.BytesIO()
    segno.make(link, error="m", micro=False).save(code, kind="png", scale=8, border=2)
    held["QR"] = held["QR"].insert_picture(code)
    describe(held["QR"], "QR", t("slides.qr", link=link))
    held["QR"].click_action.hyperlink.address = link
