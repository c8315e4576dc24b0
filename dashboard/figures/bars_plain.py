"""A ranking as plain data: the bars that can be read from the back row, the emphasised ones among them."""

from collections.abc import Sequence

from dashboard.figures.bars import Bar, Ranking
from dashboard.figures.naming import also, keys, role
from dashboard.figures.plain import MOST, Chart, Values
from dashboard.figures.theme import Texts

NAMED = 2  # so many emphasised bars have their names in the legend; of more their country has


def plain(
    info: Ranking, texts: Texts, name: str = "", *, unit: str = "", decimals: int = 0, percent: bool = False
) -> Chart:
    """The bars in their order; ``name`` is what they measure. Each colour is a series of its own, empty where the bar has
    another one. A note, a range or the word for a missing value stands with the bar's name. ``texts.words``: ``others``,
    what the grey bars are beside the emphasised ones; a word for each status without a value."""
    bars = _kept(info.bars)
    every = not any(bar.emphasised for bar in bars)
    roles = [role(bar.area) if every or bar.emphasised else "context" for bar in bars]
    shown = sorted(dict.fromkeys(roles), key=lambda one: one == "context")  # the subject first
    series = []
    for one in shown:
        own = [bar if mine == one else None for bar, mine in zip(bars, roles, strict=True)]
        series.append(_series(_named(one, own, texts, name or unit) if len(shown) > 1 else name or unit, one, own))
    return Chart(
        "bar", tuple(also(bar.name, _word(bar, texts), bar.note) for bar in bars), tuple(series),
        keys(bar.key for bar in bars), unit, decimals, percent, stacked=len(series) > 1, marks=info.benchmarks,
        left_out=info.left_out + len(info.bars) - len(bars),
    )  # fmt: skip


def _kept(bars: Sequence[Bar]) -> list[Bar]:
    """The emphasised bars and as many of the first as there is room for, in their order."""
    order = sorted(range(len(bars)), key=lambda n: (not bars[n].emphasised, n))
    return [bars[n] for n in sorted(order[:MOST])]


def _named(one: str, own: Sequence[Bar | None], texts: Texts, name: str) -> str:
    """What a series is called beside others: the emphasised bars themselves, the others, or the country."""
    if one == "context":
        return texts.words.get("others", "")
    emphasised = [bar.name for bar in own if bar and bar.emphasised]
    if emphasised and len(emphasised) <= NAMED:
        return ", ".join(emphasised)
    return name if one == "both" else texts.name(one)


def _series(name: str, one: str, own: Sequence[Bar | None]) -> Values:
    low, high = (tuple(bar and getattr(bar, end) for bar in own) for end in ("low", "high"))
    ranges = any(end is not None for end in low)
    return Values(name, tuple(bar and bar.value for bar in own), one, low if ranges else (), high if ranges else ())


def _word(bar: Bar, texts: Texts) -> str:
    """What stands at the end of a bar without a value: the range that is known, or why there is none."""
    if bar.value is not None:
        return ""
    if bar.low is not None and bar.high is not None:
        return f"{texts.number(bar.low)}–{texts.number(bar.high)}"
    return texts.words.get(bar.status, "")
