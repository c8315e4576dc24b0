"""The page Clusters: its sentences against numbers counted by hand in the warehouse, any filter, and what it says of nothing."""

from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pytest

from dashboard.i18n import words
from tests.builders import ONE_COMPANY, real_warehouse
from tests.conftest import use
from tests.languages import EACH
from tests.ui.test_pages import run, shown, text

KINDS = ("cluster", "working_group")


def rows(folder: Path, statement: str) -> list[tuple[Any, ...]]:
    """What the page's warehouse says to a statement of one's own."""
    with duckdb.connect(str(folder / "warehouse.duckdb"), read_only=True) as connection:
        return connection.sql(statement).fetchall()


def there(folder: Path) -> list[tuple[str, str, str, str]]:
    """Who is a member on the as-of date: cluster, key, name, area."""
    return rows(
        folder,
        """select cluster, member, name, area from cluster_member, warehouse
        where joined <= as_of and (left_on is null or left_on > as_of)""",
    )  # type: ignore[return-value]


@pytest.mark.parametrize("language", EACH)
def test_the_answer_counts_clusters_members_and_sides(language: str, demo_data: Path) -> None:
    """Clusters and groups by kind, each member once, the sides of each cluster, and who meets most across the border."""
    t, members = words(language), there(demo_data)
    kinds = [kind for (kind,) in rows(demo_data, "select kind from cluster")]
    groups = t.sentence(t(f"clusters.n.{kind}", n=kinds.count(kind)) for kind in KINDS)
    said = shown(run("clusters", language))
    keys = {key for _, key, _, _ in members}
    assert t("clusters.answer", groups=groups, members=t("clusters.n.member", n=len(keys)), area=t.area("MITT")) in said
    assert {len({area[:2] for c, _, _, area in members if c == cluster}) for cluster, *_ in members} == {2}
    assert t("clusters.shared.all") in said
    across = {}
    for key in keys:
        mine = {cluster for cluster, other, _, _ in members if other == key}
        side = next(area[:2] for _, other, _, area in members if other == key)
        if len(mine) > 1:
            across[key] = (len({o for c, o, _, a in members if c in mine and a[:2] != side}), len(mine))
    best = max(across, key=lambda key: across[key])
    name = next(name for _, key, name, _ in members if key == best)
    assert t("clusters.answer.bridge", name=name, n=across[best][1], across=across[best][0]) in said
    assert t("clusters.network.all", n=len(across), members=t("clusters.n.member", n=len(keys))) in said


def test_the_map_growth_and_mix_are_those_of_the_rows(demo_data: Path) -> None:
    """The municipality with the most members, the first and last year, and the most even cluster, worked out apart."""
    t, members = words("en"), there(demo_data)
    said = shown(run("clusters", "en"))
    places = {key: area for _, key, _, area in members}
    most = max(set(places.values()), key=lambda area: list(places.values()).count(area))
    n = list(places.values()).count(most)
    assert t("clusters.map.finding", high=t.area(most), n=n, members=len(places)) in said
    first = rows(demo_data, "select min(year(joined)) from cluster_member")[0][0]
    before = rows(
        demo_data,
        f"""select count(distinct member) from cluster_member
        where joined <= '{first}-12-31' and (left_on is null or left_on > '{first}-12-31')""",
    )[0][0]
    assert t("clusters.growth.up", before=before, now=len(places), first=str(first), last="2026") in said
    sides = {
        c: [sum(cc == c and a[:2] == land for cc, _, _, a in members) for land in ("SE", "NO")] for c, *_ in members
    }
    even = max(sides, key=lambda c: min(sides[c]) / max(sides[c]))
    name = rows(demo_data, f"select name_en from cluster where key = '{even}'")[0][0]
    title = t("clusters.mix.finding", name=name, se=sides[even][0], no=sides[even][1])
    assert title in [s.value.replace("\\", "") for s in run("clusters", "en").subheader]


def test_whoever_is_missing_has_many_companies_and_no_member(demo_data: Path) -> None:
    """Every row of the table: no member of the cluster is in that industry or municipality."""
    test = run("clusters", "en", cluster="DEMO-K-wood")
    table = next(f.value for f in test.dataframe if "Missing" in f.value)
    divisions = {
        d
        for (d,) in rows(
            demo_data,
            """select distinct c.division from cluster_member m
        join company c on c.key = m.member where m.cluster = 'DEMO-K-wood'""",
        )
    }
    areas = {area for c, _, _, area in there(demo_data) if c == "DEMO-K-wood"}
    t = words("en")
    assert len(table) >= 3 and {"Industry", "Municipality"} >= set(table["What"])
    taken = {t.industry(d, short=True) for d in divisions} | {t.area(a) for a in areas}
    assert not set(table["Missing"]) & taken
    assert all(int(n.replace(",", "")) >= 10 for n in table["Companies"])
    assert t("clusters.fields", names="")[:12] in shown(test)  # RISE and Torsta are members


@pytest.mark.parametrize("cluster", ["DEMO-K-circular", "DEMO-K-health", "NOWHERE"])
@pytest.mark.parametrize("language", EACH)
def test_one_cluster_narrows_the_lists(cluster: str, language: str, demo_data: Path) -> None:
    """Its own members and meetings; what is no cluster is all of them."""
    test = run("clusters", language, cluster=cluster)
    assert not test.exception and not test.error
    expected = [m for m in there(demo_data) if cluster in ("NOWHERE", m[0])]
    assert len(test.dataframe[-1].value) == len(expected)
    held = rows(demo_data, f"select count(*) from meeting where '{cluster}' in ('NOWHERE', cluster)")[0][0]
    assert len(test.dataframe[-2].value) == held


@pytest.mark.parametrize(
    "query",
    [{"area": "SE-2321"}, {"area": "SE-2321,NO-5001"}, {"area": "NO-5033"}, {"industry": "C"}, {"industry": "T"},
     {"theme": "bio"}, {"to": "2019"}, {"from": "2025", "to": "2025"}, {"area": "SE", "cluster": "DEMO-K-aqua"},
     {"area": "SE-2303", "cluster": "DEMO-K-aqua"}],
    ids=str,
)  # fmt: skip
@pytest.mark.parametrize("language", EACH)
def test_any_filter_gives_a_page(query: dict[str, str], language: str, demo_data: Path) -> None:
    """One place, both sides, nobody, years before anything was founded: sentences, never an exception."""
    test = run("clusters", language, **query)
    assert not test.exception and not test.error
    assert test.title[0].value == words(language)("clusters.title")


@pytest.mark.parametrize("key", ["network", "cluster_map", "mix", "growth"])
@pytest.mark.parametrize("action", ["table", "explain"])
def test_every_picture_has_its_table_and_is_explained(key: str, action: str, demo_data: Path) -> None:
    """One action away, without keys where words belong."""
    test = run("clusters", "nb")
    before = len(test.dataframe)
    test.button(key=f"{action}_{key}").click().run()
    assert not test.exception and not test.error
    if action == "table":
        assert len(test.dataframe) == before + 1 and "SE-23" not in test.dataframe[-1].value.to_string()


@pytest.mark.parametrize("language", EACH)
def test_nothing_known_says_what_to_record(language: str, empty_data: Path) -> None:
    """The sentence that names where records come from, and nothing else."""
    test = run("clusters", language)
    assert words(language)("clusters.nothing") in shown(test)
    assert not test.dataframe and not test.get("plotly_chart") and not test.header


@pytest.mark.parametrize("language", EACH)
def test_one_member_is_enough(language: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One cluster without industry or English name, one member without a day, one meeting nobody counted: a page that
    says so; a name is shown as it was typed and is no link."""
    folder = use(tmp_path / "data", monkeypatch)
    real_warehouse(folder, {
        **ONE_COMPANY, "cluster": [{"key": "K1", "name_sv": "[Fisk](http://x)", "kind": "cluster"}],
        "cluster_member": [{"cluster": "K1", "member": "NO-1", "role": "lead"}],
        "meeting": [{"key": "T1", "cluster": "K1", "day": date(2026, 9, 1), "title": "Start", "form": "online"}],
    })  # fmt: skip
    test, t = run("clusters", language, cluster="K1"), words(language)
    assert not test.exception and not test.error
    said = text(test)
    assert t("clusters.shared.one_side") in shown(test) and t("clusters.card.uncounted", n=1) in shown(test)
    assert "](http" not in said.replace("\\]", "")
    assert len(test.dataframe[-1].value) == 1
