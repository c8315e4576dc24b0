"""The page Establishments: the goals, how establishments come along, where they are, and each of them with its evidence."""

from dashboard.views import overview
from dashboard.views.establishments import (
    climb,
    ledger,
    listing,
    on_map,
    split,
    stages,
)
from dashboard.views.parts import Note, Parts, together
from dashboard.views.view import View
from dashboard.views.wording import subject

METERS = ("meter_establishments", "meter_jobs_created")  # the goals, side by side


def parts(view: View) -> Parts:
    """What stands on the page; nothing where no establishments are known, which its answer says."""
    t, goals = view.t, overview.goals(view)
    if goals[0].verified is None:
        return together()
    meters = [overview.meter(view, goal) for goal in goals]
    whole = Note(t("establishments.every_industry"), True, "every_industry") if view.selection.codes() else None
    if not ledger.chosen(view).establishments:
        return together(*meters, whole, Note(t("establishments.none", area=subject(view)), key="none"))
    return together(
        *meters, whole, stages.part(view), climb.part(view), on_map.part(view),
        *split.parts(view), listing.part(view),
    )  # fmt: skip
