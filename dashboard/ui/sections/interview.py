"""An intermediary's short interview with a company: what do you throw away, heat, cool, drive, and what do you need instead?

Every answer becomes a residual flow, all of them in one go. What was typed stays until it is saved.
"""

from collections.abc import Callable, Mapping
from typing import Any

import streamlit as st

from dashboard.metrics.lists.flows import UNITS
from dashboard.metrics.reference import municipalities
from dashboard.register.actor import Actor, Role
from dashboard.register.records import Edit, Outcome
from dashboard.register.store import Register
from dashboard.settings import settings
from dashboard.sources.intake import Unusable
from dashboard.ui.calm import calmly
from dashboard.ui.sections.edit import company_field
from dashboard.ui.sections.edit.wording import Names
from dashboard.ui.sections.interview_answers import CODES, KIND, Answer, edits
from dashboard.ui.sign_in import plain
from dashboard.views.view import View


@st.fragment
def form(view: View, register: Register, asked: Callable[[], Actor]) -> None:
    """The form, for editors: ``asked`` says who acts, at each rerun anew. A keystroke runs only this; saving shows the new
    flows on the whole page."""
    actor = asked()
    if actor.role < Role.editor:
        st.rerun()
    with calmly(view, "interview"):
        _form(view, register, actor)


def _form(view: View, register: Register, actor: Actor) -> None:
    t, turn = view.t, st.session_state.setdefault("interview", 0)
    with st.expander(t("flows.interview"), expanded=bool(turn), icon=":material/record_voice_over:"):
        st.caption(t("flows.interview.help"))
        company = _company(Names(view, register, actor), turn)
        with st.form(f"interview_{turn}", enter_to_submit=False, border=False):
            who = company or _typed(view, turn)
            answers = [_question(view, "offered", one, turn) for one in UNITS]
            answers.append(_needed(view, turn))
            if st.form_submit_button(t("flows.interview.save"), icon=":material/save:", type="primary"):
                _save(view, register, actor, edits(who, answers, t.language, settings().clock()))
        if saved := st.session_state.pop("interview_saved", 0):  # beside the button that was just pressed
            st.success(t("flows.interview.saved", n=saved))


def _company(names: Names, turn: int) -> Mapping[str, Any] | None:
    """Whom the interview is with, found as one types a name or number; None where it is to be typed whole."""
    t = names.view.t
    text = st.text_input(t("flows.interview.who"), live=True, key=f"interview_who_{turn}")
    try:
        found = company_field.offers(names, text)
    except Unusable:  # a person's number: it is neither looked for nor kept
        st.warning(t("flows.interview.personal"))
        return None
    if not found:
        return None
    words = [f"{one['name']}, {t.area(one['area'])}" if one["area"] else one["name"] for one in found]
    chosen = st.radio(
        t("flows.interview.which"), [*range(len(found)), -1], key=f"interview_which_{turn}",
        format_func=lambda n: plain(words[n]) if n >= 0 else t("flows.interview.other"),
    )  # fmt: skip
    return None if chosen is None or chosen < 0 else found[chosen]


def _typed(view: View, turn: int) -> Mapping[str, Any]:
    t = view.t
    left, right = st.columns(2)
    name = left.text_input(t.field(KIND, "name"), key=f"interview_name_{turn}")
    areas = t.sort(municipalities(), t.area)
    area = right.selectbox(
        t.field(KIND, "area"),
        areas,
        index=None,
        format_func=t.area,
        key=f"interview_area_{turn}",
        placeholder=t("flows.interview.choose"),
    )
    return {"company": None, "name": name, "area": area}


def _question(view: View, direction: str, one: str, turn: int) -> Answer:
    """A question of one form, its amount with the unit, and for materials the code."""
    t = view.t
    what, amount, code = st.columns([3, 1, 2], vertical_alignment="bottom")
    text = what.text_input(t(f"flows.interview.{one}"), key=f"interview_{one}_{turn}")
    return Answer(
        direction,
        one,
        text,
        _number(view, amount, one, one, turn),
        _code(view, code, one, turn) if one == "material" else "",
    )


def _needed(view: View, turn: int) -> Answer:
    """What they need instead: any form."""
    t = view.t
    what, kind, amount, code = st.columns([3, 1, 1, 2], vertical_alignment="bottom")
    text = what.text_input(t("flows.interview.need"), key=f"interview_need_{turn}")
    one = kind.selectbox(
        t.field(KIND, "form"),
        list(UNITS),
        format_func=lambda f: t.choice(KIND, "form", f),
        key=f"interview_form_{turn}",
    )
    return Answer("wanted", one, text, _number(view, amount, "need", "", turn), _code(view, code, "need", turn))


def _number(view: View, place: Any, name: str, one: str, turn: int) -> float | None:
    label = view.t(f"flows.per_year.{UNITS[one]}" if one else "flows.per_year.either")
    number: float | None = place.number_input(
        label, min_value=0.0, value=None, step=1.0, format="%g", key=f"interview_amount_{name}_{turn}"
    )
    return number


def _code(view: View, place: Any, name: str, turn: int) -> str:
    code: str = place.selectbox(
        view.t.field(KIND, "ewc"),
        ["", *CODES],
        key=f"interview_ewc_{name}_{turn}",
        format_func=lambda c: _waste(view, c),
    )
    return code


def _waste(view: View, code: str) -> str:
    dotted = code.replace(" ", ".")
    return f"{code} {view.t(f'flows.ewc.{dotted}')}" if code else view.t("flows.interview.no_code")


def _save(view: View, register: Register, actor: Actor, asked: list[Edit]) -> None:
    """Store all answers or none; what is wrong is said, and everything typed stays where it is."""
    t = view.t
    if not asked:
        st.warning(t("flows.interview.empty"))
        return
    outcomes: list[Outcome] = register.apply(actor, asked, "interview")
    wrong = [problem for outcome in outcomes for problem in outcome.problems]
    if wrong:
        lines = dict.fromkeys(f"- {plain(t.problem(KIND, p.field, p.reason, p.values))}" for p in wrong)
        st.error(f"{t('flows.interview.wrong')}\n" + "\n".join(lines))
        return
    st.session_state["interview"] += 1
    st.session_state["interview_saved"] = len(outcomes)
    st.rerun()
