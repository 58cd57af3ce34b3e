# ruff: noqa: E501 - a line of these tables is an update
"""What a keeper says of lines in the `.toml`: what is read of texts and pages, and that nothing is lost."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, NamedTuple

import pytest
from keeping import FIRE, House

from afterlive import archive
from afterlive.archive.folder import load
from afterlive.errors import DocumentError
from afterlive.model import LiveBlog, NamedLine, Update
from afterlive.reading.forms import json_lines
from afterlive.reading.rules.line_names import LineNames

if TYPE_CHECKING:
    from collections.abc import Iterator

NOTES = """\
The storm as it came
Rain fell on the hills of Linga all day, and the river rose.
The bridge at Sand was closed to lorries in the morning.
Share
The school sent its pupils home at noon.
Share
Ida Holm
The ferry lay in port until the evening.
"""
MATCH = """\
Rovers at the Vase
92:00 – The whistle goes.
12:40 – Rovers lead from the spot.
He closed his eyes.
Much later: We are home.
"""
ROWS = """\
Storm over Linga live
2024-03-03

Smoke over the town
Residents should keep their windows closed, the brigade said.

Boats are held back.
All ferries stay in port
No boat will sail from the port before noon, the port said.
"""
PAGE = """<html><body><h1>Fire at the harbour live</h1>
<article id="b1"><time datetime="2024-03-03T10:40:00Z">10:40</time><h2>The fire is out</h2>
<p>The last flames were put out.</p><p>The minister speaks</p><p>She thanked the crews.</p></article>
<article id="b2"><time datetime="2024-03-03T10:15:00Z">10:15</time><h2>Ferries are cancelled</h2>
<p>No ferry will sail before noon.</p></article></body></html>
"""


class Correction(NamedTuple):
    """A document, what the keeper says of it, and the split in the order of the document."""

    name: str
    document: str
    toml: str
    expected: str


CORRECTIONS = (
    Correction(
        "a line starts an update without being its headline",
        FIRE,
        'starts = ["Passengers are asked to stay at home."]',
        """
        10:40 GMT [The fire is out] / The last flames were put out at twenty to eleven.
        10:15 GMT [Ferries are cancelled] / No ferry will sail before noon, the port said.
        Passengers are asked to stay at home.
        09:50 GMT [Smoke over the town] / Residents should keep their windows closed.
        """,
    ),
    Correction(
        "a line that starts an update and begins with a time gives it that time",
        FIRE.replace("Passengers are", "Update, 10:20 GMT: Passengers are"),
        'starts = [{ like = "*Passengers are*" }]',
        """
        10:40 GMT [The fire is out] / The last flames were put out at twenty to eleven.
        10:15 GMT [Ferries are cancelled] / No ferry will sail before noon, the port said.
        Update, 10:20 GMT Passengers are asked to stay at home.
        09:50 GMT [Smoke over the town] / Residents should keep their windows closed.
        """,
    ),
    Correction(
        "a headline in the midst of an update starts another",
        FIRE,
        'headlines = ["Passengers are asked to stay at home."]\nnot_headlines = ["The fire is out"]',
        """
        10:40 GMT The fire is out / The last flames were put out at twenty to eleven.
        10:15 GMT [Ferries are cancelled] / No ferry will sail before noon, the port said.
        [Passengers are asked to stay at home.]
        09:50 GMT [Smoke over the town] / Residents should keep their windows closed.
        """,
    ),
    Correction(
        "of two headlines in a row the lower is text, if the keeper says that the upper is one",
        ROWS,
        'headlines = ["Boats are held back."]',
        """
        [Smoke over the town] / Residents should keep their windows closed, the brigade said.
        [Boats are held back.] / All ferries stay in port / No boat will sail from the port before noon, the port said.
        """,
    ),
    Correction(
        "of two headlines in a row both stay, if the keeper says so",
        ROWS,
        'headlines = ["Boats are held back.", "All ferries stay in port"]',
        """
        [Smoke over the town] / Residents should keep their windows closed, the brigade said.
        [Boats are held back.]
        [All ferries stay in port] / No boat will sail from the port before noon, the port said.
        """,
    ),
    Correction(
        "an update is joined to the one above, and its stamp is said to be left out",
        FIRE,
        'join = ["Smoke over the town"]',
        """
        10:40 GMT [The fire is out] / The last flames were put out at twenty to eleven.
        10:15 GMT [Ferries are cancelled] / No ferry will sail before noon, the port said. / Passengers are asked to stay at home. / Smoke over the town / Residents should keep their windows closed.
        """,
    ),
    Correction(
        "a line is left out, and one of the title's lines is kept as text",
        FIRE,
        'drop = ["Passengers are asked to stay at home."]\nkeep = ["2024-03-03"]',
        """
        10:40 GMT [The fire is out] / The last flames were put out at twenty to eleven.
        10:15 GMT [Ferries are cancelled] / No ferry will sail before noon, the port said.
        09:50 GMT [Smoke over the town] / Residents should keep their windows closed.
        """,
    ),
    Correction(
        "key events and tags are for the updates that hold the lines",
        FIRE,
        'key = ["Smoke over the town"]\n[tags]\nsea = ["Ferries are cancelled", "The fire is out"]\nport = [{ like = "Ferries*" }]',
        """
        10:40 GMT [The fire is out] / The last flames were put out at twenty to eleven. #sea
        10:15 GMT [Ferries are cancelled] / No ferry will sail before noon, the port said. / Passengers are asked to stay at home. #sea #port
        09:50 GMT [Smoke over the town] / Residents should keep their windows closed. !key
        """,
    ),
    Correction(
        "a text without any mark is parted by the lines that start updates",
        NOTES,
        'anyway = true\norder = "oldest first"\nstarts = ["Rain fell on the hills of Linga all day, and the river rose.",'
        ' "The school sent its pupils home at noon.", "Ida Holm"]\n'
        'authors = ["Ida Holm"]\ndrop = ["Share"]',
        """
        Rain fell on the hills of Linga all day, and the river rose. / The bridge at Sand was closed to lorries in the morning.
        The school sent its pupils home at noon.
        The ferry lay in port until the evening. @Ida Holm
        """,
    ),
    Correction(
        "what of a line is a stamp stands before the text, in words or set off by a mark",
        MATCH,
        'anyway = true\nstarts = [{ like = "#:## – *" }, "Much later: We are home."]\nstamps = [{ like = "#:## – *" }, "Much later: We are home."]',
        """
        92:00 The whistle goes.
        12:40 Rovers lead from the spot. / He closed his eyes.
        Much later We are home.
        """,
    ),
    Correction(
        "a line becomes a caption, and another the lead; what is left out has the keeper's reason",
        FIRE,
        'captions = ["Passengers are asked to stay at home."]\nlead = ["Residents should keep their windows closed."]\ndrop = [{ line = "Smoke over the town", why = "an advert" }]',
        """
        10:40 GMT [The fire is out] / The last flames were put out at twenty to eleven.
        10:15 GMT [Ferries are cancelled] / No ferry will sail before noon, the port said. / ~Passengers are asked to stay at home.
        """,
    ),
    Correction(
        "an update that starts behind the last one brings what stands below it",
        FIRE + "© The Courier 2024\nThe morning\nIt smoked early on.\n",
        'starts = ["The morning"]',
        """
        10:40 GMT [The fire is out] / The last flames were put out at twenty to eleven.
        10:15 GMT [Ferries are cancelled] / No ferry will sail before noon, the port said. / Passengers are asked to stay at home.
        09:50 GMT [Smoke over the town] / Residents should keep their windows closed.
        The morning / It smoked early on.
        """,
    ),
    Correction(
        "a page's paragraph becomes a headline and starts an update",
        PAGE,
        'headlines = ["The minister speaks"]',
        """
        10:40 [The fire is out] / The last flames were put out.
        [The minister speaks] / She thanked the crews.
        10:15 [Ferries are cancelled] / No ferry will sail before noon.
        """,
    ),
    Correction(
        "a page's updates are joined",
        PAGE,
        'join = ["Ferries are cancelled"]',
        """
        10:40 [The fire is out] / The last flames were put out. / The minister speaks / She thanked the crews. / Ferries are cancelled / No ferry will sail before noon.
        """,
    ),
)


def _split(live_blog: LiveBlog) -> list[str]:
    updates = live_blog.updates if live_blog.order == "oldest first" else live_blog.updates[::-1]
    return [" ".join(_parts(update)) for update in updates]


def _parts(update: Update) -> Iterator[str]:
    if update.stamp:
        yield update.stamp
    captions = {"caption": "~"}
    texts = ([f"[{update.title}]"] if update.title else []) + [
        captions.get(block.kind, "") + block.text for block in update.blocks
    ]
    yield " / ".join(texts)
    yield from (f"#{tag}" for tag in update.tags)
    yield from (f"@{author}" for author in update.authors)
    if update.key:
        yield "!key"


@pytest.mark.parametrize("case", CORRECTIONS, ids=lambda case: case.name)
def test_the_keeper_corrects_the_split_and_nothing_is_lost(house: House, case: Correction) -> None:
    suffix = "html" if case.document.startswith("<") else "txt"
    path = house.document(case.document, f"2024-03-03-fire.{suffix}", case.toml)
    assert _split(archive.read(path)) == [line.strip() for line in case.expected.strip().splitlines()]
    house.run()
    assert house.missing() == []


def test_stamps_that_the_keeper_names_are_times_that_pass_midnight(house: House) -> None:
    path = house.document(
        "The storm\n9:56PM GMT  Hi all.\nsign11:50PM GMT  We wait.\n\nrobe0:10AM GMT  It left.\n",
        "2024-03-03-storm.txt",
        'anyway = true\norder = "oldest first"\nstarts = [{ like = "*#:#?M *" }]\n'
        'stamps = [{ like = "*#:#AM *" }, { like = "*#:#PM *" }]'.replace("?", "*"),
    )
    live_blog = archive.read(path)
    assert [(str(update.time), update.blocks[0].text) for update in live_blog.updates] == [
        ("2024-03-03 21:56:00+00:00", "Hi all."),
        ("2024-03-03 23:50:00+00:00", "We wait."),
        ("2024-03-04 00:10:00+00:00", "It left."),
    ]
    assert [each.text for each in live_blog.dropped][-2:] == ["sign", "robe"]
    house.run()
    assert house.missing() == []


def test_an_update_that_the_keeper_leaves_empty_leaves_its_stamp_among_the_dropped(house: House) -> None:
    path = house.document(FIRE, toml='drop = ["Smoke over the town", { like = "Residents*" }]')
    assert len(archive.read(path).updates) == 2
    house.run()
    assert house.missing() == []


@pytest.mark.parametrize(
    ("toml", "of_live_blog", "of_update"),
    [
        ('authors = ["the night desk"]', ("Per Lund", "the night desk"), ("Mira Solheim",)),
        ('drop = ["By Per Lund"]', (), ("Mira Solheim",)),
        ('drop = ["By Mira Solheim"]', ("Per Lund",), ()),
        ('keep = ["By Mira Solheim"]', ("Per Lund",), ()),
    ],
)
def test_a_byline_of_the_lead_is_the_live_blogs_and_one_that_is_none_names_nobody(
    house: House, toml: str, of_live_blog: tuple[str, ...], of_update: tuple[str, ...]
) -> None:
    document = """
    Fire at the harbour
    the night desk
    Two warehouses are burning at the harbour.
    By Per Lund
    10:40 GMT
    The fire is out
    By Mira Solheim
    The last flames were put out at twenty to eleven.
    10:15 GMT
    Ferries are cancelled
    No ferry will sail before noon, the port said.
    """
    path = house.document(document.replace("\n    ", "\n").strip(), "2024-03-03-fire.txt", toml)
    live_blog = archive.read(path)
    assert (live_blog.authors, live_blog.updates[-1].authors) == (of_live_blog, of_update)


def test_names_beside_and_above_a_stamp_are_who_wrote_the_update(house: House) -> None:
    document = """\
# flood-watch
Mara — 03/03/2031 18:02
River gauge at Linga says 3.1 m and rising. I'll post every half hour.
Theo
 — 03/03/2031 18:31
3.4 m. The footbridge is closed
They've put tape across it
Mara — 03/03/2031 19:05
3.6 m now.
School hall is open as a shelter, bring blankets
Ines (she/her) — 03/03/2031 20:10
Power is off on the east bank
Theo — 03/03/2031 21:00
Peak! 3.9 m and it stands still
Mara — 03/03/2031 22:15
3.7 m. I'm going to bed, good night all
"""
    said = [
        'authors = [{ like = "Mara — #/#/# #:#" }, "Theo"]',
        'starts = ["Theo"]',
        'stamps = ["— 03/03/2031 18:31"]',
    ]
    path = house.document(document, toml="\n".join(said))
    assert [
        (*update.authors, str(update.time)[11:16], update.title) for update in archive.read(path).updates
    ] == [
        ("Mara", "18:02", None),
        ("Theo", "18:31", None),
        ("Mara", "19:05", None),
        ("20:10", "Ines (she/her)"),
        ("21:00", "Theo"),
        ("Mara", "22:15", None),
    ]
    house.run()
    assert house.missing() == []


def test_a_line_that_comes_again_is_named_by_the_line_before_it(house: House) -> None:
    path = house.document(
        FIRE.replace("09:50", "Passengers are asked to stay at home.\n09:50"),
        toml='date = 2024-03-03\ndrop = [{ line = "Passengers are asked to stay at home.", after = '
        '"No ferry will sail before noon, the port said." }]',
    )
    assert _split(archive.read(path))[1] == (
        "10:15 GMT [Ferries are cancelled] / No ferry will sail before noon, the port said."
        " / Passengers are asked to stay at home."
    )


@pytest.mark.parametrize(
    ("toml", "warning"),
    [
        (
            'starts = ["Pasengers are asked to stay at home"]',
            "starts names a line that is not in the document: “Pasengers are asked to stay at home”; the nearest is line 10, “Passengers are asked to stay at home.”",
        ),
        ('drop = ["Zzyzx"]', "drop names a line that is not in the document: “Zzyzx”"),
        (
            'join = [{ line = "Smoke over the town", after = "10:00 GMT" }]',
            "join names a line that is not in the document: “Smoke over the town” behind “10:00 GMT”; line 12 stands behind “09:50 GMT”",
        ),
        (
            '[tags]\nsea = ["Feries"]',
            "the tag sea names a line that is not in the document: “Feries”; the nearest is line 8, “Ferries are cancelled”",
        ),
    ],
)
def test_a_correction_that_names_no_line_is_told_with_the_nearest(
    house: House, toml: str, warning: str
) -> None:
    path = house.document(FIRE, "2024-03-03-fire.txt", toml)
    assert warning in archive.read(path).warnings


def test_corrections_hold_when_the_document_grows(house: House) -> None:
    toml = 'date = 2024-03-03\nstarts = ["Passengers are asked to stay at home."]\njoin = ["Smoke over the town"]'
    before = _split(archive.read(house.document(FIRE, toml=toml)))
    newer = "".join(
        f"11:{minute} GMT\nNews {minute} of the fire\nIt rained at {minute} past.\n"
        for minute in range(59, 49, -1)
    )
    head, _, rest = FIRE.partition("10:40 GMT")
    grown = _split(archive.read(house.document(f"{head}{newer}10:40 GMT{rest}", toml=toml)))
    assert len(grown) == len(before) + 10
    assert grown[10:] == before


def test_a_warning_is_answered_once(house: House) -> None:
    text = FIRE.replace(" GMT", "")
    path = house.document(text, "2024-03-03-fire.txt")
    (warning,) = archive.read(path).warnings
    house.document(text, path.name, f'accepted = ["{warning}"]')
    assert archive.read(path).warnings == ()


@pytest.mark.parametrize(
    ("document", "said", "warnings"),
    [
        (
            "Smoke over the town\n"
            + "".join(f"It rained for {hour} hours in town.\n" for hour in range(2, 15)),
            'starts = [{ like = "*8 hours*" }]',
            [
                "13 paragraphs under “Smoke over the town” have neither headline nor time between them: It rained for 2 hours in …"
            ],
        ),
        (
            FIRE.replace("Passengers are", "10:00 GMT\nPassengers are"),
            'starts = ["Two warehouses are burning at the harbour."]',
            [],
        ),
    ],
)
def test_a_warning_that_corrections_make_untrue_is_not_said(
    house: House, document: str, said: str, warnings: list[str]
) -> None:
    path = house.document(document, "2024-03-03-fire.txt", "anyway = true")
    assert list(archive.read(path).warnings) == warnings
    house.document(document, path.name, f"anyway = true\n{said}")
    assert archive.read(path).warnings == ()


def test_joining_all_updates_away_is_refused(house: House) -> None:
    path = house.document(FIRE, "2024-03-03-fire.txt", 'join = [{ like = "*GMT*" }, { like = "*" }]')
    with pytest.raises(DocumentError, match="no update is left"):
        archive.read(path)


def test_a_line_has_a_name_that_means_no_other() -> None:
    lines = ["Rain", "Share", "", "Rain", "Share", "Sun", "Share", "Share", "Fog"]
    names = LineNames(lines)
    for number, line in enumerate(lines, 1):
        assert not line or names.numbers(names.name(number)) == [number]
    assert names.name(5) == NamedLine("Share", after="Share\nRain")
    assert names.name(2) == NamedLine("Share", after="\nRain")
    assert names.name(9) == "Fog"


def test_an_update_was_not_changed_before_it_was_made(house: House) -> None:
    made = dt.datetime(2024, 3, 3, 10, tzinfo=dt.UTC)
    for hours, expected in ((-1, False), (1, True)):
        update = Update(
            position=1,
            title="Smoke",
            time=made,
            date=made.date(),
            precision="minute",
            modified=made + dt.timedelta(hours=hours),
        )
        live_blog = LiveBlog(title="Fire", updates=(update,), date=made.date())
        house.document(json_lines.dump_jsonl(live_blog), "fire.jsonl")
        house.run()
        assert ("Modified" in load(house.folder)["0001-smoke.md"].metadata) == expected
