"""What elements show other than text: pictures, players, posts; where it lies, and what it is called."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from afterlive.markup import CONTROLS
from afterlive.reading.source import inline_svg
from afterlive.reading.source.images import ENDINGS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from lxml.html import HtmlElement

TAGS = frozenset(
    "img iframe embed object video audio amp-img amp-iframe amp-video amp-audio amp-anim "  # noqa: SIM905 — names read best as one text
    "amp-twitter amp-instagram amp-facebook amp-tiktok amp-brightcove amp-dailymotion "
    "amp-youtube lite-youtube youtube-video amp-vimeo lite-vimeo vimeo-video "
    "twitter-widget brightcove-player mux-player bsky-embed".split(),
)
"""Elements that show something other than text."""

PICTURES = frozenset({"img", "amp-img", "amp-anim"})
"""Those that show a picture."""

PLAYERS: Mapping[str, str] = {
    # the end of an element's name, and the address that it makes of an identifier
    "youtube": "https://www.youtube.com/watch?v={}",
    "youtube-video": "https://www.youtube.com/watch?v={}",
    "vimeo": "https://vimeo.com/{}",
    "vimeo-video": "https://vimeo.com/{}",
    "dailymotion": "https://www.dailymotion.com/video/{}",
    "twitter": "https://twitter.com/i/status/{}",
    "instagram": "https://www.instagram.com/p/{}/",
}
IDENTIFIERS = (
    *("videoid", "video-id", "data-videoid", "data-video-id"),
    *("data-tweetid", "data-tweet-id", "data-shortcode"),
)
EMBED = re.compile(r"\b(?:tiktok-embed|fb-(?:post|video|comment-embed))\b")
"""The class of an element that a script would make a post or a player of, by the address that it has."""
EMBEDS = frozenset((*IDENTIFIERS[2:], "data-instgrm-permalink", "data-bluesky-uri"))
"""Attributes of such elements."""
BLUESKY = re.compile(r"at://(did:[\w:.%-]+)/app\.bsky\.feed\.post/(\w+)")
ADDRESSES = ("src", "data", "data-href", "data-instgrm-permalink", "cite")
"""Attributes with the address of what an element shows at once."""
MOVIE = frozenset(("movie", "src"))
"""What the address is called among the parameters of an old player."""
FRAMES = frozenset(("iframe", "amp-iframe"))
NO_PLAYERS = PICTURES | FRAMES
ADVERTISEMENT = re.compile(r"\bads?\b|advert|captcha|cookie|consent|tracking", re.IGNORECASE)
"""What frames are called that show nothing of the live blog."""
IDENTIFIER = re.compile(r"[\w-]{3,40}")
LATER = re.compile(
    r"data-(?:.*-)?(?:src|lazy|original|image|img|url|full|large|hi-?res|retina|fallback|href|bg)"
)
"""Attributes whose address a script would show later."""
PICTURE = re.compile(r"(?:https?:)?//\S+|\S+\.(?:jpe?g|png|gif|webp|avif)(?:[?#]\S*)?", re.IGNORECASE)
BLANK = re.compile(
    r"$|data:|about:|javascript:|.*\b(?:blank|spacer|placeholder|transparent|pixel|1x1|lazy[-_]?load)\b[\w.-]*$",
    re.IGNORECASE,
)
"""Addresses that stand in for what a script loads later."""
MODERN = re.compile(r"webp|avif|jxl", re.IGNORECASE)
"""Forms that a page offers beside one that everybody reads."""
CANDIDATE = re.compile(r"\s*(\S*[^\s,])(?:\s+([\d.]+)[wx])?\s*(?:,|$)")
SAVED = re.compile(rf"(?:\.[/\\])?[^/\\:?#]*(?:{'|'.join(map(re.escape, ENDINGS))})[/\\]", re.IGNORECASE)
"""What begins the addresses of files that a browser saved beside a page: they lie nowhere on the web."""
BACKGROUND = re.compile(r"background(?:-image)?\s*:[^;]*url\(\s*['\"]?([^'\")]+)", re.IGNORECASE)
MAX_STYLE = 2_000_000
"""Characters; a picture may be written out in a style."""
SIGN = re.compile(r".*\b(?:logo|icon|sprite)\b.*\.svg\b", re.IGNORECASE)
"""Addresses of what a page is decorated with."""
ICON = 50
"""An image that says it is smaller, in pixels, is decoration."""
THUMBNAIL = 100
"""One that is smaller both ways is a link to a picture."""
MAX_DIGITS = 6
UNSEEN = re.compile(rf"{CONTROLS.pattern}|[\u200b\u2060\u00ad]")


def is_media(element: HtmlElement) -> bool:
    """Tell whether an element shows something other than text: by its tag, or a picture behind nothing."""
    if element.tag in TAGS or is_drawn(element):
        return True
    if _stands_for_embed(element):
        return True
    style = element.get("style")
    if not style or "url(" not in style or element.tag in {"body", "html", "section", "main", "header"}:
        return False
    return _background(element) is not None and not len(element) and not (element.text or "").strip()


def is_drawn(element: HtmlElement) -> bool:
    """Tell whether an element is a chart or a map that stands in the page itself: drawn, or by a script."""
    if element.tag == "svg":
        return inline_svg.is_drawing(element) and not is_icon(element)
    return element.tag == "canvas" and (bool(words(element)) or _in_figure(element))


def is_picture(element: HtmlElement) -> bool:
    """Tell whether an element shows a picture that has an address, and no player or post."""
    if element.tag in TAGS or not isinstance(element.tag, str):
        return element.tag in PICTURES
    return is_media(element)


def is_told_post(element: HtmlElement) -> bool:
    """Tell whether an element is a post in words whose address stands in it for scripts alone."""
    if not _is_embed(element) or not "".join(element.itertext()).strip():
        return False
    links = {link.get("href", "").partition("?")[0] for link in element.iter("a")}
    return links.isdisjoint(source.partition("?")[0] for source in sources(element))


def _is_embed(element: HtmlElement) -> bool:
    return not EMBEDS.isdisjoint(element.keys()) or bool(EMBED.search(element.get("class", "")))


def _stands_for_embed(element: HtmlElement) -> bool:
    """Tell whether a script would make a post or a player of an element, which shows nothing so far."""
    if not _is_embed(element):
        return False
    return not any(inner.tag in TAGS for inner in element.iter()) and not "".join(element.itertext()).strip()


def sources(element: HtmlElement) -> list[str]:
    """Return the addresses of what an element shows, the one that a reader should get first."""
    if element.tag == "svg":
        return [inline_svg.address_of(element)] if inline_svg.is_styled(element) else []
    if post := BLUESKY.fullmatch(element.get("data-bluesky-uri", "")):
        return [f"https://bsky.app/profile/{post[1]}/post/{post[2]}"]
    is_tweet = "data-tweetid" in element.attrib or "data-tweet-id" in element.attrib
    player = "twitter" if is_tweet else element.tag.removeprefix("amp-").removeprefix("lite-")
    identifier = next((value for name in IDENTIFIERS if (value := element.get(name))), "")
    if player in PLAYERS and IDENTIFIER.fullmatch(identifier):
        return [PLAYERS[player].format(identifier)]
    own = [value for name in ADDRESSES if (value := element.get(name, "").strip())]
    own += [param.get("value", "") for param in element.iter("param") if param.get("name") in MOVIE]
    poster = element.get("poster", "").strip()
    inner = [value for source in element.iter("source") if (value := source.get("src", "").strip())]
    background = _background(element)
    found = [*_later(element), *_sets(element), *own, *inner, *filter(None, (background, poster))]
    return sorted(dict.fromkeys(found), key=lambda source: BLANK.match(source) is not None)


def shown(element: HtmlElement) -> list[str]:
    """Return the addresses without those that only stand in for something, or lie beside the page."""
    return [source for source in sources(element) if not BLANK.match(source) and not SAVED.match(source)]


def words(element: HtmlElement) -> str:
    """Return what the page calls something that it shows."""
    names = ("alt", "title", "aria-label", "playlabel", "data-title", "data-video-title")
    said = next(filter(None, map(element.get, names)), "")
    if not said and element.tag in {"svg", "canvas"}:
        said = inline_svg.title_of(element) if element.tag == "svg" else "".join(element.itertext())
    return " ".join(UNSEEN.sub("", said).split())


def captioned(root: HtmlElement) -> Iterator[str]:
    """Yield the addresses of the pictures of figures that the page has words for: these are no spacers."""
    for figure in root.iter("figure"):
        for image in figure.iter("img"):
            if words(image):
                yield from shown(image) or sources(image)
        for drawing in figure.iter("svg"):
            if is_drawn(drawing):
                yield from sources(drawing)


def plays(element: HtmlElement) -> bool:
    """Tell whether an element is a player or a post; a frame may as well be an advertisement."""
    return element.tag not in NO_PLAYERS and not _background(element)


def film(element: HtmlElement) -> str | None:
    """Return the address of a player that has a picture, too."""
    if not plays(element):
        return None
    poster = element.get("poster", "").strip()
    return next((each for each in shown(element) if each != poster), None)


def tells(element: HtmlElement) -> str:
    """Return the words shown in place of an element without a known address; a picture has none."""
    told = words(element)
    if plays(element):
        return told
    return told if element.tag in FRAMES and not ADVERTISEMENT.search(told) else ""


def has_no_address(element: HtmlElement) -> bool:
    """Tell whether a page says that something is shown, and neither where it lies nor what a player plays."""
    if shown(element) or is_icon(element):
        return False
    if tells(element):
        return False
    return plays(element) or (bool(words(element)) and not ADVERTISEMENT.search(words(element)))


def is_icon(element: HtmlElement) -> bool:
    """Tell whether an element is too small for a picture, or a sign, by what it says of itself."""
    if any(map(SIGN.match, sources(element))):
        return True
    sizes = [element.get("width", ""), element.get("height", ""), *element.get("viewbox", "").split()[2:]]
    numbers = [int(size) for size in sizes if size.isdecimal() and len(size) < MAX_DIGITS]
    return any(size < ICON for size in numbers) or (len(numbers) > 1 and max(numbers) < THUMBNAIL)


def _in_figure(element: HtmlElement) -> bool:
    return any(outer.tag == "figure" for outer in element.iterancestors())


def _later(element: HtmlElement) -> list[str]:
    pairs = ((name, value.strip()) for name, value in element.attrib.items())
    return [value for name, value in pairs if LATER.fullmatch(name) and PICTURE.fullmatch(value)]


def _sets(element: HtmlElement) -> list[str]:
    """Return the largest picture of each set of sizes, those of an old form first."""
    picture = next(
        (outer for outer in element.iterancestors() if outer.tag != "source"), None
    )  # as libxml2 nests
    beside = list(picture.iter("source")) if picture is not None and picture.tag == "picture" else []
    largest = [
        (each, found) for each in (element, *beside) for text in _srcsets(each) if (found := _largest(text))
    ]
    return [
        found
        for _, found in sorted(
            largest, key=lambda pair: bool(MODERN.search(pair[0].get("type", "") + pair[1]))
        )
    ]


def _srcsets(element: HtmlElement) -> Iterator[str]:
    yield from (value for name, value in element.attrib.items() if name.endswith("srcset"))


def _largest(srcset: str) -> str | None:
    sized = [(float(match[2] or 1), match[1]) for match in CANDIDATE.finditer(srcset) if _is_number(match[2])]
    return max(sized, key=lambda pair: pair[0])[1] if sized else None


def _is_number(text: str | None) -> bool:
    return text is None or (text.count(".") <= 1 and text != ".")


def _background(element: HtmlElement) -> str | None:
    match = BACKGROUND.search(element.get("style", "")[:MAX_STYLE])
    return match[1].strip() if match else None
