"""What somebody gets who asks for their data: a file for machines, and a letter in Markdown in their language."""

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from dashboard.i18n.words import Words
from dashboard.register.persons import Act, Extract
from dashboard.register.processing import processing
from dashboard.register.schema import KINDS

SIGNED = ("key", "version", "changed_at", "changed_by", "change", "at")  # of a record, besides its kind's fields


def for_machines(extract: Extract) -> str:
    """All of an extract as JSON; times are UTC."""
    return json.dumps(asdict(extract), ensure_ascii=False, indent=1, default=_iso) + "\n"


def _iso(value: object) -> str:
    assert isinstance(value, date)  # and so a datetime
    return value.isoformat()


def letter(extract: Extract, t: Words) -> str:
    """All of an extract in words, each part with a heading; a part of which there is nothing says so."""
    parts = [
        f"# {t('persons.letter.title')}",
        t("persons.letter.made", about=extract.about, day=extract.made_at.date()),
        _whom(t),
    ]
    listed = {
        "contacts": [part for row in extract.contacts for part in _contact(row, t)],
        "changed": [t("persons.letter.readers"), *(_act(act, t) for act in extract.changed)],
        "earlier": [part for row in extract.earlier for part in _earlier(row, t)],
        "mentions": [
            f"- {_where(one.kind, one.key, t)}, {t.field(one.kind, one.field) if _known(one.kind, one.field) else one.field} "
            f"({t(f'persons.where.{one.where}')}, {t.date(one.at.date())}): {_plain(one.text)}"
            for one in extract.mentions
        ],
        "acts": list(_acts(extract, t)),
        "drafts": [f"- {_where(row['kind'], row['key'], t)}, {t.date(row['at'].date())}" for row in extract.drafts],
    }  # fmt: skip
    for name, lines in listed.items():
        parts += [f"## {t(f'persons.letter.{name}')}", "\n".join(lines) or t("persons.letter.nothing")]
    if extract.namesakes:
        parts.append(t("persons.letter.namesakes", keys=", ".join(extract.namesakes)))
    return "\n\n".join([*parts, f"## {t('persons.letter.rights')}", t("persons.letter.your_rights")]) + "\n"


def _whom(t: Words) -> str:
    """Who answers for the data, and whom to ask."""
    names = t.sentence(processing().controllers)
    officer = processing().officer or t("persons.not_filled_in")
    return t("persons.letter.whom", controllers=names, officer=officer)


def _contact(row: Mapping[str, Any], t: Words) -> Iterator[str]:
    """A contact's fields, source, lawful basis and dates among them."""
    yield f"**{t('record.contact')} {row['key']}**\n"
    for field in KINDS["contact"].fields:
        if row.get(field.name) is not None:
            yield f"- {t.field('contact', field.name)}: {_plain(_shown(field.name, row[field.name], t))}"
    yield ""


def _earlier(row: Mapping[str, Any], t: Words) -> Iterator[str]:
    """What a contact said after a change, in one line."""
    said = (
        f"{t.field('contact', name)}: {_plain(_shown(name, value, t))}"
        for name, value in row.items()
        if name not in SIGNED and value is not None and _known("contact", name)
    )
    yield f"- {t('persons.letter.after', day=row['at'].date())}: {'; '.join(said)}"


def _acts(extract: Extract, t: Words) -> Iterator[str]:
    """What they did in the register, counted, and what they verified."""
    for (kind, action), count in sorted(Counter((act.kind, act.action) for act in extract.acts).items()):
        yield f"- {t(f'record.{kind}')}, {t(f'audit.{action}')}: {t.number(count)}"
    if extract.verified:
        keys = ", ".join(f"{t(f'record.{kind}')} {key}" for kind, key in extract.verified)
        yield f"- {t('persons.letter.verified', keys=keys)}"


def _act(act: Act, t: Words) -> str:
    return f"- {t.date(act.at.date())}: {_where(act.kind, act.key, t)}, {t(f'audit.{act.action}')} ({act.who})"


def _where(kind: str, key: str, t: Words) -> str:
    return f"{t(f'record.{kind}')} {key}".rstrip() if kind else t("persons.where.reason")


def _known(kind: str, name: str) -> bool:
    return bool(kind) and any(field.name == name for field in KINDS[kind].fields)


def _shown(name: str, value: Any, t: Words) -> str:
    """A contact's field in words."""
    kind = KINDS["contact"][name].type
    if kind == "day":
        return t.date(value if isinstance(value, date) else datetime.fromisoformat(value).date())
    if kind == "many":
        return t.sentence(t.choice("contact", name, one) for one in value.split(","))
    return t.choice("contact", name, value) if kind in ("flag", "choice") else str(value)


def _plain(text: str) -> str:
    """A text on one line, of which nothing is taken for HTML."""
    return " ".join(text.split()).replace("<", "\\<")
