"""An article names other articles, and files of its own live blog's folder: nothing else is brought along."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from rebuilding import lead, update

from afterlive.errors import DocumentError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    Articles = Mapping[str, str]
    Here = Callable[[Articles], Path]

CAPE, ICE = "2031-05-01-cape", "2031-05-02-ice"
ARTICLES = {
    f"{CAPE}/0000-lead.md": lead("The cape"),
    f"{CAPE}/0001.md": update(1, "No light."),
    f"{CAPE}/0002.md": update(2, "A draft.").replace("Tags:", "Status: draft\nTags:"),
    f"{CAPE}/images/lamp.png": "lamp",
    f"{CAPE}/.hidden": "secret",
    f"{ICE}/0000-lead.md": lead("The ice"),
    f"{ICE}/0001.md": update(1, "No way."),
    f"{ICE}/images/floe.png": "floe",
}


@pytest.mark.parametrize(
    ("link", "led"),
    [
        ("[x]({filename}0000-lead.md)", f'href="../{CAPE}/index.html"'),
        ("[x]({filename}../2031-05-02-ice/0001.md#top)", f'href="../{ICE}/boat-1.html#top"'),
        ("[x](|filename|/2031-05-02-ice/0000-lead.md)", f'href="../{ICE}/index.html"'),
        ("![x]({static}images/lamp.png)", f'src="../{CAPE}/images/lamp.png"'),
        ("<blockquote cite='{filename}0000-lead.md'>x</blockquote>", f'cite="../{CAPE}/index.html"'),
        ("`{static}x.png` and a='{attach}x.png' are text", "{static}x.png"),
        ("![a='{attach}x']({static}images/lamp.png)", f'src="../{CAPE}/images/lamp.png"'),
    ],
)
def test_a_link_within_content_leads_to(build_here: Here, link: str, led: str) -> None:
    site = build_here({**ARTICLES, f"{CAPE}/0003.md": update(3, f"It is dark.\n\n{link}")})
    assert led in (site / CAPE / "boat-3.html").read_text("utf-8")


@pytest.mark.parametrize(
    ("link", "complaint"),
    [
        ("![x]({static}../../secret.png)", "leads out of 2031-05-01-cape/"),
        ("![x]({static}images/../../.importing)", "leads out of 2031-05-01-cape/"),
        ("![x]({static}../2031-05-02-ice/images/floe.png)", "leads out of 2031-05-01-cape/"),
        ("![x]({static}/2031-05-02-ice/images/floe.png)", "leads out of 2031-05-01-cape/"),
        ("![x]({static}%2e%2e/%2E./secret.png)", "leads out of 2031-05-01-cape/"),
        ("<img src='{static}..\\\\..\\\\secret.png'>", "leads out of 2031-05-01-cape/"),
        ("[x]({static}.hidden)", "leads out of 2031-05-01-cape/"),
        ("![x]({static}images/none.png)", "there is no such file"),
        ("![x]({static}images/link.png)", "the file is a link out of its folder"),
        ("[x]({filename}none.md)", "nothing of this name is published"),
        ("[x]({filename}0002.md)", "nothing of this name is published"),
        ("[x]({filename}images/lamp.png)", "nothing of this name is published"),
        ("![x]({attach}images/lamp.png)", "write {static} and a file"),
        ("[x]({tag}Norrvik)", "write {static} and a file"),
        ("[x](|index|)", "write {static} and a file"),
        ("<a href={odd}x>x</a>", "write {static} and a file"),
    ],
)
def test_a_link_that_an_article_may_not_have_fails_the_build_and_is_named_with_its_line(
    build_here: Here, tmp_path: Path, link: str, complaint: str
) -> None:
    (tmp_path / "secret.png").write_text("secret", "utf-8")
    (tmp_path / "content" / CAPE / "images").mkdir(parents=True)
    (tmp_path / "content" / CAPE / "images/link.png").symlink_to(tmp_path / "secret.png")
    article = update(3, f"It is dark.\n\n{link}")
    with pytest.raises(DocumentError, match=complaint) as raised:
        build_here({**ARTICLES, f"{CAPE}/0003.md": article})
    number = article.split("\n").index(link) + 1
    assert str(raised.value).startswith(f"{CAPE}/0003.md, line {number}: links to ")
    assert "\n" not in str(raised.value)
    assert not [file for file in (tmp_path / "output").rglob("*") if file.is_file()]


def test_a_link_that_leads_nowhere_is_said_in_one_line_also_with_fatal(
    build: Callable, tmp_path: Path
) -> None:
    done = build({**ARTICLES, f"{CAPE}/0003.md": update(3, "![x]({static}images/none.png)")})
    lines = [line for line in (done.stdout + done.stderr).splitlines() if line.strip()]
    assert done.returncode == 1
    assert len(lines) == 1
    assert f"{CAPE}/0003.md, line" in lines[0]
    assert not (tmp_path / "output" / CAPE).exists()
