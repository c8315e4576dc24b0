"""Fields of research against municipalities: contact points, links or needs, and where companies ask and nobody has answered."""

from collections import Counter
from dataclasses import replace

from dashboard.figures import matrix
from dashboard.figures.plain import Column, Grid
from dashboard.figures.theme import Texts
from dashboard.metrics.readings import asked
from dashboard.metrics.readings.asked import Cell
from dashboard.metrics.reference import municipalities, research_fields
from dashboard.views.grids import Filled, of_columns
from dashboard.views.parts import Html, Note, Part, Records
from dashboard.views.research.environments import KINDS, known, points
from dashboard.views.view import View, remembered
from dashboard.views.wording import texts, within

WAYS = ("contacts", "links", "needs")
NAMED = 4  # cells in the summary


def part(view: View) -> Part | Note:
    """The matrix that was chosen, under the sentence that says where nobody answers."""
    t, way, title = view.t, view.option("cells", WAYS), finding(view)
    if not cells(view, way) and not _unanswered(view):
        return Note(t("research.matrix.nothing"), True, "matrix", title)
    return Part(
        "matrix", title, _summary(view, way), Html(lambda: matrix.draw(_info(view, way), _texts(view), view.mode)),
        lambda: matrix.plain(_info(view, way), _texts(view)),
        records=Records(lambda: _table(view, way), KINDS, t("research.matrix.meaning")),
    )  # fmt: skip


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
        told.append(t("research.matrix.most", names=names, n=most, what=within(t(f"research.matrix.{way}"))))
    lacking = [*_unanswered(view)]
    if lacking:
        names = t.sentence(_named(view, cell) for cell in lacking[:NAMED])
        key = "research.matrix.lacks_more" if len(lacking) > NAMED else "research.matrix.lacks"
        told.append(t(key, names=names, n=len(lacking) - NAMED))
    return " ".join(told)


def _named(view: View, cell: Cell) -> str:
    """A cell in words: turism i Åre."""
    field, area = cell
    return view.t("research.cell", field=within(view.t.category("field", field)), area=view.t.area(area))


@remembered
def _info(view: View, way: str) -> matrix.Matrix:
    """The matrix, Sweden before Norway and in each the municipalities with most first."""
    t, values, lacking = view.t, cells(view, way), _unanswered(view)
    total: Counter[str] = Counter()
    for (_, area), n in values.items():
        total[area] += n
    across = sorted(municipalities(), key=lambda key: (key.startswith("NO"), -total[key], t.area(key)))
    return matrix.info(values, lacking, t.sort(research_fields(), lambda key: t.category("field", key)), across)


def _texts(view: View) -> Texts:
    t, base = view.t, texts(view)
    words = {**base.words, "corner": t("research.matrix.title"), "lacking": t("research.matrix.word")}
    return replace(
        base, names={**base.names, **{key: t.category("field", key) for key in research_fields()}}, words=words
    )


def _table(view: View, way: str) -> Grid:
    t, values, lacking = view.t, cells(view, way), _unanswered(view)
    rows = sorted({*values, *lacking}, key=lambda cell: (-values.get(cell, 0), cell))
    return of_columns([
        Filled(Column(t("record.field.field"), name="field"), [t.category("field", field) for field, _ in rows]),
        Filled(Column(t("column.area"), name="area"), [t.area(area) for _, area in rows]),
        Filled(Column(t(f"research.matrix.{way}"), "integer", name="value"), [values.get(cell, 0) for cell in rows]),
        Filled(Column(t("research.column.lacking"), "integer", name="lacking"), [lacking.get(cell, 0) for cell in rows]),
    ])  # fmt: skip
