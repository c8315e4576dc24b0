"""Two people at the same record: the second sees what each wrote, field by field, and chooses."""

from collections.abc import Callable, Mapping

import streamlit as st

from dashboard.register.schema import KINDS
from dashboard.register.store import Conflict
from dashboard.register.values import clean
from dashboard.ui.sections.edit.form_state import Form, of_record
from dashboard.ui.sections.edit.wording import Names, moment, shown


def both(form: Form, conflict: Conflict) -> list[str]:
    """The fields that both have changed, differently; what only one of them changed is no question."""
    before, _ = clean(form.kind, form.start)
    return [name for name in conflict.fields if conflict.theirs[name] != before[name]]


def show(names: Names, form: Form, conflict: Conflict) -> bool:
    """Mine or theirs for each field; True when the choice is made, and the form holds it and may be saved again."""
    t, kind, last = names.view.t, form.kind.name, conflict.last
    st.warning(t("edit.conflict", who=shown(last.who), at=moment(names.view, last.at)))
    mine: set[str] = set(conflict.fields)
    asked = both(form, conflict)
    if asked:
        st.markdown(t("edit.conflict.choose"))
    for name in asked:
        told = {
            "theirs": t("edit.conflict.theirs", who=last.who, value=names.value(kind, name, conflict.theirs[name])),
            "mine": t("edit.conflict.mine", value=names.value(kind, name, conflict.mine[name])),
        }
        chosen = st.radio(
            t.field(kind, name), ["theirs", "mine"], format_func=_words(told), key=f"{form.slot(name)}_conflict",
        )  # fmt: skip
        if chosen == "theirs":
            mine.discard(name)
    if kept := [t.field(kind, name) for name in conflict.fields if name not in asked]:
        st.caption(t("edit.conflict.kept", fields=t.sentence(kept)))
    if not st.button(t("edit.conflict.save"), type="primary", key="edit_conflict_save"):
        return False
    merge(names, form, conflict, mine)
    return True


def _words(told: Mapping[str, str]) -> Callable[[str], str]:
    return lambda one: shown(told[one])


def merge(names: Names, form: Form, conflict: Conflict, mine: set[str]) -> None:
    """Build on their record: my values in the fields named, theirs in all others."""
    theirs = of_record(names.view.t.language, KINDS[form.kind.name], conflict.theirs)
    for name, stands in theirs.items():
        if name not in mine:
            form.set(name, stands)
    form.start, form.version, form.conflict = theirs, conflict.theirs["version"], None
