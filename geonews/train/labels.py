"""What the tagger learns from: the spans of three corpora, and Wikipedia sentences."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from geonews.model import Span
from geonews.train.corpora import LABELS_DEMONYMS, LITERAL, Story
from geonews.train.windows import Labelled

__all__ = ["labelled", "sentences_of_wikigold"]

_ASSOCIATIVE = ("Metonymic", "Non_Literal_Modifier", "Demonym", "Embedded_Non_Lit")
_ROLES = dict.fromkeys(LITERAL, 0) | dict.fromkeys(_ASSOCIATIVE, 1)
_NO_SPACE_BEFORE = frozenset(". , ; : ! ? ) ] % 's ' n't".split())


def labelled(story: Story) -> Labelled:
    """Return a story with the spans of its places; of nested ones the longer.

    Only GeoWebNews labels every demonym.
    """
    spans: dict[Span, int] = {}
    last = 0
    for label in story.labels:
        if label.start >= last:
            last = label.end
            spans[label.start, last] = _ROLES.get(label.kind, -1)
    return Labelled(story.article.text, spans, demonyms=story.corpus == LABELS_DEMONYMS)


def sentences_of_wikigold(path: Path, at_once: int = 10) -> Iterator[Labelled]:
    """Yield Wikipedia sentences, some at once, with their locations.

    Whether a toponym stands inside an organisation or a "MISC" (which demonyms are) the labels do
    not say: those are masked.

    Parameters
    ----------
    path : Path
        Wikigold (Balasuriya et al. 2009), CC BY 4.0, in CoNLL's columns.
    at_once : int
        How many sentences make one text.
    """
    text = ""
    spans: dict[Span, int] = {}
    masked: list[Span] = []
    held, before = 0, "O"
    for line in path.read_text(encoding="utf-8").splitlines():
        if not line.strip():
            held, before = held + 1, "O"
            if held % at_once == 0:
                yield Labelled(text, spans, tuple(masked))
                text, spans, masked = "", {}, []
            continue
        word, _, label = line.rpartition(" ")
        if text and word not in _NO_SPACE_BEFORE and not text.endswith("("):
            text += " "
        start, end = len(text), len(text) + len(word)
        text += word
        if label == "I-LOC":
            begin = start
            if before == "I-LOC" and spans:
                begin = next(reversed(spans))[0]
                spans.popitem()
            spans[begin, end] = -1
        elif label in ("I-ORG", "I-MISC"):
            masked.append((start, end))
        before = label
    if text:
        yield Labelled(text, spans, tuple(masked))
