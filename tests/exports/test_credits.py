"""What stands at a picture's foot."""

from dataclasses import replace
from datetime import date

import pytest

from dashboard.exports.credits import boundaries, credits, source_names
from dashboard.figures.plain import Map
from dashboard.i18n import LANGUAGES, words
from tests.decks import sample


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_source_and_the_day_are_there(language: str) -> None:
    """In one paragraph; of a map with areas whose boundaries it has, of a network or chart nothing of the kind."""
    t = words(language)
    for slide in sample(language).slides:
        told = credits(slide, t)
        assert all(name in told for name in source_names(slide, t))
        assert told.endswith(t.date(date.fromisoformat(slide.as_of)) + ".")
        mapped = isinstance(slide.picture, Map) and bool(slide.picture.areas)
        assert ("© Kartverket" in told) == mapped == bool(boundaries(slide, t))


def test_what_is_not_known_is_not_said() -> None:
    """Neither an empty source nor an empty day."""
    bare = replace(sample("sv").slides[0], sources=(), as_of="")
    assert credits(bare, words("sv")) == ""
