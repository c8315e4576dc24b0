"""The changes in the data as an Atom feed (RFC 4287), for news readers."""

import re
from collections.abc import Sequence
from datetime import UTC, datetime
from urllib.parse import quote, urlencode, urlsplit

from feedgen.feed import FeedGenerator

from dashboard.i18n import Words
from dashboard.metrics.lists.changes import Change
from dashboard.views import health

MOST = 100  # entries
NOT_XML = re.compile(
    "[^\\t\\n\\r\\x20-\\ud7ff\\ue000-\\ufffd\\U00010000-\\U0010ffff]"
)  # a publisher's file name may hold anything
SINCE = "2026"  # the year that stands in the identifiers (RFC 4151); it must never be changed


def atom(changes: Sequence[Change], t: Words, address: str, built_at: datetime) -> bytes:
    """The newest of the changes (newest first); links lead to ``address``, where the app is. As long as nothing has changed
    the feed is as old as the warehouse, which was ``built_at`` (UTC)."""
    newest = changes[:MOST]
    feed = FeedGenerator()
    feed.id(_id(address, t.language))
    feed.title(t("health.feed.title", app=t("app.title")))
    feed.author(name=t("app.title"))
    feed.language(t.language)
    feed.generator(t("app.title"))
    feed.updated((newest[0].at if newest else built_at).replace(tzinfo=UTC))
    feed.link(href=f"{address}/changes.xml?{urlencode({'lang': t.language})}", rel="self", type="application/atom+xml")
    feed.link(href=f"{address}/data?{urlencode({'lang': t.language})}", rel="alternate", type="text/html")
    for change in newest:
        entry = feed.add_entry(order="append")
        entry.id(_id(address, f"{t.language}/{change.id}"))
        entry.title(NOT_XML.sub("", health.change(t, change)))
        entry.updated(change.at.replace(tzinfo=UTC))
        entry.category(term=change.kind)
        page = f"{address}/data?{urlencode({'lang': t.language, 'source': change.source})}"
        entry.link(href=page, rel="alternate", type="text/html")
        entry.summary(NOT_XML.sub("", ", ".join(change.files)) or health.title(t, change.source))
    return bytes(feed.atom_str(pretty=True))


def _id(address: str, name: str) -> str:
    return f"tag:{urlsplit(address).hostname},{SINCE}:changes/{quote(name, safe='/:')}"
