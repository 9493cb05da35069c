"""Every span of a story that may be a mention: complete for the names the gazetteer has."""

from __future__ import annotations

import re
from collections.abc import Set
from functools import lru_cache

from geonews.gazetteer import Gazetteer, NameKind
from geonews.model import Article
from geonews.recognise.cues import DIRECTIONS, INSTITUTIONS, KINDS_AFTER, LOCATIVES, STREETS
from geonews.recognise.datelines import datelines
from geonews.recognise.foreign import LOCATIVES_OF, inflected_at
from geonews.recognise.languages import FUNCTION_WORDS
from geonews.recognise.neighbours import Story, Weighed, is_language, weighed
from geonews.recognise.people import find_people
from geonews.recognise.spans import Named, named_at
from geonews.recognise.tagging import Tagging
from geonews.recognise.tokens import Token, tokenise
from geonews.recognise.told import echoes, may_be_told, told_at
from geonews.text import fold

__all__ = ["found_in"]

_TURKIC = frozenset({"tr", "az"})


def found_in(
    article: Article,
    gazetteer: Gazetteer,
    language: str = "en",
    tagging: Tagging | None = None,
) -> tuple[Story, list[Weighed]]:
    """Return what a story says as a whole, and every span that may be a mention, in order.

    Parameters
    ----------
    article : Article
    gazetteer : Gazetteer
    language : str
        ISO 639-1 code: in English, names that only the story tells of are found too; in others,
        forms of names.
    tagging : Tagging, optional
        What the tagger takes for names may be mentions too.
    """
    english = language == "en"
    tokens = tokenise(article, turkish=language in _TURKIC)
    story = _story(article.text, tokens, gazetteer, language)
    lexicon = gazetteer.lexicon
    no_names = DIRECTIONS if english else FUNCTION_WORDS.get(language, DIRECTIONS)
    phrase_heads = _first_words(lexicon.phrases)
    found: list[Weighed] = []
    placed: set[int] = set()
    phrases: set[int] = set()
    skipped = 0
    for at, token in enumerate(tokens):
        if at < skipped or not token.cap:
            continue
        person = at in story.inside
        skip = 0
        if story.words[at] in phrase_heads:
            skip = _phrase_at(story.text, tokens, at, lexicon.phrases)
        names = [
            named
            for named in named_at(story.text, tokens, at, gazetteer, english)
            if not person or _is_more_than_a_person(named, story)
        ]
        if skip and not (names and names[0].last - at + 1 > skip):
            skipped = at + skip
            phrases.update(range(at, skipped))
            continue
        if english and may_be_told(tokens, story.words, at) and at - 1 not in story.inside:
            lasts = [named.last for named in names]
            told = told_at(story.text, tokens, story.words, at, gazetteer, placed)
            names += [named for named in told if named.last not in lasts]
        elif not names and not _is_plain(token.text):
            names = list(inflected_at(tokens, at, gazetteer))
        for named in names:
            if _may_be_meant(named, story, no_names):
                found.append(weighed(named, story))
                placed.add(named.last)
    told_of = [one.named for one in found if one.sort == "told"]
    if told_of:
        known = {(one.named.first, one.named.last) for one in found}
        again = echoes(story.text, tokens, told_of, known)
        found += [weighed(named, story) for named in again if named.first not in story.inside]
    if tagging is not None:
        known = {(one.named.first, one.named.last) for one in found}
        found += [
            weighed(named, story)
            for named in tagging.names(article.text, tokens, gazetteer)
            if (named.first, named.last) not in known
            and phrases.isdisjoint(range(named.first, named.last + 1))
            and _may_be_meant(named, story, no_names)
        ]
    if told_of or tagging is not None:
        found.sort(key=lambda one: (one.named.first, -one.named.last))
    return story, found


def _is_plain(word: str) -> bool:
    """Tell whether a word has no ending or prefix to cut: English letters without apostrophes."""
    return word.isascii() and "'" not in word


def _may_be_meant(named: Named, story: Story, no_names: Set[str]) -> bool:
    """Tell whether a name may be a mention here: no direction, common word, language or road."""
    key = named.key
    if key in no_names:
        return False
    # "Réunion" is an island, "Reunion" a party.
    is_plain = story.text[named.start : named.end].isascii()
    if is_plain and named.names.place is not None and key in story.gazetteer.lexicon.never:
        return False
    if named.names.demonym is not None and is_language(named, story):
        return False
    return not (_begins_another(named, story) or _is_inside_another(named, story))


def _is_more_than_a_person(named: Named, story: Story) -> bool:
    """Tell whether a name inside what looks like a person's may be a place's all the same."""
    if named.last > named.first or named.names.place is None:
        return True
    if named.first and story.words[named.first - 1] in _BEFORE_PLACES:
        return True
    place = named.names.place
    return place.feature[:3] in ("PCL", "ADM") or place.weight >= _LARGE


def _begins_another(named: Named, story: Story) -> bool:
    """Tell whether a lesser name is the first word of one that nobody knows: "Malaya Loknya".

    Between small words, so that it is no headline in capitals.
    """
    place, at = named.names.place, named.last + 1
    if place is None or place.kind is not NameKind.ALTERNATE or named.last > named.first:
        return False
    if not 1 < at < len(story.tokens) - 1 or story.words[at] in _AFTER_PLACES:
        return False
    before, following, beyond = (story.tokens[n] for n in (named.first - 1, at, at + 1))
    return (
        following.cap
        and not following.first
        and not (before.cap or beyond.cap or beyond.first)
        and story.text[named.end : following.start] == " "
        and not any(
            story.gazetteer.feature(row).startswith(("PCL", "ADM1"))
            for row, _ in story.gazetteer.find(story.words[at])
        )
    )


def _is_inside_another(named: Named, story: Story) -> bool:
    """Tell whether a name is the rest of a lake's or mountain's, or a road's: "Lake Auburn"."""
    tokens, following = story.tokens, named.last + 1
    if named.key in _ROADS and following < len(tokens) and tokens[following].text.isdigit():
        return story.text[named.end : tokens[following].start] in (" ", "\u00a0")
    before = named.first - 1
    return (
        before >= 0
        and tokens[before].text in _WATERS_AND_MOUNTAINS
        and story.text[tokens[before].end : named.start] in (" ", "\u00a0")
    )


_ROADS = frozenset({"u.s.", "u.s", "us"})
_WATERS_AND_MOUNTAINS = frozenset({"Lake", "Mount", "Cape"})
_DAYS = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may "
    "june july august september october november december".split()
)
_AFTER_PLACES = INSTITUTIONS | KINDS_AFTER | STREETS | _DAYS
_BEFORE_PLACES = LOCATIVES | {"the"}
_LARGE = 100_000


def _story(text: str, tokens: tuple[Token, ...], gazetteer: Gazetteer, language: str) -> Story:
    texts = [token.text for token in tokens]
    words = [word.lower() for word in texts]
    small = frozenset([token.text for token in tokens if not token.cap])
    people = find_people(text, tokens, gazetteer, small)
    uppers = sum([token.cap and len(token.text) > 3 and token.text.isupper() for token in tokens])
    english = language == "en"
    return Story(
        text=text,
        tokens=tokens,
        words=words,
        small=small,
        inside=people.inside,
        people=frozenset([words[number] for number in people.inside]),
        surnames=people.surnames,
        heads=datelines(text),
        shouting=uppers > 0 and 2 * uppers > sum([len(word) > 3 for word in texts]),
        gazetteer=gazetteer,
        locatives=LOCATIVES if english else LOCATIVES_OF.get(language, LOCATIVES),
        english=english,
    )


def _phrase_at(text: str, tokens: tuple[Token, ...], at: int, phrases: frozenset[str]) -> int:
    """Return how many tokens from here are a phrase that holds no place, 0 for none."""
    for last in range(min(at + 4, len(tokens) - 1), at, -1):
        if fold(text[tokens[at].start : tokens[last].end]) in phrases:
            return last - at + 1
    return 0


@lru_cache(maxsize=4)
def _first_words(phrases: frozenset[str]) -> frozenset[str]:
    return frozenset(re.split("[ -]", phrase, maxsplit=1)[0] for phrase in phrases)
