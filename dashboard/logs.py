"""The log: one line an event, traces without the values of variables, and no secret in either."""

import sys
from collections.abc import MutableMapping
from typing import Any

import structlog

from dashboard.settings import settings

_hidden: set[str] = set()


def configure() -> None:
    """Set the log up for this process; the level is that of the settings."""
    structlog.configure(
        wrapper_class=structlog.make_filtering_bound_logger(settings().log_level),
        logger_factory=lambda *_: structlog.PrintLogger(sys.stderr),  # whatever that is at the time
        # a trace without the values of variables: they may hold what somebody typed of a person
        processors=[
            structlog.processors.add_log_level, structlog.processors.TimeStamper("iso"), structlog.processors.format_exc_info,
            _without_secrets, structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty()),
        ],
    )  # fmt: skip


def hide(secret: str) -> None:
    """Never write this text: libraries quote what they were handed in their own errors."""
    _hidden.add(secret)


def _without_secrets(_logger: Any, _method: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    for name, value in event.items():
        if any(secret in str(value) for secret in _hidden):
            for secret in sorted(_hidden, key=len, reverse=True):  # one may begin with another
                value = str(value).replace(secret, "***")
            event[name] = value
    return event
