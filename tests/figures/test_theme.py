"""The palette: contrast on both grounds, apart for colour-blind eyes, and the same as Streamlit's theme."""

import tomllib
from itertools import combinations, pairwise

import numpy as np
import pytest

from dashboard.figures.theme import CATEGORIES, DASHES, MARKERS, palette
from dashboard.settings import ROOT

MODES = ("light", "dark")
# Viénot, Brettel and Mollon 1999: what protanopes and deuteranopes see, on linear RGB
BLIND = {
    "protan": [[0.11238, 0.88762, 0], [0.11238, 0.88762, 0], [0.00401, -0.00401, 1]],
    "deutan": [[0.29275, 0.70725, 0], [0.29275, 0.70725, 0], [-0.02234, 0.02234, 1]],
}


def linear(colour: str) -> np.ndarray:
    """A hex colour as linear RGB."""
    channels = np.array([int(colour[i : i + 2], 16) for i in (1, 3, 5)]) / 255
    return np.where(channels <= 0.04045, channels / 12.92, ((channels + 0.055) / 1.055) ** 2.4)


def contrast(one: str, other: str) -> float:
    """WCAG 2 contrast ratio."""
    low, high = sorted(float(linear(colour) @ [0.2126, 0.7152, 0.0722]) for colour in (one, other))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("mode", MODES)
def test_text_and_marks_reach_their_contrast(mode: str) -> None:
    """4.5:1 for text, 3:1 for marks, on the ground they stand on."""
    colours = palette(mode)
    for text in (colours.text, colours.muted, colours.both, colours.attention):
        assert contrast(text, colours.ground) >= 4.5
    for mark in (colours.sweden, colours.norway, colours.both, colours.context, *CATEGORIES[mode]):
        assert contrast(mark, colours.ground) >= 3
        assert contrast(mark, colours.land) >= 2.5  # points lie on land
    assert contrast(colours.both, colours.track) >= 3


@pytest.mark.parametrize("mode", MODES)
def test_rates_go_one_way_in_lightness(mode: str) -> None:
    """Darker is more on white, lighter is more on night, each step seen, the last one well; so outwards from a middle."""
    colours = palette(mode)
    for ramp in (colours.rates, colours.sweden_rates, colours.norway_rates, colours.below, colours.above):
        steps = [contrast(colour, colours.ground) for colour in ramp]
        assert steps == sorted(steps)
        assert all(later / earlier >= 1.15 for earlier, later in pairwise(steps))
        assert steps[-1] >= 4.5 and steps[-2] >= 2.8


@pytest.mark.parametrize("kind", BLIND)
@pytest.mark.parametrize("mode", MODES)
def test_either_side_of_a_middle_is_told_by_colour_blind_eyes(mode: str, kind: str) -> None:
    """Violet and green differ in the hue that remains, and hardly in lightness, so that neither side seems more."""
    colours = palette(mode)
    for below, above in zip(colours.below, colours.above, strict=True):
        assert np.abs(np.array(BLIND[kind]) @ (linear(below) - linear(above))).max() > 0.05
        assert 0.75 < contrast(below, colours.ground) / contrast(above, colours.ground) < 1.34


@pytest.mark.parametrize("kind", BLIND)
@pytest.mark.parametrize("mode", MODES)
def test_countries_stay_apart_for_colour_blind_eyes(mode: str, kind: str) -> None:
    """Sweden and Norway differ clearly in hue that remains, and always in marker and line as well."""
    seen = {name: np.array(BLIND[kind]) @ linear(getattr(palette(mode), name)) for name in ("sweden", "norway")}
    assert np.abs(seen["sweden"] - seen["norway"]).max() > 0.15
    assert len(set(MARKERS.values())) == 3 and DASHES["SE"] != DASHES["NO"]


@pytest.mark.parametrize("mode", MODES)
def test_categories_are_eight_different_colours(mode: str) -> None:
    """No two of them are alike."""
    for one, other in combinations(CATEGORIES[mode], 2):
        assert np.abs(linear(one) - linear(other)).max() > 0.02


@pytest.mark.parametrize("mode", MODES)
def test_the_page_has_the_same_colours(mode: str) -> None:
    """.streamlit/config.toml says once more what the charts say."""
    theme = tomllib.loads((ROOT / ".streamlit/config.toml").read_text())["theme"][mode]
    colours = palette(mode)
    assert (theme["primaryColor"], theme["backgroundColor"], theme["textColor"], theme["borderColor"]) == (
        colours.both, colours.ground, colours.text, colours.line,
    )  # fmt: skip
