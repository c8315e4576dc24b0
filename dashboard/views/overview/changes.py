"""What has happened since the data before, in plain sentences."""

from dashboard.figures.plain import Prose
from dashboard.metrics.readings.changes import Change, changes
from dashboard.views import key_figures
from dashboard.views.parts import Note, Part, Sentences
from dashboard.views.view import View, remembered


def part(view: View) -> Part | Note:
    """What has happened, in plain sentences computed from the data."""
    t, found = view.t, _changes(view)
    if not found:
        return Note(t("overview.changes.none"), True, "changes", t("overview.changes"))
    lines = tuple(sentence(view, change) for change in found)
    asked = key_figures.asked(view, [change.metric for change in found])
    return Part("changes", t("overview.changes"), "", Sentences(lines), lambda: Prose(lines), asked)


@remembered
def _changes(view: View) -> list[Change]:
    return changes(view.engine, view.selection, view.series)


def sentence(view: View, change: Change) -> str:
    """A change in words, with its numbers, areas and periods in the reader's language."""
    t, values = view.t, dict(change.values)
    if "share" in values:
        values["share"] = t.percent(values["share"])
    for name in ("now", "difference", "births", "deaths", "count"):
        if name in values:
            values[name] = t.number(values[name])
    if "fte" in values:
        values["fte"] = t.value(values["fte"], "fte", 0 if values["fte"] % 1 == 0 else 1)
        values["count"] = t.value(change.values["count"], "establishments")
    if "area" in values:
        values["area"] = t.area(values["area"])
    return t(f"change.{change.id}", **values)
