"""Search in a browser: from disk, with no network, of words, beginnings and phrases."""

from __future__ import annotations

import datetime as dt
import random
import re
import shutil
from collections import Counter
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest
from playwright.sync_api import expect
from pretending import without_script
from waiting import eventually

from afterlive.site.search import common_words, directory
from afterlive.site.search.index_files import files_from_nothing
from afterlive.site.search.stems import stemmer_for
from afterlive.site.search.texts import SearchText, TextsOfLiveBlog
from afterlive.site.search.tokens import fold, places, words

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Page

LETTERS = {"en": "aeinorst", "de": "aeinrstüß", "ru": "авеиноёт", "ar": "ابتدرسلم", "ja": "風雨海岸港灯台の"}


def storm(language: str, count: int = 120) -> TextsOfLiveBlog:
    """Make a live blog of random words, few of them frequent."""
    chance = random.Random(language)  # noqa: S311 - nothing secret
    vocabulary = ["".join(chance.choices(LETTERS[language], k=chance.randint(2, 9))) for _ in range(900)]
    weights = [1 / rank for rank in range(1, 901)]
    texts = (
        SearchText(
            href=f"{language}/{number}.html",
            title=" ".join(chance.choices(vocabulary, weights, k=4)).capitalize() if number % 3 else "",
            when=f"№ {number}",
            body=" ".join(chance.choices(vocabulary, weights, k=60)),
        )
        for number in range(count)
    )
    return TextsOfLiveBlog(
        folder=language, title=language, began=dt.date(2031, 5, 1), language=language, texts=tuple(texts)
    )


FIND = """async ([query, folder, wanted]) => {
  const { numbers, count } = await search.find(query, folder, wanted);
  return { numbers, count };
}"""


@pytest.fixture(scope="module")
def storms() -> list[TextsOfLiveBlog]:
    return [storm(language) for language in LETTERS]


@pytest.fixture(scope="module")
def stormy(output: Path, storms: list[TextsOfLiveBlog], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page of the search, with the storms for an archive."""
    return site_of(storms, output, tmp_path_factory.mktemp("stormy"))


def site_of(live_blogs: list[TextsOfLiveBlog], output: Path, folder: Path) -> Path:
    """Write the page of the search with an index of live blogs, and return it."""
    shutil.copytree(output / "theme", folder / "theme")
    shutil.copy(output / "search.html", folder)
    for path, content in files_from_nothing(live_blogs):
        file = folder / "search" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(content, "utf-8")
    return folder / "search.html"


@pytest.fixture
def page(offline_page: Page) -> Iterator[Page]:
    """A page without a network; what it complains of fails the test."""
    page = offline_page
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    yield page
    assert complaints == []


def ask(page: Page, address: Path, query: str) -> str:
    """Open the search with a query, and return what it says when it is done."""
    page.goto(f"{address.as_uri()}?q={quote(query)}")
    page.wait_for_selector("main [role=status]:not(:empty)", state="attached")
    return page.locator("main [role=status]").inner_text()


def found(page: Page, query: str) -> set[str]:
    """Return the addresses of all texts that a query finds."""
    return set(
        page.evaluate(
            """async (query) => {
              const { numbers } = await search.find(query);
              return Promise.all(numbers.map(async (number) => (await search.text(number)).href));
            }""",
            query,
        )
    )


def test_words_beginnings_and_phrases_of_any_update_find_it(
    page: Page, stormy: Path, storms: list[TextsOfLiveBlog]
) -> None:
    page.goto(stormy.as_uri())
    chance = random.Random(5)  # noqa: S311 - nothing secret
    for live_blog in storms:
        for text in chance.sample(live_blog.texts, 3):
            own = text.body.split()
            at = chance.randrange(len(own) - 3)
            long = max(chance.sample(own, 9), key=len)
            queries = (
                chance.choice(own),
                chance.choice(own).upper() + " ",
                " ".join(chance.sample(own, 3)) + " ",
                long[: max(2, len(long) - 2)],
                f"“{' '.join(own[at : at + 3])}”",
                f'{chance.choice(own)} "{own[at]} {own[at + 1]}"',
            )
            assert [query for query in queries if text.href not in found(page, query)] == []


def test_a_word_finds_the_texts_that_have_a_form_of_it_and_no_other(
    page: Page, stormy: Path, storms: list[TextsOfLiveBlog]
) -> None:
    page.goto(stormy.as_uri())
    stem = stemmer_for("ru")
    stems = {
        text.href: {stem(word) for word in words(f"{text.title} {text.body}")} for text in storms[2].texts
    }
    for word in random.Random(3).sample(storms[2].texts[7].body.split(), 8):  # noqa: S311 - nothing secret
        assert found(page, f"{word} ") == {href for href, known in stems.items() if stem(word) in known}


def test_a_phrase_finds_fewer_than_its_words(page: Page, stormy: Path, storms: list[TextsOfLiveBlog]) -> None:
    page.goto(stormy.as_uri())
    bodies = {text.href: text.body for text in storms[0].texts}
    (often, _), (rarer, _) = Counter(" ".join(bodies.values()).split()).most_common(2)
    together = {href for href, body in bodies.items() if f"{often} {rarer}" in body}
    assert together
    assert together <= found(page, f'"{often} {rarer}"') < found(page, f"{often} {rarer} ")


def test_a_page_cuts_and_folds_like_the_index(page: Page, stormy: Path) -> None:
    texts = [
        "It’s the keepers' l'homme dell’isola rock'n'roll ''quoted'' O'Neill's",
        "ÉTÉ Łódź Straße İzmir ΟΔΟΣ Ωρίων ŒUVRE ﬁnd ½ ℝ ﷺ ʼn ŉ",
        "E\u0301te\u0301 ver\u00adlassen naïve\u200dly a\u0301\u0301b \u0301x",
        "COVID-19 at 12.30, snake_case 3½ x²",
        "шторм Ёлка п'ять їжак",
        "हिन्दी में किताब தமிழ் ไทยภาษา ພາສາ ខ្មែរ မြန်မာ",
        "كِتَاب العربية می‌خواهم שָׁלוֹם",
        "北京市です。A港B 풍력 발전 ガギ ｶﾞｷﾞ 々〇 𠮷野家",
        "— … ʼ 🙂 👩🏽‍🚒 🔥🔥 ❤️ 🇺🇦🇳🇴 2️⃣ storm🌊 ★❶",
        "الحكومة وَالْحُكومة للحكومة الله أُمّ ٱسم کتابـــی ٢٠٢٥ ۱۲ १७",
        "Αθήνα ΆΝΕΜΟΣ ґанок Æther Åland",
    ]
    page.goto(stormy.as_uri())
    for text in texts:
        expected = [[fold(piece) for piece in place] for word in words(text) for place in places(word)]
        seen = page.evaluate(
            "async (text) => (await search.directory()).places(text).map(({ forms }) => forms)", text
        )
        assert seen == [forms for place in expected if (forms := list(filter(None, place)))]


@pytest.fixture(scope="module")
def spelled(output: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page of the search, with an archive of texts in many scripts."""
    folder = tmp_path_factory.mktemp("spelled")
    bodies = {
        "umlaut": ("de", "Häuser in der Straße"),
        "written out": ("de", "Haeuser in der Strasse"),
        "danish": ("da", "fra Århus"),
        "article": ("ar", "قالت الحُكومة"),
        "bare": ("ar", "حكومة جديدة"),
        "figures": ("ar", "عام ٢٠٢٥"),
        "emoji": ("en", "Waves 🌊🌊 off 🇳🇴"),
        "greek": ("el", "ο άνεμος"),
        "cyrillic": ("ru", "Ёлка"),
        "endless": ("en", f"Gale {'x' * 900} calm"),
        "begins endless": ("en", f"{'y' * 900} lull"),
    }
    texts = [
        TextsOfLiveBlog(
            folder=f"folder-{number}",
            title=name,
            began=dt.date(2031, 5, 1),
            language=language,
            texts=(SearchText(href=name, title="", when="", body=body),),
        )
        for number, (name, (language, body)) in enumerate(bodies.items())
    ]
    return site_of(texts, output, folder)


SPELLED = {
    "Häuser": {"umlaut", "written out"},
    "Haeuser": {"umlaut", "written out"},
    "Hauser": {"umlaut", "written out"},
    "Strasse": {"umlaut", "written out"},
    "Aarhus": {"danish"},
    "حكومة": {"article", "bare"},
    "الحكومة": {"article", "bare"},
    "والحكومه": {"article", "bare"},
    "2025": {"figures"},
    "🌊": {"emoji"},
    "🇳🇴": {"emoji"},
    "🇸🇪": set(),
    "Ανεμος": {"greek"},
    "елка": {"cyrillic"},
}
"""Queries, each with the texts that it finds however they are spelled."""


def test_a_query_finds_what_is_spelled_another_way(page: Page, spelled: Path) -> None:
    page.goto(spelled.as_uri())
    assert {query: found(page, f"{query} ") for query in SPELLED} == SPELLED


@pytest.fixture(scope="module")
def divided(
    output: Path, storms: list[TextsOfLiveBlog], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Path]:
    """The page of the search, with an index that is divided like that of a very large archive."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(common_words, "COMMON", 12)
        patch.setattr(common_words, "BLOCK", 8)
        for name, few in (("MANY", 1), ("LIST", 2), ("NAMES", 20), ("LIST_OF_NAMES", 60)):
            patch.setattr(directory, name, few)
        yield site_of(storms, output, tmp_path_factory.mktemp("divided"))


def test_in_a_very_large_archive_a_query_finds_the_same_texts_in_the_same_order(
    page: Page, stormy: Path, divided: Path, storms: list[TextsOfLiveBlog]
) -> None:
    chance = random.Random(8)  # noqa: S311 - nothing secret
    queries = []
    for live_blog in storms[::2]:
        own = chance.choice(live_blog.texts).body.split()
        at = chance.randrange(len(own) - 3)
        queries += [f"{own[0]} ", f"{own[1]} {own[2]} {own[3]} ", f'"{own[at]} {own[at + 1]}"', own[5][:3]]
    answers = []
    for address in (stormy, divided):
        page.goto(address.as_uri())
        answers.append([page.evaluate(FIND, [query, "", 1000]) for query in queries])
    assert answers[0] == answers[1]
    assert any(len(answer["numbers"]) > 30 for answer in answers[0])


def test_in_a_very_large_archive_the_best_texts_are_found_without_all_others(
    page: Page, stormy: Path, divided: Path, storms: list[TextsOfLiveBlog]
) -> None:
    often = Counter(word for text in storms[0].texts for word in set(text.body.split())).most_common(6)
    queries = [f"{word} " for word, _ in often]
    page.goto(stormy.as_uri())
    best = [page.evaluate(FIND, [query, "", 10])["numbers"] for query in queries]
    page.goto(divided.as_uri())
    answers = [page.evaluate(FIND, [query, "", 10]) for query in queries]
    assert [answer["numbers"][:10] for answer in answers] == [numbers[:10] for numbers in best]
    assert [answer["count"] for answer in answers] == [len(numbers) for numbers in best]
    assert all(len(answer["numbers"]) < len(numbers) for answer, numbers in zip(answers, best, strict=True))


def test_in_a_very_large_archive_further_hits_are_found_when_they_are_asked_for(
    page: Page, divided: Path, storms: list[TextsOfLiveBlog]
) -> None:
    (one, _), (other, _) = Counter(" ".join(text.body for text in storms[0].texts).split()).most_common(2)
    assert re.fullmatch(r"\d+\+ results", ask(page, divided, f"{one} {other} "))
    shown = [page.locator(".hits li").count()]
    while page.locator(".more-hits").is_visible():
        page.click(".more-hits")
        page.wait_for_function("n => document.querySelectorAll('.hits li').length > n", arg=shown[-1])
        shown.append(page.locator(".hits li").count())
    links = page.locator(".hits h2 a").evaluate_all("links => links.map(({ href }) => href)")
    every = page.evaluate(FIND, [f"{one} {other} ", "", 1000])["numbers"]
    assert len(links) == len(set(links)) == len(every)


def test_in_a_very_large_archive_a_live_blog_can_be_searched_alone(
    page: Page, stormy: Path, divided: Path, storms: list[TextsOfLiveBlog]
) -> None:
    (often, _) = Counter(" ".join(text.body for text in storms[1].texts).split()).most_common(1)[0]
    answers = []
    for address in (stormy, divided):
        page.goto(address.as_uri())
        answers.append([page.evaluate(FIND, [f"{often} ", folder, 1000]) for folder in ("de", "ru")])
    assert answers[0] == answers[1]
    assert [bool(answer["numbers"]) for answer in answers[0]] == [True, False]


def test_the_form_in_the_head_of_a_page_leads_to_the_hits(page: Page, output: Path) -> None:
    page.goto((output / "2031-05-01-lighthouse/the-lamp-fails.html").as_uri())
    page.keyboard.press("/")
    page.keyboard.type("bulb")
    page.keyboard.press("Enter")
    page.wait_for_selector(".hits li")
    eventually(page.locator("main [role=status]").inner_text, "1 result")
    expect(page.locator(".hits .meta")).to_contain_text("Key event · The lighthouse")
    eventually(page.locator(".hits mark").all_inner_texts, ["bulbs"])
    page.click(".hits a")
    expect(page).to_have_title(re.compile("^The lamp fails"))


def test_a_query_is_answered_while_it_is_typed(page: Page, output: Path) -> None:
    page.goto((output / "search.html").as_uri())
    page.keyboard.type("lante")
    page.wait_for_selector(".hits mark")
    eventually(page.locator(".hits mark").all_inner_texts, ["lanterns"])
    page.fill("main [name=q]", "")
    page.wait_for_selector(".hits li", state="detached")
    expect(page.locator(".unsearched a")).to_have_count(2)


def test_an_unknown_form_finds_the_forms_that_begin_like_it(page: Page, output: Path) -> None:
    assert ask(page, output / "search.html", "lanterning ") == "1 result"
    eventually(page.locator(".hits mark").all_inner_texts, ["lanterns"])


def test_a_live_blog_can_be_searched_alone(page: Page, output: Path) -> None:
    assert ask(page, output / "search.html", "the") != "Nothing found. Fewer words may help."
    page.select_option("[name=live_blog]", "2031-07-12-regatta")
    page.wait_for_selector(".hits li", state="detached")
    eventually(page.locator("main [role=status]").inner_text, "Nothing found. Fewer words may help.")


def test_of_many_live_blogs_one_is_chosen_when_it_is_asked_for(page: Page, stormy: Path) -> None:
    listed = re.compile(r' name="live_blog">.*?</select>', re.DOTALL)
    many = listed.sub(
        ' name="live_blog" data-many><option value="">all</option></select>', stormy.read_text("utf-8")
    )
    address = stormy.with_name("many.html")
    address.write_text(many, "utf-8")
    page.goto(address.as_uri())
    page.locator("[name=live_blog]").focus()
    page.wait_for_selector("option[value=ja]", state="attached")
    options = page.locator("option")
    eventually(lambda: options.evaluate_all("all => all.map(each => each.value)"), ["", *[*LETTERS][::-1]])
    page.goto(f"{address.as_uri()}?q=a&live_blog=de")
    page.wait_for_selector("option[value=de]", state="attached")
    page.wait_for_function("document.querySelector('select').value === 'de'")


def test_more_hits_follow_and_the_first_of_them_has_the_focus(page: Page, output: Path) -> None:
    assert ask(page, output / "search.html", "boje") == "24 results"
    expect(page.locator(".hits li")).to_have_count(10)
    page.click(".more-hits")
    page.locator(".hits li").nth(19).wait_for()
    expect(page.locator(".hits li")).to_have_count(20)
    expect(page.locator(".hits li").nth(10).locator(":focus")).to_have_count(1)
    page.click(".more-hits")
    page.wait_for_selector(".more-hits", state="hidden")
    expect(page.locator(".hits li")).to_have_count(24)


def test_key_events_come_first_and_then_the_newest(page: Page, output: Path) -> None:
    ask(page, output / "search.html", "umrundet")
    titles = page.locator(".hits h2").all_inner_texts()
    assert titles[:5] == [f"Boje {position} ist umrundet" for position in (20, 7, 24, 23, 22)]


def test_a_long_text_is_shown_where_the_most_of_the_query_stands(page: Page, stormy: Path) -> None:
    page.goto(stormy.as_uri())
    body = page.evaluate("search.text(5).then(({ body }) => body)")
    late = " ".join(body.split()[-3:])
    ask(page, stormy, f'"{late}"')
    eventually(page.locator(".hits .extract mark").first.inner_text, late)


@pytest.mark.parametrize(("query", "marked"), [("gale", ["Gale"]), ("calm", ["calm"]), ("yyyy", [])])
def test_a_text_with_a_word_that_is_longer_than_an_extract_is_shown(
    page: Page, spelled: Path, query: str, marked: list[str]
) -> None:
    assert ask(page, spelled, query) == "1 result"
    eventually(page.locator(".hits mark").all_inner_texts, marked)


def test_without_script_the_search_leads_to_the_contents(page: Page, output: Path) -> None:
    with without_script(page):
        page.goto((output / "2031-05-01-lighthouse/index.html").as_uri())
        page.fill(".mast [name=q]", "lamp")
        page.keyboard.press("Enter")
        page.wait_for_url("**/search.html?q=lamp")
        page.click(".unsearched a >> nth=1")
        expect(page).to_have_title(re.compile("^The lighthouse at Norrvik goes dark"))


def test_a_missing_file_of_the_index_is_said(offline_page: Page, output: Path, tmp_path: Path) -> None:
    site = shutil.copytree(output, tmp_path / "site")
    shutil.rmtree(site / "search" / "words")
    assert ask(offline_page, site / "search.html", "lamp").startswith("A file of the search is missing.")


def test_in_a_very_large_archive_a_phrase_is_looked_for_further_when_it_is_asked_for(
    page: Page, output: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(common_words, "COMMON", 20)
    bodies = ["storm of the sea"] * 90
    bodies[0] = "the storm of sea"
    texts = tuple(
        SearchText(href=f"{number}", title="", when=f"№ {number}", body=body)
        for number, body in enumerate(bodies)
    )
    live_blog = TextsOfLiveBlog(
        folder="sea", title="Sea", began=dt.date(2031, 5, 1), language="en", texts=texts
    )
    assert ask(page, site_of([live_blog], output, tmp_path), '"the storm"') == "0+ results"
    page.click(".more-hits")
    page.wait_for_selector(".hits li")
    eventually(page.locator("main [role=status]").inner_text, "1 result")
    expect(page.locator(".more-hits")).to_be_hidden()
