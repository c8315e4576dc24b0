"""Every text in three languages, none missing, none left over."""

import re
import string
from pathlib import Path

import pytest

from dashboard.i18n import LANGUAGES, words
from dashboard.i18n.messages import MissingText, best_language, messages
from dashboard.metrics.catalogue import catalogue
from dashboard.metrics.reference import areas, industries
from dashboard.settings import ROOT

CODE = "\n".join(
    path.read_text(encoding="utf-8") for folder in ("dashboard", "pages") for path in (ROOT / folder).rglob("*.py")
)
# a text is asked for by its key, by a key with a part filled in, by an error's key, or by a reject's reason
LITERAL = set(re.findall(r"""\b(?:t|self)\(\s*["']([a-z_.]+)["']""", CODE)) | set(
    re.findall(r'key="([a-z_]+\.[a-z_.]+)"', CODE)
)
QUOTED = set(re.findall(r'"([a-z_]+(?:\.[a-z_]+)+)"', CODE))
PATTERNS = {
    re.sub(r"\{[^}]*\}", "{}", double or single)
    for double, single in re.findall(r"""\b(?:t|self)\(\s*f(?:"([^"]+)"|'([^']+)')""", CODE)
}
# the register has words of its own for what it refuses (test_register_words.py)
READERS = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "dashboard" / "sources").rglob("*.py"))
REASONS = {f"sources.reject.{reason}" for reason in re.findall(r'(?:Unusable\(|_word\([^)]*)\s*"([a-z_]+)"', READERS)}


def fields(text: str) -> set[str]:
    """The names that a text's braces ask for."""
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def test_every_language_has_the_same_keys() -> None:
    """A missing key would be a hole in one language only."""
    assert messages("sv").keys() == messages("nb").keys() == messages("en").keys()


def alike(key: str) -> bool:
    """Whether a text says something in each language, with the same values; plurals are plurals everywhere."""
    texts = [messages(language)[key] for language in LANGUAGES]
    forms = [form for text in texts for form in ((text,) if isinstance(text, str) else text)]
    same = len({type(text) for text in texts}) == 1 and len({frozenset(fields(form)) for form in forms}) == 1
    return same and all(form.strip() for form in forms)


def test_a_text_asks_for_the_same_values_in_every_language() -> None:
    """And says something in each; plurals are plurals everywhere."""
    assert [key for key in messages("en") if not alike(key)] == []


def test_every_text_that_is_asked_for_is_there() -> None:
    """Found by reading the code: a key that only an error path asks for is not forgotten."""
    assert sorted((LITERAL | REASONS) - messages("en").keys() - {"key"}) == []


@pytest.mark.parametrize("pattern", sorted(PATTERNS))
def test_every_key_with_a_part_to_fill_in_has_texts(pattern: str) -> None:
    """``metric.{}.name`` and the like fit at least one key."""
    fits = re.compile(re.escape(pattern).replace(r"\{\}", "[A-Za-z0-9_.+-]+"))
    assert any(fits.fullmatch(key) for key in messages("en"))


def test_no_text_is_left_over() -> None:
    """A text that nothing asks for would be translated for nobody."""
    fits = [re.compile(re.escape(pattern).replace(r"\{\}", "[A-Za-z0-9_.+-]+")) for pattern in PATTERNS]
    asked = LITERAL | REASONS | QUOTED
    left = [key for key in messages("en") if key not in asked and not any(fit.fullmatch(key) for fit in fits)]
    assert left == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_everything_with_a_key_has_a_name(language: str) -> None:
    """Areas, industries, metrics and their units."""
    t = words(language)
    assert all(t.area(key) for key in areas())
    assert all(t.industry(code) and t.industry(code, short=True) for code in industries())
    for metric in catalogue().values():
        assert all(t(f"metric.{metric.id}.{part}") for part in ("name", "definition", "formula", "caveat"))
        assert t.value(2, metric.unit)


def test_a_missing_text_is_a_bug() -> None:
    """It raises, naming language and key, instead of showing a raw code."""
    with pytest.raises(MissingText, match=r"sv: no\.such"):
        words("sv")("no.such")


@pytest.mark.parametrize(
    ("locale", "language"),
    [("sv-SE", "sv"), ("nb", "nb"), ("nn-NO", "nb"), ("no", "nb"), ("da-DK", "nb"), ("en-US", "en"), ("fi", "sv"),
     ("de-DE", "sv"), ("", "sv"), (None, "sv")],
)  # fmt: skip
def test_a_browser_is_greeted_in_the_nearest_language(locale: str | None, language: str) -> None:
    """Swedish where nothing else fits."""
    assert best_language(locale) == language


def test_po_files_are_in_every_folder() -> None:
    """The same domains in the same files, so that a translator finds them."""
    names = [{path.name for path in (Path(ROOT) / "dashboard/i18n" / language).glob("*.po")} for language in LANGUAGES]
    assert names[0] == names[1] == names[2]
