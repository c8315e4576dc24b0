"""Rows pasted from Excel: first what would be added, cell by cell, then all of it or nothing."""

import streamlit as st

from dashboard.register.schema import KINDS
from dashboard.register.store import Outcome, Register
from dashboard.ui import tables
from dashboard.ui.sections.edit import addresses, cells, just_done
from dashboard.ui.sections.edit.cells import Pasted
from dashboard.ui.sections.edit.wording import Names, shown
from dashboard.views.record_list import height

HELD, ADDED = "edit_pasted", "edit_pasted_added"
TOLD = 20  # rows whose problems are told one by one; the table marks the cells of all


def show(names: Names, register: Register, kind: str) -> None:
    """The field to paste into, and what would become of it."""
    t = names.view.t
    just_done.show(names.view, register)
    fields = cells.typed_fields(KINDS[kind])
    st.markdown(t("edit.paste.how", kind=t(f"record.{kind}.plural")))
    labels = [t.field(kind, field.name) for field in fields]
    st.caption(t("edit.paste.columns", columns=" · ".join(labels)))
    text = st.text_area(t("edit.paste"), height=160, key=f"{HELD}_{kind}")
    if not text.strip():
        return
    pasted = cells.read(names, KINDS[kind], text)
    if not pasted.edits:
        st.info(t("edit.paste.nothing"))
        return
    outcomes = register.apply(names.actor, pasted.edits, dry_run=True)
    _tell(names, kind, pasted, outcomes)
    if any(outcome.problems for outcome in outcomes):
        return
    if st.button(
        t("edit.paste.add", n=len(outcomes)), type="primary", icon=":material/playlist_add:", key="edit_paste_add"
    ):
        _add(names, register, kind, text, pasted)


def _add(names: Names, register: Register, kind: str, text: str, pasted: Pasted) -> None:
    """Add the rows, once: a button that is pressed twice begins a second run before the first has emptied the field."""
    added: set[str] = st.session_state.setdefault(ADDED, set())
    if text not in added:
        if any(
            outcome.problems
            for outcome in register.apply(names.actor, pasted.edits, note=names.view.t("edit.part.paste"))
        ):
            st.rerun()  # somebody was faster; the dry run says it now
        added.add(text)
    just_done.tell(just_done.Done("pasted", kind, "", str(len(pasted.edits))))
    addresses.go(kind)
    st.session_state.pop(f"{HELD}_{kind}", None)
    added.discard(text)
    st.rerun()


def _tell(names: Names, kind: str, pasted: Pasted, outcomes: list[Outcome]) -> None:
    """How many rows fit, columns left out, and the rows with what is wrong in their cells."""
    t = names.view.t
    bad = [outcome for outcome in outcomes if outcome.problems]
    if bad:
        st.warning(t("edit.paste.bad", n=len(bad), all=len(outcomes)))
        rows = [(number, outcome) for number, outcome in enumerate(outcomes, 1) if outcome.problems]
        told = [
            f"- {t('edit.paste.row')} {number}: {shown(_problems(names, kind, one))}" for number, one in rows[:TOLD]
        ]
        st.markdown("\n".join(told))
    else:
        st.success(t("edit.paste.good", n=len(outcomes)))
    unknown = [
        heading for heading, field in zip(pasted.headings, pasted.columns, strict=False) if field is None and heading
    ]
    if unknown:
        st.caption(t("edit.paste.left_out", columns=t.sentence(unknown)))
    columns: dict[str, list[str]] = {
        t("edit.paste.row"): [t.number(number) for number in range(1, len(outcomes) + 1)],
    }
    for place, field in enumerate(pasted.columns):
        if field and any(place < len(row) and row[place] for row in pasted.rows):
            columns[t.field(kind, field.name)] = [
                _cell(field.name, row[place] if place < len(row) else "", outcome)
                for row, outcome in zip(pasted.rows, outcomes, strict=True)
            ]
    tables.grid(
        columns,
        [t("edit.paste.row")],
        height(len(outcomes), 12),
        alt=t("edit.paste"),
        key="edit_paste_rows",
    )


def _cell(name: str, text: str, outcome: Outcome) -> str:
    """A cell as it was pasted, marked where something is wrong with it."""
    return f"⚠ {text}".strip() if any(problem.field == name for problem in outcome.problems) else text


def _problems(names: Names, kind: str, outcome: Outcome) -> str:
    t = names.view.t
    return " ".join(t.problem(kind, one.field, one.reason, one.values) for one in outcome.problems)
