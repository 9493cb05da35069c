"""The words on a page's furniture: whole lines, in lower case, without bullets and full stops."""

from __future__ import annotations

__all__ = ["AUTHOR_HEADS", "LABELS", "LIST_HEADS"]

_PLAIN = """
source link / source / original source / read the original / via / byline / author
more from this author / more by this author / view all posts / all posts

scroll to top / back to top / go to top / return to top / to top / top of page
skip to content / skip to main content / skip to navigation / skip navigation
menu / main menu / toggle navigation / toggle menu / search / home / close / open menu
previous / next / previous article / next article / previous post / next post / previous story
next story / load more / loading / show more / show less / view more / view all / see more / see all
expand / collapse / continue / ok / got it / dismiss

advertisement / advertisements / ad / ads / advertising / advert / sponsored / sponsor
sponsored content / paid content / paid post / promoted / promoted content / sponsored links
by taboola / outbrain / taboola / remove ads / report this ad
story continues below / article continues below / content continues below
story continues / article continues / continue reading / continue reading below
advertisement - scroll to continue / scroll to continue / scroll for more

read more / read next / read also / also read / read on / read the full story / see also
read full article / read the full article / full story

share / share this / share this article / share this story / share this post / share it
share article / share story / share on social media / tweet / tweet this / pin it / pin
email / e-mail / email this / email this article / print / print this / print article
copy / copy link / copy url / link copied / copied / save / saved / save article / bookmark
gift this article / give this article / facebook / twitter / whatsapp / telegram / linkedin / x
reddit / pinterest / instagram / youtube / messenger / threads / bluesky / flipboard
follow / following / follow us / add as preferred on google
listen / listen to this article / listen to this story / listen to article / play audio
watch video / play video / watch live / watch now / view gallery / open image in gallery

newsletter / newsletters / our newsletter / newsletter sign up / newsletter signup
sign up / sign in / log in / login / register / subscribe / subscribe now / join now
subscribe today / my account / your email / your email address / email address / enter your email
enter your email address / enter your e-mail / thank you for subscribing / thanks for subscribing
already a subscriber? log in / become a member / support us / donate

comments / comment / leave a comment / leave a reply / post a comment / view comments
add a comment / join the conversation / join the discussion / show comments / no comments
cancel reply / reply / report a typo / report an error / was this article helpful
send feedback / feedback / contact us / about us / follow the topics in this story

privacy policy / privacy / terms of use / terms of service / terms and conditions
cookie policy / cookie settings / cookie preferences / manage cookies / accept cookies
accept all cookies / accept all / accept / reject all / decline / i agree / agree
do not sell my personal information / all rights reserved / disclaimer / copyright / legal
"""
_LIST_HEADS = """
related / related article / related articles / related story / related stories / related content
related posts / related news / related coverage / related topics / related links
recommended / recommended for you / recommended stories / recommended reading
you may also like / you might also like / you may like / more for you / up next
most read / most popular / most viewed / most shared / popular / trending / trending now
top stories / latest news / latest stories / more news / more stories / in other news
more on this story / more from this section / more in news / editor's picks / editors' picks
don't miss / tags / topics / filed under
"""
_AUTHOR_HEADS = "about the author / about author / about the authors / author bio"


def _set(block: str) -> frozenset[str]:
    return frozenset(label for line in block.split("\n") for label in line.split(" / ") if label)


LIST_HEADS = _set(_LIST_HEADS)
"""Heads of lists of other stories."""
AUTHOR_HEADS = _set(_AUTHOR_HEADS)
"""Heads of a writer's portrait."""
LABELS = _set(_PLAIN) | LIST_HEADS | AUTHOR_HEADS
"""Every line that is furniture wherever it stands."""
