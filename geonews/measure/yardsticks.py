"""What a size is compared with, and what is compared: told by the structure of the sentence."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from geonews.measure.chains import NOWHERE, Bound
from geonews.measure.lengths import HEDGED
from geonews.measure.nouns import bound_to_noun
from geonews.measure.patterns import compiled
from geonews.measure.words import ADJECTIVES, AFTER_PLACE, GENERIC, REGION
from geonews.model import Mention
from geonews.relations import Relation, anchors_of

__all__ = ["AREAL", "Compared"]

_FROM = Relation("from", 1.0)

AREAL = (
    r"(?:acres|acreage|archipelagos?|areas?|atolls?|basins?|blazes?|blocks?|burn\sscars?|chunks?"
    r"|concessions?|countr(?:y|ies)|count(?:y|ies)|craters?|deserts?|districts?|empires?|enclaves?"
    r"|estates?|expanses?|farms?|farmland|fields?|fires?|floes?|floods?|forests?|glaciers?|ground"
    r"|hectares|holes?|ice\sshel(?:f|ves)|icebergs?|islands?|islets?|kingdoms?|lagoons?|lakes?|land"
    r"|marsh(?:es)?|nations?|oblasts?|parcels?|parks?|patch(?:es)?|pieces?|plantations?|plots?"
    r"|principalit(?:y|ies)|propert(?:y|ies)|provinces?|rainforest|ranch(?:es)?|reefs?|refuges?"
    r"|regions?|republics?|reserves?|reservoirs?|sanctuar(?:y|ies)|scars?|seas?|sheets?|sites?|slabs?"
    r"|slicks?|spills?|states?|stretch(?:es)?|strips?|swamps?|swath(?:e?s)?|swathe|territor(?:y|ies)"
    r"|tracts?|tundra|voids?|wetlands?|wildfires?|woodland|zones?)"
)
"""Nouns for what has an area."""

# "the tiny island nation of", "all of": what may stand before a yardstick's name.
_LEAD = (
    r"\s(?:(?:all\sof|the\s(?:entire|whole)(?:\sof)?|modern|modern-day|present-day)(?=\s)"
    r"|the\s(?:[A-Za-z.-]+\s){0,3}(?:nation|republic|principality|kingdom|province|emirate|territory"
    r"|archipelago|municipality|borough|peninsula|state|country|sultanate|canton|department|prefecture"
    r"|isle|lake|region|metropolitan\sarea)\sof(?=\s))"
)
_SIZE_OF_IT = (
    r"['’]s?\s(?:(?:total|entire|own|land|surface)\s)?(?:size|area|territory|land\s?mass|land)\b"
)
_NOT_LAND_BEHIND = (
    r"['’]?s?\s(?:[a-z]+\s)?(?:population|populace|people|econom(?:y|ies)|gdp|army|armies|military"
    r"|navy|fleet|budgets?|debt|markets?|exports?|output|workforce|stadiums?|airports?|team|squad)\b"
    r"|\s(?:in|by)\s(?:terms\sof\s)?(?:population|people|gdp|wealth|economic|number|size\sof)\b"
)
_NOUN_BEHIND = rf"\s(?!(?:{AFTER_PLACE}|{REGION})\b)[a-z]+(?:[.,;:!?]|\Z|\s(?:{AFTER_PLACE})\b)"
_JOIN = rf"(?:\s{REGION})?(?P<comma>,)?\s(?P<word>and|or|&)?\s?(?:the\s)?"
_COMBINED = rf"(?:\s{REGION})?,?\s(?:combined|(?:(?:put|taken|added)\s)?together|in\stotal)\b"
_VERB = r"\s(?:is|are|was|were|has|have|had|will|would|could|said|says|lies)\b"

_PREPOSITION = (
    r"\b(?:in|at|near|from|across|to|into|on|over|around|off|by|inside|throughout|against|for|of|with"
    rf"|and)\s(?:the\s)?(?:{ADJECTIVES}\s)?(?:[\w-]+['’]s?\s)?\Z"
)
_KIND_OF = (
    r"(?i:\b(?:city|town|village|island|isle|state|province|region|oblast|republic|kingdom|county"
    r"|territory|archipelago|nation|district|peninsula|lake|department|canton)\s(?:of|in)\s(?:the\s)?\Z)"
)
_IS = (
    r"(?:is|was|are|were|has|had|covers|covering|spans|spanning|occupies|measures|takes\sup|remains"
    r"|became|makes\sup)"
)
_FILL = (
    r"(?:now|also|itself|alone|still|already|only|just|an?|the|with|in|at|its|total|land|area|surface"
    r"|of|territory|said\sto\sbe|estimated\sto\sbe|more\sor\sless|size)"
)
_HEAD = (
    rf"(?:an?|the|one\sof\sthe)\s(?:[\w-]+\s){{0,4}}?(?:{AREAL}|city|town|village|capital|country)"
    r"(?:\sof\s[a-z]+)?"
)
# From a name to a comparison: "Kursk is", "Kursk, which covers an area", "Kursk, a region".
_IS_GAP = (
    rf"(?:\s{REGION})?(?:,\s(?:in|an?|the|one|[\w-]+['’]s?)\s[^,.;:()]{{1,60}}(?=,))?(?:,?\s(?:which|that))?,?\s{_IS}(?:\s(?:{_HEAD}|{_FILL}))*"
    r"(?:\s(?:that|which)\s(?:is|was))?\s"
)
_APPOSED_GAP = (
    rf"(?:\s{REGION})?(?:\s[(]|,\s|\s?[—–]\s?|\s-\s)(?P<head>{_HEAD}\s(?:(?:that|which)\s(?:is|was)\s)?)?"
    r"(?:an?\s(?:area|territory)\s)?(?:at\s)?"
)
_NOUN_IS = (
    rf"\b(?P<lead>(?i:the|this|that))\s(?:{ADJECTIVES}\s)?(?P<noun>{'|'.join(GENERIC)})(?:,\swhich)?"
    rf"\s{_IS}(?:\s{_FILL})*\s\Z"
)
_OPENS = rf"(?i:\A(?:[\"“'‘(]?)(?:an?\s(?:[\w-]+\s){{1,3}})?(?:at\s)?{HEDGED}{{0,3}}\Z)"
_THEN_NAME = rf"(?:\s{REGION})?,\s(?:the\s(?:[\w-]+\s){{0,3}}(?:of|in)\s)?"
_AREA_BEFORE = rf"(?i:\b(?:{AREAL}|square|sq|km2|km²|hectares?|burn\w*|scorch\w*|destroy\w*)\b)"
_REACH = 90


class Compared:
    """The names of a text, asked what a comparison is about."""

    def __init__(self, text: str, mentions: Sequence[Mention]) -> None:
        self._text = text
        self._names = [each for each in mentions if each.kind != "relative"]
        self._starts = [name.start for name in self._names]
        self._at = {name.start: name for name in self._names}

    def ending_at(self, end: int) -> Mention | None:
        """Return the name that ends at an offset."""
        at = bisect_left(self._starts, end) - 1
        name = self._names[at] if at >= 0 else None
        return name if name is not None and name.end == end and name.kind == "place" else None

    def yardsticks(self, start: int, end: int, *, is_sum: bool) -> tuple[Mention, ...]:
        """Return the names that a comparison from ``start`` to ``end`` is made with.

        ``is_sum`` tells that two places joined by "and" are meant as one: "the size of Belgium and
        Luxembourg". Such yardsticks are no single place, and there is none.
        """
        first = self._yardstick(start, end)
        if first is None:
            return ()
        found, is_list, by_and = [first], False, False
        behind = self._behind(first)
        while len(found) < 6:
            join = self._joined(behind)
            if join is None:
                break
            name, word = join
            found.append(name)
            is_list, by_and = is_list or bool(word), by_and or word in ("and", "&")
            behind = self._behind(name)
        if compiled(_COMBINED).match(self._text, behind):
            return ()
        if not is_list or compiled(_VERB).match(self._text, behind):
            return (first,)
        return () if by_and and is_sum else tuple(found)

    def _yardstick(self, start: int, end: int) -> Mention | None:
        text = self._text
        lead = compiled(_LEAD).match(text, end)
        end = lead.end() if lead else end
        spans = anchors_of(text, start, end, _FROM, self._names)
        if spans:
            name = self._at[spans[0][0]]
        else:
            at = bisect_left(self._starts, end)
            if at == len(self._names) or text[end : self._starts[at]].strip() not in ("", "the"):
                return None
            name = self._names[at]
            if not compiled(_SIZE_OF_IT).match(text, name.end):
                return None
        behind = text[name.end : name.end + _REACH].lower()
        if behind.startswith(("'s", "’s")) and not compiled(_SIZE_OF_IT).match(behind):
            return None
        if name.kind != "place" or compiled(_NOT_LAND_BEHIND).match(behind):
            return None
        # "the Paris model"
        is_the = text.endswith("the ", 0, name.start) and compiled(_NOUN_BEHIND).match(behind)
        return None if is_the else name

    def _behind(self, name: Mention) -> int:
        size = compiled(_SIZE_OF_IT).match(self._text, name.end)
        return size.end() if size else name.end

    def _joined(self, end: int) -> tuple[Mention, str] | None:
        at = bisect_left(self._starts, end)
        if at == len(self._names) or self._names[at].kind != "place":
            return None
        name = self._names[at]
        join = compiled(_JOIN).fullmatch(self._text, end, name.start)
        if join is None or not (join["comma"] or join["word"]):
            return None
        return name, join["word"] or ""

    def place(self, sentence: int, start: int, end: int) -> Bound:
        """Return what is compared, and why it is that.

        Parameters
        ----------
        sentence : int
            Where the sentence starts.
        start, end : int
            From the first hedge of the comparison to the end of its last yardstick.
        """
        text = self._text
        at = bisect_left(self._starts, start) - 1
        last = self._names[at] if at >= 0 and self._starts[at] >= sentence else None
        if last is not None and last.kind == "place" and last.role != "dateline":
            inner = self._held(at, sentence)
            for name in (inner, last):
                bound = self._subject(name, sentence, start)
                if bound is not None:
                    return bound
        noun = compiled(_NOUN_IS).search(text, max(sentence, start - _REACH), start)
        if noun and not compiled(_PREPOSITION).search(text, sentence, noun.start()):
            return bound_to_noun(text, noun["noun"], noun.start(), self._names, self._starts)
        if compiled(_OPENS).fullmatch(text, sentence, start):
            return self._named_behind(end)
        return NOWHERE

    def _held(self, at: int, sentence: int) -> Mention:
        """Return the place that the last name only says where to find: "Kursk, Russia, is"."""
        name = self._names[at]
        before = self._names[at - 1] if at and self._starts[at - 1] >= sentence else None
        if before is None or before.kind != "place" or self._text[before.end : name.start] != ", ":
            return name
        if name.place is None or not name.place.feature.startswith(("PCL", "ADM1")):
            return name
        return before

    def _subject(self, name: Mention, sentence: int, start: int) -> Bound | None:
        text = self._text
        if start - name.end > _REACH:
            return None
        gap = self._gap(name, start)
        low = max(sentence, name.start - _REACH)
        is_inside = compiled(_PREPOSITION).search(text, low, name.start) is not None
        is_named = compiled(_KIND_OF).search(text, low, name.start) is not None
        why = " ".join(text[name.start : start].split()).rstrip(",(—– ")
        if compiled(_IS_GAP).fullmatch(gap):
            return None if is_inside and not is_named else (name.place, why)
        apposed = compiled(_APPOSED_GAP).fullmatch(gap)
        if apposed is None:
            return None
        # "burned 300 sq km in Kursk, twice the size of Malta" is said of what burned.
        is_other = is_inside and not apposed["head"]
        if is_other and compiled(_AREA_BEFORE).search(text, sentence, name.start):
            return None
        return name.place, why

    def _gap(self, name: Mention, start: int) -> str:
        """Return the text between, less a holder: "Kursk, Russia, is" is "Kursk, is"."""
        gap = self._text[name.end : start]
        at = bisect_left(self._starts, name.end)
        if at < len(self._names) and self._starts[at] < start:
            holder = self._names[at]
            if self._text[name.end : holder.start] == ", ":
                gap = self._text[holder.end : start]
        return gap

    def _named_behind(self, end: int) -> Bound:
        at = bisect_left(self._starts, end)
        name = self._names[at] if at < len(self._names) else None
        gap = compiled(_THEN_NAME)
        if name is None or name.kind != "place" or not gap.fullmatch(self._text, end, name.start):
            return NOWHERE
        return name.place, " ".join(self._text[end : name.end].split()).lstrip(", ")
