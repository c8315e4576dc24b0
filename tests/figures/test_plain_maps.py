"""Maps and networks as plain data: all municipalities, the numbers that are drawn, and roles for every colour."""

import json

import pytest
from pydantic import TypeAdapter

from dashboard.figures import arcs, map_counts, map_ground, map_plain, network, network_plain
from dashboard.figures import map as maps
from dashboard.figures.map_counts import Spot
from dashboard.figures.network_places import Node
from dashboard.figures.plain import Map, Picture, colour
from dashboard.figures.theme import Texts
from dashboard.metrics.reference import municipalities
from tests.figures import test_arcs
from tests.figures.test_figures import TEXTS, ground, rates

PICTURE: TypeAdapter[Picture] = TypeAdapter(Picture)
CHOSEN = map_ground.Ground("/b", "/n", ground().names, municipalities(), ("SE-2380", "SE-23"), 360)


def sound(made: Map, areas: int = 46) -> Map:
    """The map, after what holds for every one: JSON keeps it, all municipalities are on it, roles are colours, and lines
    lead from one circle to another."""
    assert PICTURE.validate_json(PICTURE.dump_json(made)) == made
    assert {area.key for area in made.areas} == ({*municipalities()} if areas else set()) and len(made.areas) == areas
    roles = [a.fill for a in made.areas] + [x.role for x in (*made.circles, *made.links)]
    roles += [entry.role for entry in made.legend if entry.role]
    assert all(colour(role, mode).startswith("#") for role in roles for mode in ("light", "dark"))
    assert all(link.start != link.end and max(link.start, link.end) < len(made.circles) for link in made.links)
    assert all(circle.size > 0 for circle in made.circles)
    return made


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_rates_have_the_colours_that_are_drawn(mode: str) -> None:
    """Each area's role is the very colour of its class, and of the legend; without a value it is grey and says why."""
    values = {key: float(n) for n, key in enumerate(municipalities()) if n}
    info = rates({**values, municipalities()[0]: None})
    made = sound(map_plain.plain_rates(info, CHOSEN, {municipalities()[0]: "saknas"}, TEXTS, unit="per 1 000"))
    assert {a.key: a.value for a in made.areas if a.value is not None} == values
    assert made.chosen == ("SE-2380",)
    first = next(a for a in made.areas if a.key == municipalities()[0])
    assert (first.fill, first.told) == ("nodata", "saknas")
    legend = maps.rates_legend(info, TEXTS, mode)
    assert [(e.label, e.colour) for e in legend] == [(e.label, colour(e.role, mode)) for e in made.legend]
    assert {a.fill for a in made.areas} == {e.role for e in made.legend}


def test_totals_are_circles_by_value() -> None:
    """The largest first, at the municipality's own point, with the number; nothing to count has no circle."""
    made = sound(
        map_plain.plain_totals({"SE-2380": 100.0, "NO-5001": 400.5, "SE-2321": 0.0}, CHOSEN, TEXTS, unit="jobb")
    )
    assert [(c.name, c.size, c.told, c.role) for c in made.circles] == [
        ("NO-5001", 400.5, "NO-5001: 400.5 jobb", "NO"), ("SE-2380", 100.0, "SE-2380: 100.0 jobb", "SE"),
    ]  # fmt: skip
    place = map_ground.places()["NO-5001"]
    assert (made.circles[0].x, made.circles[0].y) == (place.lon, place.lat) and made.circles[0].named
    assert {a.key: a.value for a in made.areas if a.value is not None} == {
        "SE-2380": 100.0,
        "NO-5001": 400.5,
        "SE-2321": 0.0,
    }
    assert [e.size for e in made.legend] == [400.0, 40.0, 8.0, 0.0, 0.0] and {a.fill for a in made.areas} == {"land"}


@pytest.mark.parametrize("count", [map_plain.MOST, map_plain.MOST + 1])
def test_so_many_points_are_counted_by_municipality(count: int) -> None:
    """Up to the limit each workplace is a circle by its employees; beyond it a number for each municipality."""
    rows = [
        {"lon": 14.6, "lat": 63.2, "group": n % 2, "employees": n or None, "key": str(n), "name": f"W{n}", "text": "t",
         "area": ("SE-2380", "NO-5001", "SE-2380")[n % 3]}
        for n in range(count)
    ]  # fmt: skip
    made = sound(map_plain.plain_points(rows, ("C", "F"), ("Industri", "Bygg"), ground(), TEXTS))
    if count <= map_plain.MOST:
        assert [(c.size, c.role) for c in made.circles[:3]] == [(1, "category:0"), (1, "category:1"), (2, "category:0")]
        assert [(e.label, e.role) for e in made.legend] == [("Industri", "category:0"), ("Bygg", "category:1")]
        assert made.circles[1].told == "W1: t"
    else:
        assert {c.name: c.size for c in made.circles} == {
            area: sum(row["area"] == area for row in rows) for area in ("SE-2380", "NO-5001")
        }


def test_counts_stand_side_by_side_and_are_named_once() -> None:
    """As drawn, from the strongest group on; the last of a municipality has its name and all numbers; no markup is left."""
    spots = [Spot("SE-2380", 2, 120, "c"), Spot("SE-2380", 0, 1, "A &amp; B<br>C"), Spot("NO-5001", 1, 3, "d")]
    made = sound(map_counts.plain(spots, ("A", "B", "C"), CHOSEN, TEXTS))
    assert [(c.size, c.told, c.named) for c in made.circles] == [
        (1, "SE-2380: A & B; C", False), (120, "SE-2380: c", True), (3, "NO-5001: d", True),
    ]  # fmt: skip
    assert made.circles[0].x < made.circles[1].x and made.circles[1].name == "SE-2380 1 + 120"
    drawn = [entry.colour for entry in map_counts.legend(("A", "B", "C"), "dark")]
    assert [colour(entry.role, "dark") for entry in made.legend][:-1] == drawn[:-1]
    assert made.legend[-1].role == "context"  # the palest would be lost without an outline
    deck = json.loads(map_counts.draw(spots, 3, ground(), ground().names, "light").to_json())
    data = next(layer["data"] for layer in deck["layers"] if layer["id"] == "counts")
    assert [(row["t"], row["p"][1]) for row in data] == [
        (s.text, map_ground.places()[s.area].lat) for s in (*spots[1::-1], spots[2])
    ]


def test_arcs_are_links_between_circles() -> None:
    """What crosses the border lies uppermost; an arc that ends where nothing is has a small grey end; none leads home."""
    made = sound(arcs.plain(test_arcs.SPOTS, test_arcs.ARCS, ground(), test_arcs.TEXTS))
    assert [(c.name, c.size, c.role) for c in made.circles[:2]] == [("Fjord", 100, "NO"), ("<b>Lab</b>", 4, "SE")]
    assert made.circles[2].role == "context" and made.circles[2].size < 5
    assert [(link.size, link.role) for link in made.links] == [(1, "context"), (3, "both")]
    ends = [[(made.circles[at].x, made.circles[at].y) for at in (link.start, link.end)] for link in made.links]
    assert ends == [[(13.1, 63.4), (14.6, 63.2)], [(14.6, 63.2), (10.4, 63.4)]]
    assert [e.size for e in made.legend] == [100, 20, 0, 0, 0, 0]
    sound(arcs.plain([test_arcs.SPOTS[0]._replace(value=0)], test_arcs.ARCS, ground(), test_arcs.TEXTS))
    assert not sound(arcs.plain([], [], ground(), test_arcs.TEXTS)).circles


def test_a_network_lies_in_its_frame() -> None:
    """Groups and members with their ties, those in several more strongly; without areas; the names that are drawn."""
    people = [
        Node("a", "Anna", "SE-2380", ("g", "h"), "Östersund"),
        Node("b", "Bo", "NO-5001", ("g",)),
        Node("c", "C", "", ("h",)),
    ]
    info = network.info(("g", "h", "i"), people, people)
    texts = Texts(
        {"g": "Skog", "h": "Energi", "SE": "Sverige", "NO": "Norge"}, words={"group": "kluster", "missing": "okänt"}
    )
    made = sound(network_plain.plain(info, texts), 0)
    assert all(0 <= c.x <= 1 and 0 <= c.y <= 1 for c in made.circles)
    assert [(c.name, c.role, c.named) for c in made.circles] == [
        ("Skog", "both", True), ("Energi", "both", True), ("Anna", "SE", True), ("Bo", "NO", False), ("C", "context", False),
    ]  # fmt: skip
    names = [c.name for c in made.circles]
    assert [(names[link.start], names[link.end], link.role) for link in made.links] == [
        ("Anna", "Skog", "context"), ("Anna", "Energi", "context"), ("Bo", "Skog", "line"), ("C", "Energi", "line"),
    ]  # fmt: skip
    assert [entry.label for entry in made.legend] == ["kluster", "Sverige", "Norge", "okänt"]
