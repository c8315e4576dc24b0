"""What stands at a picture's foot: where its numbers come from, whose boundaries it has, and of which day it is."""

from datetime import date

from dashboard.figures.plain import Map
from dashboard.i18n import Words
from dashboard.meeting.deck import Slide


def source_names(slide: Slide, t: Words) -> list[str]:
    """The slide's source lines, without the day where that is the slide's own: it is said once."""
    day = f" · {t('as_of', day=date.fromisoformat(slide.as_of))}" if slide.as_of else ""
    return [line.removesuffix(day) for line in slide.sources]


def boundaries(slide: Slide, t: Words) -> str:
    """Who made the boundaries of a map; "" for whatever has none."""
    return t("slides.boundaries") if isinstance(slide.picture, Map) and slide.picture.areas else ""


def as_of(slide: Slide, t: Words) -> str:
    """Of which day the slide's numbers are; "" where that is not known."""
    return t("slides.as_of", day=date.fromisoformat(slide.as_of)) if slide.as_of else ""


def credits(slide: Slide, t: Words) -> str:
    """All of it in one paragraph."""
    named = source_names(slide, t)
    told = [f"{t('slides.from', names='; '.join(named))}." if named else "", boundaries(slide, t), as_of(slide, t)]
    return " ".join(part for part in told if part)
