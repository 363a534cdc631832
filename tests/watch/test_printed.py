"""What Ana prints: her kit, her keepers' cards and her own, each knowing what is so today."""

from datetime import date

import pytest
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.test import Client

from tests.handover.printing import pages
from tests.people_in_tests import Household
from untilthen.letters.models import LetterKey
from untilthen.parts.actions import keep_on_paper
from untilthen.parts.sets import part_in_force
from untilthen.people.queries import people
from untilthen.sealing.fingerprint import fingerprint
from untilthen.watch.printed import card_facts, kit_code, kit_facts

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
TODAY = date(2027, 3, 1)


@pytest.fixture(autouse=True)
def _her_key(ana: Household) -> None:
    """Ana has a key that signs."""
    ana.browsers.make_owner_key(ana.clock.at)


def said(client: Client, path: str) -> str:
    """Return the text of a PDF."""
    answer = client.get(path)
    assert answer.status_code == 200, answer.content[:300]
    assert answer["Content-Type"] == "application/pdf"
    return " ".join(pages(answer.content))


def test_the_kit_says_what_is_so_and_holds_no_words(ana: Household, client: Client) -> None:
    text = said(ana.sign_in(client), "/seal/kit.pdf")
    for name in ("Ana Berg", "Ben", "Chidi"):
        assert name in text
    assert kit_code(ana.plan) in text
    assert "the parts of 2 of the 2 keepers" in text
    assert fingerprint(LetterKey.objects.get().signer) in text
    assert "The words of this kit" not in text
    assert not any(words in text for words in ana.browsers.kit)


def test_a_telephone_number_is_written_by_hand(ana: Household, client: Client) -> None:
    everybody = people(ana.plan.pk)
    assert everybody[ana.people["Ben"].number].details.phone
    text = said(ana.sign_in(client), "/seal/kit.pdf")
    assert "+49 30 555 01" not in text


def test_the_kit_tells_nobody_whom_letters_are_for(ana: Household, client: Client) -> None:
    assert "Finn" not in said(ana.sign_in(client), "/seal/kit.pdf")


def test_the_code_of_a_kit_is_always_the_same_and_another_plan_has_another(
    ana: Household, mallory: Household
) -> None:
    code = kit_code(ana.plan)
    assert len(code) == 8
    assert code == kit_code(ana.plan)
    assert code != kit_code(mallory.plan)
    facts = kit_facts(ana.plan, ana.switch, people(ana.plan.pk), TODAY)
    assert (facts.code, facts.kind, facts.set_number, facts.parts) == (code, "one", 1, 2)


def test_a_plan_in_draft_has_a_kit_without_parts(mallory: Household, client: Client) -> None:
    facts = kit_facts(mallory.plan, mallory.switch, people(mallory.plan.pk), TODAY)
    assert (facts.kind, facts.parts, facts.estate_fingerprint) == ("none", 0, "")
    text = said(mallory.sign_in(client), "/seal/kit.pdf?paper=us-letter")
    assert "The key to the letters is not cut into parts." in text


def test_bens_card_has_places_for_his_words(ana: Household, client: Client) -> None:
    number = ana.people["Ben"].number
    text = said(ana.sign_in(client), f"/seal/card/{number}.pdf")
    assert "Ben, keeper for Ana Berg" in text
    facts = card_facts(ana.plan, ana.switch, people(ana.plan.pk), number, TODAY)
    assert (facts.on_paper, facts.set_number, facts.part, facts.parts) == (False, 1, 1, 2)
    assert facts.keeper_fingerprint in text


def test_a_part_kept_on_paper_gets_a_card_for_its_words(ana: Household) -> None:
    number = ana.people["Chidi"].number
    part = part_in_force(ana.plan.pk, number)
    assert part
    keep_on_paper(part)
    facts = card_facts(ana.plan, ana.switch, people(ana.plan.pk), number, TODAY)
    assert (facts.on_paper, facts.part) == (True, 2)


def test_finn_is_no_keeper_and_has_no_card(ana: Household, client: Client) -> None:
    number = ana.people["Finn"].number
    assert ana.sign_in(client).get(f"/seal/card/{number}.pdf").status_code == 404


def test_anas_own_card(ana: Household, client: Client) -> None:
    card = said(ana.sign_in(client), "/seal/recovery.pdf")
    assert "Recovery card of Ana Berg" in card
    assert "Your codes to sign in" not in card


def test_anas_own_card_holds_her_codes_to_sign_in(ana: Household, client: Client) -> None:
    codes = RecoveryCodes.activate(ana.account)
    answer = ana.sign_in(client).get("/seal/recovery.pdf")
    found = pages(answer.content)
    assert len(found) == 1
    for code in codes.get_unused_codes():
        assert code in found[0]


@pytest.mark.parametrize("path", ["/seal/kit.pdf", "/seal/card/1.pdf", "/seal/recovery.pdf"])
def test_only_ana_signed_in_strongly_prints(ana: Household, client: Client, path: str) -> None:
    assert client.get(path).status_code == 302
    assert ana.sign_in(client, strongly=False).get(path).status_code == 302


def test_there_are_two_papers_and_no_third(ana: Household, client: Client) -> None:
    assert ana.sign_in(client).get("/seal/kit.pdf?paper=a5").status_code == 404


def test_an_address_too_long_for_a_code_is_said(
    ana: Household, client: Client, settings: object
) -> None:
    settings.ADDRESS = "https://" + "a" * 60 + ".example.org"  # type: ignore[attr-defined]
    answer = ana.sign_in(client).get("/seal/kit.pdf")
    assert answer.status_code == 409
    assert "too many for a code that every telephone reads" in answer.content.decode()


def test_whoever_finds_a_kit_is_told_what_to_do(db: None, client: Client) -> None:
    answer = client.get("/kit/")
    assert "Ring one of the keepers whom part 3 names." in answer.content.decode()
    assert "<form" not in answer.content.decode().partition("<main")[2]
