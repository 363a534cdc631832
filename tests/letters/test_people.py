"""The people an owner writes to, and the key page."""

import json

import pytest

from tests.letters.conftest import NOW, Owner
from tests.letters.sealed import COFFEE, OWN
from untilthen.letters.models import LetterKey
from untilthen.letters.queries import MOST_RECIPIENTS, confirmed, recipients
from untilthen.outbox.models import Message
from untilthen.people.actions import add_person
from untilthen.people.queries import Details, Person, person
from untilthen.sealing.sign import SigningKey

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
HANA = {
    "name": "Hana",
    "address": "hana@example.org",
    "zone": "Asia/Tokyo",
    "language": "en",
    "welcome": "on",
}


def names(owner: Owner) -> list[str]:
    return [each.name for each in recipients(owner.plan)]


def test_ana_adds_somebody_to_write_to(ana: Owner) -> None:
    assert ana.client.post("/letters/people/", HANA).status_code == 302
    assert names(ana) == ["Hana"]
    assert "hana@example.org" in ana.client.get("/letters/people/").content.decode()
    page = ana.client.get("/letters/new/").content.decode()
    assert "Hana" in page
    assert '<option value="en" lang="en" selected>English' in page


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"welcome": ""}, "have not asked you to stay away"),
        ({"address": "nowhere"}, "looks like finn@example.org"),
        ({"zone": "Mars/Olympus"}, "choose a place from the list"),
        ({"name": ""}, "Please give a name."),
        ({"address": "Ana@example.org"}, "This is you."),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(
    ana: Owner, change: dict[str, str], said: str
) -> None:
    answer = ana.client.post("/letters/people/", HANA | change)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert said in page
    assert 'value="Hana"' in page or "name" in change
    assert names(ana) == []


def test_there_is_a_most_of_people(ana: Owner) -> None:
    for number in range(MOST_RECIPIENTS):
        ana.knows(f"Reader{number}")
    page = ana.client.post("/letters/people/", HANA).content.decode()
    assert f"up to {MOST_RECIPIENTS} people" in page
    assert "Hana" not in names(ana)


def test_an_address_can_be_mended(ana: Owner, finn: Person) -> None:
    url = f"/letters/people/{finn.number}/"
    assert "finn@example.org" in ana.client.get(url).content.decode()
    assert ana.client.post(url, HANA | {"address": "nowhere"}).status_code == 422
    own = ana.client.post(url, HANA | {"address": "ANA@example.org"})
    assert own.status_code == 422
    assert "This is you." in own.content.decode()
    ana.client.post(url, HANA | {"name": "Finn", "address": "finn@example.com"})
    assert [each.details.address for each in recipients(ana.plan)] == ["finn@example.com"]


def test_ana_names_ben_as_finns_guardian_and_he_stays_on_the_list(ana: Owner, finn: Person) -> None:
    ben = ana.knows("Ben")
    url = f"/letters/people/{finn.number}/"
    fields = HANA | {"name": "Finn", "guardian": ben.number, "guardian_until": "2029-05-02"}
    assert ana.client.post(url, fields | {"guardian_until": "2 May"}).status_code == 422
    assert ana.client.post(url, fields).status_code == 302
    details = person(ana.plan.pk, finn.number).details
    assert (details.guardian, details.guardian_until) == (ben.number, "2029-05-02")
    assert (
        "Ben is told first, as the guardian." in ana.client.get("/letters/people/").content.decode()
    )
    ana.client.post("/letters/people/", {"removes": ben.number})
    assert "Ben" in names(ana)


@pytest.mark.parametrize("guardian", ["0", "99", "Ben", "-1"])
def test_a_guardian_is_somebody_else_of_the_plan(ana: Owner, finn: Person, guardian: str) -> None:
    ana.knows("Ben")
    url = f"/letters/people/{finn.number}/"
    for chosen in (guardian, str(finn.number)):
        answer = ana.client.post(url, HANA | {"guardian": chosen})
        assert answer.status_code == 422
        assert "choose one of the answers" in answer.content.decode()
    assert person(ana.plan.pk, finn.number).details.guardian is None


def test_a_guardian_has_no_guardian(ana: Owner, finn: Person, gita: Person) -> None:
    ben = ana.knows("Ben")
    ana.client.post(f"/letters/people/{finn.number}/", HANA | {"guardian": ben.number})
    answer = ana.client.post(f"/letters/people/{ben.number}/", HANA | {"guardian": gita.number})
    assert "is the guardian of Hana, and so needs none" in answer.content.decode()
    answer = ana.client.post(f"/letters/people/{gita.number}/", HANA | {"guardian": finn.number})
    assert answer.status_code == 422


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("12-24", "12-24"),
        ("12-24\r\n02-29 2031-04-13\n12-24", "02-29 12-24 2031-04-13"),
        ("", ""),
    ],
)
def test_quiet_dates_are_kept_as_days(ana: Owner, finn: Person, typed: str, kept: str) -> None:
    url = f"/letters/people/{finn.number}/"
    assert ana.client.post(url, HANA | {"quiet_dates": typed}).status_code == 302
    assert person(ana.plan.pk, finn.number).details.quiet_dates == kept
    assert kept.replace(" ", "\n") in ana.client.get(url).content.decode()


@pytest.mark.parametrize("typed", ["24.12.", "02-30", "2031-02-29", "12-24 soon", "1-1", "١٢-٢٤"])
def test_what_is_no_day_is_said_at_its_line(ana: Owner, finn: Person, typed: str) -> None:
    answer = ana.client.post(f"/letters/people/{finn.number}/", HANA | {"quiet_dates": typed})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "is no day" in page
    assert typed.split()[0] in page


def test_there_is_a_most_of_quiet_dates(ana: Owner, finn: Person) -> None:
    days = " ".join(f"01-{day:02} 03-{day:02}" for day in range(1, 32))
    answer = ana.client.post(f"/letters/people/{finn.number}/", HANA | {"quiet_dates": days})
    assert "up to 40 quiet dates" in answer.content.decode()


def test_no_letter_to_somebody_of_whom_ana_has_not_said_it(ana: Owner) -> None:
    eli = add_person(ana.plan.pk, Details(name="Eli", address="eli@example.org", zone="UTC"))
    Message.objects.create(
        plan=ana.plan.pk, person=eli.number, about="invitation", occasion="line 1",
        message_id="<1@example.org>", owed_at=NOW, try_at=NOW,
    )  # fmt: skip
    assert eli.number not in confirmed(ana.plan)
    page = ana.client.get("/letters/people/").content.decode()
    assert "Before you write to Eli" in page
    assert ana.client.post(f"/letters/people/{eli.number}/", {}).status_code == 422
    ana.client.post(f"/letters/people/{eli.number}/", {"welcome": "on", "name": "Nobody"})
    assert confirmed(ana.plan) == {eli.number}
    assert names(ana) == ["Eli"]


def test_who_has_no_letter_can_be_taken_off(ana: Owner, finn: Person, gita: Person) -> None:
    ana.writes(COFFEE, finn)
    for each in (finn, gita):
        ana.client.post("/letters/people/", {"removes": each.number})
    assert names(ana) == ["Finn"]
    assert ana.client.post("/letters/people/", {"removes": 0}).status_code == 404


def test_the_list_names_numbers_and_people_only(ana: Owner, finn: Person, gita: Person) -> None:
    ana.writes(COFFEE, finn, gita)
    page = ana.client.get("/letters/").content.decode()
    assert "Letter 1" in page
    assert "for Finn and Gita" in page


def made(**change: str) -> dict[str, str]:
    """What the key page sends."""
    armored = "-----BEGIN AGE ENCRYPTED FILE-----\nYWdl\n-----END AGE ENCRYPTED FILE-----\n"
    return {
        "owner_recipient": str(OWN.recipient),
        "owner_file": armored,
        "passkey_file": "",
        "signer": SigningKey.from_owner_seed(OWN.reveal_seed()).public,
    } | change


def test_a_key_is_kept_once(mallory: Owner) -> None:
    assert mallory.client.get("/letters/").headers["Location"] == "/key/"
    first = mallory.client.post("/key/", made(), "application/json")
    assert (first.status_code, first.json()) == (201, {"next": "/letters/"})
    again = mallory.client.post("/key/", made(), "application/json")
    assert again.status_code == 422
    assert "was made before" in json.dumps(again.json())
    kept = mallory.client.get("/key/file/").json()
    assert kept["owner_file"].startswith("-----BEGIN AGE")
    assert "You have your key." in mallory.client.get("/key/").content.decode()


@pytest.mark.parametrize(
    "change",
    [
        {"signer": "ssh-rsa AAAA"},
        {"owner_recipient": "age1pq1qqqq"},
        {"owner_recipient": "age1zvkyg2lqzraa2lnjvqej32nkuu0ues2s82hzrye869xeexvn73equnujwj"},
        {"owner_file": "AGE-SECRET-KEY-PQ-1AAAA"},
    ],
)
def test_a_key_that_cannot_be_used_is_refused(mallory: Owner, change: dict[str, str]) -> None:
    assert mallory.client.post("/key/", made(**change), "application/json").status_code == 422
    assert LetterKey.objects.count() == 0
