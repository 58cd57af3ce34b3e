"""Connections that lead to the public internet alone, whatever a name or a redirect says."""

from __future__ import annotations

import ipaddress
import socket
from contextlib import suppress
from threading import Event, Timer
from typing import TYPE_CHECKING, Any

import urllib3
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.exceptions import NameResolutionError, NewConnectionError
from urllib3.util.connection import create_connection

if TYPE_CHECKING:
    from collections.abc import Iterator

    Address = ipaddress.IPv4Address | ipaddress.IPv6Address

TIMEOUT = urllib3.Timeout(connect=15, read=30)
"""Seconds."""
MAX_HEAD = 60.0
"""Seconds until a server has said what kind of answer comes."""
INSIDE = tuple(map(ipaddress.ip_network, ("192.0.0.0/24", "fec0::/10", "64:ff9b:1::/48")))
"""Addresses inside networks that Python takes for public, depending on its version."""
TRANSLATED = ipaddress.ip_network("64:ff9b::/96")
"""Where IPv6 has IPv4: its last four bytes."""


class PrivateAddressError(Exception):
    """A name leads to an address inside the own network."""


class _Prompt:
    """Gives up a server that begins its answer so slowly that no single wait for it is long."""

    def getresponse(self) -> Any:  # noqa: ANN401 - the library's
        connection: Any = self
        is_late = Event()

        def give_up() -> None:
            is_late.set()
            with suppress(OSError):  # where the server has just ended it
                socket.socket.shutdown(connection.sock, socket.SHUT_RDWR)

        timer = Timer(MAX_HEAD, give_up)
        timer.daemon = True
        timer.start()
        try:
            answer = super().getresponse()  # type: ignore[misc]  # of the connection that it is mixed into
        finally:
            timer.cancel()
        if is_late.is_set():
            answer.close()
            raise TimeoutError
        return answer


class _Public:
    """Connects only to addresses that are public, after each name was resolved."""

    def _new_conn(self) -> socket.socket:
        connection: Any = self
        try:
            found = socket.getaddrinfo(connection._dns_host, connection.port, type=socket.SOCK_STREAM)  # noqa: SLF001 - the one place where the library lets a name be resolved
        except socket.gaierror as error:
            raise NameResolutionError(connection.host, connection, error) from error
        public = [str(sockaddr[0]) for *_, sockaddr in found if is_public(str(sockaddr[0]))]
        if not public:
            raise PrivateAddressError(connection.host)
        problem: OSError | None = None
        for address in dict.fromkeys(public):
            try:
                return create_connection(
                    (address, connection.port),
                    connection.timeout,
                    source_address=connection.source_address,
                    socket_options=connection.socket_options,
                )
            except OSError as error:
                problem = error
        raise NewConnectionError(connection, f"no connection: {problem}") from problem


class PromptHTTPConnection(_Prompt, HTTPConnection):
    """A connection to any address."""


class PromptHTTPSConnection(_Prompt, HTTPSConnection):
    """A connection by TLS to any address."""


class PublicHTTPConnection(_Public, PromptHTTPConnection):
    """A connection to a public address."""


class PublicHTTPSConnection(_Public, PromptHTTPSConnection):
    """A connection by TLS to a public address."""


class PromptHTTPPool(HTTPConnectionPool):
    """Connections to one host."""

    ConnectionCls = PromptHTTPConnection


class PromptHTTPSPool(HTTPSConnectionPool):
    """Connections by TLS to one host."""

    ConnectionCls = PromptHTTPSConnection


class PublicHTTPPool(HTTPConnectionPool):
    """Connections to one public host."""

    ConnectionCls = PublicHTTPConnection


class PublicHTTPSPool(HTTPSConnectionPool):
    """Connections by TLS to one public host."""

    ConnectionCls = PublicHTTPSConnection


POOLS = {
    False: {"http": PublicHTTPPool, "https": PublicHTTPSPool},
    True: {"http": PromptHTTPPool, "https": PromptHTTPSPool},
}
"""By whether addresses inside the own network are allowed."""


def pool(*, allow_private: bool = False) -> urllib3.PoolManager:
    """Return what makes connections, by itself neither redirected nor repeated."""
    manager = urllib3.PoolManager(num_pools=8, timeout=TIMEOUT, retries=False)
    manager.pool_classes_by_scheme = POOLS[allow_private]
    return manager


def is_public(text: str) -> bool:
    """Tell whether an IP address is reached by the public internet, whatever wraps it."""
    try:
        address = ipaddress.ip_address(text.partition("%")[0])
    except ValueError:
        return False
    return all(map(_is_outside, _within(address)))


def _is_outside(address: Address) -> bool:
    inside = address.is_multicast or address.is_reserved or any(address in network for network in INSIDE)
    return address.is_global and not inside


def _within(address: Address) -> Iterator[Address]:
    """Yield an address, and that of IPv4 which an address of IPv6 stands for."""
    if isinstance(address, ipaddress.IPv4Address):
        yield address
    elif address in TRANSLATED:
        yield ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    else:
        inner = [address.ipv4_mapped, address.sixtofour, *(address.teredo or ())]
        yield from [each for each in inner if each] or [address]
