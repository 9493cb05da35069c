"""The title of a plain text, and its offsets."""

from __future__ import annotations

import pytest

from geonews.read import read_bytes

BODY = "LIMA, Peru (AP) — Rain fell for three days."


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (f"Flood hits Lima\n\n{BODY}", "Flood hits Lima"),
        (f"\n \n  Flood hits Lima  \r\n\r\n{BODY}", "Flood hits Lima"),
        (f"Flood hits Lima\n\n\n\n{BODY}", "Flood hits Lima"),
        (f"Flood hits Lima\r\r{BODY}", "Flood hits Lima"),
        (f"# Flood hits Lima\n\n{BODY}", "Flood hits Lima"),
        (f"Did a flood hit Lima?\n\n{BODY}", "Did a flood hit Lima?"),
        (f"Storm drenches the eastern U.S.\n\n{BODY}", "Storm drenches the eastern U.S."),
        (f"Advertisement\n\nFlood hits Lima\n\n{BODY}", "Flood hits Lima"),
        (f"Flood hits Lima\n{BODY}", None),
        (f"Rain fell on Lima.\n\n{BODY}", None),
        (f"“Rain fell on Lima.”\n\n{BODY}", None),
        (f"{'Flood hits Lima and ' * 11}\n\n{BODY}", None),
        ("Flood hits Lima", None),
        ("Flood hits Lima\n\n", None),
        ("###\n\nFlood hits Lima", None),
        ("Scroll to Top\n", None),
    ],
)
def test_the_title_is_a_first_line_that_stands_alone(text: str, title: str | None) -> None:
    article = read_bytes(text.encode(), "in/flood.txt")
    assert article.title == title
    assert article.text == text
    assert article.id == "flood.txt"


@pytest.mark.parametrize(
    "text",
    [
        "Rain\x07 fell\x1b[31m on \x00Lima.\x0b\x0c\x85" + "It was wet. " * 20,
        "سقط المطر على ليما\u202e و\u200fكوسكو\u202c.",
        "🌧️👩‍👩‍👧 Lima 🇵🇪",
        "Lima\ud83d \udc00Cusco",
        "Lima\r\nCusco\rPuno\nTacna\u2028Ica\u2029",
    ],
    ids=["control characters", "right to left", "emoji", "lone surrogates", "newlines"],
)
def test_no_character_is_touched(text: str) -> None:
    assert read_bytes(text.encode("utf-8", "surrogatepass"), "a.txt").text == text


def test_five_megabytes_are_read_whole() -> None:
    text = "\n\n".join(f"Rain fell on Lima for the {n}th day." for n in range(140_000))
    article = read_bytes(text.encode(), "a.txt")
    assert len(article.text) == len(text) > 5_000_000
