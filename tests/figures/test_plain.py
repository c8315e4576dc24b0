"""Charts and tables as plain data say the same numbers as the figures that are drawn, and go to JSON and back."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter

from dashboard.figures import (
    bars,
    bars_plain,
    climb,
    dots,
    dots_plain,
    matrix,
    multiples,
    parts,
    progress,
    scatter,
    scatter_plain,
    split,
    steps,
    survival,
    trend,
    trend_plain,
)
from dashboard.figures.bars import Bar
from dashboard.figures.multiples import Cell
from dashboard.figures.plain import MOST, Chart, Grid, Picture, Prose, Scatter, colour
from dashboard.figures.theme import Texts
from dashboard.metrics.series import Point
from tests.figures import test_ledger_figures as ledger
from tests.figures import test_scatter, test_shift_parts, test_survival_curves
from tests.figures.test_trend_breaks import line, rated, series

PICTURE: TypeAdapter[Picture] = TypeAdapter(Picture)
WORDS = {"missing": "saknas", "suppressed": "sekretess", "others": "övriga", "break": "brott"}
TEXTS = Texts({"SE": "Sverige", "NO": "Norge"}, lambda v: f"{v:g}", lambda p: f"år {p}", words=WORDS)


def sound(picture: Picture) -> Picture:
    """The picture, after what holds for every one: JSON keeps it, each line is as long as the categories, and every role
    is a colour by day and by night."""
    assert PICTURE.validate_json(PICTURE.dump_json(picture)) == picture
    if isinstance(picture, Chart):
        assert picture.series and all(len(s.values) == len(picture.categories) for s in picture.series)
        assert all(len(end) in (0, len(picture.categories)) for s in picture.series for end in (s.low, s.high))
        assert len(picture.keys) in (0, len(picture.categories))
    roles = [s.role for s in getattr(picture, "series", ())] + [d.role for d in getattr(picture, "dots", ())]
    assert all(colour(role, mode).startswith("#") for role in roles for mode in ("light", "dark"))
    return picture


VALUES = st.lists(st.one_of(st.none(), st.integers(-50, 50).map(float)), min_size=1, max_size=30)


@given(VALUES, st.sets(st.integers(0, 29), max_size=3), st.booleans())
def test_a_ranking_keeps_order_numbers_and_the_emphasised(
    values: list[float | None], subject: set[int], areas: bool
) -> None:
    """At most fourteen bars, each value once and in its own colour's series; all that is left out is counted."""
    made = [
        Bar(str(n), f"Rad {n}", v, emphasised=n in subject, area=("SE-2321", "NO-5001")[n % 2] if areas else "")
        for n, v in enumerate(values)
    ]
    info = bars.info(made)
    chart = bars_plain.plain(info, TEXTS, "Jobb")
    sound(chart)
    assert len(chart.categories) + chart.left_out == len(values) and len(chart.categories) <= MOST
    assert subject & {*range(len(values))} <= {int(key) for key in chart.keys}
    assert [key for bar in info.bars for key in [bar.key] if key in chart.keys] == [*chart.keys]
    for n, key in enumerate(chart.keys):
        told = {s.role: s.values[n] for s in chart.series if s.values[n] is not None}
        assert [*told.values()] == [v for v in [values[int(key)]] if v is not None]
        if told and subject & {*range(len(values))}:
            assert ("context" in told) == (int(key) not in subject)


def test_a_bar_says_in_words_what_it_cannot_show() -> None:
    """The word for a missing value, the range that is known, and the note; intervals and benchmarks stay."""
    made = [
        Bar("a", "A", 5.0, 4.0, 7.0, note="12 jobb"), Bar("b", "B", None, 1.0, 4.0, "interval"),
        Bar("c", "C", None, status="suppressed"),
    ]  # fmt: skip
    chart = bars_plain.plain(bars.info(made, [("Sverige", 1.5)]), TEXTS, "Andel", unit="procent")
    assert chart.categories == ("A (12 jobb)", "B (1–4)", "C (sekretess)") and chart.marks == (("Sverige", 1.5),)
    assert [(s.name, s.values, s.low, s.high) for s in chart.series] == [
        ("Andel", (5.0, None, None), (4.0, 1.0, None), (7.0, 4.0, None))
    ]


def test_the_subject_is_named_and_the_others_are_grey() -> None:
    """Two emphasised bars have their names in the legend."""
    made = [Bar(k, k, 1.0, area="SE-2321", emphasised=k in "ab") for k in "abc"]
    chart = bars_plain.plain(bars.info(made), TEXTS)
    assert [(s.name, s.role) for s in chart.series] == [("a, b", "SE"), ("övriga", "context")] and chart.stacked


def test_a_trend_keeps_gaps_breaks_and_intervals() -> None:
    """A missing year is a gap; the break stands at the first year after it; a country keeps its colour."""
    points = [*line("SE-23", 2018, [5.0, None, 9.0]), *line("NO-50", 2018, [50.0, 60.0, 70.0])]
    chart = trend_plain.plain(trend.info(series(*points), {"2020": "ny"}), TEXTS, unit="jobb")
    assert isinstance(sound(chart), Chart) and chart.keys == ("2018", "2019", "2020")
    assert [(s.role, s.values) for s in chart.series] == [("NO", (50.0, 60.0, 70.0)), ("SE", (5.0, None, 9.0))]
    assert chart.breaks == (("år 2020", "ny"),) and not chart.series[0].low
    rate = trend_plain.plain(trend.info(series(*rated([50.0, 60.0]))), TEXTS)
    assert (rate.series[0].low, rate.series[0].high) == ((45.0, 55.0), (59.0, 69.0))


def test_of_many_lines_only_what_has_nothing_else_has_a_range() -> None:
    """As it is drawn: intervals of many values hide one another."""
    many = [p for n in range(4) for p in rated([50.0, 60.0], f"c{n}")]
    many.append(Point("SE-23", "2018", "d", None, 1.0, 4.0, None, "interval"))
    chart = trend_plain.plain(trend.info(series(*many)), TEXTS)
    sound(chart)
    assert [s.low for s in chart.series] == [()] * 4 + [(1.0, None)]


@pytest.mark.parametrize("count", [3, 20])
def test_multiples_are_lines_or_the_first_and_the_last_year(count: int) -> None:
    """Few as lines with their break; of many the two periods since the break in which the most are known."""
    cells = [Cell(f"C{n}", (1.0 * n, 2.0 * n, None if n == 1 else 3.0 * n, None), "", "", (1,)) for n in range(count)]
    chart = multiples.plain(multiples.info(cells, ("2020", "2021", "2022", "2023"), False), TEXTS)
    sound(chart)
    if count == 3:
        assert [s.values for s in chart.series] == [cell.values for cell in cells] and chart.breaks == (
            ("år 2021", "brott"),
        )
    else:
        assert [(s.name, s.values[2]) for s in chart.series] == [("år 2021", 4.0)] and chart.left_out == count - MOST


def test_multiples_compare_two_periods_and_say_what_is_not_known() -> None:
    """The latest beside the first; a category without either has the word for it."""
    cells = [Cell(f"C{n}", (1.0, 5.0 + n, 2.0), "", "", key=str(n)) for n in range(8)]
    cells.append(Cell("tom", (None,) * 3, "", "", key="x"))
    chart = multiples.plain(multiples.info(cells, ("2020", "2021", "2022"), True), TEXTS)
    assert [(s.name, s.values) for s in chart.series] == [
        ("år 2022", (2.0,) * 8 + (None,)), ("år 2020", (1.0,) * 8 + (None,))
    ]  # fmt: skip
    assert chart.categories[-1] == "tom (saknas)" and chart.keys[-1] == "x"


def test_parts_and_goals_are_stacked() -> None:
    """Parts of either sign with their sum in words; the goal's three parts against its target; categories of both."""
    rows = [parts.Parted("Bygg", (10.0, -30.0, 5.0)), parts.Parted("Handel", (10.0, 20.0, 5.0))]
    info = parts.info(test_shift_parts.NAMES, rows)
    shift = parts.plain(info, test_shift_parts.TEXTS)
    assert [s.values for s in shift.series] == [(10.0, 10.0), (20.0, -30.0), (5.0, 5.0)]
    assert shift.categories == ("Handel (+35)", "Bygg (-15)")
    goal = progress.plain(progress.info(11, 3, 5, 15), Texts(words=ledger.WORDS | {"target": "mål 15"}), "Etableringar")
    assert [s.values for s in goal.series] == [(11,), (3,), (5,)] and goal.marks == (("mål 15", 15),)
    cut = split.info([split.Row(str(n), (1.0, n, 0.5), key=f"k{n}") for n in range(15)])
    divided = split.plain(cut, ledger.TEXTS)
    assert [s.values for s in divided.series] == [tuple(row.amounts[n] for row in cut.rows) for n in range(3)]
    assert divided.left_out == 3 and divided.keys[1] == "k1"
    assert all(chart.stacked and sound(chart) for chart in (shift, goal, divided))


def test_steps_are_counted_or_told() -> None:
    """So many verified, reported and expected at each stage; days without numbers are sentences."""
    stages = [steps.Stage("A", "2", ("verified", "expected"), "note", "10 dagar"), steps.Stage("B", "1", ("verified",))]
    chart = steps.plain(steps.info(stages, [steps.Stage("C", "0", ())]), ledger.TEXTS)
    assert isinstance(sound(chart), Chart) and chart.categories == ("A → 10 dagar", "B", "C")
    assert [s.values for s in chart.series] == [(1.0, 1.0, 0.0), (0.0, 0.0, 0.0), (1.0, 0.0, 0.0)]
    told = steps.plain(steps.info(stages[:1], large=False), ledger.TEXTS)
    assert sound(told) == Prose(("A: 2 (note) → 10 dagar",))


def test_survival_holds_until_the_next_year() -> None:
    """Stepped lines in per cent with their intervals; a shorter curve ends in a gap."""
    curves = [survival.Curve("SE", "Sverige", test_survival_curves.STEPS)]
    curves.append(survival.Curve("NO", "Norge", test_survival_curves.STEPS[:2]))
    chart = survival.plain(survival.info(curves), test_survival_curves.TEXTS)
    assert isinstance(sound(chart), Chart) and chart.step and chart.percent and chart.categories == ("År: 0", "1", "2")
    assert [(s.values, s.low) for s in chart.series] == [
        ((100, 80, 60), (100, 70, 48)),
        ((100, 80, None), (100, 70, None)),
    ]


@pytest.mark.parametrize("last", [ledger.END, date(2025, 12, 31)])
def test_a_climb_stands_at_each_months_end(last: date) -> None:
    """As counting day by day: what is reached until today, what may come from today on, the straight line between."""
    info = climb.info(ledger.REACHED, ledger.AHEAD, ledger.STRAIGHT, ledger.TODAY, ledger.START, last)
    chart = climb.plain(info, ledger.TEXTS)
    sound(chart)
    days = [ledger.START + timedelta(n) for n in range((last - ledger.START).days + 1)]
    ends = [day for day in days if (day + timedelta(1)).day == 1]
    assert chart.keys == tuple(f"{day:%Y-%m}" for day in ends)

    def naive(at: tuple[climb.At, ...], first: date, end: date) -> tuple[float | None, ...]:
        within = [day for day in ends if first <= day <= end]
        return tuple([total for when, total in at if when <= day][-1] if day in within else None for day in ends)

    straight = tuple(15 * (day - ledger.START).days / (ledger.END - ledger.START).days for day in ends)
    assert chart.series[0].values == naive(ledger.REACHED, ledger.START, ledger.TODAY)
    assert chart.series[-1].values == pytest.approx(straight)
    if info.ahead:
        assert chart.series[1].values == naive(ledger.AHEAD, ledger.TODAY, ledger.END)


def test_a_dot_plot_is_a_table_of_real_numbers() -> None:
    """Places down, benchmarks last, each measure with its own decimals; what is missing is a word, what is not asked empty."""
    rows = [
        dots.Row("Jobb", (dots.Dot("SE-2321", "Åre", 10.0), dots.Dot("NO-5001", "Trondheim", None, "missing")), key="jobs"),
        dots.Row("Andel", (dots.Dot("SE-2321", "Åre", 0.5),), (dots.Dot("SE", "Sverige", 0.25),), None, "share", 1, True),
    ]  # fmt: skip
    grid = dots_plain.plain(dots.info(rows), TEXTS, "Plats")
    assert isinstance(sound(grid), Grid)
    assert grid.rows == (("Åre", 10.0, 0.5), ("Trondheim", "saknas", None), ("Sverige", None, 0.25))
    assert [(c.name, c.type, c.decimals) for c in grid.columns[1:]] == [("jobs", "number", 0), ("share", "percent", 1)]


def test_a_matrix_is_turned() -> None:
    """Areas down; a number, a word where an answer is lacking, both where both are."""
    made = matrix.info({("ai", "SE-2380"): 3, ("food", "NO-5001"): 1}, {("ai", "NO-5001"): 1, ("ai", "SE-2380"): 2},
                       ("ai", "food"), ("SE-2380", "NO-5001"))  # fmt: skip
    grid = matrix.plain(made, Texts(number=lambda v: f"{v:g}", words={"corner": "fält", "lacking": "frågas"}))
    assert isinstance(sound(grid), Grid)
    assert grid.rows == (("SE-2380", "3 frågas", None), ("NO-5001", "frågas", 1))


def test_a_scatter_has_its_numbers_and_the_names_that_are_drawn() -> None:
    """Quotients raw, growth in per cent; grey below one; lines at one and zero."""
    made = [
        scatter.Bubble("A", "Jordbruk", 2.0, 0.05, 400.0, area="SE-2380"),
        scatter.Bubble("B", "Gruvor", 0.5, 0.03, 1.0),
    ]
    info, texts = scatter.info(made), test_scatter.TEXTS
    points = scatter_plain.plain(info, texts)
    assert isinstance(sound(points), Scatter)
    assert [(d.name, d.x, d.y, d.role) for d in points.dots] == [
        ("Jordbruk", 2.0, 5.0, "SE"),
        ("Gruvor", 0.5, 3.0, "context"),
    ]
    drawn = {note.text for note in scatter.draw(info, texts, "light").layout.annotations}
    assert {d.name for d in points.dots if d.named} == {"Jordbruk", "Gruvor"} & drawn
    assert points.x_mark and points.y_mark and (points.x_mark[1], points.y_mark[1]) == (1.0, 0.0)
