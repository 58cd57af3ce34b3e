"""Every form of data: the same 21 updates, in their order, to the second, each line in one place."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from data_samples import SAMPLES, TEXTS

from afterlive import archive, reading
from afterlive.model import Facts

if TYPE_CHECKING:
    from pathlib import Path


def written(form: str, folder: Path) -> Path:
    path = folder / SAMPLES[form].file
    path.write_bytes(SAMPLES[form].data)
    return path


@pytest.mark.parametrize("form", SAMPLES)
def test_a_form_gives_its_updates_with_times_names_and_authors(form: str, tmp_path: Path) -> None:
    sample = SAMPLES[form]
    updates = reading.read(written(form, tmp_path)).updates
    assert [update.blocks[0].text for update in updates] == TEXTS
    assert tuple(update.time for update in updates) == sample.times
    assert tuple(update.id for update in updates if update.id) == sample.ids
    assert {update.authors for update in updates} == {sample.authors}


@pytest.mark.parametrize("form", SAMPLES)
def test_every_line_of_a_form_is_in_one_place(form: str, tmp_path: Path) -> None:
    path = written(form, tmp_path)
    live_blog, lines = reading.read(path), reading.lines_of(path)
    owned = [number for update in live_blog.updates for number in update.lines]
    owned += [*live_blog.lead_lines, *(each.line for each in live_blog.dropped)]
    assert sorted(owned) == list(range(1, len(lines) + 1))


def test_verify_counts_the_raw_file_and_takes_no_readers_word(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for reader in reading.DATA:
        blogs = reader.blogs
        monkeypatch.setattr(
            reader, "blogs", lambda opened, of=blogs: [replace(b, updates=b.updates[:-1]) for b in of(opened)]
        )
    told = {}
    for form in SAMPLES:
        content = tmp_path / form / "content"
        content.parent.mkdir()
        archive.import_document(written(form, content.parent), content, Facts(), list)
        (proof,) = archive.verify(content, list)
        told[form] = proof.missing
    one = ("1 elements of its data are neither updates nor dropped: report it",)
    assert {form for form, missing in told.items() if missing == one} == {
        form for form, sample in SAMPLES.items() if sample.file.endswith((".json", ".js"))
    }
