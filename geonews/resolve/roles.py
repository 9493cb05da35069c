"""Whether something happens at a place, or the place stands for its people and government."""

from __future__ import annotations

import re

from geonews.model import Mention, Role

__all__ = ["role_of"]

# Nouns of acting bodies and of what only people do; behind a possessive or a bare country name
# they make it stand for its people: "Moscow's counterattack".
_ACTORS = (
    r"government|army|military|forces?|troops|soldiers|police|navy|air force|president|premier|"
    r"prime minister|ministers?|ministry|parliament|lawmakers|leaders?|leadership|officials?|"
    r"authorities|agency|agencies|intelligence|spy|foreign|defen[cs]e|economy|economic|"
    r"central bank|team|side|squad|players?|coach|people|citizens|public|voters|"
    r"regime|rulers?|king|queen|ambassador|embassy|envoys?|diplomats?|delegation|decision|counter-?attack|counter-?offensive|"
    r"offensive|invasion|attacks?|war|incursion|involvement|participation|support|response|"
    r"demands?|proposal|plans?|claims?|policy|policies|position|role|interests?|allies|ally|"
    r"neighbou?rs?|nuclear|missiles?|weapons?|sanctions|statement|announcement|request|threats?|"
    r"bid|efforts?|denial|accusations?|failure|history|help|aid|company|companies|firms?|bank|"
    r"national|first|latest|own|unification|financial|troubles|crisis"
)
_POSSESSIVE = re.compile(rf"['’]s?\s(?:(?:\w+-)?\w+\s){{0,2}}?(?:{_ACTORS})\b", re.IGNORECASE)
_ACTING = re.compile(
    r"\s(?:(?:has|have|had|will|would|may|might|could|can|is|was|also|again|on \w+day)\s){0,2}"
    r"(?:not\s)?(?:said|says?|told|vow(?:s|ed)|warn(?:s|ed)|agree(?:s|d)|accus(?:es|ed)|wants?|"
    r"den(?:ies|ied)|announced|believes?|plans?|seiz(?:es|ed)|began|launch(?:es|ed)|attack(?:s|ed)|"
    r"invad(?:es|ed)|provid(?:es?|ed)|send(?:s|ing)?|sent|refus(?:es|ed)|reject(?:s|ed)|"
    r"demand(?:s|ed)|insist(?:s|ed)|call(?:s|ed)[ ]for|threaten(?:s|ed)|sign(?:s|ed)|"
    r"beat|beats|defeated|won|lost|claim(?:s|ed)|respond(?:s|ed)|urg(?:es|ed)|"
    r"retaliat(?:es|ed)|impos(?:es|ed)|ban(?:s|ned)|facing|pledg(?:es|ed)|hopes?|sees|seeks?|sought)\b"
)
_INSTITUTION = re.compile(
    r"\s(?:(?:[A-Z][\w-]+)\s){0,2}(?:Police|Department|University|College|School|Hospital|"
    r"Council|Court|Parliament|Assembly|Ministry|Government|Army|Navy|Forces|Times|Chronicle|Herald|"
    r"Tribune|News|Post|Club|United|FC|Bank|Association|Society|Institute|Academy|Fire|Sheriff|Commission|"
    r"Authority|Chamber|Bureau|Exchange|Orchestra|Mayor|Governor|Senate|Legislature)\b"
)
_WITH = re.compile(
    r"\b(?:by|against|with|alongside|ally|allies|rival|rivals|neighbou?r|neighbou?rs|"
    r"ambassador to|relations between|talks between|war with|support for|aid to|sanctions on)\s$"
)
_SOMEBODY_THERE = re.compile(r"\b(?:in|of|from|at|near|outside|around)\s(?:the\s)?$", re.IGNORECASE)
_PLACE_NOUNS = re.compile(
    r"['’]s?\s(?:\w+\s){0,2}?(?:region|border|coast|east|west|north|south|capital|city|town|"
    r"village|province|territory|airport|port|island|mountain\w*|landscape|river|streets?|"
    r"outskirts|countryside|suburbs?|harbou?r|beach\w*|downtown|old town)\b",
    re.IGNORECASE,
)


def role_of(text: str, mention: Mention) -> Role:
    """Return whether a mention is literal, associative, or a dateline.

    Examples
    --------
    >>> text = "Moscow's counterattack reached Kursk."
    >>> role_of(text, Mention(0, 6, "Moscow")), role_of(text, Mention(31, 36, "Kursk"))
    ('associative', 'literal')
    """
    if mention.role == "dateline":
        return "dateline"
    if mention.kind == "demonym":
        return "associative"
    after = text[mention.end : mention.end + 80]
    if after[:1] in "'’":
        if _PLACE_NOUNS.match(after):
            return "literal"
        return "associative" if _POSSESSIVE.match(after) else "literal"
    before = text[max(0, mention.start - 24) : mention.start]
    # "a witness in Haifa said": who acts is the witness.
    if _INSTITUTION.match(after) or (_ACTING.match(after) and not _SOMEBODY_THERE.search(before)):
        return "associative"
    if after[:1].isspace() and re.match(rf"\s(?:{_ACTORS})\b", after) and _is_national(mention):
        return "associative"
    if _WITH.search(before):
        return "associative"
    return "literal"


def _is_national(mention: Mention) -> bool:
    """Tell whether a bare name before such a noun stands for a state: "U.S. troops"."""
    return mention.text.isupper() or "." in mention.text
