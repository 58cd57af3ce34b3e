"""An SVG picture made safe by a list of what may be in it: it draws, and neither runs nor loads anything.

As a file of its own an SVG is a page, with scripts that run as the site's own.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lxml import etree

from afterlive.picture_kinds import HEAD

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element as Node

SVG = "{http://www.w3.org/2000/svg}"
_XLINK = "{http://www.w3.org/1999/xlink}"
_OTHERS = re.compile(
    r"\{(?!http://www\.w3\.org/(?:2000/svg|1999/xhtml|1999/xlink|1998/Math|2001/xml-events))[^}]*\}"
)
"""What begins the names of others' elements and attributes, which are inert: what editors note down."""
MAX_BYTES = 5_000_000
_ROOT = re.compile(rb"<(?:[\w-]+:)?svg\b")

ELEMENTS = frozenset(
    "svg g a defs symbol use switch title desc metadata path "  # noqa: SIM905 - names read best as one text
    "rect circle ellipse line polyline polygon text tspan textPath marker pattern mask clipPath "
    "linearGradient radialGradient stop image style filter feBlend feColorMatrix feComponentTransfer "
    "feComposite feConvolveMatrix feDiffuseLighting feDisplacementMap feDistantLight feDropShadow "
    "feFlood feFuncA feFuncB feFuncG feFuncR feGaussianBlur feMerge feMergeNode feMorphology feOffset "
    "fePointLight feSpecularLighting feSpotLight feTile feTurbulence".split()
)
ATTRIBUTES = frozenset(
    "alignment-baseline amplitude aria-hidden aria-label "  # noqa: SIM905 - likewise
    "aria-labelledby azimuth baseFrequency baseProfile baseline-shift bias class clip clip-path "
    "clip-rule clipPathUnits color color-interpolation color-interpolation-filters cx cy d "
    "diffuseConstant direction display divisor dominant-baseline dx dy edgeMode elevation "
    "enable-background exponent fill fill-opacity fill-rule filter filterUnits flood-color "
    "flood-opacity focusable font-family font-size font-size-adjust font-stretch font-style "
    "font-variant font-weight fr fx fy gradientTransform gradientUnits height id image-rendering in in2 "
    "intercept isolation k1 k2 k3 k4 kernelMatrix kernelUnitLength kerning lang lengthAdjust "
    "letter-spacing lighting-color limitingConeAngle marker-end marker-mid marker-start markerHeight "
    "markerUnits markerWidth mask mask-type maskContentUnits maskUnits method mix-blend-mode mode "
    "numOctaves offset opacity operator order orient overflow paint-order pathLength "
    "patternContentUnits patternTransform patternUnits points pointsAtX pointsAtY pointsAtZ "
    "preserveAlpha preserveAspectRatio primitiveUnits r radius refX refY result role rotate rx ry scale "
    "seed shape-rendering slope spacing specularConstant specularExponent spreadMethod startOffset "
    "stdDeviation stitchTiles stop-color stop-opacity stroke stroke-dasharray stroke-dashoffset "
    "stroke-linecap stroke-linejoin stroke-miterlimit stroke-opacity stroke-width style surfaceScale "
    "systemLanguage tableValues targetX targetY text-anchor text-decoration text-rendering textLength "
    "transform transform-origin type unicode-bidi values vector-effect version viewBox visibility "
    "white-space width word-spacing writing-mode x x1 x2 xChannelSelector y y1 y2 yChannelSelector z "
    "{http://www.w3.org/XML/1998/namespace}lang {http://www.w3.org/XML/1998/namespace}space".split()
)
_DATA = re.compile(r"data-[\w.-]+")
_LINKS = frozenset((f"{_XLINK}href", "href"))
_WITHIN = re.compile(r"\s*#[\w.:-]+\s*")
_WEB = re.compile(r"https?://[^\s\\]+", re.IGNORECASE)
_PICTURE = re.compile(r"\s*data:image/(?:png|jpeg|gif|webp)\s*;\s*base64\s*,[\sA-Za-z0-9+/=]*", re.IGNORECASE)
_LOADING = re.compile(
    r"url\s*\(\s*(?![\"']?\s*#)|src\s*\(|image(?:-set)?\s*\(|@import|@font-face|expression|javascript:|\\",
    re.IGNORECASE,
)
"""What in a style would load something, or may be written so that it isn't seen."""


def is_svg(data: bytes) -> bool:
    """Tell whether a file is an SVG picture, by how it begins."""
    return _ROOT.search(data[:HEAD]) is not None or (b"<!DOCTYPE svg" in data[:HEAD])


def safe_svg(data: bytes) -> bytes | None:
    """Return a picture without anything that isn't listed; None if it can't be read."""
    root = _parsed(data)
    if root is None:
        return None
    for node, attribute in list(_strange(root)):
        if attribute:
            del node.attrib[attribute]
        elif node.getparent() is not None:
            _take_out(node)
    etree.cleanup_namespaces(root)
    safe: bytes = etree.tostring(root, encoding="utf-8")
    return safe


def is_inert(data: bytes) -> bool:
    """Tell whether a picture runs and loads nothing as it stands; what editors note down in it is inert."""
    root = _parsed(data)
    return root is not None and not _has_instructions(root) and all(map(_is_inert, _strange(root)))


def _has_instructions(root: Node) -> bool:
    """Tell whether a picture has entities of its own, or names a stylesheet before it begins."""
    dtd = root.getroottree().docinfo.internalDTD
    around = (*root.itersiblings(preceding=True), *root.itersiblings())
    return (dtd is not None and any(True for _ in dtd.iterentities())) or any(  # type: ignore[attr-defined]  # the stubs lack it
        isinstance(node, etree._ProcessingInstruction)  # noqa: SLF001 - it has no other name
        for node in around
    )


def _is_inert(strange: tuple[Node, str]) -> bool:
    node, attribute = strange
    return isinstance(node, etree._Comment) or bool(_OTHERS.match(attribute or str(node.tag)))  # noqa: SLF001 - likewise


def _parsed(data: bytes) -> Node | None:
    if len(data) > MAX_BYTES:
        return None
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError):
        return None
    return root if root.tag == f"{SVG}svg" else None


def _strange(root: Node) -> Iterator[tuple[Node, str]]:
    """Yield each node that isn't listed, and each attribute of the others that isn't."""
    for node in root.iter():
        if not isinstance(node.tag, str) or node.tag.removeprefix(SVG) not in ELEMENTS or not _draws(node):
            yield node, ""
            continue
        for name, value in node.attrib.items():
            if not _is_kept(node, str(name), str(value)):
                yield node, str(name)


def _draws(node: Node) -> bool:
    return node.tag != f"{SVG}style" or not (len(node) or _LOADING.search(node.text or ""))


def _is_kept(node: Node, name: str, value: str) -> bool:
    if name in _LINKS:
        further = {f"{SVG}image": _PICTURE, f"{SVG}a": _WEB}.get(str(node.tag), _WITHIN)
        return bool(_WITHIN.fullmatch(value) or further.fullmatch(value))
    return bool(name in ATTRIBUTES or _DATA.fullmatch(name)) and not _LOADING.search(value)


def _take_out(node: Node) -> None:
    """Remove a node with all that is in it, and leave the text behind it."""
    parent, before = node.getparent(), node.getprevious()
    if parent is None:
        return
    if node.tail and before is not None:
        before.tail = (before.tail or "") + node.tail
    elif node.tail:
        parent.text = (parent.text or "") + node.tail
    parent.remove(node)
