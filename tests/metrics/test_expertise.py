"""Search among R&D units: the same units whatever the language, misspellings forgiven, a reason for each, never a failure."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.metrics.readings.expertise import Found, search
from dashboard.metrics.readings.vocabulary import LANGUAGES, vocabulary


def unit(key: str, terms: str = "", expertise: str = "", name: str = "", field: str = "social") -> dict[str, Any]:
    """A unit with what the search looks at."""
    names = {f"name_{code}": name or key for code in LANGUAGES}
    organisation = {f"organisation_{code}": "Fjällhögskolan" for code in LANGUAGES}
    return {
        "key": key,
        **names,
        **organisation,
        "field": field,
        "expertise": expertise,
        "terms": terms.split(",") if terms else [],
    }


UNITS = [
    unit("fish", "salmon,feed", "Tester merder for laks.", field="aquaculture"),
    unit("river", "hydropower", "Räknar på vildlaxens väg förbi kraftverk.", field="energy"),
    unit("kelp", "seaweed", "Dyrker tare i fjorden.", field="aquaculture"),
    unit("heat", "waste_heat,heat_pumps", "Regner på varme.", field="energy"),
    unit("wood", "wood,forest", "Provar virke.", field="forestry"),
    unit("house", "timber_building", "Bygger høye hus av laksefarget tre.", field="construction"),
    unit("waste", "recycling", "Sorterar avfall.", field="circular"),
    unit("meals", "", "Forskar om laksefôr och språk.", name="Måltidslabbet", field="food"),
]


def keys(found: list[Found]) -> list[str]:
    """The units that were found, in their order."""
    return [str(one.unit["key"]) for one in found]


@pytest.mark.parametrize(
    "words",
    [("laks", "lax", "salmon", "Laxar", "LAKSEN", "salmons"), ("trä", "tre", "wood", "tra", "timber", "tømmer"),
     ("spillvarme", "spillvärme", "waste heat", "overskuddsvarme", "restvärme", "surplus heat"),
     ("skog", "forest", "skogen", "skogbruk", "forestry")],
)  # fmt: skip
def test_three_languages_find_the_same_units_in_the_same_order(words: tuple[str, ...]) -> None:
    """Whatever of a term's names is typed, bent or in haste."""
    first = keys(search(UNITS, words[0]))
    assert first and all(keys(search(UNITS, word)) == first for word in words)


def test_the_best_fit_comes_first_and_says_why() -> None:
    """A unit's own term before its description, and that before its field; each reason names what it was."""
    found = search(UNITS, "laks")
    assert [(f.unit["key"], f.reasons[0].why, f.reasons[0].what) for f in found] == [
        ("fish", "term", "salmon"),
        ("house", "text", "laksefarget"),
        ("meals", "text", "laksefôr"),
        ("kelp", "field", "aquaculture"),
    ]


def test_who_has_more_of_what_is_asked_for_comes_first() -> None:
    """Two things found weigh more than one found strongly."""
    found = search([*UNITS, unit("both", "", "Varme av tare.", field="energy")], "seaweed varme")
    assert keys(found)[0] == "both" and len(found[0].reasons) == 2


@pytest.mark.parametrize(
    ("typed", "read"),
    [("salmn", "salmon"), ("lakks", "laks"), ("spilvarme", "spillvarme"), ("måltidslabet", "måltidslabbet")],
)
def test_a_misspelt_word_is_read_as_the_most_alike(typed: str, read: str) -> None:
    """And the reason says how it was read; what is right is not said to be misread."""
    found = search(UNITS, typed)
    assert keys(found) == keys(search(UNITS, read))
    assert {reason.asked.read for one in found for reason in one.reasons} == {read}
    assert {reason.asked.read for one in search(UNITS, read) for reason in one.reasons} == {""}


def test_a_longer_term_is_not_its_words() -> None:
    """Waste heat is not waste; waste alone is."""
    assert "waste" not in keys(search(UNITS, "waste heat")) and "waste" in keys(search(UNITS, "waste"))


def test_words_that_say_nothing_are_left_out() -> None:
    """A whole sentence finds what its one word finds; the Norwegian word for feed is not the word for "for"."""
    assert keys(search(UNITS, "Vi behöver hjälp med lax till vår köksmästare xyzzy")) == keys(search(UNITS, "lax"))
    assert search(UNITS, "for") == [] and keys(search(UNITS, "fôr"))[0] == "fish"


def test_names_are_found() -> None:
    """A unit's name before its organisation's, which all have."""
    found = search(UNITS, "måltidslabbet fjällhögskolan")
    assert keys(found)[0] == "meals" and len(found) == len(UNITS)
    assert {reason.why for reason in found[0].reasons} == {"name", "organisation"}


def test_a_term_that_the_vocabulary_lacks_is_a_word_of_the_unit() -> None:
    """What staff typed as a term of their own is found all the same."""
    found = search([unit("odd", "curling")], "Curling")
    assert [(f.unit["key"], f.reasons[0].why) for f in found] == [("odd", "text")]


@pytest.mark.parametrize("typed", ["", "   ", "och", "xyzzyq", "!?*", "\x00", "a" * 200])
def test_what_means_nothing_finds_nothing(typed: str) -> None:
    """An empty list, not everything and not an error."""
    assert search(UNITS, typed) == []


def test_nobody_to_search_among() -> None:
    """Without units nothing is found."""
    assert search([], "laks") == []


@settings(max_examples=60, deadline=None)
@given(
    st.one_of(
        st.text(max_size=30),
        st.lists(
            st.sampled_from([name for term in vocabulary().values() for name in term.names.values()]), max_size=3
        ).map(" ".join),
    )
)
def test_any_text_is_answered_the_same_way_twice_and_in_order(typed: str) -> None:
    """It never fails; fits go down; equal fits keep the units' order; everything found has a reason."""
    found = search(UNITS, typed)
    assert found == search(UNITS, typed)
    places = {unit["key"]: n for n, unit in enumerate(UNITS)}
    order = [(tuple(-part for part in one.fit), places[one.unit["key"]]) for one in found]
    assert order == sorted(order) and all(one.reasons for one in found)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_term_is_found_by_its_name(language: str) -> None:
    """In each language, a unit with that term alone, and by that term."""
    for term in vocabulary().values():
        found = search([unit("other", field=""), unit("one", term.key, field="")], term.names[language])
        assert keys(found) == ["one"], term.key
        assert found[0].reasons[0].why == "term", term.key
