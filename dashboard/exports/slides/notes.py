"""A slide's speaker notes: the speaker's own first, then what stands behind the numbers and what may be asked."""

from dashboard.i18n import Words
from dashboard.meeting.deck import Explained, Slide


def notes(slide: Slide, t: Words) -> str:
    """The notes of a slide, a paragraph each. Without a note of one's own they begin with what the picture shows."""
    blocks = [slide.note or slide.summary, *(explained(one, t) for one in slide.explained)]
    if slide.sources:
        blocks.append("\n".join([t("slides.sources"), *slide.sources]))
    return "\n\n".join(block for block in blocks if block)


def explained(one: Explained, t: Words) -> str:
    """What stands behind a metric, a line for each kind of words that there is."""
    told = {
        "slides.definition": one.definition, "slides.formula": one.formula, "slides.filled": one.filled,
        "slides.grade": one.grade, "slides.breaks": "; ".join(one.breaks), "slides.question": one.question,
        "slides.answer": one.answer, "slides.command": one.command,
    }  # fmt: skip
    return "\n".join(
        [*([one.name] if one.metric else []), *(f"{t(key)}: {words}" for key, words in told.items() if words)]
    )
