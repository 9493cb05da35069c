"""Stories that are not in English: names are found, in any script, and none is held for sure.

The recognisers learnt from English news only. Elsewhere a name of the gazetteer counts by its
prominence and by the small words before it, and its confidence never passes `UNSURE`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from geonews.gazetteer import Gazetteer
from geonews.model import Span
from geonews.recognise.languages import FUNCTION_WORDS
from geonews.recognise.spans import Named, Names, names_of
from geonews.recognise.tokens import Token
from geonews.text import fold

__all__ = [
    "LOCATIVES_OF",
    "UNCASED",
    "UNSURE",
    "inflected_at",
    "is_noun",
    "is_prominent",
    "unspaced",
]

UNSURE = 0.5
"""The most a mention in a language the weights were not trained on is held for sure."""

UNCASED = frozenset("ar fa ur he ko zh ja th lo my km hi bn pa gu ta te kn ml si ka am".split())
"""Languages whose scripts know no capitals."""

LOCATIVES_OF = {
    "fr": frozenset({"à", "en", "au", "aux", "dans", "vers", "près", "depuis", "sur"}),
    "de": frozenset({"in", "aus", "nach", "bei", "von", "nahe", "bis", "um"}),
    "es": frozenset({"en", "desde", "hacia", "hasta", "cerca"}),
    "pt": frozenset({"em", "no", "na", "nos", "nas", "desde", "até", "perto"}),
    "it": frozenset({"a", "in", "da", "nel", "nella", "verso", "presso", "ad"}),
    "nl": frozenset({"in", "uit", "naar", "bij", "te", "vanuit", "rond"}),
    "pl": frozenset({"w", "we", "z", "ze", "do", "pod", "koło", "nad"}),
    "sv": frozenset({"i", "från", "till", "på", "vid", "nära"}),
    "da": frozenset({"i", "fra", "til", "på", "ved", "nær"}),
    "no": frozenset({"i", "fra", "til", "på", "ved", "nær"}),
    "id": frozenset({"di", "ke", "dari", "dalam"}),
    "vi": frozenset({"tại", "ở", "đến", "từ"}),
    "sw": frozenset({"katika", "kutoka", "huko", "mjini", "jijini"}),
    "ro": frozenset({"în", "din", "la", "spre", "lângă"}),
    "cs": frozenset({"v", "ve", "z", "ze", "do", "na", "u"}),
    "ru": frozenset({"в", "во", "из", "на", "под", "до", "около", "городе", "город", "города"}),
    "uk": frozenset({"в", "у", "з", "із", "на", "під", "до", "біля", "місті", "місто", "міста"}),
    "bg": frozenset({"в", "във", "от", "на", "до", "край", "град"}),
    "sr": frozenset({"у", "из", "на", "до", "код", "граду"}),
}
"""Prepositions that stand before places."""

# An ending of a case, and what the name may end in instead.
_ENDINGS = ("ами", "ого", "ому", "ской", "ия", "ии", "ию", "ией", "ом", "ем", "ой", "ей", "ою")
_SHORT_ENDINGS = ("е", "у", "а", "и", "ы", "ю", "я", "і", "ї")
_NOMINATIVES = ("", "а", "я", "ь", "о", "ы", "й", "ия", "ія", "и", "ская")
_ELIDED = re.compile("(?:[dljnstcmqDLJNSTCMQ]|[dnDN]ell|[Qq]u|all|sull)['’](?=[^\\W\\d_])")
_CYRILLIC = re.compile("[\u0400-\u04ff]")
_HANGUL = re.compile("[\uac00-\ud7af]")
_HEBREW = re.compile("[\u05d0-\u05ea]")
_ARABIC = re.compile("[\u0620-\u06ff]")
_UNSPACED = re.compile("[\u3041-\u30ff\u3400-\u9fff\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]{2,}")
_LONGEST_UNSPACED = 8
_FEWEST_LETTERS = 3
_WELL_KNOWN = 30_000
_LARGE = 100_000


def is_noun(named: Named, words: Sequence[str], language: str) -> bool:
    """Tell whether an article makes a German name a noun: "die Halle"; "die Ukraine" is none."""
    if language != "de" or not named.first or named.names.place is None:
        return False
    country = named.names.place.feature.startswith("PCL")
    return words[named.first - 1] in _GERMAN_ARTICLES and not country


_GERMAN_ARTICLES = frozenset(
    "der die das den dem des ein eine einen einem einer eines kein am beim vom zum zur".split()
)


def is_prominent(names: Names, language: str | None) -> bool:
    """Tell whether a name without a capital is a place's: a country's, region's or large town's."""
    place = names.place
    if place is None or names.key in FUNCTION_WORDS.get(language or "", ()):
        return False
    if place.feature.startswith("PCL") or place.feature == "ADM1":
        return True
    enough = _LARGE if len(names.key) <= _FEWEST_LETTERS else _WELL_KNOWN
    return place.weight >= enough


def inflected_at(tokens: tuple[Token, ...], at: int, gazetteer: Gazetteer) -> Iterator[Named]:
    """Yield the names that a word bears under an ending or a prefix of its language.

    Examples
    --------
    >>> from geonews.model import Article
    >>> from geonews.recognise.tokens import tokenise
    >>> tokens = tokenise(Article("Дождь в Курске"))
    >>> [named.key for named in inflected_at(tokens, 2, Gazetteer.open())]
    ['курск']
    """
    best: Named | None = None
    for last in (at + 1, at):
        if last >= len(tokens) or (last > at and (tokens[last].first or not tokens[last].cap)):
            continue
        for start, end, name in _uninflected(tokens[at]):
            if last > at:
                if end < tokens[at].end:
                    continue
                end, name = tokens[last].end, f"{name} {tokens[last].text}"
            names = names_of(gazetteer, name, english=False)
            if names is None or not is_prominent(names, None):
                continue
            if best is None or _weight(names) > _weight(best.names):
                best = Named(at, last, start, end, names)
        if best is not None:
            yield best
            return


def _weight(names: Names) -> int:
    return names.place.weight if names.place else 0


def _uninflected(token: Token) -> Iterator[tuple[int, int, str]]:
    """Yield spans and the names they may be forms of."""
    word, start, end = token.text, token.start, token.end
    if (elided := _ELIDED.match(word)) is not None:
        yield start + elided.end(), end, word[elided.end() :]
    elif _CYRILLIC.match(word):
        for ending in (*_ENDINGS, *_SHORT_ENDINGS):
            if word.endswith(ending) and len(word) - len(ending) >= _FEWEST_LETTERS:
                stem = word[: -len(ending)]
                yield from ((start, end, stem + last) for last in _NOMINATIVES)
    elif _HANGUL.match(word):
        # Particles follow the name without a space.
        for cut in range(1, min(4, len(word) - 1)):
            yield start, end - cut, word[:-cut]
    elif _HEBREW.match(word) or _ARABIC.match(word):
        # One-letter prepositions and the article go before it without one.
        letters = "בלמהושכ" if _HEBREW.match(word) else "وبلفك"
        for cut in (1, 2):
            if len(word) - cut >= _FEWEST_LETTERS and all(c in letters for c in word[:cut]):
                yield start + cut, end, word[cut:]


def unspaced(text: str, gazetteer: Gazetteer) -> Iterator[Span]:
    """Yield the spans of prominent places in scripts without spaces.

    Examples
    --------
    >>> list(unspaced("警方在上海逮捕", Gazetteer.open()))
    [(3, 5)]
    """
    for run in _UNSPACED.finditer(text):
        at, stop = run.span()
        while at < stop - 1:
            for end in range(min(at + _LONGEST_UNSPACED, stop), at + 1, -1):
                if gazetteer.find(fold(text[at:end])) and _is_place(text[at:end], gazetteer):
                    longer = text[at + 1 : min(end + 2, stop)]
                    if end - at == 2 and len(longer) > 2 and _is_place(longer, gazetteer):
                        # 抵达莫斯科: 莫斯科 is meant, no 达莫.
                        continue
                    yield at, end
                    at = end
                    break
            else:
                at += 1


def _is_place(name: str, gazetteer: Gazetteer) -> bool:
    names = names_of(gazetteer, name, english=False)
    return names is not None and is_prominent(names, None)
