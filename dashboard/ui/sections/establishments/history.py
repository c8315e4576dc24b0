"""What happened to an establishment and its jobs in the register: for editors, asked anew at each rerun and kept nowhere."""

import streamlit as st

from dashboard import registers
from dashboard.metrics.lists.ledger import Establishment
from dashboard.register.actor import Actor, Role
from dashboard.ui.sections.edit import history
from dashboard.ui.sections.edit.wording import Names, moment
from dashboard.ui.sign_in import plain
from dashboard.views.establishments import ledger
from dashboard.views.view import View


def show(view: View, actor: Actor, one: Establishment) -> None:
    """Who changed what and when, newest first, and the way to the form, where changes can be made and undone."""
    if actor.role < Role.editor:
        return
    t, register = view.t, registers.current(view)
    st.subheader(t("establishments.history"), anchor=False)
    records = [
        ("establishment", one.key),
        *(("job_result", j.key) for j in ledger.whole(view).jobs_of(one.key)),
    ]
    found = [change for kind, key in records for change in register.history(actor, kind, key)]
    if found:
        names, changes = Names(view, register, actor), sorted(found, key=lambda change: -change.number)
        st.table(
            {
                t("establishments.column.when"): [moment(view, c.at) for c in changes],
                t("establishments.column.who"): [plain(c.who) for c in changes],
                t("column.key"): [c.key for c in changes],
                t("establishments.column.change"): [
                    f"**{t(f'audit.{c.action}')}** · {history.told(names, c)}" for c in changes
                ],
            },
            border="horizontal", hide_index=True,
        )  # fmt: skip
    else:
        st.caption(t("establishments.history.none"))
    st.page_link(
        st.session_state["pages"]["edit"], label=t("establishments.edit"), icon=":material/edit:",
        query_params={"lang": t.language, "kind": "establishment", "key": one.key},
    )  # fmt: skip
