"""The form of one record: its fields, what is wrong with them as one types, and saving. A fragment: a keystroke runs only this."""

from datetime import datetime
from functools import partial

import streamlit as st

from dashboard.register.actor import Role
from dashboard.register.schema import KINDS, Field
from dashboard.register.store import Conflict, Invalid, Register
from dashboard.ui import access
from dashboard.ui.calm import calmly
from dashboard.ui.sections.edit import addresses, conflicts, form_fields, just_done, opening
from dashboard.ui.sections.edit.form_state import TYPED_AT, UPON, Form
from dashboard.ui.sections.edit.wording import Names, label, moment, said
from dashboard.views.view import View

# what is asked first, in this order; the rest stands under "more". A * stands for the reader's language, and for the stage
MAIN = {
    "establishment": "company name area industry stage *_on verification evidence programme activity",
    "job_result": "establishment position kind positions share contract higher_education from_on to_on verification evidence",
    "contact": "unit name function_* email phone expertise languages source lawful_basis collected_on publish",
    "cluster_member": "cluster company organisation name area kind role joined",
    "meeting": "cluster day title form participants area notes",
    "residual_flow": "company name area direction form material_* status tonnes_per_year mwh_per_year",
    "need": "company name area field text status",
    "link": "unit company name area form started",
    "organisation": "name_* kind area website",
    "rd_unit": "organisation name_* field area expertise offers",
    "cluster": "name_* kind industry started purpose",
    "policy_item": "title theme area stage finding proposal decision",
    "ai_test": "title question method data result decision tested_on decided_on",
    "identity_ruling": "mention company note",
}  # fmt: skip
# what a record of the kind belongs to, and the next one that is added with it
WHOLE = {kind.name: field.name for kind in KINDS.values() for field in kind.fields if field.to and field.required}


def parts(form: Form, language: str) -> tuple[list[Field], list[Field]]:
    """The form's fields: those asked first, and the rest."""
    stage = form.given.get("stage")
    first = [n.replace("*_on", f"{stage}_on").replace("*", language) for n in MAIN[form.kind.name].split()]
    fields = {field.name: field for field in form.kind.fields if not field.worked_out}
    return [fields[n] for n in first if n in fields], [f for n, f in fields.items() if n not in first]


@st.fragment
def show(view: View, register: Register, form: Form) -> None:
    """The open form. Who acts is asked again at each rerun."""
    actor = access.actor()
    if actor.role < Role.editor or form.going:
        st.rerun()
    with calmly(view, "edit"):  # the frame around the page does it for whole reruns only
        _show(Names(view, register, actor), register, form)


def _show(names: Names, register: Register, form: Form) -> None:
    view, t = names.view, names.view.t
    if form.offer is not None:
        _offer(names, register, form)
        return
    if form.conflict and conflicts.show(names, form, form.conflict):
        _save(names, register, form)
    if form.conflict:
        return
    form.arrive()
    form.follow_up(register, names.actor)
    first, more = parts(form, t.language)
    form_fields.draw(names, form, first)
    if more:
        wrong = any(form.problems(field.name) for field in more)
        with st.expander(t("edit.more", n=len(more)), expanded=wrong, key=form.slot("more")):
            form_fields.draw(names, form, more)
    _refused(names, form)
    _buttons(names, register, form)
    just_done.show(view, register)


def _refused(names: Names, form: Form) -> None:
    """After a save that was refused: why, or which fields say it themselves."""
    kind, t = form.kind.name, names.view.t
    if not form.tried or form.outcome is None or not form.outcome.problems:
        return
    whole = [said(names.view, kind, problem) for problem in form.problems("")]
    fields = dict.fromkeys(problem.field for problem in form.outcome.problems if problem.field)
    named = [t("edit.refused", fields=t.sentence(label(names.view, kind, name) for name in fields))] if fields else []
    st.error(" ".join([*whole, *named]))


def _offer(names: Names, register: Register, form: Form) -> None:
    """An earlier draft: go on with it, or throw it away."""
    t, draft = names.view.t, form.offer or {}
    st.info(t("edit.draft.offer", at=moment(names.view, datetime.fromisoformat(draft[TYPED_AT]))))
    if form.key and draft[UPON] != form.version:
        st.warning(t("edit.draft.older"))
    with st.container(horizontal=True):
        if st.button(t("edit.draft.continue"), type="primary", key="edit_draft_continue"):
            form.arriving, form.offer = {name: draft[name] for name in form.given if name in draft}, None
            st.rerun()
        if st.button(t("edit.draft.discard"), key="edit_draft_discard"):
            register.keep_draft(names.actor, form.kind.name, form.key, None)
            form.offer = None
            st.rerun()


def _buttons(names: Names, register: Register, form: Form) -> None:
    t, kind = names.view.t, form.kind
    then = "job_result" if kind.name == "establishment" else kind.name if kind.name in WHOLE and not form.key else ""
    with st.container(horizontal=True, vertical_alignment="center", key="edit_buttons"):
        if st.button(t("edit.save"), type="primary", icon=":material/save:", shortcut="Mod+Enter", key="edit_save"):
            _save(names, register, form)
        further = t("edit.save_and_job") if then != kind.name else t("edit.save_and_new")
        if then and st.button(further, icon=":material/add:", shortcut="Mod+Shift+Enter", key="edit_save_new"):
            _save(names, register, form, then)
        if form.touched() and st.button(t("edit.discard"), type="tertiary", key="edit_discard"):
            register.keep_draft(names.actor, kind.name, form.key, None)
            opening.close()
            st.rerun()
        if form.touched():
            st.caption(t("edit.draft.kept"), width="content")


def _save(names: Names, register: Register, form: Form, then: str = "") -> None:
    """Store what is typed, and go on to a new record of the kind ``then``; what stands against it is shown in the form."""
    kind = form.kind.name
    form.tried = True
    try:
        record = register.save(names.actor, kind, form.values(), form.key, form.version, form.token)
    except Invalid as invalid:
        form.refused(invalid.problems)
        st.rerun()
    except Conflict as conflict:
        form.conflict = conflict
        st.rerun()
    what = "created" if not form.key else "unchanged" if record["version"] == form.version else "changed"
    number = 0 if what == "unchanged" else record["version"]
    done = just_done.Done(what, kind, record["key"], names.called(kind, record), number)
    register.keep_draft(names.actor, kind, form.key, None)
    form.stored(names.view.t.language, record)
    form.going = partial(_go_on, done, then, str(record.get(WHOLE.get(then, ""), record["key"])))
    st.rerun()


def _go_on(done: just_done.Done, then: str, whole: str) -> None:
    just_done.tell(done)
    if then:
        addresses.go(then, new=True, **{WHOLE[then]: whole})
    else:
        addresses.go(done.kind, done.key)
