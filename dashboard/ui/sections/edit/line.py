"""The one line beneath a field: what is wrong with what is typed, or what it comes to, or the field's help."""

from html import escape
from typing import Any

import streamlit as st

from dashboard.figures.theme import palette
from dashboard.register import rules
from dashboard.register.schema import Field
from dashboard.register.values import value
from dashboard.sources.intake import Unusable
from dashboard.ui.sections.edit import company_field
from dashboard.ui.sections.edit.form_state import Form
from dashboard.ui.sections.edit.wording import Names, said


def show(names: Names, form: Form, field: Field) -> None:
    """What is wrong, or else what it comes to, or else the help. One line, so that nothing jumps while one types."""
    colours = palette(names.view.mode)
    if problems := _problems(names, form, field):
        text = escape(" ".join(problems))
        st.html(f'<p role="alert" style="margin:0;font-size:14px;color:{colours.attention}">⚠ {text}</p>')
    elif text := _worth(names, form, field) or names.view.t.help(form.kind.name, field.name):
        st.html(f'<p style="margin:0;font-size:14px;color:{colours.muted}">{escape(text)}</p>')


def _problems(names: Names, form: Form, field: Field) -> list[str]:
    t, found = names.view.t, form.problems(field.name)
    if field.type == "company" and found and not company_field.is_number(str(form.given["company"])):
        offers = company_field.offers(names, str(form.given["company"]))
        return [t("edit.company.choose") if offers else t("edit.company.none")]
    return [said(names.view, form.kind.name, problem) for problem in found]


def _worth(names: Names, form: Form, field: Field) -> str:
    """What is typed in the reader's own form where that says more: a day, a company's name, full-time equivalents."""
    t, text = names.view.t, form.given[field.name]
    try:
        stored = value(field, text)
    except Unusable:
        return ""
    if field.type == "day" and stored:
        return "" if t.date(stored) == text.strip() else t.date(stored)
    if field.type == "company" and stored:
        found = company_field.known(names, stored)
        return found["name"] if found else t("edit.company.unknown")
    if field.name == "share" and (fte := _fte(form)) is not None:
        return t.value(fte, "fte", 2 if fte != round(fte, 1) else 1)
    return ""


def _fte(form: Form) -> float | None:
    """The full-time equivalents of a job as it is typed; None as long as what they depend on is not."""
    job: dict[str, Any] = {}
    try:
        for name in ("positions", "share", "contract", "from_on", "to_on"):
            job[name] = value(form.kind[name], form.given[name])
    except Unusable:
        return None
    return rules.full_time(job) if all(job[name] is not None for name in ("positions", "share", "contract")) else None
