"""Then and now, against a comparison written out cell by cell."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.figures.plain import Cell, Column, Grid, Prose
from dashboard.meeting.comparing import Compared, compare
from dashboard.meeting.deck import Deck, Slide
from tests.decks import sample

COLUMNS = (
    Column("Kommun", name="area"), Column("År", name="period"), Column("Värde", "number", 1, "value"),
    Column("Antal", "integer", name="count"), Column("Status", name="status"),
)  # fmt: skip
Rows = dict[tuple[str, str], tuple[float | None, int | None]]
VALUES = st.tuples(st.none() | st.floats(-50, 50).map(lambda x: round(x, 2)), st.none() | st.integers(-3, 3))
ROWS = st.dictionaries(st.tuples(st.sampled_from(["Åre", "Røros", "Frøya"]), st.sampled_from(["2023", "2024"])), VALUES)


def deck(rows: Rows, as_of: str = "2025-10-05", link: str = "https://a/jobs?area=SE-2321") -> Deck:
    """A deck of one slide with that table."""
    cells: tuple[tuple[Cell, ...], ...] = tuple((*key, *values, "ok") for key, values in rows.items())
    slide = Slide("jobs/trend", "t", "s", "", Prose(()), Grid(COLUMNS, cells), link=link)
    return Deck("m", "M", (slide,), as_of=as_of)


def naive(then: Rows, now: Rows) -> set[tuple[tuple[str, str], str, float | None, float | None]]:
    """Every number of either table that is shown otherwise in the other."""
    found = set()
    for key in {*then, *now}:
        for place, (name, decimals) in enumerate((("Värde", 1), ("Antal", 0))):
            old, new = then.get(key, (None, None))[place], now.get(key, (None, None))[place]
            if (None if old is None else round(old, decimals)) != (None if new is None else round(new, decimals)):
                found.add((key, name, old, new))
    return found


@settings(deadline=None)  # other tests may keep the machine busy
@given(ROWS, ROWS)
def test_changes_are_those_of_a_cell_by_cell_comparison(then: Rows, now: Rows) -> None:
    """Rows that came and went included; order of the rows does not matter."""
    (one,) = compare(deck(then), deck(dict(reversed(now.items())))).slides
    assert {(c.row, c.column.label, c.then, c.now) for c in one.changes} == naive(then, now)
    for change in one.changes:
        known = change.then is not None and change.now is not None
        assert change.difference == (change.now - change.then if known else None)  # type: ignore[operator]


def test_the_same_deck_has_not_changed() -> None:
    """Nor has one whose numbers differ behind the last decimal that is shown."""
    found = compare(sample(), sample())
    assert (len(found.unchanged), found.changed, found.gone) == (len(sample().slides), (), ())
    assert not compare(deck({("Åre", "2024"): (12.34, 1)}), deck({("Åre", "2024"): (12.3400001, 1)})).changed


def test_days_of_the_data_are_told() -> None:
    """Then and now."""
    found = compare(deck({}, "2025-10-05"), deck({}, "2026-10-05"))
    assert (found.as_of_then, found.as_of_now) == ("2025-10-05", "2026-10-05")


def test_a_view_that_is_gone_is_told() -> None:
    """The others are still compared."""
    then = sample()
    now = replace(then, slides=then.slides[1:])
    found = compare(then, now)
    assert found.gone == (Compared(then.slides[0], None),) and len(found.unchanged) == len(now.slides)


def test_the_same_figure_of_two_areas_is_not_mixed_up() -> None:
    """Slides belong together by their filters too, wherever the app stands now; equal ones by their order."""
    are, roros = {("Åre", "2024"): (1.0, 1)}, {("Røros", "2024"): (2.0, 2)}
    then = deck(are).slides + deck(roros, link="https://a/jobs?area=NO-5025").slides * 2
    now = (
        deck(roros, link="https://b/jobs?area=NO-5025").slides * 2
        + deck(are, link="https://b/jobs?area=SE-2321").slides
    )
    assert not compare(replace(deck({}), slides=then), replace(deck({}), slides=now)).changed


def test_a_word_that_became_a_number_is_a_change() -> None:
    """What was hidden or missing then is known now."""
    old = Grid(COLUMNS[:1] + COLUMNS[3:4], (("Åre", "skyddat"),))
    new = Grid(old.columns, (("Åre", 4),))
    slide = replace(deck({}).slides[0], table=old)
    (one,) = compare(replace(deck({}), slides=(slide,)), replace(deck({}), slides=(replace(slide, table=new),))).slides
    assert [(c.row, c.then, c.now, c.difference) for c in one.changes] == [(("Åre",), None, 4, None)]
