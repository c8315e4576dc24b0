"""Networks of clusters: bridges, sides, growth and gaps against a second, naive count."""

from collections import Counter
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.figures import network as figure
from dashboard.figures.network_places import Node
from dashboard.figures.theme import Texts
from dashboard.metrics.lists import clusters
from dashboard.metrics.lists.clusters import Meeting, Member
from dashboard.metrics.readings import network
from tests.builders import engine

AS_OF = date(2026, 9, 30)


def member(cluster: str, key: str, area: str = "SE-2380", division: str | None = None, **days: date | None) -> Member:
    """A member of a cluster with a day of joining and of leaving, both unknown unless given."""
    return Member(cluster, key, key, area, "company", "member", days.get("joined"), days.get("left"), None, division)


MEMBERS = st.lists(
    st.builds(
        member, st.sampled_from("ABC"), st.sampled_from([f"{land}{n}" for land in ("SE", "NO") for n in range(6)]),
        joined=st.dates(date(2018, 1, 1), AS_OF) | st.none(), left=st.dates(date(2018, 1, 1), date(2027, 1, 1)) | st.none(),
    ).map(lambda m: m._replace(area=f"{m.key[:2]}-2380" if m.key[:2] == "SE" else "NO-5001")),
    max_size=30, unique_by=lambda m: (m.cluster, m.key),
)  # fmt: skip


@given(MEMBERS)
def test_a_bridge_is_in_several_clusters_and_counts_each_neighbour_once(rows: list[Member]) -> None:
    """Against pairs looked up one by one: who shares at least one cluster and lies on the other side."""
    naive = {}
    for key in {m.key for m in rows}:
        mine = {m.cluster for m in rows if m.key == key}
        if len(mine) > 1:
            naive[key] = len({m.key for m in rows if m.cluster in mine and m.key[:2] != key[:2]})
    found = network.bridges(rows)
    assert {b.member.key: b.across for b in found} == naive
    assert [b.across for b in found] == sorted(naive.values(), reverse=True)


@given(MEMBERS)
def test_growth_counts_different_members_at_each_years_end(rows: list[Member]) -> None:
    """Those who have joined by then and not left; an unknown day of joining counts in the last year only."""
    counts = network.growth(rows, 2018, AS_OF)
    assert {year for _, year in counts} == set(range(2018, 2027))
    for (country, year), n in counts.items():
        day = min(date(year, 12, 31), AS_OF)
        there = {
            m.key for m in rows
            if (m.joined or AS_OF) <= day and (m.left or date.max) > day and m.country == country
        }  # fmt: skip
        assert n == len(there)


def test_a_cluster_is_shared_when_both_sides_are_in_it() -> None:
    """Two sides in A, one in B; whose country is not known makes no side."""
    rows = [member("A", "SE1"), member("A", "NO1", "NO-5001"), member("B", "SE1"), member("B", "X", "MITT")]
    assert network.shared(rows) == {"A"}
    assert network.sides(rows) == {"A": {"SE": 1, "NO": 1}, "B": {"SE": 1, "NO": 0}}


def test_whoever_left_on_the_day_is_gone() -> None:
    """Joined on the day is in, left on the day is out."""
    rows = [
        member("A", "in", joined=AS_OF),
        member("A", "out", left=AS_OF),
        member("A", "stays", left=AS_OF + timedelta(1)),
    ]
    assert [m.key for m in network.on(rows, AS_OF)] == ["in", "stays"]


def test_missing_are_the_many_that_have_no_member() -> None:
    """Industries and municipalities of at least ten companies without a member, largest first, at most two of each."""
    rows = [member("A", "SE1", "SE-2380", "10"), member("B", "SE2", "SE-2321", "16")]
    gaps = network.gaps(
        "A",
        rows,
        {"10": 90.0, "16": 40.0, "25": 60.0, "31": 9.0, "33": 12.0},
        {"SE-2380": 50.0, "SE-2321": 10.0},
        most=2,
    )
    assert [(g.what, g.key, g.companies) for g in gaps] == [
        ("industry", "25", 60), ("industry", "16", 40), ("municipality", "SE-2321", 10),
    ]  # fmt: skip


def test_meetings_of_twelve_months() -> None:
    """A year back and not a day more; those nobody counted are told apart."""
    days = [AS_OF, AS_OF - timedelta(364), AS_OF - timedelta(365), AS_OF + timedelta(1)]
    rows = [Meeting(str(n), "A", day, "", None, "online", [12, None, 40, 50][n]) for n, day in enumerate(days)]
    assert network.gathered(rows, AS_OF) == (2, 12, 1)


def test_rows_come_from_the_warehouse(tmp_path: Path) -> None:
    """A company's name, place and industry are the register's; an organisation keeps its own; fields are those of units."""
    made = engine(tmp_path, {
        "company": [{"key": "NO-1", "country": "NO", "name": "Ås Fisk AS", "area": "NO-5001", "industry": "C", "division": "10"}],
        "cluster": [{"key": "K1", "name_nb": "Havbruk", "kind": "cluster", "industry": "A", "started": date(2024, 1, 1)}],
        "cluster_member": [
            {"cluster": "K1", "member": "NO-1", "role": "lead"},
            {"cluster": "K1", "member": "O1", "name": "Nord", "area": "NO-5006", "kind": "research", "role": "member"},
        ],
        "meeting": [{"key": "T1", "cluster": "K1", "day": date(2026, 1, 2), "title": "Tare", "form": "online"}],
        "rd_unit": [{"key": "U1", "organisation": "O1", "field": "food"}, {"key": "U2", "organisation": "O2", "field": "ai"}],
    })  # fmt: skip
    assert clusters.clusters(made)[0].name("sv") == "Havbruk"
    first, second = clusters.members(made)
    assert (first.name, first.area, first.division, first.kind) == ("Ås Fisk AS", "NO-5001", "10", "company")
    assert (second.name, second.country, second.division, second.kind) == ("Nord", "NO", None, "research")
    assert clusters.meetings(made)[0].participants is None
    assert clusters.fields(made) == ["ai", "food"] and clusters.fields(made, ["O1"]) == ["food"]


NODES = [Node(f"{land}{n}", f"{land} {n}", f"{land}-1", groups)
         for land in ("SE", "NO") for n, groups in enumerate([("A",), ("A",), ("B",), ("A", "B"), ("A", "C"), ("B", "C")])]  # fmt: skip


def test_places_stay_when_the_filter_or_the_membership_changes() -> None:
    """Whoever is shown stands where they stood, also when somebody joins later; nobody stands on somebody else."""
    whole = figure.info("ABC", NODES, NODES)
    part = figure.info("ABC", NODES, NODES[:4])
    assert all(part.places[node.key] == whole.places[node.key] for node in NODES)
    spots = Counter((round(x, 6), round(y, 6)) for x, y in whole.places.values())
    assert max(spots.values()) == 1
    more = figure.info("ABC", [*NODES, Node("SE9", "", "SE-1", ("B", "C"))], NODES)
    assert all(more.places[n.key] == whole.places[n.key] for n in NODES)


def test_norway_stands_left_and_sweden_right_of_their_group() -> None:
    """As on the map; with one group looked at, it stands in the middle."""
    whole = figure.info("ABC", NODES, NODES)
    for node in NODES:
        if len(node.groups) == 1:
            assert (whole.places[node.key][0] < whole.places[node.groups[0]][0]) == (node.area[:2] == "NO")
    one = figure.info("ABC", NODES, NODES, "B")
    assert one.places["B"] == (0.0, 0.0) and {n.key for n in one.nodes} == {n.key for n in NODES if "B" in n.groups}


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_every_node_is_drawn_with_its_countrys_mark_and_names_are_no_html(mode: str) -> None:
    """Circles for Sweden, diamonds for Norway, squares for groups; what people typed is escaped."""
    nodes = [*NODES, Node("SE7", "<a href='x'>b</a>", "SE-1", ("A", "B"))]
    drawn = figure.draw(figure.info("ABC", nodes, nodes), Texts({"A": "<i>A</i>"}), mode)
    marks = {
        trace["marker"]["symbol"]: len(trace["x"]) for trace in drawn.to_dict()["data"] if trace["mode"] == "markers"
    }
    assert marks == {"circle": 7, "diamond": 6, "square": 3}
    assert "<a " not in drawn.to_json() and "<i>" not in drawn.to_json()


@pytest.mark.parametrize(("groups", "nodes"), [("", []), ("A", []), ("A", [Node("SE1", "x", "SE-1", ("A",))])])
def test_little_can_be_drawn_too(groups: str, nodes: list[Node]) -> None:
    """Nothing, one group with nobody (which is not drawn), one with one member."""
    drawn = figure.draw(figure.info(groups, nodes, nodes), Texts(), "light").to_dict()
    assert len(drawn["data"][-1]["x"]) == len(nodes)
