"""How geopy speaks HTTP for us: bounded, to the service's own host only, and silent of keys."""

from __future__ import annotations

import json
import logging
import re
import ssl
import time
from collections.abc import Mapping
from http.client import HTTPException, HTTPMessage, HTTPResponse
from typing import IO, Any
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit
from urllib.request import (
    HTTPDefaultErrorHandler,
    HTTPErrorProcessor,
    HTTPHandler,
    HTTPRedirectHandler,
    HTTPSHandler,
    OpenerDirector,
    ProxyHandler,
    Request,
    UnknownHandler,
)

from geopy.adapters import AdapterHTTPError, BaseSyncAdapter
from geopy.exc import (
    GeocoderParseError,
    GeocoderServiceError,
    GeocoderTimedOut,
    GeocoderUnavailable,
    GeopyError,
)

__all__ = ["MOST_BYTES", "BoundedAdapter", "hide_keys_in_logs"]

MOST_BYTES = 8 * 2**20
"""Ten countries with their outlines, simplified to 100 m, are about 2 MB from Nominatim."""
_MOST_ERROR_BYTES = 10_000
_CHUNK = 65_536
_URL = re.compile(r"(https?://)(?:[^\s/?#]*@)?([^\s/?#@]*)\S*")


class BoundedAdapter(BaseSyncAdapter):  # type: ignore[misc]
    """A geopy adapter that trusts no answer.

    It reads 8 MiB and as long as the time-out at the most, follows redirects within the same host
    only (they carry the key along), knows no scheme but HTTP and HTTPS, and takes UTF-8 alone.
    """

    def __init__(self, *, proxies: Mapping[str, str] | None, ssl_context: ssl.SSLContext | None):
        super().__init__(proxies=proxies, ssl_context=ssl_context)
        self._opener = OpenerDirector()
        for handler in (
            ProxyHandler(None if proxies is None else dict(proxies)),
            UnknownHandler(),
            HTTPHandler(),
            HTTPSHandler(context=ssl_context),
            HTTPDefaultErrorHandler(),
            _SameHost(),
            HTTPErrorProcessor(),
        ):
            self._opener.add_handler(handler)

    def get_json(self, url: str, *, timeout: float | None, headers: Mapping[str, str]) -> Any:
        """Return the parsed answer; geopy's errors as geopy's own adapters raise them."""
        text = self.get_text(url, timeout=timeout, headers=headers)
        try:
            return json.loads(text, parse_constant=_refuse)
        except (ValueError, RecursionError):
            raise GeocoderParseError("the answer is no JSON") from None

    def get_text(self, url: str, *, timeout: float | None, headers: Mapping[str, str]) -> str:
        """Return the answer's text; geopy's errors as geopy's own adapters raise them."""
        end = None if timeout is None else time.monotonic() + timeout
        try:
            request = Request(url, headers=dict(headers))  # noqa: S310  the opener knows http alone
            with self._opener.open(request, timeout=timeout) as page:
                body = _read(page, end)
        except HTTPError as error:
            with error:
                raise AdapterHTTPError(
                    f"status {error.code}",
                    status_code=error.code,
                    headers={name.lower(): value for name, value in error.headers.items()},
                    text=_error_text(error),
                ) from None
        except GeopyError:
            raise
        except TimeoutError:
            raise GeocoderTimedOut("timed out") from None
        except URLError as error:
            if isinstance(error.reason, TimeoutError):
                raise GeocoderTimedOut("timed out") from None
            raise GeocoderUnavailable("cannot be reached") from None
        except (OSError, HTTPException, ValueError):
            raise GeocoderServiceError("the connection broke, or was no HTTP") from None
        try:
            return str(body, "utf-8-sig")
        except UnicodeDecodeError:
            raise GeocoderParseError("the answer is not UTF-8") from None


class _SameHost(HTTPRedirectHandler):
    """Follows a redirect to the same host, or to the same host by HTTPS."""

    max_redirections = 3

    def redirect_request(
        self,
        req: Request,
        fp: IO[bytes],
        code: int,
        msg: str,
        headers: HTTPMessage,
        newurl: str,
    ) -> Request | None:
        old, new = urlsplit(req.full_url), urlsplit(newurl)
        same = (new.scheme, new.netloc) == (old.scheme, old.netloc)
        if same or (new.scheme == "https" and new.netloc == old.netloc and old.port is None):
            return super().redirect_request(req, fp, code, msg, headers, newurl)
        raise GeocoderServiceError("it sends us on to another host")


def _read(page: HTTPResponse, end: float | None) -> bytes:
    parts, size = [], 0
    while chunk := page.read1(_CHUNK):
        parts.append(chunk)
        size += len(chunk)
        if size > MOST_BYTES:
            raise GeocoderParseError(f"the answer is over {MOST_BYTES // 2**20} MiB")
        if end is not None and time.monotonic() > end:
            raise GeocoderTimedOut("the answer took too long")
    return b"".join(parts)


def _error_text(error: HTTPError) -> str:
    try:
        return error.read(_MOST_ERROR_BYTES).decode("utf-8", "replace")
    except (OSError, HTTPException):
        return ""


def _refuse(constant: str) -> None:
    raise ValueError(constant)


def hide_keys_in_logs() -> None:
    """Make geopy log no more of a URL than its host, and nothing of an error's body.

    Geopy writes the whole URL, key and all, to its log at the level DEBUG.
    """
    logging.getLogger("geopy").addFilter(_without_keys)


def _without_keys(record: logging.LogRecord) -> bool:
    message = str(record.msg)
    if message.startswith("Received an HTTP error") and isinstance(record.args, tuple):
        message, record.args = "received an HTTP error: %s", record.args[:1]
        record.msg = message
    record.msg, record.args = _URL.sub(r"\1\2/...", record.getMessage()), ()
    return True
