"""The web pages of a WARC file (ISO 28500), as crawlers and browsers save them, as records."""

from __future__ import annotations

import zlib
from collections.abc import Generator
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from geonews.archive.fields import Columns, record_of_text
from geonews.archive.record import Record
from geonews.archive.streams import fault_of, open_stream, words_of
from geonews.errors import OptionError, StoryError

if TYPE_CHECKING:
    from fastwarc.warc import WarcRecord

__all__ = ["check_warc", "read_warc"]

_LARGEST_PAGE = 1 << 24
_PAGES = ("text/html", "application/xhtml+xml")
_FAULTS = (EOFError, OSError, ValueError, zlib.error)
_END = b"\r\n\r\n"


def check_warc(path: Path) -> None:
    """See that a file begins as a WARC file does.

    Raises
    ------
    StoryError
        It does not.
    OptionError
        Reading it needs an extra that is not installed.
    """
    fastwarc = _fastwarc()
    with open_stream(path) as file:
        try:
            for _ in fastwarc.ArchiveIterator(_Whole(file), parse_http=False, stream_detect=False):
                return
            why = "no record in it"
        except _FAULTS as error:
            why = fault_of(error)
    raise StoryError(f"{str(path)!r} cannot be read as WARC ({why}): fetch it anew")


def read_warc(
    path: Path, name: str, _: Columns, seq: int, start: int
) -> Generator[Record, None, int]:
    """Read the pages of a WARC file: responses with HTML and the status 200.

    What a page says of itself is found when its story is; ``id`` is the record's and ``url`` where
    it was fetched from. Requests, pictures, redirections and what else there is are no records.
    """
    fastwarc = _fastwarc()
    with open_stream(path) as file:
        found = fastwarc.ArchiveIterator(
            _Whole(file),
            record_types=fastwarc.WarcRecordType.response,
            auto_decode="all",
            stream_detect=False,
        )
        where = name
        try:
            for response in found:
                if not _is_page(response):
                    continue
                where = f"{name}: {_identity(response)}"
                if seq >= start:
                    yield _record(response, seq, where)
                seq += 1
        except _FAULTS as error:
            if isinstance(error, OSError) and error.errno:
                raise StoryError(f"{name!r} cannot be read on ({words_of(error)})") from error
            if seq >= start:
                at = "at its beginning" if where == name else f"after {where!r}"
                words = f"{name!r} breaks off {at} ({fault_of(error)}): fetch it anew"
                yield Record(seq, name, error=words)
            seq += 1
    return seq


def _record(response: WarcRecord, seq: int, where: str) -> Record:
    try:
        data = response.reader.read(_LARGEST_PAGE + 1)
    except _FAULTS as error:
        return Record(seq, where, error=f"{where!r} cannot be read ({fault_of(error)})")
    if len(data) > _LARGEST_PAGE:
        words = f"{where!r} is larger than {_LARGEST_PAGE >> 20} MiB, no story"
        return Record(seq, where, error=words)
    return record_of_text(
        data,
        seq,
        where,
        called=_identity(response).strip("<>"),
        url=(response.headers.get("WARC-Target-URI") or "").strip("<>") or None,
        is_page=True,
        charset=response.http_charset or "",
    )


def _is_page(response: WarcRecord) -> bool:
    http = response.http_headers if response.is_http else None
    return http is not None and http.status_code == 200 and response.http_content_type in _PAGES


class _Whole:
    """A stream that raises EOFError where it ends and no record does, which fastwarc would not."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._end = _END

    def read(self, size: int = -1) -> bytes:
        data: bytes = self._stream.read1(size)  # type: ignore[attr-defined]
        if data:
            self._end = (self._end + data[-4:])[-4:]
        elif self._end != _END:
            raise EOFError
        return data

    def tell(self) -> int:
        return self._stream.tell()

    def close(self) -> None:
        self._stream.close()


def _identity(response: WarcRecord) -> str:
    return response.record_id or response.headers.get("WARC-Target-URI") or ""


def _fastwarc() -> Any:
    try:
        from fastwarc import warc
    except ImportError as error:
        raise OptionError(
            "WARC files need the extra geonews[archive]: install it with "
            "pip install 'geonews[archive]'"
        ) from error
    return warc
