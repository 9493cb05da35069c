"""Bytes to text, through `read_bytes`."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geonews.errors import StoryError
from geonews.read import read_bytes

STORY = "Rain fell on São Paulo – the “wettest” day in Córdoba’s history.\r\n\r\nNobody was hurt."
RUSSIAN = "Курск — город в России. Дождь шёл три дня, и река Сейм вышла из берегов."


@pytest.mark.parametrize(
    ("data", "text", "note"),
    [
        (STORY.encode(), STORY, None),
        (
            codecs.BOM_UTF8 + STORY.encode(),
            STORY,
            "'a.txt' was read as UTF-8 with a byte-order mark",
        ),
        (codecs.BOM_UTF16_LE + STORY.encode("utf-16-le"), STORY, "'a.txt' was read as UTF-16"),
        (codecs.BOM_UTF16_BE + STORY.encode("utf-16-be"), STORY, "'a.txt' was read as UTF-16"),
        (codecs.BOM_UTF32_LE + STORY.encode("utf-32-le"), STORY, "'a.txt' was read as UTF-32"),
        (
            STORY.encode("utf-16-le"),
            STORY,
            "'a.txt' was read as UTF-16 without a byte-order mark",
        ),
        (
            STORY.encode("utf-16-be"),
            STORY,
            "'a.txt' was read as UTF-16 without a byte-order mark",
        ),
        (
            RUSSIAN.encode("utf-16-le"),
            RUSSIAN,
            "'a.txt' was read as UTF-16 without a byte-order mark",
        ),
        (STORY.encode("cp1252"), STORY, "'a.txt' was read as Windows-1252"),
        (
            STORY.encode() + b"\xe2\x80",
            STORY + "\ufffd",
            "'a.txt' is UTF-8 with 1 broken characters, shown as \ufffd",
        ),
        (b"Lima\xed\xa0\x80 is wet", "Lima\ud800 is wet", None),
    ],
    ids=[
        "utf-8",
        "utf-8 with mark",
        "utf-16-le with mark",
        "utf-16-be with mark",
        "utf-32 with mark",
        "utf-16-le bare",
        "utf-16-be bare",
        "cyrillic utf-16-le bare",
        "windows-1252",
        "utf-8 cut off",
        "lone surrogate",
    ],
)
def test_encodings_are_recognised_and_said(data: bytes, text: str, note: str | None) -> None:
    article = read_bytes(data, "a.txt")
    assert article.text == text
    assert article.notes == ((note,) if note else ())


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "'a.txt' is empty: give a file with a story in it"),
        (b" \r\n\t ", "'a.txt' is empty"),
        (codecs.BOM_UTF8 + b" \n", "'a.txt' is empty"),
        (b"%PDF-1.7\n%\xe2\xe3", "'a.txt' is a PDF, no text: export the text first"),
        (b"PK\x03\x04\x14\x00", "is a ZIP archive, as Word and OpenDocument files are, no text"),
        (b"\x89PNG\r\n\x1a\n\x00", "is a PNG image, no text: export the text first"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", "is a JPEG image, no text"),
        (b"GIF89a\x01\x00", "is a GIF image, no text"),
        (b"RIFF\x24\x00\x00\x00WEBP", "is a WebP image, or sound or film, no text"),
        (b"{\\rtf1\\ansi Lima}", "is an RTF document, no text"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "is an old Word, Excel or PowerPoint file"),
        (b"\x1f\x8b\x08\x00", "is a gzip archive"),
        (bytes(range(256)) * 4, "'a.txt' is a binary file, no text: give the story as text"),
        (b"\x00\x01\x02\x03\x04\x05\x06\x07", "is a binary file"),
        (b"story.txt" + bytes(200) + b"Lima", "is a binary file"),
        (bytes(range(1, 256)) * 4, "is no text in UTF-8, UTF-16 or Windows-1252"),
        (b"Lima \x81\x8d " * 9, "first odd byte at 5.*: save it as UTF-8 text and try again"),
        (RUSSIAN.encode("cp1251"), "in an encoding that cannot be told: save it as UTF-8 text"),
        (codecs.BOM_UTF16_LE + b"L\x00i", "begins as UTF-16 but is damaged: save it as UTF-8"),
    ],
)
def test_what_is_no_text_is_told_in_one_line(data: bytes, message: str) -> None:
    with pytest.raises(StoryError, match=message) as caught:
        read_bytes(data, "a.txt")
    assert "\n" not in str(caught.value)


def test_windows_quotes_are_not_lost() -> None:
    assert read_bytes(b"The \x93Lima\x94 \x96 map", "a.txt").text == "The “Lima” – map"


def test_a_stray_nul_is_kept_in_its_place() -> None:
    text = "Rain fell on Lima." * 9 + "\x00" + "Rain fell on Cusco."
    assert read_bytes(text.encode(), "a.txt").text == text


_STORIES = st.text(st.characters(exclude_characters="\x00", exclude_categories=[])).map(
    lambda text: f"Lima {text}"
)


@given(_STORIES)
def test_any_text_comes_back_from_utf_8(text: str) -> None:
    # A pair of surrogates is one character once it is encoded; nothing else is joined.
    data = text.encode("utf-8", "surrogatepass")
    assert read_bytes(data, "a.txt").text == text


@given(_STORIES, st.sampled_from([("utf-16-le", b"\xff\xfe"), ("utf-16-be", b"\xfe\xff")]))
def test_any_text_comes_back_from_utf_16(text: str, form: tuple[str, bytes]) -> None:
    codec, mark = form
    data = text.encode(codec, "surrogatepass")
    assert read_bytes(mark + data, "a.txt").text == data.decode(codec, "surrogatepass")


@given(st.binary())
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    try:
        lines = [read_bytes(data, "a.txt").text.strip()]
    except StoryError as error:
        lines = str(error).split("\n")
    assert len(lines) == 1
    assert lines[0]
