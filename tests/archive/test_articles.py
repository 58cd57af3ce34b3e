import pytest
from hypothesis import given
from hypothesis import strategies as st

from afterlive.archive.article_file import Article, dump, parse, span
from afterlive.errors import DocumentError

FILE = """\
Title: Ferry sails again
Date: 2024-03-03
Kind: update
Position: 2
Tags: sea, ferry
Checksum: documents/a.txt sha256:1
    documents/b.txt sha256:2

The ferry is back.

It sails at noon.
"""


def test_an_article_is_read_and_written() -> None:
    article = parse(FILE)
    assert article.metadata["Tags"] == "sea, ferry"
    assert article.metadata["Checksum"] == "documents/a.txt sha256:1\ndocuments/b.txt sha256:2"
    assert [block.text for block in article.blocks] == ["The ferry is back.", "It sails at noon."]
    assert dump(article) == FILE


def test_metadata_is_written_in_one_order_and_what_is_empty_is_left_out() -> None:
    article = Article({"Position": "1", "Mood": "calm", "Stamp": "", "Title": ""}, "")
    assert dump(article) == "Title:\nPosition: 1\nMood: calm\n"


def test_metadata_that_breaks_off_is_refused_with_its_line() -> None:
    with pytest.raises(DocumentError, match=r"^line 2: "):
        parse("Title: Ferry\nThe ferry is back.\n")


values = st.text(st.characters(exclude_categories=("C", "Z"))) | st.just("words: between # marks")
keys = st.sampled_from(["Title", "Captured-By", "Stamp", "Tags", "Publisher", "Slug", "Key"])
bodies = st.lists(st.text(st.characters(exclude_categories=("C", "Z")), min_size=1)).map("\n\n".join)


@given(st.dictionaries(keys, values.filter(bool)), bodies)
def test_any_article_comes_back(metadata: dict[str, str], body: str) -> None:
    article = Article({"Title": "", **metadata}, body)
    assert parse(dump(article)) == article


@pytest.mark.parametrize("aside", ["Tags", "Key", "Slug", "Position", "Document", "Digest"])
def test_the_digest_is_not_about_what_is_the_keepers_or_the_place(aside: str) -> None:
    article = parse(FILE)
    assert article.having(**{aside: "other"}).digest == article.digest


@pytest.mark.parametrize("key", ["Title", "Date", "Stamp", "Removed"])
def test_the_digest_is_about_all_else(key: str) -> None:
    article = parse(FILE)
    assert article.having(**{key: "other"}).digest != article.digest
    assert Article(article.metadata, "other").digest != article.digest


def test_a_reference_names_runs_of_lines() -> None:
    reference = span("documents/a#b.txt", [9, 2, 3, 4])
    assert reference == "documents/a#b.txt#L2-L4,L9"
    assert Article({"Document": reference}, "").origin == ("documents/a#b.txt", [2, 3, 4, 9])


@pytest.mark.parametrize("reference", ["documents/a.txt", "documents/a.txt#L", "#L2", "documents/a.txt#L2-"])
def test_a_reference_without_lines_is_refused(reference: str) -> None:
    with pytest.raises(DocumentError, match="names no lines"):
        _ = Article({"Document": reference}, "").origin
