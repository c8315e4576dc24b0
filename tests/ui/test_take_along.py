"""What is taken along from a part of a page: the view a meeting keeps, files of each kind, the line for another site."""

import io
import zipfile
from html import unescape
from html.parser import HTMLParser
from pathlib import Path

import pyarrow.parquet as pq
import pypdf
import pytest
from pptx import Presentation

from dashboard.exports.outputs import OUTPUTS
from dashboard.i18n import words
from dashboard.meeting.collecting import slides_of
from dashboard.meeting.item import Item
from dashboard.settings import settings
from dashboard.ui.take_along import KINDS, embedding, file_of, item_of
from dashboard.views.answers import current
from dashboard.views.pages import PARTS, pictured, view_of
from dashboard.views.view import View
from tests.ui.test_pages import run, text

QUERY = {
    "area": "SE-2380,NO-5001", "from": "2018", "measure": "lq", "key": "secret", "embed": "true", "lang": "nb", "figure": "x",
}  # fmt: skip


def seen(page: str, query: dict[str, str], language: str = "sv") -> View:
    """A reader's view of a page."""
    return view_of(page, query, language, current(settings().warehouse), "http://localhost:8501")


def test_a_meeting_keeps_the_view_and_nothing_of_its_reader(demo_data: Path) -> None:
    """Filters and the page's own choices; not the language, the frame, another figure, or the key of a meeting."""
    item = item_of(seen("jobs", QUERY), "industries")
    assert item == Item("jobs", (("area", "NO-5001,SE-2380"), ("from", "2018"), ("measure", "lq")), "industries")
    assert Item.of(item.address("http://x", "sv")) == Item(item.page, item.query, item.figure, "sv")


@pytest.mark.parametrize("page", sorted(PARTS))
def test_every_part_of_every_page_can_be_kept(page: str, demo_data: Path) -> None:
    """What is added from a page is found again as that very part."""
    view = seen(page, {"area": "SE-2380"})
    for key, part in pictured(view).items():
        [slide] = slides_of(view, item_of(view, key))
        assert slide.key == f"{page}/{key}" and slide.title
        assert slide.title == part.title or not part.title


@pytest.mark.parametrize("kind", KINDS)
def test_a_file_of_one_figure(kind: str, demo_data: Path) -> None:
    """Each kind opens as what it is, says what it is about, and carries the demonstration's mark."""
    view = seen("jobs", {"area": "SE-2380"})
    part = pictured(view)["industries"]
    content, mark = file_of(view, part, kind), view.t("demo.mark")
    told = {
        "png": lambda: mark if content.startswith(b"\x89PNG") else "",  # what it shows is tests/exports/test_pictures.py's
        "svg": lambda: mark if part.title in unescape(content.decode()) else "",  # its letters are drawn
        "pptx": lambda: " ".join(s.text for p in Presentation(io.BytesIO(content)).slides for s in p.shapes if s.has_text_frame),
        "pdf": lambda: " ".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(content)).pages),
        "xlsx": lambda: "".join(
            zipfile.ZipFile(io.BytesIO(content)).read(name).decode()
            for name in zipfile.ZipFile(io.BytesIO(content)).namelist() if name.endswith(".xml")
        ),
        "csv": lambda: content.decode("utf-8-sig"),
        "parquet": lambda: b" ".join(pq.read_schema(io.BytesIO(content)).metadata.values()).decode(),
    }[kind]()  # fmt: skip
    assert mark in told.replace("\n", " ")
    assert OUTPUTS[kind].mime


class Frame(HTMLParser):
    """The frame in a piece of HTML, and the elements it has."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.frame: dict[str, str | None] = {}
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note it."""
        self.tags.append(tag)
        if tag == "iframe":
            self.frame = dict(attrs)


@pytest.mark.parametrize("title", ["Jobb i Åre", '"><script>alert(1)</script>', "a & b"])
def test_the_line_for_another_site(title: str) -> None:
    """A frame with the figure's address and title as they are, whatever stands in them, and one script for its height."""
    address = "http://localhost:8501/jobs?area=SE-2321&figure=industries&lang=sv"
    found = Frame(embedding(address, title))
    assert found.tags == ["iframe", "script"]
    assert (found.frame["src"], found.frame["title"]) == (f"{address}&embed=1", title)


@pytest.mark.parametrize("language", ["sv", "nb", "en"])
def test_the_dialog(language: str, demo_data: Path) -> None:
    """The link that names the figure, its code for telephones, the line for another site, and a button for each kind of file."""
    test, t = run("jobs", language, area="SE-2321"), words(language)
    test.button(key="take_industries").click().run()
    assert not test.exception and not test.error
    link, line = [block.value for block in test.code][-2:]
    assert "/jobs?area=SE-2321&figure=industries" in link and f"lang={language}" in link
    assert line == embedding(link, Frame(line).frame["title"] or "")
    assert t("take.link") in text(test) and len(test.get("download_button")) >= len(KINDS)
    assert any("data:image/svg+xml" in e.proto.body and link.split("&")[0] in e.proto.body for e in test.get("html"))
