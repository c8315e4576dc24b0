"""The paper before the meeting: a tagged PDF in three languages, where every word is only a word."""

import io
import time
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject

from dashboard.exports.paper import make
from dashboard.figures.plain import Column, Grid
from dashboard.i18n import words
from dashboard.meeting.deck import Deck
from tests.decks import sample
from tests.languages import EACH

NASTY = 'Jobb #1 *fler* _än_ $x^2$ @ref <b> [a](b) \\ `kod` // "q" #pagebreak() = rubrik'


@pytest.fixture(scope="module", params=EACH)
def paper(request: pytest.FixtureRequest) -> tuple[Deck, PdfReader]:
    """The sample deck and its paper, in each language."""
    deck = sample(request.param)
    return deck, PdfReader(io.BytesIO(make(deck)))


def said(page: Any) -> str:
    """A page's text with single spaces; words that are divided at a line's end are whole again."""
    text = page.extract_text().replace("\u00ad", "").replace("\u2010\n", "").replace("\u00a0", " ")
    return " ".join(text.split())


def tags(reader: PdfReader) -> Iterator[DictionaryObject]:
    """The structure's elements in reading order."""

    def under(element: Any) -> Iterator[DictionaryObject]:
        element = element.get_object()
        if isinstance(element, ArrayObject):
            for part in element:
                yield from under(part)
        elif isinstance(element, DictionaryObject):
            if "/S" in element and element.get("/Type") != "/OBJR":
                yield element
            yield from under(element.get("/K", ArrayObject()))

    yield from under(reader.root_object["/StructTreeRoot"])


def of(reader: PdfReader, *kinds: str) -> list[DictionaryObject]:
    """The elements of these kinds."""
    return [element for element in tags(reader) if element["/S"] in kinds]


def test_it_is_tagged_and_says_its_language(paper: tuple[Deck, PdfReader]) -> None:
    """PDF/UA: marked, with a structure, a language, and a title that the window shows."""
    deck, reader = paper
    root = reader.root_object
    assert root["/MarkInfo"]["/Marked"].value and "/StructTreeRoot" in root
    assert root["/Lang"].split("-")[0] == deck.language
    assert (
        reader.metadata is not None and reader.metadata.title == deck.title and reader.metadata.author == deck.organiser
    )
    assert root["/ViewerPreferences"]["/DisplayDocTitle"].value
    assert b"pdfuaid" in root["/Metadata"].get_object().get_data()


def test_headings_are_the_findings_in_order(paper: tuple[Deck, PdfReader]) -> None:
    """Then how the numbers are worked out, sources and links; each is a heading of the first level, and in the contents."""
    deck, reader = paper
    t = words(deck.language)
    after = [t("paper.worked_out"), t("paper.sources"), t("paper.links")]
    top = [entry.title for entry in reader.outline if not isinstance(entry, list)]
    assert top == [*(slide.title for slide in deck.slides), *after]
    first = " ".join(said(reader.pages[0]).replace(".", " ").split())
    assert all(" ".join(title.replace(".", " ").split()).replace("\u00a0", " ") in first for title in top)
    assert len(of(reader, "/H1")) == len(top) + 1  # and the contents' own
    assert len(of(reader, "/H2")) == 1


def test_pictures_have_words_and_tables_headers(paper: tuple[Deck, PdfReader]) -> None:
    """A figure for each slide that is drawn; a header cell for each named column."""
    deck, reader = paper
    drawn = [slide for slide in deck.slides if slide.picture.kind not in ("grid", "prose")]
    t = words(deck.language)
    assert [f["/Alt"] for f in of(reader, "/Figure")] == [t("paper.picture", title=slide.title) for slide in drawn]
    tables = [slide.table for slide in deck.slides if slide.picture.kind != "prose"]
    headed = [table for table in tables if any(column.label for column in table.columns)]
    assert len(of(reader, "/Table")) == len(tables)
    assert len(of(reader, "/TH")) == sum(len(table.columns) for table in headed)


def test_a_view_ends_on_the_page_where_it_begins(paper: tuple[Deck, PdfReader]) -> None:
    """Its table is cut to the room there is, and says how many rows are left out."""
    deck, reader = paper
    t = words(deck.language)
    pages = [said(page) for page in reader.pages[1:-1]]
    for page in pages:
        assert (
            sum(slide.title.replace("\u00a0", " ") in page for slide in deck.slides) == page.count(t("paper.view")) > 0
        )
    shown = next(page for page in pages if deck.slides[5].title in page)  # the map, with 46 municipalities
    assert any(t("paper.further_rows", n=46 - rows).replace("\u00a0", " ") in shown for rows in (15, 10, 6, 4))


def test_every_page_says_that_it_is_a_demonstration(paper: tuple[Deck, PdfReader]) -> None:
    """And which page of how many it is."""
    deck, reader = paper
    t = words(deck.language)
    for number, page in enumerate(reader.pages, 1):
        assert t("demo.mark") in said(page)
        assert t("paper.page", n=str(number), of=str(len(reader.pages))) in said(page)


def test_it_tells_all_but_the_speakers_note(paper: tuple[Deck, PdfReader]) -> None:
    """Finding, area, summary, the table's numbers as the language writes them, definitions, sources, links."""
    deck, reader = paper
    whole = " ".join(said(page) for page in reader.pages)
    for slide in deck.slides:
        told = (slide.title, slide.subject, *slide.sources, *(e.definition for e in slide.explained))
        assert all(text.replace("\u00a0", " ") in whole for text in told)
    grid = next(slide.table for slide in deck.slides if slide.picture.kind == "grid")
    t = words(deck.language)
    for row in grid.rows[:15]:
        assert row[0] in whole.replace("= Sum", "=Sum") and t.number(row[4], 2) in whole
        assert t.percent(row[3] / 100).replace("\u00a0", " ") in whole
    assert grid.rows[16][0] not in whole and t("paper.further_rows", n=131).replace("\u00a0", " ") in whole
    note = replace(deck.slides[1], note="Bara för talaren")
    assert "talaren" not in "".join(
        said(page) for page in PdfReader(io.BytesIO(make(replace(deck, slides=(note,))))).pages
    )


def test_text_is_never_markup() -> None:
    """Signs that the typesetter would obey stand in the paper as they were written."""
    deck = sample("sv")
    slide = deck.slides[0]
    table = Grid((Column(NASTY),), ((NASTY,),))
    hostile = replace(
        slide, title=NASTY, subject=NASTY, summary=NASTY, table=table, sources=(NASTY,), link="javascript:alert(1)"
    )
    explained = replace(slide.explained[0], name=NASTY, definition=NASTY, formula=NASTY, grade=NASTY, breaks=(NASTY,))
    made = make(
        replace(deck, title=NASTY, place=NASTY, organiser=NASTY, slides=(replace(hostile, explained=(explained,)),))
    )
    reader = PdfReader(io.BytesIO(made))
    assert reader.metadata is not None and reader.metadata.title == NASTY
    assert next(entry.title for entry in reader.outline if not isinstance(entry, list)) == NASTY
    bare = "".join("".join(said(page).split()) for page in reader.pages)
    assert bare.count("".join(NASTY.split())) >= 10
    assert b"javascript" not in made


def test_a_real_deck_has_no_mark_and_an_empty_one_is_still_a_paper() -> None:
    """The mark stands where demonstration data stand; nothing is asked of a deck but its title."""
    deck = sample("nb")
    real = replace(deck, demo=False, slides=tuple(replace(slide, demo=False) for slide in deck.slides))
    mark = words("nb")("demo.mark")
    assert not any(mark in said(page) for page in PdfReader(io.BytesIO(make(real))).pages)
    mixed = replace(real, slides=(replace(real.slides[0], demo=True), *real.slides[1:]))
    assert all(mark in said(page) for page in PdfReader(io.BytesIO(make(mixed))).pages)
    bare = PdfReader(io.BytesIO(make(Deck("m", "Tomt møte", (), "nb", frozen="2026-03-04"))))
    assert "Tomt møte" in said(bare.pages[0]) and "04.03.2026" in said(bare.pages[0])


def test_a_view_longer_than_a_page_goes_on_on_the_next() -> None:
    """Nothing falls off the paper."""
    deck = sample("sv")
    sentences = " ".join(f"Mening nummer {n} säger något." for n in range(600))
    reader = PdfReader(io.BytesIO(make(replace(deck, slides=(replace(deck.slides[0], summary=sentences),)))))
    whole = " ".join(said(page) for page in reader.pages)
    assert all(f"nummer {n} säger" in whole for n in (0, 300, 599))
    assert len(reader.pages) >= 4


def test_it_is_made_within_seconds_and_always_the_same() -> None:
    """A meeting of ten views, well under what a scheduled report may take."""
    start = time.perf_counter()
    made = make(sample("en"))
    assert time.perf_counter() - start < 10
    assert made == make(sample("en")) and len(made) < 2_000_000
