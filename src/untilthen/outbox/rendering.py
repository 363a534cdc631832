"""One template per mail becomes subject, text part and HTML part.

The template is written once, as a few plain HTML elements; the text part is read off them.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.template.loader import render_to_string
from django.utils import translation

from untilthen.outbox.mail_contract import EVERY, NAMES
from untilthen.outbox.plain_text import read_off


@dataclass(frozen=True)
class Rendered:
    """A mail, ready to be addressed."""

    subject: str
    text: str
    html: str


class UnknownMail(Exception):
    """There is no mail of this kind."""

    def __init__(self, about: str) -> None:
        """Keep which kind was asked for."""
        super().__init__(about)
        self.about = about


class MissingNames(Exception):
    """A mail was not told what it has to say; better no mail now than one with holes."""

    def __init__(self, about: str, names: tuple[str, ...]) -> None:
        """Keep which mail and which names."""
        super().__init__(f"{about}: {', '.join(names)}")
        self.about = about
        self.names = names


def render(about: str, context: Mapping[str, Any], language: str) -> Rendered:
    """Return the mail `about` (as in mail_contract, reminder_3 for the third) in `language`.

    Raises UnknownMail or MissingNames.
    """
    kind, _, number = about.partition("_") if about.startswith("reminder_") else (about, "", "")
    known = {**context, "n": int(number)} if number else dict(context)
    if kind not in NAMES:
        raise UnknownMail(about)
    missing = tuple(name for name in (*EVERY, *NAMES[kind]) if name not in known)
    if missing:
        raise MissingNames(about, missing)
    with translation.override(language):
        html = render_to_string(f"outbox/mail/{kind}.html", known)
    subject, text = read_off(html)
    return Rendered(subject, text, html)
