"""A watch that is killed again and again: each story is there once in the end."""

from __future__ import annotations

import json
import random
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import pytest

from geonews.archive.watch_output import GrowingFile
from geonews.archive.watch_state import WatchState
from geonews.errors import OutputError
from tests.archive.servers import page, rss, serving

_ROOT = Path(__file__).parents[2]
_STORIES = 150
_KILLS = 8
_WATCH = """
import sys
from pathlib import Path
from geonews.archive import watch_state
from geonews.archive.watching import Watch
if __name__ == "__main__":
    watch_state._FIRST_WAIT_S = 0.0
    with Watch([sys.argv[1]], Path(sys.argv[2]), pace_s=0,
               analyst="tests.archive.cluster_fakes:Cheap") as watch:
        while watch.round().waiting:
            pass
"""


@pytest.mark.parametrize("name", ["news.jsonl", "news"])
def test_a_kill_loses_and_doubles_nothing(tmp_path: Path, name: str) -> None:
    out = tmp_path / name
    chance = random.Random(7)  # noqa: S311  # when to kill
    with serving() as web:
        links = [web.url(f"/{n}") for n in range(_STORIES)]
        for n, link in enumerate(links):
            web.put(f"/{n}", page(f"Rain {link}"))
        web.put("/rss", rss([(link, f"Rain {link}") for link in links]), ETag='"1"')
        command = [sys.executable, "-c", _WATCH, web.url("/rss"), str(out)]
        killed = 0
        for _ in range(_KILLS):
            asked = len(web.asked)
            watch = subprocess.Popen(command, cwd=_ROOT)
            deadline = time.monotonic() + 20
            while len(web.asked) < asked + 3 and watch.poll() is None:
                assert time.monotonic() < deadline
                time.sleep(0.01)
            time.sleep(chance.uniform(0, 0.3))
            watch.kill()
            killed += watch.wait() != 0
        subprocess.run(command, cwd=_ROOT, check=True, timeout=60)
    assert killed > 2
    if out.is_dir():
        texts = [path.read_text() for path in out.glob("*.json")]
        assert not list(out.glob(".*.tmp"))
    else:
        texts = out.read_text().splitlines()
    done = Counter(json.loads(text)["article"]["id"] for text in texts)
    assert done == Counter(links)


def _append(folder: Path, *lines: bytes) -> None:
    """Append lines as a watch does, each with its story's end."""
    with WatchState(folder / "state") as state:
        file = GrowingFile(folder / "news.jsonl", state)
        for line in lines:
            state.set_positions(file.append(line), is_writing=False)
        file.close()


@pytest.mark.parametrize("left", [b"", b'{"to', b'{"torn": 1}', b'{"torn": 1}\n'])
def test_what_a_kill_left_is_taken_away(tmp_path: Path, left: bytes) -> None:
    path = tmp_path / "news.jsonl"
    _append(tmp_path, b"one", b"two")
    with WatchState(tmp_path / "state") as state:
        state.set_positions({"news.jsonl": 8}, is_writing=True)
    path.write_bytes(path.read_bytes() + left)
    _append(tmp_path, b"three")
    assert path.read_bytes() == b"one\ntwo\nthree\n"


def test_what_others_append_stays(tmp_path: Path) -> None:
    path = tmp_path / "news.jsonl"
    path.write_bytes(b"before\n")
    _append(tmp_path, b"one")
    path.write_bytes(path.read_bytes() + b"theirs\n")
    _append(tmp_path, b"two")
    assert path.read_bytes() == b"before\none\ntheirs\ntwo\n"


def _refused(folder: Path) -> str:
    with WatchState(folder / "state") as state, pytest.raises(OutputError) as told:
        GrowingFile(folder / "news.jsonl", state)
    return str(told.value)


def test_a_file_that_is_not_what_it_was_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "news.jsonl"
    _append(tmp_path, b"one", b"two")
    path.write_bytes(b"one\n")
    assert "shorter" in _refused(tmp_path)
    path.write_bytes(b"one\ntwo\nthr")
    assert "does not end with a line end" in _refused(tmp_path)
    with WatchState(tmp_path / "state") as state:
        state.set_positions({"news.jsonl": 4}, is_writing=True)
    path.write_bytes(b"one\ntwo\nthree\n")
    assert "by others" in _refused(tmp_path)
    assert path.read_bytes() == b"one\ntwo\nthree\n"
