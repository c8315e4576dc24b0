"""One view of a meeting: a page with its filters, and the figure that is meant; as an address and back."""

import re
from functools import cache
from typing import Annotated
from urllib.parse import parse_qsl, urlencode, urlsplit

from pydantic import AfterValidator, Field
from pydantic.dataclasses import dataclass

from dashboard.errors import UserError
from dashboard.i18n import LANGUAGES
from dashboard.settings import ROOT

LONGEST_TITLE, LONGEST_TEXT = 120, 2000
FIRST = "overview"  # its address is /
NOT_COLLECTED = {"edit", "meeting"}  # what is typed there is no view; a meeting is not a part of itself
# how the reader came to see a view is no part of it
_ABOUT_THE_READER = re.compile(r"embed.*|lang|figure")
_FIGURE = re.compile(r"^[A-Za-z0-9_.]{0,80}\Z")
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ufffe\uffff\u2028\u2029]")


def _within(words: str, most: int) -> str:
    if len(words) > most:
        raise UserError(
            f"This text has {len(words)} characters; at most {most} can be kept. Shorten it.",
            key="meeting.too_long", n=len(words), most=most,
        )  # fmt: skip
    return words


def _line(words: str) -> str:
    return _within(" ".join(_UNPRINTABLE.sub(" ", words).split()), LONGEST_TITLE)


def _text(words: str) -> str:
    return _within(_UNPRINTABLE.sub("", words.replace("\r\n", "\n")).strip(), LONGEST_TEXT)


# texts as they are kept, without what cannot be printed: a title on one line, a note with its lines
Line = Annotated[str, AfterValidator(_line)]
Text = Annotated[str, AfterValidator(_text)]


@cache
def pages() -> frozenset[str]:
    """The pages whose views can be collected: each file of the folder ``pages``."""
    return frozenset(path.stem for path in (ROOT / "pages").glob("*.py")) - NOT_COLLECTED


@dataclass(frozen=True)
class Item:
    """A view in a meeting. ``query`` holds filters and the page's own choices, sorted by name; a figure "" is the whole
    page, a language "" the meeting's, a title "" what the figure itself finds."""

    page: str
    query: tuple[tuple[str, str], ...] = ()
    figure: Annotated[str, Field(pattern=_FIGURE)] = ""
    language: Annotated[str, Field(pattern=rf"^({'|'.join(LANGUAGES)})?$")] = ""
    title: Line = ""
    note: Text = ""

    def __post_init__(self) -> None:
        """Raises UserError for a page that has no views."""
        if self.page not in pages():
            raise UserError(
                f"There is no page {self.page!r} to take a view from; copy the address of a page with figures.",
                key="meeting.no_page", page=self.page,
            )  # fmt: skip

    @classmethod
    def of(cls, address: str) -> "Item":
        """The view that an address shows: whole, from its path on (/jobs?area=SE-2380), or a page's name.

        Parameters may be repeated or hold commas. Raises UserError where the address leads to no view.
        """
        try:
            parts = urlsplit(address.strip())
        except ValueError:
            raise _unreadable(address) from None
        if len(address) > LONGEST_TEXT:
            raise _unreadable(address)
        values: dict[str, list[str]] = {}
        for name, value in parse_qsl(parts.query):
            values.setdefault(name, []).append(value)
        figure, language = values.get("figure", [""])[0], values.get("lang", [""])[0]
        return cls(
            page=parts.path.rstrip("/").rpartition("/")[2] or FIRST,
            query=tuple(
                sorted((name, ",".join(v)) for name, v in values.items() if not _ABOUT_THE_READER.fullmatch(name))
            ),
            figure=figure if _FIGURE.fullmatch(figure) else "",
            language=language if language in LANGUAGES else "",
        )

    def address(self, base: str = "", language: str = "") -> str:
        """The view's address below ``base`` (https://host), in its own language or else the one given."""
        query = [*self.query, ("figure", self.figure), ("lang", self.language or language)]
        said = urlencode(sorted((name, value) for name, value in query if value), safe=",")
        return f"{base.rstrip('/')}/{'' if self.page == FIRST else self.page}{'?' if said else ''}{said}"


def _unreadable(address: str) -> UserError:
    return UserError(
        f"This is not the address of a view: {address[:80]!r}; copy it from the browser.", key="meeting.no_address",
        address=address[:80],
    )  # fmt: skip
