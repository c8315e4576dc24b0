"""Numbers, dates and alphabets as each language writes them, against Babel and the rules of product.md."""

from datetime import date

import pytest
from babel.numbers import format_decimal
from hypothesis import given
from hypothesis import strategies as st

from dashboard.i18n import LANGUAGES, words

DAY = date(2025, 10, 5)


@given(st.integers(-(10**12), 10**12), st.integers(0, 3), st.sampled_from(LANGUAGES))
def test_numbers_are_babels(thousandths: int, decimals: int, language: str) -> None:
    """The quick formats give what Babel gives, but for the minus, which is U+2212 in every language."""
    value = thousandths / 1000
    pattern = "#,##0" + ("." + "0" * decimals if decimals else "")
    written = format_decimal(round(value, decimals), pattern, locale="en_GB" if language == "en" else language)
    mine = words(language).number(value, decimals).replace("\u2212", "-")
    assert mine.lstrip("-") == written.replace("\u2212", "-").lstrip("-")
    assert ("-" in mine) == (round(value, decimals) < 0 or (value < 0 and any(c in mine for c in "123456789")))


@pytest.mark.parametrize(
    ("language", "number", "share", "money", "day"),
    [("sv", "−12\u00a0345,6", "12,3\u00a0%", "8\u00a0168\u00a0675\u00a0SEK", "2025-10-05"),
     ("nb", "−12\u00a0345,6", "12,3\u00a0%", "8\u00a0168\u00a0675\u00a0SEK", "05.10.2025"),
     ("en", "−12,345.6", "12.3%", "SEK\u00a08,168,675", "5 Oct 2025")],
)  # fmt: skip
def test_the_rules_of_the_product(language: str, number: str, share: str, money: str, day: str) -> None:
    """Decimal comma, no-break spaces, U+2212, ISO codes, dates."""
    t = words(language)
    assert (t.number(-12345.6, 1), t.percent(0.123), t.money(8168675, "SEK"), t.date(DAY)) == (
        number,
        share,
        money,
        day,
    )


def test_a_rounded_zero_has_no_sign() -> None:
    """−0,0 would be a riddle."""
    t = words("sv")
    assert (t.number(-0.04, 1), t.signed(0.04, 1), t.signed(3.2, 1), t.signed(-3.2, 1)) == (
        "0,0",
        "0,0",
        "+3,2",
        "−3,2",
    )


@pytest.mark.parametrize(
    ("period", "sv", "nb", "en"),
    [("2025", "2025", "2025", "2025"), ("2025-Q1", "kvartal 1 2025", "1. kvartal 2025", "Q1 2025"),
     ("2025-03", "mars 2025", "mars 2025", "March 2025"), ("2025-10-05", "2025-10-05", "05.10.2025", "5 Oct 2025")],
)  # fmt: skip
def test_periods(period: str, sv: str, nb: str, en: str) -> None:
    """Years, quarters, months and days in words."""
    assert [words(language).period(period) for language in LANGUAGES] == [sv, nb, en]


def test_alphabets() -> None:
    """Å, ä and ö after z in Swedish, æ, ø and å in Norwegian, the neighbour's letters with their kin."""
    names = ["Østersund", "Åre", "Ärla", "Zeta", "Ås", "Éa", "Øy"]
    assert words("sv").sort(names) == ["Éa", "Zeta", "Åre", "Ås", "Ärla", "Østersund", "Øy"]
    assert words("nb").sort(["Åre", "Østre", "Ærø", "Zeta"]) == ["Zeta", "Ærø", "Østre", "Åre"]


def test_values_say_their_unit_their_band_or_why_there_is_none() -> None:
    """One, many, a band, and no value."""
    t = words("sv")
    assert t.value(1, "workplaces") == "1 arbetsställe"
    assert t.value(2, "workplaces") == "2 arbetsställen"
    assert t.value(None, "employees", low=1, high=4) == "1–4 anställda"
    assert t.value(None, "employees", status="suppressed") == "skyddat"


def test_lists_in_a_sentence() -> None:
    """One, two and three parts."""
    assert [words("nb").sentence(parts) for parts in (["a"], ["a", "b"], ["a", "b", "c"])] == [
        "a",
        "a og b",
        "a, b og c",
    ]
