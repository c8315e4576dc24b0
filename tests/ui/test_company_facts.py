"""What is told of a Swedish company whose municipality is only likely, and which declines advertising."""

from datetime import date
from pathlib import Path

from dashboard.i18n import words
from dashboard.metrics.lists import listing
from dashboard.metrics.selection import Selection
from dashboard.views import listed
from dashboard.views.answers import current
from dashboard.views.view import View
from tests.builders import real_warehouse
from tests.ui.test_pages import run, text

COMPANIES = [
    {"key": "SE-5560001017", "country": "SE", "name": "Såg AB", "area": "SE-2321", "area_basis": "locality", "no_marketing": True,
     "opened": date(2020, 1, 2)},
    {"key": "NO-923609016", "country": "NO", "name": "Fisk AS", "area": "NO-5001", "area_basis": "stated", "opened": date(2020, 1, 2)},
]  # fmt: skip


def test_a_company_says_how_its_municipality_is_known_and_that_it_declines_advertising(data_folder: Path) -> None:
    """On its own view; a company whose register states the municipality, and that says nothing of advertising, has neither."""
    real_warehouse(data_folder, {"company": COMPANIES})
    test = run("companies", "sv", company="SE-5560001017")
    assert not test.exception
    assert "Åre (enligt postadressen)" in text(test) and "undanber sig reklam" in text(test)
    other = run("companies", "sv", company="NO-923609016")
    assert "Fisk AS" in text(other) and "postadressen" not in text(other) and "reklam" not in text(other).lower()


def test_the_list_for_a_file_has_both(tmp_path: Path) -> None:
    """Whoever writes to the companies of a list sees which of them asked not to be written to."""
    warehouse = real_warehouse(tmp_path, {"company": COMPANIES})
    view = View(words("en"), Selection(), "light", current(warehouse))
    grid = listed.rows_of(view, listing.companies(view.engine, view.selection, order="name"), listed.COMPANY)
    assert [column.name for column in grid.columns][-2:] == ["area_basis", "no_marketing"]
    assert [row[1:2] + row[-2:] for row in grid.rows] == [
        ("Fisk AS", "", ""), ("Såg AB", "by its postal address", "declines advertising"),
    ]  # fmt: skip
