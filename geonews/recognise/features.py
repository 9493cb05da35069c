"""What speaks for and against a span's being a place: its name, its neighbours, its story.

A feature is a short string; `linear` weighs them. Sorts of span are weighed apart: ``listed`` (a
place of the gazetteer), ``people`` (a demonym), ``told`` (a name that only the story says is a
place's).
"""

from __future__ import annotations

from math import log10

from geonews.gazetteer import NameKind
from geonews.recognise.cues import KINDS_AFTER
from geonews.recognise.neighbours import Story, Weighed
from geonews.recognise.spans import Named
from geonews.recognise.tagging import Tagging
from geonews.recognise.tally import Tally
from geonews.recognise.told import kind_of_end
from geonews.text import is_within

__all__ = ["WORDS", "features"]

WORDS = ("w-1=", "w-2=", "w+1=", "w+2=", "W+1=", "e=", "h=")
"""Features that begin so are words of the text."""


def features(one: Weighed, story: Story, tally: Tally, tagging: Tagging | None = None) -> list[str]:
    """Return the features of a span, each at most once."""
    named, size, left, right = one.named, one.size, one.left, one.right
    tokens, words, first, last = story.tokens, story.words, named.first, named.last
    found = ["", f"l={left}", f"r={right}", f"{left}|{right}"]
    if left != "^" and left[0] not in ",-":
        found.append(f"w-1={words[first - 1]}")
        if first > 1 and not tokens[first - 1].first:
            found.append(f"w-2={words[first - 2]}")
    if last + 1 < len(tokens) and not tokens[last + 1].first:
        found.append(("W+1=" if tokens[last + 1].cap else "w+1=") + words[last + 1])
        if last + 2 < len(tokens) and not tokens[last + 2].first:
            found.append(f"w+2={words[last + 2]}")
    times = tally.times[named.key]
    found.append("once" if times == 1 else "twice" if times == 2 else "often")
    found += [f"{size}~{cue}" if cue in _TELLING else f"~{cue}" for cue in tally.elsewhere(one)]
    if is_within((named.start, named.end), story.heads):
        found.append("dateline")
    if first in story.inside or last in story.inside:
        found.append(f"person {one.sort}")
    if named.key in story.people:
        found.append(f"{size} a person's")
    _add_list(found, one, story, tally)
    _add_shape(found, named, story)
    if tagging is not None:
        # The tagger judges "Hague", and not the "The" before it.
        start = named.start + (4 if named.key.startswith("the ") else 0)
        found += tagging.features((start, named.end), size)
    if one.sort == "told":
        _add_told(found, one, story, tally)
    elif one.sort == "people":
        _add_people(found, one, story)
    else:
        _add_listed(found, one, story, tally)
    return found


_TELLING = frozenset({"in", "holder", "title", "say", "kind of"})


def _add_list(found: list[str], one: Weighed, story: Story, tally: Tally) -> None:
    """Add what stands beside it in a list: "Donetsk, Luhansk and Kherson regions"."""
    named, words = one.named, story.words
    first, last = named.first, named.last
    if one.left == ",Cap":
        found.append("behind " + tally.ending(first - 1))
    elif first > 1 and words[first - 1] in _AND:
        found.append("and behind " + tally.ending(first - 2))
    if one.right in _COMMAS:
        found.append("before " + tally.starting(last + 1))
    elif last + 2 < len(words) and words[last + 1] in _AND and story.tokens[last + 2].cap:
        found.append("and before " + tally.starting(last + 2))
    else:
        return
    at = last + 1
    while at < min(last + 14, len(words)):
        token = story.tokens[at]
        if token.first:
            break
        if token.text in KINDS_AFTER:
            if token.text[-1] == "s":
                found.append("list of kinds")
            break
        if not token.cap and words[at] not in _AND:
            break
        at += 1


_COMMAS = frozenset({",Cap", "holder", ",Holder"})
_AND = frozenset({"and", "or", "&"})


def _add_shape(found: list[str], named: Named, story: Story) -> None:
    """Add how it is written, and how far the capitals go on around it."""
    tokens, first, last = story.tokens, named.first, named.last
    run = 0
    while run < 2 and first - run > 0 and tokens[first - run - 1].cap:
        left, right = tokens[first - run - 1], tokens[first - run]
        if right.first or left.possessive or story.text[left.end : right.start] != " ":
            break
        run += 1
    after = 0
    while after < 3 and last + after + 1 < len(tokens) and tokens[last + after + 1].cap:
        left, right = tokens[last + after], tokens[last + after + 1]
        if right.first or left.possessive or story.text[left.end : right.start] != " ":
            break
        after += 1
    found.append(f"run{run},{after}")
    if run + after and kind_of_end(story.words[last + after]) and after:
        found.append(f"run to {kind_of_end(story.words[last + after])}")
    word = tokens[first].text
    if word.isupper() and len(word) > 1 and "." not in word:
        around = (first > 0 and tokens[first - 1].text.isupper()) or (
            last + 1 < len(tokens) and tokens[last + 1].text.isupper()
        )
        line = "shouting" if story.shouting else "line" if around else "alone"
        found.append(f"upper {line} {min(len(word), 6)}")


def _add_listed(found: list[str], one: Weighed, story: Story, tally: Tally) -> None:
    named, size = one.named, one.size
    names, lexicon = named.names, story.gazetteer.lexicon
    bearer = names.place
    assert bearer is not None  # noqa: S101
    several = named.last > named.first
    found += (f"s={size}", f"{size}|l={one.left}", f"{size}|r={one.right}", f"f={bearer.feature}")
    if several:
        found.append(f"{size} several{_state(named, story)}")
        end = kind_of_end(story.words[named.last])
        if end:
            found.append(f"end {end}")
        if story.words[named.first] in lexicon.given:
            found.append("given first")
            if story.words[named.last] in lexicon.surnames:
                found.append("given surname")
        if not story.tokens[named.last].first and one.right == "Inst" and end:
            found.append("end runs on")
    if size in _WEIGHED:
        found.append(f"weight{several} {min(int(2 * log10(bearer.weight + 1)), 13)}")
    if names.own < 0:
        found.append(f"not own {size}")
    elif bearer.kind is NameKind.ALTERNATE:
        found.append(f"own {int(log10(names.own + 1))} {size}")
    if names.demonym is not None:
        found.append("demonym too")
    _add_wordiness(found, one, story)
    _add_region(found, one, tally)
    longer = tally.longer(named)
    if longer is not None:
        found.append(f"in longer {longer.size}{_state(longer.named, story)}")


def _state(named: Named, story: Story) -> str:
    """Tell apart "Ohio State", a university's team, and "Dublin City", from other long names."""
    word = story.words[named.last]
    return f" {word}" if word in ("state", "city") else ""


_WEIGHED = frozenset({"T", "t", "s", "Ta", "ta", "sa"})


def _add_wordiness(found: list[str], one: Weighed, story: Story) -> None:
    """Add what else the name could be: a word, a surname, letters for a state."""
    named, size, lexicon = one.named, one.size, story.gazetteer.lexicon
    key = named.key
    if key in lexicon.ambiguous:
        found += (f"ambiguous {size}", f"ambiguous l={one.left}")
    if named.last > named.first:
        return
    if key in story.small:
        found += (f"small {size}", f"small l={one.left}")
    if key in story.surnames:
        found += (f"surname here {size}", f"surname here l={one.left}")
    if key in lexicon.surnames:
        found.append(f"surname {size}")
    if key in lexicon.given:
        found.append(f"given {size}")
    if len(key) <= 3:
        found.append(f"short {size}")
    token = story.tokens[named.first]
    if token.text in lexicon.abbreviations:
        found.append("abbreviation")
    if token.text in lexicon.postal:
        behind = named.first > 0 and story.tokens[named.first - 1].cap
        behind = behind and story.text[story.tokens[named.first - 1].end : named.start] in (
            ", ",
            " ",
        )
        found.append("postal behind a name" if behind else "postal")


def _add_region(found: list[str], one: Weighed, tally: Tally) -> None:
    """Add whether the story names what holds a place, and the neighbours it has there."""
    named = one.named
    if one.left == ",Cap" and named.names.holds:
        before = tally.ends.get(named.first - 1, ())
        if any(named.names.holds & other.named.names.homes for other in before):
            found.append("holds left")
        elif before:
            found.append("behind a name")
    if one.size in ("C", "R"):
        return
    homes = named.names.homes
    named_here = homes & tally.holders
    if any(region for _, region in named_here):
        found.append(f"region here {one.size}")
    elif named_here:
        found.append(f"country here {one.size}")
    siblings = tally.siblings(named)
    found.append(f"siblings {min(siblings, 4)} {one.size}")


def _add_people(found: list[str], one: Weighed, story: Story) -> None:
    demonym = one.named.names.demonym
    assert demonym is not None  # noqa: S101
    found.append(f"{demonym.kind.name} {demonym.feature[:3]}")
    if one.named.names.place is not None:
        found.append("place too")
    caution = story.gazetteer.lexicon.cautious.get(one.named.key)
    if caution:
        found += (f"caution {caution}", f"caution {caution} l={one.left}")
        found.append(f"caution {caution} r={one.right}")


def _add_told(found: list[str], one: Weighed, story: Story, tally: Tally) -> None:
    named, words, lexicon = one.named, story.words, story.gazetteer.lexicon
    end = kind_of_end(words[named.last]) if named.last > named.first else ""
    found += (f"end {end}", f"end {end} l={one.left}", f"e={words[named.last]}")
    found += (f"end {end} r={one.right}", f"tokens {named.last - named.first}")
    if not end:
        found.append(f"bare l={one.left} {named.last - named.first}")
        if words[named.last] in lexicon.surnames:
            found.append("bare surname")
    if words[named.first] in lexicon.given:
        found.append("given first")
    if named.last == named.first and named.key in story.small:
        found.append("small")
    if named.key in story.surnames:
        found.append("surname here")
    if named.last == named.first and named.key in lexicon.never:
        found.append("never")
    found.append(f"h={words[named.first]}")
    for number in range(named.first, named.last):
        if any(other.named.first == named.first for other in tally.ends.get(number, ())):
            sizes = {o.size for o in tally.ends[number] if o.named.first == named.first}
            found += (f"begins with {size}" for size in sorted(sizes))
    longer = tally.longer(named)
    if longer is not None:
        found.append(f"in longer {longer.size}")
