"""The command line's export: a link, a template for an area and a kept meeting, as each kind of file."""

import io
from pathlib import Path

import openpyxl
import pypdf
import pytest
from pptx import Presentation

from dashboard.cli import run
from dashboard.meeting.item import Item
from dashboard.meeting.meeting import Meeting
from dashboard.meeting.store import meetings
from tests.languages import EACH

LINK = "/jobs?area=SE-2380&figure=industries"


@pytest.mark.parametrize("format", ["pptx", "pdf", "html", "xlsx", "csv", "parquet", "png", "svg"])
def test_one_view(format: str, demo_data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A link to one figure becomes every kind of file, which holds something and begins as its kind does."""
    file = tmp_path / f"jobs.{format}"
    run(["export", LINK, "-o", str(file)])  # the ending says which
    begins = {"pptx": b"PK", "xlsx": b"PK", "pdf": b"%PDF", "png": b"\x89PNG", "parquet": b"PAR1", "html": b"<!"}
    assert file.read_bytes().startswith(begins.get(format, b""))
    assert file.stat().st_size > 500
    assert "1 views" in capsys.readouterr().out


@pytest.mark.parametrize("language", EACH)
def test_ready_meeting(language: str, demo_data: Path, tmp_path: Path) -> None:
    """A template for a municipality is one command away, in each language; its slides and pages are there."""
    for format in ("pptx", "pdf", "xlsx"):
        run(["export", "municipality:NO-5001", "--format", format, "--lang", language, "-o", str(tmp_path / f"m.{format}")])
    shown = Presentation(io.BytesIO((tmp_path / "m.pptx").read_bytes()))
    assert len(shown.slides) >= 12
    assert "Trondheim" in " ".join(shape.text for shape in shown.slides[0].shapes if shape.has_text_frame)
    assert len(pypdf.PdfReader(tmp_path / "m.pdf").pages) >= 6
    assert len(openpyxl.load_workbook(tmp_path / "m.xlsx").sheetnames) >= 12


def test_kept_meeting(demo_data: Path, tmp_path: Path) -> None:
    """A meeting that was put together on the pages is exported by its id, with its own titles and notes."""
    kept = meetings().save(Meeting("Komitté").add(Item.of(LINK), Item.of("/?figure=overview")))
    run(["export", kept.id, "--format", "html", "-o", str(tmp_path / "m.html")])
    assert "Komitté" in (tmp_path / "m.html").read_text(encoding="utf-8")
    meetings().delete(kept.id)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["/jobs", "--format", "png"], "holds one view"),
        (["/nowhere"], "no page"),
        (["municipality:SE-9999"], "area"),
    ],
)
def test_what_cannot_be_exported(
    arguments: list[str], said: str, demo_data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    """What means nothing ends in one sentence and no file."""
    monkeypatch.chdir(tmp_path)
    with pytest.raises(SystemExit):
        run(["export", *arguments])
    assert said in capsys.readouterr().err
    assert not list(tmp_path.iterdir())


def test_language_of_the_link(demo_data: Path, tmp_path: Path) -> None:
    """The link's own language holds unless another is asked for."""
    run(["export", f"{LINK}&lang=nb", "--format", "html", "-o", str(tmp_path / "m.html")])
    assert '<html lang="nb"' in (tmp_path / "m.html").read_text(encoding="utf-8")
