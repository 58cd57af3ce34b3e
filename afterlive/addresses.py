"""Where an address leads, as browsers read it: https://url.spec.whatwg.org/#url-parsing."""

from __future__ import annotations

import re
from typing import Literal, NamedTuple
from urllib.parse import SplitResult, unquote, urlsplit

WEB = ("http", "https")

_EDGES = "".join(map(chr, range(0x21)))
"""What browsers strip of an address: controls and spaces."""
_DROPPED = str.maketrans("", "", "\t\n\r")
_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):(.*)", re.IGNORECASE | re.DOTALL | re.ASCII)
_PATH = re.compile(r"([^?#]*)(.*)", re.DOTALL)
_HOST = re.compile(r"\[[0-9a-f:.]+\](?::\d*)?|[^\x00-\x20#/:<>?@\[\\\]^|\x7f]+(?::\d*)?", re.IGNORECASE)
_SAME, _UP = {".", "%2e"}, {"..", ".%2e", "%2e.", "%2e%2e"}
_UNPLAIN = re.compile(r"%2f|%5c|%00", re.IGNORECASE)
"""Separators and ends of paths that some servers and systems decode, and browsers don't."""
_DRIVE = re.compile(r"[a-z][:|](?:/|$)", re.IGNORECASE)


class Destination(NamedTuple):
    """Where an address leads."""

    where: Literal["live blog", "site", "web", "mail", "nowhere"]
    address: str = ""
    """The same address in the one form that every browser reads alike; empty if it leads nowhere."""
    path: str = ""
    """Of the file that it names in the site."""


NOWHERE = Destination("nowhere")


def leads(address: str, page: str = "") -> Destination:
    """Return where an address leads from a page, which is named by its path in the site.

    Without a page, an address that needs one leads nowhere. So does one out of the site to the disk or the
    server that it stands on, or to another host by the page's own scheme, which would be `file:` from disk.
    """
    given = cleaned(address)
    scheme = _SCHEME.fullmatch(given)
    if not scheme:
        return _within(given, page) if page else NOWHERE
    name, rest = scheme[1].lower(), scheme[2]
    if name == "mailto" and rest:
        return Destination("mail", f"mailto:{rest}")
    found = _web(name, rest) if name in WEB else ""
    return Destination("web", found) if found else NOWHERE


def joined(address: str, base: str) -> str:
    """Return the address on the web or of a mail that another page, at `base`, means; empty if it is none.

    Without a base, `//host/…` is taken as `https:`.
    """
    given, ground = cleaned(address), leads(base)
    scheme = _SCHEME.fullmatch(given)
    same = scheme and ground.address.startswith(f"{scheme[1].lower()}:")
    if scheme and same and ground.where == "web" and not _split(scheme[2])[0].startswith("//"):
        given, scheme = scheme[2], None  # as browsers have it, `https:a` stands beside an `https:` page
    if ground.where == "web" and not scheme:
        given = _beside(given, urlsplit(ground.address))
    elif not scheme and _split(given)[0].startswith("//"):
        given = f"https:{given}"
    return leads(given).address


def _beside(address: str, base: SplitResult) -> str:
    """Return where an address without a scheme leads from a page on the web."""
    path, behind = _split(address)
    host = f"{base.scheme}://{base.netloc}"
    if path.startswith("//"):
        return f"{base.scheme}:{path}{behind}"
    if not path:
        query = f"?{base.query}" if base.query and behind[:1] != "?" else ""
        return f"{host}{base.path or '/'}{query}{behind}"
    folders = [] if path.startswith("/") else base.path.split("/")[1:-1]
    steps, _ = _walk(folders, path.removeprefix("/"))
    return f"{host}/{'/'.join(steps)}{behind}"


def cleaned(address: str) -> str:
    """Return an address without what browsers take away before they read it."""
    return address.strip(_EDGES).translate(_DROPPED)


def _split(address: str) -> tuple[str, str]:
    """Return the path of an address, with slashes for backslashes, and its query and fragment."""
    path, rest = _PATH.fullmatch(address).groups()  # type: ignore[union-attr]  # it matches anything
    return path.replace("\\", "/"), rest


def _web(scheme: str, rest: str) -> str:
    """Return an address of `http` or `https`, empty if it names no host."""
    path, behind = _split(rest)
    authority, slash, path = path.lstrip("/").partition("/")
    found = f"{scheme}://{authority}{slash}{path}{behind}"
    try:
        _ = urlsplit(found).port
    except ValueError:  # a port too high, or brackets that hold no IPv6 address
        return ""
    return found if _HOST.fullmatch(authority.rpartition("@")[2]) else ""


def _within(address: str, page: str) -> Destination:
    """Return where an address without a scheme leads."""
    path, behind = _split(address)
    folders = page.split("/")[:-1]
    if not path:
        return Destination("live blog", behind, page)
    if path.startswith("/") or _DRIVE.match(path) or _UNPLAIN.search(path):
        return NOWHERE
    found, leads_out = _walk(folders, path)
    if leads_out:
        return NOWHERE
    where: Literal["live blog", "site"] = (
        "live blog" if folders and found[: len(folders)] == folders else "site"
    )
    target = "/".join(found)
    return Destination(where, "../" * len(folders) + target + behind, unquote(target))


def _walk(folders: list[str], path: str) -> tuple[list[str], bool]:
    """Return the way that a path goes from a folder, and whether it went above the root on it."""
    found, leads_out = list(folders), False
    steps = path.split("/")
    for step in steps:
        if step.lower() in _UP:
            leads_out = leads_out or not found
            del found[-1:]
        elif step.lower() not in _SAME:
            found.append(step)
    if steps[-1].lower() in _SAME | _UP:
        found.append("")  # the folder itself
    return found, leads_out
