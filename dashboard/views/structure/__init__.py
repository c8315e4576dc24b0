"""The page Structure: its answer in one sentence, and what the areas are specialised in, how they change and how mixed they
are."""

from dashboard.metrics.readings.growth import newest
from dashboard.metrics.readings.shifts import since
from dashboard.views import industries
from dashboard.views.parts import Note, Parts, together
from dashboard.views.structure import diversity, related, shift, specialisation
from dashboard.views.structure.choice import Choice, apart, chosen, of
from dashboard.views.view import View, remembered
from dashboard.views.wording import subject


def parts(view: View) -> Parts:
    """What stands on the page."""
    choice = chosen(view)
    if not known(view):
        return together(_lacking(view, choice))
    return together(
        _lacking(view, choice), specialisation.part(view, choice), shift.part(view, choice),
        *related.parts(view, choice), diversity.part(view, choice),
    )  # fmt: skip


@remembered
def answer(view: View) -> str:
    """How the number of jobs has changed, and how much of it is the areas' own; what to import if nothing is known."""
    t, area, choice = view.t, subject(view), chosen(view)
    if not newest(industries.whole(view, view.selection)):
        return t("jobs.nothing", area=area)
    question, found = shift.summed(view, choice)
    if found is None:
        return t("structure.lead")
    series = view.series(question)
    ends = {"since": t.period(since(series)), "until": t.period(newest(series))}
    if apart(view, choice):
        return f"**{t('structure.answer.total', area=area, jobs=t.signed(found.total), **ends)}**"
    told = {"jobs": t.signed(found.total), "own": t.signed(found.regional), "reference": t.reference(choice.reference)}
    return f"**{t('structure.answer', area=area, **told, **ends)}**"


def known(view: View) -> bool:
    """Whether the jobs are known on both sides of the comparison."""
    total = industries.whole(view, of(view, chosen(view).reference)).latest
    return bool(industries.years(view, view.selection) and total and total.value is not None)


def _lacking(view: View, choice: Choice) -> Note | None:
    """Why the jobs are not known, unless the answer says it; else of how many municipalities they are not."""
    t, total = view.t, industries.whole(view, of(view, choice.reference)).latest
    if not industries.years(view, view.selection):
        return None
    if total is None or total.value is None:
        return Note(t("structure.nothing", reference=t.reference(choice.reference)), key="lacking")
    if total.left_out:
        told = t("structure.lacking", n=total.left_out, reference=t.reference(choice.reference))
        return Note(told, quiet=True, key="lacking")
    return None
