"""Pictures as files: every kind in every language, nothing cut off, nothing over another, the reader's numbers."""

import io
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from itertools import combinations
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.patches import Circle as Disc
from matplotlib.transforms import Bbox
from PIL import Image

from dashboard.exports.pictures import drawn, height, png, svg
from dashboard.exports.pictures.ground import lands
from dashboard.exports.pictures.letters import wide, wrapped
from dashboard.exports.pictures.sheet import Sheet
from dashboard.figures.plain import Chart, Dot, Map, Scatter, Values
from dashboard.i18n import words
from dashboard.metrics.reference import municipalities
from tests.decks import pictures
from tests.languages import EACH

KINDS = sorted(pictures("sv"))
SVG = "{http://www.w3.org/2000/svg}"


def texts(sheet: Sheet) -> dict[str, Bbox]:
    """What is written on a sheet and where, in pixels from below, as matplotlib's renderer measures it."""
    renderer = FigureCanvasAgg(sheet.figure).get_renderer()
    return {f"{n} {text.get_text()}": text.get_window_extent(renderer) for n, text in enumerate(sheet.field.texts)}


def outside(sheet: Sheet) -> list[str]:
    """The texts that reach over the sheet's edge."""
    across, up = sheet.figure.bbox.width, sheet.figure.bbox.height
    return [
        text
        for text, box in texts(sheet).items()
        if box.x0 < 0 or box.y0 < -1 or box.x1 > across + 1 or box.y1 > up + 1
    ]


def meeting(sheet: Sheet) -> list[tuple[str, str]]:
    """The pairs of texts that lie over one another; the room for ascenders and descenders may."""
    core = {text: Bbox.from_extents(b.x0 + 1, b.y0 + 4, b.x1 - 1, b.y1 - 3) for text, b in texts(sheet).items()}
    return [(a, b) for a, b in combinations(core, 2) if core[a].overlaps(core[b])]


def plain(value: float, decimals: int, language: str) -> str:
    """A number as the language writes it, by the slow and plain way."""
    whole, _, part = f"{abs(value):.{decimals}f}".partition(".")
    thousands = []
    while whole:
        thousands.insert(0, whole[-3:])
        whole = whole[:-3]
    between, point = ("\u00a0", ",") if language != "en" else (",", ".")
    told = between.join(thousands) + (point + part if part else "")
    return f"\u2212{told}" if value < 0 else told


@pytest.mark.parametrize("language", EACH)
@pytest.mark.parametrize("kind", KINDS)
def test_a_picture_is_a_whole_file_of_its_size(kind: str, language: str) -> None:
    """Well-formed SVG with a title and no text that needs a font; PNG with two dots a pixel. The same again is the same."""
    picture = pictures(language)[kind]
    asked = {"width": 640, "height": height(picture), "demo": True, "title": "Jobb & <företag>"}
    made = svg(picture, language, **asked)
    root = ElementTree.fromstring(made)
    assert (root.get("width"), root.get("height")) == ("640", f"{height(picture):g}"[:6])
    assert root.findtext(f"{SVG}title") == "Jobb & <företag>"
    assert root.find(f".//{SVG}text") is None and root.find(f".//{SVG}path") is not None
    assert made == svg(picture, language, **asked)
    image = Image.open(io.BytesIO(png(picture, language, **asked)))
    assert (image.size, image.info["Title"]) == ((1280, int(height(picture) * 2)), "Jobb & <företag>")


@pytest.mark.parametrize("language", EACH)
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("width", [480, 640, 900])
def test_no_text_is_cut_off_or_over_another(kind: str, language: str, width: int) -> None:
    """In narrow and wide pictures; the demonstration mark is there."""
    picture = pictures(language)[kind]
    sheet = drawn(picture, language, width=width, height=height(picture), demo=True)
    assert (outside(sheet), meeting(sheet)) == ([], [])
    assert any(words(language)("demo.mark") in text for text in texts(sheet))


@pytest.mark.parametrize("kind", KINDS)
def test_a_picture_to_take_along_says_what_it_is_and_where_from(kind: str) -> None:
    """Heading and foot stand above and below the very same picture, whole and over nothing."""
    heading = (
        "Jobben i Östersund har vuxit långsammare än i Levanger och Trondheim sedan bytet av källa för sju år sedan"
    )
    foot = "Källa: Registerbaserad arbetsmarknadsstatistik · Statistiska centralbyrån (SCB) · CC0. Uppgifter per 2025-10-05."
    asked = {"width": 640, "height": height(pictures("sv")[kind])}
    alone, told = (
        drawn(pictures("sv")[kind], "sv", **asked, **how) for how in ({}, {"heading": heading, "foot": foot})
    )
    written = [text.get_text() for text in told.field.texts]
    shown = [text.get_text() for text in alone.field.texts]
    assert sorted(written) == sorted([*shown, *wrapped(heading, 620, 3, 22, bold=True), *wrapped(foot, 620, 4)])
    assert told.height > alone.height + 60 and outside(told) == [] and len(meeting(told)) == len(meeting(alone))


@pytest.mark.parametrize("language", EACH)
def test_numbers_are_the_readers(language: str) -> None:
    """Each bar, column and last point has its value beside it, as the language writes it; a gap says that it is one."""
    made = pictures(language)

    def written(kind: str) -> str:
        return "\n".join(texts(drawn(made[kind], language, width=640, height=height(made[kind]))))

    for kind in ("bar", "stacked", "column"):
        for series in made[kind].series:
            for value in series.values:
                shown = (
                    words(language)("status.missing") if value is None else plain(value, made[kind].decimals, language)
                )
                # a part of a stack that is narrower than its number is told in the table only
                assert shown in written(kind) or (kind, value) == ("stacked", 3)
    for series in made["line"].series:
        assert f"{series.name} {plain(series.values[-1], 0, language)}" in written("line")
    assert plain(117, 0, language) in written("stacked")
    assert ("%" if language == "en" else "\u00a0%") in written("column")


def test_a_line_has_its_gap_its_break_and_its_range() -> None:
    """No line crosses the break or the gap; a series with one is drawn in parts."""
    chart = pictures("sv")["line"]
    sheet = drawn(chart, "sv", width=640, height=360)
    told = " ".join(texts(sheet))
    assert "ny mätmetod" in told and "Mittnordens genomsnitt" in told
    thick = [line for line in sheet.field.lines if line.get_linewidth() == 2.4 and len(line.get_xdata()) > 1]
    assert [len(line.get_xdata()) for line in thick] == [4, 6, 5, 6]  # until 2018, from 2020; until 2019, from 2020
    bands = [patch for patch in sheet.field.patches if patch.get_alpha() == 0.16]
    assert len(bands) == 2


def test_bars_are_as_long_as_their_values() -> None:
    """From zero, in proportion; negative ones to the other side."""
    values = (40.0, 10.0, -20.0, 0.0)
    chart = Chart(
        "bar", ("a", "b", "c", "d"), (Values("x", values, low=(30.0, 8.0, -25.0, 0.0), high=(50.0, 12.0, -15.0, 0.0)),)
    )
    sheet = drawn(chart, "sv", width=640, height=300)
    widths = [patch.get_width() for patch in sheet.field.patches]
    assert widths[0] == pytest.approx(4 * widths[1]) == pytest.approx(2 * widths[2])
    assert sheet.field.patches[2].get_x() + widths[2] == pytest.approx(sheet.field.patches[0].get_x())
    assert outside(sheet) == []


def test_a_stack_with_a_hole_has_no_sum() -> None:
    """What is known of a part would be taken for the whole."""
    chart = Chart("bar", ("a", "b"), (Values("x", (40, 40)), Values("y", (20, None))), stacked=True)
    told = [text.split(" ", 1)[1] for text in texts(drawn(chart, "sv", width=640, height=200))]
    assert told.count("60") == 1 and told.count("40") == 2


def test_the_map_shows_every_municipality() -> None:
    """Filled, and hatched where nothing is published; circles have areas in proportion."""
    made: Map = pictures("sv")["map"]
    sheet = drawn(made, "sv", width=640, height=height(made))
    missing = sum(area.value is None for area in made.areas)
    patches = sheet.field.patches
    assert set(lands()) == set(municipalities("MITT")) and len(lands()) == 46
    assert sum(patch.get_hatch() is not None for patch in patches) == missing + 1  # and in the legend
    radii = sorted(patch.radius**2 for patch in patches if isinstance(patch, Disc))
    assert [area / radii[0] for area in radii] == pytest.approx([1, 100 / 61, 214 / 61, 500 / 61, 530 / 61])


def test_neighbours_share_their_edges() -> None:
    """Simplified shapes leave neither gaps nor overlaps, and lose nothing to speak of."""
    shapes = [land.shape for land in lands().values()]
    assert all(shape.is_valid and shape.area > 0 for shape in shapes)
    for one, other in combinations(shapes, 2):
        assert one.intersection(other).area < 1e-5


def test_threads_draw_at_once() -> None:
    """Several viewers' pictures are the same as one's alone."""
    made = pictures("nb")
    alone = {kind: svg(made[kind], "nb", width=640, height=400) for kind in KINDS}
    with ThreadPoolExecutor(4) as pool:
        asked = [(kind, pool.submit(svg, made[kind], "nb", width=640, height=400)) for kind in KINDS * 2]
    assert all(future.result() == alone[kind] for kind, future in asked)


def test_dark_pictures_have_a_dark_ground() -> None:
    """So that they can be read wherever they are put."""
    image = Image.open(io.BytesIO(png(pictures("sv")["bar"], "sv", width=640, height=300, mode="dark", scale=1)))
    assert image.convert("RGB").getpixel((2, 2)) == (0x11, 0x18, 0x1F)


@given(st.text("abåÅmW -ijé", max_size=60), st.integers(60, 300), st.integers(1, 3), st.booleans())
def test_wrapped_text_stays_in_its_lines(text: str, width: int, lines: int, bold: bool) -> None:
    """None wider than asked for and not more of them; what fits is whole."""
    made = wrapped(text, width, lines, bold=bold)
    assert len(made) <= lines and all(wide(line, bold=bold) <= width for line in made)
    assert any("…" in line for line in made) or " ".join(" ".join(made).split()) == " ".join(text.split())


NUMBER = st.none() | st.floats(-1e6, 1e6).map(lambda value: round(value, 2)) | st.integers(0, 40)
NAME = st.sampled_from(
    ["Åre", "Fastighets- och uthyrningstjänster", "2025", "Upplevelser, sport och nöjen i Härjedalen", "C"]
)


@st.composite
def charts(draw: st.DrawFn) -> Chart:
    """Charts of any kind, size and values."""
    kind = draw(st.sampled_from(["line", "bar", "column"]))
    categories = tuple(f"{name} {n}" for n, name in enumerate(draw(st.lists(NAME, min_size=1, max_size=14))))
    many = st.tuples(*[NUMBER] * len(categories))
    series = tuple(Values(name, draw(many)) for name in draw(st.lists(NAME, min_size=1, max_size=4)))
    marks = draw(st.lists(st.tuples(NAME, st.floats(-50, 50)), max_size=2))
    broken = () if kind == "bar" else ((categories[-1], "ny mätmetod"),)
    stacked = kind != "line" and draw(st.booleans())
    return Chart(
        kind, categories, series, unit="jobb", decimals=draw(st.integers(0, 2)), percent=draw(st.booleans()),
        stacked=stacked, marks=tuple(marks), breaks=broken, step=draw(st.booleans()),
    )  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(charts())
def test_any_chart_keeps_its_words_inside(chart: Chart) -> None:
    """Whatever the values, names and marks."""
    assert outside(drawn(chart, "sv", width=640, height=height(chart), demo=True)) == []


ROUND = st.integers(-100_000, 100_000).map(lambda value: value / 100)


@settings(max_examples=30, deadline=None)
@given(st.lists(st.tuples(NAME, ROUND, ROUND), max_size=12))
def test_names_of_points_never_meet(points: list[tuple[str, float, float]]) -> None:
    """However the points lie; a name with no room is left to the table."""
    dots = tuple(Dot(name, x, y, "SE-2380", True) for name, x, y in points)
    sheet = drawn(Scatter(dots, "x", "y", y_mark=("medel", 3.0)), "sv", width=640, height=420)
    assert (outside(sheet), meeting(sheet)) == ([], [])


def test_what_is_left_out_is_said() -> None:
    """As many as the chart leaves to the table."""
    chart = replace(pictures("en")["bar"], left_out=3)
    assert any("3 more are in the table" in text for text in texts(drawn(chart, "en", width=640, height=300)))
