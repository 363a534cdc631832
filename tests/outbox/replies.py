"""Mails that people, and machines in their name, write in answer to ours."""

from collections.abc import Mapping

from untilthen.outbox.models import Message


def answer_to(
    message: Message, sender: str, more: Mapping[str, str] | None = None, words: str = "I am here."
) -> bytes:
    """Return an answer to a mail of ours, with more headers or others in place of the usual."""
    headers = {
        "Return-Path": f"<{sender}>",
        "From": f"Somebody <{sender}>",
        "To": "Until Then for Ana Berg <post@until-then.example.org>",
        "Subject": "Re: Ana, your check-in",
        "Message-ID": "<a-mail@example.org>",
        "In-Reply-To": message.message_id,
        **(more or {}),
    }
    lines = [f"{name}: {value}" for name, value in headers.items()]
    return "\r\n".join([*lines, "", words, ""]).encode()
