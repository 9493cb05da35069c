"""An archive in PostgreSQL with PostGIS: stories, mentions and places, points and indexes.

All of an archive arrives in one transaction, or nothing of it does. What is there already is
written over, so that a second run changes nothing and a second archive adds to the first.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from geonews.archive.postgis_tables import INDEXES, MENTIONS, PLACES, STORIES, make_tables
from geonews.archive.rows import Rows, rows_of
from geonews.errors import OptionError, OutputError

if TYPE_CHECKING:
    import sqlalchemy as sa
    from psycopg import Connection

__all__ = ["SCHEMA", "Loaded", "to_postgis"]

SCHEMA = "geonews"
_BATCH = 2_000
_TOLD_EVERY = 500
# Names of places that were sent; beyond so many some are sent again.
_MOST_KEYS = 2_000_000
_SCHEMES = ("postgresql", "postgres", "postgresql+psycopg")


@dataclass(frozen=True, slots=True)
class Loaded:
    """What was written: of this archive, not what the tables hold beside it.

    Attributes
    ----------
    stories, mentions, places : int
    broken : int
        Reports that could not be understood.
    """

    stories: int
    mentions: int
    places: int
    broken: int


def to_postgis(
    reports: Iterable[dict[str, Any]],
    url: str | sa.Engine,
    *,
    schema: str = SCHEMA,
    progress: Callable[[int], None] = lambda _: None,
) -> Loaded:
    """Write reports into the tables ``stories``, ``mentions`` and ``places`` of a schema.

    Schema, tables and indexes are made where they are not there. A story is known again by its id
    and text; the mentions it had are replaced. Needs ``geonews[postgis]``.

    Parameters
    ----------
    reports : iterable of dict
        As `geonews.archive.export.reports_of` yields them.
    url : str or sqlalchemy.Engine
        ``postgresql://user@host/database``; what is left out comes from libpq's environment and
        files, such as ``PGPASSWORD`` or ``~/.pgpass``. An engine must use psycopg 3.
    schema : str
        Any name; it is quoted.
    progress : callable
        Gets how many reports are sent.

    Raises
    ------
    OptionError
        The URL is none of PostgreSQL, or the extra is missing.
    OutputError
        The database cannot be reached or refuses; nothing of the archive is in it then.
    """
    engine = _engine(url)
    import psycopg
    from sqlalchemy.exc import SQLAlchemyError

    # A password may stand in the query as well.
    where = engine.url.set(query={}).render_as_string(hide_password=True)
    secrets = [engine.url.password, *map(engine.url.query.get, ("password", "sslpassword"))]
    try:
        with engine.begin() as connection:
            driver = connection.connection.driver_connection
            if not isinstance(driver, psycopg.Connection):
                raise OptionError(f"{where} is not spoken to by psycopg 3: use postgresql+psycopg")
            return _loaded(driver, reports, schema, progress)
    except (psycopg.Error, SQLAlchemyError) as error:
        raise OutputError(
            f"cannot write to {where} ({_words(error, secrets)}): nothing was written; "
            "see that the server runs, and what the user may do there"
        ) from None
    finally:
        if engine is not url:
            engine.dispose()


def _engine(url: str | sa.Engine) -> sa.Engine:
    try:
        import psycopg  # noqa: F401  told here rather than at the first connection
        import sqlalchemy as sa
    except ImportError as error:
        raise OptionError(
            f"writing to PostgreSQL needs {error.name}: pip install 'geonews[postgis]'"
        ) from error
    if isinstance(url, sa.Engine):
        return url
    try:
        read = sa.make_url(url)
        is_ours = read.drivername in _SCHEMES
    except (ValueError, sa.exc.ArgumentError):
        is_ours = False
    if not is_ours:
        # What was given is not shown: it may hold a password, wherever it stands.
        raise OptionError(
            "the database's address is none of PostgreSQL: give one such as "
            "postgresql://user@host/database, the password by PGPASSWORD or ~/.pgpass"
        )
    return sa.create_engine(
        read.set(drivername="postgresql+psycopg"),
        poolclass=sa.NullPool,
        connect_args={} if "connect_timeout" in read.query else {"connect_timeout": 15},
    )


def _words(error: Exception, secrets: Sequence[object]) -> str:
    """Return what a server said, in one line and without a password."""
    told = getattr(error, "orig", None) or error
    diagnosis = getattr(getattr(told, "diag", None), "message_primary", None)
    words = " ".join(str(diagnosis or told).split())
    for secret in secrets:
        words = words.replace(str(secret), "***") if secret else words
    return words


def _loaded(
    driver: Connection[Any],
    reports: Iterable[dict[str, Any]],
    schema: str,
    progress: Callable[[int], None],
) -> Loaded:
    make_tables(driver, schema)
    rows = Rows(0)
    known: set[str] = set()
    broken = count = 0
    for count, report in enumerate(reports, 1):
        try:
            found = rows_of(report)
        except (AttributeError, KeyError, TypeError, ValueError, OverflowError):
            broken += 1
        else:
            new = {key: place for key, place in found.places.items() if key not in known}
            rows.add(found.story, found.mentions, new)
            if len(known) < _MOST_KEYS:
                known.update(new)
        if len(rows.stories) >= _BATCH:
            _send(driver, rows)
            rows = Rows(rows.next_number)
        if count % _TOLD_EVERY == 0:
            progress(count)
    _send(driver, rows)
    progress(count)
    return _merge(driver, schema, broken)


def _send(driver: Connection[Any], rows: Rows) -> None:
    with driver.cursor() as cursor:
        for table, lines in (
            ("new_stories", rows.stories),
            ("new_mentions", rows.mentions),
            ("new_places", rows.places),
        ):
            with cursor.copy(f"COPY pg_temp.{table} FROM STDIN") as copy:
                for line in lines:
                    copy.write_row(line)


def _merge(driver: Connection[Any], schema: str, broken: int) -> Loaded:
    """Take over what was sent. Stories that are the same in id and text stay apart by number."""
    from psycopg import sql

    space = sql.Identifier(schema)

    def names(of: tuple[tuple[str, str], ...]) -> sql.Composable:
        return sql.SQL(", ").join(sql.Identifier(name) for name, _ in of)

    def anew(of: tuple[tuple[str, str], ...]) -> sql.Composable:
        parts = [
            sql.SQL("{0} = excluded.{0}").format(sql.Identifier(name))
            for name, _ in of
            if name not in ("key", "place_id")
        ]
        return sql.SQL(", ").join(parts)

    with driver.cursor() as cursor:
        cursor.execute(
            "CREATE TEMPORARY TABLE named ON COMMIT DROP AS SELECT seq, CASE WHEN n = 1 THEN key "
            "ELSE key || '-' || n END AS key FROM (SELECT seq, key, row_number() OVER "
            "(PARTITION BY key ORDER BY seq) AS n FROM pg_temp.new_stories) AS numbered"
        )
        cursor.execute("CREATE UNIQUE INDEX ON pg_temp.named (seq)")
        cursor.execute("ANALYZE pg_temp.named")
        cursor.execute(
            sql.SQL(
                "INSERT INTO {0}.places ({1}) SELECT DISTINCT ON (place_id) {1} FROM "
                "pg_temp.new_places ORDER BY place_id ON CONFLICT (place_id) DO UPDATE SET {2}"
            ).format(space, names(PLACES), anew(PLACES))
        )
        places = cursor.rowcount
        cursor.execute(
            sql.SQL(
                "INSERT INTO {0}.stories ({1}) SELECT named.key, {2} FROM pg_temp.new_stories AS s "
                "JOIN pg_temp.named USING (seq) ORDER BY seq ON CONFLICT (key) DO UPDATE SET {3}"
            ).format(space, names(STORIES), names(STORIES[1:]), anew(STORIES))
        )
        stories = cursor.rowcount
        cursor.execute(
            sql.SQL(
                "DELETE FROM {}.mentions AS m USING pg_temp.named WHERE m.story = named.key"
            ).format(space)
        )
        cursor.execute(
            sql.SQL(
                "INSERT INTO {0}.mentions (story, {1}) SELECT named.key, {1} FROM "
                "pg_temp.new_mentions JOIN pg_temp.named USING (seq) ORDER BY seq, number"
            ).format(space, names(MENTIONS))
        )
        mentions = cursor.rowcount
        for name, table, how in INDEXES:
            cursor.execute(
                sql.SQL("CREATE INDEX IF NOT EXISTS {} ON {}.{} " + how).format(
                    sql.Identifier(name), space, sql.Identifier(table)
                )
            )
        for table in ("stories", "mentions", "places"):
            cursor.execute(sql.SQL("ANALYZE {}.{}").format(space, sql.Identifier(table)))
    return Loaded(stories, mentions, places, broken)
