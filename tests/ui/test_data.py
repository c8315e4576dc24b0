"""The upper part of the Data page: how the sources are, in one glance, and what changed."""
# ruff: noqa: F401, F811, RUF012  (fixtures are asked for by name; a stand-in keeps what it stands for)

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.i18n import words
from dashboard.publishers import publishers as described
from tests.fetching.conftest import paused, publishers, visit
from tests.fetching.server import Publishers
from tests.fetching.test_rounds import Visit
from tests.fetching.worlds import several
from tests.fetching.worlds.several import DAYS, FAILING, HELD, LATE
from tests.languages import EACH
from tests.ui.test_pages import run, shown


def cells(test: AppTest) -> str:
    """All words in the page's tables."""
    return "\n".join(table.value.to_string() for table in test.table)


@pytest.mark.parametrize("language", EACH)
@pytest.mark.parametrize("data", ["demo_data", "one_row_data"])
def test_nothing_fetched_says_how_to_fetch(data: str, language: str, request: pytest.FixtureRequest) -> None:
    """A sentence, both commands, and which sources there are; no table full of blanks, no link that leads nowhere."""
    request.getfixturevalue(data)
    test, t = run("data", language), words(language)
    assert t("health.nothing") in shown(test) and not test.exception
    assert any("fetch --dry-run" in code.value for code in test.code)
    assert t("health.changes.none") in shown(test) and t("health.revisions.none") in shown(test)
    assert described()[LATE][f"title_{language}"] in test.selectbox(key="choice_source").options


@pytest.mark.parametrize("language", EACH)
def test_all_well_is_one_sentence(
    language: str,
    publishers: Publishers,
    visit: Visit,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """And every source's row says so in a word beside its icon."""
    several.well(publishers, visit, monkeypatch)
    test, t = run("data", language), words(language)
    assert t("health.finding.all", n=3) + "." in shown(test)
    assert cells(test).count(t("health.state.fresh")) == 3
    assert t("health.nothing") not in shown(test) and t("health.revisions.text") in shown(test)


@pytest.mark.parametrize("language", EACH)
def test_what_is_wrong_is_told_by_name(
    language: str,
    publishers: Publishers,
    visit: Visit,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """How many days late, which field is missing, why it could not be fetched; the worst one stands open with its command."""
    several.ill(publishers, visit, monkeypatch)
    test, t = run("data", language), words(language)
    said = shown(test)
    title = {name: described()[name][f"title_{language}"] for name in (LATE, HELD, FAILING)}
    missing = t("health.difference.missing", field="pop")
    assert t("health.finding", n=0, all=3) in said
    assert t("health.clause.late", source=title[LATE], n=DAYS) in said
    assert t("health.clause.failing", source=title[FAILING]) in said
    assert f"{title[HELD]}" in said and missing in said
    assert any(code.value == f"python -m dashboard accept {HELD}" for code in test.code)
    for state in ("held", "failing"):
        assert t(f"health.state.{state}") in cells(test)
    assert t("health.state.late.days", n=DAYS) in cells(test)
    failing = run("data", language, source=FAILING)
    assert t("fetch.busy", host="files.example", status=503) in shown(failing).replace("127.0.0.1", "files.example")
    _told_once(test, language)


def _told_once(test: AppTest, language: str) -> None:
    """Two failures and two visits to a held file are one line each under "What changed"; the feed is one click away."""
    t = words(language)
    lists = [markdown.value.replace("\\", "") for markdown in test.markdown if markdown.value.startswith("- ")]
    (changes,) = [told for told in lists if t("health.event.changed", n=29) in told]
    assert changes.count(described()[FAILING][f"title_{language}"]) == 2  # it came, and then it failed
    assert changes.count(t("health.difference.missing", field="pop")) == 1
    assert t("health.revised.population", n=22, all=22) in changes
    assert any(link.proto.url == f"/changes.xml?lang={language}" for link in test.get("link_button"))


def test_a_phone_gets_what_matters(one_row_data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Source and state; the rest stands in the source's details."""
    monkeypatch.setattr("dashboard.ui.state.st.context", Phone())
    test, t = run("data", "sv"), words("sv")
    assert not test.exception
    assert list(test.table[0].value.columns) == [t("column.source"), t("column.fresh")]


class Phone:
    """What Streamlit knows of a reader with a telephone."""

    headers = {"User-Agent": "Mozilla/5.0 (Linux; Android 14) Mobile"}
    url, locale, is_embedded, cookies, ip_address = "http://localhost/data", "sv-SE", False, {}, None

    class theme:
        """Light."""

        type = "light"
