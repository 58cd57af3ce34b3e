"""The search index: every word of every text is in it, where it stands, in small and steady files."""

from __future__ import annotations

import datetime as dt
import os
import random
import re
import string
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from search_index import Index, changed_files, numbers

from afterlive.site.search import ranking
from afterlive.site.search.codes import Codes
from afterlive.site.search.division import LIMIT, Division
from afterlive.site.search.index_files import TEXTS, files_from_nothing
from afterlive.site.search.ranking import weigh
from afterlive.site.search.stems import stemmer_for
from afterlive.site.search.texts import SearchText, TextsOfLiveBlog
from afterlive.site.search.tokens import fold, places, words

ROOT = Path(__file__).parents[2]


def text(body: str, title: str = "", *, key: bool = False) -> SearchText:
    return SearchText(href="storm/update.html", title=title, when="1 May 2031", body=body, key=key)


def live_blog(*texts: SearchText, folder: str = "storm", language: str = "en") -> TextsOfLiveBlog:
    return TextsOfLiveBlog(
        folder=folder, title="The storm", began=dt.date(2031, 5, 1), language=language, texts=texts
    )


def found_by(body: str) -> list[list[str]]:
    found = [[fold(piece) for piece in place] for word in words(body) for place in places(word)]
    return [forms for place in found if (forms := list(filter(None, place)))]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("The pier, washed away!", ["the", "pier", "washed", "away"]),
        ("ÉTÉ Łódź Straße İzmir Ørsted ΟΔΟΣ", ["ete", "lodz", "strasse", "izmir", "orsted", "οδοσ"]),
        ("E\u0301te\u0301 ver\u00adlassen ﬁnd ½", ["ete", "verlassen", "find", "12"]),
        ("COVID-19 at 12.30, snake_case", ["covid", "19", "at", "12", "30", "snake", "case"]),
        ("it's the keepers' pier’s", ["its", "the", "keepers", "piers"]),
        ("шторм Ёлка п'ять", ["шторм", "елка", "пять"]),
        ("हिन्दी में", ["हिन्दी", "में"]),
        ("كِتَاب", ["كتاب"]),
        ("北京市です", ["北京", "京市", "市で", "です", "す"]),
        ("풍력 A港", ["풍력", "력", "a", "港"]),
        ("أُمّ آب ٱسم كِتَابـــة فارسى کتاب", ["ام", "اب", "اسم", "كتابه", "فارسي", "كتاب"]),
        ("٢٠٢٥ ۱۲ १७", ["2025", "12", "17"]),
        ("Αθήνα ΆΝΕΜΟΣ ґанок їжак", ["αθηνα", "ανεμοσ", "ганок", "іжак"]),
        ("🔥🔥 storm🌊 👩🏽‍🚒 ❤️ 🇺🇦🇳🇴", ["🔥", "🔥", "storm", "🌊", "👩", "🚒", "❤", "🇺🇦", "🇳🇴"]),
        ("— … ʼ • ▪", []),
    ],
)
def test_a_text_is_found_by_its_words_folded(body: str, expected: list[str]) -> None:
    assert [place[0] for place in found_by(body)] == expected


def test_a_word_behind_an_apostrophe_is_found_alone_as_well() -> None:
    assert found_by("l’homme dell'isola rock'n'roll") == [
        ["lhomme", "homme"],
        ["dellisola", "isola"],
        ["rocknroll", "roll"],
    ]


def test_an_arabic_word_is_found_without_its_article() -> None:
    assert found_by("الحكومة وَالْحكومة بالحكومة للحكومة الله حكومة") == [
        ["الحكومه", "حكومه"],
        ["والحكومه", "حكومه"],
        ["بالحكومه", "حكومه"],
        ["للحكومه", "حكومه"],
        ["الله"],
        ["حكومه"],
    ]


@given(st.text())
def test_what_is_folded_stays_as_it_is(word: str) -> None:
    assert fold(fold(word)) == fold(word)


@given(st.text())
def test_case_and_composition_make_no_difference(word: str) -> None:
    assert fold(word.lower()) == fold(word)


@pytest.mark.parametrize(
    ("language", "forms"),
    [
        ("en-GB", "city Cities city's CITY’S"),
        ("de", "Haus Häuser Hauses"),
        ("fr", "homme hommes l’homme"),
        ("nb", "huset husene"),
        ("ru", "шторма штормом"),
    ],
)
def test_the_forms_of_a_word_have_a_stem_in_common(language: str, forms: str) -> None:
    assert len({stemmer_for(language)(form) for form in forms.split()}) == 1


@pytest.mark.parametrize("language", ["uk", "zz", "", "not a language"])
def test_where_no_stemmer_is_kept_a_word_is_its_own_stem(language: str) -> None:
    assert stemmer_for(language)("Häuser") == "hauser"


@given(st.lists(st.integers(min_value=0, max_value=2**40)))
def test_numbers_are_coded_there_and_back(given_numbers: list[int]) -> None:
    codes = Codes()
    coded = "".join(codes[number] for number in given_numbers)
    assert list(numbers(coded)) == given_numbers
    assert re.fullmatch(r"[0-o]*", coded)


LANGUAGES = st.sampled_from(["en", "de", "fr", "ar", "ja", "uk"])
KNOWN = (
    "storms",
    "storm's",
    "Storm",
    "pier",
    "l'île",
    "北京市",
    "北京",
    "후에",
    "Häuser",
    "Haus",
    "e\u0301t",
)
BODIES = st.one_of(st.text(), st.lists(st.sampled_from(KNOWN)).map(" ".join))
ARCHIVES = st.lists(
    st.builds(
        lambda language, texts: live_blog(*texts, language=language),
        LANGUAGES,
        st.lists(st.builds(text, BODIES, BODIES, key=st.booleans()), max_size=5),
    ),
    max_size=3,
).map(lambda archive: [replace(member, folder=f"blog-{n}") for n, member in enumerate(archive)])


@settings(deadline=None)  # the first archive loads the stemmers
@given(ARCHIVES)
def test_every_word_of_every_text_is_found_where_it_stands(archive: list[TextsOfLiveBlog]) -> None:
    index = Index(files_from_nothing(archive))
    for member, shelf in zip(archive, index.directory["liveBlogs"], strict=True):
        for number, given_text in enumerate(member.texts, shelf["first"]):
            for at, forms in enumerate([*found_by(given_text.title), [], *found_by(given_text.body)]):
                for form in forms:
                    assert at in index.texts_with(form)[number]


@settings(deadline=None)  # the first archive loads the stemmers
@given(ARCHIVES)
def test_what_a_hit_shows_is_in_the_file_that_its_number_says(archive: list[TextsOfLiveBlog]) -> None:
    index = Index(files_from_nothing(archive))
    for member, shelf in zip(archive, index.directory["liveBlogs"], strict=True):
        assert shelf["size"] == len(member.texts)
        for at, given_text in enumerate(member.texts):
            shown = index.read(f"texts/{member.folder}/{at // TEXTS}")[at % TEXTS]
            assert shown["body"] == given_text.body
            assert shown["href"] == given_text.href


def test_a_form_finds_every_other_form() -> None:
    archive = [
        live_blog(text("Cities flood"), text("the city")),
        live_blog(text("Häuser"), text("ein Haus"), folder="sturm", language="de"),
    ]
    index = Index(files_from_nothing(archive))
    assert list(index.texts_with("city")) == list(index.texts_with("cities")) == [0, 1]
    assert list(index.texts_with("haus")) == list(index.texts_with("hauser")) == [16, 17]


def test_the_word_of_a_headline_counts_more_and_in_a_long_text_less() -> None:
    index = Index(
        files_from_nothing([live_blog(text("pier"), text("the sea", "pier"), text("pier " + "sea " * 300))])
    )
    once, headline, long = index.words["pier"].weights.values()
    assert headline > once > long


@given(st.integers(1, 500), st.integers(0, 5000), st.booleans())
def test_a_weight_has_one_digit_and_grows_with_the_word(count: int, length: int, key: bool) -> None:  # noqa: FBT001 - hypothesis gives it
    assert 1 <= weigh(count, length, key) <= weigh(count + 1, length, key) <= 15
    assert weigh(count, length, key=False) <= weigh(count, length, key=True)


WORDS = st.text(alphabet="abc北京é", min_size=1, max_size=6)


def test_the_script_weighs_with_the_same_numbers() -> None:
    script = (ROOT / "theme/static/js/search/query.js").read_text("utf-8")
    said = {name: float(value) for name, value in re.findall(r"const ([A-Z_]+) = ([\d.]+);", script)}
    for name in ("TITLE", "SATURATION", "LENGTH_SHARE", "USUAL_LENGTH", "KEY_EVENT"):
        own = getattr(ranking, name, None) or getattr(ranking, f"_{name}")
        assert said[name] == own, name
    assert said["MOST_WEIGHT"] == ranking.MOST


@given(st.dictionaries(WORDS, st.integers(0, 2 * LIMIT)))
def test_a_word_is_in_the_shard_whose_name_is_the_longest_beginning_of_it(sizes: dict[str, int]) -> None:
    division = Division({})
    parts: dict[str, dict[str, int]] = {}
    for word, size in sizes.items():
        parts.setdefault(Division({}).home(word), {})[word] = size
    members_of = {
        name: words for part, found in parts.items() for name, words in division.put(part, found).items()
    }
    divided = {
        name: [word for part in joined for word in members_of[part]]
        for name, joined in division.settle().items()
    }
    assert sorted(word for members in divided.values() for word in members) == sorted(sizes)
    for name, members in divided.items():
        assert len(members) == 1 or sum(sizes[word] for word in members) <= LIMIT
        for word in members:
            names = [other for other in divided if word.encode().hex().startswith(other)]
            assert max(names, key=len) == name


def storm(count: int, seed: int = 7) -> list[SearchText]:
    """Make updates of random words, few of them frequent."""
    chance = random.Random(seed)  # noqa: S311 - nothing secret
    vocabulary = [
        "".join(chance.choices(string.ascii_lowercase, k=chance.randint(2, 9))) for _ in range(4000)
    ]
    weights = [1 / rank for rank in range(1, 4001)]
    return [text(" ".join(chance.choices(vocabulary, weights, k=80))) for _ in range(count)]


def test_one_more_update_changes_its_own_words_its_own_texts_and_the_directory() -> None:
    updates = storm(800)
    new = text("The harbour master opened the harbour.")
    before = dict(files_from_nothing([live_blog(*updates)]))
    after = dict(files_from_nothing([live_blog(*updates, new)]))
    index = Index(after.items())
    stems = {stemmer_for("en")(word) for word in words(new.body)}
    own = {f"{room}/{index.shard_of(stem)}.js" for stem in stems for room in ("words", "places")}
    changed = changed_files(before, after)
    assert len(own) < len(index.shards)
    assert "directory.js" in changed
    assert changed <= own | {"directory.js", "texts/storm/200.js"}


def test_a_live_blog_that_grows_leaves_the_numbers_of_the_next_alone() -> None:
    later = live_blog(text("calm"), folder="later")
    few = Index(files_from_nothing([live_blog(*storm(20)), later]))
    more = Index(files_from_nothing([live_blog(*storm(31)), later]))
    assert list(few.texts_with("calm")) == list(more.texts_with("calm")) == [32]


def test_shards_stay_below_the_limit_and_are_divided_no_more_than_needed() -> None:
    index = Index(files_from_nothing([live_blog(*storm(800))]))
    for shard in index.shards:
        lines = index.read(f"words/{shard}").split("\n")
        assert len(lines) == 1 or sum(map(len, lines)) <= LIMIT * 1.1
    assert len(index.shards) < 40


def test_the_same_archive_has_the_same_bytes_in_whatever_order_python_has_its_sets() -> None:
    script = """
import datetime as dt
from afterlive.site.search.index_files import files_from_nothing
from afterlive.site.search.texts import SearchText, TextsOfLiveBlog
body = "Haus Häuser Hauses Wind Winde " * 9
text = SearchText(href="a.html", title="", when="", body=body)
live_blog = TextsOfLiveBlog(folder="a", title="A", began=dt.date(2031, 5, 1), language="de", texts=(text,))
print(list(files_from_nothing([live_blog])))
"""
    outputs = {
        subprocess.run(  # noqa: S603 - nothing in it is from outside
            [sys.executable, "-c", script],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in "12"
    }
    assert len(outputs) == 1


def test_no_file_can_end_a_script_that_it_is_put_into() -> None:
    files = dict(files_from_nothing([live_blog(text("</script><script>alert(1)</script>"))]))
    assert not any("</" in content for content in files.values())
    assert Index(files.items()).read("texts/storm/0")[0]["body"] == "</script><script>alert(1)</script>"


def test_an_archive_without_updates_has_an_index() -> None:
    assert Index(files_from_nothing([])).directory["liveBlogs"] == []
