"""JSON records."""

from __future__ import annotations

import json

import pytest

from geonews.errors import StoryError
from geonews.read import read_bytes


def test_every_field_is_taken_and_the_text_untouched() -> None:
    record = {
        "id": "a1",
        "text": "Flood hits Lima\n\nRain fell.\n\nScroll to Top",
        "title": "Lima under water",
        "source": "Andes News",
        "url": "https://example.org/flood",
        "published": "2025-01-13",
        "toponyms": [],
    }
    article = read_bytes(json.dumps(record).encode(), "a.json")
    assert article.text == record["text"]
    assert article.furniture == ((29, 42),)
    assert [article.id, article.title, article.source, article.url, article.published] == [
        "a1",
        "Lima under water",
        "Andes News",
        "https://example.org/flood",
        "2025-01-13",
    ]


@pytest.mark.parametrize(
    ("text", "name", "identity"),
    [
        ('{"text": "Rain fell on Lima."}', "in/a.json", "a.json"),
        ('{"text": "Rain fell on Lima.", "id": 7}', "a.json", "7"),
        ('{"text": "Rain fell on Lima.", "id": null, "title": null}', "a.json", "a.json"),
        ('\n{"text": "Rain fell on Lima.", "id": "x"}\n\n', "a.jsonl", "x"),
        ('{"text": "Rain fell on Lima.", "id": "x"}', "standard input", "x"),
    ],
)
def test_what_is_left_out_has_a_default(text: str, name: str, identity: str) -> None:
    article = read_bytes(text.encode(), name)
    assert (article.text, article.id, article.title) == ("Rain fell on Lima.", identity, None)


def test_an_escaped_lone_surrogate_is_kept() -> None:
    assert read_bytes(rb'{"text": "Lima \ud83d here"}', "a.json").text == "Lima \ud83d here"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{", r"'a\.json' is no JSON \(line 1, column 2: .*\): write it as"),
        ("Rain fell on Lima.", r"'a\.json' is no JSON \(line 1, column 1: Expecting value\)"),
        ("[" * 100_000, r"'a\.json' is JSON nested too deep or with a number too long"),
        ('{"id": ' + "1" * 5000 + "}", "nested too deep or with a number too long"),
        ("[{}, {}]", r"'a\.json' is a list of 2 records: give one, written as"),
        ('"Rain fell on Lima."', r"'a\.json' is JSON, but a string: write it as"),
        ("7", r"'a\.json' is JSON, but a number"),
        ("{}", r"'a\.json' has no \"text\": write it as \{\"id\": \.\.\., \"text\""),
        ('{"text": ""}', r"'a\.json': \"text\" is empty: give the story there"),
        ('{"text": null}', r"'a\.json': \"text\" is null: give a string"),
        ('{"text": 5}', r"'a\.json': \"text\" is a number \(5\): give a string"),
        ('{"text": "a", "title": 5.5}', r"\"title\" is a number \(5\.5\): give a string, or leave"),
        ('{"text": "a", "url": ["x"]}', r"\"url\" is a list: give a string, or leave it out"),
        ('{"text": "a", "published": {}}', r"\"published\" is an object"),
        ('{"text": "a", "id": true}', r"\"id\" is true or false"),
    ],
)
def test_a_faulty_record_is_told_in_one_line(text: str, message: str) -> None:
    with pytest.raises(StoryError, match=message) as caught:
        read_bytes(text.encode(), "a.json")
    assert "\n" not in str(caught.value)


def test_many_records_are_not_one_story() -> None:
    with pytest.raises(StoryError, match=r"'a\.jsonl' holds 2 records, one a line: give a file"):
        read_bytes(b'{"text": "a"}\n{"text": "b"}\n', "a.jsonl")
