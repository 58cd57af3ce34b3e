"""An index that grows, shrinks and changes is the same as one that is made at once, shard by shard."""

from __future__ import annotations

import datetime as dt
import random
import sys
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from afterlive.cache import workers
from afterlive.cache.store import Store
from afterlive.site.search import common_words, directory, division, index, spread
from afterlive.site.search.common_words import MissingShardError
from afterlive.site.search.index import Index, IndexState
from afterlive.site.search.index_files import files_of_index
from afterlive.site.search.numbering import numbered
from afterlive.site.search.segment import Segment, change_between, segment_of
from afterlive.site.search.texts import SearchText, TextsOfLiveBlog

WORDS = [
    "a",
    "ab",
    "abc",
    "aboard",
    "abode",
    "storms",
    "storm",
    "stormy",
    "l'île",
    "île",
    "Häuser",
    "北京",
    "北",
]
BODIES = st.lists(st.sampled_from(WORDS), max_size=5).map(" ".join)
LIVE_BLOGS = st.lists(BODIES, max_size=4)
ARCHIVES = st.tuples(LIVE_BLOGS, LIVE_BLOGS, LIVE_BLOGS)


def segment(number: int, bodies: list[str]) -> Segment:
    texts = tuple(SearchText(href="", title="", when="", body=body) for body in bodies)
    language = ("en", "de", "fr")[number]
    began = dt.date(2031, 5, 1)
    return segment_of(
        TextsOfLiveBlog(folder=f"storm-{number}", title="", began=began, language=language, texts=texts)
    )


def updated(store: Store, before: list[Segment], after: list[Segment]) -> dict[str, str]:
    """Bring an index up to date; return its files."""
    known = {each.live_blog.folder: each for each in before}
    numbers = list(numbered(each.live_blog for each in after))
    made = Index(store, store.load("index", "state", IndexState) or IndexState(), numbers)
    try:
        made.update(change_between(known.get(each.live_blog.folder), each) for each in after)
    except MissingShardError:  # of a common word that is common no more
        made = Index(store, IndexState(), numbers)
        made.update(change_between(None, each) for each in after)
    made.save()
    return dict(files_of_index(made))


def test_an_index_brought_up_to_date_is_the_same_as_one_from_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(division, "LIMIT", 40)
    monkeypatch.setattr(spread, "_MOST", 200)
    monkeypatch.setattr(index, "LARGE", 6)
    monkeypatch.setattr(common_words, "COMMON", 3)
    monkeypatch.setattr(common_words, "BLOCK", 2)
    for name, few in (("MANY", 1), ("LIST", 2), ("NAMES", 20), ("LIST_OF_NAMES", 8)):
        monkeypatch.setattr(directory, name, few)

    @settings(deadline=None, max_examples=30)
    @given(st.lists(ARCHIVES, min_size=2, max_size=4))
    def builds(archives: list[tuple[list[str], ...]]) -> None:
        with tempfile.TemporaryDirectory() as name:
            store, before = Store(Path(name, "grown"), ""), []
            for number, archive in enumerate(archives):
                after = [segment(at, bodies) for at, bodies in enumerate(archive)]
                grown = updated(store, before, after)
                assert grown == updated(Store(Path(name, f"new-{number}"), ""), [], after)
                before = after

    builds()


@pytest.mark.skipif(sys.platform != "linux", reason="one process")
def test_a_first_index_is_the_same_from_several_processes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(division, "LIMIT", 40)
    monkeypatch.setattr(common_words, "COMMON", 3)
    monkeypatch.setattr(common_words, "BLOCK", 2)
    monkeypatch.setattr(workers, "_processors", lambda: 2)
    chosen = random.Random(1)  # noqa: S311 - nothing secret
    bodies = [[" ".join(chosen.choices(WORDS, k=5)) for _ in range(6)] for _ in range(3)]
    archive = [segment(number, texts) for number, texts in enumerate(bodies)]
    alone = updated(Store(tmp_path / "alone", ""), [], archive)
    monkeypatch.setattr(index, "SHARED", 0)
    store = Store(tmp_path / "together", "")
    assert updated(store, [], archive) == alone
    more = [*archive[:2], segment(2, [*bodies[2], "stormy storm"])]
    assert updated(store, archive, more) == updated(Store(tmp_path / "more", ""), [], more)


def test_an_index_of_which_a_shard_is_missing_says_so(tmp_path: Path) -> None:
    store, before = Store(tmp_path, ""), [segment(0, ["storm"])]
    updated(store, [], before)
    store.keep_only("shards", ())
    after = [segment(0, ["storms"])]
    state = store.load("index", "state", IndexState)
    assert state
    made = Index(store, state, list(numbered(each.live_blog for each in after)))
    with pytest.raises(MissingShardError):
        made.update([change_between(before[0], after[0])])


def test_a_common_word_that_stays_one_is_brought_up_to_date(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(common_words, "COMMON", 3)
    store, before = Store(tmp_path, ""), [segment(0, ["storm"] * 6)]
    updated(store, [], before)
    after = [segment(0, ["storm"] * 7)]
    state = store.load("index", "state", IndexState)
    assert state
    assert "storm" in state.common
    made = Index(store, state, list(numbered(each.live_blog for each in after)))
    made.update([change_between(before[0], after[0])])  # and not from nothing
    made.save()
    assert dict(files_of_index(made)) == updated(Store(tmp_path / "new", ""), [], after)
