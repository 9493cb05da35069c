"""Page furniture in plain text: the lines a copied web page brings along that are no story.

A rule speaks of a whole short line, never of words inside one: "Source link" alone is furniture,
a sentence that mentions a source link is story.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from geonews.model import Span
from geonews.read.labels import AUTHOR_HEADS, LABELS, LIST_HEADS

__all__ = ["furniture"]

_LINE = re.compile(r"[^\r\n\u2028\u2029]+")
_LONGEST = 260
_EDGES = " \t\xa0\u200b\ufeff*•·|>»›→▼▲↓↑#_=-–—~[]()<«‹←:+✕×✖️🔗"
_STOPS = ".!?…" + _EDGES
_SPACES = re.compile(r"\s+")

_SITE = (
    r"\b(?:facebook|twitter|x|instagram|telegram|youtube|whatsapp|google news|google|linkedin"
    r"|threads|tiktok|bluesky|reddit|pinterest|flipboard|mastodon|e-?mail|messenger)\b"
)
_STORY = r"(?:stor(?:y|ies)|articles?|posts?|news|coverage|content|reading)"
_LETTER = (
    r"\b(?:newsletters?|inbox|e-?mail alerts?|news alerts?|push notifications?|e-?mail list"
    r"|mailing list|(?:whatsapp|telegram|youtube) channel)\b"
)
_NOBODY_SPEAKS = r"(?!.*(?:[\"“”]|\b(?:said|says|told|according to)\b))"
_RULES = tuple(
    re.compile(pattern)
    for pattern in (
        # links to other stories
        rf"(?:read (?:more|next|also|the full story|on)|also read|see also|related(?: {_STORY})?"
        r"|more (?:on|from) this)(?: (?:about|on) [^:|]{1,60})?\s*[:|»–—-]\s*.+",
        r"(?:read|see|learn|find out) more (?:about|on|from|at|in) .{1,80}[^.]",
        rf"(?:more|latest) {_STORY} (?:from|on|about|in) .{{1,50}}[^.]",
        r"(?:previous|next) (?:article|post|story)\s*[:|»–—-]\s*.{1,120}",
        r"(?:watch|listen)(?: live| now)?\s*[:|]\s*.{1,120}[^.]",
        rf"this {_STORY} (?:was )?(?:originally |first )?(?:published|appeared)"
        r" (?:by|on|in|at) .{1,80}",
        r"(?:tags?|tagged|topics?|filed under|posted in|keywords|categor(?:y|ies))\s*:.{1,200}",
        r"[\w &'-]{1,30}(?: ?[>»›] ?[\w &'-]{1,60}){2,}",
        r"home ?[>»›/] ?.{1,80}",
        # sharing and following
        rf"share (?:(?:this|the) )?(?:{_STORY} )?(?:on|via|with|to) .{{0,20}}{_SITE}.{{0,40}}",
        rf"(?:like|follow|find|join|watch|connect with) us (?:on|at|via) {_SITE}.*",
        rf"follow .{{1,60}} on {_SITE}(?: and {_SITE})?(?: @\w+)?\.?",
        r"(?:click|tap) here (?:to|for) .{1,120}",
        r"download (?:the|our) .{0,40}\bapp\b.{0,80}",
        # advertising
        rf"(?:the )?{_STORY} continues (?:below|after) .{{0,40}}",
        r"advertisement .{0,30}(?:scroll|below|skip).{0,30}",
        # letters
        rf"(?:please )?(?:sign up|subscribe|register|join)\b{_NOBODY_SPEAKS}.*{_LETTER}.*",
        rf"(?:get|receive|want|enjoy|discover)\b{_NOBODY_SPEAKS}.*\b(?:your inbox"
        r"|our (?:\w+ ){0,3}(?:newsletters?|app))\b.{0,60}",
        rf"{_NOBODY_SPEAKS}.*\b(?:in|into|to) your (?:inbox|mailbox)!?",
        rf"{_NOBODY_SPEAKS}.*\b(?:right|straight|directly|delivered|sent) (?:in|into|to) your"
        r" (?:inbox|mailbox)\.",
        rf"subscribe (?:now |today )?(?:to|for) {_NOBODY_SPEAKS}.{{1,80}}",
        r"newsletters?\s*[:|].{1,120}",
        r"thank(?:s| you) for (?:signing up|subscribing|registering|reading).{0,40}",
        r"(?:enter|type in) your e-?mail.{0,80}",
        r"(?:you can )?unsubscribe (?:at )?any ?time.{0,80}",
        r"(?:this site|this form) is protected by recaptcha.*",
        # asking the reader
        r"(?:got|have) a (?:news )?(?:tip|story)\b.{0,120}",
        r"(?:contact|e-?mail|reach) (?:us|the (?:author|reporter|writer|newsroom))\b.{0,100}",
        rf"support (?:our|independent|local|quality) (?:journalism|newsroom|{_STORY}).{{0,80}}",
        # cookies and law
        r"by (?:signing up|subscribing|clicking|registering|entering|providing|submitting"
        r"|continuing|using|browsing|accepting|closing)\b.*\b(?:you (?:\w+ )?(?:agree|consent"
        r"|accept|acknowledge)|our (?:use of cookies|terms|privacy))\b.*",
        r"(?:we|this (?:web)?site|our (?:web)?site|our partners)"
        r"(?: and (?:our|its) (?:\d+ )?partners)? (?:uses?|stores?|sets?) (?:\w+ ){0,3}cookies\b.*",
        r"(?:accept|reject|manage|allow) (?:all )?(?:cookies|preferences)(?: .{0,30})?",
        r"(?:©|c\) ?(?:19|20)\d\d\b|copyright ?(?:©|\(c\)|by |(?:19|20)\d\d\b)).{0,140}",
        r".{0,140}\ball rights (?:are )?reserved\b.{0,20}",
        r"this material may not be published, broadcast.{0,80}",
        # what a page counts and credits
        r"\d+ ?min(?:ute)?s?(?: read)?",
        r"(?:estimated )?(?:reading|read) time\s*:?\s*\d+ ?min(?:ute)?s?.{0,10}",
        r"[\d,.]+ ?k? (?:comments?|shares?|views|likes|replies|reactions)",
        r"image (?:source|copyright)[, ].{1,50}",
        r"(?:getty images|shutterstock|istock)(?: / .{1,40})?",
    )
)
_BOX = re.compile(rf"{_LETTER}|\bmailbox\b")
# The sales talk that follows the head of a newsletter box.
_SALES = re.compile(
    r"(?:see for yourself|get |sign up|subscribe|join |enter |thanks?\b|please |stay |don't miss"
    r"|discover |unsubscribe|by \w+ing\b|no spam).*"
    r"|.*\b(?:go-to source|feel-good stories|every (?:morning|weekday|evening|week)|at any time"
    r"|free of charge|no spam)\b.*"
)
_STORY_WORDS = re.compile(r"[\"“”]|\b(?:said|says|told|according to)\b")
_STOPPED = re.compile(r"[.!?。…][\"'”’)\]]*$")
_PORTRAIT = re.compile(
    r"\b(?:writers?|reporters?|journalists?|correspondents?|editors?|authors?|columnists?|bloggers?"
    r"|contributors?|photographers?|writes|covers|reports on|freelances?)\b"
)
_MOST_HEADLINES = 12


def furniture(text: str) -> tuple[Span, ...]:
    r"""Return the spans of a text that are page furniture: ordered, disjoint, whole lines.

    Examples
    --------
    >>> text = "Rain fell on Lima.\n\nSource link\n\nThe source link was dead.\n\nScroll to Top"
    >>> [text[start:end] for start, end in furniture(text)]
    ['Source link', 'Scroll to Top']
    """
    lines = [span for match in _LINE.finditer(text) if (span := _trimmed(text, *match.span()))]
    folded = [_folded(text[a:b]) if b - a <= _LONGEST else "" for a, b in lines]
    marked = [_is_furniture(line) for line in folded]
    for i, line in enumerate(folded):
        if not marked[i]:
            continue
        if _BOX.search(line):
            _mark_box(folded, marked, i)
        elif line.rstrip(_STOPS) in LIST_HEADS:
            _mark_headlines(text, lines, marked, i)
        elif line.rstrip(_STOPS) in AUTHOR_HEADS:
            _mark_author(text, lines, marked, i)
    return tuple(span for span, is_marked in zip(lines, marked, strict=True) if is_marked)


def _trimmed(text: str, start: int, end: int) -> Span | None:
    line = text[start:end]
    left = len(line) - len(line.lstrip())
    return (start + left, start + len(line.rstrip())) if left < len(line) else None


def _folded(line: str) -> str:
    return _SPACES.sub(" ", line.lower().replace("’", "'").strip(_EDGES))


def _is_furniture(line: str) -> bool:
    if not line:
        return False
    return line.rstrip(_STOPS) in LABELS or any(rule.fullmatch(line) for rule in _RULES)


def _mark_box(folded: Sequence[str], marked: list[bool], head: int) -> None:
    """Mark the sales talk in the two lines below the head of a newsletter box."""
    for i in range(head + 1, min(head + 3, len(folded))):
        line = folded[i]
        if not marked[i] and (_STORY_WORDS.search(line) or not _SALES.fullmatch(line)):
            return
        marked[i] = True


def _mark_headlines(text: str, lines: Sequence[Span], marked: list[bool], head: int) -> None:
    """Mark other stories' headlines below their head: two or more, or one that ends the page."""
    i = head + 1
    while i < len(lines) and i - head <= _MOST_HEADLINES:
        start, end = lines[i]
        if marked[i] or end - start > 140 or _STOPPED.search(text, max(start, end - 5), end):
            break
        i += 1
    is_last = i == len(lines) or marked[i]
    if i - head > 2 or (is_last and i - head > 1):
        marked[head + 1 : i] = [True] * (i - head - 1)


def _mark_author(text: str, lines: Sequence[Span], marked: list[bool], head: int) -> None:
    """Mark a writer's portrait: two short paragraphs at most, up to the end of the page."""
    rest = [i for i in range(head + 1, len(lines)) if not marked[i]]
    if len(rest) > 2 or not rest or sum(lines[i][1] - lines[i][0] for i in rest) > 800:
        return
    if _PORTRAIT.search(text, lines[rest[0]][0], lines[rest[-1]][1]):
        for i in rest:
            marked[i] = True
