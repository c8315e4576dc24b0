"""A data folder of its own for each test, and short ways to import and to read back."""

import pyarrow.parquet as pq
import pytest

from dashboard.settings import ROOT, settings
from dashboard.sources.importing import import_file
from dashboard.staged import releases

SHARED = ROOT.parent / "shared" / "data"


@pytest.fixture
def shared():
    """The folder of real input; the test is skipped where it is absent."""
    if not SHARED.exists():
        pytest.skip("the real input in ../shared/data is absent")
    return SHARED


@pytest.fixture
def data(tmp_path, monkeypatch):
    """An empty data folder, and 23 November 2026 as today."""
    return fresh_data(tmp_path / "data", monkeypatch)


def fresh_data(folder, monkeypatch):
    """Make ``folder`` the data folder of the settings."""
    monkeypatch.setenv("DASHBOARD_DATA", str(folder))
    monkeypatch.setenv("DASHBOARD_TODAY", "2026-11-23")
    settings.cache_clear()
    return folder


@pytest.fixture(autouse=True)
def settings_of_before():
    """No test leaves its settings to the next."""
    yield
    settings.cache_clear()


@pytest.fixture
def take(data, tmp_path):
    """Write text or bytes into a file and import it: ``take("places", "name;area…", "list.csv")``."""

    def write_and_import(source, content, name="file.csv", as_of=None):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return import_file(path, source, as_of)

    return write_and_import


@pytest.fixture
def staged(data):
    """The staged rows of a kind, over all releases, as dictionaries."""

    def read(kind):
        paths = [path / f"{kind}.parquet" for path, _ in releases(settings().staged)]
        return [row for path in paths if path.exists() for row in pq.read_table(path).to_pylist()]

    return read


@pytest.fixture
def rejected(staged):
    """Line, reason without its prefix, and detail of each rejected row."""
    return lambda: [
        (row["line"], row["reason"].removeprefix("sources.reject."), row["detail"]) for row in staged("reject")
    ]
