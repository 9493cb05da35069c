"""Names of people, so that no part of one is taken for a place."""

from __future__ import annotations

from functools import lru_cache

from geonews.gazetteer import Gazetteer, NameKind
from geonews.recognise.cues import INSTITUTIONS, KINDS_AFTER, PREFIXES, TITLES
from geonews.recognise.tokens import Token, is_space, joined
from geonews.text import fold

__all__ = ["People", "find_people"]

_PARTICLES = frozenset("de del da van von der bin ibn al el la le abu ben dos du ter".split())
# Family names that go before the given name, as news writes Korean, Chinese and Vietnamese names.
_FAMILY_FIRST = frozenset(
    "kim lee park choi jung jeong kang cho jo yoon yun jang lim im han oh seo shin kwon hwang ahn "
    "an song ryu hong moon koo ko bae baek nam noh roh son yang yoo cha chung joo ju min xi li "
    "wang zhang liu chen zhao huang zhou wu xu sun ma zhu hu guo lin he gao liang deng mao "
    "jiang wen qin nguyen tran le pham hoang phan vu vo dang bui do ho ngo duong".split()
)
_NO_SURNAMES = INSTITUTIONS | KINDS_AFTER
_LONGEST = 5
_CLEARLY_A_PLACE = 100_000
# Beverly Hills (34,000) is a town, Vernon Hill none that news names without its state.
_A_PLACE_BY_ITS_WHOLE_NAME = 20_000


class People:
    """Who a story names.

    Attributes
    ----------
    inside : frozenset of int
        Numbers of the tokens that are part of a person's name.
    surnames : frozenset of str
        Folded last names, by which the story may call them later.
    """

    __slots__ = ("inside", "surnames")

    def __init__(self, inside: frozenset[int], surnames: frozenset[str]) -> None:
        self.inside = inside
        self.surnames = surnames


def find_people(
    text: str, tokens: tuple[Token, ...], gazetteer: Gazetteer, small: frozenset[str]
) -> People:
    """Find the people a story names.

    A name is a given name and what follows it, a title and what follows it, or a family name that
    goes first and one or two parts. A place the gazetteer knows by the whole name stays a place.
    ``small`` are the words that the story writes without a capital.

    Examples
    --------
    >>> from geonews.model import Article
    >>> from geonews.recognise.tokens import tokenise
    >>> text = "Denzel Washington flew to Washington."
    >>> found = find_people(text, tokenise(Article(text)), Gazetteer.open(), frozenset())
    >>> sorted(found.inside), sorted(found.surnames)
    ([0, 1], ['washington'])
    """
    inside: set[int] = set()
    surnames: set[str] = set()
    position, count = 0, len(tokens)
    while position < count:
        token = tokens[position]
        if not token.cap:
            position += 1
            continue
        run = _run(text, tokens, position)
        length = _name_at(text, tokens, position, run, gazetteer, small)
        if length == 0:
            # No part of a place's name begins a person's: "Ho Chi Minh City", not Chi Minh.
            length = _well_known_place(text, tokens, position, run, gazetteer) if run > 1 else 1
        elif _is_longer_place(text, tokens, position, length, gazetteer):
            length += 1
        else:
            inside.update(range(position, position + length))
            last = fold(tokens[position + length - 1].text)
            family_first = length > 1 and fold(token.text) in _FAMILY_FIRST
            surnames.add(fold(token.text) if family_first else last)
        position += max(length, 1)
    return People(frozenset(inside), frozenset(surnames))


def _name_at(
    text: str,
    tokens: tuple[Token, ...],
    at: int,
    run: int,
    gazetteer: Gazetteer,
    small: frozenset[str],
) -> int:
    """Return how many tokens of a run from here are a person's name; 0 for none."""
    titled = at > 0 and tokens[at - 1].text.lower() in TITLES and _is_title(text, tokens, at)
    if run < 2 and not titled:
        return 0
    token, lexicon = tokens[at], gazetteer.lexicon
    word = fold(token.text)
    if titled:
        if run > 1 and _place_weight(gazetteer, text, tokens, at, run) > _CLEARLY_A_PLACE:
            return 0
        # "President Putin": one word behind a title is a name, unless a title of a country's.
        return run if run > 1 or not _is_country(gazetteer, word) else 0
    if token.possessive:
        return 0
    following = fold(tokens[at + 1].text)
    if word in _FAMILY_FIRST and following not in _NO_SURNAMES:
        known = following in lexicon.given or word in lexicon.surnames
        if known and not _place_weight(gazetteer, text, tokens, at, run):
            return min(run, 3)
    if word not in lexicon.given or (word in PREFIXES and text[token.end] == "-"):
        return 0
    if following in _NO_SURNAMES:
        return 0
    weight = _place_weight(gazetteer, text, tokens, at, run)
    if weight > _A_PLACE_BY_ITS_WHOLE_NAME or (
        weight and (following not in lexicon.surnames or word in lexicon.given_places)
    ):
        return 0
    # "Jordan Peele" against "Georgia Democrats": an unknown word behind is a name too, a word that
    # the story also writes small is not.
    unknown = word in lexicon.given_places and following not in lexicon.surnames
    return 0 if unknown and tokens[at + 1].text.lower() in small else run


def _well_known_place(
    text: str, tokens: tuple[Token, ...], at: int, run: int, gazetteer: Gazetteer
) -> int:
    """Return how many tokens from here are the name of a well-known place, 0 unless several."""
    for length in range(run, 1, -1):
        if _place_weight(gazetteer, text, tokens, at, length) > _A_PLACE_BY_ITS_WHOLE_NAME:
            return length
    return 0


def _is_longer_place(
    text: str, tokens: tuple[Token, ...], at: int, length: int, gazetteer: Gazetteer
) -> bool:
    """Tell whether the name goes on to a well-known place's: "Ho Chi Minh" to his city."""
    end = at + length
    if end >= len(tokens) or not (tokens[end].cap and joined(text, tokens[end - 1], tokens[end])):
        return False
    weight = _place_weight(gazetteer, text, tokens, at, length + 1)
    return weight > _A_PLACE_BY_ITS_WHOLE_NAME


def _is_title(text: str, tokens: tuple[Token, ...], at: int) -> bool:
    before = tokens[at - 1]
    gap = text[before.end : tokens[at].start]
    return (is_space(gap) or gap == ". ") and not before.possessive


def _run(text: str, tokens: tuple[Token, ...], at: int) -> int:
    """Return how far the name goes: capitalised words, initials, particles inside."""
    length, count = 1, len(tokens)
    left = tokens[at]
    while length < _LONGEST and at + length < count:
        token = tokens[at + length]
        if token.first or left.possessive:
            break
        gap = text[left.end : token.start]
        if gap != " " and not (
            gap == "-" or (gap == ". " and len(left.text) == 1) or is_space(gap)
        ):
            break
        if token.cap:
            if length > 1 and fold(token.text) in INSTITUTIONS:
                break
        elif not (
            token.text in _PARTICLES
            and at + length + 1 < count
            and tokens[at + length + 1].cap
            and joined(text, token, tokens[at + length + 1])
        ):
            break
        length += 1
        left = token
    return length


def _place_weight(
    gazetteer: Gazetteer, text: str, tokens: tuple[Token, ...], at: int, run: int
) -> int:
    """Return the weight of the place that bears exactly this run of words, 0 for none."""
    return _weight_of(gazetteer, text[tokens[at].start : tokens[at + run - 1].end])


@lru_cache(maxsize=1 << 15)
def _weight_of(gazetteer: Gazetteer, surface: str) -> int:
    name = fold(surface)
    weights = [gazetteer.weight(r) for r, k in gazetteer.find(name) if k <= NameKind.ALTERNATE]
    return max(weights, default=0)


def _is_country(gazetteer: Gazetteer, name: str) -> bool:
    return any(gazetteer.feature(row).startswith("PCL") for row, _ in gazetteer.find(name))
