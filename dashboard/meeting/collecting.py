"""From a meeting to its deck: each view is asked anew and put into words, numbers and sources."""

from collections.abc import Iterable
from dataclasses import replace
from itertools import chain

from dashboard.figures.plain import Grid, Numbers, Picture, Prose
from dashboard.i18n import words
from dashboard.meeting.deck import Deck, Explained, Slide
from dashboard.meeting.item import Item
from dashboard.meeting.meeting import Meeting
from dashboard.metrics.catalogue import lookup
from dashboard.metrics.series import Series
from dashboard.progress import Report, silent
from dashboard.views.answers import engine
from dashboard.views.explained import command, filled, record_sources, source_lines
from dashboard.views.grids import of_questions, of_series
from dashboard.views.pages import pictured, view_of
from dashboard.views.parts import Asked, Part
from dashboard.views.view import View
from dashboard.views.wording import link, subject, within
from dashboard.warehouse.engine import Identity

SINGLE = "."  # in a figure's key: one of several key figures, figures.jobs


def collect(
    meeting: Meeting, warehouse: Identity, address: str, language: str = "", *, narrow: dict[str, str] | None = None,
    report: Report = silent,
) -> Deck:  # fmt: skip
    """The meeting as it is shown now, in its own language or another. ``narrow`` are filters laid over those of each view.

    A view whose picture there is nothing for (no data for it now) is a slide that says so."""
    language = language or meeting.language
    slides: list[Slide] = []
    for number, item in enumerate(meeting.items):
        report(item.page, number / len(meeting.items))
        query = {**dict(item.query), **(narrow or {})}
        view = view_of(item.page, query, item.language or language, warehouse, address)
        slides += slides_of(view, item)
    facts = engine(warehouse).facts
    return Deck(
        meeting.id, meeting.title, tuple(_told_apart(slides)), language, meeting.date, meeting.place, meeting.organiser,
        f"{address}/meeting?id={meeting.id}", facts.as_of.isoformat(), facts.version, facts.demo, meeting.frozen,
    )  # fmt: skip


def slides_of(view: View, item: Item) -> list[Slide]:
    """The slides of one collected view: of its figure, or of all that its page shows."""
    parts = pictured(view)
    key, _, metric = item.figure.partition(SINGLE)
    chosen = [parts[key]] if key in parts else [] if key else list(parts.values())
    found = [slide(view, part, metric) for part in chosen]
    if not found:
        found = [_nothing(view, item.figure)]
    if len(found) == 1 and item.title:
        found = [replace(found[0], title=item.title)]
    return [replace(one, note=item.note) for one in found]


def slide(view: View, part: Part, metric: str = "") -> Slide:
    """A part of a page as a slide; of key figures all, or only one ``metric``."""
    asked = tuple(a for a in part.asked if not metric or a.question.metric == metric)
    picture = part.plain()
    if metric and isinstance(picture, Numbers):
        picture = Numbers(tuple(n for n in picture.numbers if n.label in {label for _, label in asked}))
    facts, metrics = view.engine.facts, dict.fromkeys(a.question.metric for a in asked)
    sources = chain.from_iterable(source_lines(view, name) for name in metrics)
    records = record_sources(view, part.records.kinds) if part.records else []
    key = f"{part.key}{SINGLE}{metric}" if metric else part.key
    title = part.title or _names(view, picture)
    return Slide(
        f"{view.page}/{key}", title, subject(view), part.summary or part.above, picture,
        _table(view, part, asked, picture), explained=tuple(_explained(view, asked, part, title)),
        sources=tuple(dict.fromkeys([*sources, *records])), as_of=facts.as_of.isoformat(), demo=facts.demo,
        link=link(view, figure=part.key),
    )  # fmt: skip


def _names(view: View, picture: Picture) -> str:
    """Key figures have no sentence of their own: what they are and of where."""
    numbers = picture.numbers if isinstance(picture, Numbers) else ()
    names = [within(n.label) if place else n.label for place, n in enumerate(numbers)]
    return view.t("meeting.numbers", names=view.t.sentence(names), area=subject(view))


def _table(view: View, part: Part, asked: tuple[Asked, ...], picture: Picture) -> Grid:
    if part.records:
        return part.records.table()
    if part.composed:
        return of_series(view, part.composed())
    if asked:
        return of_questions(view, asked)
    return picture if isinstance(picture, Grid) else Grid((), ())


def _explained(view: View, asked: Iterable[Asked], part: Part, title: str) -> Iterable[Explained]:
    """What stands behind each metric of the part, once; records have the part's ``title`` for a name."""
    t, told = view.t, set[str]()
    for question, _ in asked:
        if question.metric in told:
            continue
        told.add(question.metric)
        metric, series = lookup(question.metric), view.series(question)
        breaks = tuple(dict.fromkeys(f"{t.period(b.period)}: {b.notes[t.language]}" for b in series.breaks))
        ask, answer = _likely(view, series, breaks)
        last = series.latest
        yield Explained(
            metric.id, t(f"metric.{metric.id}.name"), t(f"metric.{metric.id}.definition"),
            t(f"metric.{metric.id}.formula"), _unmarked(filled(view, series, last)) if last else "",
            f"{t(f'grade.{metric.grade}')}. {t(f'metric.{metric.id}.caveat')}", breaks, ask, answer, command(question),
        )  # fmt: skip
    if part.records:
        yield Explained(name=title, definition=part.records.meaning)


def _unmarked(markdown: str) -> str:
    return markdown.replace("**", "").replace("  \n", " ")


def _likely(view: View, series: Series, breaks: tuple[str, ...]) -> tuple[str, str]:
    """What is asked first about such numbers in a meeting, and the answer."""
    t = view.t
    if series.grade == "C":
        return t("meeting.ask.compare"), t(f"metric.{series.metric}.caveat")
    if breaks:
        return t("meeting.ask.break", year=t.period(series.breaks[-1].period)), breaks[-1]
    left_out = max((p.left_out for p in series.points), default=0)
    if left_out:
        return t("meeting.ask.missing"), t("explain.left_out", n=left_out)
    return t("meeting.ask.source"), t.sentence(source_lines(view, series.metric))


def _nothing(view: View, figure: str) -> Slide:
    """A slide for a view that nothing is known for now."""
    text, facts = view.t("meeting.nothing", page=view.t(f"page.{view.page}")), view.engine.facts
    return Slide(
        f"{view.page}/{figure}", text, subject(view), "", Prose((view.t("meeting.nothing.do"),)), Grid((), ()),
        as_of=facts.as_of.isoformat(), demo=facts.demo, link=link(view),
    )  # fmt: skip


def _told_apart(slides: list[Slide]) -> Iterable[Slide]:
    """Two slides that say the same are told apart by their area, and if need be by a number: each title is there once."""
    seen: set[str] = set()
    for one in slides:
        title = one.title if one.title not in seen else f"{one.title} ({one.subject})"
        number = 2
        while title in seen:
            title, number = f"{one.title} ({number})", number + 1
        seen.add(title)
        yield replace(one, title=title)


def of_address(address: str, language: str) -> Meeting:
    """A meeting of the one view that an address names, for exports of a single view. Raises UserError for no page."""
    item = Item.of(address)
    return Meeting(words(item.language or language)(f"page.{item.page}"), item.language or language, (item,))
