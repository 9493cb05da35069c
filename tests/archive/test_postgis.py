"""An archive in a real PostgreSQL with PostGIS, which these tests start in a folder of their own.

PostgreSQL runs as its own user and is reached by a socket in that folder alone; it ends with the
tests, and with the process that started it however that ends.
"""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import psycopg
import pytest
import sqlalchemy as sa
from click.testing import CliRunner

from geonews.archive import postgis
from geonews.archive.postgis import to_postgis
from geonews.cli.archives import archive
from geonews.errors import OptionError, OutputError
from geonews.model import Place
from tests.archive.made_reports import CALLAO, KENYA, LIMA, PERU, mention, story
from tests.nominatim import server

REPORTS = [
    story("2024-01-05", LIMA, CALLAO, mention(None), key="a", title="Rain"),
    story("yesterday", LIMA, mention(PERU, role="associative"), key="b"),
    story(None, key="c"),
]


@pytest.fixture(scope="module")
def socket_folder() -> Iterator[Path]:
    programs = server.find_postgresql()
    if programs is None or shutil.which("setpriv") is None:
        pytest.skip("no PostgreSQL with PostGIS here: apt-get install postgresql-postgis")
    with ExitStack() as stack:
        # Its user must reach it, and the path of a socket is short: no TMPDIR.
        made = tempfile.TemporaryDirectory(prefix="geonews-", dir="/tmp")
        folder = Path(stack.enter_context(made))
        yield server.start_postgresql(programs, folder, stack)


@pytest.fixture
def url(socket_folder: Path) -> Iterator[str]:
    """Yield the address of a database of one test alone."""
    with psycopg.connect(_address(socket_folder, "postgres"), autocommit=True) as connection:
        connection.execute("CREATE DATABASE one_test")
        yield _address(socket_folder, "one_test")
        connection.execute("DROP DATABASE one_test WITH (FORCE)")


def _address(folder: Path, database: str) -> str:
    return f"postgresql://nominatim@/{database}?host={folder}"


def ask(url: str, question: str) -> list[tuple[Any, ...]]:
    with psycopg.connect(url) as connection:
        return connection.execute(question.encode()).fetchall()


def all_of(url: str) -> dict[str, list[tuple[Any, ...]]]:
    tables = ("stories", "mentions", "places")
    return {name: ask(url, f"SELECT t::text FROM geonews.{name} AS t ORDER BY 1")  # noqa: S608
            for name in tables}  # fmt: skip


def test_the_tables_hold_stories_mentions_and_places(url: str) -> None:
    done = to_postgis(REPORTS, url)
    assert (done.stories, done.mentions, done.places, done.broken) == (3, 5, 3, 0)
    assert ask(
        url,
        "SELECT id, title, published, published_on::text, mentions, resolved, figures "
        "FROM geonews.stories ORDER BY id",
    ) == [
        ("a", "Rain", "2024-01-05", "2024-01-05", 3, 2, []),
        ("b", None, "yesterday", None, 2, 2, []),
        ("c", None, None, None, 0, 0, []),
    ]
    assert ask(
        url,
        "SELECT s.id, m.number, m.role, p.name, ST_X(m.geom), ST_Y(m.geom), ST_SRID(p.geom) "
        "FROM geonews.mentions AS m JOIN geonews.stories AS s ON s.key = m.story "
        "LEFT JOIN geonews.places AS p ON p.place_id = m.place_id ORDER BY s.id, m.number",
    ) == [
        ("a", 0, "literal", "Lima", -77.04, -12.05, 4326),
        ("a", 1, "literal", "Callao", -77.13, -12.06, 4326),
        ("a", 2, "literal", None, None, None, None),
        ("b", 0, "literal", "Lima", -77.04, -12.05, 4326),
        ("b", 1, "associative", "Peru", -76.0, -10.0, 4326),
    ]
    near = ask(
        url,
        "SELECT name FROM geonews.places WHERE ST_DWithin(geom::geography, "
        "ST_Point(-77.1, -12.0, 4326)::geography, 20000) ORDER BY name",
    )
    assert near == [("Callao",), ("Lima",)]


def test_points_have_gist_indexes(url: str) -> None:
    to_postgis(REPORTS, url)
    found = ask(
        url,
        "SELECT tablename FROM pg_indexes WHERE schemaname = 'geonews' "
        "AND indexdef LIKE '%USING gist (geom)%' ORDER BY 1",
    )
    assert found == [("mentions",), ("places",)]


def test_a_second_run_changes_nothing_and_another_archive_adds(url: str) -> None:
    to_postgis(REPORTS, url)
    before = all_of(url)
    to_postgis(reversed(REPORTS), url)
    assert all_of(url) == before
    to_postgis([story(None, KENYA, key="d")], url)
    assert [len(rows) for rows in all_of(url).values()] == [4, 6, 4]


def test_a_story_analysed_anew_replaces_what_it_was(url: str) -> None:
    to_postgis(REPORTS, url)
    moved = Place("Lima", -12.0, -77.0, "PE", "Lima", "PPLC", geonames_id=LIMA.geonames_id)
    to_postgis([story("2024-01-05", moved, key="a", title="Rain")], url)
    assert ask(url, "SELECT ST_X(geom) FROM geonews.places WHERE name = 'Lima'") == [(-77.0,)]
    assert ask(url, "SELECT count(*) FROM geonews.mentions") == [(3,)]


def test_the_same_id_with_another_text_is_another_story_and_the_same_twice_stays_twice(
    url: str,
) -> None:
    twins = [story(None, LIMA, key="a"), story(None, PERU, key="a", text="Other"),
             story(None, LIMA, key="a")]  # fmt: skip
    for _ in range(2):
        assert to_postgis(twins, url).stories == 3
    found = ask(
        url, "SELECT count(*), count(DISTINCT key), count(DISTINCT id) FROM geonews.stories"
    )
    assert found == [(3, 3, 1)]


def test_batches_are_one_archive(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    to_postgis(REPORTS, url)
    before = all_of(url)
    monkeypatch.setattr(postgis, "_BATCH", 1)
    monkeypatch.setattr(postgis, "_MOST_KEYS", 1)
    assert to_postgis(REPORTS, url).places == 3
    assert all_of(url) == before


def test_hostile_text_is_text(url: str) -> None:
    text = "\\N\t\n'); DROP TABLE geonews.stories; --\x00\ud800\\.\u2028"
    hostile = Place(text, 1.0, 2.0, "'", text, "PPL", source=text)
    spoilt = story(None, mention(hostile, reason=text), key=text, title=text, source=text)
    spoilt["figures"] = [{"text": text, "value": float("inf")}]
    for schema in ("geonews", 'a"b; DROP SCHEMA geonews; --'):
        assert to_postgis([spoilt], url, schema=schema).stories == 1
    stored = text.replace("\x00", "\ufffd").replace("\ud800", "\ufffd")
    assert ask(url, "SELECT id, title, figures FROM geonews.stories") == [
        (stored, stored, [{"text": stored, "value": None}])
    ]
    assert ask(url, "SELECT name, admin1 FROM geonews.places") == [(stored, stored)]


@pytest.mark.parametrize(("field", "value"), [("lat", "x"), ("lon", 1e9), ("population", 1e30)])
def test_a_report_that_is_none_is_told(url: str, field: str, value: object) -> None:
    spoilt = story(None, LIMA, key="x")
    spoilt["mentions"][0]["place"][field] = value
    done = to_postgis([spoilt, {}, *REPORTS], url)
    assert (done.stories, done.broken) == (3, 2)


def test_where_reading_breaks_off_nothing_is_written(url: str) -> None:
    def broken() -> Iterator[dict[str, Any]]:
        yield from REPORTS
        raise OutputError("the file ends in the middle")

    with pytest.raises(OutputError, match="in the middle"):
        to_postgis(broken(), url)
    assert ask(url, "SELECT count(*) FROM pg_tables WHERE schemaname = 'geonews'") == [(0,)]


def test_a_table_of_somebody_else_is_an_error_and_stays(url: str) -> None:
    with psycopg.connect(url) as connection:
        connection.execute("CREATE SCHEMA geonews")
        connection.execute("CREATE TABLE geonews.stories (key text PRIMARY KEY, mine text)")
    with pytest.raises(OutputError, match=r"column .* does not exist.*nothing was written"):
        to_postgis(REPORTS, url)
    assert ask(url, "SELECT count(*) FROM geonews.stories") == [(0,)]


def test_an_engine_does_as_well(url: str) -> None:
    engine = sa.create_engine(url.replace("postgresql:", "postgresql+psycopg:"))
    assert to_postgis(REPORTS, engine).stories == 3
    engine.dispose()


HUSH = "s3cret"


@pytest.mark.parametrize(
    "address",
    [
        f"postgresql://me@localhost:{HUSH}/news",
        f"mysql://me:{HUSH}@localhost/news",
        f"postgresql+pg8000://me:{HUSH}@localhost/news",
        f"{HUSH}",
        "",
    ],
)
def test_an_address_that_is_none_is_told_without_it(address: str) -> None:
    with pytest.raises(OptionError, match="none of PostgreSQL") as told:
        to_postgis(REPORTS, address)
    assert HUSH not in str(told.value)
    assert told.value.__cause__ is None


@pytest.mark.parametrize("given", ["me:hushhush@", "me@", "me:hush%2Fhush@"])
def test_passwords_are_never_shown(given: str, tmp_path: Path) -> None:
    out = tmp_path / "news.jsonl"
    out.write_text("".join(f"{json.dumps(report)}\n" for report in REPORTS))
    # Nobody listens in an empty folder.
    address = f"postgresql://{given}/news?host={tmp_path}&password=hushhush"
    result = CliRunner().invoke(archive, ["to-postgis", str(out), address, "--verbose"])
    assert result.exit_code == 3
    assert "hush" not in result.output
    assert "cannot write to postgresql://me" in result.output.replace("+psycopg", "")


def test_the_command_tells_what_it_wrote(url: str, tmp_path: Path) -> None:
    out = tmp_path / "news.jsonl"
    out.write_text("".join(f"{json.dumps(report)}\n" for report in [*REPORTS, {}]))
    result = CliRunner().invoke(archive, ["to-postgis", str(out), url])
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr.splitlines()[-1] == "wrote 3 stories, 5 mentions, 3 places"
