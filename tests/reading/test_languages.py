"""Every language is complete, and each of its phrases is read as what its file says it is."""

from __future__ import annotations

import itertools
import re
from typing import TYPE_CHECKING

import msgspec
import pytest

from afterlive.reading.languages import detection, lexicon
from afterlive.reading.languages.language import Language
from afterlive.reading.languages.wording import LineForms
from afterlive.reading.rules import bylines, furniture, text_blocks

if TYPE_CHECKING:
    from collections.abc import Iterator

LANGUAGES = pytest.mark.parametrize("language", lexicon.languages(), ids=lambda language: language.tag)
MAY_BE_EMPTY = {
    "letters",
    "ambiguous",
    "dates.ordinals",
    "dates.inside",
    "dates.year",
    "dates.month",
    "dates.day",
    "dates.eras",
    "dates.months",
    "clock.noon",
    "clock.night",
    "clock.hour",
    "clock.minute",
    "clock.half_past",
    "clock.before",
    "ages.before",
    "ages.after",
    "ages.one",
    "ages.bare",
    "match.over",
    "bylines.from",
    "bylines.in",
}
"""What not every language has."""
HOLES = {"{n}": "3", "{word}": "Sorrel", "{words}": "Port Sorrel", "{any}": "Port Sorrel"}


def _kinds(value: object, name: str = "") -> Iterator[tuple[str, object]]:
    if isinstance(value, dict) and (value or not name):
        for key, inner in value.items():
            yield from _kinds(inner, f"{name}.{key}".strip("."))
    else:
        yield name, value


def _printed(phrase: str) -> Iterator[str]:
    """Yield lines as a page prints them, for a phrase: with and without what may be left out."""
    whole = re.sub(r"\(([^()]+)\)", r"\1", phrase)
    bare = re.sub(r"\([^()]+\)", "", phrase)
    for form in {whole, bare}:
        words = [word.split("/") if "{" not in word and len(word) > 1 else [word] for word in form.split()]
        for chosen in itertools.islice(itertools.product(*words), 20):
            yield re.sub(r"\{\w+\}", lambda hole: HOLES.get(hole[0], hole[0]), " ".join(chosen))


def _lines(*phrases: str) -> list[str]:
    return [line for phrase in phrases for line in _printed(phrase)]


@LANGUAGES
def test_a_language_has_words_of_every_kind(language: Language) -> None:
    kinds = dict(_kinds(msgspec.to_builtins(language)))
    assert [name for name, words in kinds.items() if not words and name not in MAY_BE_EMPTY] == []
    assert (len(language.dates.months), len(language.dates.weekdays)) == (12, 7)
    assert all(language.dates.months) or language.dates.month
    assert language.ages.before or language.ages.after


@LANGUAGES
def test_the_words_of_a_page_s_furniture_are_furniture(language: Language) -> None:
    pages = language.pages
    phrases = (
        *pages.read_more,
        *pages.share,
        *pages.control,
        *pages.advertisement,
        *pages.newsletter,
        *pages.about,
    )
    assert [line for line in _lines(*phrases) if furniture.reason(line) is None] == []


@LANGUAGES
def test_a_heading_is_what_its_file_says(language: Language) -> None:
    pages = language.pages
    assert [line for line in _lines(*pages.key_events) if not furniture.is_key_events(line)] == []
    assert [line for line in _lines(*pages.links) if not furniture.is_link_list(line)] == []
    assert [line for line in _lines(*pages.end) if not furniture.is_end(line)] == []
    assert [line for line in _lines(*pages.read_more) if not furniture.is_read_more(line)] == []
    assert [line for line in _lines(*pages.card) if not furniture.is_card(f"{line}: Port Sorrel")] == []
    assert [word for word in pages.live if not furniture.names_live_blog(f"Sorrel: {word}")] == []


@LANGUAGES
def test_a_label_says_of_the_update_what_its_file_says(language: Language) -> None:
    labels = language.labels
    assert all(furniture.label(word) is not None for word in (*labels.key, *labels.pinned, *labels.plain))
    assert [word for word in labels.key if furniture.label(word) != "key"] == []


@LANGUAGES
def test_a_byline_names_who_wrote(language: Language) -> None:
    assert [
        word for word in language.bylines.by if bylines.authors(f"{word} Ines Marlow") != ("Ines Marlow",)
    ] == []
    assert [line for line in _lines(*language.bylines.nameless) if bylines.authors(line) != ()] == []


@LANGUAGES
def test_a_credit_is_a_caption(language: Language) -> None:
    assert [
        word for word in language.pictures.picture if not text_blocks.is_caption(f"{word}: Ines Marlow")
    ] == []


@LANGUAGES
def test_a_language_is_known_by_its_small_words(language: Language) -> None:
    assert detection.language_of(" ".join(language.small * 5) + language.letters) == language.tag


def test_a_kind_that_is_missing_or_unknown_is_an_error() -> None:
    with pytest.raises(msgspec.ValidationError, match="missing required field `name`"):
        msgspec.toml.decode('tag = "xx"', type=Language)
    whole = msgspec.to_builtins(lexicon.languages()[0])
    with pytest.raises(msgspec.ValidationError, match="unknown field `moods`"):
        msgspec.convert({**whole, "moods": []}, type=Language)


@pytest.mark.parametrize(
    ("phrase", "line", "holds"),
    [
        ("read more/also", "Read also", True),
        ("read more/also", "Read", False),
        ("(please) enable javascript", "Enable JavaScript", True),
        ("back to top (of page)", "← Back to top of page", True),
        ("{n} comments", "1,204 comments", True),
        ("{n} comments", "Some comments", False),
        ("share on {words}", "Share on a social network", True),
        ("share on {words}", "Share on", False),
        ("{any} privacy policy {any}", "Read our privacy policy.", True),
        ("{any} privacy policy {any}", "Our privacy policyholders", False),
        ("第{n}页", "第3页", True),
        ("don't show", "Don’t show", True),
    ],
)
def test_a_phrase_holds_for_lines_that_are_printed_so(phrase: str, line: str, *, holds: bool) -> None:
    assert LineForms([phrase]).hold(line) is holds


def test_an_ambiguous_word_is_known_apart() -> None:
    out = {
        word
        for month in next(each for each in lexicon.languages() if each.tag == "pt").dates.months
        for word in month
    }
    known = lexicon.words(lambda each: itertools.chain(*each.dates.months))
    assert "out" in out
    assert "out" not in known
    assert "out" in lexicon.words(lambda each: itertools.chain(*each.dates.months), ambiguous=True)


def test_a_text_whose_small_words_are_few_is_told_by_its_lead(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(detection, "_asked", lambda _sample: None)
    words = "lautta saapuu satamaan myrskyn noustua matkustajat odottavat laiturilla laineiden tyyntymistä"
    text = " ".join([words.replace("ä", "a")] * 14)
    assert detection.language_of(f"{text} ja on ei ja on ei ja on ei ja") == "fi"
    assert detection.language_of(f"{text} ja on ei") is None
