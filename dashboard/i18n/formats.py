"""Numbers, dates, periods and money as each language writes them (names from CLDR through Babel; the rest by hand, since
a list formats thousands)."""

from contextlib import suppress
from datetime import date
from functools import cache

from babel.dates import get_month_names
from babel.lists import format_list
from babel.numbers import get_decimal_symbol, get_group_symbol

MINUS, NBSP, NOTHING = "\u2212", "\u00a0", "–"
_QUARTERS = {"sv": "kvartal {} {}", "nb": "{}. kvartal {}", "en": "Q{} {}"}
_MONTHS = {"sv": "{} {}", "nb": "{} {}", "en": "{} {}"}


def number(language: str, value: float, decimals: int = 0) -> str:
    """A number with the language's separators; a minus is U+2212, and a rounded zero has none."""
    text = f"{abs(value):,.{decimals}f}"
    if language != "en":
        text = text.replace(",", NBSP).replace(".", ",")
    return f"{MINUS}{text}" if value < 0 and any(digit in text for digit in "123456789") else text


def signed(language: str, value: float, decimals: int = 0) -> str:
    """A change with its sign; no change has none."""
    text = number(language, value, decimals)
    return f"+{text}" if value > 0 and any(digit in text for digit in "123456789") else text


def percent(language: str, share: float, decimals: int = 1) -> str:
    """A share as per cent: 0.123 is 12,3 % (with a no-break space), in English 12.3%."""
    return number(language, share * 100, decimals) + ("%" if language == "en" else f"{NBSP}%")


def cell(language: str, kind: str, value: str | float | None, decimals: int = 0) -> str:
    """A table's cell: 12 345,6 or 12,3 % or a day. Words stay as they are, also where they stand for one of these; a number
    that is not there is no blank, which might pass for zero."""
    if value is None:
        return "" if kind == "text" else NOTHING
    if isinstance(value, str):
        with suppress(ValueError):
            return day(language, date.fromisoformat(value)) if kind == "date" else value
        return value
    if kind == "percent":
        return percent(language, value / 100, decimals)
    return str(value) if kind == "text" else number(language, value, decimals)


def money(language: str, value: float, currency: str) -> str:
    """An amount in whole units, always with its ISO code."""
    text = number(language, value)
    return f"{currency}{NBSP}{text}" if language == "en" else f"{text}{NBSP}{currency}"


def day(language: str, value: date) -> str:
    """A date: sv 2025-10-05, nb 05.10.2025, en 5 Oct 2025."""
    if language == "sv":
        return value.isoformat()
    if language == "nb":
        return f"{value.day:02}.{value.month:02}.{value.year}"
    return f"{value.day} {_months_short()[value.month]} {value.year}"


@cache
def _months_short() -> dict[int, str]:
    return dict(get_month_names("abbreviated", locale="en"))


def period(language: str, value: str) -> str:
    """A period in words: a year, a quarter (2025-Q1), a month (2025-03) or a day."""
    if len(value) == 10:
        return day(language, date.fromisoformat(value))
    if "Q" in value:
        return _QUARTERS[language].format(value[-1], value[:4])
    if len(value) == 7:
        return _MONTHS[language].format(get_month_names("wide", locale=_locale(language))[int(value[5:])], value[:4])
    return value


def joined(language: str, parts: list[str]) -> str:
    """Parts as a list in a sentence: a, b och c."""
    return str(format_list(parts, locale=_locale(language))) if parts else ""


@cache
def plotly_locale(language: str) -> dict[str, object]:
    """Plotly's locale for the language, inline: it knows no Swedish or Norwegian by name alone."""
    locale = _locale(language)
    symbols = [get_decimal_symbol(locale), get_group_symbol(locale)]
    return {
        "dictionary": {
            "Download plot as a PNG": {"sv": "Spara som bild", "nb": "Lagre som bilde", "en": "Save as picture"}[language],
            "Download plot": {"sv": "Spara som bild", "nb": "Lagre som bilde", "en": "Save as picture"}[language],
        },
        "format": {
            "months": list(get_month_names("wide", locale=locale).values()),
            "shortMonths": list(get_month_names("abbreviated", locale=locale).values()),
            "date": {"sv": "%Y-%m-%d", "nb": "%d.%m.%Y", "en": "%-d %b %Y"}[language],
            "decimal": symbols[0], "thousands": symbols[1],
        },
    }  # fmt: skip


def _locale(language: str) -> str:
    return "en_GB" if language == "en" else language
