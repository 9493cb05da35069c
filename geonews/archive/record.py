"""One record of an archive: a story, or why it is none."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal, Self

from geonews.errors import StoryError
from geonews.model import Article

__all__ = ["Form", "Record", "finished"]

Form = Literal["story", "text", "page"]
"""What an article's text is as yet: a story read to its end; plain text whose title and furniture
are still to be found; or the source of a web page, whose story is."""


@dataclass(frozen=True, slots=True)
class Record:
    """What stands at one place of the input.

    Attributes
    ----------
    seq : int
        Its position in the whole input, from 0, over all files in their order.
    where : str
        Where it stands: "stories.jsonl:17", "folder/a.txt", "news.warc.gz: <urn:uuid:...>".
    article : Article or None
        The story.
    error : str or None
        Why it is no story; exactly one of the two is set.
    form : {'story', 'text', 'page'}
        What is left to do before the article is a story's; see `finished`.

    Raises
    ------
    ValueError
        Both are set, or neither.

    Examples
    --------
    >>> record = Record(16, "stories.jsonl:17", error="'stories.jsonl:17' is no JSON")
    >>> record.is_story
    False
    """

    seq: int
    where: str
    article: Article | None = None
    error: str | None = None
    form: Form = "story"

    def __post_init__(self) -> None:
        if (self.article is None) == (self.error is None):
            raise ValueError(f"record {self.seq} needs a story or an error, one of the two")

    @property
    def is_story(self) -> bool:
        """Whether there is a story."""
        return self.article is not None

    def finished(self) -> Self:
        """Return the record with its article as a story's, or with why there is none after all."""
        if self.article is None or self.form == "story":
            return self
        try:
            article = finished(self.article, self.form, self.where)
        except StoryError as error:
            return replace(self, article=None, error=str(error), form="story")
        return replace(self, article=article, form="story")


def finished(article: Article, form: Form, where: str) -> Article:
    r"""Return the article of a story from what was found in an archive.

    This takes 0.5 ms for a story of 500 words and 20 ms for a web page, where finding it takes
    0.05 ms: it is for whoever has the time.

    Parameters
    ----------
    article : Article
        As a record has it: what the archive says of the story is set and stays.
    form : {'story', 'text', 'page'}
    where : str
        What messages call it.

    Raises
    ------
    StoryError
        A page without a story in it.

    Examples
    --------
    >>> finished(Article("Lima floods\n\nRain fell.", id="a1"), "text", "stories.jsonl:1").title
    'Lima floods'
    """
    if form == "story":
        return article
    if form == "page":
        from geonews.read.html import from_html

        read = from_html(article.text, where)
    else:
        from geonews.read.plain import from_text

        read = from_text(article.text, where)
    return replace(
        read,
        id=article.id or read.id,
        notes=article.notes + read.notes,
        title=article.title or read.title,
        source=article.source or read.source,
        url=article.url or read.url,
        published=article.published or read.published,
        language=article.language or read.language,
    )
