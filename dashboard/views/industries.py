"""Jobs by industry of the chosen areas: what the pages Jobs and Structure both ask, and how they say it."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from dashboard.figures.theme import Texts
from dashboard.metrics.question import Question
from dashboard.metrics.readings.growth import Growth, at, newest, span
from dashboard.metrics.reference import industries
from dashboard.metrics.selection import Selection
from dashboard.metrics.series import Break, Point, Series
from dashboard.views import wording
from dashboard.views.view import View
from dashboard.views.wording import within

STATUSES = ("missing", "suppressed", "interval", "incomparable", "break")


def by_division(view: View) -> bool:
    """Whether the filters name divisions: then sections would be told of a part of themselves."""
    return any(industries()[code] != code for code in view.selection.codes() if code in industries())


def jobs(view: View, selection: Selection, level: str = "") -> Question:
    """Jobs by industry over all years, added up for a selection's areas; by division where the filters name some."""
    finest = level or ("division" if by_division(view) else "section")
    return Question("jobs", selection, by="industry", total=True, every_year=True, level=finest)


def whole(view: View, selection: Selection) -> Series:
    """All jobs of a selection's areas over all years, whatever industries are chosen: as published, nothing hidden."""
    everything = replace(selection, industries=(), theme="", sizes=())
    return view.series(Question("jobs", everything, by="none", every_year=True))


def years(view: View, selection: Selection, most: int = 0) -> tuple[str, ...]:
    """The years in which jobs may be compared; with ``most`` so many before the last, unless the filters say when."""
    return span(whole(view, selection), 0 if selection.first else most)


def last_points(series: Series) -> list[Point]:
    """What is known of the newest year, the largest first."""
    return at(series, newest(series))


def texts(view: View, words: Mapping[str, str] = MappingProxyType({}), decimals: int = 0) -> Texts:
    """What figures are drawn with: names, formats, a word for each reason why a value lacks, and the figure's own."""
    t, base = view.t, wording.texts(view, decimals)
    said = {status: t(f"status.{status}") for status in STATUSES}
    return replace(base, change=lambda value: t.signed(value, decimals), words={**base.words, **said, **words})


def names(view: View, codes: Sequence[str], first: bool = False) -> str:
    """Industries in a sentence; with ``first`` at its beginning."""
    told = [view.t.industry(code, short=True) for code in codes]
    return view.t.sentence(name if first and not number else within(name) for number, name in enumerate(told))


def percent(view: View, share: float) -> str:
    """A change in per cent with its sign."""
    return ("+" if round(share, 2) > 0 else "") + view.t.percent(share, 0)


def change(view: View, growth: Growth) -> str:
    """A change since when: in per cent, or in number where a few jobs would make many per cent."""
    t = view.t
    told = t.signed(growth.change) if growth.share is None or growth.before < 100 else percent(view, growth.share)
    return f"{told} {t('since', period=t.period(growth.since))}"


def broken(view: View, breaks: Sequence[Break]) -> dict[str, str]:
    """The word for each break by the first year after it; several in a year are one."""
    found: dict[str, list[str]] = {}
    for b in breaks:
        found.setdefault(b.period, []).append(b.words[view.t.language])
    return {period: view.t.sentence(dict.fromkeys(words)) for period, words in found.items()}
