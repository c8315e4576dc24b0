"""What happened to records: who, when, and each field before and after in words; any change can be undone."""

from collections.abc import Sequence

import streamlit as st

from dashboard.register.schema import KINDS
from dashboard.register.store import Change, Register
from dashboard.ui.sections.edit import addresses, just_done
from dashboard.ui.sections.edit.wording import Names, moment, shown

SHOWN = 30


def of_record(names: Names, register: Register, kind: str, key: str) -> None:
    """The history of one record, behind one click."""
    changes = register.history(names.actor, kind, key)
    with st.expander(names.view.t("edit.history", n=len(changes)), key=f"edit_history_{key}"):
        show(names, register, changes[:SHOWN])


def latest(names: Names, register: Register) -> None:
    """The newest changes to records of any kind."""
    t = names.view.t
    st.subheader(t("edit.latest"), anchor=False)
    just_done.show(names.view, register)
    changes = register.changes(names.actor, most=SHOWN)
    if not changes:
        st.info(t("edit.latest.none"))
    show(names, register, changes, named=True)


def show(names: Names, register: Register, changes: Sequence[Change], *, named: bool = False) -> None:
    """Changes as lines, each with its undo; ``named`` says which record each is about, and leads there."""
    t = names.view.t
    undone = {change.undoes for change in changes}
    for change in changes:
        with st.container(border=True, gap="xxsmall", key=f"edit_change_{change.number}"):
            with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
                what = t("audit.undone") if change.undoes else t(f"audit.{change.action}")
                st.markdown(f"**{what}** · {moment(names.view, change.at)} · {shown(change.who)}", width="content")
                if change.number not in undone and change.action != "erased":
                    label = t("edit.undo")
                    if st.button(label, icon=":material/undo:", type="tertiary", key=f"edit_undo_{change.number}"):
                        just_done.undo(names.view, register, change.number)
                        st.rerun()
            if named:
                _record(names, change)
            if change.action == "changed" or not named:
                st.markdown(told(names, change))


def _record(names: Names, change: Change) -> None:
    """Which record a change is about; a button that leads to it as long as it is there."""
    kind = names.view.t(f"record.{change.kind}")
    called = names.called(change.kind, {"key": change.key, **(change.after or change.before)})
    label = f"{kind}: {shown(called)} ({change.key})"
    if change.key in names.all(change.kind):
        st.button(
            label, type="tertiary", key=f"edit_changed_{change.number}", on_click=addresses.go,
            args=(change.kind, change.key),
        )  # fmt: skip
    else:
        st.markdown(label)


def told(names: Names, change: Change) -> str:
    """The fields that a change touched: before → after; of a new or deleted record only what was filled in."""
    t, lines = names.view.t, []
    known = {field.name for field in KINDS[change.kind].fields}
    for name in change.fields:
        if name not in known:  # a field of an older version
            continue
        before, after = (names.value(change.kind, name, values.get(name)) for values in (change.before, change.after))
        if change.action == "changed":
            lines.append(f"{t.field(change.kind, name)}: {before} → {after}")
        else:
            lines.append(f"{t.field(change.kind, name)}: {after if change.after else before}")
    return " · ".join(shown(line) for line in lines if not line.endswith(": –"))
