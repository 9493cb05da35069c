"""Checks as JSON-LD in the shape of schema.org's ClaimReview, marked as automatic."""

from __future__ import annotations

from typing import Any

from geonews.model import Article, Check, Report

__all__ = ["to_claim_review"]

_AUTOMATIC = (
    "Worked out by a program from the numbers in the text and the sources named; no person has "
    "checked it, and it says nothing of whether the claim is true."
)


def to_claim_review(report: Report) -> dict[str, Any]:
    """Return a report's checks as a JSON-LD graph of ClaimReviews.

    There is no numeric rating: ``alternateName`` is the verdict's word, ``ratingExplanation`` the
    arithmetic. Who puts it on a page escapes it for that page.

    Parameters
    ----------
    report : Report

    Returns
    -------
    dict
        With an empty graph where there are no checks.

    Notes
    -----
    https://schema.org/ClaimReview. Search engines no longer show it (June 2025).

    Examples
    --------
    >>> from geonews.model import Article, GazetteerInfo
    >>> check = Check("unit_pair", "consistent", (0, 1), "300 sq km (116 sq mi)", "", "", "It is.")
    >>> report = Report(Article("..."), GazetteerInfo("g", "1", ""), checks=(check,))
    >>> (review,) = to_claim_review(report)["@graph"]
    >>> review["claimReviewed"], review["reviewRating"]["alternateName"]
    ('300 sq km (116 sq mi)', 'consistent')
    """
    return {
        "@context": "https://schema.org",
        "@graph": [_review(check, report) for check in report.checks],
    }


def _review(check: Check, report: Report) -> dict[str, Any]:
    explanation = " ".join(part for part in (check.reason, check.formula) if part)
    review: dict[str, Any] = {
        "@type": "ClaimReview",
        "claimReviewed": check.statement,
        "disambiguatingDescription": _AUTOMATIC,
        "author": _without_empty(
            {
                "@type": "SoftwareApplication",
                "name": "geonews",
                "softwareVersion": report.version,
            }
        ),
        "reviewRating": {
            "@type": "Rating",
            "alternateName": check.verdict,
            "ratingExplanation": explanation,
        },
        "itemReviewed": {"@type": "Claim", "appearance": _story(report.article)},
        "citation": list(check.sources),
    }
    return _without_empty(review)


def _story(article: Article) -> dict[str, Any]:
    source = {"@type": "Organization", "name": article.source} if article.source else None
    return _without_empty(
        {
            "@type": "NewsArticle",
            "headline": article.title,
            "url": article.url,
            "datePublished": article.published,
            "publisher": source,
        }
    )


def _without_empty(values: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in values.items() if value not in (None, "", [])}
