"""A published map in somebody else's page: as a figure, a frame, or what a host asks for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args
from urllib.parse import quote

from geonews.draw.embed.inline import Theme
from geonews.draw.embed.published import MOST_BYTES, Published, read_page
from geonews.draw.escape import clean, http_url
from geonews.errors import OptionError, PageError

__all__ = [
    "FORMS",
    "MOST_BYTES",
    "Form",
    "Hosting",
    "PageError",
    "Published",
    "Theme",
    "embed",
    "read_page",
]

Form = Literal["figure", "iframe", "oembed", "amp", "wordpress", "markdown"]
FORMS: tuple[Form, ...] = get_args(Form)

_CARD_PX = (1200, 630)


@dataclass(frozen=True, slots=True)
class Hosting:
    """What only the newsroom knows of where its map will stand.

    Attributes
    ----------
    url : str or None
        Of the published page; that of its own canonical link by default.
    image : str or None
        A picture of the map.
    max_width : int or None
        Pixels, for hosts that want a number.
    publisher, publisher_logo, poster : str or None
        For AMP: a name, and the addresses of two pictures.
    theme : {'auto', 'light', 'dark'}
        Of a drawing: as the reader's system asks for, or always one.

    Raises
    ------
    OptionError
        An address that is neither http nor https.
    """

    url: str | None = None
    image: str | None = None
    max_width: int | None = None
    publisher: str | None = None
    publisher_logo: str | None = None
    poster: str | None = None
    theme: Theme = "auto"

    def __post_init__(self) -> None:
        for name in ("url", "publisher_logo", "poster"):
            _checked(name, getattr(self, name))


def _checked(name: str, url: str | None) -> None:
    if url is not None and http_url(url) is None:
        option = name.replace("_", "-")
        raise OptionError(
            f"--{option} {url!r} is no web address: give one that starts with https://"
        )


def embed(page: Published, form: Form, hosting: Hosting | None = None) -> str:
    """Return what a host takes to show a map.

    Parameters
    ----------
    page : Published
    form : {'figure', 'iframe', 'oembed', 'amp', 'wordpress', 'markdown'}
    hosting : Hosting, optional

    Raises
    ------
    OptionError
        The form needs an address or a name that is not given.

    Examples
    --------
    >>> from geonews.draw.escape import Html
    >>> page = Published("map.html", "Rain", None, False, "", "", None, None, Html("<svg></svg>"),
    ...                  900, 600, Html(""), (), 0, "", "0.1.0")
    >>> print(embed(page, "iframe"), end="")
    <iframe src="./map.html" title="Map: Rain" loading="lazy" sandbox="allow-scripts"
    referrerpolicy="no-referrer"
    style="width:100%;aspect-ratio:900/930;min-height:520px;border:0"><a href="./map.html">Map:
    Rain</a></iframe>
    """
    from geonews.draw.embed import frames, inline, story

    given = hosting or Hosting()
    url = given.url or page.page_url
    beside = f"./{quote(clean(page.name))}"
    match form:
        case "figure":
            return inline.figure(page, given.theme)
        case "iframe":
            return frames.iframe(page, url or beside)
        case "markdown":
            image = given.image or f"./{quote(clean(page.name.rpartition('.')[0]))}.png"
            return frames.markdown(page, url or beside, _picture(image))
        case "oembed":
            _checked("image", given.image)
            src = _needed(form, "url", url)
            return frames.oembed(page, src, given.max_width, given.image, _CARD_PX)
        case "wordpress":
            return frames.wordpress(page, _needed(form, "url", url), given.max_width)
        case "amp":
            publisher = _needed(form, "publisher", given.publisher or page.source)
            logo = _needed(form, "publisher-logo", given.publisher_logo)
            poster = _needed(form, "poster", given.poster)
            return story.amp(page, _needed(form, "url", url), publisher, logo, poster, given.theme)


def _needed(form: str, option: str, value: str | None) -> str:
    if not value:
        raise OptionError(f"--as {form} needs --{option}, which the page does not say: give it")
    return value


def _picture(image: str) -> str:
    """Return the address of a picture: on the web, or a path from the text that shows it."""
    if "://" in image or ":" in image.partition("/")[0] or image.startswith("//"):
        _checked("image", image)
        return image
    return quote(clean(image), safe="/%.~-_")
