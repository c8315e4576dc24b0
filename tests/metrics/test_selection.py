"""A selection and its link are the same thing twice; a bad link costs only what is bad in it."""

from hypothesis import given
from hypothesis import strategies as st

from dashboard.metrics.reference import SIZES, THEMES, areas, industries, municipalities
from dashboard.metrics.selection import Selection

years = st.one_of(st.none(), st.integers(2005, 2100))
selections = st.builds(
    Selection.of, st.lists(st.sampled_from(sorted(areas())), max_size=6),
    st.lists(st.sampled_from(sorted(industries())), max_size=5), years, years,
    st.lists(st.sampled_from(SIZES), max_size=3), st.sampled_from(("", *THEMES)),
)  # fmt: skip


@given(selections)
def test_a_selection_survives_its_link(selection: Selection) -> None:
    """To the query and back is the same selection, without a problem, whether values are repeated or joined."""
    query = selection.to_query()
    assert Selection.from_query(query) == (selection, ())
    assert Selection.from_query({name: value.split(",") for name, value in query.items()}) == (selection, ())


@given(selections)
def test_equal_questions_have_equal_keys(selection: Selection) -> None:
    """Order and doubles do not matter: the same filters are the same cache key and the same link."""
    first, last = selection.first, selection.last
    again = Selection.of(
        [*reversed(selection.areas), *selection.areas], reversed(selection.industries),
        *((last, first) if first and last else (first, last)),  # years may come in the wrong order
        reversed(selection.sizes), selection.theme,
    )  # fmt: skip
    assert (hash(again), again.to_query()) == (hash(selection), selection.to_query())


@given(st.dictionaries(st.sampled_from(["area", "industry", "from", "to", "size", "theme", "x"]), st.text()))
def test_no_link_is_an_error(query: dict[str, str]) -> None:
    """Whatever is in a link, a selection comes of it, and each thing dropped was in the link."""
    selection, problems = Selection.from_query(query)
    assert Selection.from_query(selection.to_query()) == (selection, ())
    assert all(problem.value in query[problem.parameter] for problem in problems)


def test_what_means_nothing_is_dropped_and_told() -> None:
    """The good parts of a half-good link stay."""
    selection, problems = Selection.from_query(
        {"area": "SE-2380,SE-9999", "from": "1815", "to": "2020", "theme": "red"}
    )
    assert selection == Selection.of(["SE-2380"], last=2020)
    assert [(p.parameter, p.value) for p in problems] == [("area", "SE-9999"), ("from", "1815"), ("theme", "red")]


def test_counties_countries_and_the_whole_take_in_their_municipalities() -> None:
    """SE-23 has 8, NO-50 has 38; no area and MITT are all 46."""
    assert len(Selection.of(["SE-23"]).municipalities()) == 8
    assert len(Selection.of(["NO", "SE-2380", "SE-2380"]).municipalities()) == 39
    assert Selection.of().municipalities() == Selection.of(["MITT", "NO-5001"]).municipalities() == municipalities()


def test_a_theme_and_an_industry_that_do_not_meet_have_nothing() -> None:
    """Their meeting is empty, which is not the same as everything."""
    assert Selection.of(industries=["K"], theme="bio").codes() == ("-",)
    assert set(Selection.of(industries=["A"], theme="bio").codes()) == {"01", "02", "03"}
