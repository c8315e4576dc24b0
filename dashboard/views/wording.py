"""Words that all parts share: the subject, names and formats for figures, names inside a sentence, and the own address."""

from urllib.parse import urlencode

from dashboard.figures.theme import Texts
from dashboard.metrics.reference import areas
from dashboard.views.view import View


def subject(view: View) -> str:
    """The area that the page is about, in words."""
    return view.t.sentence([view.t.area(key) for key in view.selection.areas] or [view.t.area("MITT")])


def texts(view: View, decimals: int = 0) -> Texts:
    """Names, formats and words for figures, in the reader's language."""
    t = view.t
    return Texts(
        names={key: t.area(key) for key in areas()}, number=lambda value: t.number(value, decimals), period=t.period,
        words={"missing": t("status.missing"), "workplaces": t("map.workplaces"), "others": t("map.other"),
               "mark": t("demo.mark") if view.engine.facts.demo else ""},
    )  # fmt: skip


def within(name: str) -> str:
    """A name inside a sentence: a small first letter, except where it is an abbreviation (FoU, R&D)."""
    return name if name[1:2].isupper() or name[1:3] == "oU" or "&" in name[:3] else name[:1].lower() + name[1:]


def link(view: View, **more: str) -> str:
    """The address of the view, with its language, so that the receiver sees the same; ``more`` are further parameters."""
    query = {**view.selection.to_query(), **dict(view.options), "lang": view.t.language, **more}
    path = "" if view.page == "overview" else view.page
    return f"{view.address}/{path}?{urlencode(sorted(query.items()), safe=',')}"
