"""One file: only when it changed, resumed where it broke off, there only when it is whole."""

import gzip
from pathlib import Path

import pytest

from dashboard.errors import UserError
from dashboard.fetching.download import Mark, download
from dashboard.fetching.web import ATTEMPTS, Web
from tests.fetching.server import Answer, Asked, Fault, Publishers

PLACE = "https://bulk.example.test/all.csv"
CONTENT = bytes(range(256)) * 4_000  # 1 MB
ETAG, MODIFIED = '"v1"', "Mon, 02 Nov 2026 03:00:00 GMT"


@pytest.fixture
def web(publishers: Publishers, paused: list[float]) -> Web:
    """A client, and a file that knows its version."""
    publishers.serve("all.csv", Answer(CONTENT, kind="text/csv", etag=ETAG, modified=MODIFIED))
    return Web(pause=paused.append)


def test_a_file_comes_whole_and_once(web: Web, publishers: Publishers, tmp_path: Path) -> None:
    """The second time its version is named, and not a byte comes."""
    mark = download(web, PLACE, tmp_path / "all.csv", Mark())
    assert mark == Mark(ETAG, MODIFIED) and (tmp_path / "all.csv").read_bytes() == CONTENT
    publishers.forget()
    assert download(web, PLACE, tmp_path / "again.csv", mark) is None
    assert publishers.sent == 0 and [path.name for path in tmp_path.iterdir() if "csv" in path.name] == ["all.csv"]


def test_a_cut_download_goes_on_within_the_visit(web: Web, publishers: Publishers, tmp_path: Path) -> None:
    """Each byte is sent once, but for what was on its way when the connection was cut."""
    publishers.faults += [Fault("all", cut=300_000), Fault("all", cut=200_000)]
    assert download(web, PLACE, tmp_path / "all.csv", Mark())
    assert (tmp_path / "all.csv").read_bytes() == CONTENT
    assert [asked.headers.get("range") for asked in publishers.asked] == [None, "bytes=300000-", "bytes=500000-"]
    assert publishers.sent == len(CONTENT)


def test_and_in_the_next_visit(web: Web, publishers: Publishers, tmp_path: Path) -> None:
    """Until then only a part is there, under another name."""
    publishers.faults.append(Fault("all", ATTEMPTS, cut=100_000))
    with pytest.raises(UserError, match="broke off"):
        download(web, PLACE, tmp_path / "all.csv", Mark())
    assert not (tmp_path / "all.csv").exists()
    publishers.forget()
    assert download(Web(), PLACE, tmp_path / "all.csv", Mark())
    assert publishers.asked[0].headers["range"] == f"bytes={ATTEMPTS * 100_000}-"
    assert (tmp_path / "all.csv").read_bytes() == CONTENT


def test_a_part_of_an_older_version_is_not_gone_on_with(web: Web, publishers: Publishers, tmp_path: Path) -> None:
    """The file changed in between: it comes whole, in its new version."""
    publishers.faults.append(Fault("all", ATTEMPTS, cut=100_000))
    with pytest.raises(UserError):
        download(web, PLACE, tmp_path / "all.csv", Mark())
    publishers.serve("all.csv", Answer(b"new" * 50_000, etag='"v2"'))
    assert download(web, PLACE, tmp_path / "all.csv", Mark()) == Mark('"v2"', "")
    assert (tmp_path / "all.csv").read_bytes() == b"new" * 50_000


@pytest.mark.parametrize(
    "answer", [Answer(CONTENT), Answer(CONTENT, etag='W/"v1"'), Answer(CONTENT, etag=ETAG, parts=False)]
)
def test_a_service_that_cannot_resume_sends_all_again(
    answer: Answer, web: Web, publishers: Publishers, tmp_path: Path
) -> None:
    """Without a version, with one that is only alike, or without parts."""
    publishers.serve("all.csv", answer)
    publishers.faults.append(Fault("all", cut=300_000))
    assert download(web, PLACE, tmp_path / "all.csv", Mark()) is not None
    assert (tmp_path / "all.csv").read_bytes() == CONTENT and publishers.sent == len(CONTENT) + 300_000


def test_a_part_that_is_too_long_begins_anew(web: Web, publishers: Publishers, tmp_path: Path) -> None:
    """The note says that it is of this version, and yet nothing is left to send."""
    publishers.faults.append(Fault("all", ATTEMPTS, cut=100_000))
    with pytest.raises(UserError):
        download(web, PLACE, tmp_path / "all.csv", Mark())
    with (tmp_path / "all.csv.part").open("ab") as part:
        part.write(CONTENT)
    assert download(web, PLACE, tmp_path / "all.csv", Mark())
    assert (tmp_path / "all.csv").read_bytes() == CONTENT


def test_a_file_that_moved_away_is_a_sentence(web: Web, publishers: Publishers, tmp_path: Path) -> None:
    """It says where the address is to be mended."""
    publishers.serve("all.csv", Answer(b"", 404))
    with pytest.raises(UserError, match=r"sources\.toml"):
        download(web, PLACE, tmp_path / "all.csv", Mark())


def test_a_file_without_end_is_refused(
    web: Web, publishers: Publishers, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The disk is not filled up."""
    from dashboard.settings import settings

    monkeypatch.setenv("DASHBOARD_IMPORT_MEGABYTES", "1")
    settings.cache_clear()
    publishers.serve("all.csv", Answer(CONTENT * 2))
    with pytest.raises(UserError, match="more than 1 MB"):
        download(web, PLACE, tmp_path / "all.csv", Mark())
    assert not (tmp_path / "all.csv").exists() and not (tmp_path / "all.csv.part").exists()


def test_a_file_that_comes_packed_unasked_is_unpacked(web: Web, publishers: Publishers, tmp_path: Path) -> None:
    """Some services pack whatever is asked for; what was cut then begins anew, since a part is of the packed one."""
    packed = gzip.compress(CONTENT, mtime=0)
    publishers.serve("all.csv", Answer(packed, etag=ETAG, headers={"content-encoding": "gzip"}))
    publishers.faults.append(Fault("all", cut=len(packed) // 2))
    assert download(web, PLACE, tmp_path / "all.csv", Mark()) == Mark(ETAG, "")
    assert (tmp_path / "all.csv").read_bytes() == CONTENT
    assert [asked.headers.get("range") for asked in publishers.asked] == [None, None]
    assert web.received < 2 * len(packed)


def test_a_part_that_ends_early_is_not_the_file(web: Web, publishers: Publishers, tmp_path: Path) -> None:
    """A service in between may give a part of the part that was asked for: the rest is asked for too."""
    publishers.faults.append(Fault("all", cut=300_000))
    served = publishers.behaviours[0][1]

    def sliced(asked: Asked) -> Answer:
        start = int(asked.headers.get("range", "bytes=0-")[6:-1])
        if not start:
            return served(asked)
        end = min(start + 200_000, len(CONTENT))
        shown = {"content-range": f"bytes {start}-{end - 1}/{len(CONTENT)}"}
        return Answer(CONTENT[start:end], 206, etag=ETAG, headers=shown)

    publishers.serve("all.csv", sliced)
    assert download(web, PLACE, tmp_path / "all.csv", Mark()) == Mark(ETAG, MODIFIED)
    assert (tmp_path / "all.csv").read_bytes() == CONTENT


def test_a_part_of_another_version_is_not_glued_on(web: Web, publishers: Publishers, tmp_path: Path) -> None:
    """Also where the service does not heed which version was asked for."""
    publishers.faults.append(Fault("all", ATTEMPTS, cut=100_000))
    with pytest.raises(UserError):
        download(web, PLACE, tmp_path / "all.csv", Mark())
    new = b"new!" * 250_000

    def heedless(asked: Asked) -> Answer:
        start = int(asked.headers.get("range", "bytes=0-")[6:-1])
        if not start:
            return Answer(new, etag='"v2"')
        shown = {"content-range": f"bytes {start}-{len(new) - 1}/{len(new)}"}
        return Answer(new[start:], 206, etag='"v2"', headers=shown)

    publishers.serve("all.csv", heedless)
    assert download(web, PLACE, tmp_path / "all.csv", Mark()) == Mark('"v2"', "")
    assert (tmp_path / "all.csv").read_bytes() == new


@pytest.mark.parametrize("place", ["bytes 0-9/100", "bytes */100", "", "nonsense"])
def test_a_part_that_nobody_asked_for_is_no_file(place: str, web: Web, publishers: Publishers, tmp_path: Path) -> None:
    """It is a sentence, and nothing is there."""
    publishers.serve("all.csv", Answer(b"0123456789", 206, headers={"content-range": place}))
    with pytest.raises(UserError, match="broke off"):
        download(web, PLACE, tmp_path / "all.csv", Mark())
    assert not (tmp_path / "all.csv").exists()
