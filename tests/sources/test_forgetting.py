"""What a publisher demands to have removed goes from every kept file, whatever its format, and nothing else does."""

import csv
import gzip
import io
import json
import os
from collections.abc import Callable
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from openpyxl import Workbook

from dashboard.settings import settings
from dashboard.sources.forgetting import forget
from dashboard.sources.importing import import_file
from dashboard.staged import releases

GOES, STAYS, CHILD = "923609016", "984661185", "974760673"
HEADER = ["organisasjonsnummer", "navn", "organisasjonsform.kode", "forretningsadresse.kommunenummer", "overordnetEnhet",
          "forretningsadresse.adresse"]  # fmt: skip
ROWS = [
    [GOES, "GÅR BORT AS", "AS", "5001", "", "Gata 1"], [STAYS, 'BLIR "HER" AS', "AS", "5001", "", "Gata 2\n2. etg."],
    [CHILD, "DATTER AV DEN AS", "AS", "5001", GOES, "Gata 3"],
]  # fmt: skip


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty data folder."""
    monkeypatch.setenv("DASHBOARD_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("DASHBOARD_TODAY", "2026-11-23")
    settings.cache_clear()
    return tmp_path


def unit(row: list[str]) -> dict[str, object]:
    """A row as the service tells it."""
    return {
        "organisasjonsnummer": row[0], "navn": row[1], "organisasjonsform": {"kode": row[2]}, "overordnetEnhet": row[4] or None,
        "forretningsadresse": {"kommunenummer": row[3], "adresse": [row[5]]}, "antallAnsatte": 7,
    }  # fmt: skip


def table(delimiter: str = ",", encoding: str = "utf-8") -> bytes:
    """The rows as a table, a cell of which has two lines."""
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter, lineterminator="\n").writerows([HEADER, *ROWS])
    return text.getvalue().encode(encoding)


def workbook() -> bytes:
    """The rows as a workbook."""
    book, held = Workbook(), io.BytesIO()
    for row in [HEADER, *ROWS]:
        book.active.append(row)
    book.save(held)
    return held.getvalue()


def keys() -> set[str]:
    """The keys of all staged companies."""
    found = [pq.read_table(path / "company.parquet")["key"].to_pylist() for path, _ in releases(settings().staged)]
    return {key for some in found for key in some}


UNITS = [unit(row) for row in ROWS]
FILES = {
    "enheter.csv": table(), "semikolon.csv": table(";", "cp1252"), "enheter.csv.gz": gzip.compress(table()),
    "enheter.json": json.dumps(UNITS).encode(), "enheter.json.gz": gzip.compress(json.dumps(UNITS).encode()),
    "linjer.jsonl": "\n".join(json.dumps(one) for one in UNITS).encode(), "enheter.xlsx": workbook(),
    "side.json": json.dumps({"_embedded": {"enheter": UNITS}, "page": {"size": 20}}).encode(),
}  # fmt: skip


@pytest.mark.parametrize("name", FILES)
def test_a_unit_goes_from_a_file_of_any_format(name: str, folder: Path) -> None:
    """The others stay, also one that names it as the unit above; the file is as complete as it was and can be read again."""
    (folder / name).write_bytes(FILES[name])
    before = import_file(folder / name, "brreg-enheter")
    (raw,) = settings().raw.glob("*/*")
    os.utime(raw, (1_700_000_000, 1_700_000_000))
    size, packed = raw.stat().st_size, raw.read_bytes()[:2] == b"\x1f\x8b"
    assert forget("brreg-enheter", {GOES, "999999999"}) == 1
    assert keys() == {f"NO-{STAYS}", f"NO-{CHILD}"}
    assert raw.stat().st_mtime == 1_700_000_000 and (raw.read_bytes()[:2] == b"\x1f\x8b") == packed
    assert (
        b"BORT" not in (gzip.decompress(raw.read_bytes()) if packed else raw.read_bytes())
        and raw.stat().st_size != size
    )
    ((path, told),) = releases(settings().staged)
    assert (told.rows, told.accepted) == (before.rows, before.accepted) == (3, 3)
    (path / "release.json").unlink()
    again = import_file(folder / name, "brreg-enheter")
    assert (again.rows, again.complete, again.name) == (2, before.complete, before.name)
    assert keys() == {f"NO-{STAYS}", f"NO-{CHILD}"}
    assert forget("brreg-enheter", {GOES}) == 0


def test_a_table_s_other_lines_stay_as_they_are(folder: Path) -> None:
    """Byte by byte."""
    (folder / "enheter.csv").write_bytes(table())
    import_file(folder / "enheter.csv", "brreg-enheter")
    forget("brreg-enheter", {GOES})
    (raw,) = settings().raw.glob("*/*")
    assert raw.read_bytes() == b"".join(line for line in table().splitlines(keepends=True) if b"BORT" not in line)


def test_what_is_not_meant_is_not_touched(folder: Path) -> None:
    """A file without the unit is not written anew, nor is one of another source."""
    (folder / "enheter.csv").write_bytes(table())
    import_file(folder / "enheter.csv", "brreg-enheter")
    files = {path: path.stat().st_ino for path in settings().data.rglob("*") if path.is_file()}
    assert forget("brreg-enheter", {"999999999"}) == 0 and forget("brreg-underenheter", {GOES}) == 0
    assert {path: path.stat().st_ino for path in settings().data.rglob("*") if path.is_file()} == files


def test_rejects_say_nothing_of_it_and_quarantine_has_it_no_more(folder: Path) -> None:
    """The words of a reject go; that a row was rejected stays. A file that is held back is cleaned as well."""
    broken = [[GOES, "GÅR BORT AS", "AS", "", "", ""], *ROWS[1:]]
    (folder / "linjer.jsonl").write_text("\n".join(json.dumps(unit(row)) for row in broken), encoding="utf-8")
    release = import_file(folder / "linjer.jsonl", "brreg-enheter")
    held = settings().data / "quarantine" / "brreg-enheter" / "changes" / "linjer.jsonl"
    held.parent.mkdir(parents=True)
    held.write_bytes(FILES["linjer.jsonl"])
    ((path, _),) = releases(settings().staged)
    before = pq.read_table(path / "reject.parquet").to_pylist()
    assert GOES in before[0]["text"] and release.rejected == 1
    forget("brreg-enheter", {GOES})
    after = pq.read_table(path / "reject.parquet").to_pylist()
    assert after == [before[0] | {"text": None, "detail": None}]
    assert GOES not in {json.loads(line)["organisasjonsnummer"] for line in held.read_text().splitlines()}


Advertisement = Callable[[str], dict[str, object]]


def nav(own: str) -> dict[str, object]:
    """An advertisement of NAV's feed."""
    return {
        "uuid": own, "status": "ACTIVE", "title": "Fiskeslakter", "published": "2026-11-01T08:00:00Z",
        "expires": "2026-12-20T00:00:00Z", "employer": {"name": "Fisken AS", "orgnr": STAYS}, "positioncount": "2",
        "workLocations": [{"municipal": "TRONDHEIM", "municipalCode": "5001", "county": "TRØNDELAG", "country": "NORGE"}],
    }  # fmt: skip


def jobtech(own: str) -> dict[str, object]:
    """An advertisement of JobTech."""
    return {
        "id": own, "headline": "Snickare", "publication_date": "2026-11-01T08:00:00", "number_of_vacancies": 2,
        "application_deadline": "2026-12-20T23:59:59", "employer": {"name": "Bygget AB", "organization_number": "5560160680"},
        "workplace_address": {"municipality_code": "2380"},
    }  # fmt: skip


@pytest.mark.parametrize(
    ("source", "made", "ids"),
    [("nav", nav, ("0b3c1d52-6d8e-4d0b", "0b3c1d52-6d8e-4d0c")), ("jobtech", jobtech, ("30123456", "30123457"))],
)
def test_an_advertisement_loses_its_words_and_still_counts(
    source: str, made: Advertisement, ids: tuple[str, str], folder: Path
) -> None:
    """Title and employer go; place, days and positions stay. The other one keeps all."""
    (folder / "ads.jsonl").write_text("\n".join(json.dumps(made(own)) for own in ids), encoding="utf-8")
    import_file(folder / "ads.jsonl", source)
    ((path, _),) = releases(settings().staged)
    before = pq.read_table(path / "vacancy.parquet").to_pylist()
    assert all(row["title"] and row["employer"] and row["employer_name"] for row in before)
    assert forget(source, {ids[0]}) == 1
    after = pq.read_table(path / "vacancy.parquet").to_pylist()
    assert after == [before[0] | {"title": None, "employer": None, "employer_name": None}, before[1]]
    (path / "release.json").unlink()
    import_file(folder / "ads.jsonl", source)
    assert pq.read_table(path / "vacancy.parquet").to_pylist() == after
    assert forget(source, {ids[0]}) == 0
