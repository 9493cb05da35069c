"""JSON-LD in the shape of ClaimReview."""

from __future__ import annotations

import json

from geonews.check.review import to_claim_review
from geonews.model import Article, Check, GazetteerInfo, Report

CHECK = Check(
    kind="unit_pair",
    verdict="inconsistent",
    figures=(0, 1),
    statement="300 sq km (830 sq mi)",
    found="300 square kilometres is 115.8 square miles",
    tolerance="by rounding",
    reason="300 square kilometres is 115.8 square miles, but the story gives 830.",
    sources=("Definitions of the units",),
    formula="300 km2 x 0.386102 mi2/km2 = 115.8 mi2",
)


def report(article: Article, *checks: Check) -> Report:
    return Report(article, GazetteerInfo("g", "1", ""), checks=checks, version="1.2")


def test_a_check_as_a_claim_review() -> None:
    article = Article(
        "x",
        title="Fire </script> grows",
        url="https://news.example/1",
        published="2026-05-01",
        source="Example News",
    )
    (review,) = to_claim_review(report(article, CHECK))["@graph"]
    told = review.pop("disambiguatingDescription")
    assert "no person has checked it" in told
    assert review == {
        "@type": "ClaimReview",
        "claimReviewed": "300 sq km (830 sq mi)",
        "author": {"@type": "SoftwareApplication", "name": "geonews", "softwareVersion": "1.2"},
        "reviewRating": {
            "@type": "Rating",
            "alternateName": "inconsistent",
            "ratingExplanation": f"{CHECK.reason} {CHECK.formula}",
        },
        "itemReviewed": {
            "@type": "Claim",
            "appearance": {
                "@type": "NewsArticle",
                "headline": "Fire </script> grows",
                "url": "https://news.example/1",
                "datePublished": "2026-05-01",
                "publisher": {"@type": "Organization", "name": "Example News"},
            },
        },
        "citation": ["Definitions of the units"],
    }


def test_no_number_rates_a_claim() -> None:
    text = json.dumps(to_claim_review(report(Article("x"), CHECK, CHECK)))
    assert "ratingValue" not in text
    assert "bestRating" not in text
    assert text.count('"ClaimReview"') == 2


def test_a_story_of_which_nothing_is_known() -> None:
    (review,) = to_claim_review(report(Article("x"), CHECK))["@graph"]
    assert review["itemReviewed"] == {"@type": "Claim", "appearance": {"@type": "NewsArticle"}}
    assert to_claim_review(report(Article("x"))) == {
        "@context": "https://schema.org",
        "@graph": [],
    }
