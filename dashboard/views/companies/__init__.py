"""The Companies page: the largest of those in the filter, and how long companies live."""

from typing import Any

import pyarrow as pa

from dashboard.metrics.lists import listing
from dashboard.views import listed
from dashboard.views.companies import survival
from dashboard.views.parts import Note, Part, Parts, Records, Rows, together
from dashboard.views.view import View
from dashboard.views.wording import subject

LARGEST = 10


def parts(view: View) -> Parts:
    """What stands on the page; of the list, which a reader searches and orders there, the largest companies."""
    return together(largest(view), survival.part(view))


def largest(view: View, none: str = "") -> Part | Note:
    """The ten largest companies with their seat in the areas; sole traders are never in the list. Without any ``none`` says
    why and what to do."""
    t, area = view.t, subject(view)
    found, title = listing.companies(view.engine, view.selection, most=LARGEST), t("municipality.largest", area=area)
    if not found.num_rows:
        return Note(none or t("companies.none", area=area), True, "largest", title)
    every = found.column("found")[0].as_py()
    return Part(
        "largest", title, t("municipality.largest.help", n=every), Rows(lambda: _short(view, found), (t("column.employees"),)),
        lambda: listed.of_words(_short(view, found), every - found.num_rows),
        records=Records(
            lambda: listed.rows_of(view, found, listed.COMPANY), ("company",), t("metric.companies.definition")
        ),
    )  # fmt: skip


def _short(view: View, found: pa.Table) -> dict[str, list[str]]:
    """What is told of the largest: of one municipality it goes without saying where they are."""
    t, told = view.t, columns(view, found)
    kept = [t("column.name"), t("column.area"), t("column.industry"), t("column.employees")]
    if len(view.selection.municipalities()) == 1:
        kept.remove(t("column.area"))
    return {name: told[name] for name in kept}


def columns(view: View, found: pa.Table) -> dict[str, list[str]]:
    """Companies as they are read: names for keys, bands for headcounts."""
    t, rows = view.t, found.to_pylist()
    return {
        **listed.columns(view, rows, lambda row: t.industry(industry(row), short=True)),
        t("column.workplaces"): [t.number(r["workplaces"]) for r in rows],
        t("column.opened"): [t.date(r["opened"]) if r["opened"] else "" for r in rows],
    }


def industry(row: Any) -> str:
    """A company's industry as closely as it is known."""
    return str(row["division"] if row["division"] != "?" else row["industry"])
