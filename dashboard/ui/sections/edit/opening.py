"""Opening the form that the address names, with what a new record most likely holds. One form is open in a session."""

from datetime import date

import streamlit as st

from dashboard.metrics.reference import municipalities
from dashboard.register.actor import Actor
from dashboard.register.schema import Field, Kind
from dashboard.register.store import Register
from dashboard.settings import settings
from dashboard.ui.sections.edit import company_field
from dashboard.ui.sections.edit.form_state import TYPED_AT, Form, of_record, typed
from dashboard.ui.sections.edit.wording import Names

HELD = "edit_form"
BEGINS_TODAY = ("lead_on", "collected_on", "day")  # fields whose day is most often the one on which one types
AS_LAST_TIME = ("programme", "activity")
AS_NAMED = "mention"


def opened(names: Names, register: Register, actor: Actor, kind: Kind, key: str) -> Form | None:
    """The form that the address asks for, as it was left or newly opened; None where there is no such record."""
    asked = (kind.name, key, actor.who)
    form: Form | None = st.session_state.get(HELD)
    record = names.all(kind.name).get(key) if key else None
    if key and record is None:
        return None
    old = form is not None and not form.touched() and record is not None and record["version"] != form.version
    if form is None or form.asked != asked or old:
        start = of_record(names.view.t.language, kind, record)
        form = Form(kind, key, record["version"] if record else 0, start, dict(start), asked)
        if record is None:
            _prefill(form, names, actor)
            form.start = dict(form.given)
        draft = register.draft(actor, kind.name, key)
        form.offer = draft if draft and TYPED_AT in draft else None
        st.session_state[HELD] = form
    return form


def go_on() -> None:
    """Tell what a save did and lead on. The next run does it, from its beginning: Streamlit may break a run off wherever it
    touches the session or the address, when something else is typed or clicked; what was stored is never told by half."""
    form: Form | None = st.session_state.get(HELD)
    if form is not None and form.going is not None:
        form.going()
        form.going = None


def close() -> None:
    """Forget the open form; its draft stays."""
    st.session_state.pop(HELD, None)


def _prefill(form: Form, names: Names, actor: Actor) -> None:
    """What a new record most likely holds: today, as last time, and what the address says."""
    language, today = names.view.t.language, settings().clock()
    records = names.all(form.kind.name).values()
    last = max((r for r in records if r["changed_by"] == actor.who), key=lambda r: r["version"], default=None)
    for name in form.given:
        asked = st.query_params.get(name, "")
        kind = form.kind[name]
        if name in BEGINS_TODAY and kind.type == "day":
            form.given[name] = typed(language, kind, today)
        elif name in AS_LAST_TIME and last:
            form.given[name] = typed(language, kind, last[name])
        elif _may_begin(names, kind, asked):
            form.given[name] = asked
    if "company" in form.given and (found := company_field.known(names, st.query_params.get("company", ""))):
        form.given.update(found)
    follow(form, names, "establishment", today)


def _may_begin(names: Names, field: Field, asked: str) -> bool:
    """Whether a field may begin with what the address says: a municipality, another record, or a source's name."""
    known = (field.type == "area" and asked in municipalities()) or (field.to and asked in names.all(field.to))
    return bool(known) or field.name == AS_NAMED


def follow(form: Form, names: Names, name: str, today: date) -> None:
    """What goes with a choice and is still empty: a stage's date, and the municipality where an establishment's jobs are."""
    given, language = form.given, names.view.t.language
    dated = f"{given.get('stage')}_on"
    if name == "stage" and dated in given and not given[dated]:
        form.set(dated, typed(language, form.kind[dated], today))
    if name == "establishment" and not given.get("area") and (at := names.all(name).get(given.get(name, ""))):
        form.set("area", at["area"])
