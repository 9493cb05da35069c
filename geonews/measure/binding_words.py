"""The patterns by which the structure of a sentence ties a figure to a place.

Strings, so that a story without figures compiles none of them: see `geonews.measure.patterns`.
"""

from __future__ import annotations

from geonews.measure.words import ADJECTIVES, AFTER_PLACE, GENERIC, HEDGED, REGION, TERRITORY

__all__ = [
    "APPOSED",
    "ASIDE",
    "ASIDES",
    "AT_SEA",
    "BELONGS",
    "BRACKET",
    "BREAKS",
    "CHAIN",
    "COMMA",
    "DEMONYM_AFTER",
    "ELSEWHERE",
    "FRONTED",
    "GAP_AFTER",
    "GAP_BRACKET",
    "GAP_COLON",
    "GAP_COMMA",
    "GAP_COVERS",
    "GAP_LOST",
    "GAP_OWN_FIRES",
    "GAP_POSSESSIVE",
    "HEDGE_LAST",
    "HOLDS",
    "IN_BEFORE",
    "IN_NOUN_BEFORE",
    "IN_REACH",
    "IN_SIZE",
    "ITS_AFTER",
    "LED",
    "LIST",
    "LIST_GOES_ON",
    "NAME_TAIL",
    "NOUN_AFTER",
    "NOUN_BEFORE",
    "OWN_GROUND",
    "REACH",
    "REGION_OF",
    "SPEAKING",
    "THE",
    "THEN_NAME",
    "THE_NOUN",
    "WATERS",
]

BRACKET = r"\s?\([^()]{0,80}\)|\)"
GROUND_NOUN = (
    r"(?:territory|land|ground|soil|terrain|(?:rain)?forests?|farmland|woodland|countryside|waters?"
    r"|mainland|desert|steppe|jungle|marsh(?:land)?|coast(?:line)?|bush(?:land)?|cropland)"
)
# From a figure to the place it lies in: "of land in", "have burned across the". A clause that
# breaks off ("that", "said", a comma) binds nothing.
GAP_AFTER = (
    r"(?:,(?=\s(?:of|in|inside|across|within)\s))?"
    r"(?:[-\s](?!(?:that|which|who|and|but|or|while|when|after|before|since|to|for|near|along"
    r"|between|off|around|beside|into|through|said|says|told|by|with|than|as|if|size|twice|times"
    r"|equivalent|outskirts|edge|border|population|people|residents|capital)\s)"
    r"[A-Za-z][A-Za-z'’-]*){0,7}?\s"
    r"(?:of|in|inside|on|across|within|throughout)\s"
    r"(?:(?:the|what\sis\snow|its|all\sof|much\sof|most\sof)\s)?"
    rf"(?:(?:{ADJECTIVES}|(?:[a-z]+\s)?parts?\sof|(?:south|north|east|west|middle|heart|interior"
    r"|cent(?:re|er))\sof|(?:[a-z]+\s)?(?:region|province|state|county|island|district|city|oblast"
    r"|republic|territory|town|village|valley|canton|department|kingdom|emirate)\sof"
    r"|forests?\sof|hills\sof|mountains\sof|waters\sof)\s(?:the\s)?){0,3}"
)
ASIDE = (
    r"(?<!the )\b(?:north|south|east|west|northeast|northwest|southeast|southwest|outside|short"
    r"|ahead|because|instead|out)\s+of\s+\Z|\b(?:miles|kilomet(?:re|er)s|km)\s+(?:of|in)\s+\Z"
)
NOUN_AFTER = (
    rf"(?:\s{GROUND_NOUN})?\s(?:of|in|inside|on|across|within)"
    rf"\s(?:the|this|that)\s(?:{ADJECTIVES}\s)?(?P<noun>{'|'.join(GENERIC)})\b"
    rf"(?!['’](?!s?\s{GROUND_NOUN}))"
)
THE = rf"\b(?:[Tt]he|[Tt]his|[Tt]hat)\s(?:(?:{ADJECTIVES})\s)?\Z"
THE_NOUN = rf"[-\s](?:{ADJECTIVES}\s)?(?P<noun>{'|'.join(GENERIC)})\b(?!['’])"
DEMONYM_AFTER = rf"\s(?:of|in|on|inside|across)\s(?:(?:the|{ADJECTIVES})\s){{0,2}}"
OWN_GROUND = (
    rf"\s(?:(?:{ADJECTIVES}|sovereign)\s)?(?:{GROUND_NOUN}|{TERRITORY})\b(?!\s(?:border|claims?))"
)
ITS_AFTER = rf"\sof\s(?:its|their)\s(?:own\s)?(?:{ADJECTIVES}\s)?{GROUND_NOUN}\b"
CHAIN = rf"['’]s?\s(?:(?:{ADJECTIVES})\s){{0,2}}"
LIST = rf"(?:\s(?:{REGION}))?\s(?:and|or|&)\s(?:the\s|in\s)?(?:(?:{ADJECTIVES})\s)?"
LIST_GOES_ON = rf"(?:\s{REGION})?(?:,?\s(?:and|or|&)\s|,\s(?=[^\W\d_a-z]))"
COMMA = r",\s"
NAME_TAIL = rf"\s{REGION}\b|\Z|['’]?\s*[.,;:!?()—–\n]|\s(?:{AFTER_PLACE})\b"

# Right before a figure: "Kursk's remaining 984 sq km", "Malta (316 sq km", "Malta, which covers".
GAP_POSSESSIVE = (
    rf"(?:\s{REGION})?['’]s?\s(?:(?:{ADJECTIVES}|area\sof|territory\sof|{HEDGED})\s){{0,4}}"
)
GAP_COLON = rf"(?:\s{REGION})?:\s(?:{HEDGED}\s)?"
GAP_BRACKET = rf"(?:\s{REGION})?\s[(\[](?:(?:area|about|around|roughly|some|an area of)[:\s]\s?)?"
GAP_COVERS = (
    rf"(?:['’]s?)?(?:\s{REGION})?,?(?:\s(?:which|that|also|is|has|had|with|an?|the|total|area|land|surface"
    r"|island|country|nation|region|state|territory|kingdom|now|once|today|still|currently|formerly"
    r"|only|of|just|itself|alone|at|measures"
    rf"|{HEDGED}))*?"
    r"\s(?:covers?|covering|covered|spans?|spanning|measures|measuring|occupies|occupying|area\sof"
    r"|territory\sof|surface\sof|totals|encompass(?:es|ing)|takes\sup|comprises|stretch(?:es|ing)\s(?:over"
    r"|across)|sprawls\s(?:over|across)|extends\s(?:over|across)|is(?:\san?)?|with|at)"
    rf"(?:\s(?:an\s(?:[a-z]+\s)?area\sof|{HEDGED}))*\s"
)
# "Toronto, Canada's largest city, covers"; "Man, 572 sq km in size".
APPOSED = r"\A,\s(?!which|that|with|at\b)[^,;:.()]{3,60}(?=,\s)"
GAP_COMMA = rf",\s(?:{HEDGED}\s)?"
IN_SIZE = r"(?:\s?\([^()]{1,60}\))?\sin\s(?:size|area|extent)\b"
# "Brazil lost", "Texas has", "Alberta saw": the ground is that of the one who lost or has it.
GAP_LOST = (
    rf"(?:\s{REGION})?,?(?:\s(?:has|have|had|also|already|now|alone|itself))*\s(?:lost|loses|saw|seen|has"
    rf"|have|had|contains|ceded|boasts)(?:\s(?:{HEDGED}|another|an\sadditional|a\sfurther))*\s"
)
# "Alberta's fires have burned": what belongs to the place did it there.
GAP_OWN_FIRES = (
    r"['’]s?\s(?:[a-z-]+\s){0,3}(?:fires?|wildfires?|blazes?|floods?|flooding|drought|monsoon|storms?"
    rf"|forests?|farmers|loggers|glaciers?|cyclones?)\s(?:[a-z]+\s){{1,3}}(?:(?:{HEDGED})\s){{0,2}}"
)
IN_BEFORE = (
    rf"\b(?:in|In|across|Across|inside|Inside|within|Within|throughout|Throughout|on|On)\s"
    rf"(?:the\s|all\sof\s|much\sof\s)?(?:(?:{ADJECTIVES}|[a-z]+\sparts?\sof|parts?\sof)\s)*"
    r"(?:(?:region|province|state|county|island|district|city|oblast|republic|town)\sof\s)?\Z"
)
# A person who speaks somewhere says nothing of where the ground is.
SPEAKING = (
    r"\b(?i:speaking|talking|meetings?|gathered|addressing|talks|reporters?|officials?|officers?"
    r"|leaders?|ministers?|governments?|authorities|experts?|scientists?|researchers?|analysts?"
    r"|activists?|environmentalists|campaigners|lawyers?|ambassadors?|embassy|spokes\w+|courts?"
    r"|judges?|lawmakers|company|firms?|buyers?|investors?|bankers|traders|farmers\sunion|signed|born"
    r"|conference|summit|forum|exhibition|school|university|institute|offices?|based|headquarters"
    r"|headquartered|registered|arriv\w+|visit\w*|trip|lives?|living|protest\w*|rally|police)\s\Z"
)
# What ends the reach of "in Kursk" to a later figure: speech, another clause, money, a comparison.
BREAKS = (
    r"\b(?:said|says|say|told|tells|according|announced|reported|reports|claimed|estimated|asked|wrote"
    r"|pledged|promised|vowed|proposed|voted|near|from|equivalent|size|larger|bigger|smaller"
    r"|compared|but|or|which|who|while|than)\b"
    rf"|\band\b(?!\s(?:(?:{HEDGED})\s)?\Z)(?!\s(?:(?:has|have|had|was|were)\s)?(?:[a-z]+(?:ed|ing)|burnt"
    r"|left|put|took|cut|hit|swept|ate|tore)\s)"
    r"|[;:!?$€£\"“”]"
)
ASIDES = r",\s[^,;:.]{2,50}\s(?:said|says|say|reported|estimates?|told\s[^,]{2,30})[^,]{0,30},"
HEDGE_LAST = rf"\s(?:(?:another|an\sadditional|a|the|{HEDGED})\s)+\Z"
BELONGS = rf"\s{REGION}\b"
# Waters, and what somebody searches or owns elsewhere, are no part of a country or a region.
SEA = (
    r"(?:seas?|seabed|sea\sfloor|oceans?|waters|maritime|exclusive\seconomic|fishing|marine|offshore"
    r"|airspace|continental\sshelf|no-fly)"
)
AFTER_FIGURE = (
    r"(?:\s?\([^()\n]{1,60}\))?[-\s](?:of\s)?"
    r"(?:(?!near|by|along|from|to|off|in|on|at|and|around|of)[a-z-]+\s){0,2}?"
)
AT_SEA = rf"{AFTER_FIGURE}{SEA}\b"
ELSEWHERE = (
    rf"{AFTER_FIGURE}(?:{SEA}|search|rescue)\b"
    r"|[^.,;:!?\n]{0,50}\s(?:abroad|overseas|worldwide|elsewhere|offshore)\b"
)
WATERS = (
    "SEA",
    "OCN",
    "GULF",
    "BAY",
    "STRT",
    "LK",
    "CHN",
    "RSV",
    "EST",
    "LGN",
    "MAR",
    "RES",
    "PRK",
)
REACH = 60
IN_REACH = 110

# "The region covers 29,997 sq km", "the country's 600,000 sq km", "in the region, 5 sq km".
NOUN_BEFORE = (
    rf"\b(?P<said>(?:[Tt]he|[Tt]his)\s(?:{ADJECTIVES}\s)?(?P<noun>{'|'.join(GENERIC)}))"
    rf"(?:['’]s?\s(?:(?:{ADJECTIVES}|{HEDGED})\s){{0,3}}"
    rf"|\s[(\[](?:{HEDGED}\s)?"
    r"|,?\s(?:which\s)?(?:now\s|also\s|itself\s)?(?:covers?|spans?|measures|occupies|totals|encompasses|lost"
    rf"|has\slost|has\san\s(?:total\s)?area\sof|is)\s(?:an\sarea\sof\s)?(?:{HEDGED}\s)?)\Z"
)
IN_NOUN_BEFORE = (
    r"\b(?:[Ii]n|[Aa]cross|[Oo]n|[Ww]ithin|[Tt]hroughout)\s(?P<said>the\s"
    rf"(?:{ADJECTIVES}\s)?(?P<noun>{'|'.join(GENERIC)}))\b(?!['’])"
)
# "With 316 square kilometres, Malta", "At 316 sq km (122 sq mi), Malta".
FRONTED = (
    rf"(?:With|At|Covering|Spanning|Measuring|Occupying)\s(?:(?:an?|the|total|land|area|surface|of"
    rf"|just|{HEDGED})\s)*\Z"
)
THEN_NAME = r"(?:\s?\([^()]{1,60}\))?(?:\sin\s(?:area|size|all))?,\s(?:the\s)?"
HOLDS = (
    r"(?:\s(?:now|still|currently|already|has|have|had|says?\sit|also))*\s(?:controls?|holds?|held|seized"
    r"|captured|occup(?:ies|ied)|took|taken|gained|annexed|claims?|invaded|conquered|overran|won)\b"
)
LED = (
    r"\b(?:in|of|from|to|near|by|with|at|on|off|against|for|between|across|into|over|outside|inside"
    rf"|around|along|beyond|within|throughout|and|or)\s(?:(?:the|{ADJECTIVES})\s)*\Z"
)
REGION_OF = rf"\b{REGION}\sof\s(?:the\s)?\Z"
