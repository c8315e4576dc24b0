"""The message files: one folder a language, one .po file a domain, keys with dots as msgid."""

from functools import cache
from pathlib import Path

from babel.messages.pofile import read_po

LANGUAGES = ("sv", "nb", "en")
FOLDER = Path(__file__).parent
# the languages of the neighbourhood read one of the three best
_NEAREST = {"sv": "sv", "nb": "nb", "no": "nb", "nn": "nb", "da": "nb", "en": "en", "fi": "sv"}

Message = str | tuple[str, ...]  # a text, or its singular and plural


class MissingText(KeyError):
    """A key without a text: a bug, found by the tests before a reader can."""


@cache
def messages(language: str) -> dict[str, Message]:
    """Every text of a language by key. Raises ValueError where two domains have the same key."""
    found: dict[str, Message] = {}
    for path in sorted((FOLDER / language).glob("*.po")):
        with path.open("rb") as file:
            for message in read_po(file):
                if not message.id:
                    continue
                key = message.id if isinstance(message.id, str) else message.id[0]
                if key in found:
                    raise ValueError(f"{path.name} repeats the key {key}")
                text = message.string
                found[key] = text if isinstance(text, str) else tuple(text or ())
    return found


def best_language(locale: str | None) -> str:
    """The language to greet a browser with: its own if we speak it, else the nearest, else Swedish."""
    return _NEAREST.get((locale or "").replace("_", "-").split("-")[0].lower(), "sv")
