"""Every page in every language, with the demonstration data, with nothing, and with a single row."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.i18n import LANGUAGES, words
from dashboard.ui import frame

SCRIPT = Path(__file__).resolve().parents[2] / "dashboard" / "ui" / "app.py"
PAGES = frame.PAGES
OTHER_WORDS = {  # words that belong to one language alone: none may stand in another's view
    "sv": ("Arbetsställen", "Lediga jobb", "Översikt", " och "),
    "nb": ("Virksomheter", "Ledige stillinger", "Oversikt", " og "),
    "en": ("Workplaces", "Vacancies", "Overview", " and "),
}


def run(page: str, language: str, **query: str) -> AppTest:
    """The page as a reader gets it."""
    test = AppTest.from_file(SCRIPT, default_timeout=60)
    test.query_params["lang"] = language
    for name, value in query.items():
        test.query_params[name] = value
    test.run()
    if page != "overview":
        test.switch_page(str(SCRIPT.parents[2] / "pages" / f"{page}.py")).run()
    return test


def text(test: AppTest) -> str:
    """All words on the page."""
    kinds = ("title", "header", "subheader", "markdown", "caption", "metric", "info", "warning", "error", "button")
    return "\n".join(
        str(getattr(e, "value", "")) + " " + str(getattr(e, "label", "")) for kind in kinds for e in test.get(kind)
    )


def shown(test: AppTest) -> str:
    """The same as it is read: without the backslashes that keep words from being Markdown."""
    return text(test).replace("\\", "")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("page", PAGES)
def test_demonstration_page(page: str, language: str, demo_data: Path) -> None:
    """The page shows its title in its language, is marked as demonstration data, and fails nowhere."""
    test, t = run(page, language), words(language)
    assert not test.exception and not test.error
    assert test.title[0].value == t(f"{page}.title", area=t.area("MITT"))
    assert t("demo.mark") in text(test)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("page", PAGES)
def test_page_with_nothing(page: str, language: str, empty_data: Path) -> None:
    """A real warehouse with nothing for the page says so in words, and shows no number that would be a guess."""
    test = run(page, language)
    assert not test.exception and not test.error
    assert test.title
    assert words(language)("demo.mark") not in text(test)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("page", PAGES)
def test_page_with_one_row(page: str, language: str, one_row_data: Path) -> None:
    """One company with one workplace is enough for every page."""
    test = run(page, language)
    assert not test.exception and not test.error
    assert test.title


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_word_of_another_language(language: str, demo_data: Path) -> None:
    """The overview speaks one language only."""
    found = text(run("overview", language))
    for other, belonging in OTHER_WORDS.items():
        if other != language:
            assert [word for word in belonging if word in found] == []


def test_a_link_with_filters_narrows_every_number(demo_data: Path) -> None:
    """The link's area is the one whose companies are counted."""
    whole, one = run("overview", "en"), run("overview", "en", area="SE-2321")
    assert text(whole) != text(one)
    assert "Åre" in one.title[0].value


def test_a_bad_parameter_is_a_sentence(demo_data: Path) -> None:
    """What a link says wrongly is left out and told; the rest goes on."""
    test = run("overview", "en", area="SE-9999", industry="C")
    assert any("SE-9999" in warning.value for warning in test.warning)
    assert not test.exception


def test_filters_stay_when_the_page_changes(demo_data: Path) -> None:
    """Areas chosen on one page hold on the next."""
    test = run("companies", "en", area="SE-2321")
    assert "SE-2321" in test.query_params["area"]
