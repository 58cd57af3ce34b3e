"""The words of the interface stand in one place, in every language that it speaks."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
LANGUAGES = {
    file.stem: tomllib.loads(file.read_text("utf-8")) for file in (ROOT / "theme/words").glob("*.toml")
}
TEMPLATES = "\n".join(file.read_text("utf-8") for file in (ROOT / "theme/templates").iterdir())
CODE = "\n".join(file.read_text("utf-8") for file in (ROOT / "afterlive/site").rglob("*.py"))


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
    said = set(re.findall(r'(?:words|phrases)(?:\.count\(|\.with_\(|\[)"(\w+)"', CODE))
    said |= set(re.findall(r'"(older|newer)"', CODE))
    assert (used | said) - {"language"} == LANGUAGES["en"].keys()
