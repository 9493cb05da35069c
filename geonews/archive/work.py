"""What a worker holds, whoever runs it: one story in, one line of JSON out."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from geonews.model import Article
from geonews.options import Options

if TYPE_CHECKING:
    from pathlib import Path

    from geonews.corrections import Corrections
    from geonews.geocode import CandidateSource
    from geonews.model import Report

__all__ = ["Analyst", "Done", "json_line"]

# Loads what is loaded late, and asks for what the options name.
_FIRST_STORY = "Rain fell on Lima, Peru, on Monday."


@dataclass(frozen=True, slots=True)
class Done:
    """A story that is done.

    Attributes
    ----------
    line : bytes
        Its report as one line of JSON, without a line end.
    mentions, resolved : int
        How many mentions it has, and how many of them have a place that is sure.
    """

    line: bytes
    mentions: int
    resolved: int


class Analyst:
    """An open gazetteer, its source and the options: all that one process needs for any story.

    Parameters
    ----------
    options : Options
    corrections : Path, optional
        The editor's word, as `geonews.corrections.read_corrections` reads it.

    Raises
    ------
    CorrectionsError, GazetteerError, ModelError, OptionError, UnknownPlaceError
        What would fail for every story, such as a gazetteer that is missing.

    Examples
    --------
    >>> analyst = Analyst(Options(recogniser="fast"))
    >>> analyst.done(Article("Rain fell on Lima, Peru.", id="a1")).mentions
    2
    """

    def __init__(self, options: Options = Options(), corrections: Path | None = None) -> None:
        from geonews.gazetteer import Gazetteer
        from geonews.geocode import open_source

        self._options = options
        self._gazetteer = Gazetteer.open(options.gazetteer).viewed(options.worldview or "neutral")
        source = open_source(options, self._gazetteer)
        self._source: CandidateSource = source
        self._corrections: Corrections | None = None
        if corrections is not None:
            from geonews.corrections import read_corrections, with_own

            self._corrections = read_corrections(corrections, self._gazetteer)
            self._source = with_own(source, self._corrections)
        # A service is not asked for a story that nobody gave.
        if source is self._gazetteer:
            self.report_of(Article(_FIRST_STORY))

    def report_of(self, article: Article) -> Report:
        """Analyse one story; raises what `geonews.pipeline.analyse` does."""
        from geonews.pipeline import analyse

        return analyse(
            article,
            self._options,
            gazetteer=self._gazetteer,
            source=self._source,
            corrections=self._corrections,
        )

    def done(self, article: Article) -> Done:
        """Return a story's line, with what a summary counts; raises what `report_of` does."""
        report = self.report_of(article)
        resolved = sum(mention.status == "resolved" for mention in report.mentions)
        return Done(json_line(report), len(report.mentions), resolved)

    def line_of(self, article: Article) -> bytes:
        """Return a story's report as one line of JSON (ASCII), without a line end.

        Raises
        ------
        GeonewsError
            The story cannot be done.

        Examples
        --------
        >>> line = Analyst(Options(recogniser="fast")).line_of(Article("In Lima.", id="a1"))
        >>> json.loads(line)["article"]["id"]
        'a1'
        """
        return self.done(article).line


def json_line(report: Report) -> bytes:
    """Return a report as one line of JSON, without a line end; all of it is ASCII."""
    # Escapes keep a lone surrogate, and the separators that some readers take for line ends.
    return json.dumps(report.to_dict(), separators=(",", ":")).encode()
