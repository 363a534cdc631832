"""Which hosts a second way may lead to: the public net, and our own network only if the operator
allows it. Looked at when a connection is made, so that no name and no redirect leads round it.
"""

import ipaddress
from collections.abc import Callable, Iterator

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
TRANSLATED = ipaddress.IPv6Network("64:ff9b::/96")
"""Addresses of IPv6 that a gateway turns into the IPv4 address in their last 32 bits."""


class NotPublic(PermissionError):
    """A connection would have led to a host that it may not lead to."""


def may_be_reached(host: str, *, own_network: bool) -> bool:
    """Return whether an address, written as a number, may be connected to."""
    try:
        address = ipaddress.ip_address(host.partition("%")[0])
    except ValueError:
        return False  # a name: nobody has looked yet where it leads
    return all(allowed(each, own_network=own_network) for each in (address, *within(address)))


def within(address: Address) -> Iterator[Address]:
    """Yield the IPv4 addresses that an address of IPv6 stands for."""
    if isinstance(address, ipaddress.IPv4Address):
        return
    if address in TRANSLATED:
        yield ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    inside = (address.ipv4_mapped, address.sixtofour, *(address.teredo or ()))
    yield from (each for each in inside if each is not None)


def allowed(address: Address, *, own_network: bool) -> bool:
    """Return whether one address is public, or of our own network where that may be reached.

    What only this link or nobody has is never: machines give away their secrets there.
    """
    if isinstance(address, ipaddress.IPv6Address) and address.ipv4_mapped is not None:
        return True  # what it stands for is looked at by itself
    if address.is_multicast or address.is_unspecified or address.is_link_local:
        return False
    near = address.is_private or address.is_loopback
    return own_network if near else address.is_global


def guard(*, own_network: bool) -> Callable[[str, tuple[object, ...]], None]:
    """Return an audit hook that stops every connection that may not be made, by NotPublic."""

    def hook(event: str, args: tuple[object, ...]) -> None:
        if event not in ("socket.connect", "socket.sendto", "socket.sendmsg"):
            return
        address = args[1]
        host = address[0] if isinstance(address, tuple) else ""
        if not may_be_reached(str(host), own_network=own_network):
            raise NotPublic("not a public address")

    return hook
