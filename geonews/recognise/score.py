"""How much a name in the gazetteer looks like a mention of a place where it stands."""

from __future__ import annotations

import math
from collections.abc import Set
from dataclasses import dataclass

from geonews.gazetteer import Gazetteer, NameKind
from geonews.gazetteer.lexicon import Lexicon
from geonews.recognise.cues import (
    DIRECTIONS,
    INSTITUTIONS,
    KINDS_AFTER,
    KINDS_BEFORE,
    LOCATIVES,
    RESIDENTS,
    SAYING,
    SPEAKING,
    STREETS,
    WEAK_LOCATIVES,
)
from geonews.recognise.spans import Bearer, Named
from geonews.recognise.tokens import Token, is_space
from geonews.text import fold

__all__ = ["Context", "score"]

# The weights below are log-odds set by hand on the development half of the labelled training part
# (documents of even CRC-32 of their id), and measured on the other half; see tests/quality.
_COUNTRY = 3.5
_REGION = 2.2
_OWN = 2.2
_COUNTY = 2.5
_TOWN_AT_15_000 = -0.1
_PER_TENFOLD = 0.9
_LONGER_NAME = 1.2
_OTHER_NAME = -0.9
_SHORT_OTHER_NAME = -1.5


@dataclass(frozen=True, slots=True)
class Context:
    """What the whole story says that one name needs: words written small, people, places."""

    text: str
    tokens: tuple[Token, ...]
    small: Set[str]
    surnames: Set[str]
    gazetteer: Gazetteer
    shouting: bool

    @property
    def lexicon(self) -> Lexicon:
        """The word lists of the gazetteer."""
        return self.gazetteer.lexicon


def score(named: Named, context: Context) -> float:
    """Return the log-odds that a name is a mention of a place."""
    if named.key in context.lexicon.never or named.key in DIRECTIONS:
        return -9.0
    if named.is_people or named.place is None:
        return _demonym_score(named, context)
    if named.key in context.surnames and _word(context, named.last + 1) in SAYING:
        return -9.0
    bearer = named.place
    if _runs_into_institution(named, context):
        return -9.0
    total = _of_bearer(bearer, named)
    if named.key in context.lexicon.ambiguous:
        # "in Bath" is the town all the same, where it is one of some size.
        settled = bearer.weight > _TOWN_OF_SOME_SIZE and _is_in(named, context)
        total -= 1.0 if settled else 2.5
    total += _before(named, context) + _after(named, context)
    return total + _of_word(named, context)


def _runs_into_institution(named: Named, context: Context) -> bool:
    """Tell whether the last word belongs to what follows: Springfield's City Council."""
    if named.place is None or named.place.kind is NameKind.NAME or named.last == named.first:
        return False
    word, following = _word(context, named.last), _word(context, named.last + 1)
    return word in INSTITUTIONS and following in INSTITUTIONS


def _is_in(named: Named, context: Context) -> bool:
    """Tell whether a preposition of place stands right before a name."""
    left = named.first - 1
    if left < 0 or context.tokens[named.first].first:
        return False
    gap = context.text[context.tokens[left].end : named.start]
    return is_space(gap) and _word(context, left) in LOCATIVES


_TOWN_OF_SOME_SIZE = 30_000


def _demonym_score(named: Named, context: Context) -> float:
    """Demonyms are taken unless they are a language here."""
    if context.lexicon.cautious.get(named.key) == "language":
        before = _word(context, named.first - 1)
        after = _word(context, named.last + 1)
        if before in SPEAKING or after in SPEAKING:
            return -3.0
        if before == "in" and not after:
            return -2.0
    if context.lexicon.cautious.get(named.key) == "other":
        return -1.0
    return 3.0


def _of_bearer(bearer: Bearer, named: Named) -> float:
    feature = bearer.feature
    if feature.startswith("PCL"):
        total = _COUNTRY
    elif feature == "ADM1":
        total = _REGION
    elif feature == "ADM2":
        total = _COUNTY if named.last > named.first else 0.0
    elif feature in ("PPL", "PPLC"):
        total = _TOWN_AT_15_000 + _PER_TENFOLD * (math.log10(bearer.weight + 1) - 4.18)
    else:
        total = _OWN
    if named.last > named.first:
        total += _LONGER_NAME
    if bearer.kind is NameKind.ALTERNATE and not feature.startswith("PCL"):
        total += _OTHER_NAME if len(named.key) > 4 else _SHORT_OTHER_NAME
    return total


def _word(context: Context, number: int) -> str:
    """Return the folded word beside a name within its sentence, "" past either end."""
    tokens = context.tokens
    if not 0 <= number < len(tokens):
        return ""
    return fold(tokens[number].text)


def _before(named: Named, context: Context) -> float:
    tokens, first = context.tokens, named.first
    if first == 0 or tokens[first].first:
        return -0.4 if named.last == named.first else 0.0
    left = tokens[first - 1]
    gap = context.text[left.end : named.start]
    word = fold(left.text)
    if _is_in(named, context):
        return 1.6
    if is_space(gap):
        if word == "of" and _word(context, first - 2) in KINDS_BEFORE:
            return 2.0
        if word in DIRECTIONS:
            return 1.2
        if word in WEAK_LOCATIVES:
            return 0.7
        if word == "the":
            return -0.3 if _is_town(named) else 0.2
        if word in ("a", "an"):
            return 0.8 if _word(context, named.last + 1) in RESIDENTS else -0.5
        capital = left.text[0].isupper() and not left.possessive and not left.first
        if capital and not context.shouting:
            return -0.5 if word in INSTITUTIONS else -1.2
    elif gap.startswith(",") and left.cap:
        return 0.6
    elif gap.endswith("-"):
        return -0.8
    return 0.0


def _after(named: Named, context: Context) -> float:
    tokens, last = context.tokens, named.last
    if last + 1 >= len(tokens) or tokens[last + 1].first:
        return 0.0
    right = tokens[last + 1]
    gap = context.text[named.end : right.start]
    word = fold(right.text)
    if is_space(gap):
        if word in STREETS and right.cap:
            return -4.0
        if word in KINDS_AFTER and not right.cap:
            return 1.5
        if word in INSTITUTIONS or word in KINDS_AFTER:
            return 0.3
        if word in SAYING and _is_town(named):
            return -1.2
        if right.text[0].isupper() and not context.shouting:
            # "Malaya Loknya" is no Malaya: a lesser name with more name behind it is another's.
            other = named.place is not None and named.place.kind is NameKind.ALTERNATE
            return -5.5 if other and named.first == named.last else -1.2
    elif gap in (", ", ",\n") and right.cap and _holds(last + 1, context):
        return 2.5
    elif gap == "-" and word in ("based", "born", "area", "led", "backed", "held", "controlled"):
        return 1.5
    return 0.0


def _holds(number: int, context: Context) -> bool:
    """Tell whether what follows a comma could be the state or country of what is before it."""
    token = context.tokens[number]
    abbreviations = context.lexicon.abbreviations
    if token.text in abbreviations or f"{token.text}." in abbreviations:
        return True
    for last in range(number, min(number + 3, len(context.tokens))):
        name = fold(context.text[token.start : context.tokens[last].end])
        for row, kind in context.gazetteer.find(name):
            if kind <= NameKind.ALTERNATE and context.gazetteer.feature(row) in _HOLDERS:
                return True
    return False


_HOLDERS = ("PCLI", "PCLD", "ADM1")


def _is_town(named: Named) -> bool:
    return named.place is not None and named.place.feature.startswith("PPL")


def _of_word(named: Named, context: Context) -> float:
    if named.last > named.first:
        return 0.0
    token, total = context.tokens[named.first], 0.0
    prominent = not _is_town(named)
    if named.key in context.small:
        total -= 1.0 if prominent else 2.5
    if named.key in context.surnames:
        total -= 1.5 if prominent or _is_in(named, context) else 3.0
    if not prominent:
        large = (named.place.weight if named.place else 0) > 300_000
        if named.key in context.lexicon.surnames:
            total -= 0.3 if large else 1.0
        if named.key in context.lexicon.given:
            total -= 0.3 if large else 1.2
    shouted = token.text.isupper() and len(token.text) > 1 and not context.shouting
    if shouted and token.text not in context.lexicon.abbreviations and "." not in token.text:
        total -= 4.0 if len(token.text) <= 5 else 1.0
    if token.text in context.lexicon.postal:
        total += 4.0 if _behind_a_town(named.first, context) else -6.0
    if len(named.key) <= 3 and not prominent:
        total -= 1.0
    return total


def _behind_a_town(number: int, context: Context) -> bool:
    """Tell whether "OR" or "DC" stands where a state's letters do: behind a name, on one line."""
    if number == 0:
        return False
    left, token = context.tokens[number - 1], context.tokens[number]
    return left.cap and context.text[left.end : token.start] in (", ", " ")
