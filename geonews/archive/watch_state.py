"""What a watch knows: feeds as they were, entries it has seen, stories it has still to do.

A file of SQLite beside the output, so that a kill or a power cut leaves it as it was or as it is.
"""

from __future__ import annotations

import contextlib
import sqlite3
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

from geonews.archive.feeds import Entry, Feed
from geonews.errors import OutputError

__all__ = ["Waiting", "WatchState"]

_FORMAT = 1
_MOST_SEEN = 50_000
"""Keys of entries, besides those that a feed showed in the last week."""
_KEPT_S = 7 * 86_400.0
_FIRST_WAIT_S = 300.0
_TABLES = """
CREATE TABLE IF NOT EXISTS feed (
    url TEXT PRIMARY KEY, etag TEXT NOT NULL, modified TEXT NOT NULL
);
CREATE TABLE IF NOT EXISTS seen (
    key TEXT PRIMARY KEY, feed TEXT NOT NULL, shown REAL NOT NULL
);
CREATE INDEX IF NOT EXISTS seen_shown ON seen (shown);
CREATE INDEX IF NOT EXISTS seen_feed ON seen (feed);
CREATE TABLE IF NOT EXISTS waiting (
    number INTEGER PRIMARY KEY AUTOINCREMENT, key TEXT NOT NULL, link TEXT NOT NULL,
    title TEXT NOT NULL, published TEXT, source TEXT NOT NULL, feed TEXT NOT NULL,
    tries INTEGER NOT NULL DEFAULT 0, due REAL NOT NULL DEFAULT 0
);
CREATE TABLE IF NOT EXISTS file (
    name TEXT PRIMARY KEY, bytes INTEGER NOT NULL, is_writing INTEGER NOT NULL
);
"""


@dataclass(frozen=True, slots=True)
class Waiting:
    """A story that is still to be done.

    Attributes
    ----------
    number : int
        Its place among all that the watch has met.
    key : str
        Names it for good.
    link, title, published : str
        As in `geonews.archive.feeds.Entry`.
    source : str
        The feed's title.
    feed : str
        The feed's URL.
    tries : int
        How often it was tried in vain.
    """

    number: int
    key: str
    link: str
    title: str
    published: str | None
    source: str
    feed: str
    tries: int


class WatchState:
    """The open file of a watch; it is locked until it is closed.

    Parameters
    ----------
    path : Path

    Attributes
    ----------
    path : Path

    Raises
    ------
    OutputError
        It cannot be written, is none, or another watch has it.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        with self._told():
            self._db = sqlite3.connect(path, timeout=0, isolation_level=None)
            try:
                self._db.execute("PRAGMA locking_mode = EXCLUSIVE")
                self._db.execute("PRAGMA synchronous = FULL")
                self._db.execute("BEGIN EXCLUSIVE")
                found = self._db.execute("PRAGMA user_version").fetchone()[0]
                if found not in (0, _FORMAT):
                    raise OutputError(f"{str(path)!r} is of another geonews: remove it")
                for statement in _TABLES.split(";"):
                    self._db.execute(statement)
                self._db.execute(f"PRAGMA user_version = {_FORMAT}")
                self._db.execute("COMMIT")
            except BaseException:
                self._db.close()
                raise

    def validators(self, url: str) -> tuple[str, str]:
        """Return ETag and Last-Modified of a feed as it was read last, "" without."""
        row = self._db.execute("SELECT etag, modified FROM feed WHERE url = ?", (url,)).fetchone()
        return (row[0], row[1]) if row else ("", "")

    def take_in(self, url: str, feed: Feed, etag: str, modified: str) -> int:
        """Note a feed that was read, its new entries to be done, and return how many are new.

        All at once: a feed that counts as read has its entries here.
        """
        now, new = time.time(), 0
        with self._change() as db:
            # The oldest first, as they were written.
            for entry in reversed(feed.entries):
                new += self._is_new(db, entry, url, feed.title)
                db.executemany(
                    "INSERT OR REPLACE INTO seen VALUES (?, ?, ?)",
                    [(key, url, now) for key in entry.keys],
                )
            db.execute("INSERT OR REPLACE INTO feed VALUES (?, ?, ?)", (url, etag, modified))
            # What a feed still shows stays, or it would be new again.
            db.execute(
                "DELETE FROM seen WHERE shown < ? AND key IN "
                "(SELECT key FROM seen ORDER BY shown DESC LIMIT -1 OFFSET ?)",
                (now - _KEPT_S, _MOST_SEEN),
            )
        return new

    def keep(self, url: str) -> None:
        """Note that a feed shows what it showed before."""
        with self._change() as db:
            db.execute("UPDATE seen SET shown = ? WHERE feed = ?", (time.time(), url))

    def due(self) -> list[Waiting]:
        """Return the stories to do now, in the order in which they were met."""
        rows = self._db.execute(
            "SELECT number, key, link, title, published, source, feed, tries FROM waiting "
            "WHERE due <= ? ORDER BY number",
            (time.time(),),
        )
        return [Waiting(*row) for row in rows]

    def count(self) -> int:
        """Return how many stories wait, now or for later."""
        return int(self._db.execute("SELECT count(*) FROM waiting").fetchone()[0])

    def postpone(self, story: Waiting) -> None:
        """Note that a story was tried in vain; it is due again in a while."""
        due = time.time() + _FIRST_WAIT_S * 2.0**story.tries
        with self._change() as db:
            db.execute(
                "UPDATE waiting SET tries = tries + 1, due = ? WHERE number = ?",
                (due, story.number),
            )

    def positions(self) -> dict[str, tuple[int, bool]]:
        """Return the length of each file as it is for good, and whether it was being written."""
        return {
            name: (length, bool(is_writing))
            for name, length, is_writing in self._db.execute("SELECT * FROM file")
        }

    def set_positions(self, lengths: dict[str, int], *, is_writing: bool) -> None:
        """Note how long files are, and whether they are about to grow."""
        with self._change() as db:
            self._set(db, lengths, is_writing)

    def finish(self, story: Waiting, lengths: dict[str, int]) -> None:
        """Note that a story is done, and how long files are with it."""
        with self._change() as db:
            db.execute("DELETE FROM waiting WHERE number = ?", (story.number,))
            self._set(db, lengths, False)

    def close(self) -> None:
        """Close the file, which stays for another watch to go on from."""
        self._db.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    @staticmethod
    def _is_new(db: sqlite3.Connection, entry: Entry, feed: str, source: str) -> bool:
        marks = ", ".join("?" * len(entry.keys))
        known = db.execute(
            f"SELECT 1 FROM seen WHERE key IN ({marks})",  # noqa: S608  # marks alone
            entry.keys,
        ).fetchone()
        if known:
            return False
        db.execute(
            "INSERT INTO waiting (key, link, title, published, source, feed) "
            "VALUES (?, ?, ?, ?, ?, ?)",
            (entry.keys[0], entry.link, entry.title, entry.published, source, feed),
        )
        return True

    @staticmethod
    def _set(db: sqlite3.Connection, lengths: dict[str, int], is_writing: bool) -> None:
        db.executemany(
            "INSERT OR REPLACE INTO file VALUES (?, ?, ?)",
            [(name, length, is_writing) for name, length in lengths.items()],
        )

    @contextlib.contextmanager
    def _change(self) -> Iterator[sqlite3.Connection]:
        with self._told():
            self._db.execute("BEGIN IMMEDIATE")
            try:
                yield self._db
                self._db.execute("COMMIT")
            except BaseException:
                with contextlib.suppress(sqlite3.Error):
                    self._db.execute("ROLLBACK")
                raise

    @contextlib.contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.OperationalError as error:
            if "locked" in str(error):
                raise OutputError(
                    f"another watch has {str(self.path)!r}: end it, or write elsewhere with -o"
                ) from error
            raise OutputError(f"cannot write {str(self.path)!r} ({error})") from error
        except sqlite3.DatabaseError as error:
            raise OutputError(
                f"{str(self.path)!r} is no state of a watch ({error}): remove it to begin anew"
            ) from error
