import pytest
from hypothesis import given
from hypothesis import strategies as st

from afterlive.names import LONGEST, distinct, is_reserved, slug


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Lithuania’s airspace is closed", "lithuanias-airspace-is-closed"),
        ("Straßen in Köln", "strassen-in-koln"),
        ("Москва молчит", "moskva-molchit"),
        ("../../etc/passwd", "etc-passwd"),
        ("City pays £22m, then €5 and $3", "city-pays-22m-then-5-and-3"),
        ("₹500 करोड़ und ¥100億", "500-krodd-und-100yi"),
        ("حريق في الميناء", "hryq-fy-lmyn"),
        ("बंदरगाह में आग", "bndrgaah-men-aag"),
        ("Φωτιά στο λιμάνι", "photia-sto-limani"),
        ("北京发生火灾", "bei-jing-fa-sheng-huo-zai"),
        ("북경 北京", "buggyeong-bei-jing"),
        ("…", ""),
        ("Index", "index-0"),
        ("Part 3", "part-3-0"),
        ("2025-08-21", "2025-08-21-0"),
        ("CON", "con-0"),
    ],
)
def test_a_headline_becomes_a_name(text: str, name: str) -> None:
    assert slug(text) == name


def test_a_long_headline_is_cut_at_a_word() -> None:
    assert slug("word " * 40) == "-".join(["word"] * 12)


@given(st.text())
def test_a_name_is_short_ascii_and_no_page_of_the_site(text: str) -> None:
    name = slug(text)
    assert set(name) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
    assert len(name) <= LONGEST + 2
    assert not is_reserved(name)


def test_names_that_come_again_are_numbered() -> None:
    assert distinct(["goal", "goal", "goal-2", "save"], taken=["save"]) == [
        "goal",
        "goal-2",
        "goal-2-2",
        "save-2",
    ]


@given(st.lists(st.sampled_from(["a", "a-2", "a-2-2", "b"])), st.sets(st.sampled_from(["a", "a-3"])))
def test_names_are_distinct(names: list[str], taken: set[str]) -> None:
    named = distinct(names, taken)
    assert len({*named, *taken}) == len(named) + len(taken)
