"""The cache of answers: whole, bounded, shared by processes, and never in the way."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from geonews.errors import GeocoderError
from geonews.gazetteer import Candidate, NameKind
from geonews.geocode.cache import AnswerCache, Entries, cache_folder
from geonews.geocode.normalise import Answer
from geonews.geocode.shapes import shape_of
from geonews.model import Place

DAY = 86_400.0
LIMA = Answer(Candidate(Place("Lima", -12.05, -77.04, "PE", source="x"), NameKind.NAME, 7))
_RING = [[-77.2, -12.5], [-76.6, -12.5], [-76.6, -11.7], [-77.2, -12.5]]
SHAPED = Answer(LIMA.candidate, shape_of({"type": "Polygon", "coordinates": [_RING]}))


class Time:
    def __init__(self) -> None:
        self.now = 1_700_000_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Time:
    return Time()


@pytest.fixture
def cache(tmp_path: Path, clock: Time) -> AnswerCache:
    return AnswerCache(tmp_path / "deep" / "cache", clock=clock)


def test_an_answer_is_kept_for_other_runs(cache: AnswerCache, clock: Time) -> None:
    assert cache.get("nominatim", "{}", "Lima") is None
    cache.put("nominatim", "{}", "Lima", (SHAPED, LIMA))
    assert AnswerCache(cache.path.parent, clock=clock).get("nominatim", "{}", "Lima") == (
        SHAPED,
        LIMA,
    )


@pytest.mark.parametrize(
    "other", [("photon", "{}", "Lima"), ("nominatim", "[]", "Lima"), ("nominatim", "{}", "lima")]
)
def test_another_service_option_or_name_is_another_question(
    cache: AnswerCache, other: tuple[str, str, str]
) -> None:
    cache.put("nominatim", "{}", "Lima", (LIMA,))
    assert cache.get(*other) is None


@pytest.mark.parametrize(
    "name", ["", "\0", "x" * 100_000, "🗺", "'; DROP TABLE answer;--", "\ud800"]
)
def test_any_name_is_kept(cache: AnswerCache, name: str) -> None:
    cache.put("nominatim", "{}", name, (LIMA,))
    assert cache.get("nominatim", "{}", name) == (LIMA,)
    assert cache.notes == ()


def test_that_there_is_no_such_place_is_kept_for_less_long(cache: AnswerCache, clock: Time) -> None:
    cache.put("nominatim", "{}", "Lima", (LIMA,))
    cache.put("nominatim", "{}", "Nowhere", ())
    clock.now += 6.9 * DAY
    assert cache.get("nominatim", "{}", "Nowhere") == ()
    clock.now += 0.2 * DAY
    assert cache.get("nominatim", "{}", "Nowhere") is None
    clock.now += 22 * DAY
    assert cache.get("nominatim", "{}", "Lima") == (LIMA,)
    clock.now += 1 * DAY
    assert cache.get("nominatim", "{}", "Lima") is None
    cache.put("nominatim", "{}", "Lima", ())
    assert cache.get("nominatim", "{}", "Lima") == ()


def test_an_answer_from_the_future_is_not_believed(cache: AnswerCache, clock: Time) -> None:
    cache.put("nominatim", "{}", "Lima", (LIMA,))
    clock.now -= DAY
    assert cache.get("nominatim", "{}", "Lima") is None


def test_the_file_is_of_its_owner_alone(cache: AnswerCache) -> None:
    cache.put("nominatim", "{}", "Lima", (LIMA,))
    assert stat.S_IMODE(cache.path.stat().st_mode) == 0o600
    assert stat.S_IMODE(cache.path.parent.stat().st_mode) == 0o700


def test_the_file_tells_no_name_that_was_asked_for(cache: AnswerCache) -> None:
    cache.put("nominatim", "{}", "A name of a story nobody has read yet", ())
    assert b"nobody has read" not in cache.path.read_bytes()


def test_the_size_is_bounded_and_the_oldest_goes(tmp_path: Path, clock: Time) -> None:
    cache = AnswerCache(tmp_path, size_mb=1, clock=clock)
    answers = (Answer(Candidate(Place("x" * 200, 0.0, 0.0), NameKind.NAME, 1)),) * 50
    for number in range(200):
        clock.now += 1
        cache.put("nominatim", "{}", str(number), answers)
    info = cache.info()
    assert info.size_bytes <= 1.2 * 2**20
    kept = [n for n in range(200) if cache.get("nominatim", "{}", str(n)) is not None]
    assert kept == list(range(200 - len(kept), 200))
    assert 20 < len(kept) < 200


def test_an_answer_too_large_is_not_kept(tmp_path: Path) -> None:
    cache = AnswerCache(tmp_path, size_mb=0.01)
    cache.put("nominatim", "{}", "Lima", (LIMA,) * 1000)
    assert not cache.path.exists()


def test_info_counts_by_service(cache: AnswerCache, clock: Time) -> None:
    assert cache.info().entries == ()
    cache.put("photon", "{}", "Lima", (LIMA,))
    cache.put("photon", "{}", "Nowhere", ())
    clock.now += 2 * DAY
    cache.put("nominatim", "{}", "Lima", (LIMA,))
    clock.now += 1 * DAY
    info = cache.info()
    assert info.entries == (Entries("nominatim", 1, 1, 1.0, 1.0), Entries("photon", 2, 1, 3.0, 3.0))
    assert info.path == cache.path
    assert info.size_bytes >= cache.path.stat().st_size


def test_clear_forgets_a_service_or_all(cache: AnswerCache) -> None:
    assert cache.clear() == 0
    for service in ("photon", "nominatim", "here"):
        cache.put(service, "{}", "Lima", (LIMA,))
    assert cache.clear("photon") == 1
    assert cache.get("photon", "{}", "Lima") is None
    assert cache.get("here", "{}", "Lima") == (LIMA,)
    assert cache.clear() == 2
    assert cache.info().entries == ()


# What goes wrong -------------------------------------------------------------------------------


def _text(path: Path) -> None:
    path.write_text("this is no database at all, but long enough to look at " * 50)


def _folder(path: Path) -> None:
    path.mkdir()


def _truncated(path: Path) -> None:
    AnswerCache(path.parent).put("nominatim", "{}", "Lima", (LIMA,))
    path.write_bytes(path.read_bytes()[:5000])


def _overwritten(path: Path) -> None:
    AnswerCache(path.parent).put("nominatim", "{}", "Lima", (LIMA,))
    content = bytearray(path.read_bytes())
    content[100:] = b"\xa5" * (len(content) - 100)
    path.write_bytes(content)


def _foreign(path: Path) -> None:
    db = sqlite3.connect(path)
    db.executescript("CREATE TABLE answer (other); PRAGMA user_version = 1")
    db.close()


_DAMAGE = [_text, _folder, _truncated, _overwritten, _foreign]


@pytest.mark.parametrize("damage", _DAMAGE)
def test_a_damaged_cache_is_noted_once_and_left_alone(
    tmp_path: Path, damage: Callable[[Path], None]
) -> None:
    cache = AnswerCache(tmp_path)
    damage(cache.path)
    for name in ("Lima", "Peru", "Cusco"):
        assert cache.get("nominatim", "{}", name) is None
        cache.put("nominatim", "{}", name, (LIMA,))
    (note,) = cache.notes
    assert str(cache.path) in note
    assert "\n" not in note
    assert note.endswith("; going on without it")


@pytest.mark.parametrize("damage", [_text, _truncated, _overwritten, _foreign])
def test_clear_mends_a_damaged_cache(tmp_path: Path, damage: Callable[[Path], None]) -> None:
    cache = AnswerCache(tmp_path)
    damage(cache.path)
    with pytest.raises(GeocoderError, match="run `geonews cache clear`"):
        cache.info()
    cache.clear()
    cache.put("nominatim", "{}", "Lima", (LIMA,))
    assert cache.get("nominatim", "{}", "Lima") == (LIMA,)
    assert cache.notes == ()


def test_a_folder_that_cannot_be_made_is_noted(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    cache = AnswerCache(tmp_path / "file" / "cache")
    assert cache.get("nominatim", "{}", "Lima") is None
    (note,) = cache.notes
    assert "set GEONEWS_CACHE_DIR to another folder" in note


def test_a_file_that_cannot_be_written_is_noted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache = AnswerCache(tmp_path)
    cache.put("nominatim", "{}", "Lima", (LIMA,))
    connect = sqlite3.connect

    # The rights of a file do not stop root, who may run the tests.
    def reading(path: Path, **choices: Any) -> sqlite3.Connection:
        db: sqlite3.Connection = connect(f"file:{path}?mode=ro", uri=True, **choices)
        return db

    monkeypatch.setattr(sqlite3, "connect", reading)
    assert cache.get("nominatim", "{}", "Lima") == (LIMA,)
    cache.put("nominatim", "{}", "Peru", (LIMA,))
    (note,) = cache.notes
    assert "cannot be written" in note
    assert cache.get("nominatim", "{}", "Lima") is None


@pytest.mark.parametrize(
    "body",
    ["", "{", "null", "7", "[7]", "[null]", '[{"place": null}]', "[" * 100_000, '[{"place": {}}]'],
    ids=lambda body: body[:20],
)
def test_an_entry_that_somebody_changed_is_no_answer(cache: AnswerCache, body: str) -> None:
    cache.put("nominatim", "{}", "Lima", (LIMA,))
    db = sqlite3.connect(cache.path)
    db.execute("UPDATE answer SET body = ?", (body,))
    db.commit()
    db.close()
    assert cache.get("nominatim", "{}", "Lima") is None
    cache.put("nominatim", "{}", "Lima", (LIMA,))
    assert cache.get("nominatim", "{}", "Lima") == (LIMA,)


def test_a_cache_that_somebody_holds_is_passed_by(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("geonews.geocode.cache._BUSY_S", 0.05)
    cache = AnswerCache(tmp_path)
    cache.put("nominatim", "{}", "Lima", (LIMA,))
    holder = sqlite3.connect(cache.path, isolation_level=None)
    holder.execute("BEGIN EXCLUSIVE")
    cache.put("nominatim", "{}", "Peru", (LIMA,))
    holder.execute("ROLLBACK")
    holder.close()
    assert cache.notes == ()
    assert cache.get("nominatim", "{}", "Lima") == (LIMA,)
    assert cache.get("nominatim", "{}", "Peru") is None


# Many processes --------------------------------------------------------------------------------

_WRITER = """
import sys
from pathlib import Path
from geonews.geocode.cache import AnswerCache
from tests.geocode.test_cache import LIMA, SHAPED
cache, who = AnswerCache(Path(sys.argv[1])), sys.argv[2]
for number in range(40):
    cache.put(who, "{}", str(number), (SHAPED, LIMA))
    cache.put("shared", "{}", str(number), (LIMA,))
    assert cache.get("shared", "{}", str(number)) == (LIMA,)
assert cache.notes == (), cache.notes
"""


def test_many_processes_write_at_once(tmp_path: Path) -> None:
    folder = tmp_path / "cache"
    root = str(Path(__file__).parents[2])
    command = [sys.executable, "-c", _WRITER, str(folder)]
    environment = {**os.environ, "PYTHONPATH": root}
    writers = [
        subprocess.Popen([*command, f"writer{n}"], stderr=subprocess.PIPE, env=environment)
        for n in range(5)
    ]
    for writer in writers:
        _, stderr = writer.communicate(timeout=120)
        assert (writer.returncode, stderr) == (0, b"")
    cache = AnswerCache(folder)
    assert {e.service: e.count for e in cache.info().entries} == {
        "shared": 40,
        **{f"writer{n}": 40 for n in range(5)},
    }
    for number in range(40):
        assert cache.get("writer3", "{}", str(number)) == (SHAPED, LIMA)


def test_a_process_killed_while_it_writes_leaves_a_whole_file(tmp_path: Path) -> None:
    folder = tmp_path / "cache"
    endless = _WRITER.replace("range(40)", "range(10**6)")
    root = str(Path(__file__).parents[2])
    command = [sys.executable, "-c", endless, str(folder), "killed"]
    writer = subprocess.Popen(command, env={**os.environ, "PYTHONPATH": root})
    cache = AnswerCache(folder)
    while cache.get("killed", "{}", "30") is None:
        assert writer.poll() is None
    writer.kill()
    writer.wait()
    assert cache.get("killed", "{}", "5") == (SHAPED, LIMA)
    cache.put("killed", "{}", "after", (LIMA,))
    assert cache.get("killed", "{}", "after") == (LIMA,)
    db = sqlite3.connect(cache.path)
    assert db.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    db.close()


def test_the_system_says_where_the_cache_is() -> None:
    assert cache_folder({}).name == "geonews"
    assert cache_folder({"GEONEWS_CACHE_DIR": ""}) == cache_folder({})
    assert cache_folder({"GEONEWS_CACHE_DIR": "~/x"}) == Path.home() / "x"


def test_what_is_kept_is_json(cache: AnswerCache) -> None:
    cache.put("nominatim", "{}", "Lima", (SHAPED,))
    copy = cache.path.with_suffix(".copy")
    shutil.copy(cache.path, copy)
    db = sqlite3.connect(copy)
    ((body,),) = db.execute("SELECT body FROM answer").fetchall()
    db.close()
    (entry,) = json.loads(body)
    assert entry["place"]["name"] == "Lima"
    assert entry["shape"]["type"] == "Polygon"
