"""Axes: round values to stand beside them, and ends that leave room for what is written inside."""

import math
from collections.abc import Callable, Sequence

End = tuple[float, float]  # a value, and the pixels that its text takes beyond it


def ticks(low: float, high: float, number: Callable[[float], str]) -> tuple[list[float], list[str]]:
    """Four to six round values from ``low`` or below to ``high`` or above, and their texts: Plotly's own would not follow
    the reader's language. The step is so large that no two texts are the same."""
    most = max(abs(high), abs(low))
    rough = (high - low) / 4 if high - low > most * 1e-9 else (most or 1.0) / 4
    power = math.floor(math.log10(rough))
    for exponent in range(power, power + 30):
        for part in (1, 2, 5):
            step = part * 10.0**exponent
            if step * 1.1 < rough:
                continue
            first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
            values = [round(n * step, 12) for n in range(first, max(last, first + 1) + 1)]
            texts = [number(value) for value in values]
            if len(set(texts)) == len(texts):
                return values, texts
    return [low], [number(low)]


def ends(right: Sequence[End], left: Sequence[End], room: float) -> tuple[float, float]:
    """An axis's range, zero in it, where every bar has its text beside it on ``room`` pixels: ``right`` of zero, and
    ``left`` of it with values without sign."""
    nothing = [(0.0, 0.0)]
    # the pixels that a unit gets: as many as the tightest pair of a left and a right bar leaves
    unit = min(
        (max(room - text - other, room / 8) / (value + opposite)
         for value, text in [*right, *nothing] for opposite, other in [*left, *nothing] if value + opposite),
        default=room,
    )  # fmt: skip
    low = max(value + text / unit for value, text in [*left, *nothing])
    high = max(value + text / unit for value, text in [*right, *nothing])
    return -low, high
