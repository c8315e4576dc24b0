"""The list of all records, as it is read and as a file to take home."""

from dashboard.figures.plain import Column, Grid
from dashboard.metrics.lists.ledger import LOST, STAGES, Establishment
from dashboard.views import record_list
from dashboard.views.establishments import ledger
from dashboard.views.grids import Filled, of_columns
from dashboard.views.parts import Part, Records, Rows
from dashboard.views.view import View, remembered
from dashboard.views.wording import subject

DAYS = ("verified_on", *(f"{stage}_on" for stage in (*STAGES, LOST)))
SHARED = ("key", "name", "area", "area_name", "industry", "industry_name", "division")  # columns of other lists too
OWN = ("fte", "verdict")
MOST = 12  # rows that are seen without scrolling


def part(view: View) -> Part:
    """Every record with its stage, day, jobs, verification and evidence."""
    t, rows = view.t, ledger.chosen(view).establishments
    body = Rows(
        lambda: record_list.words(view, shown(view)), (t("establishments.column.fte"),),
        record_list.height(len(rows), MOST),
    )  # fmt: skip
    return Part(
        "list", t("establishments.list", n=len(rows), area=subject(view)), "", body, lambda: shown(view),
        records=Records(lambda: file(view), ledger.MARTS, t("metric.establishments.definition")),
    )  # fmt: skip


def created(view: View, one: Establishment) -> float:
    """Full-time equivalents created there, however sure."""
    return sum(job.fte for job in ledger.whole(view).jobs_of(one.key) if job.reason == "counts")


def verdict(view: View, one: Establishment) -> str:
    """Whether it counts, in a word or two."""
    return view.t(f"establishments.verdict.{one.reason if not one.counts else one.verification}")


@remembered
def shown(view: View) -> Grid:
    """The list as it is read."""
    t, rows = view.t, ledger.chosen(view).establishments
    return of_columns([
        Filled(Column(t("column.name"), name="name"), [ledger.name(view, one) for one in rows]),
        Filled(Column(t("column.area"), name="area_name"), [t.area(one.area) for one in rows]),
        Filled(Column(t("column.industry"), name="industry_name"), [ledger.industry(view, one) for one in rows]),
        Filled(Column(t.field("establishment", "stage"), name="stage"), [ledger.stage(view, one.stage) for one in rows]),
        Filled(Column(t("establishments.column.since"), "date", name="since"), [one.on(one.stage) for one in rows]),
        Filled(Column(t("establishments.column.fte"), "number", 1, "fte"), [created(view, one) for one in rows]),
        Filled(Column(t("establishments.column.verdict"), name="verdict"), [verdict(view, one) for one in rows]),
        Filled(Column(t.field("establishment", "evidence"), name="evidence"), [one.evidence or "" for one in rows]),
    ])  # fmt: skip


def label(view: View, name: str) -> str:
    """A column's heading in the file: that of other lists, the page's own, or the field's in the register."""
    t = view.t
    if name in SHARED:
        return t(f"column.{name}")
    return t(f"establishments.column.{name}") if name in OWN else t.field("establishment", name)


def file(view: View) -> Grid:
    """The list for a file: keys and names, every day, jobs as numbers."""
    t, rows = view.t, ledger.chosen(view).establishments
    columns = {
        **{name: [getattr(one, name) for one in rows] for name in ("key", "name", "company", "area")},
        "area_name": [t.area(one.area) for one in rows], "industry": [one.industry for one in rows],
        "division": [one.division for one in rows], "industry_name": [ledger.industry(view, one) for one in rows],
        "stage": [ledger.stage(view, one.stage) for one in rows],
        **{f"{stage}_on": [one.on(stage) for one in rows] for stage in (*STAGES, LOST)},
        "fte": [created(view, one) for one in rows],
        "verification": [t(f"verification.{one.verification}") for one in rows],
        "verified_on": [one.verified_on for one in rows], "evidence": [one.evidence for one in rows],
        "activity": [one.activity for one in rows], "verdict": [verdict(view, one) for one in rows],
    }  # fmt: skip
    return of_columns([Filled(_column(view, name), values) for name, values in columns.items()])


def _column(view: View, name: str) -> Column:
    if name == "fte":
        return Column(label(view, name), "number", 1, name)
    return Column(label(view, name), "date" if name in DAYS else "text", name=name)
