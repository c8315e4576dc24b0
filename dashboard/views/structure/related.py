"""Industries that are missing here but near to what is strong: ideas to try, with what each is near to."""

from dataclasses import replace

from dashboard.figures import bars, bars_plain
from dashboard.figures.plain import Prose
from dashboard.figures.theme import Texts
from dashboard.metrics.question import SELECTED, Question
from dashboard.metrics.ranking import ordered
from dashboard.metrics.readings.near import near, strong
from dashboard.metrics.series import Point
from dashboard.views import industries
from dashboard.views.parts import Note, Part, Plot, Sentences
from dashboard.views.structure import choice as structure
from dashboard.views.structure.choice import Choice
from dashboard.views.view import View, remembered

KEY, METRIC, QUOTIENT, LEVEL = "related", "relatedness_density", "location_quotient", "division"
SHOWN, NAMED = 10, 3


def parts(view: View, choice: Choice) -> tuple[Part | Note, ...]:
    """The nearest as bars, and what each of them is near to."""
    t, found = view.t, _nearest(view, choice)
    if not found:
        return (Note(t("structure.related.nothing"), key=KEY),)
    texts, name, close = _texts(view), t(f"metric.{METRIC}.name"), tuple(_list(view, choice, found))
    bars_part = Part(
        KEY, _finding(view, found), t("structure.related.summary", caveat=t(f"metric.{METRIC}.caveat")),
        Plot(lambda: bars.draw(_ideas(view, choice), texts, view.mode)),
        lambda: bars_plain.plain(_percent(_ideas(view, choice)), texts, name, percent=True),
        structure.told_of(view, structure.asked(view, METRIC, choice, LEVEL)),
    )  # fmt: skip
    near_part = Part(
        "near", t("structure.related.near"), "", Sentences(close), lambda: Prose(close),
        structure.told_of(view, structure.asked(view, QUOTIENT, choice, LEVEL)),
    )  # fmt: skip
    return bars_part, near_part


def _nearest(view: View, choice: Choice) -> list[Point]:
    """The ideas, as many for each of the areas that are told of one by one."""
    found = [p for p in ordered(structure.points(view, structure.asked(view, METRIC, choice, LEVEL))) if p.value]
    rows = {p.area: [q for q in found if q.area == p.area] for p in found}
    return ordered(p for mine in rows.values() for p in mine[: max(1, SHOWN // len(rows))])


@remembered
def _ideas(view: View, choice: Choice) -> bars.Ranking:
    t, found = view.t, _nearest(view, choice)
    several = len({p.area for p in found}) > 1
    rows = [
        bars.Bar(
            f"{p.area} {p.breakdown}", t.industry(p.breakdown, short=True), p.value, area=p.area if several else "",
            note=", ".join([*([t.area(p.area)] if several else []), t.value(p.count, "jobs")]),
        )
        for p in found
    ]  # fmt: skip
    return bars.info(rows)


def _percent(ideas: bars.Ranking) -> bars.Ranking:
    """The shares times 100."""
    return ideas._replace(bars=tuple(bar._replace(value=100 * (bar.value or 0.0)) for bar in ideas.bars))


def _texts(view: View) -> Texts:
    return replace(industries.texts(view), number=lambda value: view.t.percent(value, 0))


def _finding(view: View, found: list[Point]) -> str:
    t = view.t
    top = [p for p in found if p.value == found[0].value and p.area == found[0].area]
    values = {"area": structure.named(view, top[0].area), "share": t.percent(top[0].value or 0, 0)}
    names = industries.names(view, [p.breakdown for p in top])
    return t("structure.related.title" if len(top) == 1 else "structure.related.tie", names=names, **values)


@remembered
def _near(view: View, choice: Choice, row: str, wanted: tuple[str, ...]) -> dict[str, list[str]]:
    """What the wanted industries are near to among what is strong in the row."""
    # also those industries count that are not chosen
    every = replace(view, selection=replace(view.selection, industries=(), theme=""))
    here = [p for p in structure.points(every, structure.asked(every, QUOTIENT, choice, LEVEL)) if p.area == row]
    places = every.selection if choice.reference == SELECTED else structure.of(every, choice.reference)
    year = max((int(p.period) for p in here), default=None)  # of the years chosen only the newest is looked at
    quotients = Question(
        QUOTIENT, replace(places, first=year, last=year), "industry", reference=choice.reference, level=LEVEL
    )
    return dict(near(industries.last_points(view.series(quotients)), strong(here), wanted, NAMED))


def _list(view: View, choice: Choice, found: list[Point]) -> list[str]:
    """A line for each idea: what is strong there and near to it."""
    wanted = {row: tuple(p.breakdown for p in found if p.area == row) for row in dict.fromkeys(p.area for p in found)}
    close = {row: _near(view, choice, row, codes) for row, codes in wanted.items()}
    lines = []
    for p in found:
        where = f"{structure.named(view, p.area)}: " if len(wanted) > 1 else ""
        beside = industries.names(view, close[p.area][p.breakdown])
        lines.append(f"{where}{view.t.industry(p.breakdown, short=True)} – {beside}")
    return lines
