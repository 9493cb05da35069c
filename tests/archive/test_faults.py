"""What goes wrong around a run: a full disk, broken input, limits of the machine."""

from __future__ import annotations

import gzip
import json
import os
import random
import signal
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import zstandard

from geonews.archive.batch import batch
from geonews.archive.summary import Summary
from geonews.errors import GeonewsError, OutputError
from geonews.options import Options
from tests.archive.runs import children, finished, started, write

FAKE = "tests.archive.fakes:Fake"
CHEAP = "tests.archive.cluster_fakes:Cheap"


def _run(stories: Path, out: Path) -> Summary:
    return batch([stories], out, Options(), workers=2, analyst=FAKE)


@pytest.mark.parametrize("name", ["out.jsonl", "out.jsonl.gz", "out.parquet"])
def test_a_full_disk_ends_a_run_that_can_be_gone_on_with(name: str, tmp_path: Path) -> None:
    stories = write(tmp_path / "in.jsonl", ["SLEEP 0.001", None, "STORY"] * 150)
    for folder in ("whole", "full"):
        (tmp_path / folder).mkdir()
    how = ("--analyst", CHEAP, "--resume")
    assert finished(started(stories, tmp_path / "whole" / name, *how))[:2] == (0, "150 300\n")
    out = tmp_path / "full" / name
    full = 0
    for size in (1, 900, 6_000, 30_000):
        code, _, err = finished(started(stories, out, *how, "--file-size", str(size)))
        full += code == 3
        if code == 3:
            assert err.startswith("OutputError: cannot write ")
            assert "File too large" in err
            assert "free space or change its rights" in err
            assert not out.exists()
    assert full >= 2
    assert finished(started(stories, out, *how))[0] == 0
    whole = {path.name: path.read_bytes() for path in (tmp_path / "whole").iterdir()}
    assert {path.name: path.read_bytes() for path in (tmp_path / "full").iterdir()} == whole


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of 256 KiB."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", str(folder)],
        capture_output=True,
        check=False,
    )
    if mounted.returncode:
        pytest.skip("only root can mount a small file system")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


def test_space_that_is_freed_is_used_by_the_next_run(tmp_path: Path, small_disk: Path) -> None:
    stories = write(tmp_path / "in.jsonl", [f"Story {n}" for n in range(1500)])
    assert _run(stories, tmp_path / "whole.jsonl").stories == 1500
    ballast = small_disk / "ballast"
    ballast.write_bytes(bytes(100_000))
    out = small_disk / "out.jsonl"
    code, _, err = finished(started(stories, out, "--commit-every", "0"))
    assert code == 3
    assert "No space left on device" in err
    assert not out.exists()
    ballast.unlink()
    code, said, _ = finished(started(stories, out, "--resume"))
    assert (code, said) == (0, "1500 0\n")
    assert out.read_bytes() == (tmp_path / "whole.jsonl").read_bytes()
    assert [path.name for path in small_disk.iterdir()] == ["out.jsonl"]


def test_workers_that_are_killed_are_replaced_and_cost_no_story(tmp_path: Path) -> None:
    stories = write(tmp_path / "in.jsonl", ["SLEEP 0.005"] * 600)
    out = tmp_path / "out.jsonl"
    dice = random.Random(5)  # noqa: S311  # no secret
    run = started(stories, out)
    killed = 0
    while killed < 4 and run.poll() is None:
        time.sleep(0.4)
        if workers := children(run):
            os.kill(dice.choice(workers), signal.SIGKILL)
            killed += 1
    assert finished(run) == (0, "600 0\n", "")
    assert killed >= 2
    ids = [json.loads(line)["id"] for line in out.read_text().splitlines()]
    assert ids == [f"s{n}" for n in range(600)]


def test_one_line_in_a_hundred_is_broken(tmp_path: Path) -> None:
    dice = random.Random(7)  # noqa: S311  # no secret
    kinds = [
        b"{",
        b'{"id": 1, "text": ',
        b"\xff\xfe\x00",
        b"[]",
        b"null",
        b'"text"',
        b'{"id": "x"}',
        b'{"id": "x", "text": null}',
        b'{"id": "x", "text": 7}',
        b'{"id": {}, "text": "Story"}',
        b"[" * 100_000,
    ]
    lines = [json.dumps({"id": f"s{n}", "text": "Story"}).encode() for n in range(2000)]
    broken = sorted(dice.sample(range(2000), 20))
    for number in broken:
        lines[number] = dice.choice(kinds)
    stories = tmp_path / "in.jsonl"
    stories.write_bytes(b"\n".join(lines))
    summary = _run(stories, tmp_path / "out.jsonl")
    assert (summary.stories, summary.failures) == (1980, {"input": 20})
    failures = (tmp_path / "out.jsonl.failures.jsonl").read_text().splitlines()
    assert [json.loads(line)["seq"] for line in failures] == broken
    ids = [json.loads(line)["id"] for line in (tmp_path / "out.jsonl").read_text().splitlines()]
    assert ids == [f"s{n}" for n in range(2000) if n not in broken]


@pytest.mark.parametrize("suffix", [".gz", ".zst"])
def test_a_file_that_was_cut_short_gives_what_stands_before(suffix: str, tmp_path: Path) -> None:
    noise = random.Random(3)  # noqa: S311  # no secret
    texts: list[str | None] = [f"Story {noise.getrandbits(16_000):x}" for _ in range(400)]
    data = write(tmp_path / "in.jsonl", texts).read_bytes()
    packed = gzip.compress(data) if suffix == ".gz" else zstandard.compress(data)
    stories = tmp_path / f"in.jsonl{suffix}"
    stories.write_bytes(packed[: len(packed) // 2])
    summary = _run(stories, tmp_path / "out.jsonl")
    assert summary.is_complete
    assert 0 < summary.stories < 400
    *_, last = map(json.loads, (tmp_path / "out.jsonl.failures.jsonl").read_text().splitlines())
    assert last["seq"] == summary.stories + summary.failed - 1
    assert "breaks off" in last["reason"]


def test_a_broken_table_gives_what_could_be_read(tmp_path: Path) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    rows = [{"id": f"s{n}", "text": f"Story {n}"} for n in range(100)]
    stories = tmp_path / "in.parquet"
    pq.write_table(pa.Table.from_pylist(rows), stories, row_group_size=10, compression="none")
    data = bytearray(stories.read_bytes())
    at = data.index(b"Story 55")
    data[at - 200 : at + 200] = bytes(400)
    stories.write_bytes(data)
    summary = _run(stories, tmp_path / "out.jsonl")
    assert summary.is_complete
    assert summary.stories >= 50
    assert summary.failures["input"] >= 1


@pytest.mark.parametrize(
    "text",
    [
        "\ud800 lone",
        "\x00\x01\x02",
        "\u2028line\u2029para\x85next",
        "\x1b]0;title\x07 and \u202eturned",
        "<!doctype html><html><body></body></html>",
        "a" * 2_000_000,
        "\U0010ffff" * 1000,
    ],
)
def test_hostile_stories_end_as_a_line_or_a_failure(text: str, tmp_path: Path) -> None:
    texts: list[str | None] = ["Story", text, "Story"]
    stories = write(tmp_path / "in.jsonl", texts)
    summary = batch([stories], tmp_path / "out.jsonl", Options(recogniser="fast"), workers=1)
    assert summary.stories + summary.failed == 3
    assert summary.stories >= 2
    for path in (tmp_path / "out.jsonl", tmp_path / "out.jsonl.failures.jsonl"):
        data = path.read_bytes() if path.exists() else b""
        assert data.isascii()
        assert all(json.loads(line) for line in data.split(b"\n")[:-1])


def test_a_hostile_name_of_a_file_is_told_and_harmless(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / os.fsdecode(b"\xff\x1b[31m\n.txt")).write_text("Story")
    (folder / "b.txt").write_bytes(b"")
    summary = batch([folder], tmp_path / "out.jsonl", Options(), workers=1, analyst=FAKE)
    assert (summary.stories, summary.failed) == (1, 1)
    (line,) = (tmp_path / "out.jsonl.failures.jsonl").read_bytes().splitlines()
    assert line.isascii()


@pytest.mark.parametrize("name", ["out.jsonl", "out.jsonl.gz"])
def test_an_output_that_was_tampered_with_is_not_gone_on_with(name: str, tmp_path: Path) -> None:
    stories = write(tmp_path / "in.jsonl", ["Story"] * 50 + ["FATAL"])
    out = tmp_path / name
    with pytest.raises(GeonewsError, match="the model is gone"):
        batch([stories], out, workers=1, analyst=FAKE)
    for path in (out.with_name(f"{name}.part"), out.with_name(f"{name}.ids")):
        kept = path.read_bytes()
        if kept:
            path.unlink()
            with pytest.raises(OutputError, match="remove the journal to begin anew"):
                batch([stories], out, workers=1, analyst=FAKE, is_resumed=True)
            path.write_bytes(kept[:-1])
            with pytest.raises(OutputError, match="remove the journal to begin anew"):
                batch([stories], out, workers=1, analyst=FAKE, is_resumed=True)
            path.write_bytes(kept)
    with pytest.raises(GeonewsError, match="the model is gone"):
        batch([stories], out, workers=1, analyst=FAKE, is_resumed=True)


def test_a_folder_that_may_not_be_written_is_told(tmp_path: Path) -> None:
    if os.geteuid() == 0:
        pytest.skip("root may write everywhere")
    stories = write(tmp_path / "in.jsonl", ["Story"])
    (tmp_path / "locked").mkdir(mode=0o500)
    with pytest.raises(OutputError, match="free space or change its rights"):
        _run(stories, tmp_path / "locked" / "out.jsonl")
