"""How names of different sources meet with companies, a block of the Data page; editors rule on the uncertain ones here."""

import streamlit as st

from dashboard import registers
from dashboard.exports.grids import table_of
from dashboard.metrics.lists import identity as lists
from dashboard.metrics.lists.identity import BASES, Uncertain
from dashboard.register.actor import Role
from dashboard.register.store import Invalid
from dashboard.ui import access, tables
from dashboard.ui.sections.edit.wording import said, shown
from dashboard.views import identity
from dashboard.views.record_list import height
from dashboard.views.view import View, remembered

KIND = "identity_ruling"


def meeting(view: View) -> None:
    """How many rows meet with a company and by what, and the names that may be a company's."""
    t, found = view.t, _met(view)
    st.markdown(t("identity.text" if found else "identity.nothing"))
    if not found:
        return
    st.table(
        {
            t("identity.of"): [t(f"identity.rows.{one.kind}") for one in found],
            **{t(f"identity.{basis}"): [t.number(one.counts[n]) for one in found] for n, basis in enumerate(BASES)},
        },
        border="horizontal", hide_index=True,
    )  # fmt: skip
    st.subheader(t("identity.uncertain.title"), anchor=False)
    doubtful = list(_uncertain(view))
    if not doubtful:
        st.caption(t("identity.uncertain.none"))
        return
    _doubtful(view, doubtful)
    tables.downloads(
        view, "identity", "identity", lambda: table_of(identity.table(view, doubtful)),
        lambda: tables.meta(view, t("identity.uncertain.title")),
    )  # fmt: skip


@remembered
def _met(view: View) -> tuple[lists.Met, ...]:
    return tuple(lists.met(view.engine))


@remembered
def _uncertain(view: View) -> tuple[Uncertain, ...]:
    return tuple(lists.uncertain(view.engine))


def _doubtful(view: View, found: list[Uncertain]) -> None:
    """The list; an editor chooses one of them and says which company it is."""
    t = view.t
    st.markdown(t("identity.uncertain.text", n=len(found)))
    tables.grid(
        identity.read(view, found), [t("identity.mentions"), t("identity.score"), t("identity.other.score")],
        height(len(found)), alt=t("identity.uncertain.title"),
    )  # fmt: skip
    if access.actor().role < Role.editor:
        return
    called = {one.party: shown(identity.named(view, one.name, one.area)) for one in found}
    chosen = st.selectbox(
        t("identity.choose"), list(called), None, format_func=lambda party: called.get(party, party), key="identity_party",
        placeholder=t("identity.choose.example"), width=480,
    )  # fmt: skip
    for one in found:
        if one.party == chosen:
            _rule(view, one)


def _rule(view: View, one: Uncertain) -> None:
    """The ways to rule on a name: the company most like it, the next one, none of them, or another in the form."""
    t = view.t
    st.markdown(t("identity.which", name=shown(one.name), area=identity.place(view, one.area) or "–"))
    companies = [(one.company, one.company_name, one.seat), (one.other, one.other_name, one.other_seat)]
    with st.container(horizontal=True, vertical_alignment="center", key="identity_rulings"):
        for number, (key, name, seat) in enumerate(companies):
            if (
                key
                and name
                and st.button(f"{shown(identity.named(view, name, seat))} ({key})", key=f"identity_is_{number}")
            ):
                _save(view, one.party, key)
        if st.button(t("identity.neither"), key="identity_neither"):
            _save(view, one.party, None)
        query = {"lang": t.language, "kind": KIND, "new": "1", "mention": one.party}
        st.page_link(st.session_state["pages"]["edit"], label=t("identity.another"), query_params=query)


def _save(view: View, party: str, company: str | None) -> None:
    """Store the ruling; the next run shows the list without it. Who acts is asked again."""
    try:
        registers.current(view).save(access.actor(), KIND, {"mention": party, "company": company})
    except Invalid as invalid:  # somebody else was first
        st.error(" ".join(said(view, KIND, problem) for problem in invalid.problems))
    else:
        st.rerun()
