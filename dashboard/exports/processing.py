"""The record of processing activities (GDPR article 30), made from what is configured: Markdown in the reader's language."""

from dashboard.i18n.words import Words
from dashboard.register.actor import Role
from dashboard.register.processing import processing
from dashboard.register.retention import RULES
from dashboard.register.schema import KINDS
from dashboard.settings import settings

PARTS = ("purpose", "basis", "people", "data", "recipients", "transfer", "retention", "security")


def record_of_processing(t: Words) -> str:
    """What is held of whom, why, on which basis, who gets it, for how long, and how it is kept safe."""
    told, missing = processing(), t("persons.not_filled_in")
    listed = {"data": _data(t), "retention": _retention(t), "security": _security(t)}
    lines = [
        f"# {t('processing.title')}",
        t("processing.made", day=settings().clock()) + "\n",
        f"- {t('processing.controllers')}: {t.sentence(told.controllers)}",
        f"- {t('processing.officer')}: {told.officer or missing}",
        f"- {t('processing.processor')}: {told.processor or missing}",
    ]
    for part in PARTS:
        lines += [
            f"\n## {t(f'processing.{part}')}\n",
            *(listed[part] if part in listed else [t(f"processing.{part}.text")]),
        ]
    return "\n".join(lines) + "\n"


def _data(t: Words) -> list[str]:
    """The fields about people, by kind of record, and where else somebody may be named."""
    personal = {kind.name: [f.name for f in kind.fields if f.personal] for kind in KINDS.values()}
    held = [
        f"- {t(f'record.{kind}.plural')}: {t.sentence(t.field(kind, name) for name in names)}"
        for kind, names in personal.items()
        if names
    ]
    long = t.sentence(
        t(f"record.{kind.name}.plural") for kind in KINDS.values() if any(f.type == "long" for f in kind.fields)
    )
    return [*held, f"- {t('processing.data.free', kinds=long)}", f"- {t('processing.data.staff')}"]


def _retention(t: Words) -> list[str]:
    """Each rule with its time and reason, and what is kept for the archive."""
    rules = (
        f"- {t(f'persons.rule.{rule}')}: {kept_for(rule, t)}. {t(f'persons.retention.{rule}')}"
        for rule in RULES
    )  # fmt: skip
    return [*rules, f"- {t('processing.retention.archive')}"]


def kept_for(rule: str, t: Words) -> str:
    """How long a rule keeps, in words."""
    ((unit, count),) = processing().retention[rule].items()
    return t(f"persons.kept.{unit}", n=count)


def _security(t: Words) -> list[str]:
    """What the settings say: where the register is, who gets in, and for how long."""
    place = "server" if settings().database else "file"
    roles = t.sentence(t(f"role.{role.name}") for role in Role)
    signed = "roles" if settings().roles or settings().role_claim else "nobody"
    return [
        f"- {t(f'processing.security.{place}')}",
        f"- {t('processing.security.role_list', roles=roles)}",
        f"- {t(f'processing.security.{signed}', hours=t.number(settings().session_hours))}",
        f"- {t('processing.security.audit')}",
        f"- {t('processing.security.numbers')}",
        f"- {t('processing.security.warehouse')}",
    ]
