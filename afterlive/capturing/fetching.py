"""What a server answers: asked politely, one host at a time, within limits, and kept in the archive."""

from __future__ import annotations

import datetime as dt
import zlib
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime
from time import monotonic, sleep
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import quote, urlsplit

from urllib3.exceptions import HTTPError

from afterlive import VERSION
from afterlive.addresses import leads
from afterlive.capturing.guarded_connections import PrivateAddressError, pool
from afterlive.errors import DocumentError
from afterlive.reading.source.web_archive import SAFE, absolute

if TYPE_CHECKING:
    from collections.abc import Iterator

    from urllib3 import BaseHTTPResponse, PoolManager

    from afterlive.capturing.capture_file import CaptureFile

HEADERS = {
    "User-Agent": f"Afterlive/{VERSION} (+https://github.com/afterlive/afterlive; keeps live blogs)",
    "Accept": "text/html,application/xhtml+xml,application/json;q=0.9,image/*;q=0.9,*/*;q=0.8",
    "Accept-Language": "en,*;q=0.5",
    "Accept-Encoding": "gzip, deflate",
}
REDIRECTS = frozenset({301, 302, 303, 307, 308})
BUSY = frozenset({429, 503})
"""Answers that ask to come again later."""
UNWELL = frozenset({500, 502, 504})
"""Answers that a second try may change."""
MAX_HOPS = 10
MAX_TRIES = 4
MAX_WAIT = 120.0
"""Seconds that a server may ask to wait."""
MAX_ANSWER = 20_000_000
"""Bytes of one answer, packed or not."""
MAX_SLOW = 120.0
"""Seconds for one answer."""
STEP = 65_536
OK = 200
BEGUN = {"gzip": 31, "x-gzip": 31, "deflate": 47}
"""How zlib reads what a server packed."""


class NotFetchedError(DocumentError):
    """Why an address gave nothing."""


class NotReachedError(NotFetchedError):
    """Why no server answered at all, and what to do: a browser would get no further."""


class Fetched(NamedTuple):
    """What a server answered in the end."""

    url: str
    """After redirects."""
    kind: str
    """The media type, in small letters."""
    charset: str | None
    data: bytes


@dataclass(frozen=True)
class Options:
    """What a capture may do."""

    pages: int = 200
    megabytes: int = 500
    minutes: float = 30
    pause: float = 1.0
    """Seconds between two requests to one host."""
    allow_private: bool = False
    """Whether addresses inside the own network may be asked."""


@dataclass
class Fetcher:
    """Asks servers for addresses, and writes each answer down."""

    file: CaptureFile
    options: Options = Options()
    size: int = 0
    """Bytes of all answers so far."""
    _pool: PoolManager = field(init=False)
    _begun: float = field(default_factory=monotonic)
    _last: dict[str, float] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._pool = pool(allow_private=self.options.allow_private)

    def close(self) -> None:
        """End all connections."""
        self._pool.clear()

    @property
    def is_spent(self) -> bool:
        """Tell whether a limit is reached."""
        minutes = (monotonic() - self._begun) / 60
        return self.size >= self.options.megabytes * 1_000_000 or minutes >= self.options.minutes

    def fetch(self, url: str) -> Fetched:
        """Return what is at an address, redirects followed. Raises NotFetchedError that says why not."""
        asked = plain(url)
        for _ in range(MAX_HOPS):
            status, headers, body = self._answer(asked)
            to = absolute(headers.get("location", ""), asked) if status in REDIRECTS else ""
            if not to:
                break
            asked = plain(to)
        else:
            raise NotFetchedError(f"{url}: more than {MAX_HOPS} redirects")
        if status != OK:
            raise NotFetchedError(f"{url}: the server answers {status} {headers.get(':reason', '')}".rstrip())
        kind, _, more = headers.get("content-type", "").partition(";")
        charset = more.partition("charset=")[2].partition(";")[0].strip("\"' ") or None
        data = unpacked(body, headers.get("content-encoding", ""))
        return Fetched(asked, kind.strip().lower(), charset, data)

    def _answer(self, url: str) -> tuple[int, dict[str, str], bytes]:
        """Ask for an address, again where the server wants or needs that, and write the answer down."""
        if leads(url).where != "web" or "@" in urlsplit(url).netloc:
            raise NotFetchedError(f"{url}: no address of http or https without a password in it")
        for tried in range(1, MAX_TRIES + 1):
            if self.is_spent:
                raise NotFetchedError(f"{url}: the limit of {self._limit()} is reached")
            try:
                response, body = self._ask(url)
            except NotFetchedError:
                raise
            except PrivateAddressError as error:
                raise NotReachedError(
                    f"{url}: {error} leads into a private network: --allow-private allows that"
                ) from None
            except (HTTPError, OSError, ValueError) as error:
                if tried == MAX_TRIES // 2:
                    why = f"no answer ({_words(error)}): see whether the address is right and its server runs"
                    raise NotReachedError(f"{url}: {why}") from None
                sleep(2**tried)
                continue
            pause = _asked_to_wait(response)
            if response.status not in BUSY | UNWELL or tried == MAX_TRIES or pause > MAX_WAIT:
                break
            sleep(pause or 2**tried)
        headers = [(name, value) for name, value in response.headers.items()]
        self.file.write(url, HEADERS.items(), f"{response.status} {response.reason or ''}", headers, body)
        named = {name.lower(): value for name, value in headers} | {":reason": response.reason or ""}
        return response.status, named, body

    def _ask(self, url: str) -> tuple[BaseHTTPResponse, bytes]:
        """Ask for an address once, not too soon after the last time. Raises what the library raises."""
        host = urlsplit(url).netloc
        ready = self._last.get(host, 0) + self.options.pause
        if (early := ready - monotonic()) > 0 and host in self._last:
            sleep(early)
        begun = monotonic()
        response = self._pool.request(
            "GET", url, headers=HEADERS, redirect=False, preload_content=False, decode_content=False
        )
        try:
            body = b"".join(self._parts(response, url, begun))
        except BaseException:
            response.close()
            raise
        finally:
            self._last[host] = monotonic()
        response.release_conn()
        return response, body

    def _parts(self, response: BaseHTTPResponse, url: str, begun: float) -> Iterator[bytes]:
        """Yield an answer bit by bit. Raises NotFetchedError where that is too much, or takes too long."""
        size = 0
        while part := response.read1(STEP, decode_content=False):  # what is there, and not a whole step
            size += len(part)
            self.size += len(part)
            if size > MAX_ANSWER or self.size > self.options.megabytes * 1_000_000:
                raise NotFetchedError(f"{url}: too large")
            if monotonic() - begun > MAX_SLOW:
                raise NotFetchedError(f"{url}: too slow")
            yield part

    def _limit(self) -> str:
        return f"{self.options.megabytes} MB or {self.options.minutes:g} minutes"


def plain(url: str) -> str:
    """Return an address without its fragment, in the letters that servers are asked in."""
    try:
        parts = urlsplit(url)
        host = parts.netloc if parts.netloc.isascii() else parts.netloc.encode("idna").decode()
    except ValueError:
        return url
    return quote(parts._replace(netloc=host, fragment="").geturl(), safe=SAFE)


def unpacked(body: bytes, encoding: str) -> bytes:
    """Return what a server packed, cut where it is too much; as it came where that is unknown."""
    how = BEGUN.get(encoding.strip().lower())
    if how is None:
        return body
    try:
        return zlib.decompressobj(wbits=how).decompress(body, MAX_ANSWER)
    except zlib.error:
        return body


def _asked_to_wait(response: BaseHTTPResponse) -> float:
    """Return how many seconds a server asks to wait; 0 where it doesn't say."""
    said = response.headers.get("Retry-After", "").strip()
    if said.isascii() and said.isdecimal():
        return float(said[:6])
    try:
        until = parsedate_to_datetime(said)
    except ValueError:
        return 0.0
    until = until if until.tzinfo else until.replace(tzinfo=dt.UTC)
    return max(0.0, (until - dt.datetime.now(dt.UTC)).total_seconds())


def _words(error: Exception) -> str:
    """Return what the system says, else the library, without the object that it happened to."""
    said = str(error).rpartition(">: ")[2].rpartition("): ")[2]
    return said.rpartition("] ")[2].rstrip(")") or type(error).__name__
