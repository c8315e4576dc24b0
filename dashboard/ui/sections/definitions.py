"""What each metric means: a block of the Data page."""

from itertools import groupby

import streamlit as st

from dashboard.metrics.catalogue import Metric, catalogue
from dashboard.views.view import View


def definitions(view: View) -> None:
    """Every metric under its subject: what is counted, how, how comparable it is across the border and why."""
    for name, metrics in groupby(catalogue().values(), key=_subject):
        told = list(metrics)
        with st.expander(f"{view.t(f'data.subject.{name}')} ({len(told)})"):
            st.markdown("\n\n".join(_told(view, metric) for metric in told))


def _subject(metric: Metric) -> str:
    """The module that declares it (see SUBJECTS in the catalogue)."""
    return metric.expression.__module__.rpartition(".")[2]


def _told(view: View, metric: Metric) -> str:
    t = view.t
    return "  \n".join([
        f"**{t(f'metric.{metric.id}.name')}** · `{metric.id}`",
        t(f"metric.{metric.id}.definition"),
        f"{t('explain.formula')}: {t(f'metric.{metric.id}.formula')}",
        f"{t('explain.grade')}: {t(f'grade.{metric.grade}')}. {t('data.why', why=t(f'metric.{metric.id}.caveat'))}",
    ])  # fmt: skip
