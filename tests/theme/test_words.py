"""The words of the interface stand in one place, in every language that it speaks."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from babel import Locale

from afterlive.site.show.phrases import Phrasebook, words_for

ROOT = Path(__file__).parent.parent.parent
LANGUAGES = {
    file.stem: tomllib.loads(file.read_text("utf-8")) for file in (ROOT / "theme/words").glob("*.toml")
}
TEMPLATES = "\n".join(file.read_text("utf-8") for file in (ROOT / "theme/templates").iterdir())
CODE = "\n".join(file.read_text("utf-8") for file in (ROOT / "afterlive/site").rglob("*.py"))


SPOKEN = "en de fr es it pt nl sv da nb fi pl cs ru uk el tr ar he fa zh ja ko hi"


def test_the_theme_speaks_24_languages() -> None:
    assert set(LANGUAGES) >= set(SPOKEN.split())


@pytest.mark.parametrize(
    ("tag", "spoken"),
    [
        ("de-AT", "de"),
        ("no", "nb"),
        ("zh-Hans-SG", "zh"),
        ("zh-TW", "zh-Hant"),
        ("zh-Hant", "zh-Hant"),
        ("ur", "en"),
    ],
)
def test_a_tag_leads_to_the_words_that_its_readers_read(tag: str, spoken: str) -> None:
    assert words_for(tag, Phrasebook(ROOT / "theme/words")).language == spoken


@pytest.mark.parametrize(
    ("language", "counted"),
    [
        ("de", ["1 Meldung", "2 Meldungen", "5 Meldungen"]),
        ("fr", ["1 publication", "2 publications", "5 publications"]),
        ("ru", ["1 сообщение", "2 сообщения", "5 сообщений"]),
        ("ar", ["تحديث واحد", "تحديثان", "5 تحديثات"]),
        ("he", ["עדכון אחד", "שני עדכונים", "5 עדכונים"]),
        ("fa", ["۱ خبر", "۲ خبر", "۵ خبر"]),
        ("ja", ["更新1件", "更新2件", "更新5件"]),
    ],
)
def test_updates_are_counted_as_the_language_does(language: str, counted: list[str]) -> None:
    words = words_for(language, Phrasebook(ROOT / "theme/words"))
    assert [words.count("updates", number) for number in (1, 2, 5)] == counted


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_number_has_the_form_that_the_language_gives_it(language: str) -> None:
    forms = Locale.parse(language, sep="-").plural_form.tags | {"other"}
    counted = {name: phrase for name, phrase in LANGUAGES[language].items() if isinstance(phrase, dict)}
    assert {name: set(phrase) for name, phrase in counted.items()} == dict.fromkeys(counted, forms)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_phrase_is_empty_or_left_in_english(language: str) -> None:
    own, english = LANGUAGES[language], LANGUAGES["en"]
    assert all(own.values())
    sentences = [name for name, phrase in english.items() if len(str(phrase)) > 20]
    assert [name for name in sentences if own[name] == english[name] and language != "en"] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_says_the_same_things(language: str) -> None:
    assert LANGUAGES[language].keys() == LANGUAGES["en"].keys()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_phrase_has_the_same_blanks(language: str) -> None:
    for name, phrase in LANGUAGES[language].items():
        blanks = re.findall(r"{\w+}", str(phrase))
        assert set(blanks) == set(re.findall(r"{\w+}", str(LANGUAGES["en"][name]))), name


def test_templates_and_code_use_the_words_that_there_are_and_all_of_them() -> None:
    used = set(re.findall(r"\bwords\.(\w+)", TEMPLATES))
    said = set(re.findall(r'(?:words|phrases)(?:\.count\(|\.with_\(|\[)["\'](\w+)["\']', CODE))
    said |= set(re.findall(r'"(older|newer)"', CODE))
    assert (used | said) - {"language"} == LANGUAGES["en"].keys()
