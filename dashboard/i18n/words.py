"""A language's words: ``t("key", name=value)``, and the formats that belong to the language."""

import tomllib
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from functools import cache
from typing import Any

from dashboard.i18n import formats, names
from dashboard.i18n.messages import MissingText, messages
from dashboard.settings import REFERENCE


@cache
def words(language: str) -> "Words":
    """The words of sv, nb or en. Raises KeyError for another language."""
    return Words(language)


class Words:
    """Texts and formats of one language; numbers and dates among a text's values are formatted by themselves."""

    def __init__(self, language: str) -> None:
        self.language = language
        self._messages = messages(language)

    def __call__(self, key: str, /, **values: Any) -> str:
        """The text of ``key`` with its values filled in; ``n`` chooses singular or plural. Raises MissingText."""
        try:
            message = self._messages[key]
        except KeyError:
            raise MissingText(f"{self.language}: {key}") from None
        text = message if isinstance(message, str) else message[values.get("n") != 1]
        return text.format(**{name: self._shown(value) for name, value in values.items()}) if values else text

    def has(self, key: str) -> bool:
        """Whether there is a text of that key: of what publishers name, only the usual has one."""
        return key in self._messages

    def _shown(self, value: Any) -> Any:
        if isinstance(value, _Shown):
            return value
        if isinstance(value, date):
            return self.date(value)
        if isinstance(value, int) and not isinstance(value, bool):
            return self.number(value)
        return self.number(value, 1) if isinstance(value, float) else value

    def number(self, value: float, decimals: int = 0) -> str:
        """A number: 12 345,6 in Swedish and Norwegian, 12,345.6 in English."""
        return formats.number(self.language, value, decimals)

    def signed(self, value: float, decimals: int = 0) -> str:
        """A change with its sign."""
        return formats.signed(self.language, value, decimals)

    def percent(self, share: float, decimals: int = 1) -> str:
        """A share (0.123) as per cent."""
        return formats.percent(self.language, share, decimals)

    def money(self, value: float, currency: str) -> str:
        """An amount with its ISO currency code."""
        return formats.money(self.language, value, currency)

    def date(self, day: date) -> str:
        """A day as the language writes it."""
        return formats.day(self.language, day)

    def period(self, value: str) -> str:
        """A year, quarter, month or day in words."""
        return formats.period(self.language, value)

    def sentence(self, parts: Iterable[str]) -> str:
        """Parts in a sentence: a, b och c."""
        return formats.joined(self.language, [*parts])

    def value(
        self, value: float | None, unit: str, decimals: int = 0, status: str = "ok", low: float | None = None,
        high: float | None = None,
    ) -> str:  # fmt: skip
        """A value with its unit; a range where only that is known; else the word for why there is none."""
        if value is not None:
            return self(f"unit.{unit}", n=_Shown(value, self.number(value, decimals)))
        if low is not None and high is not None:
            return self(f"unit.{unit}", n=_Shown(high, f"{self.number(low, decimals)}–{self.number(high, decimals)}"))
        return self(f"status.{status}")

    def band(self, low: float | None, high: float | None) -> str:
        """A headcount, exact or as a band; not known is said."""
        if low is None:
            return self("status.missing")
        return self.number(low) if high is None or high == low else f"{self.number(low)}–{self.number(high)}"

    def cell(self, kind: str, value: str | float | None, decimals: int = 0) -> str:
        """A table's cell of a kind (text, integer, number, percent, date) as it is read; percent is 12.3, a date ISO."""
        return formats.cell(self.language, kind, value, decimals)

    def area(self, key: str, sami: bool = False) -> str:
        """An area's name, with ``sami`` also the official South Sami one; a set without a name has a word too."""
        if key == "selection":
            return self("area.selection")
        name, parallel = names.areas(self.language)[key]
        return f"{name} – {parallel}" if sami and parallel else name

    def industry(self, code: str, short: bool = False) -> str:
        """An industry's title, or the short one."""
        return names.industries(self.language)[code][short]

    def size(self, key: str) -> str:
        """A size class: 1–4 anställda."""
        return self("size.unknown") if key == "?" else self("size", band=key.replace("-", "–"))

    def category(self, by: str, key: str) -> str:
        """A breakdown's category; ``by`` says what it is a key of (see Series.by): an industry, a size, a part of a change."""
        if by in ("industry", "division"):
            return self.industry(key, short=True)
        if by == "size":
            return self.size(key)
        if by == "age":
            return self("age.years", n=int(key))
        if by == "part":  # of an industry: C.regional
            code, _, part = key.rpartition(".")
            return f"{self.industry(code, short=True)}: {self(f'part.{part}')}" if code else self(f"part.{part}")
        if by == "sector" and not self.has(f"sector.{key}"):
            return key  # the publisher's own word
        return self(f"{by}.{'unknown' if key == '?' else key}")

    def field(self, kind: str, name: str) -> str:
        """The label of a field of the project's own records; a kind may have its own. Raises MissingText."""
        own = self.has(f"record.{kind}.{name}")
        return self(f"record.{kind}.{name}") if own else self(f"record.field.{name}")

    def help(self, kind: str, name: str) -> str:
        """What to type in a field of a record, or "" where its label says it."""
        if self.has(f"record.{kind}.help.{name}"):
            return self(f"record.{kind}.help.{name}")
        return self(f"record.help.{name}") if self.has(f"record.help.{name}") else ""

    def choice(self, kind: str, field: str, value: str | bool) -> str:
        """One value of a record's field in words: yes or no, an area, an R&D field, a programme or a choice of the list."""
        if isinstance(value, bool):
            return self(f"choice.flag.{str(value).lower()}")
        if field == "area":
            return self.area(value)
        if field == "field":
            return self(f"field.{value}")
        if field == "programme":
            return _programmes()[value][f"name_{self.language}"]
        own = self.has(f"choice.{kind}.{field}.{value}")
        return self(f"choice.{kind}.{field}.{value}") if own else self(f"choice.{field}.{value}")

    def problem(self, kind: str, field: str, reason: str, values: Mapping[str, Any]) -> str:
        """Why a record's value cannot be stored and what to do, after the field's label; "" is the record itself."""
        shown = {**values, **({"kind": self(f"record.{values['kind']}")} if "kind" in values else {})}
        said = self(f"problem.{reason}", **shown)
        if not field:
            return said
        return f"{self.field(kind, field) if self.has(f'record.field.{field}') else field}: {said}"

    def reference(self, key: str) -> str:
        """The economy that a measure compares with: an area, or the sum of the chosen ones."""
        return self("reference.selection") if key == "selection" else self.area(key)

    def sort(self, items: Iterable[str], key: Callable[[str], str] = str) -> list[str]:
        """Items in the language's alphabet, by what ``key`` names them."""
        return sorted(items, key=lambda item: names.sort_key(self.language, key(item)))

    def plotly_locale(self) -> dict[str, object]:
        """Plotly's locale, to be sent inline."""
        return formats.plotly_locale(self.language)


@cache
def _programmes() -> dict[str, dict[str, Any]]:
    """The programmes of goals.toml by key."""
    return tomllib.loads((REFERENCE / "goals.toml").read_text(encoding="utf-8"))


class _Shown(float):
    """A number that chooses singular or plural, and stands in the text as it was formatted."""

    def __new__(cls, value: float, text: str) -> "_Shown":
        made = super().__new__(cls, value)
        made.text = text
        return made

    text: str

    def __format__(self, spec: str) -> str:
        return self.text
