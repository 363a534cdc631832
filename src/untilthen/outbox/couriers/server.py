"""The one mail server we hand everything to, as the settings name it."""

import ipaddress
from dataclasses import dataclass

from django.conf import settings


@dataclass(frozen=True, kw_only=True)
class MailServer:
    """Where and how mail leaves: `timeout` seconds for one answer, `longest` for a whole mail."""

    host: str
    port: int
    security: str
    sender: str
    our_name: str
    user: str = ""
    password: str = ""
    timeout: float = 30
    connections: int = 4

    @property
    def longest(self) -> float:
        """Seconds after which a mail is given up for this time, however busy the server seems."""
        return 4 * self.timeout

    def __str__(self) -> str:
        return f"{self.host}:{self.port}"


def server_from_settings() -> MailServer:
    """Return the mail server of this installation."""
    config = settings.CONFIG
    return MailServer(
        host=config.smtp_host,
        port=config.smtp_port,
        security=config.smtp_security,
        sender=config.mail_from,
        our_name=greeting_name(config.host),
        user=config.smtp_user,
        password=config.smtp_password,
        timeout=config.smtp_timeout,
        connections=config.smtp_connections,
    )


def greeting_name(host: str) -> str:
    """Return how we name ourselves in EHLO: a host name, or an address in brackets (RFC 5321)."""
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return host
    return f"[IPv6:{address}]" if address.version == 6 else f"[{address}]"
