"""Fields of research against municipalities: contact points, links or needs, and where companies ask and nobody has answered."""

from collections import Counter
from dataclasses import replace

import streamlit as st

from dashboard.exports.tables import Column
from dashboard.figures import matrix
from dashboard.metrics.readings import asked
from dashboard.metrics.readings.asked import Cell
from dashboard.metrics.reference import areas, municipalities
from dashboard.register.schema import RD_FIELDS
from dashboard.ui import controls, maps
from dashboard.ui.sections import record_rows
from dashboard.ui.sections.research import KINDS, known, points
from dashboard.ui.state import View, remembered

WAYS = ("contacts", "links", "needs")
NAMED = 4  # cells in the summary


def show(view: View) -> None:
    """The matrix that was chosen, under the sentence that says where nobody answers; its table and meaning one click away."""
    t, lacking = view.t, _unanswered(view)
    head = st.container()
    way = controls.switch("cells", WAYS, t("research.matrix.show"), lambda key: t(f"research.matrix.{key}"))
    values, title = cells(view, way), finding(view)
    head.header(title, anchor=False)
    if not values and not lacking:
        st.caption(t("research.matrix.nothing"))
        return
    st.html(_picture(view, way))
    st.caption(_summary(view, way))
    record_rows.actions(view, "matrix", title, KINDS, lambda: _columns(view, way), t("research.matrix.meaning"))


@remembered
def cells(view: View, way: str) -> dict[Cell, int]:
    """By field and municipality: contact points, links by the company's municipality, or open needs."""
    here = known(view)
    if way == "contacts":
        return points(view)
    if way == "needs":
        return asked.counted((n["field"], n["area"], 1) for n in here.needs if n["status"] == "open")
    mine, fields = view.selection.municipalities(), {u["key"]: u["field"] for u in here.everywhere}
    return asked.counted(
        (fields[link["unit"]], link["area"], link["links"]) for link in here.links if link["area"] in mine
    )


@remembered
def _unanswered(view: View) -> Counter[Cell]:
    return asked.unanswered(known(view).needs, {*cells(view, "contacts"), *cells(view, "links")})


@remembered
def finding(view: View) -> str:
    """How often companies ask in a municipality that no unit of the field has reached."""
    t, lacking = view.t, _unanswered(view)
    if lacking:
        return t("research.matrix.lacking", n=lacking.total())
    return t("research.matrix.answered" if cells(view, "needs") else "research.matrix.title")


def _summary(view: View, way: str) -> str:
    """Where most is, and the first of what nobody answers, in words."""
    t, values, told = view.t, cells(view, way), []
    most = max(values.values(), default=0)
    first = sorted(cell for cell, n in values.items() if n == most)
    if 0 < len(first) <= NAMED:  # where many tie, none of them is worth naming
        names = t.sentence(_named(view, cell) for cell in first)
        told.append(t("research.matrix.most", names=names, n=most, what=maps.within(t(f"research.matrix.{way}"))))
    lacking = [*_unanswered(view)]
    if lacking:
        names = t.sentence(_named(view, cell) for cell in lacking[:NAMED])
        key = "research.matrix.lacks_more" if len(lacking) > NAMED else "research.matrix.lacks"
        told.append(t(key, names=names, n=len(lacking) - NAMED))
    return " ".join(told)


def _named(view: View, cell: Cell) -> str:
    """A cell in words: turism i Åre."""
    field, area = cell
    return view.t("research.cell", field=maps.within(view.t.category("field", field)), area=view.t.area(area))


@remembered
def _picture(view: View, way: str) -> str:
    """The matrix, Sweden before Norway and in each the municipalities with most first."""
    t, values, lacking = view.t, cells(view, way), _unanswered(view)
    total: Counter[str] = Counter()
    for (_, area), n in values.items():
        total[area] += n
    across = sorted(municipalities(), key=lambda key: (key.startswith("NO"), -total[key], t.area(key)))
    texts = maps.texts(view)
    words = {**texts.words, "corner": t("research.matrix.title"), "lacking": t("research.matrix.word")}
    names = {**{key: t.area(key) for key in areas()}, **{key: t.category("field", key) for key in RD_FIELDS}}
    down = t.sort(RD_FIELDS, lambda key: t.category("field", key))
    return matrix.draw(matrix.info(values, lacking, down, across), replace(texts, names=names, words=words), view.mode)


def _columns(view: View, way: str) -> record_rows.Columns:
    t, values, lacking = view.t, cells(view, way), _unanswered(view)
    rows = sorted({*values, *lacking}, key=lambda cell: (-values.get(cell, 0), cell))
    return [
        (Column("field", t("record.field.field")), [t.category("field", field) for field, _ in rows]),
        (Column("area", t("column.area")), [t.area(area) for _, area in rows]),
        (Column("value", t(f"research.matrix.{way}"), "integer"), [values.get(cell, 0) for cell in rows]),
        (Column("lacking", t("research.column.lacking"), "integer"), [lacking.get(cell, 0) for cell in rows]),
    ]
