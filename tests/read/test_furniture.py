"""Page furniture in plain text, through `read_bytes`."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geonews.read import read, read_bytes
from geonews.read.labels import LABELS

BEFORE = "Rain fell on Lima for three days."
AFTER = "The river rose in Huacho, the mayor said."


def marked(text: str) -> list[str]:
    article = read_bytes(text.encode(), "a.txt")
    return [article.text[start:end] for start, end in article.furniture]


@pytest.mark.parametrize(
    "line",
    [
        "Source link",
        "SOURCE LINK",
        "» Source link «",
        "About The Author",
        "Scroll to Top",
        "↑ Back to top",
        "Advertisement",
        "ADVERTISEMENT",
        "- Advertisement -",
        "Read more",
        "Read more…",
        "Read more: What the flood means for Peru",
        "READ MORE | Floods in Cusco",
        "Also read: Peru counts its dead",
        "Read more about the floods in Peru",
        "Share this",
        "Share this article on Facebook",
        "Share on X",
        "Story continues below advertisement",
        "Article continues below",
        "Like us on Facebook and follow us on Instagram",
        "Follow Ana Soto on Twitter",
        "Trusted news and daily delights, right in your inbox",
        "The week's best reporting, straight to your inbox.",
        "Get the morning's headlines in your inbox",
        "Sign up for our daily newsletter",
        "Subscribe to the Andes newsletter and never miss a story.",
        "Enter your e-mail address to get it every day",
        "By signing up, you agree to our terms of service and privacy policy.",
        "We use cookies to improve your visit.",
        "This website uses cookies to show you advertising.",
        "By continuing to use this site you accept our use of cookies.",
        "Accept all cookies",
        "© 2025 Andes News. All rights reserved.",
        "Copyright 2025 by Andes News",
        "5 min read",
        "12 comments",
        "Image source, Getty Images",
        "Getty Images",
        "Click here to see the gallery",
        "Download our app for alerts about Lima",
        "Subscribe to the Quito Post",
        "Newsletter: The Andes in brief",
        "Tags: Lima, Peru, floods",
        "Filed under: Chile",
        "Home > World > Peru",
        "World › Americas › Peru",
        "Watch: The flood in Lima",
        "This article was originally published by the Quito Post.",
        "Got a tip from Lima? Write to us.",
        "Support local journalism in Quito",
    ],
)
def test_a_line_of_furniture_is_marked(line: str) -> None:
    assert marked(f"{BEFORE}\n\n{line}\n\n{AFTER}") == [line]
    assert marked(f"{BEFORE}\r\n{line}\r\n{AFTER}") == [line]


@pytest.mark.parametrize(
    "line",
    [
        "The source link led to a page in Lima.",
        "About the author of the attack, police in Cusco said nothing.",
        "Officials asked people to scroll to the top of the list for Piura.",
        "The advertisement was for a hotel in Arequipa.",
        "Read more books, the mayor of Tacna told children.",
        "Share this burden, the bishop of Puno said.",
        "Villages share with Mexico the water of the river.",
        "The newsletter of the mayor of Ica spoke of 300 dead.",
        "“Sign up for our newsletter,” said a leaflet from Lima.",
        "Register at the town hall of Piura before noon, residents were told.",
        "By accepting the terms of the treaty of Lima, Chile gave up 200 square kilometers.",
        "Beware of letters from Lagos in your inbox, police in Lima said.",
        "Cookies from Ayacucho are sold in Lima.",
        "(c) the area of 300 square kilometers north of Trujillo",
        "More news from Iquitos arrived on Monday.",
        "Follow the road on foot to Machu Picchu",
        "The next story was the fire in Chiclayo",
        "Home to 30,000 people, Moquegua lies in the south.",
        "Home is Lima for most of them",
        "Watch for floods in Lima, officials said.",
        "Support for the mayor of Lima fell.",
        "Have a care in Cusco",
    ],
)
def test_a_sentence_that_only_holds_its_words_is_story(line: str) -> None:
    assert marked(f"{BEFORE}\n\n{line}\n\n{AFTER}") == []


def test_the_sales_talk_of_a_newsletter_box_is_marked() -> None:
    head = "Trusted news and daily delights, right in your inbox"
    talk = "See for yourself — The Yodel is the go-to source for daily news and feel-good stories."
    assert marked(f"{BEFORE}\n\n{head}\n\n{talk}\n\n{AFTER}") == [head, talk]
    assert marked(f"{BEFORE}\n\n{head}\n\n{AFTER}\n\n{talk}") == [head]


def test_headlines_of_other_stories_are_marked_below_their_head() -> None:
    lists = "Related articles\n\nStorm hits Quito\n\nBogota mourns"
    assert marked(f"{BEFORE}\n\n{lists}\n\n{AFTER}") == [
        "Related articles",
        "Storm hits Quito",
        "Bogota mourns",
    ]
    assert marked(f"{BEFORE}\n\nRelated articles\n\n{AFTER}") == ["Related articles"]
    assert marked(f"{BEFORE}\n\nRelated\n\nThe damage\n\n{AFTER}") == ["Related"]


def test_places_in_a_list_of_tags_are_marked() -> None:
    assert marked(f"{BEFORE}\n\nTags\nLima\nPeru\n\nScroll to Top") == [
        "Tags",
        "Lima",
        "Peru",
        "Scroll to Top",
    ]


def test_a_writers_portrait_is_marked_at_the_end_only() -> None:
    portrait = "Ana Soto writes from Bogota. She has a cat."
    assert marked(f"{BEFORE}\n\nAbout the author\n\n{portrait}") == ["About the author", portrait]
    story = "\n\n".join([AFTER] * 9)
    assert marked(f"{BEFORE}\n\nAbout the author\n\n{story}") == ["About the author"]
    assert marked(f"{BEFORE}\n\nAbout the author\n\n{AFTER}") == ["About the author"]


def test_a_long_paragraph_is_never_furniture() -> None:
    assert marked("Read more: " + "the river rose and fell, and " * 20 + "it was over.") == []


def test_the_seed_story_loses_its_furniture_alone(shared: Path) -> None:
    article = read(shared / "seeds" / "kursk.txt")
    assert [article.text[start:end] for start, end in article.furniture] == [
        "Trusted news and daily delights, right in your inbox",
        "See for yourself — The Yodel is the go-to source for daily news, entertainment and "
        "feel-good stories.",
        "Source link",
        "About The Author",
        "Scroll to Top",
    ]


_LINES = st.lists(
    st.one_of(
        st.sampled_from(sorted(LABELS)),
        st.sampled_from(["", BEFORE, AFTER, "Sign up for our newsletter", "See for yourself"]),
        st.text(max_size=30),
    ),
    max_size=12,
)


@given(_LINES, st.sampled_from(["\n", "\r\n", "\r", "\n\n"]))
def test_furniture_lies_inside_the_text_in_order_and_apart(lines: list[str], newline: str) -> None:
    text = "Lima" + newline + newline.join(lines)
    text = text.encode("utf-8", "replace").decode().replace("\x00", "")
    article = read_bytes(text.encode(), "a.txt")
    assert article.text == text
    end = 0
    for start, stop in article.furniture:
        assert end <= start < stop <= len(text)
        assert text[start:stop].strip() == text[start:stop]
        end = stop
