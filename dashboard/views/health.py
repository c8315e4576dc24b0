"""The words for how sources are and what changed: the same on the page, in the feed and on the command line."""

from collections.abc import Mapping, Sequence
from typing import Any

from dashboard.i18n import Words
from dashboard.journal import Event
from dashboard.metrics.lists.changes import Change
from dashboard.metrics.lists.health import WELL, WRONG, Health
from dashboard.publishers import publishers

NAMED = 3  # sources, or differences, in a sentence


def title(t: Words, source: str) -> str:
    """A source's title in the reader's language."""
    return str(publishers().get(source, {}).get(f"title_{t.language}", source))


def finding(t: Words, healths: Sequence[Health]) -> str:
    """All sources in one sentence; "" where nothing has come of any."""
    known = [one for one in healths if one.state not in ("never", "no_key")]
    if not known:
        return ""
    wrong = [one for one in known if one.state in WRONG]
    well = sum(one.state in WELL for one in known)
    first = t("health.finding", n=well, all=len(known)) if wrong else t("health.finding.all", n=well)
    more = [t("health.more", n=len(wrong) - NAMED)] if len(wrong) > NAMED else []
    return "; ".join([first, *(clause(t, one) for one in wrong[:NAMED]), *more]) + "."


def clause(t: Words, one: Health) -> str:
    """What is wrong with a source, as a part of a sentence."""
    source = title(t, one.source)
    if one.state == "held":
        return t("health.clause.held", source=source, differences=differences(t, one.held[0].differences))
    return (
        t("health.clause.late", source=source, n=one.late)
        if one.state == "late"
        else t("health.clause.failing", source=source)
    )


def state(t: Words, one: Health) -> str:
    """The word for how a source is."""
    return t("health.state.late.days", n=one.late) if one.state == "late" else t(f"health.state.{one.state}")


def differences(t: Words, found: Sequence[Mapping[str, Any]], most: int = NAMED) -> str:
    """How a held file differs, each field by its name; of more than ``most`` how many."""
    more = [t("health.difference.more", n=len(found) - most)] if len(found) > most else []
    return t.sentence([*(_difference(t, one) for one in found[:most]), *more])


def _difference(t: Words, one: Mapping[str, Any]) -> str:
    if one["what"] in ("missing", "new"):
        return t(f"health.difference.{one['what']}", field=one["field"])
    if one["what"] == "type":
        before, now = (t(f"health.type.{one[name]}") for name in ("before", "now"))
        return t("health.difference.type", field=one["field"], before=before, now=now)
    return t(f"health.difference.{one['what']}", before=one["before"], now=one["now"])


def change(t: Words, one: Change) -> str:
    """What changed, in one sentence that begins with the source's title."""
    return f"{title(t, one.source)}: {happened(t, one).removesuffix('.')}."


def happened(t: Words, one: Event | Change) -> str:
    """What came of a visit, or changed, in words; a failure's sentence is in English where its text is gone by now."""
    if isinstance(one, Change) and one.revised:
        told = [t(f"health.revised.{part.fact}", n=part.figures, all=part.compared) for part in one.revised]
        return t(
            "health.event.revised", figures=t.sentence(told), before=max(part.before_as_of for part in one.revised)
        )
    if one.kind in ("failed", "skipped"):
        return t(one.key, **one.values) if t.has(one.key) else one.sentence
    if one.kind == "held":
        return t("health.event.held", file=one.file, differences=differences(t, one.differences))
    rejected = f", {t('health.event.rejected', n=one.rejected)}" if one.rejected else ""
    return t(f"health.event.{one.kind}", n=one.rows) + rejected
