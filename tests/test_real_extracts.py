"""Every real extract together: imported without a change made by hand, built once, and shown on its page."""

import csv
import json
from collections import Counter
from pathlib import Path

import pytest

from dashboard import assembly
from dashboard.i18n import words
from dashboard.metrics.compute import compute
from dashboard.metrics.question import Question
from dashboard.metrics.selection import Selection
from dashboard.settings import settings
from dashboard.sources.importing import import_file
from dashboard.ui.frame import PAGES
from dashboard.warehouse.engine import Engine
from tests.languages import EACH
from tests.ui.test_pages import run, text

SHARED = Path(__file__).resolve().parents[2] / "shared" / "data"
FILES = (
    ("workplaces/mattilsynet_trondelag.csv", "mattilsynet"), ("workplaces/nve_vannkraftverk_trondelag_2022.csv", "nve"),
    ("areas/ssb_07459_population_trondelag_2005-2026_from_csdata.csv", "population"),
    ("areas/ssb_07459_population_trondelag_2026_age_sex_from_csdata.csv", "population"),
    ("statistics/scb_v2_TAB6471_data.json", "scb"), ("statistics/kolada_values_sample_rkolada.csv", "kolada"),
    ("emissions/jamtland_smhi_emissions_by_sector_from_garbo.csv", "emissions"),
    ("emissions/jamtland_smhi_emissions_total_from_garbo.csv", "emissions"),
    ("jobs/nav_publicfeed_it_ads_2024-04_redacted.json", "nav"), ("jobs/pam_ad_dto_leka.json", "nav"),
    ("jobs/platsannonser_source_import.json", "jobtech"), ("research/forskningsradet_h2020_trondelag.csv", "forskningsradet"),
    ("research/swecris_extract_no_people.csv", "swecris"), ("research/nva_cristin_units_trondelag.csv", "nva"),
    ("brreg/pythonbrreg_enheter-search.json", "brreg-enheter"), ("brreg/pythonbrreg_underenheter-search.json", "brreg-underenheter"),
)  # fmt: skip


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with all of them, built."""
    if not SHARED.exists():
        pytest.skip("the real input in ../shared/data is absent")
    folder = tmp_path_factory.mktemp("extracts")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DASHBOARD_DATA", str(folder))
        settings.cache_clear()
        for path, source in FILES:
            import_file(SHARED / path, source)
        assembly.assemble(demo=False)
    settings.cache_clear()
    return folder


@pytest.fixture
def engine(data: Path) -> Engine:
    """The open warehouse."""
    return Engine(data / "warehouse.duckdb")


def table(path: str) -> list[dict[str, str]]:
    """The rows of a real file."""
    with (SHARED / path).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_each_file_stands_among_the_sources(engine: Engine) -> None:
    """With its rows; none was left out, and none is demonstration data."""
    files = {file for (file,) in engine.rows("select file from source_release")}
    assert {Path(path).name for path, _ in FILES} == files
    assert not engine.facts.demo


def test_emissions_are_those_of_the_file(engine: Engine) -> None:
    """Totals and sectors of every municipality and year; years that were not published stay missing."""
    totals = {(r["kommun"], r["year"]): float(r["ton_co2e"]) for r in table(FILES[7][0])}
    names = {key: words("sv").area(key) for key in Selection.of(["SE-23"]).municipalities()}
    series = compute(engine, Question("emissions", Selection.of(["SE-23"]), every_year=True))
    found = {(names[p.area], p.period): p.value for p in series.points if p.value is not None}
    assert found == pytest.approx(totals)
    assert {p.status for p in series.points if p.period == "2017"} == {"missing"}


def test_advertisements_and_projects_are_counted_where_they_are(engine: Engine) -> None:
    """Leka's advertisement in Leka, and each project in the municipality that its file names."""
    assert engine.rows("select area, title is not null from vacancy where area = 'NO-5052'") == [("NO-5052", True)]
    by_hand = Counter(f"NO-{r['Adresse kommunenummer']}" for r in table("research/forskningsradet_h2020_trondelag.csv"))
    found = dict(engine.rows("select area, count(*) from rd_project where source = 'forskningsradet' group by area"))
    assert found == by_hand


def test_an_old_file_does_not_say_that_there_is_nothing_now(engine: Engine) -> None:
    """Advertisements of 2024 and projects until 2021 tell nothing of 2026: missing, not zero."""
    for metric in ("vacancies", "rd_projects"):
        asked = Selection.of(["NO-5001"], first=2025, last=2025)
        assert [(p.value, p.status) for p in compute(engine, Question(metric, asked)).points] == [(None, "missing")]
    last = compute(engine, Question("rd_projects", Selection.of(["NO-5001"]))).points[0]
    assert (last.period, last.value) == ("2020", sum(
        r["Adresse kommunenummer"] == "5001" and r["Kontrakt startdato"][6:10] == "2020"
        for r in table("research/forskningsradet_h2020_trondelag.csv")
    ))  # fmt: skip


def test_population_by_age_gives_a_base_for_births(engine: Engine) -> None:
    """16–64 of Trondheim from its groups: 60–66 counts with five of its seven years."""
    groups = Counter[str]()
    for row in table(FILES[3][0]):
        if (row["kommunenummer"], row["sex"]) == ("5001", "total"):
            groups[row["agegrp"]] += int(row["pop_jan1_n"])
    expected = sum(groups[g] for g in ("16-19", "20-29", "30-39", "40-49", "50-59")) + groups["60-66"] * 5 / 7
    [(persons,)] = engine.rows("select persons from working_age where area = 'NO-5001' and year = 2025")
    assert persons == round(expected)


def test_unprocessed_figures_are_those_of_the_publisher(engine: Engine) -> None:
    """The county's inhabitants by age, sex and month, as the JSON has them, among the published figures."""
    answer = json.loads((SHARED / FILES[4][0]).read_text(encoding="utf-8"))
    regions = list(answer["dimension"]["Region"]["category"]["index"])
    size = len(answer["value"]) // len(regions)
    mine = answer["value"][regions.index("23") * size :][:size]
    found = engine.rows("select value from indicator where area = 'SE-23' and source = 'scb'")
    assert sorted(value for (value,) in found) == sorted(mine)
    assert len(mine) == 132


@pytest.mark.parametrize("language", EACH)
@pytest.mark.parametrize("page", PAGES)
def test_every_page_shows_real_data(page: str, language: str, data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No page fails on it, and none is marked as demonstration data."""
    monkeypatch.setenv("DASHBOARD_DATA", str(data))
    settings.cache_clear()
    for query in ({}, {"area": "SE-2321"}, {"area": "NO-5001"}):
        test = run(page, language, **query)
        assert not test.exception and not test.error, (query, [e.value for e in (*test.exception, *test.error)])
        assert words(language)("demo.mark") not in text(test)
