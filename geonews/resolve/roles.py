"""Whether something happens at a place, or the place stands for its people and government."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from pathlib import Path
from types import MappingProxyType

from geonews.errors import ModelError
from geonews.model import Mention, Place, Role

__all__ = ["EVEN", "features", "load_weights", "role_of", "settled_role"]

_WINDOW = 60
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
_HELPERS = frozenset("also again has have had will would may might could can is was not".split())
# "Moscow's counterattack", "Russia's border". Too few to learn from: 40 of 1,900 labelled names.
_OWNED: dict[str, Role] = {"people": "associative", "body": "associative", "land": "literal"}
EVEN = 0.0005
"""Log-odds above which a mention is associative; weights have three decimals, so none is at it."""


def role_of(text: str, mention: Mention) -> Role:
    """Return whether a mention is literal, associative, or a dateline.

    What `settled_role` leaves open is for a logistic model of the words beside the mention. One
    that has its place already is judged a little better.

    Raises
    ------
    ModelError
        The weights that ship cannot be read.

    Examples
    --------
    >>> text = "Moscow's counterattack reached Kursk."
    >>> role_of(text, Mention(0, 6, "Moscow")), role_of(text, Mention(31, 36, "Kursk"))
    ('associative', 'literal')
    """
    if (settled := settled_role(text, mention)) is not None:
        return settled
    get = _shipped().get
    odds = sum([get(feature, 0.0) for feature in set(features(text, mention))])
    return "associative" if odds > EVEN else "literal"


# "380 square miles) of ": an area that is measured is ground.
_MEASURED = re.compile(
    r"(?:\b(?:square|sq\.?)\s[a-z]+|\b(?:acres|hectares))\)?\sof\s(?:the\s)?\Z", re.IGNORECASE
)


def settled_role(text: str, mention: Mention) -> Role | None:
    """Return the role of a dateline, of a demonym, and of who owns what shows the role; else None.

    Examples
    --------
    >>> settled_role("Moscow's border", Mention(0, 6, "Moscow"))
    'literal'
    """
    if mention.role == "dateline":
        return "dateline"
    if mention.kind == "demonym":
        return "associative"
    right = text[mention.end : mention.end + _WINDOW]
    if _owns(right):
        for word in _TOKEN.findall(right[2:])[:3]:
            for sort in _SORTS_OF.get(word.lower(), ()):
                if sort in _OWNED:
                    return _OWNED[sort]
    if _MEASURED.search(text, max(0, mention.start - _WINDOW), mention.start):
        return "literal"
    return None


def _owns(right: str) -> bool:
    return right[:1] in ("'", "’") and right[1:2] in ("s", " ")


def features(text: str, mention: Mention) -> list[str]:
    """Return what is seen of a mention: words beside it, their sorts and shapes, its own shape."""
    left = text[max(0, mention.start - _WINDOW) : mention.start]
    right = text[mention.end : mention.end + _WINDOW]
    owns = "p" if _owns(right) else ""
    if owns:
        right = right[2:]
    # A story opens as a sentence does: what opens the labelled ones is mostly datelines.
    before, after = _TOKEN.findall(left)[-4:] or ["."], _TOKEN.findall(right)[:4]
    found = ["", f"owns={owns}", f"hyphen={right[:1] in '-–' and right != ''}"]
    found.append(f"after hyphen={left[-1:] in '-–/' and left != ''}")
    found.extend(_own(mention))
    lefts, rights = [token.lower() for token in before], [token.lower() for token in after]
    found.extend(_before(lefts))
    found.append(f"before is {_shape(before[-1])}")
    found.extend(_after(after, rights, owns))
    found.extend(_both(lefts, rights, owns))
    return found


def _both(before: list[str], after: list[str], owns: str) -> Iterator[str]:
    """Yield what the words on either side say together."""
    ahead = before[:-1] if before[-1:] == ["the"] else before
    inside = bool(ahead) and "in" in _SORTS_OF.get(ahead[-1], ())
    if not inside and not owns:
        acts = next((word for word in after[:3] if word not in _HELPERS), "")
        for sort in _SORTS_OF.get(acts, ()):
            yield f"outside, {sort}"
    yield f"inside={inside}"


def _own(mention: Mention) -> Iterator[str]:
    name = mention.text
    if name.isupper():
        yield "own=capitals"
    else:
        yield "own=dots" if "." in name else "own=words" if " " in name else "own=word"
    if name.rpartition(" ")[2].lower() in _BODIES:
        yield "own=body"
    if name.endswith(_OF_A_PEOPLE):
        yield "own=people"
    if mention.place is not None:
        yield f"place={_sort_of(mention.place)}"


def _sort_of(place: Place) -> str:
    if place.is_country:
        return "country"
    sorts = {"ADM1": "region", "PPLC": "capital"}
    return sorts.get(place.feature, "town" if place.feature.startswith("PPL") else "other")


def _before(words: list[str]) -> Iterator[str]:
    yield f"l1={words[-1]}"
    for word in words:
        yield f"l={word}"
    for sort in _SORTS_OF.get(words[-1], ()):
        yield f"l1 {sort}"
    if words[-1] in ("the", "a", "an"):
        yield "the"
        words = words[:-1]
        for sort in _SORTS_OF.get(words[-1], ()) if words else ():
            yield f"before the {sort}"
    if words[-1:] == ["of"] and len(words) > 1:
        yield f"of {words[-2]}"
        for sort in _SORTS_OF.get(words[-2], ()):
            yield f"of {sort}"


def _after(tokens: list[str], words: list[str], owns: str) -> Iterator[str]:
    if not tokens:
        yield "r1=$"
        return
    first = tokens[0]
    yield f"r1{owns}={words[0]}"
    yield f"after is {_shape(first)} {_ending(words[0])} {owns}"
    yield f"after is {_shape(first)}"
    for number, word in enumerate(words[:3], 1):
        yield f"r={word}"
        for sort in _SORTS_OF.get(word, ()):
            yield f"r{number}{owns} {sort}"
    run = 0
    while run < len(tokens) and tokens[run][:1].isupper():
        run += 1
    yield f"capitals after {min(run, 3)}"
    if 0 < run < len(tokens):
        yield f"then {_shape(tokens[run])}"
        for sort in _SORTS_OF.get(words[run], ()):
            yield f"then {sort}"


def _shape(token: str) -> str:
    if token[:1].isupper():
        return "A" if len(token) > 1 and token.isupper() else "Aa"
    return "a" if token[:1].isalpha() else "0" if token[:1].isdigit() else token


def _ending(word: str) -> str:
    return next((e for e in _ENDINGS if word.endswith(e) and len(word) > len(e) + 2), "-")


def load_weights(path: Path) -> Mapping[str, float]:
    """Read weights that ``python -m geonews.train roles`` wrote: log-odds by feature.

    Raises
    ------
    ModelError
        The file is missing or damaged.
    """
    try:
        weights = json.loads(path.read_text(encoding="utf-8"))["weights"]
        return MappingProxyType({str(name): float(odds) for name, odds in weights.items()})
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise ModelError(
            f"the weights of roles, {path.name}, cannot be read ({type(error).__name__}: {error}): "
            "install geonews again"
        ) from error


@cache
def _shipped() -> Mapping[str, float]:
    return load_weights(Path(str(files("geonews") / "data" / "roles.json")))
