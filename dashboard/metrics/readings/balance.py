"""Which of two numbers is larger where only bounds of them are known."""

from typing import Literal

from dashboard.metrics.series import Point


def bounds(point: Point) -> tuple[float, float] | None:
    """The least and the most that a point's value can be; None where nothing is known of it."""
    if point.value is not None:
        return point.value, point.value
    return None if point.low is None or point.high is None else (point.low, point.high)


def balance(gained: Point, lost: Point) -> Literal["more", "fewer", "same", "unsure"]:
    """Whether more was gained than lost, whatever the true numbers are; ``unsure`` where they may go either way."""
    up, down = bounds(gained), bounds(lost)
    if up is None or down is None:
        return "unsure"
    if up[0] > down[1]:
        return "more"
    if up[1] < down[0]:
        return "fewer"
    return "same" if up == down and up[0] == up[1] else "unsure"
