"""Arcs over the map: what crosses the border stands out, names are no markup, and nothing is asked of another host."""

import json
from typing import Any

from dashboard.figures import arcs, map_ground
from dashboard.figures.arcs import Arc, Spot
from dashboard.figures.theme import Texts, palette, rgba
from dashboard.metrics.reference import municipalities

GROUND = map_ground.Ground("/b", "/n", {key: key for key in municipalities()}, municipalities())
SPOTS = [Spot(14.6, 63.2, 4, "SE-2380", "<b>Lab</b>", "4"), Spot(10.4, 63.4, 100, "NO-5001", "Fjord", "100")]
ARCS = [
    Arc((14.6, 63.2), (10.4, 63.4), 3, True, "SE-2380", "Östersund → <i>Fjord</i>", "3"),
    Arc((13.1, 63.4), (14.6, 63.2), 1, False, "SE-2321", "Åre → Lab", "1"),
    Arc((14.6, 63.2), (14.6, 63.2), 9, False, "SE-2380", "at home", "9"),
]
TEXTS = Texts({"SE": "Sweden", "NO": "Norway"}, lambda v: f"{v:.0f}", words={"across": "across", "within": "within"})


def layer(name: str, mode: str = "light") -> list[dict[str, Any]]:
    """The rows of one layer of the drawn map."""
    drawn = json.loads(arcs.draw(SPOTS, ARCS, GROUND, mode).to_json())
    rows: list[dict[str, Any]] = next(part["data"] for part in drawn["layers"] if part["id"] == name)
    return rows


def test_what_crosses_the_border_lies_uppermost_in_its_own_colour() -> None:
    """Wider the more it stands for; an arc from a place to itself is none."""
    inside, across = layer("arcs")
    assert (inside["k"][:3], across["k"][:3]) == (rgba(palette("light").context)[:3], rgba(palette("light").both)[:3])
    assert across["w"] > inside["w"] and (across["key"], inside["key"]) == ("SE-2380", "SE-2321")


def test_circles_are_in_proportion_and_the_largest_lies_undermost() -> None:
    """Area in proportion to the value, but none too small to be seen."""
    large, small = layer("spots")
    assert large["r"] == arcs.LARGEST and small["r"] == max(arcs.LEAST, round(arcs.LARGEST * (4 / 100) ** 0.5, 1))


def test_names_are_no_markup_and_nobody_else_is_asked() -> None:
    """A tooltip is HTML: what people typed is escaped in it."""
    text = arcs.draw(SPOTS, ARCS, GROUND, "dark").to_json()
    assert "&lt;b&gt;Lab&lt;/b&gt;" in text and "<b>Lab" not in text and "<i>" not in text and "http" not in text


def test_nothing_is_a_map_too() -> None:
    """Without circles and arcs the map stands, and its legend has no sizes."""
    assert arcs.draw([], [], GROUND, "light").to_json()
    assert [entry.label for entry in arcs.legend([], TEXTS, "light")] == ["Sweden", "Norway", "across", "within"]
    assert [entry.label for entry in arcs.legend(SPOTS, TEXTS, "light")][:2] == ["100", "20"]
