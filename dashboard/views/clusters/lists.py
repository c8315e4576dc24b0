"""The meetings of clusters and everyone who is a member, as tables to read and to take home."""

from dashboard.figures.plain import Column
from dashboard.metrics.readings import network
from dashboard.views import record_list
from dashboard.views.clusters.memberships import Known
from dashboard.views.grids import Filled, of_columns
from dashboard.views.parts import Note, Part
from dashboard.views.view import View


def meetings(view: View, here: Known) -> Part | Note:
    """When and where there were meetings, and how many came."""
    t, rows, title = view.t, here.meetings, view.t("clusters.meetings")
    if not rows:
        return Note(t("clusters.meetings.none"), True, "meetings", title)
    held, came, uncounted = network.gathered(rows, here.day)
    told = [t("clusters.meetings.year", n=held), t("clusters.meetings.came", n=came)] if held else []
    told += [] if held else [t("clusters.meetings.old")]
    told += [t("clusters.card.uncounted", n=uncounted)] if uncounted else []
    grid = of_columns([
        Filled(Column(t("clusters.column.day"), "date", name="day"), [m.day for m in rows]),
        Filled(Column(t("clusters.column.cluster"), name="cluster"), [here.name(m.cluster, t.language) for m in rows]),
        Filled(Column(t("clusters.column.title"), name="title"), [m.title for m in rows]),
        Filled(Column(t("column.area"), name="area"), [t.area(m.area) if m.area else "" for m in rows]),
        Filled(Column(t("clusters.column.form"), name="form"), [t.choice("meeting", "form", m.form) for m in rows]),
        Filled(Column(t("clusters.column.participants"), "integer", name="participants"), [m.participants for m in rows]),
    ])  # fmt: skip
    return record_list.part(view, "meetings", title, grid, ("meeting",), t("clusters.meaning"), summary=" ".join(told))


def members(view: View, here: Known) -> Part | None:
    """Everyone who is a member on the day, by cluster and name."""
    t = view.t
    if not here.now:
        return None
    rows = sorted(here.now, key=lambda m: (here.name(m.cluster, t.language), m.name))
    grid = of_columns([
        Filled(Column(t("clusters.column.cluster"), name="cluster"), [here.name(m.cluster, t.language) for m in rows]),
        Filled(Column(t("column.name"), name="name"), [m.name for m in rows]),
        Filled(Column(t("clusters.column.kind"), name="kind"), [t.choice("cluster_member", "kind", m.kind) for m in rows]),
        Filled(Column(t("clusters.column.role"), name="role"), [t.choice("cluster_member", "role", m.role) for m in rows]),
        Filled(Column(t("column.area"), name="area"), [t.area(m.area) if m.area else "" for m in rows]),
        Filled(Column(t("column.industry"), name="industry"),
               [t.industry(m.division, short=True) if m.division else "" for m in rows]),
        Filled(Column(t("clusters.column.joined"), "date", name="joined"), [m.joined for m in rows]),
        Filled(Column(t("column.key"), name="key", code=True), [m.key for m in rows]),
    ])  # fmt: skip
    return record_list.part(view, "members", t("clusters.members"), grid, ("cluster_member",), t("clusters.meaning"))
