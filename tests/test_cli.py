"""The command line as scripts use it: what it prints, in which format, and how it fails."""

import csv
import io
import json
from pathlib import Path

import pytest

from dashboard.cli import run
from dashboard.metrics.catalogue import catalogue
from dashboard.metrics.reference import municipalities
from dashboard.settings import settings

SHARED = Path(__file__).resolve().parents[2] / "shared" / "data"


def call(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    """Exit code, output and errors of a command."""
    try:
        run(list(arguments))
        code = 0
    except SystemExit as end:
        code = int(end.code or 0)
    captured = capsys.readouterr()
    return code, captured.out, captured.err


@pytest.mark.parametrize("by", ["area", "county", "country", "year", "none"])
@pytest.mark.parametrize("name", catalogue())
def test_every_metric_prints_json(name: str, by: str, demo_data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The keys that scripts rely on; all 46 municipalities by area, each with a status."""
    code, out, _ = call(capsys, "metric", name, "--by", by, "--format", "json")
    found = json.loads(out)
    assert code == 0
    assert (found["metric"], found["unit"], found["demo"]) == (name, catalogue()[name].unit, True)
    assert {"reference", "as_of", "rows"} <= found.keys()
    assert all({"area", "period", "breakdown", "value", "count", "status"} <= row.keys() for row in found["rows"])
    areas = {row["area"] for row in found["rows"]}
    if (name, by) == ("relatedness_density", "none"):
        assert not areas  # compared with itself the whole lacks no industry
        return
    assert areas == {"area": set(municipalities()), "county": {"SE-23", "NO-50"}, "country": {"SE", "NO"},
                     "year": {"MITT"}, "none": {"MITT"}}.get(by, areas) or by == "year"  # fmt: skip


def test_filters_and_csv(demo_data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Areas, years and industries narrow; CSV has the same rows as JSON."""
    asked = ("metric", "companies", "--area", "SE-2380,NO-5001", "--from", "2020", "--to", "2022", "--industry", "C")
    _, out, _ = call(capsys, *asked, "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(out)))
    assert [(r["area"], r["period"]) for r in rows] == [
        (area, str(year)) for area in ("NO-5001", "SE-2380") for year in (2020, 2021, 2022)
    ]
    _, text, _ = call(capsys, *asked, "--format", "json")
    assert [float(r["value"]) for r in rows] == [r["value"] for r in json.loads(text)["rows"]]


def test_a_table_speaks_the_language(demo_data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Headings and names in Norwegian, and the demonstration mark."""
    _, out, _ = call(capsys, "metric", "workplaces", "--area", "NO-5001", "--lang", "nb", "--format", "table")
    assert "Virksomheter" in out and "Trondheim" in out and "Demonstrasjonsdata" in out


def test_the_catalogue_lists_every_metric(capsys: pytest.CaptureFixture[str]) -> None:
    """By id, with definition."""
    _, out, _ = call(capsys, "metrics", "--lang", "sv")
    assert all(name[:8] in out for name in catalogue())


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [(("metric", "company"), "did you mean companies"), (("metric", "companies", "--area", "SE-1"), "SE-1"),
     (("metric", "companies", "--by", "sky"), "cannot be broken down"), (("metric", "jobs", "--reference", "X"), "no area X"),
     (("import", "nowhere.csv", "--source", "places"), "no file"),
     (("import", "README.md", "--source", "mattilsyn"), "did you mean mattilsynet"), (("build", "--no-demo"), "import a file")],
)  # fmt: skip
def test_what_a_user_can_mend_is_one_sentence(
    arguments: tuple[str, ...], sentence: str, demo_data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """On the error output, with exit code 1, and no trace."""
    code, out, errors = call(capsys, *arguments)
    assert code == 1 and sentence in errors
    assert "Traceback" not in errors and len(errors.strip().splitlines()) == 1 and not out


def test_real_files_replace_the_demonstration_and_a_second_import_changes_nothing(
    data_folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """436 workplaces of Mattilsynet: the right ones in Trondheim, Steinkjer and Namsos, counted by hand from the file."""
    if not SHARED.exists():
        pytest.skip("the real input in ../shared/data is absent")
    call(capsys, "build")
    path = SHARED / "workplaces/mattilsynet_trondelag.csv"
    code, out, _ = call(capsys, "import", str(path), "--source", "mattilsynet")
    assert code == 0 and "436 rows read, 436 accepted, 0 outside the area, 0 rejected" in out
    with path.open(encoding="utf-8", newline="") as file:
        by_hand = [row["kommunenr_by_polygon"] for row in csv.DictReader(file)]

    def counted() -> dict[str, float]:
        _, text, _ = call(capsys, "metric", "workplaces", "--area", "NO-5001,NO-5006,NO-5007", "--format", "json")
        answer = json.loads(text)
        assert answer["demo"] is False
        return {row["area"]: row["value"] for row in answer["rows"]}

    expected = {f"NO-{number}": by_hand.count(number) for number in ("5001", "5006", "5007")}
    assert counted() == expected == {"NO-5001": 187, "NO-5006": 21, "NO-5007": 12}
    before = {p: p.stat().st_mtime_ns for p in (data_folder / "staged").rglob("*.parquet")}
    call(capsys, "import", str(path), "--source", "mattilsynet")
    assert counted() == expected
    assert {p: p.stat().st_mtime_ns for p in (data_folder / "staged").rglob("*.parquet")} == before
    assert settings().demo_warehouse.exists()


def test_a_bad_file_leaves_the_warehouse_as_it_was(
    demo_data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """An error page saved as CSV is one sentence, and nothing is archived."""
    page = tmp_path / "list.csv"
    page.write_text("<!DOCTYPE html><html><body>503 Service Unavailable</body></html>")
    before = (demo_data / "warehouse.duckdb").stat()
    code, _, errors = call(capsys, "import", str(page), "--source", "places")
    assert code == 1 and "web page" in errors
    assert (demo_data / "warehouse.duckdb").stat().st_mtime_ns == before.st_mtime_ns
    assert not list((demo_data / "raw").rglob("*.csv"))


def test_check_lists_rejected_rows_with_line_and_reason(
    data_folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """In the language asked for."""
    path = tmp_path / "list.csv"
    path.write_text("key;name;area;employees\n1;A;5001;2\n2;B;5001;tolv\n")
    _, out, _ = call(capsys, "import", str(path), "--source", "places")
    assert "1 rejected" in out and "check" in out
    _, out, _ = call(capsys, "check", "--lang", "nb")
    assert "list.csv:3: " in out and "(tolv)" in out and "1 rejected rows." in out
