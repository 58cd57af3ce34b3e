"""What of a page is no part of the live blog, by the element that it stands in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from afterlive.reading.rules.class_names import names

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lxml.html import HtmlElement

TAGS: Mapping[str, str] = {
    "nav": "navigation",
    "form": "form",
    "button": "control of the page",
    "label": "control of the page",
    "dialog": "control of the page",
}
"""Why what stands in an element of this tag is left out, wherever it is."""

OUTSIDE_TAGS: Mapping[str, str] = {"footer": "foot of the page", "aside": "beside the live blog"}
"""The same of what stands around the updates."""

NAMES: Mapping[str, frozenset[str]] = {
    "sharing": frozenset(["share", "sharing", "shares", "sharebar", "sharetools", "socials", "addthis"]),
    "advertisement": frozenset(
        [
            "ad",
            "ads",
            "advert",
            "advertisement",
            "adslot",
            "mpu",
            "sponsored",
            "taboola",
            "outbrain",
            "teads",
            "dfp",
        ]
    ),
    "newsletter": frozenset(["newsletter", "newsletters", "signup", "subscribe", "subscription", "paywall"]),
    "navigation": frozenset(
        [
            "nav",
            "navigation",
            "navbar",
            "menu",
            "breadcrumb",
            "breadcrumbs",
            "pagination",
            "pager",
            "skip",
            "masthead",
        ]
    ),
    "comments": frozenset(["comment", "comments", "disqus", "commenting", "replies"]),
    "related": frozenset(
        ["recommended", "recommendations", "recirc", "trending", "popular", "outbrain", "mostread", "related"]
    ),
    "front matter": frozenset(["frontmatter"]),
    "beside the live blog": frozenset(["sidebar"]),
    "consent": frozenset(["cookie", "cookies", "consent", "gdpr"]),
    "control of the page": frozenset(
        ["toolbar", "tooltip", "modal", "dropdown", "popup", "overlay", "filter", "filters"]
    ),
}
"""Why what stands in an element with one of these words in its names is left out: `CookieConsent` has two."""

TOOLBAR = frozenset(["wm", "ipp"])
DONATE = frozenset(["donato"])
"""The names of what the Wayback Machine shows above a page."""

KEY_EVENTS = (
    frozenset(["key", "events"]),
    frozenset(["key", "points"]),
    frozenset(["key", "moments"]),
    frozenset(["keyevents"]),
    frozenset(["keypoints"]),
    frozenset(["highlights"]),
)
"""The names of a list that repeats headlines of the live blog."""


def furniture(element: HtmlElement) -> str | None:
    """Return why an element is left out, by its own tag and names; None if it isn't."""
    if element.tag in TAGS:
        return TAGS[element.tag]
    own = names(element)
    if own >= TOOLBAR or own >= DONATE:
        return "toolbar of the web archive"
    if any(words <= own for words in KEY_EVENTS):
        return "key events"
    return next((reason for reason, words in NAMES.items() if words & own), None)
