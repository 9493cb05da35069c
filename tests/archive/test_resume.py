"""Runs that are killed or stopped, again and again: what comes out is what would have come out."""

from __future__ import annotations

import json
import os
import random
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.archive.runs import Run, children, finished, started, write

_TOGETHER = "tests.archive.fakes:Together"


def _texts(count: int, seed: int = 1) -> list[str | None]:
    """Return what stories order: most take a moment, 1 in 100 is broken, some end their worker."""
    dice = random.Random(seed)  # noqa: S311  # no secret
    texts: list[str | None] = [f"SLEEP {dice.choice((0, 0, 0.002, 0.01))}" for _ in range(count)]
    for number in range(7, count, 100):
        texts[number] = None
        texts[number + 3] = "STORY"
    texts[count // 3] = "ABORT"
    texts[count // 2] = "EXIT"
    return texts


def _all(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


@contextmanager
def _running(stories: Path, out: Path, *options: str) -> Iterator[Run]:
    run = started(stories, out, *options)
    try:
        yield run
    finally:
        run.kill()
        run.communicate()


def _lines(path: Path) -> list[bytes]:
    return sorted(path.read_bytes().splitlines())


@pytest.mark.parametrize(
    ("name", "how", "kills"),
    [
        ("out.jsonl", (), 20),
        ("out.jsonl.gz", ("--analyst", _TOGETHER), 6),
        ("out.jsonl", ("--unordered",), 6),
    ],
)
def test_a_run_that_is_killed_at_random_gives_what_it_would_have_given(
    name: str, how: tuple[str, ...], kills: int, tmp_path: Path
) -> None:
    stories = write(tmp_path / "in.jsonl", _texts(600))
    for folder in ("whole", "killed"):
        (tmp_path / folder).mkdir()
    code, said, _ = finished(started(stories, tmp_path / "whole" / name, *how))
    # Of 600, 6 are broken, 6 are no stories, 2 end their workers.
    assert (code, said) == (0, "586 14\n")
    dice = random.Random(name + "".join(how))  # noqa: S311  # no secret
    out = tmp_path / "killed" / name
    journal = tmp_path / "killed" / f"{name}.journal"
    midway = 0
    while kills:
        with _running(stories, out, *how, "--resume") as run:
            time.sleep(dice.uniform(0.1, 1.0))
            run.kill()
        if run.returncode != 0:
            kills -= 1
            midway += journal.exists() and journal.read_bytes().count(b"\n") > 1
        else:
            _same(tmp_path, is_ordered="--unordered" not in how)
            for path in (tmp_path / "killed").iterdir():
                path.unlink()
    assert midway > 1
    code, _, err = finished(started(stories, out, *how, "--resume"))
    assert (code, err) == (0, "")
    _same(tmp_path, is_ordered="--unordered" not in how)


def _same(folder: Path, *, is_ordered: bool) -> None:
    """See that both runs have left the same: to the byte, or the same lines."""
    whole, killed = folder / "whole", folder / "killed"
    if is_ordered:
        assert _all(killed) == _all(whole)
        return
    assert sorted(_all(killed)) == sorted(_all(whole))
    for path in whole.iterdir():
        assert _lines(killed / path.name) == _lines(path)


def _at_work(out: Path, run: Run) -> None:
    """Wait until a run has made something good."""
    until = time.monotonic() + 30
    journal = out.with_name(f"{out.name}.journal")
    while time.monotonic() < until and run.poll() is None:
        if journal.exists() and journal.read_bytes().count(b"\n") > 2:
            return
        time.sleep(0.02)
    pytest.fail("the run has done nothing")


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
@pytest.mark.parametrize("how", [(), ("--unordered",)])
def test_a_run_that_is_stopped_says_so_and_goes_on(
    number: signal.Signals, code: int, how: tuple[str, ...], tmp_path: Path
) -> None:
    texts = ["SLEEP 0.01"] * 300
    stories = write(tmp_path / "in.jsonl", texts)
    out = tmp_path / "out.jsonl"
    with _running(stories, out, *how) as run:
        _at_work(out, run)
        run.send_signal(number)
        ended, said, _ = finished(run)
    assert ended == code
    done = int(said.split()[0])
    assert 0 < done < 300
    assert not out.exists()
    ended, said, err = finished(started(stories, out, *how, "--resume"))
    assert (ended, said, err) == (0, "300 0\n", "")
    ids = [json.loads(line)["id"] for line in out.read_text().splitlines()]
    assert (sorted(ids) if how else ids) == (
        sorted(f"s{n}" for n in range(300)) if how else [f"s{n}" for n in range(300)]
    )


def test_ctrl_c_in_a_terminal_reaches_all_and_ends_none_in_mid_story(tmp_path: Path) -> None:
    stories = write(tmp_path / "in.jsonl", ["SLEEP 0.01"] * 300)
    out = tmp_path / "out.jsonl"
    # A terminal sends it to the whole group, workers and all.
    run = started(stories, out)
    try:
        _at_work(out, run)
        for pid in (*children(run), run.pid):
            os.kill(pid, signal.SIGINT)
        assert finished(run)[0] == 130
    finally:
        run.kill()
        run.communicate()
    code, said, _ = finished(started(stories, out, "--resume"))
    assert (code, said) == (0, "300 0\n")


def test_a_second_signal_does_not_wait_for_a_slow_story(tmp_path: Path) -> None:
    stories = write(tmp_path / "in.jsonl", ["SLEEP 0"] * 200 + ["SLEEP 40"] * 32)
    out = tmp_path / "out.jsonl"
    with _running(stories, out) as run:
        _at_work(out, run)
        run.send_signal(signal.SIGTERM)
        time.sleep(0.3)
        run.send_signal(signal.SIGTERM)
        code, _, _ = finished(run, timeout_s=20)
    assert code == 143


def test_a_run_that_is_killed_leaves_no_worker(tmp_path: Path) -> None:
    stories = write(tmp_path / "in.jsonl", ["SLEEP 0.05"] * 300)
    out = tmp_path / "out.jsonl"
    with _running(stories, out) as run:
        _at_work(out, run)
        workers = children(run)
        assert len(workers) == 2
        run.kill()
    until = time.monotonic() + 20
    while time.monotonic() < until and any(_runs(pid) for pid in workers):
        time.sleep(0.05)
    assert not any(_runs(pid) for pid in workers)


def _runs(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except (FileNotFoundError, ProcessLookupError):
        return False
    return state != "Z"


def test_two_runs_at_once_are_refused_and_do_no_harm(tmp_path: Path) -> None:
    stories = write(tmp_path / "in.jsonl", ["SLEEP 0.01"] * 300)
    out = tmp_path / "out.jsonl"
    with _running(stories, out) as run:
        _at_work(out, run)
        for how in ((), ("--resume",)):
            code, _, err = finished(started(stories, out, *how))
            assert code == 3
            assert "another run is writing" in err
        code, said, _ = finished(run)
    assert (code, said) == (0, "300 0\n")
    assert len(out.read_text().splitlines()) == 300


def test_another_run_is_not_gone_on_with(tmp_path: Path) -> None:
    stories = write(tmp_path / "in.jsonl", ["SLEEP 0.01"] * 300)
    out = tmp_path / "out.jsonl"
    with _running(stories, out) as run:
        _at_work(out, run)
        run.kill()
    before = _all(tmp_path)
    code, _, err = finished(started(stories, out, "--resume", "--near", "Lima"))
    assert code == 3
    assert "near was None and is 'Lima'" in err
    stories.write_bytes(stories.read_bytes() + b"\n")
    code, _, err = finished(started(stories, out, "--resume"))
    assert code == 3
    assert "the input has changed" in err
    assert {**_all(tmp_path), "in.jsonl": b""} == {**before, "in.jsonl": b""}
