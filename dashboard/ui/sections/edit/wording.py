"""Records in words: what each is called, what stands in its fields, and when something happened."""

import re
from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from dashboard.i18n import LANGUAGES
from dashboard.register.actor import Actor
from dashboard.register.schema import KINDS
from dashboard.register.store import Problem, Record, Register
from dashboard.ui import sign_in
from dashboard.views.view import View

HERE = ZoneInfo("Europe/Stockholm")  # the same time on both sides of the border
CALLED = ("name", "title", "position", "material", "mention")  # the fields that say what a record is, best first


class Names:
    """The register's records by what they are called. Each kind is read when it is first asked for, and once."""

    def __init__(self, view: View, register: Register, actor: Actor) -> None:
        self.view, self.actor, self._register = view, actor, register
        self._read: dict[str, dict[str, Record]] = {}

    def all(self, kind: str) -> dict[str, Record]:
        """Every record of the kind by its key."""
        if kind not in self._read:
            self._read[kind] = {row["key"]: row for row in self._register.all(self.actor, kind)}
        return self._read[kind]

    def of(self, kind: str, key: str) -> str:
        """What the record of that key is called; the key itself where there is none."""
        found = self.all(kind).get(key)
        return self.called(kind, found) if found else key

    def called(self, kind: str, record: Mapping[str, Any]) -> str:
        """A record's own name, and that of the record it belongs to; its key where there is neither."""
        languages = (self.view.t.language, *LANGUAGES)
        names = [name for base in CALLED for name in (base, *(f"{base}_{language}" for language in languages))]
        own = next((record[name] for name in names if record.get(name)), "")
        whole = next((field for field in KINDS[kind].fields if field.to and field.required), None)
        at = self.of(whole.to, record[whole.name]) if whole and record.get(whole.name) else ""
        return ", ".join(filter(None, [own, at])) or record.get("key", "")

    def value(self, kind: str, name: str, stored: Any) -> str:
        """A field's value as it is read; a dash where there is none. Days may be text, as the audit has them."""
        t, field = self.view.t, KINDS[kind][name]
        if stored is None or stored == "":
            return "–"
        if field.type == "flag":
            return t(f"choice.flag.{'true' if stored else 'false'}")
        if field.type == "day":
            return t.date(stored if isinstance(stored, date) else date.fromisoformat(stored))
        if field.type in ("number", "whole"):
            return decimal(t.language, stored)
        if field.type == "choice":
            return t.choice(kind, name, stored)
        if field.type == "many":
            return t.sentence(t.choice(kind, name, part) for part in stored.split(","))
        if field.type == "reference":
            return self.of(field.to, stored)
        named = {"area": t.area, "region": t.area, "industry": t.industry}
        return named.get(field.type, str)(stored)


def label(view: View, kind: str, name: str) -> str:
    """What a field is called in the form: a company is looked up by its name too, so that its number is not all of it."""
    return view.t("edit.company") if name == "company" else view.t.field(kind, name)


def decimal(language: str, number: float) -> str:
    """A number exactly as it is stored, with the language's comma and nothing between thousands: a field to type in."""
    text = f"{number:.10f}".rstrip("0").rstrip(".")
    return text if language == "en" else text.replace(".", ",")


def shown(text: str) -> str:
    """A text from outside where Markdown is read: it shows as it is, and no address in it becomes a link, not even in the
    label of a choice. The word joiner that sees to that has no width."""
    return sign_in.plain(re.sub(r"(@|www|https?)", "\\1\u2060", text, flags=re.IGNORECASE))


def moment(view: View, at: datetime) -> str:
    """A moment of the audit (UTC) as day and time here; of today only the time."""
    here = at.replace(tzinfo=UTC).astimezone(HERE)
    time = f"{here:%H:%M}"
    return time if here.date() == datetime.now(HERE).date() else f"{view.t.date(here.date())} {time}"


def said(view: View, kind: str, problem: Problem) -> str:
    """A problem's sentence for the place where its field stands, without the field's label."""
    return view.t.problem(kind, "", problem.reason, problem.values)
