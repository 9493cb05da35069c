"""A record: a story or why it is none, and what is left to do for one."""

from __future__ import annotations

import pytest

from geonews.archive.record import Record, finished
from geonews.errors import StoryError
from geonews.model import Article

PAGE = (
    "<!doctype html><html lang='en'><head><title>Flood in Lima</title></head><body><article>"
    "<h1>Flood in Lima</h1><p>Rain fell on Lima, the capital of Peru, for a third day.</p>"
    "</article></body></html>"
)


@pytest.mark.parametrize(
    "both", [{}, {"article": Article("Rain."), "error": "broken"}], ids=["neither", "both"]
)
def test_a_record_is_a_story_or_an_error(both: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="record 3 needs a story or an error"):
        Record(3, "a.jsonl:4", **both)  # type: ignore[arg-type]


def test_text_gets_its_title_and_furniture() -> None:
    article = finished(Article("Lima floods\n\nRain fell.\n\nScroll to Top"), "text", "a.txt")
    assert (article.title, article.furniture) == ("Lima floods", ((25, 38),))


def test_what_the_archive_says_of_a_story_stays() -> None:
    told = Article(PAGE, "a1", "A title", "A paper", "https://a.example", "2024-01-01", "es")
    article = finished(told, "page", "a.warc: 1")
    assert article.text.startswith("Flood in Lima\n\nRain fell on Lima")
    assert article.to_dict() == {**told.to_dict(), "sha256": article.sha256}


def test_what_a_page_says_fills_what_the_archive_does_not() -> None:
    article = finished(Article(PAGE, id="a1"), "page", "a.warc: 1")
    assert (article.id, article.title, article.language) == ("a1", "Flood in Lima", "en")


def test_a_page_without_a_story_is_an_error_that_names_it() -> None:
    empty = Article("<!doctype html><html><body></body></html>")
    with pytest.raises(StoryError, match=r"'b\.warc: 2' is a web page without a story"):
        finished(empty, "page", "b.warc: 2")
    record = Record(2, "b.warc: 2", empty, form="page").finished()
    assert record.article is None
    assert record.form == "story"
    assert record.error is not None
    assert "without a story" in record.error


def test_a_story_and_an_error_are_finished_already() -> None:
    for record in (Record(0, "a", Article("Rain.")), Record(0, "a", error="broken")):
        assert record.finished() is record
