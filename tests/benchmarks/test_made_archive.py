"""The made archive is the same each time, and like the news in length and in what it names."""

from __future__ import annotations

import json
from pathlib import Path

from tests.benchmarks.made_archive import made_stories, write_archive


def test_a_story_depends_on_its_number_alone(tmp_path: Path) -> None:
    whole = list(made_stories(60))
    assert list(made_stories(20, start=30)) == whole[30:50]
    write_archive(tmp_path / "part.jsonl", 10, start=7)
    lines = (tmp_path / "part.jsonl").read_text("utf-8").splitlines()
    assert [json.loads(line) for line in lines] == whole[7:17]
    assert len({story["id"] for story in whole}) == 60


def test_stories_are_of_some_500_words_and_vary() -> None:
    stories = list(made_stories(300))
    lengths = [len(story["text"].split()) for story in stories]
    assert min(lengths) > 450
    assert max(lengths) < 600
    assert len({story["title"] for story in stories}) > 250
    assert len({story["published"][:7] for story in stories}) == 24
    assert all("%(" not in story["text"] for story in stories)
