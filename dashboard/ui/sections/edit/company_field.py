"""A company looked up while one types its name or number: first among the project's own records, then in the warehouse."""

import re
from typing import Any

from dashboard.metrics.lists import listing
from dashboard.metrics.selection import Selection
from dashboard.register.schema import KINDS, Field
from dashboard.register.values import value
from dashboard.sources.intake import Unusable
from dashboard.ui.sections.edit.wording import Names
from dashboard.views.view import View, remembered

OFFERED = 6
SHORTEST = 2  # letters from which on it is worth looking
# the kinds whose records name a company
NAMING = tuple(name for name, kind in KINDS.items() if {"company", "name", "area"} <= {f.name for f in kind.fields})
FILLED = ("company", "name", "area", "industry")
COMPANY = Field("company", "company")

Found = dict[str, Any]  # company, name, area and industry, as a form holds them; company is "" where none is known


def key_of(text: str) -> str | None:
    """The company's key that a text is, as it would be stored; None where it is something else, such as a name.

    Raises Unusable where it is a person's number."""
    try:
        key: str | None = value(COMPANY, text)
    except Unusable as bad:
        if bad.reason == "personal":
            raise
        return None
    return key


def is_number(text: str) -> bool:
    """Whether somebody types a number and not a name."""
    return bool(re.search(r"\d", text)) and not re.search(r"[^\W\d_]{3}", text)


def known(names: Names, key: str) -> Found | None:
    """The company of that key: as the warehouse has it, else as the project's own records do."""
    if not key:
        return None
    if (row := listing.company(names.view.engine, key)) is not None:
        return _found(row)
    return next((own for own in _own(names) if own["company"] == key), None)


def offers(names: Names, text: str) -> list[Found]:
    """What a text may mean, best first: each company once."""
    text = text.strip()
    if len(text) < SHORTEST:
        return []
    words = listing.plain(text).split()
    own = [
        row for row in _own(names) if all(word in listing.plain(f"{row['name']} {row['company']}") for word in words)
    ]
    once: dict[tuple[str, ...], Found] = {}
    for row in (*own[:OFFERED], *_in_warehouse(names.view, text)):
        once.setdefault((row["company"],) if row["company"] else (row["name"], row["area"]), row)
    return list(once.values())[:OFFERED]


@remembered
def _in_warehouse(view: View, text: str) -> tuple[Found, ...]:
    return tuple(map(_found, listing.companies(view.engine, Selection(), text, most=OFFERED).to_pylist()))


def _own(names: Names) -> list[Found]:
    """The companies that the project's own records name, newest first."""
    rows = [row for kind in NAMING for row in names.all(kind).values() if row["name"]]
    return [_found(row) for row in sorted(rows, key=lambda row: row["version"], reverse=True)]


def _found(row: dict[str, Any]) -> Found:
    """A row as a form holds it; a company's key stands in ``key`` in the warehouse and in ``company`` in the register."""
    company = row["company"] if "company" in row else row["key"]
    division = row.get("division", row.get("industry"))
    industry = row.get("industry") if division == "?" else division
    return {"company": company or "", "name": row["name"], "area": row["area"] or "",
            "industry": "" if industry in (None, "?") else industry}  # fmt: skip
