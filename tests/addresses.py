"""Addresses as strangers write them, and how browsers read them: https://url.spec.whatwg.org/#url-parsing."""

from __future__ import annotations

from itertools import product

WEB = [
    *("https://h.example", "HTTPS://h.example", "hTTp://h.example/a", "https:h.example", "https:/h.example"),
    *("https:\\\\h.example\\a", "https:\\h.example", "https:///h.example", "https:/\\h.example"),
    *(" https://h.example", "\x01https://h.example\x1f", "ht\ntps://h.example", "https:\t//h.exa\nmple"),
    *("https://u:p@h.example/", "https://h.example:8443/a?b#c", "https://h.example?\\a", "https://[::1]/a"),
    *(
        "https://h.example\\@i.example",
        "http://127.1/a",
        "https://bücher.example/ä b",
        "https://%68.example/",
    ),
]
MAIL = ["mailto:a@h.example", "MAILTO:a@h.example", " mailto:a@h.example"]
WITHIN = [
    *("a.png", "../storm/a.png", "./a.png", "a b.png", "a\\b.png", "../a.png", "..\\index.html", "#a", "?a"),
    *("..", ".", "a/..", "%2e%2e/a.png", ".%2E/a.png", "x/../a.png", ".//h.example/a.png", "a//b.png"),
    *("a?b=//h.example", "a#../../..", "{static}a.png", "@h.example", "1:a.png", "\ta.png", "a\n.png", "a|b"),
]
NOWHERE = [
    *("//h.example/share", "\\\\evil.example\\share\\b.png", "/\\h.example", "\\/h.example", "///h.example"),
    *("/etc/hostname", "\\etc\\hostname", "../../../../etc/hostname", "..\\..\\etc\\hostname", "../../a.png"),
    *("%2e%2e/%2E./a.png", "a/../../../a.png", "..%2f..%2fetc", "..%5c..%5cetc", "a%00.png", "../.%2e/a"),
    *("javascript:alert(1)", "JaVaScRiPt:alert(1)", "java\nscript:alert(1)", " \x01javascript:alert(1)"),
    *("file:///etc/hostname", "file:a", "file:\\\\h.example\\share", "data:text/html,a", "blob:https://h/a"),
    *("C:\\a.png", "c:/a.png", "C|/a.png", "c|\\a.png", "vbscript:a", "ftp://h.example/a", "ws://h.example"),
    *(
        "https://",
        "https:",
        "https://h.example:99999",
        "https://[::1",
        "https://[x]/",
        "https://a b/",
        "mailto:",
    ),
    *("/\t/h.example", "\n//h.example", "/\n/h.example", " //h.example", "\x00//h.example", "view-source:a"),
]
STARTS = [
    "",
    " ",
    "\t",
    "\x01",
    "/",
    "//",
    "\\",
    "\\\\",
    "/\\",
    "https:",
    "HTTPS:/",
    "http:\\",
    "file:",
    "..",
    ".",
]
MIDDLES = ["", "/", "\\", "//", "h.example", "../..", "%2e%2e", "c|", "\n", "@", "?", "#", ":8"]
ENDS = ["", "/a.png", "\\a.png", "/../../../a", "?b", "#c", "/%2e%2E/..", " "]
ALL = [*WEB, *MAIL, *WITHIN, *NOWHERE, *map("".join, product(STARTS, MIDDLES, ENDS))]
"""More than 1,600 addresses."""
