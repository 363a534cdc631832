"""Behind the door: only the addressee, only what was knocked for, and only until it is shut."""

from datetime import timedelta

import pytest
from django.test import Client

from tests.letters.conftest import NOW, Clock, Owner
from tests.letters.doors import Reader, brought, knocks_until, link_of, release_now
from tests.letters.sealed import COFFEE, UMBRELLA, body_in
from untilthen.journal.actions import Entry, write
from untilthen.letters import doors
from untilthen.letters.files import delete
from untilthen.letters.models import Delivery, DoorWrap, Goodbye
from untilthen.outbox.models import Message
from untilthen.people.models import Plan
from untilthen.people.queries import Person
from untilthen.sealing.door import door_identity
from untilthen.sealing.errors import NotForThisKey

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


def states() -> list[str]:
    """Where every delivery stands, in the order they were made."""
    return list(Delivery.objects.order_by("pk").values_list("state", flat=True))


def sealed_at(reader: Reader, delivery: Delivery) -> bytes:
    """Fetch a letter's words as the reader's browser does."""
    answer = reader.client.get(f"{reader.door}files/{delivery.public_id}/text/")
    assert answer.status_code == 200
    content = b"".join(answer)
    assert answer["Content-Length"] == str(len(content))
    return content


def test_finn_reads_his_letter_with_the_key_that_grows_from_his_link(
    ana: Owner, finn: Person
) -> None:
    ana.writes(COFFEE, finn)
    reader = brought(ana, finn)
    assert "a letter from Ana Berg is here for you" in reader.looks()
    assert states() == ["knocked"]
    page = reader.presses("reads")
    assert states() == ["opened"]
    delivery = Delivery.objects.get()
    assert f'data-token="{reader.token}"' in page
    assert f'data-delivery="{delivery.public_id}"' in page
    key = door_identity(reader.token, delivery.public_id)
    assert body_in(sealed_at(reader, delivery), key) == COFFEE.body


def test_looking_changes_nothing_and_gives_no_file(ana: Owner, finn: Person) -> None:
    ana.writes(COFFEE, finn)
    reader = brought(ana, finn)
    delivery = Delivery.objects.get()
    for path in ("", "letter/", f"letter/{delivery.public_id}/", "goodbye/"):
        reader.client.get(reader.door + path)
        reader.client.head(reader.door + path)
    assert reader.client.get(f"{reader.door}files/{delivery.public_id}/text/").status_code == 404
    assert states() == ["knocked"]


def test_a_door_opens_for_its_own_link_only(ana: Owner, finn: Person, gita: Person) -> None:
    ana.writes(COFFEE, finn)
    ana.writes(UMBRELLA, gita)
    reader = brought(ana, finn)
    other = link_of(ana, gita)
    reader.presses("reads")
    other.presses("reads")
    for_finn, for_gita = Delivery.objects.order_by("pk")
    assert Client().get(reader.door).status_code == 404
    assert other.client.get(reader.door).status_code == 404
    for part in ("letter/{}/", "files/{}/text/"):
        answer = other.client.get(other.door + part.format(for_finn.public_id))
        assert answer.status_code in (303, 404)
    key = door_identity(other.token, for_gita.public_id)
    with pytest.raises(NotForThisKey):
        body_in(sealed_at(reader, for_finn), key)


def test_two_letters_to_one_person_are_read_one_by_one(ana: Owner, finn: Person) -> None:
    ana.writes(COFFEE, finn)
    ana.writes(UMBRELLA, finn)
    reader = brought(ana, finn)
    page = reader.presses("reads")
    assert states() == ["opened", "knocked"]
    second = Delivery.objects.order_by("pk").last()
    assert second is not None
    assert f'value="{second.public_id}"' in page
    reader.presses("reads", letter=second.public_id)
    assert states() == ["opened", "opened"]
    assert (
        body_in(sealed_at(reader, second), door_identity(reader.token, second.public_id))
        == UMBRELLA.body
    )


def test_refusing_is_asked_twice_and_shreds_that_door_only(
    ana: Owner, finn: Person, gita: Person
) -> None:
    ana.writes(COFFEE, finn, gita)
    reader = brought(ana, finn)
    assert "destroyed unread" in reader.presses("refuses")
    assert states() == ["knocked", "knocked"]
    assert "It is done." in reader.presses("refuses", confirmed="yes")
    assert states() == ["refused", "knocked"]
    assert DoorWrap.objects.count() == 1
    assert "It is done." in reader.looks()
    assert "It is done." in reader.presses("reads")
    link_of(ana, gita).presses("reads")
    assert states() == ["refused", "opened"]


def test_a_letter_that_frightens_is_shut_away_after_a_second_page(ana: Owner, finn: Person) -> None:
    ana.writes(COFFEE, finn)
    reader = brought(ana, finn)
    reader.presses("reads")
    reader.presses("reports_harassment")
    assert states() == ["opened"]
    assert "shut it away" in reader.presses("reports_harassment", confirmed="yes")
    assert (states(), DoorWrap.objects.count()) == (["refused"], 0)


def test_later_and_a_form_that_says_nothing_change_nothing(ana: Owner, finn: Person) -> None:
    ana.writes(COFFEE, finn)
    reader = brought(ana, finn)
    assert "It waits." in reader.presses("later")
    reader.presses("")
    assert states() == ["knocked"]


def test_two_letters_are_spoken_of_as_two(ana: Owner, finn: Person) -> None:
    ana.writes(COFFEE, finn)
    ana.writes(UMBRELLA, finn)
    ben = ana.knows("Ben")
    reader = brought(ana, finn)
    name_keeper(ben)
    page = reader.looks()
    for said in (
        "asked us to bring them after",
        "You can read them today",
        "Ask Ben to keep them for me",
        "They stay until",
        "These letters frighten or harass me",
    ):
        assert said in page
    assert "They wait." in reader.presses("later")
    refusing = reader.presses("refuses")
    assert "they stay here until" in refusing
    assert "Destroy them unread" in refusing


def test_a_door_that_silence_opened_tells_of_no_death(ana: Owner, finn: Person) -> None:
    ana.writes(COFFEE, finn)
    reader = brought(ana, finn)
    assert "s death." in reader.looks()
    for knock in Message.objects.filter(about="knock"):
        knock.facts |= {"unknown": True}
        knock.save()
    page = reader.looks()
    assert "nobody could tell us why" in page
    assert "death" not in page


def test_finn_can_ask_that_ben_keeps_it_and_still_read_it(ana: Owner, finn: Person) -> None:
    ben = ana.knows("Ben")
    ana.writes(COFFEE, finn)
    reader = brought(ana, finn)
    assert "Ask Ben" not in reader.looks()
    name_keeper(ben)
    assert "Ask Ben to keep it for me" in reader.looks()
    assert "Ben keeps it for you" in reader.presses("gives_to_keeper")
    assert states() == ["with_keeper"]
    reader.presses("reads")
    assert states() == ["opened"]


def name_keeper(keeper: Person) -> None:
    """Let the knocks name a keeper, as those of a plan with keepers do."""
    for message in Message.objects.filter(about="knock"):
        message.facts = {**message.facts, "keeper": keeper.number}
        message.save()


def test_a_stop_shuts_the_door_and_a_return_says_so(ana: Owner, finn: Person) -> None:
    ana.writes(COFFEE, finn)
    ana.writes(UMBRELLA, finn)
    reader = brought(ana, finn)
    reader.presses("reads")
    first = Delivery.objects.order_by("pk")[0]
    doors.shut(ana.plan.pk, NOW + timedelta(days=3))
    assert states() == ["opened", "withdrawn"]
    assert "not available just now" in reader.looks()
    assert "not available just now" in reader.presses("reads")
    assert reader.client.get(f"{reader.door}files/{first.public_id}/text/").status_code == 404
    back = Entry(NOW + timedelta(days=4), "signed_in", before="stopped", after="came_back")
    write(ana.plan.pk, back)
    assert "Ana Berg is alive." in reader.looks()
    assert "You read the letter." in reader.looks()


def test_a_letter_for_later_does_not_exist_before_its_day(
    ana: Owner, finn: Person, clock: Clock
) -> None:
    birthday = (NOW + timedelta(days=20)).date()
    ana.writes(COFFEE, finn)
    ana.writes(UMBRELLA, finn, not_before=birthday)
    reader = brought(ana, finn)
    later = Delivery.objects.order_by("pk")[1]
    assert "a letter from Ana Berg is here for you" in reader.looks()
    page = reader.presses("reads", letter=later.public_id)
    assert later.public_id not in page
    assert reader.client.get(f"{reader.door}files/{later.public_id}/text/").status_code == 404
    assert states() == ["knocked", "queued"]
    clock.passes(timedelta(days=21))
    knocks_until(ana, clock.at)
    assert states() == ["knocked", "knocked"]
    reader.presses("reads", letter=later.public_id)
    key = door_identity(reader.token, later.public_id)
    assert body_in(sealed_at(reader, later), key) == UMBRELLA.body


def test_a_letter_for_later_taken_back_before_its_day_is_never_told_of(
    ana: Owner, finn: Person, gita: Person
) -> None:
    ana.writes(COFFEE, finn)
    ana.writes(UMBRELLA, gita, not_before=(NOW + timedelta(days=20)).date())
    release_now(ana)
    knocks_until(ana, NOW + timedelta(days=2))
    doors.shut(ana.plan.pk, NOW + timedelta(days=3))
    assert states() == ["withdrawn", "withdrawn"]
    assert doors.those_told(ana.plan.pk, 1) == (finn.number,)
    gitas = link_of(ana, gita)
    assert gitas.client.get(gitas.door).status_code == 404


def test_before_the_knock_there_is_nothing_at_the_door(ana: Owner, finn: Person) -> None:
    ana.writes(COFFEE, finn)
    release_now(ana)
    reader = link_of(ana, finn)
    assert reader.client.get(reader.door).status_code == 404


def test_a_file_that_is_gone_from_the_disk_is_missing_not_broken(ana: Owner, finn: Person) -> None:
    letter = ana.writes(COFFEE, finn)
    reader = brought(ana, finn)
    reader.presses("reads")
    delete(ana.plan.public_id, letter.public_id)
    url = f"{reader.door}files/{Delivery.objects.get().public_id}/text/"
    assert reader.client.get(url).status_code == 404


def test_a_goodbye_is_kept_sealed_changed_and_destroyed(ana: Owner, finn: Person) -> None:
    ana.writes(COFFEE, finn)
    reader = brought(ana, finn)
    goodbye = f"{reader.door}goodbye/"
    reader.client.post(goodbye, {"does": "says_goodbye", "text": "Not before I read it"})
    assert Goodbye.objects.count() == 0
    reader.presses("reads")
    for words in ("Bye, Mum.", "Bye, Mum. The coffee is on."):
        answer = reader.client.post(goodbye, {"does": "says_goodbye", "text": words})
        assert "Nobody reads it." in answer.content.decode()
    kept = Goodbye.objects.get()
    assert b"coffee" not in bytes(kept.sealed)
    assert "Bye, Mum. The coffee is on." in reader.client.get(goodbye).content.decode()
    empty = reader.client.post(goodbye, {"does": "says_goodbye", "text": " "}).content.decode()
    assert "This was not saved yet." in empty
    reader.client.post(goodbye, {"does": "shreds"})
    assert Goodbye.objects.count() == 0


def test_after_the_closing_the_link_leads_nowhere(ana: Owner, finn: Person) -> None:
    ana.writes(COFFEE, finn)
    reader = brought(ana, finn)
    reader.presses("reads")
    Plan.objects.filter(pk=ana.plan.pk).update(closed_at=NOW)
    nowhere = Client().get("/door/0123456789abcdef/")
    answer = reader.client.get(reader.door)
    assert (answer.status_code, answer.content) == (404, nowhere.content)
