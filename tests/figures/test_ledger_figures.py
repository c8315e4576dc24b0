"""The figures of the goal ledger: what they show, and that what they draw is valid for what draws it."""

import json
from datetime import date
from xml.etree import ElementTree

import plotly.graph_objects as go
import pytest

from dashboard.figures import climb, map_counts, map_ground, split, steps
from dashboard.figures.theme import Texts
from dashboard.metrics.reference import municipalities

WORDS = {"verified": "Verifierade", "reported": "Rapporterade", "expected": "Väntade", "caption": "Land", "mark": "Demo",
         "reached": "11 verifierade", "ahead": "19 med väntade", "straight": "rak väg 15", "today": "2026-09-30"}  # fmt: skip
TEXTS = Texts(number=lambda value: f"{value:g}", words=WORDS)
START, TODAY, END = date(2025, 1, 1), date(2026, 9, 30), date(2027, 12, 31)
REACHED = ((START, 0.0), (date(2026, 3, 1), 11.0), (TODAY, 11.0))
AHEAD = ((TODAY, 11.0), (TODAY, 19.0), (END, 19.0))
STRAIGHT = ((START, 0.0), (END, 15.0))


@pytest.mark.parametrize("mode", ["light", "dark"])
@pytest.mark.parametrize(("ahead", "straight"), [(AHEAD, STRAIGHT), ((), STRAIGHT), (AHEAD, ()), ((), ())])
def test_a_climb_is_a_valid_chart(ahead: tuple[climb.At, ...], straight: tuple[climb.At, ...], mode: str) -> None:
    """With and without a line to the goal and what may still come; each line is named once, and today is marked."""
    info = climb.info(REACHED, ahead, straight, TODAY, START, END)
    figure = go.Figure(climb.draw(info, TEXTS, mode).to_plotly_json())
    said = [note.text.replace("<br>", " ") for note in figure.layout.annotations]
    expected = {"reached": True, "ahead": bool(ahead), "straight": bool(straight), "today": True}
    assert all(said.count(WORDS[name]) == there for name, there in expected.items())
    assert figure.layout.yaxis.range[1] >= max(total for at in (REACHED, ahead, straight) for _, total in at)


def test_lines_end_where_the_axis_ends() -> None:
    """Of an earlier year only what had been reached by then; the straight line at its place on that day."""
    info = climb.info(REACHED, AHEAD, STRAIGHT, TODAY, START, date(2025, 12, 31))
    assert info.reached == ((START, 0.0), (date(2025, 12, 31), 0.0)) and info.ahead == ()
    assert info.straight[-1][1] == pytest.approx(15 * 364 / 1094)
    said = [note.text for note in climb.draw(info, TEXTS, "light").layout.annotations]
    assert WORDS["today"] not in said and WORDS["reached"] in said


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_steps_have_a_mark_for_each_and_escape_what_is_typed(mode: str) -> None:
    """The HTML is well-formed whatever a name holds; so many squares as there are marks, besides the legend's three."""
    made = steps.info(
        [steps.Stage("A <b>", "2", ("verified", "expected"), "note", "10 dagar")], [steps.Stage("C", "0", ())]
    )
    root = ElementTree.fromstring(steps.draw(made, TEXTS, mode))
    squares = [span for span in root.iter("span") if "width:16px" in span.get("style", "")]
    assert len(squares) == 2 + 3 and "A <b>" in "".join(root.itertext()) and "→ 10 dagar" in "".join(root.itertext())


def test_a_split_is_its_own_table() -> None:
    """A row for each category with its three amounts as text; a dash for nothing; bars on one scale."""
    info = split.info([split.Row("Norge", (4.0, 0.0, 4.0), "NO"), split.Row("<i>", (1.0, 1.0, 0.0), note="för att")])
    assert info.most == 8.0 and info.left_out == 0
    root = ElementTree.fromstring(f"<div>{split.draw(info, TEXTS, 'light')}</div>")
    cells = [[cell.text for cell in row.iter("td")] for row in root.find(".//tbody") or ()]
    assert cells == [["4", "–", "4"], ["1", "1", "–"]]
    assert "<i>" in "".join(root.itertext()) and "för att" in "".join(root.itertext())
    assert "width:50.00%" in split.draw(info, TEXTS, "light")


def test_a_long_split_says_how_much_is_left_out() -> None:
    """The first twelve, the rest counted."""
    assert split.info([split.Row(str(n), (1.0, 0.0, 0.0)) for n in range(15)]).left_out == 3


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_counts_stand_side_by_side(mode: str) -> None:
    """Two groups of a municipality do not cover one another; the strongest is on the left, and each has its number."""
    ground = map_ground.Ground("/b", "/n", {key: key for key in municipalities()}, municipalities())
    spots = [map_counts.Spot("SE-2380", 2, 120, "c"), map_counts.Spot("SE-2380", 0, 1, "a")]
    deck = json.loads(map_counts.draw(spots, 3, ground, ground.names, mode).to_json())
    data = next(layer["data"] for layer in deck["layers"] if layer["id"] == "counts")
    assert [(row["n"], row["t"]) for row in data] == [("1", "a"), ("120", "c")] and data[0]["p"][0] < data[1]["p"][0]
    assert data[1]["r"] > data[0]["r"] and {row["key"] for row in data} == {"SE-2380"}
    assert len({entry.colour for entry in map_counts.legend(["A", "B", "C", "D"], mode)}) == 4
