"""Pages are kept as they come, with the place to go on from."""

import json
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.fetching.growing import Growing


def lines(path: Path) -> list[object]:
    """The objects in a file of lines."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def test_a_broken_off_answer_goes_on(tmp_path: Path) -> None:
    """A second visit knows the rows and the place; when it is done the next one begins anew."""
    first = Growing(tmp_path / "feed.jsonl")
    assert first.place is None
    first.add([{"n": 1}, {"n": 2}], "page 2")
    second = Growing(tmp_path / "feed.jsonl")
    assert (second.place, second.rows) == ("page 2", 2)
    second.add([{"n": 3}], None)
    assert lines(second.done()) == [{"n": 1}, {"n": 2}, {"n": 3}]
    assert (Growing(tmp_path / "feed.jsonl").place, Growing(tmp_path / "feed.jsonl").rows) == (None, 0)


@given(pages=st.lists(st.lists(st.integers(), max_size=4), max_size=6), torn=st.binary(max_size=30))
def test_what_a_kill_left_is_cut_away(pages: list[list[int]], torn: bytes, tmp_path_factory) -> None:
    """A page of which the place was not yet written counts as not come: it is asked for again and stands once."""
    path = tmp_path_factory.mktemp("growing") / "feed.jsonl"
    for number, page in enumerate(pages, 1):
        Growing(path).add(page, number)
        with path.open("ab") as file:
            file.write(torn)
    again = Growing(path)
    assert again.place == (len(pages) or None)
    assert lines(again.done()) == [one for page in pages for one in page]


@pytest.mark.parametrize("note", ["", "{", "7", '["page 2", 2]', '["page 2", 2, 999]', '["page 2", 2, "x"]'])
def test_a_place_that_does_not_fit_its_lines_is_none(note: str, tmp_path: Path) -> None:
    """A broken note, or one of a file that is shorter or gone: everything is asked for anew, and no line is of nothing."""
    path = tmp_path / "feed.jsonl"
    Growing(path).add([{"n": 1}], "page 2")
    (tmp_path / "feed.jsonl.place").write_text(note)
    again = Growing(path)
    assert (again.place, again.rows) == (None, 0)
    again.add([{"n": 2}], "page 2")
    assert lines(again.done()) == [{"n": 2}]


@pytest.mark.parametrize("step", ["unlink", "replace"])
@pytest.mark.parametrize("end", ["done", "restart"])
def test_a_kill_at_the_end_leaves_no_half_beginning(
    step: str, end: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Between any two steps of being done, or of beginning anew: the next visit has all of it or none."""
    path = tmp_path / "feed.jsonl"
    grown = Growing(path)
    grown.add([{"n": 1}, {"n": 2}], "page 2")

    def killed(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched, suppress(KeyboardInterrupt):
        patched.setattr(Path, step, killed)
        getattr(grown, end)()
    for _ in range(2):
        assert Growing(path).rows in (0, 2)
    again = Growing(path)
    assert len(lines(again.done())) == again.rows


def test_what_was_collected_of_something_else_is_begun_anew(tmp_path: Path) -> None:
    """Another version, or another day to begin with: its pages would not fit together."""
    Growing(tmp_path / "feed.jsonl", of=["2026-11-01", 1]).add([{"n": 1}], "page 2")
    assert Growing(tmp_path / "feed.jsonl", of=["2026-11-01", 1]).place == "page 2"
    other = Growing(tmp_path / "feed.jsonl", of=["2026-11-02", 1])
    assert (other.place, other.rows, list(other.objects())) == (None, 0, [])
