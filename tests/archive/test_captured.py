"""Archives of the web in documents/, and pictures that were fetched for a page."""

from pathlib import Path

from keeping import House, notes, titles
from web_archives import BLOG, FERRIES, FIRE, OUT, SMOKE, Captured, page, picture, warc

TITLES = ["Smoke over the town", "Ferries are cancelled", "The fire is out"]


def put(house: House, data: bytes, name: str, toml: str = "") -> Path:
    path = house.document("", name)
    path.write_bytes(data)
    if toml:
        path.with_name(f"{name.partition('.')[0]}.toml").write_text(toml)
    return path


def test_an_archive_of_the_web_is_imported_under_its_own_name_and_nothing_of_it_is_lost(house: House) -> None:
    pages = [Captured(BLOG, FIRE), Captured(f"{BLOG}?page=2", page(FERRIES, SMOKE))]
    put(house, warc([*pages, picture("https://courier.example/fire/quay.png")]), "fire.warc.gz")
    house.run()
    assert titles(house) == TITLES
    assert house.missing() == []
    lead = house.article("0000-lead.md")
    assert f"Source: {BLOG}" in lead
    assert "Captured: 2024-03-03T12:00:00+00:00" in lead
    assert "Captured-By: Browsertrix 1.2" in lead
    assert len([*(house.folder / "images").iterdir()]) == 1


def test_what_the_browser_of_a_capture_was_known_by_stays_in_the_document(house: House) -> None:
    secret = Captured(BLOG, FIRE, more=(("Set-Cookie", "session=planted-secret"),))
    other = Captured("https://courier.example/account", b"<h1>planted-secret</h1><p>planted-secret</p>")
    put(house, warc([secret]) + warc([other]), "fire.warc.gz")
    house.run()
    assert titles(house) == TITLES
    found = [data for name, data in house.files().items() if not name.startswith("documents/")]
    assert not any(b"planted-secret" in data for data in found)


def test_captures_at_different_times_join(house: House) -> None:
    put(house, warc([Captured(BLOG, page(FERRIES, SMOKE))]), "fire.warc.gz")
    put(house, warc([Captured(BLOG, page(OUT, FERRIES))]), "fire-2.warc.gz", 'live_blog = "fire"')
    reports = house.run()
    assert titles(house) == TITLES
    assert house.missing() == []
    assert "another text" not in notes(reports)
