"""A page of a browser that counts what it runs and asks for, and what in it could run if it were touched."""

from __future__ import annotations

import json
import secrets
from collections import Counter
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from playwright.sync_api import Browser, CDPSession, Page

PATIENCE = 600_000
"""Milliseconds until a page is shown, which may be of megabytes, on a machine that has much else to do."""

SETTLED = """(async () => {
  await Promise.all([...document.images].map((image) => {
    image.loading = "eager";
    return image.complete || new Promise((done) => {
      for (const name of ["load", "error"]) image.addEventListener(name, done);
    });
  }));
  await new Promise((done) => setTimeout(done));
})()"""

ASTRAY = """((pages) => {
  const running = /^(iframe|object|embed|base|frame|applet|audio|video|math)$/i;
  const leading = /^(href|src|action|formaction|xlink:href|data|poster|ping)$/;
  const known = new Map();
  const astray = (value, address) => {  // what isn't an address leads nowhere
    const key = address + " " + value;
    if (!known.has(key)) known.set(key, URL.canParse(value, address)
      && !/^(file|https?|mailto|data):$/.test(new URL(value, address).protocol));
    return known.get(key);
  };
  return pages.map(([address, html, kind]) => {
    const page = html === null ? document : new DOMParser().parseFromString(html, kind);
    const found = window.name ? [`window.name is ${window.name}`] : [];
    const elements = page.querySelectorAll("*");
    for (const element of elements) {
      let odd = running.test(element.localName);
      for (const {name, value} of element.attributes) {
        odd ||= /^on|^style$|^srcdoc$|^http-equiv$/.test(name);
        odd ||= leading.test(name) && astray(value, address);
      }
      const own = element.httpEquiv === "Content-Security-Policy" && element.parentNode === page.head;
      if (odd && !own) found.push(element.outerHTML.slice(0, 300));
    }
    const scripts = [...page.querySelectorAll("script")]
      .filter((each) => each.type !== "application/ld+json")
      .map((each) => each.getAttribute("src"))
      .map((src) => src && new URL(src, address).href);
    return {elements: elements.length, found, scripts};
  });
})"""
"""What in pages could run or load something, at once or when clicked; without HTML, in the page shown."""
AT_ONCE = 3_000_000
"""So many characters of pages are looked through by one call."""


class Watched:
    """A page that is shown and looked through by the devtools protocol, which tells each script that runs."""

    def __init__(self, page: Page, session: CDPSession, own: tuple[str, ...], offences: list[str]) -> None:
        self._page, self._session, self._own, self._offences = page, session, own, offences
        self._mark = f"ours-{secrets.token_hex(8)}"
        self.counted: Counter[str] = Counter()
        self._inline = 0
        page.on("dialog", lambda dialog: (self._tell(f"said {dialog.message}"), dialog.dismiss()))
        page.on("request", lambda request: self._asked(request.url))
        page.context.on("page", lambda other: other is page or self._tell(f"opened {other.url}"))
        session.on("Debugger.scriptParsed", self._ran)
        session.send("Debugger.enable")

    def _tell(self, what: str) -> None:
        self._offences.append(f"{self._page.url}: {what}")

    def _asked(self, url: str) -> None:
        self.counted["requests"] += 1
        if not url.startswith((*self._own, "data:")):
            self._tell(f"asked for {url}")

    def _ran(self, script: dict[str, Any]) -> None:
        if not script["executionContextAuxData"]["isDefault"] or script["url"] == self._mark:
            return
        self.counted["scripts"] += 1
        if not (script["url"].startswith(self._own) and script["url"].partition("?")[0].endswith(".js")):
            self._inline += 1

    def open(self, address: str, inline: int = 0, then: str = "") -> None:
        """Show a page with all its pictures and look through it, where so many scripts may stand in it."""
        self._inline = 0
        self._page.goto(address)
        looking = f"{ASTRAY}({json.dumps([(address, None, '')])})"
        after = f"await {then};" if then else ""
        (looked,) = self.run(f"(async () => {{ await {SETTLED}; {after} return {looking}; }})()")
        self._judge(address, looked, inline)
        self.counted["opened"] += 1
        if self._inline != inline:
            self._tell(f"ran {self._inline} scripts in place of {inline}")
        if self._page.url != address:
            self._tell(f"went there from {address}")

    def look(self, pages: Mapping[str, str], kind: str = "text/html", inline: int = 0) -> None:
        """Look through HTML, by its address, for what could run or load something."""
        asked: list[tuple[str, str, str]] = []
        for number, (address, html) in enumerate(pages.items(), 1):
            asked.append((address, html, kind))
            if number == len(pages) or sum(len(html) for _, html, _ in asked) > AT_ONCE:
                answers = self.run(f"{ASTRAY}({json.dumps(asked)})")
                for (of, _, _), looked in zip(asked, answers, strict=True):
                    self._judge(of, looked, inline)
                asked.clear()

    def _judge(self, address: str, looked: dict[str, Any], inline: int) -> None:
        self.counted["looked through"] += 1
        self.counted["elements"] += looked["elements"]
        self._offences += [f"{address}: {what}" for what in looked["found"]]
        strange = [script for script in looked["scripts"] if script and not script.startswith(self._own)]
        if strange or looked["scripts"].count(None) != inline:
            self._offences.append(f"{address}: scripts {looked['scripts']}")

    def run(self, script: str) -> Any:  # noqa: ANN401 - whatever it returns
        """Run a script of ours, which isn't counted."""
        asked = {"expression": f"{script}\n//# sourceURL={self._mark}"}
        answer = self._session.send("Runtime.evaluate", asked | {"awaitPromise": True, "returnByValue": True})
        assert "exceptionDetails" not in answer, answer
        return answer["result"].get("value")


@contextmanager
def watched(browser: Browser, own: Sequence[str], offences: list[str]) -> Iterator[Watched]:
    """Yield a page that writes down all that runs, and what is asked for, but of addresses that begin so."""
    context = browser.new_context()
    context.set_default_navigation_timeout(PATIENCE)
    page = context.new_page()
    yield Watched(page, context.new_cdp_session(page), tuple(own), offences)
    context.close()
