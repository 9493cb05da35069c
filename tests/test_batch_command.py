"""``geonews batch`` on the command line, with the real pipeline."""

from __future__ import annotations

import csv
import json
import os
import pty
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner, Result

from geonews.archive.export import reports_of
from geonews.archive.summary import Summary
from geonews.cli.batch import batch
from geonews.model import Article, Report
from geonews.options import Options
from geonews.pipeline import analyse

_CITIES = (
    "Lima",
    "Quito",
    "Nairobi",
    "Kampala",
    "Bergen",
    "Turin",
    "Hanoi",
    "Cairo",
    "Perth",
    "Lyon",
)
_CODE = "from geonews.cli.batch import batch; batch()"
_FAST = ("--recogniser", "fast")


def _stories() -> list[Article]:
    return [
        Article(
            f"{city} floods, day {day}\n\nA flood covered {day + 2} km2 of land (about {day + 2}00 "
            f"hectares) south of {city} on Monday, the ministry said. Roads to {city} were closed.",
            id=f"{city}-{day}",
            published="2024-08-11",
        )
        for city in _CITIES
        for day in (1, 2)
    ]


def _written(path: Path) -> Path:
    with path.open("w", encoding="utf-8") as file:
        for story in _stories():
            row = {"id": story.id, "text": story.text, "published": story.published}
            file.write(json.dumps(row) + "\n")
    return path


def _batch(*given: str | Path) -> Result:
    return CliRunner().invoke(batch, [str(one) for one in given])


def test_an_archive_is_analysed_as_its_stories_are_alone(tmp_path: Path) -> None:
    stories = _written(tmp_path / "in.jsonl")
    out = tmp_path / "out.jsonl"
    result = _batch(
        *(stories, "-o", out, *_FAST, "--workers", "2"),
        *("--mentions", tmp_path / "m.parquet", "--places", tmp_path / "p.csv"),
    )
    assert result.exit_code == 0
    assert result.stdout == ""
    options = Options(recogniser="fast")
    reports = list(reports_of(out))
    assert [report["article"]["id"] for report in reports] == [story.id for story in _stories()]
    for story, told in zip(_stories(), reports, strict=True):
        report = Report.from_dict(told, story.text)
        alone = analyse(story, options)
        assert (report.mentions, report.figures, report.checks) == (
            alone.mentions,
            alone.figures,
            alone.checks,
        )
    mentions = sum(len(report["mentions"]) for report in reports)
    assert f"wrote {out}, {tmp_path / 'm.parquet'}, {tmp_path / 'p.csv'}: 20 stories" in (
        result.stderr
    )
    assert f"{mentions} mentions" in result.stderr
    assert pq.read_table(tmp_path / "m.parquet").num_rows == mentions
    with (tmp_path / "p.csv").open() as file:
        assert set(_CITIES) <= {row["name"] for row in csv.DictReader(file)}


def test_the_order_and_the_number_of_workers_change_no_report(tmp_path: Path) -> None:
    stories = _written(tmp_path / "in.jsonl")
    one, two = tmp_path / "one.jsonl", tmp_path / "two.jsonl.gz"
    assert _batch(stories, "-o", one, *_FAST, "--workers", "1").exit_code == 0
    assert _batch(stories, "-o", two, *_FAST, "--workers", "2", "--unordered").exit_code == 0

    def told(path: Path) -> list[str]:
        return sorted(json.dumps(report) for report in reports_of(path))

    assert told(one) == told(two)


def test_failures_are_told_by_cause_and_end_with_0(tmp_path: Path) -> None:
    stories = _written(tmp_path / "in.jsonl")
    row = json.loads(stories.read_text().splitlines()[0])
    with stories.open("a") as file:
        file.write(f'{{"id": \n{{"id": "x"}}\n{json.dumps(row)}\n')
    out = tmp_path / "out.jsonl"
    result = _batch(stories, "-o", out, *_FAST)
    assert result.exit_code == 0
    said = result.stderr.splitlines()
    assert "21 stories" in said[0]
    assert "; 2 failures (input 2); " in said[0]
    assert said[1:] == [
        "1 story has the id of one before; each has a report of its own",
        f"{out}.failures.jsonl says which records failed, and why",
    ]
    assert len(out.read_text().splitlines()) == 21
    quiet = _batch(stories, "-o", out, *_FAST, "--quiet")
    assert (quiet.exit_code, quiet.output) == (0, "")


def test_folders_of_texts_and_pages(tmp_path: Path) -> None:
    folder = tmp_path / "news"
    (folder / "deep").mkdir(parents=True)
    (folder / "a.txt").write_text("Rain fell on Lima, Peru.")
    paragraphs = "<p>Rain fell on Quito, the capital of Ecuador, for a week.</p>" * 8
    (folder / "deep" / "b.html").write_text(
        f"<!doctype html><title>Rain</title><article><h1>Rain</h1>{paragraphs}</article>"
    )
    out = tmp_path / "out.jsonl"
    assert _batch(folder, "-o", out, *_FAST).exit_code == 0
    names = [{m["text"] for m in report["mentions"]} for report in reports_of(out)]
    assert names == [{"Lima", "Peru"}, {"Quito", "Ecuador"}]


def test_fields_by_other_names(tmp_path: Path) -> None:
    stories = tmp_path / "in.csv"
    stories.write_text('no,body\n7,"Rain fell on Lima, Peru."\n')
    out = tmp_path / "out.jsonl"
    result = _batch(stories, "-o", out, *_FAST, "--column", "text=body", "--column", "id=no")
    assert result.exit_code == 0
    assert [report["article"]["id"] for report in reports_of(out)] == ["7"]


@pytest.mark.parametrize(
    ("given", "code", "said"),
    [
        (["--column", "body"], 2, "write one of id, text, title"),
        (["--column", "body=text"], 2, "write one of id, text, title"),
        (["--column", "text="], 2, "write one of id, text, title"),
        (["--workers", "0"], 2, "0 is not in the range x>=1"),
        (["--time-limit", "0"], 2, "0.0 is not in the range"),
        (["--dask", "local", "--unordered"], 2, "leave out --unordered and --failures"),
        (["--places", "a.doc"], 3, "is of no form that a table is written in"),
        (["--near", "Xyzzyville"], 3, "Xyzzyville"),
        (["--gazetteer", "none"], 3, "no gazetteer at 'none'"),
        (["--geocoder", "nominatim", "--workers", "2"], 3, "at 2 times the pace it allows"),
    ],
)
def test_wrong_usage_is_told_in_one_line_and_leaves_nothing(
    given: list[str], code: int, said: str, tmp_path: Path
) -> None:
    stories = _written(tmp_path / "in.jsonl")
    result = _batch(stories, "-o", tmp_path / "out.jsonl", *_FAST, *given)
    assert result.exit_code == code
    assert said in result.stderr
    assert "Traceback" not in result.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["in.jsonl"]


def test_a_missing_input_is_told(tmp_path: Path) -> None:
    result = _batch(tmp_path / "none.jsonl", "-o", tmp_path / "out.jsonl")
    assert result.exit_code == 3
    assert result.stderr.startswith(f"geonews: '{tmp_path / 'none.jsonl'}' does not exist")


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_signal_ends_it_resumably(number: signal.Signals, code: int, tmp_path: Path) -> None:
    stories = tmp_path / "in.jsonl"
    with stories.open("w") as file:
        for _ in range(150):
            file.writelines(json.dumps({"id": s.id, "text": s.text}) + "\n" for s in _stories())
    out = tmp_path / "out.jsonl"
    given = [str(stories), "-o", str(out), *_FAST, "--workers", "2"]
    run = subprocess.Popen([sys.executable, "-c", _CODE, *given], stderr=subprocess.PIPE, text=True)
    try:
        until = time.monotonic() + 40
        part = tmp_path / "out.jsonl.part"
        while time.monotonic() < until and not (part.exists() and part.stat().st_size):
            time.sleep(0.05)
        run.send_signal(number)
        _, err = run.communicate(timeout=40)
    finally:
        run.kill()
        run.wait()
    assert run.returncode == code
    assert err.startswith("geonews: stopped after ")
    assert err.endswith("; go on with --resume\n")
    assert not out.exists()
    refused = _batch(*given)
    assert refused.exit_code == 3
    assert "go on with --resume" in refused.stderr
    another = _batch(*given, "--resume", "--near", "Lima")
    assert another.exit_code == 3
    assert "near was None and is 'Lima'" in another.stderr
    assert _batch(*given, "--resume").exit_code == 0
    ids = [report["article"]["id"] for report in reports_of(out)]
    assert ids == [story.id for story in _stories()] * 150


def test_progress_is_shown_on_a_terminal_only(tmp_path: Path) -> None:
    stories = _written(tmp_path / "in.jsonl")
    ours, theirs = pty.openpty()
    run = subprocess.Popen(
        [sys.executable, "-c", _CODE, str(stories), "-o", str(tmp_path / "out.jsonl"), *_FAST],
        stderr=theirs,
        stdout=subprocess.DEVNULL,
    )
    os.close(theirs)
    said = b""
    try:
        while True:
            said += os.read(ours, 4096)
    except OSError:
        # The other end has gone.
        assert run.wait(timeout=40) == 0
    finally:
        os.close(ours)
        run.kill()
        run.wait()
    assert b" of 20" in said
    assert b"wrote " in said
    # Of the line that was written over, nothing is left to be seen.
    assert said.rpartition(b"\r")[0].rpartition(b"wrote")[0].rstrip(b"\r").endswith(b" ")


def test_a_cluster_is_given_all_that_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: dict[str, Any] = {}

    def run_on_cluster(*given: Any, **how: Any) -> Summary:
        asked.update(how, given=given)
        return Summary.of({"stories": 2, "failed: input": 1}, is_complete=True)

    monkeypatch.setattr("geonews.archive.cluster.run_on_cluster", run_on_cluster)
    result = _batch(
        *("s3://news/2024", "-o", "s3://out/2024", "--dask", "tcp://head:8786", "--resume"),
        *("--column", "text=body", "--time-limit", "5", "--workers", "3", *_FAST),
    )
    assert result.exit_code == 0
    options = Options(recogniser="fast", worldview="neutral")
    assert asked["given"] == (("s3://news/2024",), "s3://out/2024", options)
    assert asked["address"] == "tcp://head:8786"
    assert (asked["workers"], asked["is_resumed"], asked["time_limit_s"]) == (3, True, 5.0)
    assert asked["columns"].text == "body"
    assert result.stderr.splitlines() == [
        "wrote s3://out/2024: 2 stories, 0 mentions, 0 resolved; 1 failure (input 1)",
        "s3://out/2024/failures says which records failed, and why",
    ]
    refused = _batch("a.jsonl", "-o", "s3://out", "--dask", "local", "--places", "p.csv")
    assert refused.exit_code == 2
    assert "made of a folder on this machine" in refused.stderr


def test_the_editor_s_word_holds_in_every_worker(tmp_path: Path) -> None:
    stories, out, desk = (
        _written(tmp_path / "in.jsonl"),
        tmp_path / "out.jsonl",
        tmp_path / "d.toml",
    )
    desk.write_text('[[place]]\nname = "Lima"\nis = "Lima, Ohio"\n', encoding="utf-8")
    how = (stories, "-o", out, "--workers", "2", "--corrections", desk, *_FAST)
    result = _batch(*how)
    assert result.exit_code == 0, result.output
    told = {report["article"]["id"]: report["mentions"] for report in reports_of(out)}
    for day in (1, 2):
        named = [m["place"] for m in told[f"Lima-{day}"] if m["text"] == "Lima"]
        assert {(place["country"], place["admin1"]) for place in named} == {("US", "Ohio")}
    assert told["Quito-1"][0]["place"]["country"] == "EC"
    desk.write_text("[[place]]\nname = 3\n", encoding="utf-8")
    result = _batch(*how)
    assert result.exit_code == 3
    assert "d.toml" in result.output
    result = _batch(*how, "--dask", "local")
    assert (result.exit_code, "--corrections" in result.output) == (2, True)
