"""What services have answered, kept on disk: shared by processes, bounded, never trusted."""

from __future__ import annotations

import hashlib
import json
import os
import sqlite3
import time
from collections.abc import Callable, Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from geonews.errors import GeocoderError
from geonews.geocode.normalise import Answer, answer_from, stored

__all__ = ["AnswerCache", "CacheInfo", "Entries", "cache_folder"]

# Part of the file's name: another layout is another file, and none is ever misread.
_FILE = "geocoder-1.sqlite3"
_DAY_S = 86_400.0

T = TypeVar("T")
_BUSY_S = 5.0
_SCHEMA = """
CREATE TABLE IF NOT EXISTS answer (
    key BLOB PRIMARY KEY, service TEXT NOT NULL, made REAL NOT NULL,
    found INTEGER NOT NULL, body TEXT NOT NULL);
CREATE INDEX IF NOT EXISTS answer_made ON answer (made);
"""
# Somebody else holds the file: our answer is not worth waiting for any longer.
_BUSY = frozenset((sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED))


@dataclass(frozen=True, slots=True)
class Entries:
    """What is kept of one service: how many names, of those the found, and ages in days."""

    service: str
    count: int
    found: int
    newest_days: float
    oldest_days: float


@dataclass(frozen=True, slots=True)
class CacheInfo:
    """Where the cache is, how large it is on disk, and what it keeps."""

    path: Path
    size_bytes: int
    entries: tuple[Entries, ...]


def cache_folder(environ: Mapping[str, str]) -> Path:
    """Return the folder of the cache: GEONEWS_CACHE_DIR, or the one the system has for caches.

    Examples
    --------
    >>> cache_folder({"GEONEWS_CACHE_DIR": "/var/cache/geonews"}).as_posix()
    '/var/cache/geonews'
    """
    if folder := environ.get("GEONEWS_CACHE_DIR"):
        return Path(folder).expanduser()
    from platformdirs import user_cache_path

    return user_cache_path("geonews", appauthor=False)


class AnswerCache:
    """Answers of services by service, options and name, in an SQLite file.

    A cache that fails is noted once and left alone from then on: it only ever saves time. Keys of
    the file are hashes, so that it tells nobody which names a newsroom asked for.

    Parameters
    ----------
    folder : Path
        Made where it does not exist, for its owner alone.
    ttl_days, negative_ttl_days : float
        How long an answer is good for, and how long the answer that there is no such place.
    size_mb : float
        Mebibytes the file may hold; the oldest answers make room.
    clock : callable
        Seconds since 1970.
    """

    def __init__(
        self,
        folder: Path,
        *,
        ttl_days: float = 30.0,
        negative_ttl_days: float = 7.0,
        size_mb: float = 256.0,
        clock: Callable[[], float] = time.time,
    ) -> None:
        self.path = folder / _FILE
        self.notes: tuple[str, ...] = ()
        self._ttl_s = {True: ttl_days * _DAY_S, False: negative_ttl_days * _DAY_S}
        self._most_bytes = int(size_mb * 2**20)
        self._clock = clock

    def get(self, service: str, asked_with: str, name: str) -> tuple[Answer, ...] | None:
        """Return what a service answered for a name, or None where nothing good is kept."""
        key = _key(service, asked_with, name)
        query = "SELECT made, found, body FROM answer WHERE key = ?"
        row = self._tried(lambda db: db.execute(query, (key,)).fetchone())
        if row is None:
            return None
        made, found, body = row
        try:
            age = self._clock() - made
            answers = [answer_from(data) for data in json.loads(body)]
        except (TypeError, ValueError, RecursionError):
            return None
        # A clock that was set back does not keep an answer for ever.
        if (
            not 0 <= age < self._ttl_s[bool(found)]
            or None in answers
            or bool(found) != bool(answers)
        ):
            return None
        return tuple(answer for answer in answers if answer is not None)

    def put(self, service: str, asked_with: str, name: str, answers: tuple[Answer, ...]) -> None:
        """Keep what a service answered."""
        body = json.dumps([stored(answer) for answer in answers], separators=(",", ":"))
        if len(body) > self._most_bytes // 8:
            return
        row = (
            _key(service, asked_with, name),
            *(service, self._clock(), int(bool(answers)), body),
        )

        def keep(db: sqlite3.Connection) -> None:
            self._make_room(db, len(body))
            db.execute("INSERT OR REPLACE INTO answer VALUES (?, ?, ?, ?, ?)", row)

        self._tried(keep)

    def info(self) -> CacheInfo:
        """Return what is kept.

        Raises
        ------
        GeocoderError
            The file cannot be read.
        """
        if not self.path.exists():
            return CacheInfo(self.path, 0, ())
        query = (
            "SELECT service, count(*), sum(found), max(made), min(made) FROM answer "
            "GROUP BY service ORDER BY service"
        )
        rows = self._done(lambda db: db.execute(query).fetchall())
        now = self._clock()
        entries = tuple(
            Entries(service, count, found, (now - newest) / _DAY_S, (now - oldest) / _DAY_S)
            for service, count, found, newest, oldest in rows
        )
        return CacheInfo(self.path, sum(p.stat().st_size for p in self._files()), entries)

    def clear(self, service: str | None = None) -> int:
        """Forget all answers, or those of one service, and return how many.

        A damaged file is deleted as a whole, unless only one service is meant.

        Raises
        ------
        GeocoderError
            The file cannot be read or written.
        """
        if not self.path.exists():
            return 0
        chosen, values = ("", ()) if service is None else (" WHERE service = ?", (service,))

        def forget(db: sqlite3.Connection) -> int:
            # Fails where the table is another's, which is damage too.
            db.execute("SELECT service, made, found, body FROM answer LIMIT 0")
            count = db.execute(f"DELETE FROM answer{chosen}", values).rowcount  # noqa: S608
            db.execute("VACUUM")
            return count

        try:
            return self._done(forget)
        except GeocoderError as error:
            if service is not None or not isinstance(error.__cause__, sqlite3.DatabaseError):
                raise
            if _is_busy(error.__cause__):
                raise
            try:
                for path in self._files():
                    path.unlink(missing_ok=True)
            except OSError as failure:
                raise self._error(failure) from failure
            return 0

    def _files(self) -> list[Path]:
        beside = (self.path.with_name(f"{_FILE}{suffix}") for suffix in ("", "-wal", "-shm"))
        return [path for path in beside if path.exists()]

    def _make_room(self, db: sqlite3.Connection, size: int) -> None:
        """Delete what is too old, then the oldest tenth until there is room."""
        page, count, free = (
            db.execute(f"PRAGMA {name}").fetchone()[0]
            for name in ("page_size", "page_count", "freelist_count")
        )
        if (count - free) * page + size <= self._most_bytes:
            return
        db.execute("DELETE FROM answer WHERE made < ?", (self._clock() - self._ttl_s[True],))
        while True:
            count, free = (
                db.execute(f"PRAGMA {name}").fetchone()[0]
                for name in ("page_count", "freelist_count")
            )
            if (count - free) * page + size <= self._most_bytes:
                return
            oldest = (
                "SELECT key FROM answer ORDER BY made "
                "LIMIT (SELECT max(1, count(*) / 10) FROM answer)"
            )
            if not db.execute(f"DELETE FROM answer WHERE key IN ({oldest})").rowcount:  # noqa: S608
                return

    def _tried(self, work: Callable[[sqlite3.Connection], T]) -> T | None:
        """Do something with the file, or nothing where it has failed, now or before.

        Connections are not kept: one that a fork or a thread shares would damage the file.
        """
        if self.notes:
            return None
        try:
            with closing(self._connect()) as db:
                return work(db)
        except (OSError, sqlite3.Error) as error:
            if not _is_busy(error):
                self.notes = (f"{self._error(error)}; going on without it",)
        return None

    def _done(self, work: Callable[[sqlite3.Connection], T]) -> T:
        try:
            with closing(self._connect()) as db:
                return work(db)
        except (OSError, sqlite3.Error) as error:
            raise self._error(error) from error

    def _connect(self) -> sqlite3.Connection:
        if not self.path.exists():
            self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            # SQLite gives its journals the rights of the file itself.
            os.close(os.open(self.path, os.O_CREAT | os.O_RDWR, 0o600))
        db = sqlite3.connect(self.path, timeout=_BUSY_S, isolation_level=None)
        try:
            db.execute("PRAGMA trusted_schema = OFF")
            db.execute("PRAGMA synchronous = NORMAL")
            if not db.execute("PRAGMA user_version").fetchone()[0]:
                _prepare(db)
        except BaseException:
            db.close()
            raise
        return db

    def _error(self, error: Exception) -> GeocoderError:
        path = str(self.path)
        if isinstance(error, OSError):
            why, what = error.strerror or "no access", "set GEONEWS_CACHE_DIR to another folder"
        elif _is_busy(error):
            why, what = "another process holds it", "try again later"
        elif getattr(error, "sqlite_errorname", "").startswith(("SQLITE_READONLY", "SQLITE_CANTO")):
            why, what = "it cannot be written", "set GEONEWS_CACHE_DIR to another folder"
        elif getattr(error, "sqlite_errorname", "").startswith("SQLITE_FULL"):
            why, what = "the disk is full", "make room, or run `geonews cache clear`"
        else:
            why, what = "it is damaged or no cache", "run `geonews cache clear`"
        return GeocoderError(f"the geocoder cache {path!r} cannot be used ({why}): {what}")


def _prepare(db: sqlite3.Connection) -> None:
    """Lay out a new file; several processes may do so at once."""
    try:
        # Readers and a writer at once, where the file system can.
        db.execute("PRAGMA journal_mode = WAL").fetchone()
    except sqlite3.OperationalError as error:
        if not _is_busy(error):
            raise
    db.executescript(f"BEGIN IMMEDIATE; {_SCHEMA} PRAGMA user_version = 1; COMMIT;")


def _is_busy(error: Exception) -> bool:
    return getattr(error, "sqlite_errorcode", 0) & 0xFF in _BUSY


def _key(service: str, asked_with: str, name: str) -> bytes:
    text = json.dumps([service, asked_with, name])
    return hashlib.sha256(text.encode()).digest()
