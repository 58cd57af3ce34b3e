import datetime as dt
from pathlib import Path

import pytest
from keeping import FIRE, House

from afterlive.archive import facts
from afterlive.archive.folder import load
from afterlive.errors import DocumentError
from afterlive.model import Facts, NamedLine


def test_a_toml_says_what_the_keeper_knows(tmp_path: Path) -> None:
    toml = tmp_path / "fire.toml"
    toml.write_text(
        """
        title = "Fire at the harbour"
        date = 2024-03-03
        timezone = "Europe/London"
        order = "oldest first"
        headlines = ["Smoke"]
        """
    )
    assert facts.from_toml(toml) == Facts(
        title="Fire at the harbour",
        date=dt.date(2024, 3, 3),
        timezone="Europe/London",
        order="oldest first",
        headlines=("Smoke",),
    )


def test_no_toml_says_nothing(tmp_path: Path) -> None:
    assert facts.from_toml(tmp_path / "fire.toml") == Facts()


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ('titel = "Fire"', "there is no titel; there are title, "),
        ('date = "2024-03-03"', "date must be a date such as 2025-08-21, without quotes"),
        ("date = 2024-03-03T10:00:00", "date must be a date"),
        ('timezone = "Atlantis"', "timezone must be the name of a zone"),
        ('order = "random"', "order must be newest first or oldest first"),
        ('slug = "../up"', "slug must be lower-case letters"),
        ('slug = "search"', "slug must be lower-case letters"),
        ('source = "javascript:alert(1)"', "source must be an address"),
        (f"headlines = {'[' * 5000}", "fire.toml is no TOML"),
        ('headlines = "Smoke"', "headlines must be a list"),
        ("title = 7", "title must be a text in quotes"),
        ("title = ", "fire.toml is no TOML"),
    ],
)
def test_a_fact_that_cannot_be_is_refused(tmp_path: Path, line: str, problem: str) -> None:
    toml = tmp_path / "fire.toml"
    toml.write_text(line)
    with pytest.raises(DocumentError, match=r"^fire\.toml") as refused:
        facts.from_toml(toml)
    assert problem in str(refused.value)


@pytest.mark.parametrize(
    ("stem", "expected"),
    [
        ("2025-08-21-fire", Facts(date=dt.date(2025, 8, 21), title="Fire", slug="2025-08-21-fire")),
        ("Harbour fire", Facts(title="Harbour fire", slug="harbour-fire")),
        ("2025-13-41-fire", Facts(title="Fire", slug="2025-13-41-fire")),
        ("2025-08-21", Facts(date=dt.date(2025, 8, 21), slug="2025-08-21-0")),
        ("…", Facts(title="…", slug="live-blog")),
    ],
)  # fmt: skip
def test_a_file_name_says_something(stem: str, expected: Facts) -> None:
    assert facts.from_name(stem) == expected


def test_the_first_to_say_something_is_heard() -> None:
    told, written = Facts(title="Fire"), Facts(title="Smoke", publisher="The Courier")
    assert facts.first(told, written) == Facts(title="Fire", publisher="The Courier")


def test_facts_are_written_as_they_are_read(tmp_path: Path) -> None:
    told = Facts(title='He said "\\n"', date=dt.date(2024, 3, 3), headlines=("A", "B\t"))
    toml = tmp_path / "fire.toml"
    toml.write_text(facts.as_toml(told))
    assert facts.from_toml(toml) == told


@pytest.mark.parametrize("option", [{"date": "yesterday"}, {"timezone": "Atlantis"}, {"slug": "No!"}])
def test_an_option_that_cannot_be_is_refused_by_its_name(option: dict[str, str]) -> None:
    with pytest.raises(DocumentError, match=f"^--{next(iter(option))} must be "):
        facts.from_options(option)


def test_tags_follow_the_toml_and_those_in_articles_stay(house: House) -> None:
    toml = 'date = 2024-03-03\n[tags]\nsea = ["Ferries are cancelled"]\nport = ["Ferries are cancelled"]'
    house.document(FIRE, toml=toml)
    house.run()
    house.edit("0002-ferries-are-cancelled.md", "Tags: sea, port", "Tags: sea, port, noon")
    house.document(FIRE, toml=toml.replace("\nport", "\nferry"))
    house.run()
    assert load(house.folder)["0002-ferries-are-cancelled.md"].metadata["Tags"] == "sea, noon, ferry"


def test_facts_written_to_a_toml_are_read_as_they_were(tmp_path: Path) -> None:
    told = Facts(
        title='The "storm"\n',
        starts=("a", NamedLine("b\\", after='"c"'), NamedLine("d *", like=True)),
        tags=(("sea & land", ("x" * 90, "y")),),
        accepted=("Nothing names the zone.",),
    )
    path = tmp_path / "storm.toml"
    path.write_text(facts.as_toml(told))
    assert facts.from_toml(path) == told


def test_options_go_above_the_table_of_tags(house: House, tmp_path: Path) -> None:
    document = tmp_path / "fire.txt"
    document.write_text(FIRE)
    document.with_suffix(".toml").write_text('[tags]\nsea = ["Ferries are cancelled"]\n')
    house.bring(document, title="The fire")
    said = facts.from_toml(house.root / "documents/fire.toml")
    assert (said.title, said.tags) == ("The fire", (("sea", ("Ferries are cancelled",)),))
