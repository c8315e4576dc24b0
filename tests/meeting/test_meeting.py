"""A meeting and its views: addresses to and fro, order, texts."""

from urllib.parse import quote

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.errors import UserError
from dashboard.i18n import LANGUAGES
from dashboard.meeting.item import pages
from dashboard.meeting.meeting import MOST_ITEMS, Item, Meeting, from_json, to_json
from dashboard.metrics.reference import areas, industries
from dashboard.metrics.selection import Selection

PRINTABLE = st.text(st.characters(exclude_categories=("C", "Z")), min_size=1, max_size=30)


@st.composite
def items(draw: st.DrawFn) -> Item:
    """Any view: filters in their normal form, a page's own choices, a figure, a language."""
    chosen = Selection.of(
        draw(st.lists(st.sampled_from(sorted(areas())), max_size=4)),
        draw(st.lists(st.sampled_from(sorted(industries())), max_size=3)), draw(st.sampled_from([None, 2015])),
    )  # fmt: skip
    own = draw(st.dictionaries(st.sampled_from(["show", "colour", "reference", "level", "q"]), PRINTABLE, max_size=3))
    return Item(
        draw(st.sampled_from(sorted(pages()))), tuple(sorted({**chosen.to_query(), **own}.items())),
        draw(st.sampled_from(["", "industries", "figures.jobs"])), draw(st.sampled_from(["", *LANGUAGES])),
    )  # fmt: skip


@settings(deadline=None)  # other tests may keep the machine busy
@given(items(), st.sampled_from(["", "https://mittnorden.example", "http://localhost:8501/"]))
def test_a_view_comes_back_from_its_address(item: Item, base: str) -> None:
    """Whatever the filters hold, and wherever the app stands."""
    assert Item.of(item.address(base)) == item


@pytest.mark.parametrize(
    ("address", "page", "query"),
    [
        ("https://host/jobs?area=SE-2380&figure=industries&lang=nb", "jobs", (("area", "SE-2380"),)),
        ("/jobs?to=2024&area=SE-2380&area=NO-5001,NO-5006", "jobs", (("area", "SE-2380,NO-5001,NO-5006"), ("to", "2024"))),
        ("/jobs/?embed=true&embed_options=dark_theme&area=", "jobs", ()), ("jobs", "jobs", ()),
        ("overview", "overview", ()), ("/", "overview", ()), ("https://host", "overview", ()),
        (" https://host/?theme=bio#top ", "overview", (("theme", "bio"),)),
    ],
)  # fmt: skip
def test_addresses_are_read_as_people_write_them(address: str, page: str, query: tuple[tuple[str, str], ...]) -> None:
    """Whole or only a path, parameters repeated or with commas; what is about the reader is left out."""
    found = Item.of(address)
    assert (found.page, found.query) == (page, query)


def test_figure_and_language_stand_in_the_address() -> None:
    """A view's own language goes before the one asked for."""
    item = Item.of("https://host/jobs?area=SE-2380&figure=industries&lang=nb")
    assert (item.figure, item.language) == ("industries", "nb")
    assert item.address("https://host", "en") == "https://host/jobs?area=SE-2380&figure=industries&lang=nb"
    assert Item.of("/jobs").address("https://host", "en") == "https://host/jobs?lang=en"


@pytest.mark.parametrize(
    "address",
    ["/nowhere", "/edit?kind=establishment", "/meeting?id=x", "http://[", "../jobs/../../etc/passwd", "/jobs?q=" + "x" * 2100,
     "javascript:alert(1)"],
)  # fmt: skip
def test_what_is_no_view_is_refused_in_words(address: str) -> None:
    """Unknown pages, pages that hold what somebody types, and what is no address."""
    with pytest.raises(UserError, match=r"\.$") as error:
        Item.of(address)
    assert error.value.key.startswith("meeting.")


@pytest.mark.parametrize("tail", ["figure=" + quote("<script>"), "figure=..%2F..", "lang=de", "lang="])
def test_a_figure_or_language_that_cannot_be_is_left_out(tail: str) -> None:
    """The page is shown whole, in the meeting's language."""
    assert Item.of(f"/jobs?{tail}") == Item("jobs")


@settings(deadline=None)  # other tests may keep the machine busy
@given(st.lists(st.integers(0, 99), min_size=1, max_size=8), st.data())
def test_moving_changes_places_only(numbers: list[int], data: st.DataObject) -> None:
    """The moved view stands where it should, nothing is lost, and the others keep their order."""
    meeting = Meeting("m").add(*(Item("jobs", (("to", str(n)),)) for n in numbers))
    item, to = data.draw(st.integers(0, len(numbers) - 1)), data.draw(st.integers(-2, len(numbers) + 2))
    moved = meeting.move(item, to).items
    assert moved[min(max(to, 0), len(numbers) - 1)] == meeting.items[item]
    rest = list(moved)
    rest.pop(min(max(to, 0), len(numbers) - 1))
    assert tuple(rest) == (*meeting.items[:item], *meeting.items[item + 1 :])
    assert meeting.remove(item).items == tuple(rest)


def test_each_change_gives_a_new_meeting() -> None:
    """The old one is as it was."""
    meeting = Meeting("m").add(Item("jobs"), Item("map"))
    changed = meeting.rename(1, " Kartan\n nu ").annotate(0, "säg detta\nsedan det\0")
    assert (changed.items[1].title, changed.items[0].note) == ("Kartan nu", "säg detta\nsedan det")
    assert meeting.items == (Item("jobs"), Item("map"))


def test_a_copy_is_a_new_meeting_with_the_same_views() -> None:
    """Nothing that makes the old one special goes with it."""
    items = (Item("jobs", note="säg detta"),)
    old = Meeting(
        "Höst", "nb", items, "2026-11-24", "Åre", "Regionen", True, "host-2345", "secret", "t", "u", "2026-11-25"
    )
    assert old.duplicate("Vår") == Meeting("Vår", "nb", items, "", "Åre", "Regionen", True)


@pytest.mark.parametrize(
    ("make", "key"),
    [
        (lambda: Meeting("x" * 121), "meeting.too_long"), (lambda: Item("jobs", title="x" * 121), "meeting.too_long"),
        (lambda: Item("jobs", note="x" * 2001), "meeting.too_long"), (lambda: Meeting("m", date="24/11"), "meeting.no_day"),
        (lambda: Meeting("m").add(*[Item("jobs")] * (MOST_ITEMS + 1)), "meeting.full"),
    ],
)  # fmt: skip
def test_limits_are_told_in_words(make: "object", key: str) -> None:
    """What is too long, too many, or no day."""
    assert callable(make)
    with pytest.raises(UserError) as error:
        make()
    assert error.value.key == key


@settings(deadline=None)  # other tests may keep the machine busy
@given(st.lists(items(), max_size=4), st.sampled_from(LANGUAGES))
def test_a_meeting_goes_to_json_and_back(found: list[Item], language: str) -> None:
    """Unchanged, its key included."""
    meeting = Meeting("Möte å Ø", language, tuple(found), "2026-11-24", key="secret", id="m-2345")
    assert from_json(to_json(meeting)) == meeting
