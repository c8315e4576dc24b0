"""Explain this number: what is counted, how, from what, how comparable, and how to get it again."""

import streamlit as st

from dashboard.metrics.catalogue import lookup
from dashboard.metrics.lists import origin
from dashboard.metrics.question import Question
from dashboard.metrics.series import Point, Series
from dashboard.ui import filters
from dashboard.ui.state import View

SHARES = ("largest", "G")  # inputs that are read as per cent
NAMED = ("since",)  # inputs that are a year, not an amount


def button(view: View, question: Question, key: str) -> None:
    """A quiet button that opens the explanation; nothing of it is sent before it is asked for."""
    if st.button(view.t("action.explain"), icon=":material/info:", type="tertiary", key=f"explain_{key}"):
        st.dialog(view.t("explain.title"), width="large")(show)(view, question)


def show(view: View, question: Question) -> None:
    """The explanation of a question's answer, with the very number's inputs filled in that the reader picks."""
    t, series, metric = view.t, view.series(question), lookup(question.metric)
    st.markdown(f"**{t(f'metric.{metric.id}.name')}**  \n{t(f'metric.{metric.id}.definition')}")
    st.markdown(f"**{t('explain.formula')}**  \n{t(f'metric.{metric.id}.formula')}")
    point = _picked(view, series)
    if point is not None:
        st.markdown(f"**{t('explain.this')}**  \n{filled(view, series, point)}")
        st.caption(t(f"status.{point.status}.meaning"))
    st.markdown(f"**{t('explain.grade')}: {t(f'grade.{metric.grade}')}**  \n{t(f'metric.{metric.id}.caveat')}")
    if series.breaks:
        told = {f"- {t.period(b.period)}: {b.notes[t.language]}": None for b in series.breaks}
        st.markdown(f"**{t('explain.breaks')}**\n" + "\n".join(told))
    st.markdown(f"**{t('explain.sources')}**\n" + "\n".join(f"- {line}" for line in source_lines(view, metric.id)))
    st.markdown(f"**{t('explain.steps')}**\n" + "\n".join(f"1. {step}" for step in steps(view, question)))
    with st.expander(t("explain.sql")):
        st.code(series.sql, language="sql", wrap_lines=True)
    st.markdown(f"**{t('explain.again')}**")
    st.code(command(question), language="bash", wrap_lines=True)
    st.code(filters.link(view), language=None, wrap_lines=True)


def _picked(view: View, series: Series) -> Point | None:
    """The number to explain: the one that stands for the series, or of several the one that the reader picks."""
    latest = series.latest
    there = list(reversed(series.points))
    if len(there) < 2:
        return latest

    largest = max(there, key=lambda p: (p.period, p.value if p.value is not None else -1.0))
    start = there.index(latest if latest in there else largest)
    return st.selectbox(
        view.t("explain.which"), there, index=start, format_func=lambda p: " · ".join(_named(view, series, p)), key="explained"
    )


def _named(view: View, series: Series, point: Point) -> list[str]:
    """What a point is about: its area, its period, and its category where it has one."""
    parts = [view.t.area(point.area), view.t.period(point.period)]
    return [*parts, view.t.category(series.by, point.breakdown)] if point.breakdown else parts


def filled(view: View, series: Series, point: Point) -> str:
    """The number with its area and period, and with what it was made of."""
    t = view.t
    value = t.value(point.value, series.unit, series.decimals, point.status, point.low, point.high)
    where = f"{', '.join(_named(view, series, point))}: **{value}**"
    inputs, metric = series.inputs.get((point.area, point.period, point.breakdown), {}), lookup(series.metric)
    lines = [where]
    if inputs and t.has(f"metric.{metric.id}.filled"):
        ready = {name: _ready(view, name, amount) for name, amount in inputs.items()}
        lines.append(t(f"metric.{metric.id}.filled", **ready, value=value))
        if series.reference:
            lines.append(t("explain.reference", area=t.reference(series.reference)))
    elif inputs:
        count, base = t.number(inputs["count"]), t.number(inputs["base"])
        lines.append(
            t(
                "explain.rate" if metric.per > 1 else "explain.quotient",
                count=count,
                base=base,
                per=t.number(metric.per),
            )
        )
    if point.value is not None and point.low is not None and point.high is not None:
        ends = {"low": t.number(point.low, series.decimals), "high": t.number(point.high, series.decimals)}
        lines.append(t("explain.interval", **ends))
    if point.left_out:
        lines.append(t("explain.left_out", n=point.left_out))
    return "  \n".join(lines)


def _ready(view: View, name: str, amount: float) -> str:
    if name in SHARES:
        return view.t.percent(amount)
    if name in NAMED:
        return str(int(amount))
    return view.t.number(amount, 0 if amount == int(amount) else 2)


def steps(view: View, question: Question) -> list[str]:
    """What was done from the publisher's file to the number, with how many rows each step kept."""
    t, metric, asked = view.t, lookup(question.metric), question.selection
    read = [
        t("explain.step.read", **{name: row[name] for name in ("file", "rows", "accepted", "outside", "rejected")})
        for row in origin.releases(view.engine, metric)
    ]  # fmt: skip
    narrowed = [t.area(key) for key in asked.areas] + [t.industry(code, short=True) for code in asked.codes()]
    told = [*read, t("explain.step.count")]
    if "employment" in metric.sources:
        told.append(t("explain.step.disclosure"))
    if narrowed:
        told.append(t("explain.step.narrow", names=t.sentence(narrowed)))
    return [*told, t("explain.step.measure" if metric.finish or metric.per else "explain.step.sum")]


def source_lines(view: View, metric: str) -> list[str]:
    """Each source behind a metric in one line: title, publisher, licence, as-of date."""
    t, known = view.t, origin.publishers()
    as_of = {row["source"]: row["as_of"] for row in reversed(origin.releases(view.engine))}
    lines = []
    for name in origin.source_names(view.engine, lookup(metric)):
        source = known.get(name, {"publisher": name, "licence": "", f"title_{t.language}": name})
        day = f" · {t('as_of', day=as_of[name])}" if name in as_of else ""
        lines.append(f"{source[f'title_{t.language}']} · {source['publisher']} · {source['licence']}{day}")
    return lines


def command(question: Question) -> str:
    """The command line that prints the same numbers."""
    parts = [f"python -m dashboard metric {question.metric}"]
    parts += [f"--{name} {value}" for name, value in question.selection.to_query().items()]
    named = {
        "by": question.by if question.by != "area" else "",
        "reference": question.reference,
        "level": question.level,
    }
    parts += [f"--{name} {value}" for name, value in named.items() if value]
    flags = {"--total": question.total, "--every-year": question.every_year}
    return " ".join([*parts, *(flag for flag, on in flags.items() if on), "--format json"])
