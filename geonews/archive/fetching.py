"""Pages fetched with manners: robots.txt, a pace a host, limits of size and time, who is asking."""

from __future__ import annotations

import ipaddress
import socket
import time
from collections.abc import Callable
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from typing import Any
from urllib.parse import urljoin, urlsplit
from urllib.robotparser import RobotFileParser

import urllib3
from urllib3.connection import HTTPConnection, HTTPSConnection

import geonews

__all__ = ["Fetched", "Fetcher", "NotFetched", "user_agent"]

PACE_S = 2.0
"""Between two requests to one host, unless its robots.txt asks for more."""
_LONGEST_PACE_S = 60.0
_REDIRECTS = 5
_ROBOTS_BYTES = 500 << 10
"""What RFC 9309 wants read of a robots.txt at least."""
_ROBOTS_KEPT_S = 86_400.0
_ROBOTS_RETRY_S = 300.0
_LONGEST_BAR_S = 86_400.0
_TIMEOUT = urllib3.Timeout(connect=10, read=20)
_DEADLINE_S = 60.0
_BLOCK = 1 << 16
_LONGEST_URL = 2048
_TRANSIENT = (408, 425, 429, 500, 502, 503, 504)


class NotFetched(Exception):  # noqa: N818  # it names what happened, and never leaves the package
    """Why something was not fetched, in words; ``is_transient`` where another try may help."""

    def __init__(self, words: str, *, is_transient: bool = False) -> None:
        super().__init__(words)
        self.is_transient = is_transient


@dataclass(frozen=True, slots=True)
class Fetched:
    """What a server answered.

    Attributes
    ----------
    url : str
        Where it stands, after redirects.
    body : bytes or None
        None where it has not changed.
    content_type, etag, modified : str
        As the headers say, "" without.
    """

    url: str
    body: bytes | None
    content_type: str = ""
    etag: str = ""
    modified: str = ""


def user_agent(given: str | None) -> str:
    """Return how we name ourselves.

    Examples
    --------
    >>> user_agent("Daily Herald maps (desk@herald.example)")
    'Daily Herald maps (desk@herald.example)'
    """
    return given or f"geonews/{geonews.__version__} (maps of the news; fetches feeds a user named)"


class Fetcher:
    """Fetches, one thing after another.

    Parameters
    ----------
    agent : str
        Who is asking; its first word up to "/" is looked up in robots.txt.
    own : iterable of str
        URLs that the user named. Only their hosts may be on this machine or its own network: a
        link in a feed must not make us fetch what the feed's author could not.
    pace_s : float
        Seconds between two requests to one host.
    wait : callable
        Waits some seconds.
    """

    def __init__(
        self,
        agent: str,
        own: tuple[str, ...] = (),
        *,
        pace_s: float = PACE_S,
        wait: Callable[[float], None] = time.sleep,
    ) -> None:
        self._agent = agent
        self._own = {_origin(url) for url in own}
        self._pace_s = pace_s
        self._wait = wait
        self._open = urllib3.PoolManager(retries=False, timeout=_TIMEOUT)
        self._guarded = urllib3.PoolManager(retries=False, timeout=_TIMEOUT)
        self._guarded.pool_classes_by_scheme = {"http": _PublicPool, "https": _PublicTLSPool}
        self._next_at: dict[str, float] = {}
        self._barred: dict[str, float] = {}
        self._robots: dict[str, tuple[float, RobotFileParser | None]] = {}

    def get(self, url: str, *, most: int, etag: str = "", modified: str = "") -> Fetched:
        """Fetch what stands at a URL, unless it is what it was.

        Parameters
        ----------
        url : str
        most : int
            Bytes, unpacked.
        etag, modified : str
            As an earlier answer had them.

        Raises
        ------
        NotFetched
            Its host forbids it or cannot be reached, or the answer is none, too slow or too large.
        """
        headers = {"If-None-Match": etag} if etag else {}
        if modified:
            headers["If-Modified-Since"] = modified
        return self._followed(url, headers, most)

    def close(self) -> None:
        """Close all connections."""
        self._open.clear()
        self._guarded.clear()

    def _followed(
        self, url: str, headers: dict[str, str], most: int, *, is_robots: bool = False
    ) -> Fetched:
        at = url
        for _ in range(_REDIRECTS + 1):
            host = _checked(at)
            pace_s = self._pace_s if is_robots else self._allowed_pace(at)
            self._keep_pace(host, pace_s)
            try:
                answer = self._asked(at, host, headers, most, is_robots)
            finally:
                self._next_at[host] = time.monotonic() + pace_s
            if isinstance(answer, Fetched):
                return answer
            at = urljoin(at, answer)
        raise NotFetched(f"{url} redirects more than {_REDIRECTS} times")

    def _asked(
        self, url: str, host: str, headers: dict[str, str], most: int, is_cut: bool
    ) -> Fetched | str:
        """Ask once; a string is where to ask instead."""
        pools = self._open if _origin(url) in self._own else self._guarded
        told = {"User-Agent": self._agent, "Accept-Encoding": "gzip, deflate", **headers}
        deadline = time.monotonic() + _DEADLINE_S
        try:
            response = pools.request(
                "GET", url, headers=told, redirect=False, preload_content=False
            )
            try:
                return self._answer(url, host, response, most, is_cut, deadline)
            finally:
                response.close()
        except _NotPublic as error:
            raise NotFetched(f"{url} leads into a private network") from error
        except (urllib3.exceptions.HTTPError, OSError) as error:
            raise NotFetched(
                f"{url} cannot be fetched ({_words(error)})", is_transient=True
            ) from error

    def _answer(
        self, url: str, host: str, response: Any, most: int, is_cut: bool, deadline: float
    ) -> Fetched | str:
        status = int(response.status)
        header = response.headers.get
        if status == 304:
            return Fetched(url, None)
        if status in (301, 302, 303, 307, 308) and header("Location"):
            return str(header("Location"))
        if status != 200:
            if status in (429, 503):
                self._bar(host, header("Retry-After") or "")
            raise NotFetched(f"{url} answers {status}", is_transient=status in _TRANSIENT)
        body = bytearray()
        for block in response.stream(_BLOCK, decode_content=True):
            body += block
            if len(body) > most and is_cut:
                break
            if len(body) > most:
                raise NotFetched(f"{url} is larger than {most >> 10:,} kB")
            if time.monotonic() > deadline:
                raise NotFetched(f"{url} takes longer than {_DEADLINE_S:g} s", is_transient=True)
        return Fetched(
            url,
            bytes(body),
            content_type=header("Content-Type") or "",
            etag=header("ETag") or "",
            modified=header("Last-Modified") or "",
        )

    def _keep_pace(self, host: str, pace_s: float) -> None:
        now = time.monotonic()
        if (until := self._barred.get(host, 0.0)) > now:
            raise NotFetched(
                f"{host} asks to be left alone for {until - now:,.0f} s", is_transient=True
            )
        if (at := self._next_at.get(host, 0.0)) > now:
            self._wait(min(at - now, pace_s))

    def _bar(self, host: str, retry_after: str) -> None:
        wait_s = _retry_after_s(retry_after)
        if wait_s > 0:
            self._barred[host] = time.monotonic() + min(wait_s, _LONGEST_BAR_S)

    def _allowed_pace(self, url: str) -> float:
        """Return the seconds to leave between requests, if the URL may be fetched at all."""
        rules = self._rules(url)
        if rules is None:
            raise NotFetched(f"{url}: its host's robots.txt cannot be read", is_transient=True)
        if not rules.can_fetch(self._agent, url):
            raise NotFetched(f"{url} is forbidden by its host's robots.txt")
        asked = rules.crawl_delay(self._agent) or 0
        return min(max(self._pace_s, float(asked)), max(self._pace_s, _LONGEST_PACE_S))

    def _rules(self, url: str) -> RobotFileParser | None:
        """Return a host's rules; None where it is not known, which forbids all (RFC 9309)."""
        parts = urlsplit(url)
        origin = f"{parts.scheme}://{parts.netloc}"
        until, rules = self._robots.get(origin, (0.0, None))
        if time.monotonic() < until:
            return rules
        rules = RobotFileParser()
        kept_s = _ROBOTS_KEPT_S
        try:
            found = self._followed(f"{origin}/robots.txt", {}, _ROBOTS_BYTES, is_robots=True)
            rules.parse((found.body or b"").decode("utf-8", "replace").splitlines())
        except NotFetched as error:
            # None there, or none to be had: 4xx allows all, and so does one that is no robots.txt.
            rules.parse([])
            if error.is_transient:
                rules, kept_s = None, _ROBOTS_RETRY_S
        self._robots[origin] = time.monotonic() + kept_s, rules
        return rules


class _NotPublic(Exception):  # noqa: N818  # as above
    """A connection that reached this machine or its own network."""


class _PublicConnection(HTTPConnection):
    def _new_conn(self) -> socket.socket:
        return _public(super()._new_conn())


class _PublicTLSConnection(HTTPSConnection):
    def _new_conn(self) -> socket.socket:
        return _public(super()._new_conn())


class _PublicPool(urllib3.HTTPConnectionPool):
    ConnectionCls = _PublicConnection


class _PublicTLSPool(urllib3.HTTPSConnectionPool):
    ConnectionCls = _PublicTLSConnection


def _public(connected: socket.socket) -> socket.socket:
    """Refuse a connection before anything is sent, whatever name led there."""
    address = ipaddress.ip_address(connected.getpeername()[0].partition("%")[0])
    mapped = getattr(address, "ipv4_mapped", None) or address
    if not mapped.is_global:
        connected.close()
        raise _NotPublic
    return connected


def _origin(url: str) -> tuple[str, str]:
    parts = urlsplit(url)
    return parts.scheme.lower(), parts.netloc.lower()


def _checked(url: str) -> str:
    """Return the host of a URL that may be asked for."""
    try:
        parts = urlsplit(url)
        host = parts.hostname or ""
        _ = parts.port
    except ValueError as error:
        raise NotFetched(f"{url[:200]!r} is no web address") from error
    is_plain = url.isprintable() and " " not in url and len(url) <= _LONGEST_URL
    if parts.scheme not in ("http", "https") or not host or parts.username or not is_plain:
        raise NotFetched(f"{url[:200]!r} is no web address")
    return host


def _retry_after_s(header: str) -> float:
    """Return how long a server wants to be left alone.

    Examples
    --------
    >>> _retry_after_s("120"), _retry_after_s("soon")
    (120.0, 0.0)
    """
    if header.strip().isdecimal():
        return float(header)
    try:
        return parsedate_to_datetime(header).timestamp() - time.time()
    except (TypeError, ValueError):
        return 0.0


def _words(error: BaseException) -> str:
    return " ".join(str(error).split())[:200] or type(error).__name__
