"""Whether a reader sits at the machine that serves: told by the connection, not by what the reader says.

``st.context.ip_address`` cannot decide it: it is None for the loopback and for an unknown reader alike, and the server
takes it from X-Forwarded-For where a proxy on this machine sends one. So the middleware looks at the connection itself and
marks it with a word that only this process knows; a header sent from outside cannot hold it.
"""

import re
from collections.abc import Iterable, MutableMapping
from secrets import token_hex
from typing import Any

HEADER = "x-dashboard-this-machine"
_WORD = token_hex(16)
_LOOPBACK = ("127.0.0.1", "::1")
_HOST = re.compile(rb"(localhost|127\.0\.0\.1|\[::1\])(:\d+)?")
_PASSED_ON = re.compile(rb"x-forwarded.*|forwarded|via|x-real-ip|x-client-ip|true-client-ip|cf-connecting-ip")


def is_here(scope: MutableMapping[str, Any]) -> bool:
    """True where the connection comes from the loopback, nobody passed it on, and it was opened on a page of this machine.

    A proxy on this machine has a loopback connection too: it names itself in a header, or keeps the reader's Host or
    Origin. Only one that hides all of these would be taken for a reader here: none may stand before a local editor.
    """
    headers = scope["headers"]
    hosts = [value for name, value in headers if name == b"host"]
    origins = [value for name, value in headers if name == b"origin"]
    return (
        (scope.get("client") or ("",))[0] in _LOOPBACK
        and not any(_PASSED_ON.fullmatch(name) for name, _ in headers)
        and len(hosts) == len(origins) == 1
        and _HOST.fullmatch(hosts[0]) is not None
        and origins[0] in (b"http://" + hosts[0], b"https://" + hosts[0])  # no page of another site opened it
    )


def marked(scope: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """The connection's scope, with the mark where ``is_here``."""
    if not is_here(scope):
        return scope
    return {**scope, "headers": [*scope["headers"], (HEADER.encode(), _WORD.encode())]}


def is_marked(values: Iterable[str]) -> bool:
    """Whether one of the header's values is this process's mark."""
    return _WORD in values
