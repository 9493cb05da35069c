"""From files to a file of reports: nothing lost, nothing written over, nothing left behind."""

from __future__ import annotations

import csv
import json
import os
import tempfile
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geonews.archive.batch import batch, usual_workers
from geonews.archive.export import export
from geonews.archive.fields import Columns
from geonews.archive.stopping import Stop
from geonews.archive.summary import Summary
from geonews.archive.total import Total, total_of
from geonews.errors import GeonewsError, OptionError, OutputError, StoryError
from geonews.options import Options

FAKE = "tests.archive.fakes:Fake"
CHEAP = "tests.archive.cluster_fakes:Cheap"


def _stories(path: Path, *texts: str | None) -> Path:
    """Write JSON lines; None is one that is broken."""
    path.write_bytes(
        b"".join(
            (b"{" if text is None else json.dumps({"id": f"s{n}", "text": text}).encode()) + b"\n"
            for n, text in enumerate(texts)
        )
    )
    return path


def _batch(inputs: list[Path], out: Path, **how: Any) -> Summary:
    return batch(inputs, out, how.pop("options", Options()), **{"analyst": FAKE, **how})


def _ids(out: Path) -> list[str]:
    return [json.loads(line)["id"] for line in out.read_text().splitlines()]


def _names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_an_archive_of_many_files(tmp_path: Path) -> None:
    first = _stories(tmp_path / "a.jsonl", "Story", None, "STORY", "ABORT")
    folder = tmp_path / "b"
    folder.mkdir()
    (folder / "one.txt").write_text("Story")
    (folder / "two.csv").write_text("id,text\nx1,Story\nx2,\n")
    out = tmp_path / "out.jsonl"
    summary = _batch([first, folder], out, workers=2)
    assert (summary.stories, summary.failed) == (3, 4)
    assert _ids(out) == ["s0", "one.txt", "x1"]
    failures = [
        json.loads(line)
        for line in (tmp_path / "out.jsonl.failures.jsonl").read_text().splitlines()
    ]
    assert [(line["seq"], line["id"], line["cause"]) for line in failures] == [
        (1, None, "input"),
        (2, "s2", "story"),
        (3, "s3", "crash"),
        (6, None, "input"),
    ]
    assert failures[0]["where"] == f"{first}:2"
    assert failures[1]["reason"] == "the story is no story"
    assert _names(tmp_path) == ["a.jsonl", "b", "out.jsonl", "out.jsonl.failures.jsonl"]


_ORDERS = ["Story", "Another", "STORY", "FAULT", "SLEEP 0.01", None]


@settings(max_examples=12)
@given(
    texts=st.lists(st.sampled_from([*_ORDERS * 4, "EXIT"]), max_size=40),
    workers=st.integers(1, 3),
    is_ordered=st.booleans(),
)
def test_each_record_ends_once(texts: list[str | None], workers: int, is_ordered: bool) -> None:
    with tempfile.TemporaryDirectory() as folder:
        stories = _stories(Path(folder, "in.jsonl"), *texts, "Story")
        out = Path(folder, "out.ndjson")
        failures = Path(folder, "failed")
        summary = _batch([stories], out, workers=workers, is_ordered=is_ordered, failures=failures)
        ids = _ids(out)
        failed = (
            [json.loads(line)["seq"] for line in failures.read_text().splitlines()]
            if failures.exists()
            else []
        )
    done = [int(name[1:]) for name in ids]
    assert sorted([*done, *failed]) == list(range(len(texts) + 1))
    assert (summary.stories, summary.failed) == (len(done), len(failed))
    good = [n for n, text in enumerate([*texts, "Story"]) if text in _ORDERS and text]
    assert sorted(done) == [n for n in good if [*texts, "Story"][n] not in ("STORY", "FAULT")]
    if is_ordered:
        assert (done, failed) == (sorted(done), sorted(failed))


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("out.jsonl", None),
        ("none/out.jsonl", "the folder .* does not exist"),
        ("in.jsonl", "is the input itself"),
        ("link.jsonl", "is the input itself"),
        ("folder", "is a directory"),
        ("folder/out.jsonl", "stands in the folder .* that is read"),
        ("out.doc", "is of no form that is written"),
    ],
)
def test_an_output_that_will_not_do_is_refused_before_the_work(
    name: str, said: str | None, tmp_path: Path
) -> None:
    stories = _stories(tmp_path / "in.jsonl", "Story")
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "a.txt").write_text("Story")
    (tmp_path / "link.jsonl").symlink_to(stories)
    before = _names(tmp_path)
    if said is None:
        assert _batch([stories, tmp_path / "folder"], tmp_path / name).stories == 2
        return
    with pytest.raises(GeonewsError, match=said):
        _batch([stories, tmp_path / "folder"], tmp_path / name)
    assert _names(tmp_path) == before
    assert json.loads(stories.read_text())["text"] == "Story"


@pytest.mark.parametrize(
    "how",
    [
        {"failures": "out.jsonl"},
        {"mentions": "a.csv", "places": "a.csv"},
        {"places": "out.jsonl.failures.jsonl"},
    ],
)
def test_two_outputs_in_one_file_are_refused(how: dict[str, str], tmp_path: Path) -> None:
    stories = _stories(tmp_path / "in.jsonl", "Story")
    named: dict[str, Any] = {key: tmp_path / name for key, name in how.items()}
    with pytest.raises(GeonewsError, match=r"two of .* are one file|is of no form that a table"):
        _batch([stories], tmp_path / "out.jsonl", **named)
    assert _names(tmp_path) == ["in.jsonl"]


@pytest.mark.parametrize(
    ("how", "error", "said"),
    [
        ({"workers": 0}, OptionError, "workers is 0: give a number from 1 to 1024"),
        ({"time_limit_s": 0}, OptionError, "time_limit_s is 0: give seconds"),
        ({"time_limit_s": float("nan")}, OptionError, "time_limit_s is nan: give seconds"),
        (
            {"options": Options(geocoder="nominatim"), "workers": 2},
            OptionError,
            "2 workers would ask 'nominatim' at 2 times the pace it allows",
        ),
        ({"mentions": Path("a.doc")}, OptionError, "is of no form that a table is written in"),
        ({"options": Options(near="Nowhere")}, OptionError, "near is 'Nowhere'"),
        ({"options": Options(near="Abort")}, GeonewsError, "no worker starts"),
    ],
)
def test_what_cannot_go_well_leaves_nothing(
    how: dict[str, Any], error: type[GeonewsError], said: str, tmp_path: Path
) -> None:
    stories = _stories(tmp_path / "in.jsonl", "Story")
    with pytest.raises(error, match=said):
        _batch([stories], tmp_path / "out.jsonl", **how)
    assert _names(tmp_path) == ["in.jsonl"]


def test_an_input_that_cannot_be_read_leaves_nothing(tmp_path: Path) -> None:
    stories = _stories(tmp_path / "in.jsonl", "Story")
    for inputs in ([], [stories, tmp_path / "none.jsonl"]):
        with pytest.raises(StoryError, match=r"there is no input|does not exist"):
            _batch(inputs, tmp_path / "out.jsonl")
    assert _names(tmp_path) == ["in.jsonl"]


def test_services_are_asked_by_one_worker_alone() -> None:
    assert usual_workers(Options(geocoder="nominatim")) == 1
    assert usual_workers(Options(geocoder="embedded,nominatim")) == 1
    own = Options(geocoder="nominatim", domain="localhost:8080")
    assert usual_workers(own) == usual_workers(Options())


@pytest.mark.parametrize(
    ("told", "most"), [("max 100000", 1024), ("150000 100000", 2), ("50000 100000", 1), ("", 1024)]
)
def test_a_container_has_workers_for_its_share(
    told: str, most: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "cpu.max").write_text(told)
    monkeypatch.setattr("geonews.archive.batch._CPU_MAX", tmp_path / "cpu.max")
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: set(range(64)))
    assert usual_workers(Options()) == min(64, most)


def test_fields_may_have_other_names(tmp_path: Path) -> None:
    stories = tmp_path / "in.jsonl"
    stories.write_text('{"no": 7, "body": "Story"}\n')
    _batch([stories], tmp_path / "out.jsonl", columns=Columns(id="no", text="body"))
    assert _ids(tmp_path / "out.jsonl") == ["7"]


def test_stories_of_one_id_are_kept_apart_and_told(tmp_path: Path) -> None:
    stories = tmp_path / "in.jsonl"
    stories.write_text(
        "".join(
            json.dumps({"id": name, "text": f"{name} {n}"}) + "\n" for n, name in enumerate("abaab")
        )
    )
    summary = _batch([stories], tmp_path / "out.jsonl", workers=2)
    assert summary.repeated == 3
    assert _ids(tmp_path / "out.jsonl") == list("abaab")
    assert len(set((tmp_path / "out.jsonl").read_text().splitlines())) == 5


@pytest.mark.parametrize("name", ["out.jsonl", "out.jsonl.gz", "out.jsonl.zst", "out.parquet"])
def test_all_forms_hold_the_same_reports(name: str, tmp_path: Path) -> None:
    stories = _stories(tmp_path / "in.jsonl", *[f"Lima {n}" for n in range(40)], None)
    summary = _batch(
        [stories],
        tmp_path / name,
        analyst=CHEAP,
        mentions=tmp_path / "mentions.parquet",
        places=tmp_path / "places.csv",
    )
    assert (summary.stories, summary.failed) == (40, 1)
    assert pq.read_table(tmp_path / "mentions.parquet").num_rows == 40
    with (tmp_path / "places.csv").open() as file:
        rows = list(csv.DictReader(file))
    assert [(row["name"], row["mentions"]) for row in rows] == [("Lima", "40")]
    export(tmp_path / name, tmp_path / "again.parquet", "mentions")
    assert (tmp_path / "again.parquet").read_bytes() == (tmp_path / "mentions.parquet").read_bytes()
    assert _names(tmp_path) == sorted(
        [
            *("again.parquet", "in.jsonl", "mentions.parquet", "places.csv"),
            *(name, f"{name}.failures.jsonl"),
        ]
    )


def test_an_earlier_output_stands_until_the_new_one_is_whole(tmp_path: Path) -> None:
    stories = _stories(tmp_path / "in.jsonl", "Story", "FATAL")
    out = tmp_path / "out.jsonl"
    out.write_text("of old\n")
    with pytest.raises(GeonewsError, match="the model is gone"):
        _batch([stories], out, workers=1)
    assert out.read_text() == "of old\n"
    assert (tmp_path / "out.jsonl.journal").exists()
    with pytest.raises(OutputError, match="go on with --resume"):
        _batch([stories], out, workers=1)


class _Killed(BaseException):
    """What stands for a kill in one process: nothing is named or removed any more."""


@pytest.mark.parametrize("form", ["jsonl", "jsonl.gz", "parquet"])
def test_a_run_that_ends_while_it_names_its_files_is_gone_on_with(
    form: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stories = _stories(tmp_path / "in.jsonl", *["Lima", None] * 5)

    def go(folder: Path) -> dict[str, bytes]:
        folder.mkdir(exist_ok=True)
        summary = _batch(
            [stories],
            folder / f"out.{form}",
            analyst=CHEAP,
            is_resumed=True,
            mentions=folder / "mentions.csv",
        )
        assert (summary.stories, summary.failed, summary.is_complete) == (5, 5, True)
        return {path.name: path.read_bytes() for path in folder.iterdir()}

    def is_killed(folder: Path, steps: int) -> bool:
        """Tell whether a run that may name or remove so many files is killed by that."""
        left = steps

        def killed_at(work: Any) -> Any:
            def done(*given: Any, **named: Any) -> Any:
                nonlocal left
                if not left:
                    raise _Killed
                left -= 1
                return work(*given, **named)

            return done

        with monkeypatch.context() as patch:
            patch.setattr(Path, "replace", killed_at(Path.replace))
            patch.setattr(Path, "unlink", killed_at(Path.unlink))
            try:
                go(folder)
            except _Killed:
                return True
        return False

    whole = go(tmp_path / "whole")
    steps = 0
    while is_killed(tmp_path / f"{steps}", steps):
        assert go(tmp_path / f"{steps}") == whole
        steps += 1
    assert steps > 4


def test_a_signal_while_tables_are_written_is_obeyed_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stories = _stories(tmp_path / "in.jsonl", "Lima")
    stop = Stop()

    def slow(*_: Any) -> None:
        stop.ask(15)

    how: dict[str, Any] = {"analyst": CHEAP, "mentions": tmp_path / "mentions.csv"}
    with monkeypatch.context() as patch:
        patch.setattr("geonews.archive.batch.export", slow)
        with pytest.raises(KeyboardInterrupt):
            _batch([stories], tmp_path / "out.jsonl", stop=stop, **how)
    assert not (tmp_path / "mentions.csv").exists()
    summary = _batch([stories], tmp_path / "out.jsonl", is_resumed=True, **how)
    assert (summary.is_complete, summary.done_now) == (True, 0)
    assert _names(tmp_path) == ["in.jsonl", "mentions.csv", "out.jsonl"]


def test_progress_counts_on_from_the_run_before(tmp_path: Path) -> None:
    stories = _stories(tmp_path / "in.jsonl", *["Story"] * 30, "FATAL")
    with pytest.raises(GeonewsError, match="the model is gone"):
        _batch([stories], tmp_path / "out.jsonl", workers=1)
    text = stories.read_text().replace("FATAL", "Story")
    stat = stories.stat()
    stories.write_text(text)
    os.utime(stories, ns=(stat.st_atime_ns, stat.st_mtime_ns))
    seen: list[int] = []
    summary = _batch(
        [stories], tmp_path / "out.jsonl", is_resumed=True, progress=seen.append, workers=1
    )
    assert seen == [31]
    assert (summary.stories, summary.done_now) == (31, 1)


def test_all_records_can_be_counted_beforehand(tmp_path: Path) -> None:
    first = _stories(tmp_path / "a.jsonl", *["Story"] * 7, None)
    second = tmp_path / "b.csv"
    second.write_text('text\n"Story\n\nof three lines"\nAnother\n')
    assert total_of([first, second], Columns()) == 10
    total = Total([first, tmp_path / "none.jsonl"], Columns())
    assert total() is None
