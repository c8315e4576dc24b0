"""A reader's view: words, filters, the page's own choices, light or dark, and the open warehouse."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from dashboard.i18n import Words
from dashboard.metrics.question import Question
from dashboard.metrics.selection import Selection
from dashboard.metrics.series import Series
from dashboard.views import answers
from dashboard.warehouse.engine import Engine, Identity

# What depends on the view alone (filters, language, theme, warehouse) is worked out once for all readers who share it.
remembered = lru_cache(maxsize=2048)


@dataclass(frozen=True)
class View:
    """All that a page's parts need to know of their reader."""

    t: Words
    selection: Selection
    mode: str  # light or dark
    warehouse: Identity
    embedded: bool = False
    options: tuple[tuple[str, str], ...] = ()  # the page's own choices in the link, sorted by name
    narrow: bool = False  # a phone
    page: str = field(default="overview", compare=False)  # where it is asked for; nothing remembered may depend on it
    address: str = field(default="", compare=False)  # the same of the address in front of the page's name

    @property
    def engine(self) -> Engine:
        """The open warehouse."""
        return answers.engine(self.warehouse)

    def series(self, question: Question) -> Series:
        """The answer to a question, computed once for all readers."""
        return answers.series(self.warehouse, question)

    def option(self, name: str, allowed: Sequence[str]) -> str:
        """What the link says for a choice of the page; the first of the allowed where it says nothing that is one."""
        value = dict(self.options).get(name, "")
        return value if value in allowed else allowed[0]
