"""What looks like a secret is told from what only looks long, before anything is sealed."""

import pytest
from playwright.sync_api import Page

SEED = "legal winner thank year wave sausage worth useful legal winner thank yellow"
NUMBERED = " ".join(f"{place}. {word}" for place, word in enumerate(SEED.split(), start=1))
SHARE = " ".join(["academic", "acid", "acne", "acquire", "acrobat", "activity", "actress"] * 5)
HEX = "9f2c1a04be" * 6 + "77aa"
AGE_KEY = "AGE-SECRET-KEY-1QQQSYQCYQ5RQWZQFPG9SCRGWPUGPZYSNZS23V9CCRYDPK8QARC0SPRHKL3"
WIF = "5HueCGU8rMjxEXxiPuD5BDku4MkFqeZyd4dZ1jvhTVqvbTLvyTJ"
XPRV = (
    "xprv9s21ZrQH143K"
    + "3QTDL4LXw2F7HEK3wJUD2nW2nRk4stbPy6cq3jPPqjiChkVvvNKmPGJxWUtg6LnF5kejMRNNU3TGtRBeJgk"
)
SECRETS = {
    "twelve words of a wallet": (f"for the old wallet: {SEED}", "seed"),
    "numbered and in capitals": (NUMBERED.upper(), "seed"),
    "one a line": (SEED.replace(" ", "\n"), "seed"),
    "a part of a shared key": (SHARE, "seed"),
    "an SSH key": ("-----BEGIN OPENSSH PRIVATE KEY-----\nb3Bl", "key"),
    "an RSA key": ("-----BEGIN RSA PRIVATE KEY-----", "key"),
    "a PGP key": ("-----BEGIN PGP PRIVATE KEY BLOCK-----", "key"),
    "an age key": (AGE_KEY.lower(), "key"),
    "a post-quantum age key": (f"AGE-SECRET-KEY-PQ-1{'Q' * 58}", "key"),
    "a wallet's key": (f"key {WIF}.", "key"),
    "a wallet's whole tree": (XPRV, "key"),
    "32 bytes in hex": (f"0x{HEX}", "key"),
    "32 bytes in pairs": (" ".join(HEX[at : at + 2] for at in range(0, 64, 2)), "key"),
    "a card number": ("4111 1111 1111 1111", "card"),
    "a card number in a sentence": ("My card is 5555-5555-5555-4444, blue.", "card"),
}
HARMLESS = {
    "where the words are": "Twelve words of the wallet are in the safe, in the red box.",
    "eleven of the words": " ".join(SEED.split()[:11]),
    "prose": "Water the allotment, open the greenhouse, and give the key back to the old man "
    "next door before you leave; he will have coffee ready and will want to talk.",
    "an account at a bank": "DE89 3704 0044 0532 0130 00",
    "a phone": "+49 151 4111 1111 111",
    "a phone at home": "030 4111111111111",
    "a card with a slip": "4111 1111 1111 1112",
    "the last four": "ends in 4242",
    "a public key": "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIGtQ ana",
    "a uuid": "77777777-2222-4333-8444-555555555555",
    "an address on the web": "https://example.org/choir/2031/05/02/members?page=12",
}


@pytest.mark.parametrize("name", SECRETS)
def test_a_secret_is_told(modules: Page, name: str) -> None:
    text, kind = SECRETS[name]
    assert modules.evaluate("(text) => modules.secretIn(text)", text) == kind


@pytest.mark.parametrize("name", HARMLESS)
def test_what_is_no_secret_is_let_be(modules: Page, name: str) -> None:
    assert modules.evaluate("(text) => modules.secretIn(text)", HARMLESS[name]) == ""
