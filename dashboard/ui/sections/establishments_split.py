"""The jobs of the ledger split up in a way that the reader chooses; and the jobs outside the goal, each with the reason why."""

import streamlit as st

from dashboard.exports.tables import Column
from dashboard.figures import split as drawn
from dashboard.figures.theme import Texts
from dashboard.metrics.readings import split
from dashboard.metrics.readings.split import Part
from dashboard.ui import controls, maps
from dashboard.ui.sections import establishments, record_rows
from dashboard.ui.state import View, remembered


def show(view: View) -> None:
    """The jobs created by country, municipality, industry and so on, then those that do not count."""
    t = view.t
    way = controls.choice(
        "by", tuple(split.WAYS), t("establishments.split.by"), lambda key: t(f"establishments.by.{key}")
    )
    parts = split.created(establishments.chosen(view).jobs, way)
    if not parts:
        st.info(t("establishments.split.none"))
    else:
        title = finding(view, way, parts)
        with st.container(key="figure_split"):
            st.subheader(title, anchor=False)
            st.html(_picture(view, way))
            left = len(parts) - drawn.MOST
            told = [t("establishments.split.help"), *([t("establishments.split.left", n=left)] if left > 0 else [])]
            st.caption(" ".join([*told, *([t("establishments.split.activity")] if way == "activity" else [])]))
            record_rows.actions(
                view,
                "split",
                title,
                establishments.MARTS,
                lambda: _columns(view, way),
                t("metric.jobs_created.definition"),
            )
    _outside(view)


def finding(view: View, way: str, parts: list[Part]) -> str:
    """Where most of the verified are; what to say when all are in one place, in equal parts, or none yet."""
    t, first = view.t, split.leading(parts)
    total = sum(part.verified for part in parts)
    if not first:
        return t("establishments.split.nothing_verified")
    names, most = (
        t.sentence([category(view, way, part.key) for part in first]),
        establishments.number(view, first[0].verified),
    )
    if first[0].verified == total:
        return t("establishments.split.all", name=names, value=most)
    key = "establishments.split.tie" if len(first) > 1 else "establishments.split.most"
    return t(key, name=names, value=most, total=establishments.number(view, total))


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
def _picture(view: View, way: str) -> str:
    parts = split.created(establishments.chosen(view).jobs, way)
    rows = [
        drawn.Row(category(view, way, p.key), p.amounts, p.key if way in ("country", "area") else "") for p in parts
    ]
    return _table(view, rows, view.t(f"establishments.by.{way}"))


def _table(view: View, rows: list[drawn.Row], caption: str) -> str:
    words = {**establishments.states(view), "caption": caption, "mark": maps.texts(view).words["mark"]}
    texts = Texts(number=lambda amount: establishments.number(view, amount), words=words)
    return drawn.draw(drawn.info(rows), texts, view.mode)


def _columns(view: View, way: str) -> record_rows.Columns:
    parts = split.created(establishments.chosen(view).jobs, way)
    return [
        (Column("key", view.t("column.key")), [part.key for part in parts]),
        (Column("name", view.t(f"establishments.by.{way}")), [category(view, way, part.key) for part in parts]),
        *((Column(state, word, "number"), [part.amounts[n] for part in parts])
          for n, (state, word) in enumerate(establishments.states(view).items())),
    ]  # fmt: skip


def _outside(view: View) -> None:
    """What is kept apart or does not count, and why: said even where there is nothing of the kind."""
    t, parts = view.t, split.outside(establishments.chosen(view).jobs)
    st.markdown(f"**{t('establishments.outside')}**")
    if not parts:
        st.caption(t("establishments.outside.none"))
        return
    st.html(_picture_outside(view))


@remembered
def _picture_outside(view: View) -> str:
    t = view.t
    rows = [
        drawn.Row(outside(view, part.key), part.amounts, note=t(f"establishments.why.{part.key}"))
        for part in split.outside(establishments.chosen(view).jobs)
    ]
    return _table(view, rows, t("establishments.outside"))
