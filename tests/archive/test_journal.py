"""A journal: what it says holds, whatever tore its last line."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest

from geonews.archive.appending import Appended
from geonews.archive.failures import Failures
from geonews.archive.fingerprint import fingerprint_of
from geonews.archive.ids import Ids
from geonews.archive.journal import Journal, Progress
from geonews.errors import OutputError

MADE_OF = {"inputs": [["a.jsonl", 12, 34]], "options": {"near": None, "recogniser": "fast"}}
HALF = Progress(
    done=5,
    also=((7, 9),),
    sink={"bytes": 100},
    failures={"bytes": 0},
    ids={"bytes": 40},
    counts={"stories": 5, "mentions": 9},
)


def _journal(path: Path, *progress: Progress, made_of: dict[str, Any] = MADE_OF) -> bytes:
    with Journal.open(path, made_of, resume=False) as journal:
        for step in progress:
            journal.record(step)
    return path.read_bytes()


def test_what_was_recorded_is_there_for_the_next_run(tmp_path: Path) -> None:
    path = tmp_path / "journal"
    _journal(path, Progress(done=1), HALF)
    with Journal.open(path, MADE_OF, resume=True) as journal:
        assert journal.is_resumed
        assert journal.progress == HALF
        journal.record(Progress(done=9))
    with Journal.open(path, MADE_OF, resume=True) as journal:
        assert journal.progress == Progress(done=9)


def test_a_run_that_is_over_leaves_no_journal(tmp_path: Path) -> None:
    path = tmp_path / "journal"
    with Journal.open(path, MADE_OF, resume=False) as journal:
        journal.remove()
    assert not path.exists()


def test_the_journal_holds_at_each_byte_where_it_may_tear(tmp_path: Path) -> None:
    path = tmp_path / "journal"
    whole = _journal(path, Progress(done=1), HALF)
    ends = [n + 1 for n, byte in enumerate(whole) if byte == 10]
    lengths = {*range(0, len(whole), 9), *(end + step for end in ends for step in (-1, 0, 1))}
    for length in sorted(lengths):
        path.write_bytes(whole[:length])
        with Journal.open(path, MADE_OF, resume=True) as journal:
            done = journal.progress.done
            journal.record(Progress(done=20))
        assert done == {0: 0, 1: 0, 2: 1, 3: 5}[sum(end <= length for end in ends)]
        with Journal.open(path, MADE_OF, resume=True) as journal:
            assert journal.progress.done == 20


@pytest.mark.parametrize("tail", [b"\0" * 40, b"\0" * 40 + b"\n", b"[1]\n", b'{"done"\n', b"{}\n"])
def test_what_is_no_line_of_it_is_cut_off(tail: bytes, tmp_path: Path) -> None:
    path = tmp_path / "journal"
    whole = _journal(path, HALF)
    path.write_bytes(whole + tail)
    with Journal.open(path, MADE_OF, resume=True) as journal:
        assert journal.progress == HALF
    assert path.read_bytes() == whole


def test_a_run_that_has_not_ended_is_not_begun_anew(tmp_path: Path) -> None:
    path = tmp_path / "journal"
    before = _journal(path, HALF)
    with pytest.raises(OutputError, match="go on with --resume, or remove it to begin anew"):
        Journal.open(path, MADE_OF, resume=False)
    assert path.read_bytes() == before


def test_a_run_that_has_done_nothing_is_in_nobodys_way(tmp_path: Path) -> None:
    path = tmp_path / "journal"
    _journal(path, made_of={"inputs": []})
    with Journal.open(path, MADE_OF, resume=False) as journal:
        assert not journal.is_resumed
    assert b"a.jsonl" in path.read_bytes()


@pytest.mark.parametrize(
    ("made_of", "words"),
    [
        ({**MADE_OF, "inputs": [["a.jsonl", 13, 34]]}, "the input has changed"),
        (
            {**MADE_OF, "options": {"near": "Lima", "recogniser": "accurate"}},
            "near was None and is 'Lima', recogniser was 'fast' and is 'accurate'",
        ),
        ({**MADE_OF, "order": True}, "order was None and is True"),
    ],
)
def test_another_run_is_refused(made_of: dict[str, Any], words: str, tmp_path: Path) -> None:
    path = tmp_path / "journal"
    before = _journal(path, HALF)
    with pytest.raises(OutputError) as error:
        Journal.open(path, made_of, resume=True)
    assert f"the journal of another run ({words})" in str(error.value)
    assert path.read_bytes() == before


@pytest.mark.parametrize("data", [b"a diary\n", b"{}", b'{"geonews_journal": 1}\n', b"[]\n"])
@pytest.mark.parametrize("resume", [True, False])
def test_a_file_that_is_no_journal_is_left_alone(data: bytes, resume: bool, tmp_path: Path) -> None:
    path = tmp_path / "journal"
    path.write_bytes(data)
    with pytest.raises(OutputError, match="is no journal of this geonews"):
        Journal.open(path, MADE_OF, resume=resume)
    assert path.read_bytes() == data


def test_progress_that_cannot_be_understood_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "journal"
    path.write_bytes(_journal(path) + b'{"done": 5, "also": 7}\n')
    with pytest.raises(OutputError, match="is no journal of this geonews"):
        Journal.open(path, MADE_OF, resume=True)


def test_two_runs_at_once_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "journal"
    with (
        Journal.open(path, MADE_OF, resume=False),
        pytest.raises(OutputError, match="another run is writing"),
    ):
        Journal.open(path, MADE_OF, resume=True)
    Journal.open(path, MADE_OF, resume=True).close()


def test_a_journal_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match=r"cannot write .* free space or change its rights"):
        Journal.open(tmp_path / "none" / "journal", MADE_OF, resume=False)


def test_an_input_is_told_from_another_by_name_size_and_time(tmp_path: Path) -> None:
    first = tmp_path / "a.jsonl"
    first.write_text("{}")
    before = fingerprint_of([first])
    assert fingerprint_of([first]) == before
    first.write_text("{} ")
    longer = fingerprint_of([first])
    os.utime(first, ns=(1, 1))
    assert len({str(found) for found in (before, longer, fingerprint_of([first]))}) == 3
    assert fingerprint_of([tmp_path / "none"]) == {"inputs": [[str(tmp_path / "none")]]}


def test_a_folder_is_told_from_another_by_all_files_in_it(tmp_path: Path) -> None:
    (tmp_path / "in" / "deep").mkdir(parents=True)
    seen: set[str] = set()

    def changed() -> bool:
        count = len(seen)
        seen.add(str(fingerprint_of([tmp_path / "in"])))
        return len(seen) > count

    file = tmp_path / "in" / "deep" / "a.txt"
    assert changed()
    file.write_text("Rain.")
    assert changed()
    file.rename(tmp_path / "in" / "a.txt")
    assert changed()
    (tmp_path / "in" / "a.txt").write_text("Rain fell.")
    assert changed()
    os.utime(tmp_path / "in" / "a.txt", ns=(1, 1))
    assert changed()
    assert not changed()
    (tmp_path / "in" / os.fsdecode(b"\xff.txt")).write_text("Rain.")
    assert changed()


def test_a_file_is_cut_back_to_its_last_commit(tmp_path: Path) -> None:
    file = Appended(tmp_path / "a")
    file.write(b"one")
    position = file.commit()
    file.write(b"two")
    file.close()
    assert (tmp_path / "a").read_bytes() == b"onetwo"
    again = Appended(tmp_path / "a", position)
    again.write(b"three")
    assert again.commit() == {"bytes": 8}
    again.close()
    assert (tmp_path / "a").read_bytes() == b"onethree"


def test_a_file_that_lost_what_was_committed_is_refused(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="is gone: remove the journal"):
        Appended(tmp_path / "a", {"bytes": 3})
    (tmp_path / "a").write_bytes(b"on")
    with pytest.raises(OutputError, match="is shorter than its journal says"):
        Appended(tmp_path / "a", {"bytes": 3})


def test_a_file_of_failures_that_two_runs_share_is_refused(tmp_path: Path) -> None:
    failures = Failures(tmp_path / "a")
    with pytest.raises(OutputError, match="another run is writing"):
        Failures(tmp_path / "a")
    failures.abort()


def test_a_run_without_failures_leaves_no_file_of_them(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("of an earlier run\n")
    Failures(tmp_path / "a").close()
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("ids", "repeated"),
    [([], 0), (["a"], 0), (["a", "b", "a"], 1), (["a"] * 5 + ["b", "c", "b"], 5), (["\ud800"], 0)],
)
def test_ids_that_come_again_are_counted(ids: list[str], repeated: int, tmp_path: Path) -> None:
    found = Ids(tmp_path / "ids")
    for story in ids:
        found.add(story)
    assert found.repeated() == repeated
    # A run that goes on from here counts again.
    again = Ids(tmp_path / "ids", {"bytes": 8 * len(ids)})
    assert again.repeated() == repeated


def test_ids_are_counted_over_the_bounds_of_pieces(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("geonews.archive.ids._AT_ONCE", 3)
    found = Ids(tmp_path / "ids")
    for story in [*range(10), *range(10), 3]:
        found.add(str(story))
    assert found.repeated() == 11
