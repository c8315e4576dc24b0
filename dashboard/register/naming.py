"""How somebody is named in a text: accents and case are forgiven, also ø for ö and æ for ä; first and last name may stand in
either order, with a genitive's s; a telephone number may be spelled with or without its country.

A name of one word is not looked for in texts, since it is many people's.
"""

import re
import unicodedata

_LETTERS = str.maketrans({"ø": "o", "æ": "a", "ð": "d", "đ": "d", "ł": "l", "þ": "th"})
_ABROAD = r"(?:(?:(?:\+|00)4[67]\W{0,3}(?:\(?0\)?)?|0)\W?)?"  # a telephone number's beginning, if it is written


def fold(text: str) -> str:
    """A text without accents, case and doubled spaces."""
    return " ".join(folded(text)[0].split())


def words(name: str) -> tuple[str, ...]:
    """A name's words, folded."""
    return tuple(re.findall(r"[^\W_]+", fold(name)))


def turns(parts: tuple[str, ...]) -> list[tuple[str, ...]]:
    """Names in their order, and with the last ones first."""
    return [parts[number:] + parts[:number] for number in range(len(parts))]


def folded(text: str) -> tuple[str, list[int]]:
    """A text without accents and case, and for each of its characters where it came from."""
    made, origin = [], []
    for number, letter in enumerate(text):
        for plain in unicodedata.normalize("NFKD", letter).casefold().translate(_LETTERS):
            if not unicodedata.combining(plain):
                made.append(plain)
                origin.append(number)
    return "".join(made), origin


def pattern(texts: set[str], phones: set[str]) -> re.Pattern[str] | None:
    """What finds names, e-mail addresses and telephone numbers in a folded text; None where there is nothing to find."""
    found = {_of_address(text) if "@" in text else _of_name(text) for text in texts} | {
        _of_number(one) for one in phones
    }
    return re.compile("|".join(sorted(found - {""}, key=len, reverse=True))) if found - {""} else None


def _of_name(name: str) -> str:
    parts = words(name)
    orders = "|".join(r"[\W_]{1,3}".join(order) for order in turns(parts))
    return rf"(?<![^\W_])(?:{orders})s?(?![^\W_])" if len(parts) > 1 else ""


def _of_address(address: str) -> str:
    return rf"(?<![\w.+-]){re.escape(fold(address))}(?!\w|[.-]\w)"


def _of_number(phone: str) -> str:
    digits = re.sub(r"[^0-9+]", "", phone.replace("(0)", ""))
    core = re.sub(r"^(?:(?:\+|00)4[67])?0?", "", digits)
    spaced = r"[\W_]{0,2}".join(core)
    return rf"(?<![0-9+]){_ABROAD}{spaced}(?![0-9])" if len(core) >= 7 else ""
