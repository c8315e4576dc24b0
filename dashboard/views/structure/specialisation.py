"""What the chosen areas are specialised in, and whether it grows: a bubble for each industry."""

from dataclasses import replace

from dashboard.figures import bars, bars_plain, scatter, scatter_plain
from dashboard.figures.theme import SIGNS, Texts
from dashboard.metrics.question import SELECTED
from dashboard.metrics.ranking import ENOUGH, ordered
from dashboard.metrics.readings.growth import Growth, growths
from dashboard.metrics.series import Point
from dashboard.views import industries
from dashboard.views.parts import Note, Part, Plot
from dashboard.views.structure import choice as structure
from dashboard.views.structure.choice import SPAN, Choice
from dashboard.views.view import View, remembered

KEY, METRIC, TOLD = "specialisation", "location_quotient", 3


def part(view: View, choice: Choice) -> Part | Note:
    """The field, under the sentence that says which industry stands out most; without growth bars."""
    t, questions = view.t, structure.asked(view, METRIC, choice)
    if not structure.points(view, questions):
        return Note(t("structure.quotient.missing"), key=KEY)
    if not _large(view, choice):
        return Note(t("structure.quotient.nothing", least=ENOUGH), key=KEY)
    title, summary, asked = _finding(view, choice), _summary(view, choice), structure.told_of(view, questions)
    if any(_growth(view, p, choice) for p in _large(view, choice)):
        return Part(
            KEY, title, summary, Plot(lambda: scatter.draw(_field(view, choice), _field_texts(view, choice), view.mode)),
            lambda: scatter_plain.plain(_field(view, choice), _field_texts(view, choice)), asked,
        )  # fmt: skip
    texts = replace(industries.texts(view), number=lambda value: t.number(value, 1))
    return Part(
        KEY, title, summary, Plot(lambda: bars.draw(_ranking(view, choice), texts, view.mode)),
        lambda: bars_plain.plain(_ranking(view, choice), texts, t(f"metric.{METRIC}.name"), decimals=1), asked,
    )  # fmt: skip


def _large(view: View, choice: Choice) -> list[Point]:
    """The industries with enough jobs to be named, the most specialised first."""
    points = structure.points(view, structure.asked(view, METRIC, choice))
    return ordered(p for p in points if (p.count or 0) >= ENOUGH and p.breakdown != "?")


def _rows(view: View, choice: Choice) -> list[str]:
    """The areas that are told of, each once."""
    return list(dict.fromkeys(p.area for p in _large(view, choice)))


@remembered
def _grown(view: View, row: str, level: str) -> dict[str, Growth]:
    mine = structure.of(view, row)
    jobs, years = view.series(industries.jobs(view, mine, level)), industries.years(view, mine, SPAN)
    return {growth.category: growth for growth in growths(jobs, years)}


def _growth(view: View, point: Point, choice: Choice) -> Growth | None:
    return _grown(view, point.area, choice.level).get(point.breakdown)


@remembered
def _ranking(view: View, choice: Choice) -> bars.Ranking:
    """Where there is no earlier year to reckon growth from: the quotients alone."""
    t = view.t
    rows = [
        bars.Bar(
            f"{p.area} {p.breakdown}", t.industry(p.breakdown, short=True), p.value, note=t.value(p.count, "jobs"),
            area="" if p.area == SELECTED else p.area,
        )
        for p in _large(view, choice)
    ]  # fmt: skip
    return bars.info(rows, [(t.reference(choice.reference), 1.0)])


@remembered
def _field(view: View, choice: Choice) -> scatter.Scatter:
    t, points = view.t, _large(view, choice)
    rows = _rows(view, choice)
    ambiguous = len(rows) > len({row[:2] for row in rows})  # the bubble's shape tells the country only
    bubbles = []
    for p in points:
        growth, industry = _growth(view, p, choice), t.industry(p.breakdown, short=True)
        name = f"{structure.named(view, p.area)}: {industry}" if ambiguous else industry
        bubbles.append(
            scatter.Bubble(
                f"{p.area} {p.breakdown}", name, p.value, growth.share if growth else None, p.count,
                t.value(p.count, "jobs"), "" if p.area == SELECTED else p.area,
            )
        )  # fmt: skip
    return scatter.info(bubbles)


def _field_texts(view: View, choice: Choice) -> Texts:
    t = view.t
    words = {word: t(f"structure.corner.{word}") for word in scatter.QUADRANTS}
    words |= {"x": t("structure.axis.quotient", reference=t.reference(choice.reference)), "y": _span(view, choice)}
    return replace(
        industries.texts(view, words), number=lambda value: t.number(value, 2 if value < 0.1 else 1),
        change=lambda share: industries.percent(view, share),
    )  # fmt: skip


def _span(view: View, choice: Choice) -> str:
    """The axis of growth: between which years; they are the same for every industry of an area."""
    found = [g for row in _rows(view, choice) for g in _grown(view, row, choice.level).values()]
    years = {(view.t.period(g.since), view.t.period(g.until)) for g in found}
    return view.t("structure.axis.growth", years=" / ".join("–".join(pair) for pair in sorted(years)))


def _finding(view: View, choice: Choice) -> str:
    t, found = view.t, _large(view, choice)
    times = t.number(found[0].value or 0, 1)
    top = [p for p in found if p.value == found[0].value and p.area == found[0].area]
    values = {"area": structure.named(view, found[0].area), "reference": t.reference(choice.reference)}
    if (found[0].value or 0) <= 1 or times == t.number(1, 1):
        return t("structure.quotient.alike", **values)
    names = industries.names(view, [p.breakdown for p in top])
    return t("structure.quotient.title", names=names, times=times, **values)


def _summary(view: View, choice: Choice) -> str:
    """The most specialised in words, and what is not in the picture."""
    t, found = view.t, _large(view, choice)
    told = []
    for p in found[:TOLD]:
        growth = _growth(view, p, choice)
        parts = [t.value(p.count, "jobs"), *([industries.change(view, growth)] if growth else [])]
        where = [structure.named(view, p.area)] if len(_rows(view, choice)) > 1 else []
        industry, times = t.industry(p.breakdown, short=True), t.number(p.value or 0, 1)
        told.append(f"{industry} {times} ({', '.join([*where, *parts])})")
    few = len(structure.points(view, structure.asked(view, METRIC, choice))) - len(found)
    said = [t("structure.quotient.summary", told="; ".join(told))]
    signs = [f"{SIGNS[row[:2]]} {t.area(row)}" for row in _rows(view, choice) if row[:2] in SIGNS]
    said = [*([" · ".join(signs) + "."] if len(signs) > 1 else []), *said]
    unknown = sum(_growth(view, p, choice) is None for p in found)
    said += [t("structure.quotient.few", n=few, least=ENOUGH)] if few else []
    if unknown == len(found):
        said.append(t("structure.quotient.year"))
    elif unknown:
        said.append(t("structure.quotient.unknown", n=unknown))
    said += [t("structure.hidden")] if any(p.status == "partial" for p in found) else []
    return " ".join(said)
