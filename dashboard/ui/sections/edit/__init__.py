"""The page Edit: which part of it, and in its first part the list of a kind or the form of one record."""

import streamlit as st

from dashboard import registers
from dashboard.register.actor import Actor
from dashboard.register.schema import KINDS
from dashboard.register.store import Record, Register
from dashboard.ui import controls
from dashboard.ui.sections import workbook
from dashboard.ui.sections.edit import (
    addresses,
    deleting,
    history,
    just_done,
    listing,
    opening,
    pasting,
    record_form,
)
from dashboard.ui.sections.edit.wording import Names, moment, shown
from dashboard.views.view import View


def show(view: View, register: Register, actor: Actor) -> None:
    """The page for an editor."""
    t = view.t
    opening.go_on()
    if view.engine.facts.demo:
        _demonstration(view)
    part = controls.switch("part", addresses.PARTS, t("edit.part"), lambda name: t(f"edit.part.{name}"))
    names = Names(view, register, actor)
    if part == "workbook":
        workbook.show(view, register, actor)
    elif part == "changes":
        history.latest(names, register)
    else:
        _records(names, register, part)


def _records(names: Names, register: Register, part: str) -> None:
    """One record, or the kinds and below them the list of one, or the field to paste its rows into."""
    if part != "paste" and (addresses.key() or addresses.is_new()):
        _record(names, register, addresses.kind())
        return
    kind = listing.chooser(names)
    if part == "paste":
        pasting.show(names, register, kind)
    else:
        just_done.show(names.view, register)
        listing.show(names, register, kind)


def _demonstration(view: View) -> None:
    """Where one is, and the way to real records."""
    with st.container(horizontal=True, vertical_alignment="center", key="edit_demo"):
        st.caption(view.t("edit.demo"), width="content")
        with st.popover(view.t("edit.begin_real"), type="tertiary", key="edit_begin_real"):
            st.markdown(view.t("edit.begin_real.ask"))
            if st.button(view.t("edit.begin_real.yes"), type="primary", key="edit_begin_real_yes"):
                registers.begin_real()
                st.session_state["demo"] = False
                opening.close()
                st.rerun()


def _record(names: Names, register: Register, kind: str) -> None:
    """One record: its form, what happened to it, and the way to delete it."""
    view, t, key = names.view, names.view.t, addresses.key()
    st.button(
        t("edit.back", kind=t(f"record.{kind}.plural")), icon=":material/arrow_back:", type="tertiary", key="edit_back",
        on_click=addresses.go, args=(kind,),
    )  # fmt: skip
    form = opening.opened(names, register, names.actor, KINDS[kind], key)
    if form is None:
        st.info(t("edit.gone", key=key))
        history.of_record(names, register, kind, key)
        return
    record = names.all(kind).get(key)
    title = names.called(kind, record) if record else t("edit.new", kind=t(f"record.{kind}"))
    st.subheader(shown(title), anchor=False)
    # as many lines for a new record as for a stored one: the form stays where it is after a save, and keeps the focus
    st.caption(shown(_about(names, kind, record)) if record else t(f"record.{kind}.help"))
    with st.container(width=760, key="edit_form"):
        record_form.show(view, register, form)
        if record:
            history.of_record(names, register, kind, key)
            deleting.show(names, register, kind, record)


def _about(names: Names, kind: str, record: Record) -> str:
    """Kind and key, who changed it when, and who verified it."""
    t = names.view.t
    changed = t("edit.changed", at=moment(names.view, record["changed_at"]), who=record["changed_by"])
    verified = [f"{t.field(kind, 'verified_by')}: {record['verified_by']}"] if record.get("verified_by") else []
    return " · ".join([t(f"record.{kind}"), record["key"], changed, *verified])
