"""A frozen meeting: what was shown, kept for ever with its definitions, sources and the version of the warehouse.

frozen/deck-sv.json              the deck in each language, as every output takes it
frozen/01-jobs-industries.parquet  each view's table in the meeting's language, for programs
frozen/manifest.json             when, on which warehouse, and the SHA-256 of every file
"""

import json
import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from hashlib import sha256
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
from pydantic import ValidationError

from dashboard.errors import UserError
from dashboard.meeting.arrow import arrow
from dashboard.meeting.deck import Deck, Slide, from_json, to_json
from dashboard.meeting.files import write
from dashboard.meeting.meeting import Meeting
from dashboard.meeting.store import meetings
from dashboard.settings import settings

MANIFEST = "manifest.json"


def freeze(meeting: Meeting, decks: Sequence[Deck]) -> Meeting:
    """Keep the meeting's decks, one a language, and let nobody change it from then on. Gives the frozen meeting.

    Raises UserError where it is frozen already, was changed meanwhile, or cannot be written.
    """
    day = settings().clock()
    return meetings().freeze(meeting, lambda folder: _fill(folder, meeting, decks, day), day)


def thawed(meeting: Meeting, language: str) -> Deck:
    """The deck as it was frozen. Raises UserError where a file is not what it was, or was not kept in that language."""
    folder = meetings().numbers(meeting)
    try:
        files = json.loads((folder / MANIFEST).read_bytes())["files"]
        contents = {name: (folder / name).read_bytes() for name in files}
        if files != {name: sha256(content).hexdigest() for name, content in contents.items()}:
            raise ValueError("a file is not what it was")
        deck = contents.get(_deck_name(language))
        found = deck and from_json(deck)
    except (OSError, ValueError, KeyError, TypeError, AttributeError, ValidationError) as error:
        raise UserError(
            "What was frozen of this meeting is damaged and is not shown; take the folder back from a backup.",
            key="meeting.damaged",
        ) from error  # fmt: skip
    if not found:
        raise UserError(
            f"This meeting was not frozen in the language {language}; choose another.", key="meeting.other_language"
        )
    return found


def _deck_name(language: str) -> str:
    return f"deck-{language}.json"


def _fill(folder: Path, meeting: Meeting, decks: Sequence[Deck], day: date) -> None:
    kept = [replace(deck, frozen=day.isoformat()) for deck in decks]
    files = {_deck_name(deck.language): to_json(deck) for deck in kept}
    own = next((deck for deck in kept if deck.language == meeting.language), kept[0])
    for number, slide in enumerate(own.slides, 1):
        name = re.sub(r"[^a-z0-9]+", "-", slide.key.lower()).strip("-")
        files[f"{number:02}-{name}.parquet"] = _parquet(slide, own)
    manifest = {
        "format": 1, "meeting": meeting.id, "frozen": day.isoformat(), "version": own.version, "as_of": own.as_of,
        "demo": own.demo, "files": {name: sha256(content).hexdigest() for name, content in files.items()},
    }  # fmt: skip
    for name, content in {**files, MANIFEST: json.dumps(manifest, indent=1).encode()}.items():
        write(folder / name, content)


def _parquet(slide: Slide, deck: Deck) -> bytes:
    """The slide's table, with what is needed to trust it among the metadata."""
    about = {
        "title": slide.title, "subject": slide.subject, "source": "; ".join(slide.sources), "as_of": slide.as_of,
        "demo": str(slide.demo).lower(), "version": deck.version, "link": slide.link,
        "definition": "\n".join(f"{one.name}: {one.definition}" for one in slide.explained),
    }  # fmt: skip
    out = pa.BufferOutputStream()
    pq.write_table(arrow(slide.table).replace_schema_metadata(about), out, compression="zstd")
    return out.getvalue().to_pybytes()
