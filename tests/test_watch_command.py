"""``geonews watch`` on the command line."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import time
from pathlib import Path

from click.testing import CliRunner

from geonews.cli.watching import watch
from tests.archive.servers import page, rss, serving


def test_one_look_writes_what_is_new_and_says_so(tmp_path: Path) -> None:
    out = tmp_path / "news.jsonl"
    with serving() as web:
        web.put("/a", page("Rain a"))
        web.put("/rss", rss([(web.url("/a"), "Rain\u202e a"), (web.url("/b"), "Gone")]))
        given = [web.url("/rss"), "-o", str(out), "--once", "--pace", "0", "--recogniser", "fast"]
        first = CliRunner().invoke(watch, given)
        second = CliRunner().invoke(watch, given)
    assert first.exit_code == second.exit_code == 0
    assert first.stderr == (
        f"geonews: {web.url('/b')} answers 404\n1 new story written, 1 failed\n"
    )
    assert second.stderr == "0 new stories written\n"
    titles = [json.loads(line)["article"]["title"] for line in out.read_text().splitlines()]
    assert titles == ["Rain a"]
    assert first.stdout == ""


def test_a_feed_that_cannot_be_read_is_exit_code_3(tmp_path: Path) -> None:
    with serving() as web:
        given = [web.url("/rss"), "-o", str(tmp_path / "news"), "--once", "--pace", "0"]
        result = CliRunner().invoke(watch, given)
    assert result.exit_code == 3
    assert "answers 404" in result.stderr


def test_what_is_no_address_is_told_in_one_line(tmp_path: Path) -> None:
    result = CliRunner().invoke(watch, ["herald", "-o", str(tmp_path / "news"), "--once"])
    assert result.exit_code == 3
    assert result.stderr == (
        "geonews: the feed 'herald' is no web address: give one with https://\n"
    )


def test_a_signal_ends_the_wait_between_two_looks(tmp_path: Path) -> None:
    code = "from geonews.cli.watching import watch; watch()"
    with serving() as web:
        web.put("/rss", rss([]))
        given = [web.url("/rss"), "-o", str(tmp_path / "news"), "--pace", "0"]
        watching = subprocess.Popen(
            [sys.executable, "-c", code, *given], stderr=subprocess.PIPE, text=True
        )
        assert watching.stderr is not None
        assert watching.stderr.readline() == "0 new stories written\n"
        time.sleep(0.1)
        watching.send_signal(signal.SIGTERM)
        assert watching.wait(20) == 143
        watching.stderr.close()
