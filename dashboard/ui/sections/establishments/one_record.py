"""One establishment's own view: its days, its jobs, its evidence, and why it counts or does not."""

import streamlit as st

from dashboard.figures import steps
from dashboard.figures.theme import Texts
from dashboard.metrics.lists.ledger import LOST, STAGES, Establishment, Job
from dashboard.ui import access
from dashboard.ui.sections.establishments import history
from dashboard.ui.sign_in import plain
from dashboard.views.establishments import ledger
from dashboard.views.establishments.split import outside
from dashboard.views.view import View
from dashboard.views.wording import texts


def show(view: View, key: str) -> None:
    """The record of that key, with the way back to the list; for editors its history and the way to its form."""
    t, one = view.t, ledger.whole(view).find(key)
    if st.button(t("establishments.back"), icon=":material/arrow_back:", type="tertiary"):
        del st.query_params["record"]
        st.rerun()
    if one is None:
        st.title(t("establishments.title"), anchor=False)
        st.info(t("establishments.unknown", key=key))
        return
    st.title(plain(ledger.name(view, one)), anchor=False)
    st.markdown(f"**{why(view, one)}**")
    st.caption(plain(" · ".join(_facts(view, one))))
    _companion(view, one)
    st.subheader(t("establishments.days"), anchor=False)
    st.html(_days(view, one))
    st.caption(
        t("establishments.evidence", evidence=plain(one.evidence))
        if one.evidence
        else t("establishments.evidence.none")
    )
    _jobs(view, ledger.whole(view).jobs_of(key))
    history.show(view, access.actor(), one)


def why(view: View, one: Establishment) -> str:
    """Whether it counts towards the goal, and why or why not."""
    t, twin = view.t, ledger.whole(view).twin(one)
    if one.reason == "double":
        return t("establishments.why.double", key=twin or "")
    if one.reason != "counts":
        return t(f"establishments.why.{one.reason}")
    day = t.date(one.verified_on) if one.verified_on else t("status.missing")
    told = t(f"establishments.why.{one.verification}", **({"day": day} if one.verification == "verified" else {}))
    return f"{told} {t('establishments.why.twin', key=twin)}" if twin else told


def _facts(view: View, one: Establishment) -> list[str]:
    """Where, in which industry, through which of the project's activities; and that a lead is shown without a name."""
    t = view.t
    told = [one.key, t.area(one.area), t.industry(one.industry if one.division == "?" else one.division)]
    if one.activity:
        told.append(t("establishments.through", activity=one.activity))
    return told if one.name else [*told, t("establishments.unnamed.why")]


def _companion(view: View, one: Establishment) -> None:
    """The way to the company that it became, where the register of companies has it."""
    if one.company:
        query = {**view.selection.to_query(), "lang": view.t.language, "company": one.company}
        st.page_link(
            st.session_state["pages"]["companies"], label=view.t("companies.open"), icon=":material/open_in_full:",
            query_params=query,
        )  # fmt: skip


def _days(view: View, one: Establishment) -> str:
    """The stages it has come to, each with its day and how long the way to the next one took."""
    t, reached = view.t, [stage for stage in (*STAGES, LOST) if one.on(stage)]
    days = {stage: one.on(stage) for stage in reached}

    def made(stage: str) -> steps.Stage:
        day = days.get(stage)
        then = next((days[later] for later in reached[reached.index(stage) + 1 :]), None) if day else None
        onward = ledger.days(view, (then - day).days) if day and then else ""
        told = t.date(day) if day else "–"
        return steps.Stage(ledger.stage(view, stage), told, (), "" if day else t("establishments.not_yet"), onward)

    apart = [made(LOST)] if LOST in reached else []
    info = steps.info([made(stage) for stage in STAGES], apart, large=False)
    return steps.draw(info, Texts(words={"mark": texts(view).words["mark"]}), view.mode)


def _jobs(view: View, jobs: list[Job]) -> None:
    """Its jobs, each with what it is and whether it counts."""
    t = view.t
    st.subheader(t("establishments.jobs"), anchor=False)
    if not jobs:
        st.caption(t("establishments.jobs.none"))
        return
    st.table(
        {
            t("column.key"): [job.key for job in jobs],
            t("establishments.column.fte"): [ledger.number(view, job.fte) for job in jobs],
            t("establishments.by.education"): [
                t(f"establishments.education.{'higher' if job.higher_education else 'other'}") for job in jobs
            ],
            t.field("job_result", "contract"): [
                t.choice("job_result", "contract", job.contract) if job.contract else t("status.missing") for job in jobs
            ],
            t.field("job_result", "from_on"): [t.date(job.from_on) if job.from_on else "" for job in jobs],
            t("establishments.column.verdict"): [_verdict(view, job) for job in jobs],
            t.field("job_result", "evidence"): [plain(job.evidence or "") for job in jobs],
        },
        border="horizontal", hide_index=True,
    )  # fmt: skip


def _verdict(view: View, job: Job) -> str:
    """Whether a job counts: verified and so on, or what keeps it outside the goal."""
    if job.reason == "counts":
        return view.t(f"establishments.verdict.{job.verification}")
    return outside(view, job.reason)
