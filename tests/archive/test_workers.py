"""A crew: one answer for each story, whatever a story does to its worker."""

from __future__ import annotations

import errno
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from geonews.archive.process import Setting, WorkerProcess
from geonews.archive.record import Record
from geonews.archive.wire import Answer, packed, unpacked
from geonews.archive.workers import Crew
from geonews.errors import GeocoderError, GeonewsError, ModelError, OptionError
from geonews.model import Article
from geonews.options import Options

FAKE = "tests.archive.fakes:Fake"
TOGETHER = "tests.archive.fakes:Together"


def _setting(near: str | None = None, time_limit_s: float = 30.0, analyst: str = FAKE) -> Setting:
    return Setting(Options(near=near), time_limit_s, analyst)


@contextmanager
def _crew(count: int, setting: Setting) -> Iterator[Crew]:
    crew = Crew(count, setting)
    try:
        yield crew
    finally:
        crew.dismiss(at_once=True)


def _records(*texts: str) -> list[Record]:
    return [Record(n, f"a:{n}", Article(text, id=f"s{n}")) for n, text in enumerate(texts)]


def _answers(crew: Crew, count: int, timeout_s: float = 60.0) -> dict[int, Answer]:
    answers: dict[int, Answer] = {}
    until = time.monotonic() + timeout_s
    while len(answers) < count and time.monotonic() < until:
        for answer in crew.answers(0.1):
            assert answer.seq not in answers
            answers[answer.seq] = answer
    return answers


def _done(texts: list[str], setting: Setting, chunk: int = 8) -> dict[int, tuple[str, str]]:
    """Return what came of each story: "line" and how many it was done with, or why it has none."""
    records = _records(*texts)
    with _crew(2, setting) as crew:
        for start in range(0, len(records), chunk):
            crew.hand_in(records[start : start + chunk])
        answers = _answers(crew, len(records))
        assert crew.answer(0.0) is None
    return {
        seq: ("line", str(answer.mentions)) if answer.kind == "line" else answer.words
        for seq, answer in answers.items()
    }


def _workers() -> set[str]:
    """Return the processes that this one has started and that run."""
    me = Path("/proc/self/task")
    return {pid for task in me.iterdir() for pid in (task / "children").read_text().split()}


def test_each_story_has_its_answer() -> None:
    done = _done([f"Story {n}" for n in range(100)], _setting())
    assert done == dict.fromkeys(range(100), ("line", "3"))


@pytest.mark.parametrize(
    ("order", "cause", "words"),
    [
        ("ABORT", "crash", "its worker ended with SIGABRT, twice"),
        ("EXIT", "crash", "its worker ended with exit code 3, twice"),
        ("MEMORY", "memory", "its worker ran out of memory, twice"),
        (
            "KILLED",
            "killed",
            "its worker was killed (SIGKILL), as happens where memory runs out, twice",
        ),
        ("STORY", "story", "the story is no story"),
        (
            "FAULT",
            "fault",
            "unexpected ZeroDivisionError (division by zero), a fault of geonews: please report it",
        ),
    ],
)
@pytest.mark.parametrize("analyst", [FAKE, TOGETHER])
def test_a_poisoned_story_costs_no_other(order: str, cause: str, words: str, analyst: str) -> None:
    texts = [f"Story {n}" for n in range(20)]
    texts[3] = texts[4] = texts[19] = order
    done = _done(texts, _setting(analyst=analyst))
    assert {seq: told for seq, told in done.items() if told[0] != "line"} == dict.fromkeys(
        (3, 4, 19), (cause, words)
    )
    assert len(done) == 20


def test_a_story_that_kills_once_is_tried_again(tmp_path: Path) -> None:
    done = _done(["Story", f"ABORT_ONCE {tmp_path / 'mark'}", "Story"], _setting())
    assert done == dict.fromkeys(range(3), ("line", "3"))


def test_what_a_library_prints_is_no_answer() -> None:
    assert _done(["PRINT \x00\x01\x02 and more" * 10, "Story"], _setting()) == {
        0: ("line", "3"),
        1: ("line", "3"),
    }


@pytest.mark.parametrize("analyst", [FAKE, TOGETHER])
def test_a_story_that_hangs_is_set_aside(analyst: str) -> None:
    done = _done(["Story", "HANG", "Story"], _setting(time_limit_s=0.5, analyst=analyst))
    assert done[1] == ("time limit", "it took longer than 0.5 s, twice")
    assert {done[0][0], done[2][0]} == {"line"}


def test_a_worker_that_is_stopped_is_ended_from_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("geonews.archive.workers._LATE_S", 0.5)
    monkeypatch.setattr("geonews.archive.workers._SEE_EVERY_S", 0.1)
    done = _done(["Story", "STOP", "Story"], _setting(time_limit_s=0.5))
    assert done[1] == ("time limit", "it took longer than 0.5 s, twice")
    assert {done[0][0], done[2][0]} == {"line"}


def test_stories_are_done_together_where_an_analyst_can() -> None:
    done = _done([f"Story {n}" for n in range(19)], _setting(analyst=TOGETHER))
    assert [done[n][1] for n in range(19)] == ["8"] * 16 + ["3"] * 3


@pytest.mark.parametrize("order", ["BATCH_FAULT", "BATCH_SHORT"])
def test_stories_that_cannot_be_done_together_are_done_singly(order: str) -> None:
    done = _done([order, *["Story"] * 7, *["Story"] * 8], _setting(analyst=TOGETHER))
    assert [done[n] for n in range(16)] == [("line", "3")] * 8 + [("line", "8")] * 8


@pytest.mark.parametrize("order", ["BATCH_ABORT", "BATCH_HANG"])
def test_where_doing_stories_together_ends_a_worker_none_is_lost(order: str) -> None:
    done = _done(["Story"] * 5 + [order], _setting(analyst=TOGETHER, time_limit_s=1.0))
    assert done == dict.fromkeys(range(6), ("line", "3"))


def test_a_page_is_read_in_the_worker() -> None:
    page = f"<!doctype html><title>Rain</title><article><p>{'Rain fell on Lima. ' * 40}</article>"
    empty = "<!doctype html><title>Rain</title>"
    records = [
        Record(n, f"a.warc: {n}", Article(text, id=f"s{n}"), form="page")
        for n, text in enumerate((page, empty))
    ]
    with _crew(1, _setting()) as crew:
        crew.hand_in(records)
        answers = _answers(crew, 2)
    assert answers[0].kind == "line"
    cause, words = answers[1].words
    assert cause == "input"
    assert "a.warc: 1" in words


def test_a_story_and_its_number_will_do() -> None:
    with _crew(1, _setting()) as crew:
        crew.hand_in([(7, Article("Story", id="a1"))])
        assert list(_answers(crew, 1)) == [7]


def test_an_error_that_all_stories_would_meet_ends_the_run() -> None:
    with _crew(2, _setting(near="Nowhere")) as crew:
        crew.hand_in(_records("Story"))
        with pytest.raises(OptionError, match="near is 'Nowhere': no such place"):
            _answers(crew, 1)


@pytest.mark.parametrize(
    ("order", "error", "words"),
    [
        ("FATAL", ModelError, "the model is gone"),
        ("SERVICE", GeocoderError, "the service is down"),
    ],
)
@pytest.mark.parametrize("analyst", [FAKE, TOGETHER])
def test_an_error_in_mid_run_comes_after_the_answers_before_it(
    order: str, error: type[GeonewsError], words: str, analyst: str
) -> None:
    with _crew(1, _setting(analyst=analyst)) as crew:
        crew.hand_in(_records("Story", "Story"))
        crew.hand_in(_records(order))
        found: list[int] = []
        while len(found) < 2:
            found += [answer.seq for answer in crew.answers(0.1)]
        with pytest.raises(error, match=words):
            _answers(crew, 1)
    assert found == [0, 1]


def test_workers_that_never_start_are_given_up() -> None:
    with _crew(1, _setting(near="Abort")) as crew:
        crew.hand_in(_records("Story"))
        with pytest.raises(GeonewsError, match=r"no worker starts \(its worker ended with SIGABRT"):
            _answers(crew, 1)


def test_a_machine_that_starts_no_process_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOMEM, "Cannot allocate memory")

    monkeypatch.setattr("subprocess.Popen", full)
    with _crew(1, _setting()) as crew:
        crew.hand_in(_records("Story"))
        with pytest.raises(GeonewsError, match=r"can be started \(Cannot allocate memory\)"):
            _answers(crew, 1)


def test_an_analyst_that_cannot_be_opened_is_told() -> None:
    with _crew(1, _setting(analyst="tests.archive.fakes:Missing")) as crew:
        crew.hand_in(_records("Story"))
        with pytest.raises(GeonewsError, match="unexpected AttributeError"):
            _answers(crew, 1)


def test_many_deaths_in_a_row_are_not_the_stories_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("geonews.archive.workers._LOST_IN_A_ROW", 3)
    with _crew(1, _setting()) as crew:
        crew.hand_in(_records("EXIT", "EXIT", "EXIT", "Story"))
        with pytest.raises(GeonewsError, match="3 stories in a row ended their workers"):
            _answers(crew, 4)


@pytest.mark.parametrize("text", ["HANG", "SLEEP 0.01"])
def test_a_crew_that_is_dismissed_leaves_nothing_behind(text: str) -> None:
    before = _workers()
    crew = Crew(2, _setting())
    crew.hand_in(_records(*[text] * 8))
    crew.hand_in(_records(*[text] * 8))
    while len(_workers() - before) < 2:
        time.sleep(0.01)
    crew.dismiss(at_once=True)
    assert _workers() == before


def test_a_crew_that_is_dismissed_kindly_does_what_it_has_in_hand() -> None:
    crew = Crew(1, _setting())
    crew.hand_in(_records("SLEEP 0.1", "SLEEP 0.1"))
    answers = _answers(crew, 1)
    crew.dismiss(at_once=False)
    assert sorted([*answers, *(answer.seq for answer in crew.answers(0.0))]) == [0, 1]


def test_what_nobody_has_begun_can_be_recalled() -> None:
    with _crew(1, _setting()) as crew:
        for record in _records(*["SLEEP 0.2"] * 5):
            crew.hand_in([record])
        # One chunk in work and one that waits for it are the worker's.
        recalled = crew.recall()
        assert recalled >= 3
        answers = _answers(crew, 5 - recalled)
        assert sorted(answers) == list(range(5 - recalled))
        assert not crew.answers(0.3)


def test_a_worker_ends_when_its_run_has_gone() -> None:
    worker = WorkerProcess(_setting())
    ready = worker.read()
    assert ready is not None
    assert ready.kind == "ready"
    assert worker.end() == 0
    with pytest.raises(ProcessLookupError):
        os.kill(worker.pid, 0)


def test_a_story_goes_through_the_pipe_as_it_is() -> None:
    article = Article(
        "Rain\u2028fell \ud800 on Lima\x00.",
        id="\x1b[31m",
        title="",
        url="https://a.example/",
        published="2024-08-11",
        furniture=((0, 4), (5, 6)),
        notes=("read as latin-1",),
    )
    chunk = unpacked(packed([Record(5, "a.csv:7", article, form="page")], is_single=True))
    assert chunk.records == [Record(5, "a.csv:7", article, form="page")]
    assert chunk.is_single
