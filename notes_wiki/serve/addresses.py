"""The addresses at which browsers reach the server.

In:  the host that it listens at, and its port.
Out: the address for browsers on this machine, and the one for others.
"""

from __future__ import annotations

import ipaddress
import socket

_NOBODY = {socket.AF_INET: "192.0.2.1", socket.AF_INET6: "2001:db8::1"}
"""Addresses that are reserved for examples."""


def of_host(host: str, port: int) -> str:
    """The address of a host, which may be an IPv6 address."""
    return f"http://{f'[{host}]' if ':' in host else host}:{port}/"


def own(host: str, port: int) -> str:
    """The address for browsers on this machine. A host that stands for all addresses is none itself: some
    browsers open it, others do not, and none of them trusts it as it trusts this machine."""
    if not is_any(host):
        return of_host(host, port)
    return of_host("::1" if ":" in host else "127.0.0.1", port)


def in_network(host: str, port: int) -> str:
    """The address for other machines, if the host stands for all addresses; "" if it does not, or if there is
    no network."""
    if not is_any(host):
        return ""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        with socket.socket(family, socket.SOCK_DGRAM) as probe:
            probe.connect((_NOBODY[family], 9))  # sends nothing: it only chooses the address to send from
            return of_host(probe.getsockname()[0], port)
    except OSError:
        return ""


def is_any(host: str) -> bool:
    """Whether a host stands for all addresses of this machine."""
    try:
        return not host or ipaddress.ip_address(host).is_unspecified
    except ValueError:
        return False
