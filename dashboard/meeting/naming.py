"""What a meeting is called in an address: short, readable, and hard to guess wrong (ostersund-2026-7k3q)."""

import re
import secrets
import unicodedata

LONGEST = 40
LETTERS = "23456789abcdefghjkmnpqrstuvwxyz"  # without those that are read as another: 0 o, 1 l i
_PLAIN = str.maketrans({"ø": "o", "æ": "ae", "ð": "d", "đ": "d", "ł": "l", "þ": "th", "ß": "ss", "ŋ": "ng", "ŧ": "t"})
_NAME = re.compile(rf"(?:[a-z0-9]+-)+[{LETTERS}]{{4}}")


def named(title: str) -> str:
    """A new id: the title in plain letters, and four random ones."""
    plain = unicodedata.normalize("NFKD", title.lower().translate(_PLAIN)).encode("ascii", "ignore").decode()
    slug = re.sub(r"[^a-z0-9]+", "-", plain)[:LONGEST].strip("-") or "meeting"
    return f"{slug}-{''.join(secrets.choice(LETTERS) for _ in range(4))}"


def is_name(text: str) -> bool:
    """Whether a text from an address can be a meeting's id, and so the name of a folder and nothing else."""
    return len(text) <= LONGEST + 5 and _NAME.fullmatch(text) is not None
