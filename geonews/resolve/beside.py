"""What is seen of a mention that tells its role: words beside it, their sorts, its own shape.

What is seen is cut into parts that each depend on a word or two, so that what a part weighs is
summed once for a word, not for each mention.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple

from geonews.model import Mention, Place

__all__ = ["WINDOW", "Odds", "features", "owns", "sorts_of", "words_of"]

WINDOW = 60
"""Characters to either side that are looked at."""
_TOKEN = re.compile(r"[^\W_]+(?:[’'.&-][^\W_]+)*|[^\w\s]")
_ENDINGS = ("ing", "ed", "ly", "tion", "ment", "ist", "er", "al", "an", "s")
# Sorts of words beside a name; a word may be of several. "of": what stands before "of NAME".
_SORTS = {
    "in": """in at near from to into through throughout across outside around inside toward towards
        within along via off onto leaving left reach reached reaching entered entering visit visited
        visiting between beyond above downtown northern southern eastern western central north south
        east west northeast northwest southeast southwest suburban rural nearby upper lower
        mainland""",
    "with": "against by with for like among versus vs unlike alongside under",
    "that": """that which who whether if because while although though since when as but and or nor
        so why how whose""",
    "say": """said says say told tells saying warned warns announced announces stated states added
        adds claimed claims argued insisted noted urged denied denies believes wants agreed agrees
        accused accuses reported confirmed condemned criticized criticised called asked""",
    "act": """approved imposed imposes launched launches signed sells sold buys bought sends sent
        send plans planned decided decides expelled retaliated rejected refused threatened threatens
        supported supports backed backs pledged promised proposed invaded attacked seized banned
        joined joins won lost beat beats defeated drew scored sought seeks faces faced continues
        continued continue began begins needs need must should could would will has have had does
        did do is was are were can may might""",
    "people": """people citizens residents voters man men woman women boy girl teacher teachers
        student students worker workers official officials officer officers soldier soldiers troops
        forces police army military navy president minister ministers premier leader leaders
        lawmaker lawmakers senator mayor governor ambassador diplomat diplomats envoy spokesman
        spokeswoman spokesperson coach manager player players striker midfielder defender goalkeeper
        team side fans actor actress singer author writer director producer professor researcher
        researchers scientist scientists investor investors businessman journalist journalists
        activist activists migrant migrants refugees parents family families nationals national
        native spy agent agents doctor lawyer judge authorities king queen prince democrats
        republicans republican democrat democratic""",
    "body": """government administration parliament congress senate ministry embassy court council
        company companies firm firms bank banks agency department university school college hospital
        club league party union association federation foundation institute group team newspaper
        media press network airline airlines carrier bureau authority commission committee board
        office church stock market markets exchange economy economic currency dollar dollars
        politics political policy law laws constitution election elections foreign federal state tax
        trade exports imports products produce goods oil sanctions tariffs decision deal
        counterattack counteroffensive offensive intelligence""",
    "land": """city town village area region province district county state neighborhood
        neighbourhood suburb border coast coastline island islands river lake sea bay gulf mountain
        mountains mountainous valley desert landscape street avenue road highway airport port harbor
        harbour station beach park hotel prison jail jails campus downtown capital territory soil
        shores waters peninsula countryside north south east west outskirts center centre building
        house home homes site property tour trip visit leg route metro metropolitan location""",
    "of land": """city town village coast north south east west northeast northwest southeast
        southwest outskirts streets capital outside edge miles kilometers kilometres km mile area
        region part parts suburb port island province district county center centre heart middle
        banks shores waters""",
    "of body": """president minister ministry government people republic university bank citizens
        residents archbishop bishop king queen prince prime leader leaders ambassador mayor governor
        embassy state department church consulate court federation association foundation kingdom
        supporters""",
}
_SORTS_OF: dict[str, tuple[str, ...]] = {}
for _sort, _words in _SORTS.items():
    for _word in _words.split():
        _SORTS_OF[_word] = (*_SORTS_OF.get(_word, ()), _sort)
# A name that ends so is a body's own: "Walker County Sheriff's Office", "Liverpool FC".
_BODIES = frozenset(
    """police department university college school hospital council court parliament assembly
    ministry government army navy force forces times chronicle herald tribune news post club united
    city fc bank association society institute academy fire sheriff commission authority chamber
    bureau exchange orchestra mayor governor senate legislature reserve company corp inc group
    agency embassy union party office guard federation foundation centre center commerce""".split()
)
_OF_A_PEOPLE = ("ian", "ish", "ese", "can")
_HELPERS = frozenset("also again has have had will would may might can could is was not".split())
_ARTICLES = ("the", "a", "an")
_MOST = 4
"""Words to either side that are looked at."""
_KEPT = 1 << 12


class _Sides(NamedTuple):
    """The words to either side, as written and in small letters.

    ``owns`` is "p" behind "'s"; ``left`` and ``right`` are the characters at the name's edges.
    """

    owns: str
    left: str
    right: str
    before: list[str]
    after: list[str]
    lefts: list[str]
    rights: list[str]


def words_of(text: str) -> list[str]:
    """Return the words and signs of a text."""
    return _TOKEN.findall(text)


def sorts_of(word: str) -> tuple[str, ...]:
    """Return the sorts of a word in small letters."""
    return _SORTS_OF.get(word, ())


def owns(right: str) -> bool:
    """Tell whether what follows a name makes it a possessor."""
    return right[:1] in ("'", "\u2019") and right[1:2] in ("s", " ")


def _sides(text: str, mention: Mention) -> _Sides:
    left = text[max(0, mention.start - WINDOW) : mention.start]
    right = text[mention.end : mention.end + WINDOW]
    owning = "p" if owns(right) else ""
    if owning:
        right = right[2:]
    # A story opens as a sentence does: what opens the labelled ones is mostly datelines.
    before = _nearest(left, left.rsplit(None, _MOST)[-_MOST:])[-_MOST:] or ["."]
    after = _nearest(right, right.split(None, _MOST)[:_MOST])[:_MOST]
    lefts, rights = [word.lower() for word in before], [word.lower() for word in after]
    return _Sides(owning, left[-1:], right[:1], before, after, lefts, rights)


def _nearest(text: str, pieces: list[str]) -> list[str]:
    """Return the words of a text, or only those of its nearest four pieces without a space.

    No word goes on across a space, so the nearest pieces mostly hold enough.
    """
    if len(pieces) < _MOST:
        return _TOKEN.findall(text)
    if "".join(pieces).isalnum():
        return pieces
    words = _TOKEN.findall(" ".join(pieces))
    return words if len(words) >= _MOST else _TOKEN.findall(text)


Part = tuple[Callable[..., Iterator[str]], *tuple[object, ...]]
"""Something that tells what is seen of some words, and these."""


def _parts(sides: _Sides, mention: Mention) -> list[Part]:
    """Return the parts of what is seen, but for words that are alike wherever they stand."""
    owning, left, right, before, after, lefts, rights = sides
    parts: list[Part] = [
        (_own, mention.text, "" if mention.place is None else _sort_of(mention.place)),
        (_at_left, before[-1]),
        (_at_right, after[0] if after else "", owning),
    ]
    last = lefts[-1]
    at = len(lefts) - 1
    if last in _ARTICLES:
        at -= 1
        if at >= 0:
            parts.append((_behind_article, lefts[at]))
    if at > 0 and lefts[at] == "of":
        parts.append((_behind_of, lefts[at - 1]))
    parts += [
        (_near_right, number + 1, rights[number], owning)
        for number in range(1, min(len(rights), 3))
        if rights[number] in _SORTS_OF
    ]
    if after and after[0][:1].isupper():
        run = 1
        while run < len(after) and after[run][:1].isupper():
            run += 1
        parts.append((_behind_capitals, min(run, 3), after[run] if run < len(after) else ""))
    ahead = at if last == "the" else len(lefts) - 1
    inside = ahead >= 0 and "in" in _SORTS_OF.get(lefts[ahead], ())
    acts = ""
    if not inside and not owning:
        acts = next((word for word in rights[:3] if word not in _HELPERS), "")
    parts.append((_around, owning, left, right, inside, acts if acts in _SORTS_OF else ""))
    return parts


def features(text: str, mention: Mention) -> list[str]:
    """Return what is seen of a mention: words beside it, their sorts and shapes, its own shape."""
    sides = _sides(text, mention)
    found = [
        "",
        *(f"l={word}" for word in sides.lefts),
        *(f"r={word}" for word in sides.rights[:3]),
    ]
    for part, *words in _parts(sides, mention):
        found.extend(part(*words))
    return found


class Odds:
    """The log-odds that a mention is associative, by trained weights.

    Parameters
    ----------
    weights : mapping of str to float
        Log-odds by feature.
    """

    def __init__(self, weights: Mapping[str, float]) -> None:
        get = weights.get

        # Bounded: stories have ever new words.
        @lru_cache(maxsize=_KEPT)
        def summed(part: Callable[..., Iterator[str]], *words: object) -> float:
            return sum([get(feature, 0.0) for feature in set(part(*words))])

        self._summed = summed
        self._constant = get("", 0.0)
        self._left, self._right = (
            {name[2:]: odds for name, odds in weights.items() if name.startswith(side)}
            for side in ("l=", "r=")
        )

    def of(self, text: str, mention: Mention) -> float:
        """Return the log-odds of a mention: the sum over its `features`, each counted once."""
        sides = _sides(text, mention)
        left, right, summed = self._left, self._right, self._summed
        odds = [left[word] for word in set(sides.lefts) if word in left]
        odds += [right[word] for word in set(sides.rights[:3]) if word in right]
        odds += [summed(*part) for part in _parts(sides, mention)]
        return self._constant + sum(odds)


def _around(owning: str, left: str, right: str, inside: bool, acts: str) -> Iterator[str]:
    """Yield how the name is joined to its sides, and what these say together."""
    yield f"owns={owning}"
    yield f"hyphen={right in '-–' and right != ''}"
    yield f"after hyphen={left in '-–/' and left != ''}"
    for sort in _SORTS_OF.get(acts, ()):
        yield f"outside, {sort}"
    yield f"inside={inside}"


def _own(name: str, sort: str) -> Iterator[str]:
    if name.isupper():
        yield "own=capitals"
    else:
        yield "own=dots" if "." in name else "own=words" if " " in name else "own=word"
    if name.rpartition(" ")[2].lower() in _BODIES:
        yield "own=body"
    if name.endswith(_OF_A_PEOPLE):
        yield "own=people"
    if sort:
        yield f"place={sort}"


def _sort_of(place: Place) -> str:
    if place.is_country:
        return "country"
    sorts = {"ADM1": "region", "PPLC": "capital"}
    return sorts.get(place.feature, "town" if place.feature.startswith("PPL") else "other")


def _at_left(token: str) -> Iterator[str]:
    word = token.lower()
    yield f"before is {_shape(token)}"
    yield f"l1={word}"
    for sort in _SORTS_OF.get(word, ()):
        yield f"l1 {sort}"
    if word in _ARTICLES:
        yield "the"


def _behind_article(word: str) -> Iterator[str]:
    for sort in _SORTS_OF.get(word, ()):
        yield f"before the {sort}"


def _behind_of(word: str) -> Iterator[str]:
    yield f"of {word}"
    for sort in _SORTS_OF.get(word, ()):
        yield f"of {sort}"


def _at_right(token: str, owning: str) -> Iterator[str]:
    if not token:
        yield "r1=$"
        return
    word = token.lower()
    yield f"r1{owning}={word}"
    yield f"after is {_shape(token)} {_ending(word)} {owning}"
    yield f"after is {_shape(token)}"
    yield from _near_right(1, word, owning)
    if not token[:1].isupper():
        yield "capitals after 0"


def _near_right(number: int, word: str, owning: str) -> Iterator[str]:
    for sort in _SORTS_OF.get(word, ()):
        yield f"r{number}{owning} {sort}"


def _behind_capitals(run: int, token: str) -> Iterator[str]:
    yield f"capitals after {run}"
    if token:
        yield f"then {_shape(token)}"
        for sort in _SORTS_OF.get(token.lower(), ()):
            yield f"then {sort}"


def _shape(token: str) -> str:
    if token[:1].isupper():
        return "A" if len(token) > 1 and token.isupper() else "Aa"
    return "a" if token[:1].isalpha() else "0" if token[:1].isdigit() else token


def _ending(word: str) -> str:
    return next((e for e in _ENDINGS if word.endswith(e) and len(word) > len(e) + 2), "-")
