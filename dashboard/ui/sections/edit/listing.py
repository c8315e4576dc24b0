"""The records of a kind, newest changes first, and the way to a new one."""

import streamlit as st

from dashboard.metrics.lists.listing import plain
from dashboard.register.store import Record, Register
from dashboard.ui.sections.edit import addresses
from dashboard.ui.sections.edit.wording import Names, moment, shown

TOLD = ("area", "stage", "status", "verification", "day")  # what the list says of a record, if it has it
SHOWN = 20  # records a page of the list; the search looks in all


def chooser(names: Names) -> str:
    """The kinds to choose from, those used daily as buttons and the rest in a list; gives the one in use."""
    t, kind = names.view.t, addresses.kind()
    st.session_state["edit_usual"] = kind if kind in addresses.USUAL else None
    st.session_state["edit_other"] = kind if kind in addresses.OTHERS else None
    with st.container(horizontal=True, vertical_alignment="bottom", key="edit_kinds"):
        st.pills(
            t("edit.kinds"), addresses.USUAL, key="edit_usual", on_change=_choose, args=("edit_usual",),
            format_func=lambda name: t(f"record.{name}.plural"), wrap=True,
        )  # fmt: skip
        st.selectbox(
            t("edit.kinds.other"), addresses.OTHERS, key="edit_other", on_change=_choose, args=("edit_other",),
            format_func=lambda name: t(f"record.{name}.plural"), placeholder=t("edit.choose"), width=280,
        )  # fmt: skip
    return kind


def _choose(slot: str) -> None:
    if st.session_state[slot]:
        addresses.go(st.session_state[slot])


def show(names: Names, register: Register, kind: str) -> None:
    """Search, "new", and the records; each is a button that opens its form."""
    t = names.view.t
    st.caption(t(f"record.{kind}.help"))
    with st.container(horizontal=True, vertical_alignment="bottom", key="edit_find"):
        typed = st.text_input(t("edit.search"), type="search", live=True, key=f"edit_search_{kind}", placeholder="")
        st.button(
            t("edit.new", kind=t(f"record.{kind}")), type="primary", icon=":material/add:", key="edit_new",
            on_click=addresses.go, args=(kind,), kwargs={"new": True},
        )  # fmt: skip
    if register.draft(names.actor, kind):
        st.button(
            t("edit.draft.waiting"), icon=":material/edit_note:", type="tertiary", key="edit_draft_waiting",
            on_click=addresses.go, args=(kind,), kwargs={"new": True},
        )  # fmt: skip
    found = _found(names, kind, typed or "")
    if not found:
        st.info(t("edit.none_found", text=typed) if typed else t("edit.none"))
        return
    st.caption(t("edit.count", n=len(found)) + (f" {t('edit.first', n=SHOWN)}" if len(found) > SHOWN else ""))
    with st.container(gap="xxsmall", key="edit_records"):
        for row in found[:SHOWN]:
            with st.container(horizontal=True, vertical_alignment="center", gap="small"):
                st.button(
                    shown(names.called(kind, row)), type="tertiary", key=f"edit_open_{row['key']}",
                    on_click=addresses.go, args=(kind, row["key"]), wrap=True,
                )  # fmt: skip
                st.caption(shown(_about(names, kind, row)), width="content")


def _found(names: Names, kind: str, typed: str) -> list[Record]:
    """The records in which all the words are found, in their names and texts, newest changes first."""
    words = plain(typed).split()
    rows = list(names.all(kind).values())
    if words:
        rows = [row for row in rows if all(word in _text(names, kind, row) for word in words)]
    return sorted(rows, key=lambda row: row["version"], reverse=True)


def _text(names: Names, kind: str, row: Record) -> str:
    area = names.view.t.area(row["area"]) if row.get("area") else ""
    texts = [value for value in row.values() if isinstance(value, str)]
    return plain(" ".join([names.called(kind, row), area, *texts]))


def _about(names: Names, kind: str, row: Record) -> str:
    """Where a record is and how far, its key, and who changed it when."""
    told = [names.value(kind, name, row[name]) for name in TOLD if row.get(name)]
    changed = names.view.t("edit.changed", at=moment(names.view, row["changed_at"]), who=row["changed_by"])
    return " · ".join([*told, row["key"], changed])
