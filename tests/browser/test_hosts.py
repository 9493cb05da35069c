"""Pages of others with our page in a frame: each host's own protocol, and what is hostile in it."""

from __future__ import annotations

import hashlib
import html
import http.server
import json
import threading
from collections.abc import Iterator
from functools import partial
from importlib import resources
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Frame, Page

from geonews.draw import draw
from geonews.draw.document import asset, document
from geonews.draw.embed import Hosting, embed, read_page
from geonews.draw.escape import Html, json_data
from geonews.draw.meta import metas
from geonews.draw.scene import build_scene
from tests.browser.conftest import Desk
from tests.draw.embed.pages import page as small_page
from tests.draw.embed.test_allowed import EVIL
from tests.draw.embed.test_forms import TEXTS
from tests.draw.world import full_report, world

pytestmark = pytest.mark.browser

HOSTS = Path(__file__).with_name("hosts")
PYM = (HOSTS / "pym.v1.min.js").read_text(encoding="utf-8")
# What a host is sent, noted before any script of its own runs.
NOTED = """
window.sent = [];
addEventListener("message", (event) => sent.push({data: event.data, origin: event.origin}));
"""
# What the framed page posts to itself, and what it listens to.
WATCHED = """
window.posted = []; window.listened = [];
const post = window.postMessage, listen = window.addEventListener;
window.postMessage = (...given) => { posted.push(given[0]); return post.apply(window, given); };
window.addEventListener = function (type, ...rest) {
  listened.push(type);
  return listen.call(this, type, ...rest);
};
"""


def guest() -> bytes:
    """Return the page that is framed."""
    return draw(full_report(), world()).encode()


class Quiet(http.server.SimpleHTTPRequestHandler):
    def do_GET(self) -> None:
        if self.path != "/favicon.ico":
            return super().do_GET()
        self.send_response(204)
        self.end_headers()
        return None

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
        """Say nothing: tests read what is printed."""


@pytest.fixture
def site(desk: Desk) -> Iterator[str]:
    """The address of a server on this machine whose folder is the desk's, with the page in it."""
    desk.folder.joinpath("map.html").write_bytes(guest())
    handler = partial(Quiet, directory=str(desk.folder))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    thread.join()
    server.server_close()


def host(desk: Desk, base: str, body: str, script: str = "", width: int = 800) -> Page:
    """Open a host page with a script of its own before its body."""
    text = (
        f"<!doctype html><html lang=en><title>Host</title><script>{NOTED}{script}</script>"
        f"<body style='margin:0'>{body}</body></html>"
    )
    desk.folder.joinpath("host.html").write_text(text, encoding="utf-8")
    return desk.open(f"{base}/host.html", width)


def innermost(page: Page) -> Frame:
    return page.frames[-1]


def assert_fits(page: Page, count: int = 1) -> None:
    """Assert that the frame around our page gets as high as the page, and stays so."""
    page.wait_for_function("sent.length > 0")
    assert len(page.frames) == count + 1
    frame = innermost(page)
    element = frame.frame_element()
    height = 0.0
    for _ in range(100):
        height = frame.evaluate("document.documentElement.getBoundingClientRect().height")
        if abs(element.evaluate("e => e.clientHeight") - height) <= 2:
            break
        page.wait_for_timeout(50)
    page.wait_for_timeout(150)
    assert height > 250
    assert abs(element.evaluate("e => e.clientHeight") - height) <= 2


FRAME = '<iframe id="f" title="Map" src="{}" style="width:100%;border:0;height:150px"></iframe>'
SANDBOXED = FRAME.replace("src=", 'sandbox="allow-scripts" src=')

AMP_HOST = """
addEventListener("message", ({data, source}) => {
  const frame = document.getElementById("f");
  if (source !== frame.contentWindow || !data || data.sentinel !== "amp") return;
  if (data.type === "embed-size") frame.style.height = data.height + "px";
});
"""
# As Datawrapper's embedding script of today finds the frame, and as that of before 2021 did.
DATAWRAPPER_HOST = """
addEventListener("message", (event) => {
  const heights = event.data["datawrapper-height"];
  if (heights === undefined) return;
  for (const id in heights) {
    for (const frame of document.querySelectorAll("iframe")) {
      if (frame.contentWindow === event.source) frame.style.height = heights[id] + "px";
    }
  }
});
"""
OLD_DATAWRAPPER_HOST = """
addEventListener("message", (event) => {
  for (const id in event.data["datawrapper-height"] || {}) {
    const frame = document.getElementById("datawrapper-chart-" + id);
    if (frame) frame.style.height = event.data["datawrapper-height"][id] + "px";
  }
});
"""
# A custom element with the frame in its shadow, which takes Pym's words and AMP's alike.
SIDECHAIN_HOST = r"""
customElements.define("side-chain", class extends HTMLElement {
  connectedCallback() {
    const root = this.attachShadow({mode: "open"});
    const frame = document.createElement("iframe");
    frame.style = "width:100%;border:0";
    frame.src = this.getAttribute("src");
    root.append(frame);
    addEventListener("message", ({data, source}) => {
      if (source !== frame.contentWindow) return;
      const pym = typeof data === "string" && /^pymxPYMx(.*?)xPYMx(.*?)xPYMx(.*)$/.exec(data);
      if (pym && pym[2] === "height") frame.height = pym[3];
      if (data.type === "embed-size") frame.height = data.height;
    });
  }
});
"""
# What WordPress documents of its script for embedded posts: the secret names the frames, the
# sender must be one of them, a height stays within 200 and 1000 pixels.
WORDPRESS_HOST = """
addEventListener("message", (event) => {
  const data = event.data;
  if (!data || !(data.secret || data.message || data.value)) return;
  if (/[^a-zA-Z0-9]/.test(data.secret)) return;
  for (const quote of document.querySelectorAll('blockquote[data-secret="' + data.secret + '"]')) {
    quote.style.display = "none";
  }
  for (const frame of document.querySelectorAll('iframe[data-secret="' + data.secret + '"]')) {
    if (event.source !== frame.contentWindow) continue;
    frame.removeAttribute("style");
    if (data.message === "height") {
      frame.height = Math.max(200, Math.min(1000, parseInt(data.value, 10)));
    }
  }
});
"""


def test_pym_is_the_published_one() -> None:
    assert hashlib.sha256(PYM.encode()).hexdigest().startswith("b7f736144a4c3c86a1e620f94d91b3c0")


@pytest.mark.parametrize("sandbox", ["", "allow-scripts"])
def test_pym_gives_the_frame_its_height(desk: Desk, site: str, sandbox: str) -> None:
    script = f"new pym.Parent('here', 'map.html#part', {json.dumps({'sandbox': sandbox})})"
    if not sandbox:
        script = "new pym.Parent('here', 'map.html')"
    page = host(desk, site, f"<div id=here></div><script>{script}</script>", PYM)
    assert_fits(page)
    before = innermost(page).frame_element().evaluate("e => e.clientHeight")
    page.set_viewport_size({"width": 380, "height": 800})
    other = "before => Math.abs(document.querySelector('iframe').clientHeight - before) > 50"
    page.wait_for_function(other, arg=before)
    assert_fits(page)


def test_pym_finds_its_own_of_two_frames(desk: Desk, site: str) -> None:
    desk.folder.joinpath("low.html").write_bytes(small_page(script=asset("host.js")))
    body = (
        "<div id=one data-pym-src=map.html></div><div id=two data-pym-src=low.html></div>"
        "<script>pym.autoInit()</script>"
    )
    page = host(desk, site, body, PYM)
    page.wait_for_function(
        "[...document.querySelectorAll('iframe')].filter(f => f.height !== '').length === 2"
    )
    for frame in page.frames[1:]:
        height = frame.evaluate("document.documentElement.getBoundingClientRect().height")
        assert abs(frame.frame_element().evaluate("e => e.clientHeight") - height) <= 2


@pytest.mark.parametrize("frame", [FRAME, SANDBOXED], ids=["plain", "sandboxed"])
@pytest.mark.parametrize("script", [AMP_HOST, DATAWRAPPER_HOST], ids=["amp", "datawrapper"])
def test_hosts_that_listen_give_the_frame_its_height(
    desk: Desk, site: str, frame: str, script: str
) -> None:
    assert_fits(host(desk, site, frame.format("map.html"), script))
    assert desk.complaints == []


def test_an_old_datawrapper_host_names_the_frame(desk: Desk, site: str) -> None:
    frame = FRAME.replace('id="f"', 'id="datawrapper-chart-Ab3xY"').format("map.html?childId=Ab3xY")
    assert_fits(host(desk, site, frame, OLD_DATAWRAPPER_HOST))


def test_sidechain_gives_the_frame_its_height(desk: Desk, site: str) -> None:
    assert_fits(host(desk, site, '<side-chain src="map.html"></side-chain>', SIDECHAIN_HOST))


@pytest.mark.parametrize("width", [800, 380])
def test_wordpress_gives_the_frame_its_height_up_to_its_most(
    desk: Desk, site: str, width: int
) -> None:
    read = read_page(small_page(), "map.html")
    block = embed(read, "wordpress", Hosting(f"{site}/map.html"))
    page = host(desk, site, block, WORDPRESS_HOST, width)
    page.wait_for_function("document.querySelector('blockquote').style.display === 'none'")
    frame = innermost(page)
    high = frame.evaluate("document.documentElement.getBoundingClientRect().height")
    given = frame.frame_element().evaluate("e => e.clientHeight")
    assert abs(given - min(1000, high)) <= 2
    values = [m["data"] for m in page.evaluate("sent") if "secret" in m["data"]]
    assert {m["message"] for m in values} == {"height"}


def test_wordpress_without_its_script_shows_link_and_frame(desk: Desk, site: str) -> None:
    block = embed(read_page(small_page(), "map.html"), "wordpress", Hosting(f"{site}/map.html"))
    page = host(desk, site, block)
    assert page.locator("blockquote a").is_visible()
    assert page.locator("iframe").bounding_box() is not None
    assert innermost(page).locator("h1").is_visible()


def test_a_frame_written_into_the_page_tells_its_height(desk: Desk, site: str) -> None:
    text = html.escape(guest().decode())
    body = SANDBOXED.replace('src="{}"', f'srcdoc="{text}"')
    assert_fits(host(desk, site, body, AMP_HOST))
    assert desk.complaints == []


def test_a_frame_in_a_frame_tells_the_one_around_it(desk: Desk, site: str) -> None:
    between = (
        "<!doctype html><html lang=en><title>Between</title><body style='margin:0'>"
        f"{SANDBOXED.format('map.html')}<script>{AMP_HOST}"
        "addEventListener('message', (e) => parent.postMessage('heard', '*'));</script>"
    )
    desk.folder.joinpath("between.html").write_text(between, encoding="utf-8")
    body = '<iframe title="Between" src="between.html" style="width:100%;height:3000px"></iframe>'
    page = host(desk, site, body)
    assert_fits(page, 2)
    assert {message["data"] for message in page.evaluate("sent")} == {"heard"}


def test_a_page_from_a_folder_tells_its_height_too(desk: Desk) -> None:
    desk.folder.joinpath("map.html").write_bytes(guest())
    assert_fits(host(desk, desk.folder.as_uri(), SANDBOXED.format("map.html"), AMP_HOST))
    assert desk.complaints == []


def test_a_hidden_frame_says_nothing_until_it_is_seen(desk: Desk, site: str) -> None:
    page = host(desk, site, f"<div id=d hidden>{FRAME.format('map.html')}</div>", AMP_HOST)
    innermost(page).wait_for_load_state("load")
    page.wait_for_timeout(200)
    assert page.evaluate("sent") == []
    page.evaluate("document.getElementById('d').hidden = false")
    assert_fits(page)


def test_a_page_that_is_not_framed_says_nothing(desk: Desk, site: str) -> None:
    page = desk.open("about:blank")
    page.add_init_script(WATCHED)
    page.goto(f"{site}/map.html?childId=a#?secret=b")
    page.wait_for_timeout(200)
    assert page.evaluate("posted") == []
    assert "message" not in page.evaluate("listened")
    assert desk.complaints == []


HOSTILE: tuple[Any, ...] = (
    {"message": "height", "value": 99999, "secret": "s"},
    {"message": "link", "value": "https://evil.example/", "secret": "s"},
    {"message": "ready", "secret": "<img src=x onerror=window.hacked=1>"},
    {"sentinel": "amp", "type": "embed-size", "height": 1},
    "pymxPYMxherexPYMxnavigateToxPYMxjavascript:window.hacked=1",
    "pymxPYMxherexPYMxwidthxPYMx1",
    {"datawrapper-height": {"f": 1}},
    "javascript:window.hacked=1",
    "window.hacked=1",
    {"type": "eval", "code": "window.hacked=1"},
    None,
    [],
    0,
)


def test_a_framed_page_heeds_no_message(desk: Desk, site: str) -> None:
    page = desk.open("about:blank")
    page.add_init_script(WATCHED)
    desk.folder.joinpath("host.html").write_text(
        f"<!doctype html><title>Host</title><script>{NOTED}</script>{SANDBOXED.format('map.html')}",
        encoding="utf-8",
    )
    page.goto(f"{site}/host.html")
    page.wait_for_function("sent.length > 0")
    page.wait_for_timeout(200)
    frame = innermost(page)
    before, said = frame.content(), page.evaluate("sent.length")
    for message in HOSTILE:
        page.evaluate(
            "m => document.querySelector('iframe').contentWindow.postMessage(m, '*')", message
        )
    page.wait_for_timeout(300)
    assert frame.content() == before
    assert frame.url == f"{site}/map.html"
    assert page.evaluate("sent.length") == said
    assert "message" not in frame.evaluate("listened")
    assert frame.evaluate("window.hacked") is None
    assert desk.complaints == []


@pytest.mark.parametrize(
    "address",
    [
        "?childId=here xPYMxnavigateToxPYMxhttps://evil.example/ ",
        "?childId=here%20xPYMxnavigateToxPYMxhttps://evil.example/%20",
        "?childId=<img src=x onerror=window.hacked=1>",
        "#?secret=a'] , iframe[src",
        "#?secret=<img src=x onerror=window.hacked=1>",
        "?childId=__proto__",
    ],
)
def test_what_an_address_says_cannot_forge_a_message(desk: Desk, site: str, address: str) -> None:
    body = f'<div id="here"></div>{FRAME.format(html.escape(f"map.html{address}"))}'
    script = (
        f"{PYM}\naddEventListener('DOMContentLoaded', () => new pym.Parent('here', 'map.html'));"
    )
    page = host(desk, site, body, script)
    page.wait_for_function("sent.length > 3")
    for message in page.evaluate("sent"):
        data = message["data"]
        if isinstance(data, str):
            parts = data.split("xPYMx")
            assert (parts[0], parts[2]) == ("pym", "height")
            assert len(parts) == 4
            assert parts[3].isdigit()
        else:
            assert str(data.get("secret", "x")).isalnum()
            assert set(data) <= {
                "sentinel", "type", "height", "datawrapper-height", "message", "value", "secret",
            }  # fmt: skip
    assert page.url == f"{site}/host.html"
    assert page.evaluate("window.hacked") is None


def test_the_words_for_hosts_weigh_next_to_nothing() -> None:
    assert len(asset("host.js").encode()) < 600


def test_places_as_data_run_nothing_and_offend_no_policy(desk: Desk) -> None:
    head = metas(
        build_scene(full_report(), world()),
        title="Rain",
        description="Wet.",
        page_url="https://example.org/maps/rain.html",
        image_url="https://example.org/maps/rain.png",
        image_alt="A map.",
        oembed="https://example.org/maps/rain.oembed.json",
    )
    text = document(
        title="Rain", generator="geonews", styles="", body=Html("<main></main>"), metas=head
    )
    path = desk.folder / "data.html"
    path.write_text(text, encoding="utf-8")
    page = desk.open(path.as_uri())
    data = json.loads(page.locator("script[type='application/ld+json']").text_content() or "")
    assert data["contentLocation"][0]["name"] == "Westmark"
    assert desk.complaints == []
    assert desk.requests == [path.as_uri()]


def test_hostile_words_and_drawings_run_nothing_in_a_host_page(desk: Desk, site: str) -> None:
    bare = '<svg class="gn-still" viewBox="0 0 900 600">{}</svg>'
    pages = [read_page(small_page(text), "map.html") for text in TEXTS]
    drawn = [read_page(small_page(still=bare.format(evil)), "map.html") for evil in EVIL]
    hosting = Hosting(f"{site}/map.html")
    figures = [embed(read, "figure") for read in (*pages, *drawn)]
    frames = [embed(read, "iframe", hosting) for read in pages]
    blocks = [embed(read, "wordpress", hosting) for read in pages]
    answers = [json.loads(embed(read, "oembed", hosting))["html"] for read in pages]
    body = "<main id=m></main>" + "".join([*figures, *frames, *blocks])
    inserted = json_data("".join(answers))
    script = f"addEventListener('DOMContentLoaded', () => {{ m.innerHTML = {inserted}; }});"
    page = host(desk, site, body, script)
    page.wait_for_load_state("load")
    count = page.evaluate("document.querySelectorAll('figure').length")
    assert count == len(figures)
    assert page.evaluate("document.querySelectorAll('iframe').length") == 3 * len(pages)
    assert page.evaluate("document.querySelectorAll('figure script, img').length") == 0
    # What hosts do: read the markup back and write it anew.
    page.evaluate("for (const f of [...document.querySelectorAll('figure')]) f.outerHTML += ''")
    for figure in page.locator("figure circle").all()[:3]:
        figure.dispatch_event("click")
    page.wait_for_timeout(300)
    assert page.evaluate("window.hacked") is None
    assert {url.split("#")[0] for url in desk.requests} <= {f"{site}/host.html", f"{site}/map.html"}
    assert desk.complaints == []


RUDE = """
*{box-sizing:content-box;letter-spacing:3px;text-transform:uppercase}
article p{color:red;font-size:30px;margin:3em;line-height:3}
article figure{margin:9em;padding:4em;border:9px solid;background:lime;width:50%}
svg{width:1em;height:1em;fill:lime;display:inline}
article ul{list-style:square;padding:3em;margin:3em} article li{margin:2em}
strong{display:none} figcaption{position:absolute;color:red;font:30px serif}
article svg *{transition:all 9s;filter:blur(9px)}
"""
MEASURED = """() => [...document.querySelectorAll('.geonews :not(style, title, desc)')].map((e) => {
  const box = e.getBoundingClientRect(), style = getComputedStyle(e);
  const own = document.querySelector('.geonews').getBoundingClientRect();
  return [e.tagName, ...[box.x - own.x, box.y - own.y, box.width, box.height].map(Math.round),
    style.color, style.fontSize, style.letterSpacing, style.textTransform, style.display,
    style.filter];
})"""


def test_a_rude_style_sheet_does_not_reach_the_figure(desk: Desk) -> None:
    figure = embed(read_page(small_page(), "map.html"), "figure")
    found = []
    for css in ("", RUDE):
        path = desk.folder / f"host{len(css)}.html"
        path.write_text(
            f"<!doctype html><title>Host</title><style>{css}</style><article>{figure}</article>",
            encoding="utf-8",
        )
        found.append(desk.open(path.as_uri(), 800).evaluate(MEASURED))
    assert found[0] == found[1]
    assert any(row[0] == "svg" and row[3] > 700 for row in found[0])


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_axe_finds_nothing_in_a_host_page_with_figure_and_frame(
    desk: Desk, site: str, dark: bool
) -> None:
    axe = resources.files("axe_playwright_python").joinpath("axe.min.js").read_text("utf-8")
    read = read_page(draw(full_report(), world()).encode(), "map.html")
    figure, frame = embed(read, "figure"), embed(read, "iframe", Hosting(f"{site}/map.html"))
    desk.folder.joinpath("host.html").write_text(
        "<!doctype html><html lang=en><title>Host</title><body><main><h1>A story</h1>"
        f"{figure}{frame}</main></body></html>",
        encoding="utf-8",
    )
    page = desk.open(f"{site}/host.html", 380, dark=dark)
    page.evaluate(axe)
    found = page.evaluate("axe.run(document, {resultTypes: ['violations'], iframes: false})")
    assert [(v["id"], [n["html"] for n in v["nodes"]]) for v in found["violations"]] == []
