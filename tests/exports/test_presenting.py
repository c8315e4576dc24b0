"""The presenting document: everything in it, nothing that could run, all its words."""

import json
import re
from dataclasses import replace
from importlib import resources
from pathlib import Path

import pytest

from dashboard.exports import presenting
from dashboard.exports.presenting import content, page
from dashboard.exports.presenting.ground import ground
from dashboard.figures.plain import Chart, Column, Grid, Map, Numbers, Prose, Values
from dashboard.i18n import words
from dashboard.i18n.messages import messages
from dashboard.meeting.deck import Deck, Slide
from tests.decks import pictures, sample
from tests.languages import EACH

HOSTILE = "</script><script>alert(1)</script><img src=x onerror=alert(2)>\u2028<!--&amp;"
SCRIPTS = "".join(path.read_text(encoding="utf-8") for path in Path(presenting.__file__).parent.glob("*.js"))
PLOTLY = (resources.files("plotly") / "package_data" / "plotly.min.js").read_text(encoding="utf-8")


def data(document: str) -> dict:
    """What the document's scripts read, as a browser finds it: up to the first end of a script."""
    return json.loads(re.search('<script type="application/json" id="data">(.*?)</script>', document, re.S)[1])  # type: ignore[index]


def light(deck: Deck) -> Deck:
    """The deck without charts, whose library is most of a document."""
    return replace(
        deck, slides=tuple(s for s in deck.slides if not isinstance(s.picture, Chart) and s.picture.kind != "scatter")
    )


def only(picture: object) -> dict:
    """A deck of one slide with the picture, as the document draws it."""
    slide = Slide("a/b", "Rubrik", "Åre", "", picture, Grid((Column("a"),), ()))  # type: ignore[arg-type]
    return content(Deck("m", "Möte", (slide,)))


@pytest.mark.parametrize("language", EACH)
def test_the_document_asks_for_nothing_and_is_small(language: str) -> None:
    """No element loads anything from elsewhere, the browser is told to refuse it, and it is under 10 MB."""
    document = page(sample(language))
    own = document.replace(PLOTLY, "")
    assert len(document.encode()) < 10_000_000 and len(page(light(sample(language))).encode()) < 1_500_000
    assert re.findall(r"""(?:src|href|action)\s*=\s*["']?(?!data:)[a-z/]""", own) == []
    assert [at for at in re.findall(r"url\(([^)]{5})", own) if at not in ("data:", "#hatc")] == []
    assert "default-src 'none'" in own and "connect-src 'none'" in own and "@import" not in own


def test_hostile_texts_stay_texts() -> None:
    """A title that ends a script or opens an element is data: the document has its own scripts only, and the text whole."""
    deck = light(sample())
    deck = replace(deck, title=HOSTILE, slides=tuple(replace(s, title=HOSTILE, note=HOSTILE) for s in deck.slides))
    document = page(deck, live=f"/present/x?{HOSTILE}")
    assert document.count("<script") == page(light(sample()), live="/x").count("<script")
    told = document[document.index('id="data">') + len('id="data">') : document.index("<script>")]
    assert told.count("<") == 1 and told.rstrip().endswith("</script>") and "\u2028" not in told
    assert "<img" not in document.replace(PLOTLY, "")
    found = data(document)
    assert found["deck"]["title"] == HOSTILE and found["deck"]["slides"][0]["note"] == HOSTILE


def test_scripts_never_read_text_as_markup() -> None:
    """No script has a way to turn a text into elements or code."""
    assert re.findall(r"innerHTML|outerHTML|insertAdjacent|document\.write|\beval\b|new Function|srcdoc", SCRIPTS) == []


@pytest.mark.parametrize("language", EACH)
def test_every_word_is_there_and_used(language: str) -> None:
    """What the scripts ask for has a text, and each text is asked for; actions and buttons by their names."""
    asked = set(re.findall(r"""\bt\("([a-z._]+)\"""", SCRIPTS))
    actions = re.findall(r"^  ([a-z]+): \{ keys: \[.*?\],( button: true)?", SCRIPTS, re.M)
    asked |= {f"do.{name}" for name, _ in actions} | {f"button.{name}" for name, button in actions if button}
    assert asked == {key.removeprefix("present.") for key in messages(language) if key.startswith("present.")}
    assert data(page(light(sample(language))))["words"].keys() == asked


@pytest.mark.parametrize("language", EACH)
def test_numbers_are_in_the_readers_words(language: str) -> None:
    """Values, axes, tables and days are texts of the language: the browser writes no number itself."""
    t, told = words(language), content(sample(language))
    by_key = {slide["key"]: slide["picture"] for slide in told["slides"]}
    column = by_key["jobs/change"]["series"][0]
    expected = [
        t("status.missing") if value is None else t.percent(value / 100, 1)
        for value in pictures(language)["column"].series[0].values  # type: ignore[union-attr]
    ]
    assert column["shown"] == expected
    assert by_key["companies/list"]["rows"][0][2] == t.number(1250)
    assert told["date"] == {"sv": "2026-12-03", "nb": "03.12.2026", "en": "3 Dec 2026"}[language]
    axis = by_key["jobs/trend"]["axis"]
    assert axis["texts"] == [t.number(place) for place in axis["places"]]


def test_a_range_is_shown_where_only_that_is_known() -> None:
    """Low and high in place of the value, and the axis reaches them."""
    chart = Chart("bar", ("a", "b"), (Values("x", (None, 3.0), "", (1.0, 3.0), (40.0, 3.0)),))
    told = only(chart)["slides"][0]["picture"]
    assert told["series"][0]["shown"] == ["1–40", "3"] and told["axis"]["places"][-1] >= 40


def test_a_stacks_axis_reaches_its_sum() -> None:
    """Not only the largest part; negative parts go the other way."""
    chart = Chart("column", ("a",), (Values("x", (60.0,)), Values("y", (50.0,)), Values("z", (-20.0,))), stacked=True)
    places = only(chart)["slides"][0]["picture"]["axis"]["places"]
    assert places[0] <= -20 and places[-1] >= 110


@pytest.mark.parametrize("kind", pictures("sv"))
def test_every_colour_that_is_named_is_in_the_palette(kind: str) -> None:
    """Roles, fills and categories by number, in both modes."""
    told = only(pictures("sv")[kind])
    roles = re.findall(r'"(?:role|fill)": "([^"]+)"', json.dumps(told["slides"]))
    assert set(roles) == told["palette"].keys()
    assert all(re.fullmatch("#[0-9A-F]{6}", c) for modes in told["palette"].values() for c in modes.values())


def test_places_lie_where_the_municipalities_are() -> None:
    """All 46 have a path, and a place inside one is drawn inside its path (Östersund by counting crossings)."""
    land = ground()
    assert len(land["areas"]) == 46 and land["border"].startswith("M")
    circle = only(pictures("sv")["map"])["slides"][0]["picture"]["circles"][0]
    rings = [ring(part) for part in re.findall(r"M([^Z]+)Z", land["areas"]["SE-2380"]["path"])]
    assert sum(crossings(r, circle["x"], circle["y"]) for r in rings) % 2 == 1
    assert 0 < circle["x"] < land["width"] and 0 < circle["y"] < land["height"]


def ring(path: str) -> list[tuple[int, int]]:
    """The corners of a ring that is written as a start and steps."""
    start, _, steps = path.partition("l")
    x, y = map(int, start.split(","))
    corners = [(x, y)]
    for step in steps.split():
        dx, dy = map(int, step.split(","))
        x, y = x + dx, y + dy
        corners.append((x, y))
    return corners


def crossings(corners: list[tuple[int, int]], x: float, y: float) -> int:
    """How many edges a ray from the point to the right crosses."""
    found = 0
    for (x0, y0), (x1, y1) in zip(corners, corners[1:] + corners[:1], strict=True):
        if (y0 > y) != (y1 > y) and x < x0 + (y - y0) * (x1 - x0) / (y1 - y0):
            found += 1
    return found


def test_the_library_and_the_land_are_there_only_where_they_are_needed() -> None:
    """A deck of words and numbers carries neither; with a filter both, since it may bring them."""
    slides = tuple(s for s in sample().slides if isinstance(s.picture, (Prose, Numbers)))
    bare = page(replace(sample(), slides=slides))
    assert data(bare)["ground"] is None and "plotly.js" not in bare
    filtered = page(replace(sample(), slides=slides), live="/deck")
    assert data(filtered)["ground"] and "plotly.js" in filtered
    areas = data(filtered)["live"]["areas"]
    assert len(areas) == 49 and areas[0][0] == "MITT" and ["SE-2321", "Åre"] in areas
    assert "connect-src 'self'" in filtered


def test_demonstration_and_freezing_are_said() -> None:
    """The mark stands on each slide that has it, or on all where the deck has; a frozen deck says its day in words."""
    deck = replace(sample(), demo=False, frozen="2026-12-04")
    one = replace(deck, slides=(replace(deck.slides[0], demo=True), replace(deck.slides[1], demo=False)))
    told, mark = content(one), words("sv")("demo.mark")
    assert [slide["demo"] for slide in told["slides"]] == [mark, ""] and told["demo"] == mark
    assert content(replace(one, demo=True))["slides"][1]["demo"] == mark
    assert told["frozen"] == "2026-12-04"


def test_an_empty_map_and_an_empty_meeting_are_documents_too() -> None:
    """Nothing to show is no error."""
    assert only(Map())["slides"][0]["picture"]["circles"] == []
    assert data(page(Deck("m", "Tomt", ())))["deck"]["slides"] == []
