"""Who ties the two sides of the border together, and who is missing, in sentences and a table."""

from collections.abc import Sequence

from dashboard.figures.plain import Column, Prose
from dashboard.metrics.lists import clusters as lists
from dashboard.metrics.lists.clusters import Cluster
from dashboard.metrics.question import Question
from dashboard.metrics.readings import network
from dashboard.metrics.readings.network import Bridge, Gap
from dashboard.metrics.reference import industries
from dashboard.metrics.selection import Selection
from dashboard.views import record_list
from dashboard.views.clusters.memberships import KINDS, Known, place
from dashboard.views.grids import Filled, of_columns
from dashboard.views.parts import Note, Part, Records, Sentences
from dashboard.views.view import View, remembered
from dashboard.views.wording import subject, within

NAMED = 3  # in a sentence
EACH = 4  # industries, and municipalities, that are told of a cluster at most


def bridges(view: View, here: Known, cluster: str) -> Part | Note:
    """Who is in several clusters and whom they meet across the border, in sentences."""
    t, people = view.t, {m.key for m in here.of(cluster).now}
    title, meaning = t("clusters.bridges"), t("clusters.bridges.meaning")
    found = [b for b in network.bridges(here.anywhere) if b.member.key in people]
    if not found:
        return Note(f"{meaning} {t('clusters.bridges.none')}", True, "bridges", title)

    def names(bridge: Bridge) -> str:
        return t.sentence(here.name(key, t.language) for key in bridge.clusters)

    told = tuple(t("clusters.bridges.one", name=b.member.name, groups=names(b), n=b.across) for b in found[:NAMED])
    return Part(
        "bridges", title, "", Sentences(told), lambda: Prose(told), above=meaning,
        records=Records(
            lambda: of_columns([
                Filled(Column(t("column.name"), name="name"), [b.member.name for b in found]),
                Filled(Column(t("column.area"), name="area"), [place(view, b.member.area) for b in found]),
                Filled(Column(t("clusters.column.clusters"), name="clusters"), [names(b) for b in found]),
                Filled(Column(t("clusters.column.across"), "integer", name="across"), [b.across for b in found]),
            ]), KINDS, meaning,
        ),
    )  # fmt: skip


def missing(view: View, here: Known, cluster: str) -> Part | Note:
    """Who is missing: industries and municipalities with many companies and no member, and R&D fields with nobody."""
    t, rows, title = view.t, _missing(view, here, cluster), view.t("clusters.missing")
    meaning = t("clusters.missing.meaning", n=network.MANY, area=subject(view))
    told = " ".join([meaning, *_told(view, rows), _fields(view, here, cluster, rows)])
    if not rows:
        return Note(told, True, "missing", title)
    grid = of_columns([
        Filled(Column(t("clusters.column.cluster"), name="cluster"),
               [here.name(g.cluster, t.language) if g.cluster else t("clusters.all") for g in rows]),
        Filled(Column(t("clusters.column.what"), name="what"), [t(f"clusters.what.{g.what}") for g in rows]),
        Filled(Column(t("column.key"), name="key", code=True), [g.key for g in rows]),
        Filled(Column(t("clusters.column.missing"), name="name"), [_named(view, g) for g in rows]),
        Filled(Column(t("clusters.column.companies"), "integer", name="companies"), [g.companies for g in rows]),
    ])  # fmt: skip
    kinds = (*KINDS, "company", "rd_capacity")
    return record_list.part(view, "missing", title, grid, kinds, meaning, summary=told)


def _told(view: View, rows: Sequence[Gap]) -> list[str]:
    """The largest gaps of each kind in a sentence; that nobody is missing is said too."""
    t, told = view.t, []
    for what in ("industry", "municipality"):
        mine = sorted((g for g in rows if g.what == what), key=lambda g: -(g.companies or 0))
        names = dict.fromkeys(
            _named(view, g) + (f" ({t.number(g.companies)})" if g.companies else "") for g in mine
        )  # an industry may be missing in several clusters
        shown = [*names][:NAMED]
        told.append(
            t(f"clusters.missing.{what}", names=t.sentence(shown)) if shown else t(f"clusters.missing.{what}.none")
        )
    return told


def _fields(view: View, here: Known, cluster: str, rows: Sequence[Gap]) -> str:
    """The R&D fields in which no member works; of one cluster those in which somebody does."""
    t = view.t
    if cluster:
        fields = lists.fields(view.engine, [m.key for m in here.anywhere if m.cluster == cluster])
        names = t.sentence(within(t(f"field.{field}")) for field in fields)
        return t("clusters.fields", names=names) if fields else t("clusters.fields.none")
    names = t.sentence(within(_named(view, g)) for g in rows if g.what == "field")
    return t("clusters.missing.field", names=names) if names else t("clusters.missing.field.none")


def _named(view: View, gap: Gap) -> str:
    t = view.t
    if gap.what == "field":
        return t(f"field.{gap.key}")
    return t.industry(gap.key, short=True) if gap.what == "industry" else t.area(gap.key)


@remembered
def _missing(view: View, here: Known, cluster: str) -> tuple[Gap, ...]:
    """The gaps of the cluster, or of all, each cluster's own; an R&D field is only missed by all together."""
    found: list[Gap] = []
    for one in here.clusters:
        if one.industry and (not cluster or one.key == cluster):
            found += network.gaps(one.key, here.anywhere, *_companies(view, here, one), most=EACH)
    if not cluster:
        taken = lists.fields(view.engine, [m.key for m in here.anywhere])
        found += [Gap("", "field", f, None) for f in lists.fields(view.engine) if f not in taken]
    return tuple(found)


def _companies(view: View, here: Known, cluster: Cluster) -> tuple[dict[str, float], dict[str, float]]:
    """Companies of the cluster's kind in the reader's areas by division and by municipality: of the divisions of its
    industry, and of those that its members are in."""
    own = cluster.industry or ""
    divisions = {code for code, section in industries().items() if own in (code, section) and code != section}
    divisions |= {m.division for m in here.anywhere if m.cluster == cluster.key and m.division in industries()}
    asked = Selection.of(view.selection.areas, divisions)
    by_industry = view.series(Question("companies", asked, by="industry", total=True, level="division")).points
    by_area = view.series(Question("companies", asked)).points
    return {p.breakdown: p.value or 0.0 for p in by_industry}, {p.area: p.value or 0.0 for p in by_area}
