"""Feeds followed: what is new in them is fetched, analysed, and written once."""

from __future__ import annotations

import contextlib
import json
import re
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

from geonews.archive.feeds import read_feed
from geonews.archive.fetching import PACE_S, Fetched, Fetcher, NotFetched, user_agent
from geonews.archive.process import ANALYST, Setting
from geonews.archive.record import Record
from geonews.archive.stopping import Stop
from geonews.archive.watch_output import open_output, state_path
from geonews.archive.watch_state import Waiting, WatchState
from geonews.archive.wire import Answer
from geonews.archive.workers import Crew
from geonews.errors import OptionError, OutputError, StoryError
from geonews.model import Article
from geonews.options import Options
from geonews.read.decode import decode, refuse_other_formats

__all__ = ["Round", "Watch"]

_FEED_BYTES = 10 << 20
_PAGE_BYTES = 10 << 20
_TRIES = 5
"""Of a page whose host fails, over an hour and a quarter or more."""
_TICK_S = 0.1
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]{2,30})", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Round:
    """What one look at all feeds gave.

    Attributes
    ----------
    unchanged : int
        Feeds that their hosts say have not changed.
    unread : dict of str to str
        Feeds that could not be read, and why.
    new : int
        Entries that were not seen before.
    written : int
        Stories that have a report now.
    failed : dict of str to str
        Links of stories that will have none, and why.
    waiting : int
        Stories that are to be tried again.
    """

    unchanged: int
    unread: dict[str, str]
    new: int
    written: int
    failed: dict[str, str]
    waiting: int


class Watch:
    """An open watch; use it as a context manager.

    A story is new when neither its guid nor its link was seen before. It is written once, whatever
    ends the watch: what is seen, what waits and how far the output is stand in one file beside it.

    Parameters
    ----------
    feeds : sequence of str
        URLs of RSS or Atom feeds.
    out : Path
        A file of JSON lines (``.jsonl``), which grows, or a folder, which gets a file a story.
    options : Options
        ``user_agent`` names us to the feeds' hosts too.
    pace_s : float
        Seconds between two requests to one host.
    time_limit_s : float
        Seconds a story may take.
    stop : Stop, optional
        Asked whether to stop.
    analyst : str
        What the worker opens; see `geonews.archive.process.ANALYST`.

    Raises
    ------
    OptionError
        A feed is no web address, or a number is out of range.
    OutputError
        The output cannot be written, or another watch has it.
    """

    def __init__(
        self,
        feeds: Sequence[str],
        out: Path,
        options: Options = Options(),
        *,
        pace_s: float = PACE_S,
        time_limit_s: float = 60.0,
        stop: Stop | None = None,
        analyst: str = ANALYST,
    ) -> None:
        for feed in feeds:
            if not feed.startswith(("http://", "https://")):
                raise OptionError(f"the feed {feed!r} is no web address: give one with https://")
        if not feeds:
            raise OptionError("there is no feed: give the address of one")
        if not 0 <= pace_s <= 3600:
            raise OptionError(f"pace_s is {pace_s!r}: give seconds, from 0 to 3600")
        self._feeds = tuple(dict.fromkeys(feeds))
        self._setting = Setting(options, time_limit_s, analyst)
        self._stop = stop or Stop()
        self._crew: Crew | None = None
        if out.suffix not in (".jsonl", ".ndjson"):
            _make(out)
        elif not out.parent.is_dir():
            raise OutputError(f"the folder {str(out.parent)!r} does not exist: make it")
        self._state = WatchState(state_path(out))
        try:
            self._output = open_output(out, self._state)
        except BaseException:
            self._state.close()
            raise
        self._fetcher = Fetcher(
            user_agent(options.user_agent), self._feeds, pace_s=pace_s, wait=self.wait
        )

    def round(self, tell: Callable[[str], None] = lambda _: None) -> Round:
        """Look at all feeds once, and do the stories that are due.

        Parameters
        ----------
        tell : callable
            Gets a line for each story that is written.

        Raises
        ------
        OutputError
            The output cannot be written; another watch goes on where this one was.
        GazetteerError, ModelError, OptionError, UnknownPlaceError
            What would fail for every story.
        """
        unchanged, new, written = 0, 0, 0
        unread: dict[str, str] = {}
        failed: dict[str, str] = {}
        for feed in self._feeds:
            if self._stop.is_asked:
                break
            try:
                found = self._look(feed)
            except NotFetched as error:
                unread[feed] = str(error)
                continue
            unchanged += found is None
            new += found or 0
        for story in self._state.due():
            if self._stop.is_asked:
                break
            told = self._do(story)
            if told is None:
                written += 1
                tell(f"{story.title or story.link} ({story.source or story.feed})")
            elif told:
                failed[story.link] = told
        return Round(unchanged, unread, new, written, failed, self._state.count())

    def wait(self, seconds: float) -> None:
        """Wait, unless somebody wants to stop."""
        until = time.monotonic() + seconds
        while not self._stop.is_asked and (left := until - time.monotonic()) > 0:
            time.sleep(min(left, _TICK_S))

    def rest(self) -> None:
        """Let the worker go until there is something to do again."""
        crew, self._crew = self._crew, None
        if crew is not None:
            crew.dismiss(at_once=True)

    def close(self) -> None:
        """Close all that is open."""
        self.rest()
        self._fetcher.close()
        self._output.close()
        self._state.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def _look(self, feed: str) -> int | None:
        """Read a feed and return how many entries are new; None where it has not changed."""
        etag, modified = self._state.validators(feed)
        fetched = self._fetcher.get(feed, most=_FEED_BYTES, etag=etag, modified=modified)
        if fetched.body is None:
            self._state.keep(feed)
            return None
        return self._state.take_in(feed, read_feed(fetched, feed), fetched.etag, fetched.modified)

    def _do(self, story: Waiting) -> str | None:
        """Do a story: None when it is written, why where it never will be, "" where it waits."""
        try:
            fetched = self._fetcher.get(story.link, most=_PAGE_BYTES)
        except NotFetched as error:
            if error.is_transient and story.tries + 1 < _TRIES:
                self._state.postpone(story)
                return ""
            return self._set_aside(story, "page", str(error))
        try:
            record = _record(story, fetched)
        except StoryError as error:
            return self._set_aside(story, "input", str(error))
        answer = self._answer(record)
        if answer is None:
            return ""
        if answer.kind == "failure":
            return self._set_aside(story, *answer.words)
        self._state.finish(story, self._output.story(story, answer.body))
        return None

    def _answer(self, record: Record) -> Answer | None:
        """Have a page read and analysed; None where somebody wants to stop at once."""
        self._crew = self._crew or Crew(1, self._setting)
        self._crew.hand_in([record])
        while (answer := self._crew.answer(_TICK_S)) is None:
            if self._stop.is_urgent:
                return None
        return answer

    def _set_aside(self, story: Waiting, cause: str, reason: str) -> str:
        line = {
            "seq": story.number,
            "where": story.link,
            "id": story.link,
            "cause": cause,
            "reason": reason,
        }
        self._state.finish(story, self._output.failure(json.dumps(line).encode()))
        return reason


def _record(story: Waiting, fetched: Fetched) -> Record:
    """Return a page with what its feed says of it; a worker finds the story in it.

    Raises
    ------
    StoryError
        It is a picture, a PDF or the like.
    """
    data = fetched.body or b""
    charset = _CHARSET.search(fetched.content_type)
    if charset and charset[1].lower() not in ("utf-8", "utf8"):
        # The server's word comes before the page's own, as browsers have it.
        with contextlib.suppress(LookupError, UnicodeError):
            data = data.decode(charset[1]).encode("utf-8-sig")
    refuse_other_formats(data, story.link)
    text, note = decode(data, story.link, declared=True)
    article = Article(
        text,
        id=story.link,
        title=story.title or None,
        source=story.source or None,
        url=fetched.url,
        published=story.published,
        notes=(note,) if note else (),
    )
    is_plain = fetched.content_type.strip().lower().startswith("text/plain")
    return Record(story.number, story.link, article, form="text" if is_plain else "page")


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        what = error.strerror or str(error)
        raise OutputError(f"cannot make the folder {str(folder)!r} ({what})") from error
