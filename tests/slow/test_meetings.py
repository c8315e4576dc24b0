"""The ready meetings as PowerPoint files, opened by another program: every slide is a page, and no text of it is lost."""

import html
import os
import re
import shutil
import subprocess
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from pptx import Presentation

from dashboard.exports.slides import make
from dashboard.i18n import LANGUAGES
from dashboard.meeting.collecting import collect
from dashboard.meeting.templates import one_for
from dashboard.settings import settings
from dashboard.views.answers import current

pytestmark = pytest.mark.slow
FOOT = 456  # points from the top: below stand sources, mark and code
WORD = re.compile(r'<word xMin="[\d.]+" yMin="[\d.]+" xMax="([\d.]+)" yMax="([\d.]+)">(.*?)</word>')


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("template", "area"), [("municipality", "SE-2380"), ("municipality", "NO-5001"), ("goals", "")]
)
def test_every_word_is_on_its_page(template: str, area: str, language: str, demo_data: Path, tmp_path: Path) -> None:
    """As many pages as slides; each page has every word of its slide, none beyond its edge, no table in the foot, and
    neither a title nor what a row is about is shortened."""
    tools = [shutil.which(name) for name in ("soffice", "pdftotext")]
    if None in tools:
        assert not os.environ.get("CI"), "LibreOffice and pdftotext must be there"
        pytest.skip("needs LibreOffice (soffice) and pdftotext")
    meeting = one_for(template, area, language, date(2026, 11, 24))
    file = tmp_path / "meeting.pptx"
    file.write_bytes(make(collect(meeting, current(settings().warehouse), "http://localhost:8501")))
    slides, pages = list(Presentation(str(file)).slides), printed(file)
    assert len(slides) == len(pages) >= 14
    for slide, words in zip(slides, pages, strict=True):
        whole = "".join(word for _, _, word in words)
        for text in written(slide):
            assert all(word in whole for word in text.split()), (slide.shapes.title.text, text)
        assert max(right for right, _, _ in words) < 960 and max(bottom for _, bottom, _ in words) < 540
        assert not slide.shapes.title.text.endswith("…")
        for table in (shape.table for shape in slide.shapes if shape.has_table):
            first = [row.cells[0].text for row in table.rows]
            assert not any(name.endswith("…") for name in first)
            last = [bottom for _, bottom, word in words if word == first[-1].split()[-1]]
            assert min(last) < FOOT, slide.shapes.title.text


def written(slide: Any) -> list[str]:
    """The texts of a slide's boxes and tables, those of groups too; what charts write themselves is not among them."""
    return [run.findtext("{*}t").replace("\u00a0", " ") for run in slide._element.iter("{*}r")]


def printed(file: Path) -> list[list[tuple[float, float, str]]]:
    """The words of each page as LibreOffice prints it, each with its right end and its foot in points."""
    folder = file.parent
    profile = f"-env:UserInstallation=file://{folder}/profile"
    office = ["soffice", "--headless", profile, "--convert-to", "pdf", "--outdir", str(folder), str(file)]
    subprocess.run(office, check=True, capture_output=True, timeout=180)
    made = subprocess.run(
        ["pdftotext", "-bbox", str(file.with_suffix(".pdf")), "-"], check=True, capture_output=True, timeout=60
    )
    pages = made.stdout.decode().split("<page ")[1:]
    return [[(float(x), float(y), html.unescape(word)) for x, y, word in WORD.findall(page)] for page in pages]
