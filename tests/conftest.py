"""Warehouses to test with: the demonstration set, nothing, and a single row; each a real build in a folder of its own."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from dashboard import assembly
from dashboard.settings import settings
from tests.builders import ONE_COMPANY, real_warehouse


@pytest.fixture(autouse=True)
def own_settings() -> Iterator[None]:
    """Settings are read anew for each test and forgotten after it."""
    settings.cache_clear()
    yield
    settings.cache_clear()


@pytest.fixture
def data_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty data folder, in use."""
    return use(tmp_path / "data", monkeypatch)


def use(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Let the program work on that data folder."""
    folder.mkdir(parents=True, exist_ok=True)
    monkeypatch.setenv("DASHBOARD_DATA", str(folder))
    settings.cache_clear()
    return folder


@pytest.fixture(scope="session")
def demo_warehouse(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demonstration warehouse, built once."""
    target = tmp_path_factory.mktemp("demo") / "warehouse.duckdb"
    return assembly.build_demo(target)


@pytest.fixture
def demo_data(demo_warehouse: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder with the demonstration warehouse, in use."""
    return use(demo_warehouse.parent, monkeypatch)


@pytest.fixture(scope="session")
def empty_warehouse(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A real warehouse in which nothing is known but the reference data."""
    return real_warehouse(tmp_path_factory.mktemp("empty"), {})


@pytest.fixture
def empty_data(empty_warehouse: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder with the empty warehouse, in use."""
    return use(empty_warehouse.parent, monkeypatch)


@pytest.fixture(scope="session")
def one_row_warehouse(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A real warehouse with one company and its one workplace."""
    return real_warehouse(tmp_path_factory.mktemp("one"), ONE_COMPANY)


@pytest.fixture
def one_row_data(one_row_warehouse: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder with the one-row warehouse, in use."""
    return use(one_row_warehouse.parent, monkeypatch)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Browser tests last: what is fast to fail fails first."""
    items.sort(key=lambda item: "browser" in item.path.parts)
