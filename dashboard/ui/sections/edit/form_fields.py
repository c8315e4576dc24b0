"""One widget a field, two short ones side by side; what is typed goes into the form at once, and what follows from it."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

import streamlit as st

from dashboard.metrics.reference import COUNTIES, WHOLE, industries, municipalities
from dashboard.register.schema import Field
from dashboard.settings import settings
from dashboard.sources.intake import Unusable
from dashboard.ui.sections.edit import company_field, form_state, line
from dashboard.ui.sections.edit.form_state import Form
from dashboard.ui.sections.edit.opening import follow
from dashboard.ui.sections.edit.wording import Names, label, shown

WIDE = ("long", "company", "reference", "many")  # these take a line of their own
LINES = 100  # px: of a long text's field


def rows(fields: Sequence[Field]) -> list[list[Field]]:
    """The fields as they stand: two short ones side by side, a wide one alone; read, and tabbed, from left to right."""
    made: list[list[Field]] = []
    for field in fields:
        last = made[-1] if made else []
        if len(last) == 1 and last[0].type not in WIDE and field.type not in WIDE:
            last.append(field)
        else:
            made.append([field])
    return made


def draw(names: Names, form: Form, fields: Sequence[Field]) -> None:
    """The fields with their widgets; what is typed goes into the form."""
    for row in rows(fields):
        columns = st.columns(2) if len(row) == 2 else [st.container()]
        for column, field in zip(columns, row, strict=True):
            with column, st.container(gap="xxsmall", key=f"{form.slot(field.name)}_field"):
                _widget(names, form, field)
                if field.type == "company":
                    _offers(names, form)
                line.show(names, form, field)


def _widget(names: Names, form: Form, field: Field) -> None:
    t, kind, slot = names.view.t, form.kind.name, form.slot(field.name)
    called = label(names.view, kind, field.name)
    called = t("edit.required", label=called) if field.required else called
    st.session_state.setdefault(slot, form.given[field.name])
    common: dict[str, Any] = {"key": slot, "on_change": partial(_changed, names, form, field.name)}
    if field.type == "flag":
        st.checkbox(called, **common)
    elif field.type == "long":
        st.text_area(called, height=LINES, **common)
    elif field.type in form_state.CHOSEN:
        options, words = _options(names, form, field)
        if st.session_state[slot] not in options:  # a choice that is no longer one
            st.session_state[slot] = ""
        st.selectbox(called, options, format_func=words, filter_mode="contains", **common)
    elif field.type == "many":
        if not set(st.session_state[slot]) <= set(field.choices):
            st.session_state[slot] = [one for one in st.session_state[slot] if one in field.choices]
        st.multiselect(
            called, field.choices, format_func=partial(t.choice, kind, field.name), placeholder=t("edit.choose"),
            select_all=False, **common,
        )  # fmt: skip
    else:
        st.text_input(called, live=True, autocomplete="off", placeholder=_example(names, field), **common)
    form.given[field.name] = st.session_state[slot]


def _changed(names: Names, form: Form, name: str) -> None:
    """What follows at once from something typed."""
    form.given[name] = st.session_state[form.slot(name)]
    follow(form, names, name, settings().clock())
    if form.kind[name].type == "company":
        try:
            key = company_field.key_of(form.given[name])
        except Unusable:
            return
        if key and (found := company_field.known(names, key)):
            take(names, form, found, over=False)


def take(names: Names, form: Form, found: company_field.Found, *, over: bool = True) -> None:
    """Fill in what is known of a company: its key and, where they are empty or ``over`` says so, name, area, industry."""
    more = company_field.known(names, found["company"]) or found  # a record of ours may not say the industry
    for name in company_field.FILLED:
        if name in form.given and (told := found[name] or more[name]) and (over or not form.given[name]):
            form.set(name, told)


def _options(names: Names, form: Form, field: Field) -> tuple[list[str], Callable[[str], str]]:
    """What can be chosen, in the reader's order, and the words for it; nothing too, unless there is always something."""
    options, words = _choices(names, form, field)
    empty = [] if field.required and form.start[field.name] else [""]
    return [*empty, *options], lambda one: words(one) if one else "–"


def _choices(names: Names, form: Form, field: Field) -> tuple[list[str], Callable[[str], str]]:
    t = names.view.t
    if field.type == "choice":
        return list(field.choices), partial(t.choice, form.kind.name, field.name)
    if field.type in ("area", "region"):
        larger = [WHOLE, *COUNTIES] if field.type == "region" else []
        return [*larger, *t.sort(municipalities(), key=t.area)], t.area
    if field.type == "industry":
        return list(industries()), lambda code: f"{code} {t.industry(code)}"
    others = [key for key in names.all(field.to) if key != form.key or field.to != form.kind.name]
    called = {key: f"{names.of(field.to, key)} ({key})" for key in others}
    return t.sort(others, key=lambda key: called[key]), called.__getitem__


def _as_name(names: Names, form: Form, text: str) -> None:
    """What is typed is the name of a company that is not in the data."""
    form.set("company", "")
    form.set("name" if "name" in form.given else f"name_{names.view.t.language}", text)


def _example(names: Names, field: Field) -> str | None:
    """How a field is filled in, where it does not go without saying."""
    return names.view.t(f"edit.example.{field.type}") if field.type in ("day", "company") else None


def _offers(names: Names, form: Form) -> None:
    """The companies that what is typed may mean, each a button that fills the form in."""
    t, text = names.view.t, str(form.given["company"]).strip()
    try:
        key = company_field.key_of(text)
    except Unusable:
        return
    if key or not text:
        return
    found = company_field.offers(names, text)
    for number, one in enumerate(found):
        place = ", ".join(filter(None, [t.area(one["area"]) if one["area"] else "", one["company"]]))
        st.button(
            f"**{shown(one['name'])}** {shown(place)}", key=f"{form.slot('offer')}_{number}", type="tertiary",
            icon=":material/apartment:", on_click=take, args=(names, form, one),
        )  # fmt: skip
    if not found and len(text) >= company_field.SHORTEST:
        st.button(
            t("edit.company.as_name"), key=form.slot("as_name"), type="tertiary", icon=":material/arrow_downward:",
            on_click=_as_name, args=(names, form, text),
        )  # fmt: skip
