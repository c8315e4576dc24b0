"""What stands behind a number, in words: what it was made of, the steps, the sources, and the command that gives it again."""

from collections.abc import Mapping, Sequence
from typing import Any

from dashboard.metrics.catalogue import lookup
from dashboard.metrics.lists import origin
from dashboard.metrics.question import Question
from dashboard.metrics.series import Point, Series
from dashboard.views.view import View

SHARES = ("largest", "G")  # inputs that are read as per cent
NAMED = ("since",)  # inputs that are a year, not an amount


def named(view: View, series: Series, point: Point) -> list[str]:
    """What a point is about: its area, its period, and its category where it has one."""
    parts = [view.t.area(point.area), view.t.period(point.period)]
    return [*parts, view.t.category(series.by, point.breakdown)] if point.breakdown else parts


def filled(view: View, series: Series, point: Point) -> str:
    """The number with its area and period, and with what it was made of."""
    t = view.t
    value = t.value(point.value, series.unit, series.decimals, point.status, point.low, point.high)
    where = f"{', '.join(named(view, series, point))}: **{value}**"
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
        lines.append(f"{source[f'title_{t.language}']} · {source['publisher']} · {_licence(view, source)}{day}")
    return lines


def record_sources(view: View, kinds: Sequence[str]) -> list[str]:
    """Each release behind kinds of records in one line: title, publisher, licence, as-of date."""
    t, lines = view.t, []
    for row in origin.releases(view.engine):
        if set(kinds) & set(row["kinds"]):
            source = origin.publishers().get(row["source"], {})
            told = (source.get(f"title_{t.language}", row["source"]), source.get("publisher"), _licence(view, source))
            lines.append(" · ".join([*filter(None, told), t("as_of", day=row["as_of"])]))
    return list(dict.fromkeys(lines))


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


def _licence(view: View, source: Mapping[str, Any]) -> str:
    """The licence by its name; what is the project's own is said in words."""
    licence = str(source.get("licence", ""))
    return view.t("licence.own") if licence == "own" else licence
