"""Which addresses may be reached: hosts that the settings list, and of those public addresses.

A name is looked up once, every address it has is judged, and the connection then goes to the one
that was judged. So a name that is answered differently a moment later leads nowhere else.
"""

from __future__ import annotations

import socket
from collections.abc import Callable, Iterable, Sequence
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address, ip_network
from urllib.parse import SplitResult, urlsplit

from msgspec import Struct

from briefgen.refreshing.failing import Unfetched

Address = IPv4Address | IPv6Address
Lookup = Callable[[str, int], Sequence[str]]
PORTS = {"http": 80, "https": 443}
_TRANSLATED = IPv6Network("64:ff9b::/96")  # IPv4 behind a translator


class Target(Struct, frozen=True):
    """An address of the web, with the one machine that its host stands for."""

    url: SplitResult
    host: str
    port: int
    machine: str

    @property
    def path(self) -> str:
        """Path and query, as they are asked for."""
        return (self.url.path or "/") + (f"?{self.url.query}" if self.url.query else "")


def looked_up(host: str, port: int) -> Sequence[str]:
    """The addresses of a host, as the system knows them."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return tuple(dict.fromkeys(str(each[4][0]) for each in found))


def target(
    address: str, hosts: Iterable[str], private: Iterable[str], lookup: Lookup = looked_up
) -> Target:
    """The machine to connect to; Unfetched where it may not be, or cannot be found."""
    url, host, port = _parts(address)
    if host not in {each.casefold() for each in hosts}:
        hint = f'add it in briefgen.toml: [refresh] hosts = ["{host}"]'
        raise Unfetched(f"the host {host} is not listed in the settings", hint)
    try:
        machines = lookup(host, port)
    except (OSError, UnicodeError):
        message = f"the host {host} is not found"
        raise Unfetched(message, "check its name", again=True, silent=True) from None
    inside = _networks(private)
    for machine in machines:
        if not _allowed(machine, inside):
            message = f"the host {host} has the address {machine}, which is not public"
            hint = 'if it is meant, add it in briefgen.toml: [refresh] private = ["…"]'
            raise Unfetched(message, hint)
    if not machines:
        raise Unfetched(f"the host {host} has no address", "check its name", again=True)
    return Target(url, host, port, machines[0])


def _parts(address: str) -> tuple[SplitResult, str, int]:
    try:
        url = urlsplit(address)
        host, port = (url.hostname or "").casefold(), url.port
    except ValueError:
        raise Unfetched(f"“{address[:80]}” is no address", "check how it is written") from None
    if url.scheme not in PORTS or not host or "@" in url.netloc:
        raise Unfetched(f"“{address[:80]}” cannot be fetched", "only https:// and http:// can")
    return url, host, port if port is not None else PORTS[url.scheme]


def _networks(private: Iterable[str]) -> tuple[object, ...]:
    try:
        return tuple(ip_network(each, strict=False) for each in private)
    except ValueError as error:
        raise Unfetched(f"in [refresh] private: {error}", "write 10.0.0.0/8 or 10.1.2.3") from None


def _allowed(machine: str, inside: Sequence[object]) -> bool:
    found = ip_address(machine.partition("%")[0])
    if any(found in network for network in inside):  # type: ignore[operator]
        return True
    return all(each.is_global and not each.is_multicast for each in _meant(found))


def _meant(found: Address) -> tuple[Address, ...]:
    """An address and those that it only stands for: IPv4 may be written as IPv6 in four ways."""
    if isinstance(found, IPv4Address):
        return (found,)
    behind = [found.ipv4_mapped, found.sixtofour, *(found.teredo or ())]
    if found in _TRANSLATED:
        behind.append(IPv4Address(int(found) & 0xFFFFFFFF))
    within = tuple(each for each in behind if each is not None)
    return within if found.ipv4_mapped is not None else (found, *within)
