"""Runs on a real scheduler with worker processes, some of which are killed."""

from __future__ import annotations

import gzip
import json
import os
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import zstandard
from distributed import LocalCluster

from geonews.archive.cluster import run_on_cluster
from geonews.archive.fields import Columns
from geonews.archive.folder import Folder
from geonews.archive.run import Summary
from geonews.archive.stopping import Stop
from geonews.errors import GeonewsError, OptionError, OutputError, StoryError
from geonews.options import Options

CHEAP = "tests.archive.cluster_fakes:Cheap"
_ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def cluster() -> Iterator[Any]:
    with LocalCluster(
        n_workers=2,
        threads_per_worker=1,
        host="127.0.0.1",
        dashboard_address="127.0.0.1:0",
        memory_limit=None,
        silence_logs=60,
    ) as cluster:
        yield cluster


def _run(cluster: Any, inputs: list[Path], out: Path, **given: Any) -> Summary:
    named = {"options": Options(), "analyst": CHEAP, "address": cluster.scheduler_address, **given}
    return run_on_cluster(inputs, out, **named)


def _lines(path: Path, texts: list[str]) -> Path:
    path.write_bytes(
        b"".join(
            json.dumps({"id": f"s{n}", "text": text}).encode() + b"\n"
            for n, text in enumerate(texts)
        )
    )
    return path


def _texts(count: int, words: int = 60) -> list[str]:
    return [f"Story {n} " + "rain " * words for n in range(count)]


def _ids(out: Path) -> list[str]:
    found = pq.read_table(out / "stories", columns=["id"])["id"].to_pylist()
    return [str(name) for name in found]


def _failures(out: Path) -> list[dict[str, Any]]:
    files = sorted((out / "failures").glob("*.jsonl"))
    return [json.loads(line) for file in files for line in file.read_text().splitlines()]


def _expected(count: int) -> list[str]:
    return [f"s{n}" for n in range(count)]


def test_all_stories_of_lines_are_done_in_their_order(cluster: Any, tmp_path: Path) -> None:
    stories = _lines(tmp_path / "in.jsonl", _texts(3000))
    seen: list[int] = []
    summary = _run(cluster, [stories], tmp_path / "out", progress=seen.append)
    assert (summary.stories, summary.failed, summary.is_complete) == (3000, 0, True)
    assert _ids(tmp_path / "out") == _expected(3000)
    assert len(list((tmp_path / "out" / "stories").iterdir())) > 2
    assert seen == sorted(seen)
    assert seen[-1] == 3000
    mentions = pq.read_table(tmp_path / "out" / "mentions")
    assert mentions.num_rows == 3000
    assert b"geo" in mentions.schema.metadata
    assert json.loads((tmp_path / "out" / "_SUCCESS").read_text())["stories"] == 3000
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == [
        "_SUCCESS",
        "_run.json",
        "failures",
        "mentions",
        "stories",
    ]


def test_files_of_all_forms_in_one_folder(cluster: Any, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    lines = _lines(tmp_path / "a", _texts(40)).read_bytes()
    (folder / "a.jsonl").write_bytes(lines)
    (folder / "b.jsonl.gz").write_bytes(gzip.compress(lines))
    (folder / "c.ndjson.zst").write_bytes(zstandard.compress(lines))
    rows = [json.loads(line) for line in lines.splitlines()]
    pq.write_table(pa.Table.from_pylist(rows), folder / "d.parquet", row_group_size=7)
    (folder / "e.csv").write_text("id,text\n" + "".join(f"s{n},Lima {n}\n" for n in range(40)))
    (folder / "notes.txt").write_text("no archive")
    assert _run(cluster, [folder], tmp_path / "out").stories == 200
    assert _ids(tmp_path / "out") == _expected(40) * 5


def test_columns_have_the_names_that_are_given(cluster: Any, tmp_path: Path) -> None:
    table = pa.table({"key": [7, 8], "body": ["Lima floods again", "Rain in Lima"], "text": [1, 2]})
    pq.write_table(table, tmp_path / "in.parquet")
    columns = Columns(id="key", text="body")
    _run(cluster, [tmp_path / "in.parquet"], tmp_path / "out", columns=columns)
    assert _ids(tmp_path / "out") == ["7", "8"]


def test_each_record_ends_as_one_story_or_one_failure(cluster: Any, tmp_path: Path) -> None:
    good = _lines(tmp_path / "good", _texts(500)).read_bytes().splitlines()
    broken = [b'{"id": "x", "te', b"[]", b'{"id": "y"}', b'{"text": 7}', b"\xff\xfe\x00", b"   "]
    mixed = [line for n, line in enumerate(good) for line in ([broken[n % 6]] if n < 60 else [])]
    (tmp_path / "in.jsonl").write_bytes(b"\n".join([*mixed, *good]))
    summary = _run(cluster, [tmp_path / "in.jsonl"], tmp_path / "out")
    assert (summary.stories, summary.failures) == (500, {"input": 50})
    assert _ids(tmp_path / "out") == _expected(500)
    told = _failures(tmp_path / "out")
    assert len({failure["where"] for failure in told}) == 50


def test_a_damaged_file_gives_what_can_be_read_and_tells_where_it_breaks_off(
    cluster: Any, tmp_path: Path
) -> None:
    lines = _lines(tmp_path / "a", _texts(2000)).read_bytes()
    whole = gzip.compress(lines)
    (tmp_path / "cut.jsonl.gz").write_bytes(whole[: len(whole) // 2])
    packed = zstandard.compress(lines)
    (tmp_path / "cut.jsonl.zst").write_bytes(packed[: len(packed) // 2])
    cut = [tmp_path / "cut.jsonl.gz", tmp_path / "cut.jsonl.zst"]
    summary = _run(cluster, cut, tmp_path / "out")
    assert summary.failures == {"input": 2}
    assert ["cut short" in failure["reason"] for failure in _failures(tmp_path / "out")] == [
        True
    ] * 2


def test_stories_that_end_their_process_are_set_aside(cluster: Any, tmp_path: Path) -> None:
    texts = _texts(60)
    for at, order in ((3, "ABORT"), (10, "EXIT"), (20, "HANG"), (30, "MEMORY"), (40, "FAULT")):
        texts[at] = f"{order} now"
    texts[50] = "STORY is none"
    pids = {worker.pid for worker in _processes(cluster)}
    summary = _run(
        cluster, [_lines(tmp_path / "in.jsonl", texts)], tmp_path / "out", time_limit_s=1
    )
    assert summary.failures == {
        "crash": 2,
        "fault": 1,
        "memory": 1,
        "story": 1,
        "time limit": 1,
    }
    failed = {failure["id"] for failure in _failures(tmp_path / "out")}
    assert failed == {"s3", "s10", "s20", "s30", "s40", "s50"}
    assert _ids(tmp_path / "out") == [name for name in _expected(60) if name not in failed]
    assert {worker.pid for worker in _processes(cluster)} == pids


def _processes(cluster: Any) -> list[Any]:
    return [nanny.process for nanny in cluster.workers.values()]


def test_a_worker_that_is_killed_costs_nothing(cluster: Any, tmp_path: Path) -> None:
    texts = [text if n % 4 else "SLEEP 0.004" for n, text in enumerate(_texts(6000))]
    stories = _lines(tmp_path / "in.jsonl", texts)
    victims = [process.pid for process in _processes(cluster)]
    killed: list[int] = []

    def kill_one(done: int) -> None:
        if done > 300 and len(killed) < len(victims):
            killed.append(victims[len(killed)])
            os.kill(killed[-1], signal.SIGKILL)

    summary = _run(cluster, [stories], tmp_path / "out", progress=kill_one)
    assert len(killed) == 2
    assert (summary.stories, summary.failed) == (6000, 0)
    assert _ids(tmp_path / "out") == _expected(6000)
    assert pq.read_table(tmp_path / "out" / "mentions").num_rows == 6000
    assert not (tmp_path / "out" / "_temporary").exists()


_CLIENT = """
import sys
from geonews.archive.cluster import run_on_cluster
from geonews.options import Options
if __name__ == "__main__":
    run_on_cluster([sys.argv[1]], sys.argv[2], Options(), address=sys.argv[3],
                   analyst="tests.archive.cluster_fakes:Cheap", progress=print)
"""


def _slow(path: Path) -> Path:
    return _lines(path, [text if n % 4 else "SLEEP 0.006" for n, text in enumerate(_texts(4000))])


def test_another_client_goes_on_where_one_died(cluster: Any, tmp_path: Path) -> None:
    stories, out = _slow(tmp_path / "in.jsonl"), tmp_path / "out"
    client = subprocess.Popen(
        [sys.executable, "-c", _CLIENT, str(stories), str(out), cluster.scheduler_address],
        cwd=_ROOT,
        stderr=subprocess.DEVNULL,
    )
    _until(lambda: (out / "stories").is_dir() and any((out / "stories").iterdir()))
    client.kill()
    client.wait()
    assert not (out / "_SUCCESS").exists()
    before = {path: path.stat().st_mtime_ns for path in (out / "stories").iterdir()}
    with pytest.raises(OutputError, match="--resume"):
        _run(cluster, [stories], out)
    summary = _run(cluster, [stories], out, is_resumed=True)
    assert (summary.stories, summary.is_complete) == (4000, True)
    assert summary.done_now < 4000
    assert {path: path.stat().st_mtime_ns for path in before} == before
    assert Counter(_ids(out)) == Counter(_expected(4000))


def _until(is_so: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 50
    while not is_so():
        assert time.monotonic() < deadline
        time.sleep(0.05)


def test_a_run_that_is_stopped_is_resumed(cluster: Any, tmp_path: Path) -> None:
    stories, stop = _slow(tmp_path / "in.jsonl"), Stop()
    given = {"stop": stop, "progress": lambda _: stop.ask(signal.SIGTERM)}
    first = _run(cluster, [stories], tmp_path / "out", **given)
    assert not first.is_complete
    assert 0 < first.stories < 4000
    last = _run(cluster, [stories], tmp_path / "out", is_resumed=True)
    assert (last.stories, last.is_complete) == (4000, True)
    assert _ids(tmp_path / "out") == _expected(4000)


def test_a_run_that_is_complete_is_not_done_again(cluster: Any, tmp_path: Path) -> None:
    stories = _lines(tmp_path / "in.jsonl", _texts(20))
    first = _run(cluster, [stories], tmp_path / "out")
    with pytest.raises(OutputError, match="is complete"):
        _run(cluster, [stories], tmp_path / "out")
    again = _run(cluster, [stories], tmp_path / "out", is_resumed=True)
    assert (again.stories, again.done_now) == (first.stories, 0)


def test_another_run_is_not_resumed(cluster: Any, tmp_path: Path) -> None:
    stories = _lines(tmp_path / "in.jsonl", _texts(20))
    _run(cluster, [stories], tmp_path / "out")
    with pytest.raises(OutputError, match="near was None and is 'Lima'"):
        _run(cluster, [stories], tmp_path / "out", is_resumed=True, options=Options(near="Lima"))
    _lines(stories, _texts(21))
    with pytest.raises(OutputError, match="the input has changed"):
        _run(cluster, [stories], tmp_path / "out", is_resumed=True)


def test_a_folder_of_other_files_is_left_alone(cluster: Any, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "thesis.txt").write_text("mine")
    with pytest.raises(OutputError, match="holds other files"):
        _run(cluster, [_lines(tmp_path / "in.jsonl", _texts(2))], tmp_path / "out")


def test_what_fails_for_every_story_ends_the_run_at_once(cluster: Any, tmp_path: Path) -> None:
    stories = _lines(tmp_path / "in.jsonl", _texts(20))
    with pytest.raises(OptionError, match="no such place"):
        _run(cluster, [stories], tmp_path / "out", options=Options(near="Nowhere"))


def test_an_output_that_is_begun_anew_gets_nothing_of_the_run_before(
    cluster: Any, tmp_path: Path
) -> None:
    stories, out = _slow(tmp_path / "in.jsonl"), tmp_path / "out"

    def begin_anew(_: int) -> None:
        (out / "_run.json").write_text('{"inputs": []}')

    with pytest.raises(OutputError, match="begun anew"):
        _run(cluster, [stories], out, progress=begin_anew)


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("no.jsonl", "does not exist"),
        ("a.docx", "leave out --dask"),
        ("b.parquet", "as Parquet"),
        ("c.csv", "text"),
        ("nothing", "holds no file"),
    ],
)
def test_an_input_that_no_cluster_reads(tmp_path: Path, name: str, told: str) -> None:
    (tmp_path / "a.docx").write_text("text")
    (tmp_path / "nothing").mkdir()
    (tmp_path / "c.csv").write_text("body,id\nRain fell on Lima.,1\n")
    (tmp_path / "b.parquet").write_text("no Parquet")
    with pytest.raises(StoryError, match=told):
        run_on_cluster([tmp_path / name], tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_no_scheduler_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("geonews.archive.cluster._CONNECT_S", 0.5)
    stories = _lines(tmp_path / "in.jsonl", _texts(2))
    with pytest.raises(GeonewsError, match="no dask scheduler answers"):
        run_on_cluster([stories], tmp_path / "out", address="tcp://127.0.0.1:9")
    with pytest.raises(GeonewsError, match="no dask scheduler answers"):
        run_on_cluster([stories], tmp_path / "out2", address="nonsense")


def test_a_service_is_not_asked_by_a_cluster(tmp_path: Path) -> None:
    stories = _lines(tmp_path / "in.jsonl", _texts(2))
    with pytest.raises(OptionError, match="leave out --dask"):
        run_on_cluster([stories], tmp_path / "out", Options(geocoder="nominatim"))


def test_processes_of_this_machine(tmp_path: Path) -> None:
    stories = _lines(tmp_path / "in.jsonl", ["Rain fell on Lima, Peru."] * 20)
    options = Options(recogniser="fast")
    summary = run_on_cluster([stories], tmp_path / "out", options, workers=1)
    assert (summary.stories, summary.mentions) == (20, 40)
    reports = pq.read_table(tmp_path / "out" / "stories")["report"].to_pylist()
    assert json.loads(reports[0])["mentions"][0]["text"] == "Lima"


def test_a_folder_in_a_store() -> None:
    folder = Folder("memory://bucket/out")
    folder.begin({"a": 1}, is_resumed=False)
    with folder.writing(3) as writer:
        writer.failure(0, "a.jsonl:1", None, "input", "broken")
        writer.counts["failed: input"] = 1
        assert not folder.has(3)
        writer.commit()
    with pytest.raises(ZeroDivisionError), folder.writing(4):
        raise ZeroDivisionError
    assert folder.done() == {3: {"stories": 0, "mentions": 0, "resolved": 0, "failed: input": 1}}
    folder.finish({})
    names = sorted(path.removeprefix("/bucket/out/") for path in folder.system.find("/bucket/out"))
    assert names == [
        "_SUCCESS",
        "_run.json",
        "failures/part-00003.jsonl",
        "mentions/part-00003.parquet",
        "stories/part-00003.parquet",
    ]
