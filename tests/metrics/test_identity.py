"""How sources meet, read from the warehouse: counts and lists against a naive reading of the whole tables."""

from collections import Counter
from pathlib import Path

import pytest

from dashboard.i18n import words
from dashboard.metrics.lists import environments, identity
from dashboard.metrics.selection import Selection
from dashboard.views import identity as told
from dashboard.views.view import View
from dashboard.warehouse.engine import Engine
from dashboard.warehouse.engine import identity as of_file


@pytest.fixture(scope="module")
def engine(demo_warehouse: Path) -> Engine:
    """The demonstration warehouse, open."""
    return Engine(demo_warehouse)


def test_every_named_row_is_counted_once(engine: Engine) -> None:
    """By kind and by what it was told; advertisements of the demonstration meet in every way that needs no editor."""
    basis = dict(engine.rows("select party, basis from identity"))
    for kind, counts in identity.met(engine):
        named = [party for (party,) in engine.rows(f"select party from {kind}") if party]
        naive = Counter(basis[party] for party in named)
        assert counts == tuple(naive[by] for by in identity.BASES) and sum(counts) == len(named)
    [ads] = [one for one in identity.met(engine) if one.kind == "vacancy"]
    assert [by for by, count in zip(identity.BASES, ads.counts, strict=True) if not count] == ["editor"]


def test_the_uncertain_are_told_with_both_companies(engine: Engine) -> None:
    """Each once, those named most often first, the likelier company first; the scores are those between the limits."""
    found = identity.uncertain(engine)
    names = dict(engine.rows("select key, name from company"))
    assert {one.party for one in found} == {
        p for (p,) in engine.rows("select party from identity where basis = 'uncertain'")
    }
    assert len(found) == len({one.party for one in found})
    assert [one.mentions for one in found] == sorted((one.mentions for one in found), reverse=True)
    for one in found:
        assert one.company_name == names[one.company] and one.other_name == names.get(one.other or "")
        close = one.other_score is not None and one.score - one.other_score < 0.02
        assert 0.75 <= one.score <= 1 and (one.score < 0.9 or close)


def test_a_company_is_named_in_its_advertisements(engine: Engine) -> None:
    """Those of its parties, newest first, each with how it was told."""
    [(key, count)] = engine.rows(
        """select i.company, count(*) from vacancy join identity as i using (party) where i.company is not null
        group by i.company order by count(*) desc, i.company limit 1"""
    )
    found = identity.named_in(engine, key)
    assert len(found) == count > 1
    assert [one["day"] for one in found] == sorted((one["day"] for one in found), reverse=True)
    assert {one["basis"] for one in found} <= {"number", "name"}


def test_a_project_says_which_company_takes_part(engine: Engine) -> None:
    """Universities are no companies of the demonstration's register, and that is said."""
    rows = environments.projects(engine, ["SE-2380"], None, None, 5)
    assert {(row["company"], row["basis"]) for row in rows} == {(None, "none")}


def test_how_it_was_told_in_words(demo_warehouse: Path) -> None:
    """By number; by name, with how like it is; in the reader's language."""
    warehouse = of_file(demo_warehouse)
    assert warehouse is not None
    view = View(words("nb"), Selection(), "light", warehouse)
    assert told.basis(view, "number", 1.0) == "nummer"
    assert told.basis(view, "name", 0.934) == "navn, 93\u00a0%"
    table = told.table(view, identity.uncertain(view.engine))
    assert len(told.read(view, identity.uncertain(view.engine))) == 7 and len(table.rows[0]) == len(table.columns) == 11
