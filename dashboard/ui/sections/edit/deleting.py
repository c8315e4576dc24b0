"""What belongs to a record, and taking the record away once nothing does."""

import streamlit as st

from dashboard.register.schema import KINDS
from dashboard.register.store import Conflict, Invalid, Record, Register
from dashboard.ui import access
from dashboard.ui.sections.edit import addresses, just_done, opening
from dashboard.ui.sections.edit.wording import Names, moment, said, shown

SHOWN = 20  # of the records that name another


def naming(names: Names, kind: str, key: str) -> list[tuple[str, str]]:
    """The kinds and keys of the records that name this one."""
    pointing = [(other.name, field.name) for other in KINDS.values() for field in other.fields if field.to == kind]
    return [(other, row["key"]) for other, field in pointing for row in names.all(other).values() if row[field] == key]


def show(names: Names, register: Register, kind: str, record: Record) -> None:
    """The records that name this one, each a button that leads to it; where there are none, the way to delete it."""
    t, found = names.view.t, naming(names, kind, record["key"])
    if found:
        st.caption(t("edit.belonging"))
        with st.container(gap="xxsmall", key="edit_belonging"):
            for other, key in found[:SHOWN]:
                label = f"{t(f'record.{other}')}: {shown(f'{names.of(other, key)} ({key})')}"
                st.button(label, type="tertiary", key=f"edit_to_{key}", on_click=addresses.go, args=(other, key))
        st.caption(t("edit.delete.named"))
        return
    with st.popover(t("edit.delete"), icon=":material/delete:", type="tertiary", key="edit_delete"):
        st.markdown(t("edit.delete.ask"))
        if st.button(t("edit.delete.yes"), type="primary", key="edit_delete_yes"):
            _delete(names, register, kind, record)


def _delete(names: Names, register: Register, kind: str, record: Record) -> None:
    t = names.view.t
    actor = access.actor()
    try:
        register.delete(actor, kind, record["key"], record["version"])
    except Conflict as conflict:
        st.warning(t("edit.conflict", who=shown(conflict.last.who), at=moment(names.view, conflict.last.at)))
        return
    except Invalid as invalid:
        st.warning(" ".join(said(names.view, kind, problem) for problem in invalid.problems))
        return
    number = register.history(actor, kind, record["key"])[0].number
    opening.close()
    just_done.tell(just_done.Done("deleted", kind, record["key"], names.called(kind, record), number))
    addresses.go(kind)
    st.rerun()
