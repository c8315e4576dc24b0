"""Residual flows and policy on the page Transition, and the interview that records flows."""

from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pytest
from streamlit.testing.v1 import AppTest

from dashboard.i18n import words
from dashboard.metrics.selection import Selection
from dashboard.register.actor import Actor, Role
from dashboard.register.store import Register
from dashboard.ui.sections.interview_answers import Answer, edits
from dashboard.views.answers import current
from dashboard.views.view import View
from tests.builders import ONE_COMPANY, real_warehouse
from tests.conftest import use
from tests.languages import EACH
from tests.ui.test_pages import run, shown

EDITOR = Actor("anna@example.org", Role.editor)
DAY = date(2026, 9, 30)


def rows(folder: Path, statement: str) -> list[tuple[Any, ...]]:
    """What the page's warehouse says to a statement of one's own."""
    with duckdb.connect(str(folder / "warehouse.duckdb"), read_only=True) as connection:
        return connection.sql(statement).fetchall()


@pytest.mark.parametrize("language", EACH)
def test_the_answer_counts_open_flows(language: str, demo_data: Path) -> None:
    """Offered and wanted flows that are neither matched nor over, as one statement counts them."""
    offered, wanted = rows(
        demo_data,
        """select count(*) filter (direction = 'offered'), count(*) filter (direction = 'wanted')
        from residual_flow, warehouse where status = 'open' and (until_on is null or until_on > as_of)""",
    )[0]
    t, test = words(language), run("circular", language, part="flows")
    assert not test.exception and not test.error
    assert t("flows.answer", offered=t("flows.offered", n=offered), n=wanted, area=t.area("MITT")) in shown(test)


def test_every_pair_of_the_table_fits(demo_data: Path) -> None:
    """Both codes begin alike or both are heat or cold; the amount is at most the smaller of both; the border is told."""
    flows = {
        f[0]: f
        for f in rows(
            demo_data,
            """select key, direction, form, ewc, coalesce(mwh_per_year, tonnes_per_year), area
        from residual_flow""",
        )
    }
    test = run("circular", "en", part="flows")
    table = next(f.value for f in test.dataframe if "Why" in f.value)
    assert len(table) >= 5
    names = {
        name: key
        for key, name in rows(
            demo_data,
            """select f.key, c.name || ', ' || a.name_en || coalesce(f.ewc, f.form)
        || f.direction from residual_flow f join company c on c.key = f.company join area a on a.key = f.area""",
        )
    }
    seen = 0
    for row in table.to_dict("records"):
        o = next((flows[k] for n, k in names.items() if n.startswith(row["From"]) and n.endswith("offered")), None)
        w = next((flows[k] for n, k in names.items() if n.startswith(row["To"]) and n.endswith("wanted")), None)
        if o is None or w is None or (o[3] or o[2])[:5] != (w[3] or w[2])[:5]:
            continue  # a company with several flows: the name alone does not say which
        seen += 1
        assert float(row["Amount"].replace(",", "") or 0) <= min(o[4], w[4])
        assert row["Across the border"] == ("No" if o[5][:2] == w[5][:2] else "Yes")
    assert seen >= 3


@pytest.mark.parametrize("language", EACH)
@pytest.mark.parametrize(
    "query", [{"area": "SE-2321"}, {"area": "NO-5033"}, {"area": "SE-2380,NO-5001"}, {"from": "2025"}], ids=str
)
def test_any_filter_gives_a_block(query: dict[str, str], language: str, demo_data: Path) -> None:
    """A place without flows says so; years and industries change nothing, and that is said."""
    test, t = run("circular", language, part="flows", **query), words(language)
    assert not test.exception and not test.error
    said = shown(test)
    assert t("flows.title") in said
    if query.get("area") == "NO-5033":
        assert t("flows.none", area=t.area("NO-5033")) in said
    if "from" in query:
        assert t("flows.now", day=DAY) in said


def matters(test: AppTest) -> str:
    """The matters of policy as the page lists them."""
    return "".join(element.proto.body for element in test.get("html") if "auto-fill" in element.proto.body)


def test_policy_is_late_by_the_rows(demo_data: Path) -> None:
    """What had a day of follow-up before the as-of date and no words of it; matters of the other county are left out."""
    late = rows(demo_data, "select title from policy_item, warehouse where follow_up_on < as_of and follow_up is null")
    t, said = words("sv"), matters(run("circular", "sv", part="policy"))
    assert len(late) == 2 and all(title in said for (title,) in late)
    assert said.count(t("flows.policy.overdue")) == 2
    swedish = matters(run("circular", "sv", part="policy", area="SE-2321"))
    assert "Demo Upphandling utan gräns" in swedish and "Demo Fiskslam som gjødsel" not in swedish


@pytest.mark.parametrize("language", EACH)
def test_nothing_known_says_what_to_record(language: str, empty_data: Path) -> None:
    """Flows and policy each with the sentence that names where records come from; viewers see no form."""
    t = words(language)
    for part, said in {"flows": "flows.nothing", "policy": "flows.policy.nothing"}.items():
        test = run("circular", language, part=part)
        assert t(said) in shown(test)
        assert not test.get("deck_gl_json_chart") and not test.text_input


@pytest.mark.parametrize("language", EACH)
def test_one_flow_of_unknown_amount(language: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One offered flow: no pair, and that the amount is not known is said."""
    folder = use(tmp_path / "data", monkeypatch)
    flow = {"key": "F1", "name": "Sågen", "area": "SE-2380", "direction": "offered", "form": "material"}
    real_warehouse(folder, {**ONE_COMPANY, "residual_flow": [flow]})
    test, t = run("circular", language, part="flows"), words(language)
    assert not test.exception and not test.error
    assert t("flows.answer.none") in shown(test) and t("flows.unknown", n=1) in shown(test)


def test_answers_become_flows() -> None:
    """Only those given; heat and cold in MWh, the words in the intermediary's language."""
    who = {"company": None, "name": "Sågen", "area": "SE-2380"}
    answers = [
        Answer("offered", "material", "Spån", 12.0, "03 01 05"), Answer("offered", "heat", " ", None, ""),
        Answer("offered", "cold", "", 5.0, ""), Answer("wanted", "heat", "Värme", None, ""),
    ]  # fmt: skip
    made = [dict(edit.values) for edit in edits(who, answers, "sv", DAY)]
    assert [(m["direction"], m["form"]) for m in made] == [
        ("offered", "material"),
        ("offered", "cold"),
        ("wanted", "heat"),
    ]
    assert made[0]["tonnes_per_year"] == 12.0 and made[0]["material_sv"] == "Spån" and made[0]["ewc"] == "03 01 05"
    assert made[1]["mwh_per_year"] == 5.0 and "tonnes_per_year" not in made[1]


def _page(view, register, asked):  # type: ignore[no-untyped-def]  # its source runs alone, without this file's names
    from dashboard.ui.sections import interview

    interview.form(view, register, asked)


@pytest.fixture
def register(tmp_path: Path) -> Register:
    """An empty register."""
    return Register(f"sqlite:///{tmp_path / 'register.sqlite'}")


def interviewed(view: View, register: Register, actor: Actor = EDITOR) -> AppTest:
    """The form alone, as an editor has it."""
    return AppTest.from_function(
        _page, kwargs={"view": view, "register": register, "asked": lambda: actor}, default_timeout=30
    ).run()


@pytest.fixture
def view(demo_data: Path) -> View:
    """A reader of the demonstration warehouse."""
    return View(words("sv"), Selection(), "light", current(demo_data / "warehouse.duckdb"), False)


def test_an_interview_is_saved_in_one_go(view: View, register: Register) -> None:
    """A company looked up by name, two answers and a need: three flows of that company; the form is empty again."""
    name, key, area = next(
        iter(
            rows(
                Path(view.warehouse.path).parent,
                """select name, key, area from company
        where closed is null and name is not null order by employees_high desc, key limit 1""",
            )
        )
    )
    test = interviewed(view, register)
    test.text_input(key="interview_who_0").input(name).run()
    assert not test.exception and name.split()[1] in test.radio[0].options[0].replace("\\", "")
    test.text_input(key="interview_material_0").input("Spån")
    test.number_input(key="interview_amount_material_0").set_value(120.0)
    test.selectbox(key="interview_ewc_material_0").set_value("03 01 05")
    test.number_input(key="interview_amount_heat_0").set_value(40.0)
    test.text_input(key="interview_need_0").input("Returlass")
    test.selectbox(key="interview_form_0").set_value("transport")
    test.button[0].click().run()
    assert not test.exception and not test.error and not test.warning
    saved = {(f["direction"], f["form"]): f for f in register.all(EDITOR, "residual_flow")}
    assert saved.keys() == {("offered", "material"), ("offered", "heat"), ("wanted", "transport")}
    assert {(f["company"], f["area"]) for f in saved.values()} == {(key, area)}
    assert saved["offered", "material"]["tonnes_per_year"] == 120.0 and saved["offered", "heat"]["mwh_per_year"] == 40.0
    assert test.text_input(key="interview_who_1").value == ""
    assert words("sv")("flows.interview.saved", n=3) in shown(test) + "".join(e.value for e in test.success)


def test_what_is_wrong_is_said_and_what_was_typed_stays(view: View, register: Register) -> None:
    """Nothing answered; then a flow without a municipality: neither is saved, nothing typed is lost."""
    test, t = interviewed(view, register), words("sv")
    test.button[0].click().run()
    assert test.warning[0].value == t("flows.interview.empty")
    test.text_input(key="interview_name_0").input("Sågen i Berg")
    test.text_input(key="interview_cold_0").input("Kylt vatten")
    test.button[0].click().run()
    assert t.field("residual_flow", "area") in test.error[0].value and not register.all(EDITOR, "residual_flow")
    assert test.text_input(key="interview_name_0").value == "Sågen i Berg"
    assert test.text_input(key="interview_cold_0").value == "Kylt vatten"
    test.selectbox(key="interview_area_0").set_value("SE-2326")
    test.button[0].click().run()
    assert [f["name"] for f in register.all(EDITOR, "residual_flow")] == ["Sågen i Berg"]
