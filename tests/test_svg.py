"""An SVG picture draws, and neither runs nor loads anything."""

from __future__ import annotations

import pytest

from afterlive.svg import is_inert, is_svg, safe_svg

NAMESPACES = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'


def svg(inner: str, attributes: str = "", before: str = "") -> bytes:
    return f"{before}<svg {NAMESPACES} {attributes}>{inner}</svg>".encode()


DRAWING = (
    '<defs><linearGradient id="g"><stop offset="0" stop-color="red"/></linearGradient></defs>'
    '<style>.a{fill:url(#g)}</style><g class="a" transform="scale(2)"><path d="M0 0h9v9z"/></g>'
    '<use xlink:href="#p"/><text x="1" y="2">Turnout <tspan>62 %</tspan></text>'
    '<image href="data:image/png;base64,iVBORw0KGgo="/><a href="https://x.example/"><rect width="1"/></a>'
)

ACTIVE = [
    "<script>alert(1)</script>",
    '<script href="https://evil.example/x.js"/>',
    '<g onclick="alert(1)"/>',
    '<g OnLoad="alert(1)"/>',
    "<foreignObject><body xmlns='http://www.w3.org/1999/xhtml'><p>x</p></body></foreignObject>",
    "<script xmlns='http://www.w3.org/1999/xhtml'>alert(1)</script>",
    '<a href="javascript:alert(1)"><text>x</text></a>',
    '<a xlink:href="java&#10;script:alert(1)"><text>x</text></a>',
    '<use href="https://evil.example/x.svg#a"/>',
    '<use href="data:image/svg+xml;base64,PHN2Zy8+#a"/>',
    '<image href="https://evil.example/x.png"/>',
    '<image href="data:image/svg+xml,x"/>',
    '<animate attributeName="href" values="javascript:alert(1)"/>',
    '<set attributeName="onmouseover" to="alert(1)"/>',
    "<style>@import 'https://evil.example/x.css';</style>",
    "<style>g{fill:url(https://evil.example/x)}</style>",
    "<style>g{fill:u\\72l(https://evil.example/x)}</style>",
    "<style>g{background:image-set('https://evil.example/x' 1x)}</style>",
    '<g style="fill:url( //evil.example/x )"/>',
    '<g fill="url(&quot;//evil.example/x#a&quot;)"/>',
    '<iframe src="https://evil.example/"/>',
    '<handler type="application/ecmascript">alert(1)</handler>',
]


@pytest.mark.parametrize("active", ACTIVE)
def test_what_runs_or_loads_is_taken_out_and_not_inert_where_it_stands(active: str) -> None:
    whole = svg(f"<g><circle r='2'/>{active}</g>")
    safe = safe_svg(whole)
    assert safe is not None
    assert not is_inert(whole)
    assert is_inert(safe)
    assert b"circle" in safe
    assert not any(word in safe for word in (b"alert", b"evil", b"script", b"onclick"))


@pytest.mark.parametrize("before", ['<?xml-stylesheet href="x.css"?>', '<!DOCTYPE svg [<!ENTITY a "b">]>'])
def test_what_stands_before_a_picture_is_taken_out_too(before: str) -> None:
    whole = svg("<circle r='2'/>", before=before)
    assert not is_inert(whole)
    assert safe_svg(whole) == svg("<circle r='2'/>").replace(b"'2'", b'"2"').replace(
        b' xmlns:xlink="http://www.w3.org/1999/xlink" ', b""
    )


def test_a_drawing_stays_as_it_is() -> None:
    assert is_inert(svg(DRAWING))
    assert safe_svg(svg(DRAWING, 'viewBox="0 0 9 9"')) == svg(DRAWING, 'viewBox="0 0 9 9"')


def test_notes_of_editors_are_inert_and_taken_out_with_the_text_behind_them_left() -> None:
    notes = (
        '<metadata><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">Ida</rdf:RDF></metadata>'
        '<text><i:pgf xmlns:i="http://ns.adobe.com/i/">x</i:pgf>stays<!-- secret --></text>'
    )
    assert is_inert(svg(notes))
    safe = safe_svg(svg(notes))
    assert safe is not None
    assert b"Ida" not in safe
    assert b"secret" not in safe
    assert b"stays" in safe


BOMB = "".join(f"<!ENTITY {chr(98 + n)} '{f'&{chr(97 + n)};' * 50}'>" for n in range(8))
OTHERS = [
    b"<html><svg xmlns='http://www.w3.org/2000/svg'/></html>",
    b"<svg/>",
    b"<svg",
    b"",
    svg("<g>" * 300),
    svg("&i;", before=f"<!DOCTYPE svg [<!ENTITY a '{'x' * 50}'>{BOMB}]>"),
]


@pytest.mark.parametrize("other", OTHERS)
def test_what_is_no_picture_or_is_too_much_is_refused_or_empty(other: bytes) -> None:
    safe = safe_svg(other)
    assert safe is None or len(safe) < 1000
    assert not is_inert(other)


def test_a_picture_is_known_by_how_it_begins() -> None:
    assert is_svg(svg("", before="<?xml version='1.0'?><!-- x -->"))
    assert not is_svg(b"<html><body>")
