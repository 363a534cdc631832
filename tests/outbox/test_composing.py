"""The bytes of a mail, read back by Python's own parser: any name arrives, and nothing else."""

import re
from dataclasses import replace
from email import message_from_bytes
from email.header import decode_header, make_header
from email.message import Message
from email.utils import getaddresses

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.outbox.parcels import KNOCK
from untilthen.outbox.couriers.base import Parcel
from untilthen.outbox.couriers.composing import clean, compose
from untilthen.outbox.couriers.mailbox import BadAddress, mailbox

SENDER = "post@until-then.example.org"
HEADERS = [
    "From", "To", "Subject", "Date", "Message-ID", "Auto-Submitted", "X-Auto-Response-Suppress",
    "MIME-Version", "Content-Type", "Content-Language",
]  # fmt: skip
NAMES = [
    "Finn",
    'Finn "the boat" O\\Neill, Jr.',
    "Berg, Ana; <ana@evil.example>",
    "أنا بيرغ",
    "אנה ברג, תל אביב",
    "\U0001d49c\U0001d4c3\U0001d4b6 🌿👩‍👧‍👦",
    "Jürgen Müller-Lüdenscheidt von und zu Hohenlohe-Öhringen, geboren in Überlingen am Bodensee",
    "A name of many ASCII words, with commas, that is much longer than one line of any header",
    "=?utf-8?q?not_an_encoded_word?=",
    "ཨ་ནཱ" * 20,
    "",
]


def read(parcel: Parcel) -> Message:
    content = compose(parcel, mailbox(parcel.address), SENDER)
    assert re.search(rb"[^\r]\n|\r[^\n]", content) is None
    assert max(len(line) for line in content.split(b"\r\n")) <= 998
    return message_from_bytes(content)


def said(header: str) -> str:
    return str(make_header(decode_header(header)))


@pytest.mark.parametrize("name", NAMES)
def test_every_name_arrives_as_it_is_and_stays_one_person(name: str) -> None:
    mail = read(replace(KNOCK, name=name, owner=name or "Ana"))
    assert mail.keys() == HEADERS
    for header, address in (("To", KNOCK.address), ("From", SENDER)):
        ((shown, found),) = getaddresses([re.sub(r"\r\n", "", mail[header])])
        assert found == address
        assert said(shown).removeprefix("Until Then for ") == (
            name if header == "To" else name or "Ana"
        )


@pytest.mark.parametrize(
    "bad",
    ["Finn\r\nBcc: eve@example.org", "Finn\nX: y", "Finn\r\n\r\nbody", "Finn\x00\x0b\x85\u2028z"],
)
def test_a_line_end_in_a_name_begins_no_header(bad: str) -> None:
    mail = read(replace(KNOCK, name=bad, owner=bad, subject=bad, message_id=bad, unsubscribe=bad))
    plain = [key for key in mail if not key.startswith("List-")]
    assert plain == HEADERS
    assert len(getaddresses([mail["To"]])) == 1


@given(name=st.text(max_size=80), subject=st.text(max_size=200), text=st.text(max_size=400))
def test_whatever_is_written_arrives(name: str, subject: str, text: str) -> None:
    mail = read(replace(KNOCK, name=name, subject=subject, text=text))
    assert mail.keys() == HEADERS
    kept = clean(subject.encode("utf-8", "replace").decode())
    assert said(re.sub(r"\r\n", "", mail["Subject"])) == kept
    _, plain, _ = mail.walk()
    payload = plain.get_payload(decode=True)
    assert isinstance(payload, bytes)
    wanted = re.sub(r"\r\n|\r|\n", "\n", text).encode("utf-8", "replace")
    assert payload.replace(b"\r\n", b"\n").rstrip(b"\n") == wanted.rstrip(b"\n")


def test_signs_that_turn_others_round_are_left_out() -> None:
    assert clean("Ana \u202egro.live@ana\u2066") == "Ana gro.live@ana"


def test_one_press_to_get_no_more_mail_stands_only_where_it_is_given() -> None:
    mail = read(replace(KNOCK, unsubscribe="https://until-then.example.org/no-more/abc"))
    assert mail["List-Unsubscribe"] == "<https://until-then.example.org/no-more/abc>"
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


def test_the_same_parcel_is_the_same_bytes() -> None:
    assert read(KNOCK).as_bytes() == read(KNOCK).as_bytes()


def test_the_sender_is_named_in_the_readers_language() -> None:
    mail = read(replace(KNOCK, language="de"))
    assert "Until Then f" in said(mail["From"])
    assert mail["Content-Language"] == "de"


@pytest.mark.parametrize(
    ("typed", "sent"),
    [
        ("Finn@Example.ORG", "Finn@example.org"),
        ("a@bücher.example", "a@xn--bcher-kva.example"),
        ("a@straße.de", "a@xn--strae-oqa.de"),
        ("a@例え.テスト", "a@xn--r8jz45g.xn--zckzah"),
        (" a.b+c@example.org\n", "a.b+c@example.org"),
        ('"a b"@example.org', '"a b"@example.org'),
    ],
)
def test_an_address_is_sent_to_the_domain_that_was_meant(typed: str, sent: str) -> None:
    assert str(mailbox(typed)) == sent


@pytest.mark.parametrize(
    "typed",
    [
        *("a@b@c", "a..b@c", ".a@c", "a@c..d", "a@[127.0.0.1]", "a@b c", "<a@b>", "a,b@c"),
        *("a\t@b", "a@b\nc", "a@♥.example", "a" * 65 + "@b", "a@" + "b." * 130 + "c"),
    ],
)
def test_what_is_no_address_is_refused(typed: str) -> None:
    with pytest.raises(BadAddress) as refused:
        mailbox(typed)
    assert typed not in str(refused.value)
