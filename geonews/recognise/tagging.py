"""What the tagger says of a story's words, laid out for the spans that may be mentions."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from math import log
from typing import NamedTuple

from geonews.gazetteer import Gazetteer
from geonews.model import Span
from geonews.recognise.spans import Named, names_of
from geonews.recognise.tokens import Token
from geonews.recognise.told import unlisted

__all__ = ["Judged", "Tagging"]

# A word less likely to be a place's than this is in no span; what is likelier is only a candidate,
# which the linear model weighs with all else that is known.
_LEAST = 0.3
# It was trained with smoothed labels: a word that is surely no name has 0.013.
_SURELY_NOT, _SURE = 0.02, 0.998
_STEPS = (-3, -2, -1, 0, 1, 2, 3, 4, 5)
_FEW_STEPS = (-3, -1, 1, 3)
_LONGEST = 12


class Judged(NamedTuple):
    """A word or mark of the text, and the probabilities that it begins a name and goes on with one.

    Offsets are characters of the text.
    """

    start: int
    end: int
    begins: float
    goes_on: float


class Tagging:
    """The words of a story as the tagger judged them, in order.

    Attributes
    ----------
    spans : tuple of Span
        What it takes for names of places, disjoint and in order.

    Examples
    --------
    >>> words = (Judged(0, 2, 0.0, 0.0), Judged(3, 7, 0.95, 0.0), Judged(8, 12, 0.1, 0.8))
    >>> tagging = Tagging(words)
    >>> tagging.spans
    ((3, 12),)
    >>> tagging.features((3, 7), "T")[0]
    't inside'
    """

    __slots__ = ("_judged", "_starts", "spans")

    def __init__(self, judged: Sequence[Judged]) -> None:
        self._judged = judged
        self._starts = [word.start for word in judged]
        self.spans = tuple(_spans(judged))

    def features(self, span: Span, size: str) -> list[str]:
        """Return what the tagger says of a span, as features for the linear model.

        Parameters
        ----------
        span : Span
        size : str
            How prominent the best bearer of its name is; see `neighbours.Weighed`.
        """
        start, end = span
        at = bisect_left(self._starts, start)
        stop = bisect_left(self._starts, end)
        words = self._judged[at:stop]
        if not words:
            return ["t none"]
        found = [self._stands(span)]
        least = _logit(min(word.begins + word.goes_on for word in words))
        found += [f"t>{step}" for step in _STEPS if least > step]
        found += [f"{size} t>{step}" for step in _FEW_STEPS if least > step]
        first = words[0]
        likely = first.begins + first.goes_on
        begins = _logit(first.begins / likely if likely >= _SURELY_NOT else 0.0)
        found += [f"t begins>{step}" for step in _FEW_STEPS if begins > step]
        if stop < len(self._judged):
            goes_on = _logit(self._judged[stop].goes_on)
            found += [f"t goes on>{step}" for step in _FEW_STEPS if goes_on > step]
        return found

    def names(self, text: str, tokens: tuple[Token, ...], gazetteer: Gazetteer) -> Iterator[Named]:
        """Yield the spans that begin and end with a token, as names."""
        firsts = {token.start: number for number, token in enumerate(tokens)}
        lasts = {token.end: number for number, token in enumerate(tokens)}
        for start, end in self.spans:
            first, last = firsts.get(start), lasts.get(end)
            if last is None and text[end - 1] == ".":
                last = lasts.get(end - 1)
            if first is None or last is None or not first <= last < first + _LONGEST:
                continue
            names = names_of(gazetteer, text[start:end])
            if names is not None:
                yield Named(first, last, start, end, names)
            elif any(token.cap for token in tokens[first : last + 1]):
                yield unlisted(text, first, last, start, end)

    def _stands(self, span: Span) -> str:
        """Tell how a span stands to those of the tagger."""
        at = bisect_left(self.spans, (span[0] + 1, 0)) - 1
        for other in self.spans[max(at, 0) : at + 2]:
            if other == span:
                return "t same"
            if other[0] <= span[0] and span[1] <= other[1]:
                return "t inside"
            if span[0] <= other[0] and other[1] <= span[1]:
                return "t around"
            if other[0] < span[1] and span[0] < other[1]:
                return "t across"
        return "t apart"


def _logit(probability: float) -> float:
    bounded = min(max(probability, _SURELY_NOT), _SURE)
    return log(bounded / (1 - bounded))


def _spans(judged: Sequence[Judged]) -> Iterator[Span]:
    start = end = -1
    for word in judged:
        likely = word.begins + word.goes_on
        goes_on = start >= 0 and word.goes_on > word.begins
        if goes_on and likely >= _LEAST:
            end = word.end
            continue
        if start >= 0:
            yield start, end
            start = -1
        if likely >= _LEAST:
            start, end = word.start, word.end
    if start >= 0:
        yield start, end
