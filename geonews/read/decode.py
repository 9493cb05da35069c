"""Bytes to text: which encoding a story is in, said when it is not plain UTF-8."""

from __future__ import annotations

import codecs
import re

from geonews.errors import StoryError

__all__ = ["decode", "refuse_other_formats"]

_BOMS = (
    (codecs.BOM_UTF8, "utf-8", "UTF-8 with a byte-order mark"),
    (codecs.BOM_UTF32_LE, "utf-32-le", "UTF-32"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be", "UTF-32"),
    (codecs.BOM_UTF16_LE, "utf-16-le", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16-be", "UTF-16"),
)
_FORMATS = (
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "a ZIP archive, as Word and OpenDocument files are"),
    (b"PK\x05\x06", "an empty ZIP archive"),
    (b"\xd0\xcf\x11\xe0", "an old Word, Excel or PowerPoint file"),
    (b"{\\rtf", "an RTF document"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ\x00", "an xz archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive"),
    (b"Rar!\x1a\x07", "a RAR archive"),
    (b"\x89PNG\r\n", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF87a", "a GIF image"),
    (b"GIF89a", "a GIF image"),
    (b"II*\x00", "a TIFF image"),
    (b"MM\x00*", "a TIFF image"),
    (b"RIFF", "a WebP image, or sound or film"),
    (b"bplist00", "a web archive of Safari"),
    (b"SQLite format 3\x00", "a SQLite database"),
    (b"\x7fELF", "a program"),
)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
_LETTER = re.compile(r"[^\W\d_]")
_TRUSTED_SHARE = 0.01
# Of Western text's letters 1 to 25 % lie beyond ASCII, of another script's, misread, over 90 %.
_WESTERN_SHARE = 0.5
_META = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{2,30})", re.IGNORECASE)
_NEXT = "save it as UTF-8 text and try again"


def refuse_other_formats(data: bytes, name: str) -> None:
    """Tell a well-known format that is no text by its first bytes.

    Raises
    ------
    StoryError
        The data is a PDF, an image, an archive or the like.

    Examples
    --------
    >>> refuse_other_formats(b"%PDF-1.7", "story.pdf")
    Traceback (most recent call last):
    geonews.errors.StoryError: 'story.pdf' is a PDF, no text: export the text first
    """
    for magic, what in _FORMATS:
        if data.startswith(magic) and (magic != b"RIFF" or b"\x00" in data[:12]):
            raise StoryError(f"{name!r} is {what}, no text: export the text first")


def decode(data: bytes, name: str, *, declared: bool = False) -> tuple[str, str | None]:
    """Return the text of some bytes, and a note when they were not plain UTF-8.

    No character is changed: newlines, control characters and lone surrogates come out as they
    went in. Only a byte-order mark, which is no character of the text, is dropped.

    Parameters
    ----------
    data : bytes
    name : str
        What the error and the note call the source.
    declared : bool
        Whether an encoding declared by an HTML ``<meta>`` is believed.

    Raises
    ------
    StoryError
        The bytes are no text, or text in an encoding that cannot be told.

    Examples
    --------
    >>> decode("São Paulo".encode("cp1252"), "story.txt")
    ('São Paulo', "'story.txt' was read as Windows-1252")
    """
    for mark, codec, what in _BOMS:
        if data.startswith(mark):
            text = _strictly(data[len(mark) :], codec)
            if text is None:
                raise StoryError(f"{name!r} begins as {what} but is damaged: {_NEXT}")
            return text, f"{name!r} was read as {what}"
    if b"\x00" in data:
        return _with_nuls(data, name)
    text = _strictly(data, "utf-8")
    if text is not None:
        return text, None
    if declared and (found := _META.search(data, 0, 4096)):
        codec = found[1].decode("ascii", "replace")
        text = _declared(data, codec)
        if text is not None:
            return text, f"{name!r} was read as {codec}, as it declares"
    return _guessed(data, name)


def _strictly(data: bytes, codec: str) -> str | None:
    try:
        return data.decode(codec)
    except UnicodeDecodeError:
        pass
    try:
        return data.decode(codec, "surrogatepass")
    except UnicodeDecodeError:
        return None


def _declared(data: bytes, codec: str) -> str | None:
    try:
        info = codecs.lookup(codec)
        # HTML names Windows-1252 by these (WHATWG Encoding Standard, section 4.2).
        codec = "cp1252" if info.name in ("iso8859-1", "ascii") else info.name
        return data.decode(codec)
    except (LookupError, ValueError):
        return None


def _with_nuls(data: bytes, name: str) -> tuple[str, str | None]:
    if len(data) % 2 == 0:
        even, odd = data[0::2].count(0), data[1::2].count(0)
        for codec, zeros, others in (("utf-16-le", odd, even), ("utf-16-be", even, odd)):
            # Spaces alone make one unit in ten's high byte a zero, in any script with spaces.
            if zeros * 50 >= len(data) // 2 and others * 50 <= zeros:
                text = _strictly(data, codec)
                if text is not None and _is_text(text):
                    return text, f"{name!r} was read as UTF-16 without a byte-order mark"
    text = _strictly(data, "utf-8")
    if text is not None and text.count("\x00") <= 1 + len(text) // 100 and _is_text(text):
        return text, None
    raise StoryError(f"{name!r} is a binary file, no text: give the story as text, HTML or JSON")


def _is_text(text: str) -> bool:
    return len(_LETTER.findall(text)) > 2 * len(_CONTROL.findall(text))


def _guessed(data: bytes, name: str) -> tuple[str, str | None]:
    """Tell UTF-8 with a few broken bytes, Windows-1252, and what is neither."""
    mended = data.decode("utf-8", "replace")
    broken = mended.count("\ufffd")
    beyond_ascii = len(mended) - len(mended.encode("ascii", "ignore"))
    if broken * 5 <= beyond_ascii and _is_text(mended):
        return mended, f"{name!r} is UTF-8 with {broken} broken characters, shown as \ufffd"
    text = _declared(data, "cp1252")
    if text is None or len(_CONTROL.findall(text)) > _TRUSTED_SHARE * len(text):
        raise StoryError(
            f"{name!r} is no text in UTF-8, UTF-16 or Windows-1252 "
            f"(first odd byte at {_first_odd(data)}): {_NEXT}"
        )
    letters = _LETTER.findall(text)
    high = sum(1 for letter in letters if letter > "\x7f")
    if len(letters) > 20 and high > _WESTERN_SHARE * len(letters):
        raise StoryError(f"{name!r} is in an encoding that cannot be told: {_NEXT}")
    return text, f"{name!r} was read as Windows-1252"


def _first_odd(data: bytes) -> int:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        return error.start
    return 0
