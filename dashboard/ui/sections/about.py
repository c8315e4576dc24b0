"""Blocks of the About page: the project's facts and the licences of what is shown."""

import tomllib

import streamlit as st

from dashboard.metrics.lists import origin
from dashboard.settings import REFERENCE
from dashboard.views.view import View


def project(view: View) -> None:
    """The facts of the project behind the dashboard, as in goals.toml."""
    t = view.t
    facts = tomllib.loads((REFERENCE / "goals.toml").read_text(encoding="utf-8"))["smice"]
    st.table(
        {
            t("about.fact"): [t(f"about.{name}") for name in ("name", "owner", "partners", "goals", "budget", "period", "web")],
            t("about.value"): [
                facts[f"name_{t.language}"], facts["owner"], t.sentence(facts["partners"]),
                t("about.goals.value", establishments=facts["establishments"], jobs=facts["jobs"]),
                t.money(facts["budget_sek"], "SEK"), f"{t.date(facts['start'])} – {t.date(facts['end'])}", facts["website"],
            ],
        },
        border="horizontal", hide_index=True, hide_header=True,
    )  # fmt: skip


def licences(view: View) -> None:
    """Attribution for each source as its licence asks; the project's own files need none."""
    named = f"title_{view.t.language}"
    asked = [source for source in origin.publishers().values() if source["licence"] != "own"]
    lines = [f"- {source['attribution'] or source[named]} ({source['licence']})" for source in asked]
    st.markdown("\n".join(dict.fromkeys(lines)))
