"""Survival as steps with their interval."""

import plotly.graph_objects as go
import pytest

from dashboard.figures import survival
from dashboard.figures.survival import Curve, Step
from dashboard.figures.theme import Texts

TEXTS = Texts(number=lambda value: f"{value:.0f} %", words={"years": "År", "watched": "av", "mark": ""})
STEPS = (Step(0, 100, 100, 100, 50), Step(1, 80, 70, 88, 50), Step(2, 60, 48, 70, 40))


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_steps_go_down_and_hold_until_the_next(mode: str) -> None:
    """The line steps, the band steps with it, the last share stands at the end, the axis is the whole."""
    info = survival.info([Curve("SE-23", "Jämtlands län", STEPS)])
    figure = go.Figure(survival.draw(info, TEXTS, mode).to_plotly_json())
    band, line = figure.data
    assert line.line.shape == "hv" and list(line.y) == [100, 80, 60, 60]
    low = dict(zip(band.x[:6], band.y[:6], strict=True))
    assert (low[0], low[1], low[2]) == (100, 70, 48)  # from each year on
    assert list(band.x[:6]) == [0, 1, 1, 2, 2, 2 + survival.TAIL]
    assert figure.layout.annotations[0].text.replace("<br>", " ") == "Jämtlands län 60 %"
    assert list(figure.layout.yaxis.range) == [0, 102] and figure.layout.xaxis.range[1] == 2.4


def test_three_curves_at_most_and_none_without_steps() -> None:
    """The rest is counted."""
    info = survival.info([Curve(key, key, steps) for key, steps in (("SE", STEPS), ("NO", ()), ("MITT", STEPS))])
    assert ([curve.area for curve in info.curves], info.left_out, info.years) == (["SE", "MITT"], 1, 2)
    assert len(survival.info([Curve("SE", "", STEPS)] * 5).curves) == 3
    assert go.Figure(survival.draw(survival.info([]), TEXTS, "light").to_plotly_json()).data == ()


def test_countries_differ_in_more_than_colour() -> None:
    """Norway is dashed, as everywhere."""
    info = survival.info([Curve("SE", "Sverige", STEPS), Curve("NO", "Norge", STEPS)])
    assert [t.line.dash for t in survival.draw(info, TEXTS, "light").data[2:]] == ["solid", "dash"]
