"""Ready meetings: every template, area and language."""

from datetime import date

import pytest

from dashboard.errors import UserError
from dashboard.i18n import words
from dashboard.meeting.templates import TEMPLATES, one_for
from dashboard.metrics.reference import municipalities
from tests.languages import EACH

TODAY = date(2026, 11, 24)


@pytest.mark.parametrize("language", EACH)
@pytest.mark.parametrize("template", TEMPLATES)
def test_every_template_makes_a_meeting(template: str, language: str) -> None:
    """Ten to twelve views of pages that there are, each once, with a title in the language."""
    meeting = one_for(template, "SE-2380", language, TODAY)
    assert 10 <= len(meeting.items) <= 12 and len(set(meeting.items)) == len(meeting.items)
    assert words(language)(f"meeting.template.{template}")
    assert "2026" in meeting.title and meeting.language == language and not meeting.id
    assert all(dict(item.query)["area"] == "SE-2380" and item.figure for item in meeting.items)


def test_one_click_makes_a_meeting_for_any_municipality() -> None:
    """All 46, each with its name as the title."""
    for key in municipalities():
        meeting = one_for("municipality", key, "nb", TODAY)
        assert meeting.title == f"{words('nb').area(key)} 2026"


@pytest.mark.parametrize("area", ["", "MITT"])
def test_the_whole_region_is_no_filter(area: str) -> None:
    """An address shows everybody the same, with as little as says it."""
    meeting = one_for("region", area, "sv", TODAY)
    assert meeting.title == "Läget i Mittnorden 2026" and not any("area" in dict(item.query) for item in meeting.items)


@pytest.mark.parametrize(
    ("template", "area", "key"),
    [("nothing", "", "meeting.no_template"), ("municipality", "", "meeting.no_area"), ("municipality", "SE-23", "meeting.no_area"),
     ("region", "SE-9999", "meeting.no_area")],
)  # fmt: skip
def test_what_does_not_fit_is_told(template: str, area: str, key: str) -> None:
    """In words, with what to do."""
    with pytest.raises(UserError) as error:
        one_for(template, area, "sv", TODAY)
    assert error.value.key == key
