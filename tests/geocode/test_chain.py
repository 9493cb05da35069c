"""A chain in the resolver: the next source is asked for what is open, and changes nothing sure."""

from __future__ import annotations

import re

import pytest
from shapely.geometry.base import BaseGeometry

from geonews.errors import GeocoderError
from geonews.gazetteer import Candidate, Detail, Gazetteer, NameKind
from geonews.geocode import CandidateSource, ChainSource
from geonews.model import Article, Mention, Place
from geonews.options import Options
from geonews.recognise import recognise
from geonews.resolve import resolve

STORY = Article(
    "Floods hit Lima, Peru, on Monday. In the village of Qoyllurpampa, near Cusco, a bridge fell. "
    "Springfield sent pumps, and officials in Qoyllurpampa thanked Springfield."
)
VILLAGE = Place("Qoyllurpampa", -13.6, -71.9, "PE", "Cusco", "PPL", source="other")


class Told:
    """A source that knows what it is told, and notes what it was asked."""

    attribution = ("Places: other",)

    def __init__(self, **known: Place | tuple[Place, ...] | Exception) -> None:
        self.known = known
        self.asked: list[str] = []
        self.failures: dict[str, str] = {}

    def candidates(self, name: str) -> tuple[Candidate, ...]:
        self.asked.append(name)
        found = self.known.get(name, ())
        if isinstance(found, Exception):
            self.failures[name] = str(found)
            raise found
        places = (found,) if isinstance(found, Place) else found
        return tuple(Candidate(place, NameKind.NAME, place.population or 1000) for place in places)

    def shape(self, _place: Place, _detail: Detail = "full") -> BaseGeometry | None:
        return None


def resolved(source: CandidateSource, options: Options = Options()) -> dict[str, Mention]:
    # The recogniser knows the names of the gazetteer; another may find this one too.
    villages = (
        Mention(match.start(), match.end(), match[0], confidence=0.95)
        for match in re.finditer("Qoyllurpampa", STORY.text)
    )
    found = [*recognise(STORY, Gazetteer.open(), options), *villages]
    mentions = tuple(sorted(found, key=lambda mention: mention.start))
    return {m.text: m for m in resolve(STORY, mentions, source, options)}


@pytest.fixture(scope="module")
def alone() -> dict[str, Mention]:
    return resolved(Gazetteer.open())


def test_the_story_leaves_something_open(alone: dict[str, Mention]) -> None:
    assert alone["Lima"].status == alone["Peru"].status == alone["Cusco"].status == "resolved"
    assert alone["Qoyllurpampa"].status == "unresolved"
    assert alone["Springfield"].status == "uncertain"


def test_the_next_is_asked_for_what_is_open_alone() -> None:
    other = Told()
    resolved(ChainSource(Gazetteer.open(), other))
    assert sorted(other.asked) == ["Qoyllurpampa", "Springfield"]
    third = Told()
    resolved(ChainSource(Gazetteer.open(), Told(Qoyllurpampa=VILLAGE), third))
    assert third.asked == ["Springfield"]


def test_what_is_sure_stays_as_it_is(alone: dict[str, Mention]) -> None:
    elsewhere = Place("Lima", 40.7, -84.1, "US", "Ohio", "PPL", 10**9)
    chain = ChainSource(Gazetteer.open(), Told(Lima=elsewhere, Qoyllurpampa=VILLAGE))
    both = resolved(chain)
    for name in ("Lima", "Peru", "Cusco"):
        assert both[name].to_dict() == alone[name].to_dict()


def test_what_was_unresolved_is_found() -> None:
    found = resolved(ChainSource(Gazetteer.open(), Told(Qoyllurpampa=VILLAGE)))["Qoyllurpampa"]
    assert (found.place, found.status) == (VILLAGE, "resolved")
    assert found.reason


def test_the_storys_other_places_decide_between_what_the_next_gives() -> None:
    far = Place("Qoyllurpampa", 50.0, 8.0, "DE", "Hesse", "PPL", 20_000, source="other")
    near = VILLAGE
    found = resolved(ChainSource(Gazetteer.open(), Told(Qoyllurpampa=(far, near))))["Qoyllurpampa"]
    assert found.place == near
    assert far in found.alternatives


def test_an_answer_that_is_no_surer_changes_nothing(alone: dict[str, Mention]) -> None:
    several = tuple(
        Place("Springfield", 10.0 + n, 20.0, "ZM", f"Region {n}", "PPL", 1000) for n in range(9)
    )
    found = resolved(ChainSource(Gazetteer.open(), Told(Springfield=several)))["Springfield"]
    assert found.to_dict() == alone["Springfield"].to_dict()


def test_a_surer_answer_replaces_an_uncertain_one(alone: dict[str, Mention]) -> None:
    town = Place("Springfield", -13.0, -72.0, "PE", "Cusco", "PPL", 5000, source="other")
    found = resolved(ChainSource(Gazetteer.open(), Told(Springfield=town)))["Springfield"]
    assert found.place == town
    assert found.confidence > alone["Springfield"].confidence


def test_a_link_that_fails_leaves_its_reason(alone: dict[str, Mention]) -> None:
    failure = GeocoderError("the geocoder 'other' failed on it")
    other = Told(Qoyllurpampa=failure, Springfield=failure)
    found = resolved(ChainSource(Gazetteer.open(), other))
    assert found["Qoyllurpampa"].status == "unresolved"
    assert found["Qoyllurpampa"].reason == str(failure)
    assert found["Springfield"].to_dict() == alone["Springfield"].to_dict()


def test_a_link_after_one_that_fails_is_asked() -> None:
    failing = Told(Qoyllurpampa=GeocoderError("the geocoder 'other' failed on it"))
    chain = ChainSource(Gazetteer.open(), failing, Told(Qoyllurpampa=VILLAGE))
    assert resolved(chain)["Qoyllurpampa"].place == VILLAGE
    # What the last says of a name nobody knows does not hide that one failed.
    lost = resolved(ChainSource(Gazetteer.open(), failing, Told()))["Qoyllurpampa"]
    assert lost.reason == "the geocoder 'other' failed on it"


def test_a_chain_may_begin_with_a_service(alone: dict[str, Mention]) -> None:
    chain = ChainSource(Told(Qoyllurpampa=VILLAGE), Gazetteer.open())
    found = resolved(chain)
    assert found["Qoyllurpampa"].place == VILLAGE
    assert found["Lima"].place == alone["Lima"].place


def test_the_newsroom_is_found_by_the_first_that_knows_it() -> None:
    other = Told()
    resolved(ChainSource(Gazetteer.open(), other), Options(near="Springfield, Illinois"))
    assert "Illinois" not in other.asked


def test_a_spot_that_only_bears_the_word_is_never_sure() -> None:
    class Fuzzy(Told):
        def candidates(self, name: str) -> tuple[Candidate, ...]:
            return tuple(
                Candidate(c.place, NameKind.ALTERNATE, c.weight) for c in super().candidates(name)
            )

    club = Place("Qoyllurpampa Club", 1.0, 2.0, "BR", None, "SPOT", source="other")
    found = resolved(ChainSource(Gazetteer.open(), Fuzzy(Qoyllurpampa=club)))["Qoyllurpampa"]
    assert (found.place, found.status) == (club, "uncertain")


def test_a_story_without_names_asks_nobody() -> None:
    other = Told()
    assert resolve(Article("Nothing."), (), ChainSource(Gazetteer.open(), other)) == ()
    assert other.asked == []
