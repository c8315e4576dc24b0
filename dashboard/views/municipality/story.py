"""A municipality's story in sentences: each fact of metrics/story with its numbers, areas and years in words."""

from collections.abc import Callable
from functools import partial
from typing import Any

from dashboard.metrics.lists.listing import stock_day
from dashboard.metrics.readings.story import Fact, facts
from dashboard.metrics.reference import WHOLE
from dashboard.views.view import View, remembered
from dashboard.views.wording import within

LEADS = ("special", "jobs.up", "jobs.down", "jobs.same", "jobs.now")  # what is said first, under the title
STRONG = 2.0  # times: a weaker speciality is not what the place is known for


@remembered
def told(view: View) -> tuple[str, ...]:
    """The sentence that says the most, then all others in the order of the story; none where nothing is known."""
    found = known(view)
    if not found:
        return ()
    leading = [fact for fact in found if fact.values.get("times", STRONG) >= STRONG]
    lead = next((fact for wanted in LEADS for fact in leading if fact.id == wanted), found[0])
    return sentence(view, lead), *(sentence(view, fact) for fact in found if fact is not lead)


@remembered
def known(view: View) -> list[Fact]:
    """The facts of the story, in its order."""
    return facts(view.series, view.selection)


def sentence(view: View, fact: Fact) -> str:
    """A fact in words."""
    t, given = view.t, fact.values
    ready: dict[str, Callable[[Any], Any]] = {
        **dict.fromkeys(("now", "difference", "higher", "base", "jobs"), t.number),
        **dict.fromkeys(("times", "rate", "county_rate"), partial(t.number, decimals=1)),
        "period": t.period, "since": t.period, "share": t.percent, "county": t.area, "count": int, "under_way": int,
        "industry": lambda code: _industry(view, code),
    }  # fmt: skip
    words: dict[str, Any] = {
        name: ready[name](value) for name, value in given.items() if name in ready and value is not None
    }
    words |= {"area": t.area(view.selection.areas[0]), "whole": t.area(WHOLE)}
    words["n"] = words.get("under_way") if fact.id == "ledger.under_way" else words.get("count")
    if fact.metric == "vacancies":
        words["day"] = t.date(stock_day(view.engine, int(given["period"])))
    if "industries" in given:
        named = zip(given["industries"], given["shares"], strict=True)
        words["names"] = t.sentence(f"{_industry(view, code)} ({t.percent(share, 0)})" for code, share in named)
    if "fte" in given:
        words["establishments"] = t.value(given["count"], "establishments")
        words["fte"] = t.value(given["fte"], "fte", 0 if given["fte"] % 1 == 0 else 1)
    return t(f"story.{fact.id}", **words)


def _industry(view: View, code: str) -> str:
    return within(view.t.industry(code, short=True))
