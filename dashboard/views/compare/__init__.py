"""The page Compare: what stands side by side, by which sentence, and all that is told of it."""

from dataclasses import replace
from typing import NamedTuple

from dashboard.metrics.readings import regions
from dashboard.metrics.readings.comparing import Place
from dashboard.metrics.reference import COUNTRIES
from dashboard.views import comparison, funding, similar
from dashboard.views.compare import dots, table
from dashboard.views.parts import Note, Parts, together
from dashboard.views.view import View, remembered

WITH = ("areas", "regions", "similar")
MOST = 5
USUAL = ("SE-2380", "NO-5001")  # two towns to begin with, where nothing is chosen


class Compared(NamedTuple):
    """The places to put side by side, the sentence that says which, and for similar ones the municipality."""

    places: tuple[Place, ...]
    sentence: str
    like: str = ""


def parts(view: View) -> Parts:
    """What stands on the page."""
    found = compared(view)
    near = similar.near(view, found.like, similar.weights(view)) if found.like else {}
    return together(
        *(similar.part(view, country, near[country]) for country in COUNTRIES if found.like),
        Note(view.t("similar.help"), quiet=True, key="similar") if found.like else None,
        *dots.parts(view, found.places), funding.part(view, found.places),
        table.part(view, found.places, funding.currency(view, found.places)),
    )  # fmt: skip


@remembered
def compared(view: View) -> Compared:
    """What is to be compared."""
    way = view.option("with", WITH)
    if way == "similar":
        like = similar.chosen(view)
        near = similar.near(view, like, similar.weights(view))
        return Compared(similar.places(like, near), similar.answer(view, like, near), like)
    keys = view.selection.areas or USUAL
    if way == "regions":
        inside = replace(view.selection, areas=keys).municipalities()
        every = [Place(region.key, region.areas) for region in regions.around(inside)]
    else:
        every = [Place(key, (key,)) for key in keys]
    return Compared(tuple(every[:MOST]), _sentence(view, way, every))


def _sentence(view: View, way: str, every: list[Place]) -> str:
    """Which places they are, and where they come from when the reader has not chosen them."""
    t = view.t
    told = [t(f"compare.lead.{way}", names=t.sentence([comparison.short(view, p.key) for p in every[:MOST]]))]
    if not view.selection.areas:
        told.append(t("compare.lead.usual"))
    if len(every) > MOST:
        told.append(t("compare.lead.more", shown=MOST, all=len(every)))
    if way == "regions":
        told += [
            t("compare.outside", region=comparison.short(view, p.key), outside=regions.regions()[p.key].outside)
            for p in every[:MOST] if regions.regions()[p.key].outside
        ]  # fmt: skip
    return " ".join(told)
