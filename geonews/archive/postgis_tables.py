"""The tables of an archive in PostgreSQL: what they are called, and how they are made."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from psycopg import Connection

__all__ = ["INDEXES", "MENTIONS", "PLACES", "STORIES", "make_tables"]

# Column names and their types, in the order of `geonews.archive.rows`.
STORIES = (
    ("key", "text"),
    ("id", "text"),
    ("title", "text"),
    ("source", "text"),
    ("url", "text"),
    ("published", "text"),
    ("published_on", "date"),
    ("language", "text"),
    ("sha256", "text"),
    ("version", "text"),
    ("gazetteer", "text"),
    ("mentions", "integer"),
    ("resolved", "integer"),
    ("figures", "jsonb"),
    ("checks", "jsonb"),
)
PLACES = (
    ("place_id", "text"),
    ("geonames_id", "bigint"),
    ("wikidata_id", "text"),
    ("name", "text"),
    ("country", "text"),
    ("admin1", "text"),
    ("feature_code", "text"),
    ("population", "bigint"),
    ("area_km2", "double precision"),
    ("source", "text"),
    ("geom", "geometry(Point,4326)"),
)
MENTIONS = (
    ("number", "integer"),
    ("start_char", "integer"),
    ("end_char", "integer"),
    ("name", "text"),
    ("kind", "text"),
    ("role", "text"),
    ("status", "text"),
    ("probability", "real"),
    ("place_id", "text"),
    ("reason", "text"),
    ("geom", "geometry(Point,4326)"),
)
# What a mention is of is known once its story has its key.
INDEXES = (
    ("places_geom", "places", "USING gist (geom)"),
    ("mentions_geom", "mentions", "USING gist (geom)"),
    ("mentions_place", "mentions", "(place_id)"),
    ("stories_published_on", "stories", "(published_on)"),
    ("stories_id", "stories", "(id)"),
)


def make_tables(driver: Connection[Any], schema: str) -> None:
    """Make schema and tables where they are not there, and those that an archive is sent to."""
    from psycopg import sql

    def columns(of: tuple[tuple[str, str], ...]) -> sql.Composable:
        parts = [sql.SQL("{} " + kind).format(sql.Identifier(name)) for name, kind in of]
        return sql.SQL(", ").join(parts)

    with driver.cursor() as cursor:
        # What a server notes is nothing to bother a user with.
        cursor.execute("SET LOCAL client_min_messages = warning")
        if not cursor.execute("SELECT 1 FROM pg_extension WHERE extname = 'postgis'").fetchone():
            cursor.execute("CREATE EXTENSION postgis")
        space = sql.Identifier(schema)
        made = cursor.execute("SELECT 1 FROM pg_namespace WHERE nspname = %s", (schema,)).fetchone()
        if not made:
            cursor.execute(sql.SQL("CREATE SCHEMA {}").format(space))
        cursor.execute(
            sql.SQL("CREATE TABLE IF NOT EXISTS {}.stories ({}, PRIMARY KEY (key))").format(
                space, columns(STORIES)
            )
        )
        cursor.execute(
            sql.SQL("CREATE TABLE IF NOT EXISTS {}.places ({}, PRIMARY KEY (place_id))").format(
                space, columns(PLACES)
            )
        )
        cursor.execute(
            sql.SQL(
                "CREATE TABLE IF NOT EXISTS {0}.mentions (story text REFERENCES {0}.stories "
                "ON DELETE CASCADE, {1}, PRIMARY KEY (story, number), "
                "FOREIGN KEY (place_id) REFERENCES {0}.places)"
            ).format(space, columns(MENTIONS))
        )
        for name, of in (("stories", STORIES), ("places", PLACES), ("mentions", MENTIONS)):
            seq = () if name == "places" else (("seq", "bigint"),)
            cursor.execute(
                sql.SQL("CREATE TEMPORARY TABLE {} ({}) ON COMMIT DROP").format(
                    sql.Identifier(f"new_{name}"), columns((*seq, *of))
                )
            )
