"""The jobs of the ledger split up in a way that the reader chooses; and the jobs outside the goal, each with the reason why."""

from collections.abc import Callable

from dashboard.figures import split as drawn
from dashboard.figures.plain import Column, Grid
from dashboard.figures.theme import Texts
from dashboard.metrics.catalogue import lookup
from dashboard.metrics.readings import split
from dashboard.views.establishments import ledger
from dashboard.views.grids import Filled, of_columns
from dashboard.views.parts import Html, Note, Part, Records
from dashboard.views.view import View, remembered
from dashboard.views.wording import texts

WAYS = tuple(split.WAYS)


def parts(view: View) -> tuple[Part | Note, ...]:
    """The jobs created by country, municipality, industry and so on, then those that do not count."""
    return _created(view), _outside(view)


def _created(view: View) -> Part | Note:
    t, way = view.t, view.option("by", WAYS)
    found = split.created(ledger.chosen(view).jobs, way)
    if not found:
        return Note(t("establishments.split.none"), key="split")
    left = len(found) - drawn.MOST
    told = [t("establishments.split.help"), *([t("establishments.split.left", n=left)] if left > 0 else [])]
    told += [t("establishments.split.activity")] if way == "activity" else []
    return _part(view, "split", finding(view, way, found), " ".join(told), t(f"establishments.by.{way}"), _by_way)


def _outside(view: View) -> Part | Note:
    """What is kept apart or does not count, and why: said even where there is nothing of the kind."""
    t = view.t
    found = split.outside(ledger.chosen(view).jobs)
    if not found:
        return Note(t("establishments.outside.none"), True, "outside")
    total = t.value(sum(sum(part.amounts) for part in found), lookup("jobs_created").unit, 1)
    title = t("establishments.outside.title", value=total)
    return _part(view, "outside", title, "", t("establishments.outside"), _by_reason)


def _part(
    view: View, key: str, title: str, summary: str, caption: str, rows: Callable[[View], list[drawn.Row]]
) -> Part:  # fmt: skip
    """A table of bars, each in three parts."""
    words = {**ledger.states(view), "caption": caption, "mark": texts(view).words["mark"]}
    said = Texts(number=lambda amount: ledger.number(view, amount), words=words)
    return Part(
        key, title, summary, Html(lambda: drawn.draw(drawn.info(rows(view)), said, view.mode)),
        lambda: drawn.plain(drawn.info(rows(view)), said, unit=view.t("metric.jobs_created.name")),
        records=Records(lambda: _table(view, rows(view), caption), ledger.MARTS, view.t("metric.jobs_created.definition")),
    )  # fmt: skip


def finding(view: View, way: str, parts: list[split.Part]) -> str:
    """Where most of the verified are; what to say when all are in one place, in equal parts, or none yet."""
    t, first = view.t, split.leading(parts)
    total = sum(part.verified for part in parts)
    if not first:
        return t("establishments.split.nothing_verified")
    names, most = (
        t.sentence([category(view, way, part.key) for part in first]),
        ledger.number(view, first[0].verified),
    )
    if first[0].verified == total:
        return t("establishments.split.all", name=names, value=most)
    key = "establishments.split.tie" if len(first) > 1 else "establishments.split.most"
    return t(key, name=names, value=most, total=ledger.number(view, total))


def category(view: View, way: str, key: str) -> str:
    """A category in words; an activity stands as the project has written it."""
    t = view.t
    if not key:
        return t("establishments.split.unknown")
    if way in ("country", "area"):
        return t.area(key)
    if way == "industry":
        return t.industry(key, short=True)
    if way == "contract":
        return t.choice("job_result", "contract", key)
    return key if way == "activity" else t(f"establishments.education.{key}")


def outside(view: View, reason: str) -> str:
    """What keeps jobs outside the goal, in a word or two."""
    own = reason in ("maintained", "moved", "lost")
    return view.t(f"establishments.outside.{reason}") if own else view.t.choice("job_result", "effect", reason)


@remembered
def _by_way(view: View) -> list[drawn.Row]:
    way = view.option("by", WAYS)
    return [
        drawn.Row(category(view, way, p.key), p.amounts, p.key if way in ("country", "area") else "", key=p.key)
        for p in split.created(ledger.chosen(view).jobs, way)
    ]


@remembered
def _by_reason(view: View) -> list[drawn.Row]:
    return [
        drawn.Row(outside(view, p.key), p.amounts, note=view.t(f"establishments.why.{p.key}"), key=p.key)
        for p in split.outside(ledger.chosen(view).jobs)
    ]


def _table(view: View, rows: list[drawn.Row], caption: str) -> Grid:
    return of_columns([
        Filled(Column(view.t("column.key"), name="key", code=True), [row.key for row in rows]),
        Filled(Column(caption, name="name"), [row.name for row in rows]),
        *(Filled(Column(word, "number", 1, state), [row.amounts[n] for row in rows])
          for n, (state, word) in enumerate(ledger.states(view).items())),
    ])  # fmt: skip
