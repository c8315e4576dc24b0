"""A change in jobs by its parts: the industries of one area, or a row for each of several."""

from dataclasses import replace

from dashboard.figures import parts
from dashboard.metrics.question import SELECTED, Question
from dashboard.metrics.readings.growth import newest
from dashboard.metrics.readings.shifts import Shift, best, most_own, shifts, since
from dashboard.metrics.series import Series
from dashboard.views import industries
from dashboard.views.parts import Asked, Note, Part, Plot
from dashboard.views.structure.choice import Choice
from dashboard.views.view import View, remembered
from dashboard.views.wording import subject

KEY, MOST = "shift", 10
PARTS = ("national", "mix", "regional")


def part(view: View, choice: Choice) -> Part | Note:
    """The parts as bars; a sentence instead where a break or too few years forbid it."""
    t, question = view.t, _question(view, choice)
    series, found = view.series(question), shifts(view.series(question))
    if found:
        return Part(
            KEY, _finding(view, choice, found), _summary(view, choice, series),
            Plot(lambda: parts.draw(_parted(view, choice), industries.texts(view), view.mode)),
            lambda: parts.plain(_parted(view, choice), industries.texts(view), unit=t("metric.jobs.name")),
            (Asked(question),),
        )  # fmt: skip
    if any(p.status == "break" for p in series.points):
        year = max(b.period for b in series.breaks)
        return Note(t("structure.shift.break", year=t.period(year)), key=KEY)
    return Note(t("structure.shift.nothing", reference=t.reference(choice.reference)), key=KEY)


def _summary(view: View, choice: Choice, series: Series) -> str:
    """What the parts are, and what is not in the picture."""
    t, all_of_them, broken = view.t, shifts(series), {p.area for p in series.points if p.status == "break"}
    said = [t("structure.shift.summary", reference=t.reference(choice.reference))]
    if broken:
        said.append(t("structure.shift.broken", n=len(broken)))
    if _by_industry(view, choice) and len(all_of_them) > MOST:
        said.append(t("structure.shift.shown", n=MOST, all=len(all_of_them)))
    if view.selection.codes() and not _by_industry(view, choice):
        said.append(t("structure.whole"))
    if any(p.status == "partial" for p in series.points):
        said.append(t("structure.hidden"))
    return " ".join(said)


def _by_industry(view: View, choice: Choice) -> bool:
    return len(view.selection.areas) == 1 and choice.reference != SELECTED


def _question(view: View, choice: Choice) -> Question:
    ask = Question("shift_share", view.selection, reference=choice.reference, level=choice.level)
    if _by_industry(view, choice):
        ask = Question("shift_share", view.selection, "industry", True, reference=choice.reference, level=choice.level)
    return since_break(view, ask)


@remembered
def _parted(view: View, choice: Choice) -> parts.Parts:
    t, found = view.t, shifts(view.series(_question(view, choice)))
    if _by_industry(view, choice):
        found = most_own(found, MOST)
    told = [t.industry(s.industry, short=True) if s.industry else t.area(s.area) for s in found]
    rows = [
        parts.Parted(name, (s.national, s.mix, s.regional), s.industry or s.area)
        for name, s in zip(told, found, strict=True)
    ]
    return parts.info([t(f"structure.part.{part}") for part in PARTS], rows)


def _finding(view: View, choice: Choice, found: list[Shift]) -> str:
    """The three parts of the whole change; of several areas who has most of its own."""
    t, series = view.t, view.series(_question(view, choice))
    ends = {"since": t.period(since(series)), "until": t.period(newest(series))}
    _, whole = summed(view, choice)
    if _by_industry(view, choice) and whole is not None:
        told = {part: t.signed(getattr(whole, part)) for part in (*PARTS, "total")}
        return t("structure.shift.title", area=subject(view), **told, **ends)
    top = best(found)
    own = t.signed(top[0].regional)
    if not own.startswith("+"):
        return t("structure.shift.nobody", **ends)
    return t("structure.shift.best", names=t.sentence(t.area(s.area) for s in top), own=own, **ends)


def summed(view: View, choice: Choice) -> tuple[Question, Shift | None]:
    """The parts of the change in all jobs of the chosen areas together."""
    question = since_break(view, Question("shift_share", view.selection, by="none", reference=choice.reference))
    return question, next(iter(shifts(view.series(question))), None)


def since_break(view: View, question: Question) -> Question:
    """The question from the last break in the series on, where the filters do not say from when."""
    series = view.series(question)
    if question.selection.first or not series.breaks:
        return question
    first, last = max(b.period for b in series.breaks), max(p.period for p in series.points)
    return replace(question, selection=replace(question.selection, first=int(first), last=int(last)))
