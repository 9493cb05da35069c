"""From spans that may be mentions to mentions: weighed, pooled over the story, made disjoint."""

from __future__ import annotations

from collections.abc import Iterable

from geonews.gazetteer import Gazetteer
from geonews.model import Article, Mention
from geonews.options import Options
from geonews.recognise.candidates import found_in
from geonews.recognise.cues import INSTITUTIONS, NO_NOUNS, WEAK_LOCATIVES
from geonews.recognise.features import features
from geonews.recognise.linear import Weights, probability
from geonews.recognise.neighbours import Story, Weighed
from geonews.recognise.spans import Named
from geonews.recognise.tagging import Tagging
from geonews.recognise.tally import Tally
from geonews.recognise.tokens import is_space
from geonews.text import is_within

__all__ = ["disjoint", "mention_of", "mentions_in"]

# By five-fold cross-validation: F1 0.874 at 0, 0.876 from 0.2 to 0.4, 0.873 at 0.6; with a corpus
# left out 0.835, 0.840, 0.842.
_POOLED = 0.35
_CLIP = 4.0
# "Branson, Missouri": the labelled stories have few of them, 131 of 137 are places.
_HELD = 2.5
# "Joe Hill", "Ann Street": a given name and a kind of place, with no word before that says where.
_LIKE_A_PERSON = 1.5


def mentions_in(
    article: Article,
    gazetteer: Gazetteer,
    options: Options,
    weights: Weights,
    tagging: Tagging | None = None,
) -> tuple[Mention, ...]:
    """Return the mentions of an English story by linear weights.

    Parameters
    ----------
    article : Article
    gazetteer : Gazetteer
    options : Options
        ``demonyms`` decides whether "North Korean" is reported.
    weights : Weights
    tagging : Tagging, optional
        What the tagger says, where the weights were trained with it.
    """
    story, found = found_in(article, gazetteer, tagging=tagging)
    tally = Tally(found)
    for one in found:
        one.logit = weights.logit(one.sort, features(one, story, tally, tagging))
        if one.right == "holder" and one.sort == "listed" and tally.longer(one.named) is None:
            one.logit = max(one.logit, _HELD)
        if one.sort == "told" and _is_like_a_person(one, story):
            one.logit -= _LIKE_A_PERSON
    _pool(found)
    likely = disjoint(one for one in found if probability(one.logit) >= weights.threshold)
    mentions = (mention_of(one, story, probability(one.logit)) for one in likely)
    return tuple(m for m in mentions if options.demonyms or m.kind != "demonym")


def _is_like_a_person(one: Weighed, story: Story) -> bool:
    first = one.named.first
    before = story.words[first - 1] if first and not story.tokens[first].first else ""
    return (
        one.named.last == first + 1
        and story.words[first] in story.gazetteer.lexicon.given
        and before not in story.locatives
        and before not in _WHERE
    )


_WHERE = WEAK_LOCATIVES | {"the", "on"}


def mention_of(one: Weighed, story: Story, confidence: float) -> Mention:
    """Return a span as a mention: place or demonym, and in the dateline or not."""
    span = one.named.start, one.named.end
    return Mention(
        start=span[0],
        end=span[1],
        text=story.text[span[0] : span[1]],
        kind="demonym" if _is_demonym(one.named, story) else "place",
        role="dateline" if is_within(span, story.heads) else "literal",
        confidence=round(confidence, 4),
    )


def _pool(found: list[Weighed]) -> None:
    """Draw the log-odds of a name's occurrences together: one sense a story."""
    alike: dict[str, list[Weighed]] = {}
    for one in found:
        alike.setdefault(one.named.key, []).append(one)
    for group in alike.values():
        if len(group) > 1:
            clipped = [max(-_CLIP, min(_CLIP, one.logit)) for one in group]
            total = sum(clipped)
            for one, own in zip(group, clipped, strict=True):
                one.logit += _POOLED * ((total - own) / (len(group) - 1) - own)


def disjoint(found: Iterable[Weighed]) -> list[Weighed]:
    """Return the likeliest spans of which none overlaps another, in order."""
    taken: set[int] = set()
    chosen = []
    for one in sorted(found, key=lambda one: (-one.logit, one.named.start)):
        numbers = range(one.named.first, one.named.last + 1)
        if taken.isdisjoint(numbers):
            taken.update(numbers)
            chosen.append(one)
    return sorted(chosen, key=lambda one: one.named.start)


def _is_demonym(named: Named, story: Story) -> bool:
    names = named.names
    if names.demonym is None or names.is_people:
        return names.is_people
    # A word that is both, as "Caribbean" is, speaks of the people where a noun follows.
    tokens, following = story.tokens, named.last + 1
    if following == len(tokens) or tokens[following].first or tokens[following].cap:
        return False
    word = story.words[following]
    gap = story.text[named.end : tokens[following].start]
    return is_space(gap) and word not in INSTITUTIONS and word not in NO_NOUNS
