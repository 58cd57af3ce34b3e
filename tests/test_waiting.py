"""No test asserts at once what a page of a browser shows, which a slower machine shows a moment later."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

TESTS = Path(__file__).parent
LOOKS = {
    *("all_inner_texts", "bounding_box", "evaluate", "evaluate_all", "get_attribute", "inner_text"),
    *("is_checked", "is_hidden", "is_visible", "title"),
}
"""What says how a page is just now. In its place: `expect` of Playwright, or `eventually` of waiting.py."""


def asserted_at_once(text: str) -> list[str]:
    """Return the asserts of a module that look at a page once."""
    return [
        ast.unparse(node.test)
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.Assert) and any(map(looks, ast.walk(node.test)))
    ]


def looks(node: ast.AST) -> bool:
    """Tell whether this asks what a page shows; a count with something to count is of a text."""
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
        return node.func.attr in LOOKS or (node.func.attr == "count" and not node.args)
    return ast.unparse(node) == "page.url"


@pytest.mark.parametrize(
    ("line", "refused"),
    [
        ("assert page.title() == 'The lamp fails'", True),
        ("assert len(page.locator('li').all_inner_texts()) == 2", True),
        ("assert page.locator('li').count() == 2", True),
        ("assert page.url.endswith('#top')", True),
        ("assert 'a a'.count('a') == 2", False),
        ("expect(page).to_have_title('The lamp fails')", False),
    ],
)
def test_a_look_at_a_page_is_told_from_others(line: str, *, refused: bool) -> None:
    assert bool(asserted_at_once(line)) is refused


def test_no_test_asserts_at_once_what_a_page_shows() -> None:
    texts = {file.name: file.read_text("utf-8") for file in TESTS.rglob("*.py") if file != Path(__file__)}
    found = {name: asserted_at_once(text) for name, text in texts.items() if "from playwright" in text}
    assert {name: asserts for name, asserts in found.items() if asserts} == {}
    assert len(found) > 10
