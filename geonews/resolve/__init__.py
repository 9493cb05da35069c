"""Resolve: from names in a story to one place on Earth each."""

from __future__ import annotations

from dataclasses import replace

from geonews.gazetteer import NameKind
from geonews.geocode import CandidateSource, links_of
from geonews.model import Article, Mention, Place
from geonews.options import Options
from geonews.resolve.groups import Group
from geonews.resolve.home import Home, home_of
from geonews.resolve.laying import Laid, is_open, laid_out
from geonews.resolve.ranker import Ranker, shipped_ranker
from geonews.resolve.reasons import reasons_for
from geonews.resolve.roles import role_of
from geonews.resolve.score import Scored, told_by, told_of
from geonews.text import fold, is_trained_on

__all__ = ["resolve"]

_RUNNERS_UP = 5
# A service has a spot for nearly every word: "Ruritania Club" for Ruritania. One that bears more
# than the name asked for is never sure; no figure stands behind the half but that.
_DOUBT_OF_A_SPOT = 0.5


def resolve(
    article: Article,
    mentions: tuple[Mention, ...],
    source: CandidateSource,
    options: Options = Options(),
    ranker: Ranker | None = None,
    home: Place | None = None,
) -> tuple[Mention, ...]:
    """Give each mention its place, with a confidence, a reason and the runners-up.

    A name has one sense a story, unless the words beside it say otherwise ("Kursk region").
    All names of a story are ranked at once, each in the light of what the others are likely to be.
    In a language that the models were not trained on, none is ``resolved``.
    A mention that cannot be resolved says why and harms no other. One that comes with a place keeps
    it, and tells the others where the story plays; a relative place is left as it is.

    A chain of sources is gone through link by link: the next is asked for the names that are still
    unresolved or uncertain, and these are resolved again in the light of what is sure. What is
    sure stays as it is, and so does an answer that the next one has no surer one for.

    Parameters
    ----------
    article : Article
    mentions : tuple of Mention
        As `geonews.recognise.recognise` returns them.
    source : CandidateSource
        The gazetteer, a geopy geocoder behind `geonews.geocode.GeopySource`, or a
        `geonews.geocode.ChainSource` of them.
    options : Options
        ``near`` says where the newsroom is, ``uncertain_below`` sets the status.
    ranker : Ranker, optional
        Another than the one that ships, as cross-validation needs.
    home : Place, optional
        Where the outlet of the story is, where the caller knows better than our table.

    Returns
    -------
    tuple of Mention
        The same spans in the same order.

    Raises
    ------
    UnknownPlaceError
        ``options.near`` names no place the source knows.
    GeocoderError
        The service failed on ``options.near``.
    ModelError
        The weights that ship cannot be read.

    Examples
    --------
    >>> from geonews.gazetteer import Gazetteer
    >>> from geonews.recognise import recognise
    >>> gazetteer = Gazetteer.open()
    >>> story = Article("A storm reached Paris, Texas, on Monday.")
    >>> [m.place.geonames_id for m in resolve(story, recognise(story, gazetteer), gazetteer)]
    [4717560, 4736286]
    """
    at_home = home_of(article, source, options, home)
    ranker = ranker or shipped_ranker()
    placed: tuple[Mention, ...] = ()
    for link in links_of(source):
        names = _open_names(mentions, placed)
        if names or not placed:
            placed = _resolved(
                article.text, mentions, placed, names, link, at_home, options, ranker
            )
    if is_trained_on(article.language):
        return placed
    return tuple(
        _unsure(after, options) if is_open(before) else after
        for before, after in zip(mentions, placed, strict=True)
    )


def _unsure(mention: Mention, options: Options) -> Mention:
    """Return a mention of a language the models were not trained on: nothing they say is sure."""
    if mention.status != "resolved":
        return mention
    confidence = min(mention.confidence, round(options.uncertain_below * 0.99, 4))
    return replace(mention, confidence=confidence, status="uncertain")


def _open_names(mentions: tuple[Mention, ...], placed: tuple[Mention, ...]) -> tuple[str, ...]:
    """Return the names whose place is not sure yet, in order.

    Where one mention of a name is sure of a place, another that doubts of the same place doubts
    whether it is a name at all, which no other source can tell.
    """
    if not placed:
        return tuple(dict.fromkeys(m.text for m in mentions if is_open(m)))
    sure = {(fold(m.text), m.place) for m in placed if m.status == "resolved"}
    unsure = (
        after.text
        for before, after in zip(mentions, placed, strict=True)
        if is_open(before)
        and after.status != "resolved"
        and (fold(after.text), after.place) not in sure
    )
    return tuple(dict.fromkeys(unsure))


def _resolved(
    text: str,
    mentions: tuple[Mention, ...],
    former: tuple[Mention, ...],
    names: tuple[str, ...],
    source: CandidateSource,
    home: Home | None,
    options: Options,
    ranker: Ranker,
) -> tuple[Mention, ...]:
    """Resolve some names by one source; what former sources made of the rest is their scene."""
    laid = laid_out(text, mentions, former, names, source, home, ranker)
    placed = _placed(text, mentions, laid, options)
    if not former:
        return tuple(placed.get(number, mention) for number, mention in enumerate(mentions))
    again = frozenset(names)
    return tuple(
        _better(old, placed[number], laid.failures)
        if number in placed and old.text in again and old.status != "resolved"
        else old
        for number, old in enumerate(former)
    )


def _better(old: Mention, new: Mention, failures: dict[str, str]) -> Mention:
    """Return the surer of two answers for a mention; of two failures the one that says more."""
    if new.place is None:
        return new if old.place is None and new.text in failures else old
    return new if new.confidence > old.confidence else old


def _placed(
    text: str,
    mentions: tuple[Mention, ...],
    laid: Laid,
    options: Options,
) -> dict[int, Mention]:
    """Return the mentions of the groups by number, with what each was resolved to."""
    placed: dict[int, Mention] = {}
    known: list[tuple[Group, tuple[Scored, ...]]] = []
    scene = laid.scene
    for group in laid.loose:
        scored = scene.scored(group) if scene is not None else ()
        if scored:
            known.append((group, scored))
            continue
        for number in group.mentions:
            mention = mentions[number]
            placed[number] = replace(
                mention,
                role=role_of(text, mention),
                reason=laid.why_unknown(mention.text),
                confidence=0.0,
                status="unresolved",
            )
    if scene is None:
        return placed
    reasons = reasons_for(mentions, known, scene)
    for (group, scored), reason in zip(known, reasons, strict=True):
        best = scored[0]
        place = best.candidate.place
        doubt = 1.0
        if place.feature == "SPOT" and best.candidate.kind is not NameKind.NAME:
            doubt = _DOUBT_OF_A_SPOT
        alternatives = tuple(s.candidate.place for s in scored[1 : _RUNNERS_UP + 1])
        told = told_of(scene, scored)
        for number in group.mentions:
            mention = mentions[number]
            trusted = scene.ranker.trusted((*told_by(mention), *told), options.recogniser)
            confidence = round(trusted * doubt, 4)
            # As `replace` does, at a fraction of its cost.
            placed[number] = Mention(
                start=mention.start,
                end=mention.end,
                text=mention.text,
                kind=mention.kind,
                role=role_of(text, mention),
                place=place,
                confidence=confidence,
                status="uncertain" if confidence < options.uncertain_below else "resolved",
                alternatives=alternatives,
                reason=reason,
                zone=mention.zone,
            )
    return placed
