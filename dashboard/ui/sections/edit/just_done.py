"""What has just been done, in words, with the way back: undo of any change."""

from dataclasses import dataclass

import streamlit as st

from dashboard.errors import UserError
from dashboard.register.actor import Role
from dashboard.register.store import Conflict, Invalid, Register
from dashboard.ui import access
from dashboard.ui.sections.edit import addresses, opening
from dashboard.ui.sections.edit.wording import moment, said, shown
from dashboard.views.view import View

HELD = "edit_done"


@dataclass(frozen=True)
class Done:
    """``what`` is the end of a message key (``edit.done.<what>``), ``name`` what it was done to; ``number`` is the change
    to take back (0 where there is none)."""

    what: str
    kind: str
    key: str
    name: str
    number: int = 0
    why: str = ""  # where it could not be done


def tell(done: Done) -> None:
    """Say at the next rerun what was done."""
    st.session_state[HELD] = done


def show(view: View, register: Register) -> None:
    """The last thing done, until the next one, and its undo."""
    done: Done | None = st.session_state.get(HELD)
    if done is None:
        return
    t = view.t
    text = t(f"edit.done.{done.what}", kind=t(f"record.{done.kind}"), name=shown(done.name), why=shown(done.why))
    (st.warning if done.why else st.success)(text)
    with st.container(horizontal=True, key="edit_after"):
        if done.number and st.button(t("edit.undo"), icon=":material/undo:", key="edit_undo_last"):
            undo(view, register, done.number)
            st.rerun()


def undo(view: View, register: Register, number: int) -> None:
    """Take a change back, or say why it cannot be."""
    actor = access.actor()
    change = next(iter(register.changes(actor, number=number)), None) if actor.role >= Role.editor else None
    if change is None or register.changes(actor, undoes=number, most=1):  # a button pressed twice undoes once
        return
    kind, key = change.kind, change.key
    try:
        made = register.undo(actor, number)
        done = Done("undone", kind, key, key, made.number)
    except Conflict as conflict:
        why = view.t("edit.undo.conflict", who=conflict.last.who, at=moment(view, conflict.last.at))
        done = Done("not_undone", kind, key, key, why=why)
    except Invalid as invalid:
        done = Done("not_undone", kind, key, key, why=" ".join(said(view, kind, p) for p in invalid.problems))
    except UserError as error:
        done = Done("not_undone", kind, key, key, why=view.t(error.key, **error.values) if error.key else str(error))
    else:
        opening.close()
        if made.action == "deleted" and addresses.key() == key:
            addresses.go(kind)
    tell(done)
