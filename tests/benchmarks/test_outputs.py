"""How long a meeting of twelve views takes: asking the warehouse, and each kind of file.

    pytest tests/benchmarks/test_outputs.py --benchmark-only --benchmark-columns=median,rounds
"""

from datetime import date
from pathlib import Path

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from dashboard.exports.outputs import OUTPUTS
from dashboard.meeting.collecting import collect
from dashboard.meeting.deck import Deck
from dashboard.meeting.templates import one_for
from dashboard.warehouse.engine import Identity, identity

ADDRESS = "http://localhost:8501"
WHOLE = [name for name, output in OUTPUTS.items() if not output.single]
SINGLE = [name for name, output in OUTPUTS.items() if output.single]


@pytest.fixture(scope="module")
def deck(demo_warehouse: Path) -> Deck:
    """The ready meeting of Östersund."""
    return _collected(identity(demo_warehouse))


def _collected(warehouse: Identity) -> Deck:
    return collect(one_for("municipality", "SE-2380", "sv", date(2026, 11, 24)), warehouse, ADDRESS)


def test_collect(benchmark: BenchmarkFixture, demo_warehouse: Path) -> None:
    """Twelve views from the warehouse; after the first round its answers are remembered, as in a running app."""
    benchmark.group = "meeting"
    assert len(benchmark(_collected, identity(demo_warehouse)).slides) == 12


@pytest.mark.parametrize("name", WHOLE)
def test_output(benchmark: BenchmarkFixture, deck: Deck, name: str) -> None:
    """The deck as a file."""
    benchmark.group = "meeting"
    assert benchmark(OUTPUTS[name].make, deck)


@pytest.mark.parametrize("name", SINGLE)
def test_single_output(benchmark: BenchmarkFixture, deck: Deck, name: str) -> None:
    """One view of it, the map, as a file."""
    benchmark.group = "view"
    one = next(slide for slide in deck.slides if slide.picture.kind == "map")
    assert benchmark(OUTPUTS[name].make, Deck(deck.id, deck.title, (one,)))
