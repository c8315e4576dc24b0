"""A deck as PowerPoint, read back: native charts hold the deck's numbers, maps are shapes, and each slide says where it is
from."""

import io
import os
import shutil
import subprocess
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openxml_audit import OpenXmlValidator
from pptx import Presentation
from pptx.util import Pt
from pypdf import PdfReader

from dashboard.errors import UserError
from dashboard.exports.slides import make
from dashboard.exports.slides.plotting import pattern
from dashboard.figures.plain import Chart, Column, Grid, Map, Numbers, Scatter, Values
from dashboard.i18n import LANGUAGES, words
from dashboard.meeting.deck import Deck, Explained
from dashboard.metrics.reference import municipalities
from dashboard.settings import REFERENCE
from tests.decks import sample
from tests.languages import EACH

LOCALES = {"sv": "sv-SE", "nb": "nb-NO", "en": "en-GB"}
DECKS = {language: sample(language) for language in LANGUAGES}


@cache
def made(language: str) -> bytes:
    """The sample deck's file in a language."""
    return make(DECKS[language])


def opened(language: str = "sv") -> Any:
    """The sample deck's file in a language, read again."""
    return Presentation(io.BytesIO(made(language)))


def slide_of(kind: type, language: str = "sv", number: int = 0) -> tuple[Any, Any]:
    """The picture of that kind in the sample deck, and its slide; the title comes first."""
    found = [(s.picture, n) for n, s in enumerate(DECKS[language].slides) if isinstance(s.picture, kind)]
    picture, at = found[number]
    return picture, opened(language).slides[at + 1]


def charts(slide: Any) -> list[Any]:
    """The native charts of a slide."""
    return [shape.chart for shape in slide.shapes if shape.has_chart]


def sheet(chart: Any) -> list[tuple[Any, ...]]:
    """The rows of a chart's own workbook, read by another program than wrote them."""
    book = openpyxl.load_workbook(io.BytesIO(chart.part.chart_workbook.xlsx_part.blob))
    return [tuple(row) for row in book.active.iter_rows(values_only=True)]


def texts(slide: Any) -> str:
    """Every text on a slide, within groups and tables too."""
    return "\n".join(run.text or "" for run in slide._element.iter("{*}t"))


def unbound(title: str) -> str:
    """A title with breakable spaces again."""
    return title.replace("\u00a0", " ")


def drawn(shapes: Any) -> Iterator[Any]:
    """Every shape, those of groups too."""
    for shape in shapes:
        yield shape
        if shape.shape_type == 6:
            yield from drawn(shape.shapes)


@pytest.mark.parametrize("language", EACH)
def test_charts_hold_the_decks_numbers(language: str) -> None:
    """In the chart and in its workbook: categories and series in words, gaps empty; a line's benchmark is a series too."""
    pictures = [(s.picture, n + 1) for n, s in enumerate(DECKS[language].slides) if isinstance(s.picture, Chart)]
    assert {(p.kind, p.stacked) for p, _ in pictures} == {
        ("line", False), ("bar", False), ("bar", True), ("column", False)}  # fmt: skip
    for picture, at in pictures:
        (chart,) = charts(opened(language).slides[at])
        wanted = {one.name: list(one.values) for one in picture.series}
        if picture.kind == "line":
            wanted |= {name: [value] * len(picture.categories) for name, value in picture.marks}
        plot = chart.plots[0]
        assert list(plot.categories) == list(picture.categories)
        assert {one.name: list(one.values) for one in plot.series} == wanted
        head, *rows = sheet(chart)
        assert head[1:] == tuple(wanted)
        assert rows == list(zip(picture.categories, *wanted.values(), strict=True))
        assert chart._chartSpace.chart.find("{*}dispBlanksAs").get("val") == "gap"


@pytest.mark.parametrize("language", EACH)
def test_scatters_and_trends_hold_the_decks_numbers(language: str) -> None:
    """Each point is a series of its own name, and a trend has its periods."""
    scatter, slide = slide_of(Scatter, language)
    (chart,) = charts(slide)
    points = {
        one.name: (*one.iter_values(), *(float(v.text) for v in one._element.iterfind("{*}xVal//{*}v")))
        for one in chart.plots[0].series
    }
    assert points == {dot.name: (dot.y, dot.x) for dot in scatter.dots}
    assert [row for row in sheet(chart) if isinstance(row[0], int | float)] == [(dot.x, dot.y) for dot in scatter.dots]
    numbers, slide = slide_of(Numbers, language)
    told = [number for number in numbers.numbers if number.trend]
    for number, trend in zip(told, charts(slide), strict=True):
        assert list(trend.plots[0].series[0].values) == list(number.trend)
        assert sheet(trend)[1:] == list(zip(number.periods, number.trend, strict=True))
    assert all(number.value in texts(slide) and number.label in texts(slide) for number in numbers.numbers)


def test_intervals_are_error_bars_of_the_very_numbers() -> None:
    """Value plus and minus the bars' lengths is the interval again."""
    picture, slide = slide_of(Chart)
    series = charts(slide)[0].plots[0].series[0]
    own = picture.series[0]
    for side, ends, sign in (("plus", own.high, 1), ("minus", own.low, -1)):
        bars = series._element.find(f"{{*}}errBars/{{*}}{side}")
        lengths = {int(p.get("idx")): float(p[0].text) for p in bars.iter("{*}pt")}
        got = {n: own.values[n] + sign * length for n, length in lengths.items()}
        assert got == {n: end for n, end in enumerate(ends) if end is not None}


@pytest.mark.parametrize("language", EACH)
def test_a_table_is_native_and_in_the_readers_format(language: str) -> None:
    """A marked heading, as many rows as can be read, and a sentence on the others."""
    grid, slide = slide_of(Grid, language)
    (table,) = [shape.table for shape in slide.shapes if shape.has_table]
    rows = [[cell.text for cell in row.cells] for row in table.rows]
    assert table.first_row
    assert rows[0] == [column.label for column in grid.columns]
    shown = len(rows) - 1
    assert 8 <= shown <= 13
    assert [row[:2] for row in rows[1:]] == [list(row[:2]) for row in grid.rows[:shown]]  # no name is cut
    assert rows[1][2] == words(language).number(grid.rows[0][2])
    assert rows[1][3] == words(language).percent(grid.rows[0][3] / 100)
    assert words(language)("slides.further_rows", n=grid.left_out + len(grid.rows) - shown) in texts(slide)


@pytest.mark.parametrize("rows", [2, 9, 40])
def test_a_table_uses_its_room(rows: int) -> None:
    """Few rows stand in large letters and many in smaller ones; it never reaches the foot, and a row's name is whole."""
    columns = (Column("Mått"), *(Column(f"Område {n}") for n in range(4)))
    body = tuple((f"Andel lediga jobb som kräver högre utbildning {n}", *["i nivå med 45 %"] * 4) for n in range(rows))
    deck = replace(DECKS["sv"], slides=(replace(DECKS["sv"].slides[0], picture=Grid(columns, body)),))
    slide = Presentation(io.BytesIO(make(deck))).slides[1]
    (shape,) = [shape for shape in slide.shapes if shape.has_table]
    lines = [[cell.text for cell in row.cells] for row in shape.table.rows][1:]
    size = shape.table.cell(1, 0).text_frame.paragraphs[0].runs[0].font.size
    assert [tuple(line) for line in lines] == list(body[: len(lines)])
    assert size == Pt(20 if rows == 2 else 14 if rows == 40 else size / Pt(1)) and Pt(14) <= size <= Pt(20)
    assert (shape.top + sum(row.height for row in shape.table.rows)) / Pt(1) <= 455
    assert (words("sv")("slides.further_rows", n=rows - len(lines)) in texts(slide)) == (len(lines) < rows)


def test_the_last_slides_have_each_definition_and_source_once() -> None:
    """In two columns, none left out however many there are; what belongs to records stands with these in the notes only."""
    one = DECKS["sv"].slides[0]
    many = tuple(
        replace(one.explained[0], metric=f"m{n}", name=f"Begrepp {n}.", definition=f"Betydelse {n}. " + "Ord " * 40)
        for n in range(30)
    )
    deck = replace(
        DECKS["sv"], slides=(replace(one, explained=(*many, Explained(name="Titel", definition="Poster"))), one)
    )
    last = list(Presentation(io.BytesIO(make(deck))).slides)[3:]
    told = "".join(texts(slide) for slide in last)
    assert len(last) > 1 and all(told.count(f"Betydelse {n}. ") == 1 for n in range(30))
    assert all(told.count(source) == 1 for source in one.sources) and "Poster" not in told
    assert all(slide._element.xpath(".//a:bodyPr/@numCol") == ["2"] for slide in last)


def test_the_day_of_the_data_is_said_once() -> None:
    """A source of the slide's own day does not repeat it; one of another day says its own."""
    t, day = words("sv"), date(2025, 10, 5)
    lines = (
        f"Jobb · SCB · CC0 · {t('as_of', day=day)}",
        f"Folkmängd · SSB · CC BY · {t('as_of', day=date(2024, 12, 31))}",
    )
    deck = replace(DECKS["sv"], slides=(replace(DECKS["sv"].slides[0], sources=lines, as_of=day.isoformat()),))
    foot = next(s.text for s in Presentation(io.BytesIO(make(deck))).slides[1].shapes if s.name == "Sources")
    assert foot.count(t.date(day)) == 1 and foot.count(t.date(date(2024, 12, 31))) == 1


@pytest.mark.parametrize("language", EACH)
def test_each_municipality_is_a_shape_of_its_own(language: str) -> None:
    """46 freeforms named after municipality, key and value, within the placeholder; circles and links above them."""
    picture, slide = slide_of(Map, language)
    shapes = {shape.name: shape for shape in drawn(slide.shapes)}
    wanted = {f"{area.name} ({area.key}): {area.told}" for area in picture.areas}
    assert len(wanted) == 46 == len(municipalities())
    assert wanted <= shapes.keys()
    for name in wanted:
        shape = shapes[name]
        assert shape.element.spPr.find("{*}custGeom") is not None
        assert shape.left / Pt(1) >= 44 and (shape.left + shape.width) / Pt(1) <= 660
        assert shape.top / Pt(1) >= 129 and (shape.top + shape.height) / Pt(1) <= 455
    assert {circle.name for circle in picture.circles} <= shapes.keys()
    assert sum(name == words(language)("slides.border") for name in shapes) == 1
    assert all(entry.label in texts(slide) for entry in picture.legend)
    assert "© Kartverket" in texts(slide)


def test_a_network_is_circles_and_lines() -> None:
    """No municipality is drawn where the picture has none."""
    picture, slide = slide_of(Map, number=1)
    shapes = [shape.name for shape in drawn(slide.shapes)]
    assert all(shapes.count(circle.name) == 2 for circle in picture.circles if circle.named)  # the circle and its name
    assert sum(" – " in name for name in shapes) == len(picture.links)
    assert not any("SE-2380" in name for name in shapes)


@pytest.mark.parametrize("language", EACH)
def test_every_slide_says_what_it_is_and_where_it_is_from(language: str) -> None:
    """A title of its own, the demonstration mark, the day, the sources, the link behind words and as a QR code, a number."""
    deck, slides, t = DECKS[language], list(opened(language).slides), words(language)
    assert max(Counter(slide.shapes.title.text for slide in slides).values()) == 1
    assert all(t("demo.mark") in texts(slide) for slide in slides)
    for told, slide in zip(deck.slides, slides[1:], strict=False):
        assert unbound(slide.shapes.title.text) == unbound(told.title)
        assert told.subject in texts(slide) and told.sources[0] in texts(slide)
        assert t("slides.as_of", day=date(2025, 10, 5)) in texts(slide)
        links = [slide.part.rels[at].target_ref for at in slide._element.xpath(".//a:hlinkClick/@r:id")]
        assert links == [told.link, told.link]
        assert len(slide._element.xpath(".//p:ph[@type='sldNum']")) == 1
        assert any(shape.name == "QR" and told.link in shape.element.xpath(".//@descr")[0] for shape in slide.shapes)


@pytest.mark.parametrize("language", EACH)
def test_everything_can_be_read_aloud(language: str) -> None:
    """Pictures have words or are marked as decoration, texts have their language, and the order is title to foot."""
    deck, slides = DECKS[language], list(opened(language).slides)
    for slide in slides:
        for shape in drawn(slide.shapes):
            about = shape.element.xpath(".//p:cNvPr")[0]
            if not shape.has_text_frame or not shape.text_frame.text:
                assert about.get("descr") or about.find(".//{*}decorative") is not None, shape.name
        parts = [slide, *(chart.part for chart in charts(slide))]
        for part in parts:
            runs = list(part._element.iter("{*}rPr", "{*}defRPr", "{*}endParaRPr"))
            assert {run.get("lang") for run in runs} == {LOCALES[language]}
    for told, slide in zip(deck.slides, slides[1:], strict=False):
        names = [shape.name for shape in slide.shapes]
        assert names[:2] == ["Title", "Subject"]
        assert names[-4:-1] == ["Sources", "Mark", "QR"]
        described = [
            shape.element.xpath(".//@descr")[0] for shape in slide.shapes if shape.has_chart or shape.has_table
        ]
        assert all(text == told.summary for text in described)


@pytest.mark.parametrize("language", EACH)
def test_notes_tell_the_speaker_what_may_be_asked(language: str) -> None:
    """The own note first, else what the picture shows; then everything that stands behind the metric."""
    for told, slide in zip(DECKS[language].slides, list(opened(language).slides)[1:], strict=False):
        text = slide.notes_slide.notes_text_frame.text
        assert text.startswith(told.note or told.summary)
        for one in told.explained:
            assert all(part in text for part in (
                one.definition, one.formula, one.filled, one.grade, *one.breaks, one.question, one.answer, one.command))  # fmt: skip


def test_benchmarks_breaks_and_what_is_missing_are_not_lost() -> None:
    """As lines with a name where the chart has room for them, else as a sentence."""
    t = words("sv")
    for number in range(4):
        picture, slide = slide_of(Chart, number=number)
        shown = texts(slide) + "".join(one.name for one in charts(slide)[0].plots[0].series)
        assert all(name in shown for name, _ in picture.marks)
        assert all(word in shown for _, word in picture.breaks)
        if picture.left_out:
            assert t("slides.left_out", n=picture.left_out) in shown
    assert t("slides.missing", names=t.industry("C", short=True)) in texts(slide)


def test_the_properties_name_the_meeting() -> None:
    """Title, organiser and language, as a file manager shows them."""
    about = opened("nb").core_properties
    assert (about.title, about.author, about.language) == (DECKS["nb"].title, DECKS["nb"].organiser, "nb-NO")


def test_numbers_have_the_languages_format() -> None:
    """A true minus, a no-break space before the sign in Swedish, and the language for the separators."""
    assert pattern(1, True, "sv") == '[$-41D]#,##0.0"\u00a0%";[$-41D]"−"#,##0.0"\u00a0%"'
    assert pattern(0, False, "en") == '[$-809]#,##0;[$-809]"−"#,##0'


def test_no_text_is_too_small_for_the_back_row() -> None:
    """14 points in whatever is drawn and 12 in the foot, which has the master's size."""
    for slide in opened().slides:
        parts = [slide._element, *(chart._chartSpace for chart in charts(slide))]
        sizes = [int(run.get("sz")) for part in parts for run in part.iter("{*}rPr", "{*}defRPr") if run.get("sz")]
        assert all(size >= 1400 for size in sizes)


@pytest.mark.parametrize("language", EACH)
def test_the_file_keeps_to_the_schema(language: str, tmp_path: Path) -> None:
    """Every part, as PowerPoint reads it: nothing to repair."""
    assert complaints(made(language), tmp_path) == []


def complaints(content: bytes, folder: Path) -> list[str]:
    """What a validator of the format finds wrong."""
    path = folder / "deck.pptx"
    path.write_bytes(content)
    return [str(error.description) for error in OpenXmlValidator().validate(path).errors]


def _cells(n: int) -> st.SearchStrategy[tuple[float | None, ...]]:
    return st.lists(st.none() | st.floats(-1e6, 1e6), min_size=n, max_size=n).map(tuple)


CHARTS = st.integers(1, 16).flatmap(lambda n: st.builds(
    Chart, st.sampled_from(["line", "bar", "column"]), st.just(tuple(f"Kommun & {k}" for k in range(n))),
    st.lists(st.builds(Values, st.sampled_from(["Åre", "=1+1", "<b>"]), _cells(n)), min_size=1, max_size=4).map(tuple),
    decimals=st.integers(0, 2), percent=st.booleans(), stacked=st.booleans(),
    marks=st.just(()) | st.just((("mål", 5.0),)), breaks=st.just(()) | st.just((("Kommun & 0", "ny källa"),)),
))  # fmt: skip


@settings(max_examples=15, deadline=None)
@given(CHARTS)
def test_any_chart_becomes_a_valid_slide(tmp_path_factory: pytest.TempPathFactory, chart: Chart) -> None:
    """All gaps, all zeros, huge numbers, formulas as names: the numbers come back, and nothing is to be repaired."""
    deck = replace(DECKS["sv"], slides=(replace(DECKS["sv"].slides[0], picture=chart),))
    content = make(deck)
    (native,) = charts(Presentation(io.BytesIO(content)).slides[1])
    values = [list(one.values) for one in native.plots[0].series][: len(chart.series)]
    assert values == [
        pytest.approx(list(one.values), nan_ok=False) if None not in one.values else list(one.values)
        for one in chart.series
    ]
    assert complaints(content, tmp_path_factory.mktemp("deck")) == []
    assert not any(str(cell).startswith("=") for row in sheet(native) for cell in row)


def test_equal_titles_are_told_apart() -> None:
    """By their subject, and then by a number."""
    one = DECKS["sv"].slides[-1]
    deck = replace(DECKS["sv"], slides=(one, one, one))
    titles = [unbound(slide.shapes.title.text) for slide in Presentation(io.BytesIO(make(deck))).slides]
    assert titles[1:4] == [one.title, f"{one.title} – {one.subject}", f"{one.title} – {one.subject} (2)"]


def test_a_deck_without_link_date_or_sources_has_no_empty_boxes() -> None:
    """What there is nothing to say in is not on the slide; real data have no demonstration mark."""
    bare = replace(DECKS["sv"].slides[-1], sources=(), as_of="", link="", demo=False, subject="")
    slides = list(Presentation(io.BytesIO(make(Deck("x", "Möte", (bare,))))).slides)
    assert [[shape.name for shape in slide.shapes] for slide in slides] == [
        ["Title"], ["Title", "Picture", slides[1].shapes[-1].name]]  # fmt: skip
    assert words("sv")("demo.mark") not in texts(slides[1])


def test_a_chart_without_series_says_so_in_words() -> None:
    """A program could not open an empty chart."""
    deck = replace(DECKS["sv"], slides=(replace(DECKS["sv"].slides[0], picture=Chart("line", (), ())),))
    slide = Presentation(io.BytesIO(make(deck))).slides[1]
    assert charts(slide) == []
    assert DECKS["sv"].slides[0].summary in texts(slide)


def test_another_master_is_taken_or_says_what_it_lacks(tmp_path: Path) -> None:
    """A layout of another name in the right place serves; a missing placeholder or layout is named."""
    other = Presentation(str(REFERENCE / "slides.pptx"))
    other.slide_layouts[1].name = "Vår egen"
    path = tmp_path / "egen.pptx"
    other.save(str(path))
    deck = replace(DECKS["sv"], slides=DECKS["sv"].slides[-1:])
    assert len(Presentation(io.BytesIO(make(deck, path))).slides) == 3
    next(shape for shape in other.slide_layouts[1].placeholders if shape.name == "Picture").name = "Bild"
    other.save(str(path))
    with pytest.raises(UserError, match="“Vår egen” has no placeholder “Picture”"):
        make(deck, path)
    other.slide_layouts.remove(other.slide_layouts[1])
    other.save(str(path))
    with pytest.raises(UserError, match="no layout “Finding”"):
        make(deck, path)
    path.write_bytes(b"no presentation")
    with pytest.raises(UserError, match="egen"):
        make(deck, path)


@pytest.mark.slow
@pytest.mark.parametrize("language", EACH)
def test_libreoffice_opens_it(language: str, tmp_path: Path) -> None:
    """As many pages as slides, each with its title and the demonstration mark, and numbers with the language's separators."""
    office = shutil.which("soffice")
    if office is None:
        assert not os.environ.get("CI"), "LibreOffice must be there"
        pytest.skip("needs LibreOffice (soffice)")
    (tmp_path / "deck.pptx").write_bytes(made(language))
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = [
        office,
        "--headless",
        profile,
        "--convert-to",
        "pdf",
        "--outdir",
        str(tmp_path),
        str(tmp_path / "deck.pptx"),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    pages = [" ".join(page.extract_text().split()) for page in PdfReader(tmp_path / "deck.pdf").pages]
    titles = [slide.shapes.title.text for slide in opened(language).slides]
    assert all(title.split()[0] in page for title, page in zip(titles, pages, strict=True))
    assert all(words(language)("demo.mark")[:12] in page for page in pages)
    assert ("4.12" if language == "en" else "4,12") in pages[2]
