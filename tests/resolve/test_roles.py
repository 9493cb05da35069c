"""Whether something happens at a place, or the place stands for its people."""

from __future__ import annotations

import json
from importlib.resources import files
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geonews.errors import ModelError
from geonews.gazetteer import Gazetteer
from geonews.model import Mention, Place
from geonews.resolve.roles import features, load_weights, role_of, settled_role

GAZETTEER = Gazetteer.open()
SHIPPED = Path(str(files("geonews") / "data" / "roles.json"))


def mention_of(text: str, name: str, place: Place | None = None) -> Mention:
    start = text.index(name)
    return Mention(start, start + len(name), name, place=place)


@pytest.mark.parametrize("before", ["", "It was late. "])
@pytest.mark.parametrize(
    ("text", "name", "role"),
    [
        # Something is, or happens, there.
        ("Rain fell on Lima all night.", "Lima", "literal"),
        ("The minister flew to Ankara on Monday.", "Ankara", "literal"),
        ("Farmers in northern Ghana lost their maize.", "Ghana", "literal"),
        ("Two men were held near Kassel, police said.", "Kassel", "literal"),
        ("She grew up in Cork and now lives in Oslo.", "Oslo", "literal"),
        ("The road from Quito to the coast is shut.", "Quito", "literal"),
        ("Thousands marched through Tbilisi again.", "Tbilisi", "literal"),
        ("Ships wait outside the port of Santos.", "Santos", "literal"),
        ("The Denver-based firm hired forty people.", "Denver", "literal"),
        # It acts, or is acted on.
        ("Japan said it would cut its exports.", "Japan", "associative"),
        ("Canada has agreed to buy the jets.", "Canada", "associative"),
        ("New Zealand plans to tax cows.", "New Zealand", "associative"),
        ("Washington accused Beijing of spying.", "Beijing", "associative"),
        ("Germany beat Hungary on penalties.", "Germany", "associative"),
        ("Talks between Chile and Bolivia failed.", "Bolivia", "associative"),
        ("Sanctions against Iran will stay.", "Iran", "associative"),
        # Its people and bodies.
        ("The president of Ghana resigned.", "Ghana", "associative"),
        ("The government of Peru fell.", "Peru", "associative"),
        ("A Chicago police officer was shot.", "Chicago", "associative"),
        ("U.S. troops left the base.", "U.S.", "associative"),
        ("Liverpool striker Jan Novak scored twice.", "Liverpool", "associative"),
        ("The Texas Senate passed the bill.", "Texas", "associative"),
    ],
)
def test_what_the_words_beside_a_name_say(text: str, name: str, role: str, before: str) -> None:
    place = GAZETTEER.lookup(name)[0]
    assert role_of(before + text, mention_of(before + text, name, place)) == role


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Moscow's counterattack failed.", "associative"),
        ("Moscow’s new spy agency", "associative"),
        ("Moscow's border", "literal"),
        ("Moscow’s old east", "literal"),
        ("Moscow's", None),
        ("Moscow'", None),
        ("Moscow border", None),
    ],
)
def test_who_owns_what(text: str, role: str | None) -> None:
    assert settled_role(text, Mention(0, 6, "Moscow")) == role
    assert role in (None, role_of(text, Mention(0, 6, "Moscow")))


def test_datelines_and_demonyms_are_settled() -> None:
    text = "OSLO (AP) — In Norwegian waters"
    assert role_of(text, Mention(0, 4, "OSLO", role="dateline")) == "dateline"
    assert role_of(text, Mention(15, 24, "Norwegian", kind="demonym")) == "associative"


def test_a_place_is_seen_where_there_is_one() -> None:
    text = "Rain fell on Lima."
    bare = features(text, mention_of(text, "Lima"))
    placed = features(text, mention_of(text, "Lima", Place("Lima", -12, -77, feature="PPLC")))
    assert set(placed) - set(bare) == {"place=capital"}


@given(st.text(max_size=30), st.text(min_size=1, max_size=10), st.text(max_size=30))
def test_any_text_has_a_role(before: str, name: str, after: str) -> None:
    mention = Mention(len(before), len(before) + len(name), name)
    assert role_of(before + name + after, mention) in ("literal", "associative")


def test_the_card_says_what_was_measured() -> None:
    card = json.loads(SHIPPED.read_text(encoding="utf-8"))["card"]
    got, replaced = card["figures, cross-validated"]["all"], card["rules written by hand"]
    assert got["accuracy"] >= 0.82 > replaced["accuracy"]
    assert got["macro F1"] >= 0.82 > replaced["macro F1"]
    assert SHIPPED.stat().st_size < 64 * 1024


@pytest.mark.parametrize(
    "damaged", ["", "{", "[]", "{}", '{"weights": []}', '{"weights": {"": "x"}}', "\xff"]
)
def test_a_damaged_file_is_told_in_one_line(damaged: str, tmp_path: Path) -> None:
    path = tmp_path / "roles.json"
    path.write_bytes(damaged.encode("latin-1"))
    with pytest.raises(ModelError, match=r"^the weights of roles, roles\.json, .*again$"):
        load_weights(path)


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="install geonews again"):
        load_weights(tmp_path / "none.json")
