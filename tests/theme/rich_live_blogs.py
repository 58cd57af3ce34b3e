"""Live blogs in five languages that have all that an update can have; in `make torture` one has parts."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, NamedTuple

from pelican.settings import read_settings
from test_pictures import png

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


class Told(NamedTuple):
    """What a live blog tells, in its language."""

    zone: str
    title: str
    words: str
    quote: str
    speaker: str
    caption: str
    topic: str
    stamp: str
    """The hour as its source prints it."""


TOLD = {
    "en": Told(
        "Europe/London",
        "Storm Ilse: coast road closed as the sea wall holds",
        "“We had a plan for this,” said the harbour master. The gate stays shut through the night.",
        "We have never seen it this high.",
        "— Per Lund, harbour master",
        "The harbour at first light. Photo: Ida Holm",
        "Norrvik",
        "{}:05 BST",
    ),
    "de": Told(
        "Europe/Berlin",
        "Hochwasser: Landeskatastrophenschutzkoordinierungsstelle tagt, Donaudampfschifffahrt steht",
        "„Der Damm ist weich, aber er steht“, sagte die Einsatzleiterin. Der Scheitel wird erwartet.",
        "So etwas haben wir noch nie erlebt.",
        "— Anna Brandt, Bürgermeisterin",
        "Die Altstadt am Morgen. Foto: Jutta Kern",
        "Katastrophenschutz",
        "{}.05 Uhr",
    ),
    "fr": Told(
        "Europe/Paris",
        "Grève : « aucun bateau ne sortira », préviennent les dockers ; la préfecture appelle au calme",
        "« Nous ne demandons pas la lune », explique Marc Dubreuil : « des horaires. »",
        "Des horaires, et qu’on les tienne.",
        "— Marc Dubreuil, docker",
        "Le port à l’arrêt. Photo : Élise Marchand",
        "Préfecture",
        "{}h05",
    ),
    "ar": Told(
        "Asia/Amman",
        "السيول تقطع الطريق الساحلي والدفاع المدني ينقل ثلاثة آلاف شخص",
        "قال مدير الميناء: «كانت لدينا خطة» (حتى الساعة 18:00). وتبقى البوابة مغلقة.",
        "لم نر الماء بهذا الارتفاع من قبل.",
        "— سامي الخطيب، مدير الميناء",
        "الميناء عند الفجر. تصوير: ليلى حداد",
        "وادي الرمل",
        "{}:05",
    ),
    "zh": Told(
        "Asia/Shanghai",
        "台风“海燕”登陆：沿海公路封闭，四千户停电",
        "港务长说：“我们有预案。”闸门今夜继续关闭（共有三百余人参加）。",
        "从没见过这么高的水位。",
        "—— 陆平，港务长",
        "清晨的港口。摄影：林小雨",
        "诺港",
        "{}:05",
    ),
}

PICTURE = "![{}]({{static}}images/{}.png)"
TABLE = "".join(
    f"<tr>{''.join(f'<{cell}>{column} 000 000</{cell}>' for column in range(12))}</tr>"
    for cell in ("th", "td", "td")
)
LONG = "https://courier.example/" + "a-very-long-address-" * 8
TEXTS = (
    "{words}\n\n{broad}\n\n*{caption}*",
    "{broad}\n\n{high}\n\n{high}\n\n*{caption}*",
    "{words}\n\n<table>" + TABLE + "</table>\n\n{words}",
    "{words}\n\n> {quote}\n\n{speaker}\n\n> **{quote}**\n\n{speaker}",
    "[{quote}](https://www.youtube.com/watch?v=1)\n\n<https://www.openstreetmap.org/#map=5>\n\n<https://x.com/i/status/1>",
    "{words}\n\n    " + LONG + "\n\n- {words}\n- {words}\n\n### {quote}\n\n" + LONG,
    "",
)
FACTS = (
    "Key: yes\nPinned: yes\nTags: {topic}",
    "Authors: Ida Holm\nModified: {time}",
    "Source: https://courier.example/live/1",
)

COUNTS = (22, 103) if "TORTURE" in os.environ else (8, 8)
"""How many updates a live blog has, and the English one: each text once, or with all facts, and in parts."""


def articles(language: str, count: int) -> Iterator[tuple[str, str]]:
    """Yield the files of a live blog, an update an hour."""
    told = TOLD[language]
    words = told._asdict() | {
        name: PICTURE.format("" if name == "high" else told.quote, name) for name in ("broad", "high")
    }
    yield (
        "0000-lead.md",
        (
            f"Title: {told.title}\nDate: 2031-05-01\nKind: lead\nLang: {language}\nTimezone: {told.zone}\n"
            f"Publisher: Courier\nSource: https://courier.example/live\nCaptured: 2031-05-03T09:00+00:00\n"
            f"\n{told.words}\n"
        ),
    )
    for number in range(1, count + 1):
        day, hour = divmod(number + 5, 24)
        time = f"2031-05-{day + 1:02}T{hour:02}:05+00:00"
        title = told.quote if number % 4 else ""
        removed = "Removed: {words}\n".format(**words) if number % len(TEXTS) == 0 else ""
        facts = FACTS[number % len(FACTS)].format(time=time, **words)
        text = TEXTS[number % len(TEXTS) - 1].format(**words)
        yield (
            f"{number:04}.md",
            (
                f"Title: {title}\nDate: {time}\nPrecision: minute\nKind: update\nPosition: {number}\n"
                f"Slug: update-{number}\nStamp: {told.stamp.format(hour)}\n{facts}\n{removed}\n{text}\n"
            ),
        )


def built(folder: Path) -> Path:
    """Build the site of all of them; an address is `LANGUAGE/index.html`."""
    for language in TOLD:
        live_blog = folder / "content" / language
        (live_blog / "images").mkdir(parents=True)
        (live_blog / "images/broad.png").write_bytes(png(1200, 800))
        (live_blog / "images/high.png").write_bytes(png(600, 1200))
        for name, text in articles(language, COUNTS[language == "en"]):
            (live_blog / name).write_text(text, "utf-8")
    places = {"PATH": str(folder / "content"), "OUTPUT_PATH": str(folder / "output")}
    settings = read_settings("pelicanconf.py", override=places)
    settings["PELICAN_CLASS"](settings).run()
    return folder / "output"
