"""The register as a workbook: take it home empty or filled, hand it in, see what it would do, and have it done."""

from functools import partial

import streamlit as st

from dashboard.errors import UserError
from dashboard.exports import workbook
from dashboard.register import planning, sheets
from dashboard.register.actor import Actor
from dashboard.register.store import Register
from dashboard.ui import tables
from dashboard.views.view import View

MEGABYTES = 20  # of an upload; a filled workbook of thousands of records has one
ROW, ROWS = 36, 12  # pixels of a row of the table, and how many it shows before it scrolls
_LABEL, MIME, ENDING = tables.FILES["xlsx"]


def show(view: View, register: Register, actor: Actor) -> None:
    """The section, for an editor: who acts is asked anew at each rerun, and nothing of the file outlives its upload."""
    t = view.t
    st.markdown(t("workbook.intro"))
    with st.container(horizontal=True, gap="small"):
        for filled, name in ((True, "filled"), (False, "empty")):
            st.download_button(
                t(f"workbook.download.{name}"), partial(workbook.write, register, actor, t, filled=filled, demo=view.engine.facts.demo),
                f"mittnorden-{t(f'workbook.file.{name}')}.xlsx", MIME, key=f"workbook_{name}", icon=":material/download:",
                on_click="ignore",
            )  # fmt: skip
    if done := st.session_state.pop("workbook_done", ""):
        st.success(done)
    number = st.session_state.get("workbook_number", 0)  # a new one empties the field
    given = st.file_uploader(
        t("workbook.upload"), type=ENDING, max_upload_size=MEGABYTES, key=f"workbook_upload_{number}"
    )
    if given is None:
        return
    try:
        found = sheets.upload(given.name, given.getvalue())
        read = workbook.read(found, given.name)
        plan = planning.plan(register, actor, read.rows)
    except UserError as error:
        st.error(t(error.key, **error.values) if error.key else str(error))
        return
    for sheet, heading in read.ignored:
        st.info(
            t("workbook.ignored.column", sheet=sheet, heading=heading)
            if heading
            else t("workbook.ignored.sheet", sheet=sheet)
        )
    _planned(view, plan)
    if plan.possible and st.button(t("workbook.apply"), type="primary", key="workbook_apply"):
        _carry_out(view, register, actor, plan, given.name)


def _planned(view: View, plan: planning.Plan) -> None:
    """The dry run: in a sentence, and cell by cell."""
    t = view.t
    st.markdown(f"**{t('workbook.dry_run')}** {workbook.summary(plan, t)}")
    if plan.count("rejected"):
        st.warning(t("workbook.stopped"))
    if told := workbook.told(plan, t):
        columns = {t(f"workbook.told.{name}"): [getattr(one, name) for one in told] for name in workbook.Told._fields}
        tables.grid(columns, (), ROW * (min(len(told), ROWS) + 1))


def _carry_out(view: View, register: Register, actor: Actor, plan: planning.Plan, name: str) -> None:
    """Do it; where somebody was quicker, the page shows what stands against it now."""
    t, made = view.t, planning.carry_out(register, actor, plan, name)
    if not made.done:
        st.error(t("workbook.not_done"))
        return
    st.session_state["workbook_done"] = f"{t('workbook.done')} {workbook.summary(made, t)}"
    st.session_state["workbook_number"] = st.session_state.get("workbook_number", 0) + 1
    st.rerun()
