"""The owner's pages about keepers and about changes that wait (10.2, R13)."""

from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.test import Client

from tests.people_in_tests import Household, quiet_outbox
from tests.web.test_owner_pages import DARA
from tests.web.test_sign_in import _mail_kept_here, signs_in, signs_in_by_mail
from untilthen.domain.keeper import Promise
from untilthen.domain.reports import report_death
from untilthen.outbox.models import Message
from untilthen.people.links import LinkKind
from untilthen.people.waiting import Kind, waiting
from untilthen.watch.waitingchanges import ask

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
__all__ = ["_mail_kept_here"]
WEEK = timedelta(days=7)


@pytest.fixture
def browser(ana: Household) -> Client:
    """A browser signed in strongly as Ana."""
    return ana.sign_in(Client())


def press(browser: Client, home: Household, does: str, name: str) -> str:
    """Press one of the buttons beside a keeper; returns what the next page says."""
    fields = {"does": does, "keeper": str(home.people[name].number)}
    return str(browser.post("/keepers/", fields, follow=True).content.decode())


def test_ben_is_taken_off_from_the_page_and_it_is_taken_back_on_today(
    ana: Household, browser: Client
) -> None:
    page = press(browser, ana, "takes_off", "Ben")
    assert "Ben stays your keeper for seven days more. All your keepers are told." in page
    assert "Is taken off your keepers on Monday 8 March 2027, 09:00 (Berlin)" in page
    change = waiting(ana.plan.pk)[0]
    assert "Ben is taken off your keepers" in browser.get("/").content.decode()
    browser.post("/", {"does": "takes_back", "change": str(change.pk)})
    assert not waiting(ana.plan.pk)
    assert "Changes that begin later" not in browser.get("/").content.decode()


def test_who_only_reads_the_mail_takes_nothing_back(ana: Household, browser: Client) -> None:
    press(browser, ana, "takes_off", "Ben")
    change = waiting(ana.plan.pk)[0]
    weak = Client()
    signs_in_by_mail(weak)
    answer = weak.post("/", {"does": "takes_back", "change": str(change.pk)})
    assert answer["Location"].startswith("/accounts/reauthenticate/")
    assert waiting(ana.plan.pk)


def test_after_the_week_the_pages_of_both_say_it_plainly(ana: Household, browser: Client) -> None:
    press(browser, ana, "takes_off", "Ben")
    ana.let_pass(WEEK + timedelta(hours=1))
    page = ana.sign_in(browser).get("/keepers/").content.decode()
    assert "No longer a keeper since Monday 8 March 2027, as you asked." in page
    own = Client().get(f"/go/{ana.token(LinkKind.VIGIL, 'Ben')}", follow=True).content.decode()
    assert "You are no longer one of Ana Berg" in own
    assert "Step down" not in own


def test_an_invitation_is_reminded_once_and_can_be_taken_back(
    ana: Household, browser: Client
) -> None:
    ana.invite("Dara")
    assert "Remind now" in browser.get("/keepers/").content.decode()
    page = press(browser, ana, "reminds", "Dara")
    assert "We are writing to Dara once more." in page
    assert "Remind now" not in page
    fields = {"does": "reminds", "keeper": str(ana.people["Dara"].number)}
    assert browser.post("/keepers/", fields).status_code == 409
    page = press(browser, ana, "withdraws", "Dara")
    assert "You took the invitation back on Monday 1 March 2027." in page
    assert "dara@example.org" not in page
    about = Message.objects.filter(person=ana.people["Dara"].number, state=Message.OWED)
    assert not about.exists()


def test_an_eleventh_open_invitation_is_refused_and_nothing_typed_is_lost(
    ana: Household, browser: Client
) -> None:
    for number in range(10):
        ana.invite(f"Nora{number}")
    refused = browser.post("/keepers/", DARA)
    assert refused.status_code == 422
    assert "Ten people are asked already" in refused.content.decode()
    assert 'value="dara@example.org"' in refused.content.decode()


def test_a_button_beside_nobody_is_refused(ana: Household, browser: Client) -> None:
    for keeper in ("", "0", "77", "x", "9" * 40):
        answer = browser.post("/keepers/", {"does": "takes_off", "keeper": keeper})
        assert answer.status_code == 409, keeper
    assert not waiting(ana.plan.pk)


def test_a_pause_over_sixty_days_waits_and_needs_a_full_sign_in(ana: Household) -> None:
    weak = Client()
    signs_in_by_mail(weak)
    fields = {"does": "pauses", "until": "2027-12-24"}
    answer = weak.post("/", fields)
    assert answer["Location"].startswith("/accounts/reauthenticate/")
    assert not waiting(ana.plan.pk)
    quiet_outbox()
    page = ana.sign_in(weak).post("/", fields, follow=True).content.decode()
    assert "The pause begins on Monday 8 March 2027." in page
    assert "A pause until Friday 24 December 2027" in page
    assert Message.objects.count() == 3
    ana.let_pass(WEEK + timedelta(hours=1))
    assert ana.switch.state.value == "paused"


def test_by_a_link_a_pause_lasts_sixty_days_at_most(ana: Household, client: Client) -> None:
    quiet_outbox()
    page = client.get(f"/go/{ana.token(LinkKind.CHECK_IN)}", follow=True)
    path = page.redirect_chain[-1][0]
    refused = client.post(path, {"does": "pauses", "until": "2027-12-24"})
    assert refused.status_code == 422
    assert b"Choose a day from Tuesday 2 March 2027 to Friday 30 April 2027" in refused.content


def test_new_recovery_codes_count_after_seven_days(ana: Household) -> None:
    strong = Client()
    signs_in(strong)
    strong.post("/accounts/2fa/recovery-codes/generate/", {})
    codes = Authenticator.objects.get(type=Authenticator.Type.RECOVERY_CODES)
    assert [each.subject for each in waiting(ana.plan.pk, Kind.WAY_IN)] == [codes.pk]
    first, second, *_more = RecoveryCodes(codes).get_unused_codes()
    early = Client()
    signs_in_by_mail(early)
    early.post("/accounts/2fa/reauthenticate/", {"code": first})
    assert early.get("/settings/").status_code == 302
    ana.let_pass(WEEK + timedelta(hours=1))
    later = Client()
    signs_in_by_mail(later)
    assert later.get("/settings/").status_code == 302
    later.post("/accounts/2fa/reauthenticate/", {"code": second})
    assert later.get("/settings/").status_code == 200
    assert ana.switch.strong_at == ana.clock.at


def test_a_new_passkey_opens_today_only_and_says_until_when(ana: Household) -> None:
    known = Authenticator.objects.create(user=ana.account, type="webauthn", data={"name": "Blue"})
    ask(ana.plan.pk, Kind.WAY_IN, ana.clock.at, subject=known.pk)
    heard = ana.switch.strong_at
    browser = ana.sign_in(Client(), strongly=False)
    session = browser.session
    step = {"method": "mfa", "type": "webauthn", "id": known.pk, "at": 5.0, "passwordless": True}
    session["account_authentication_methods"] = [step]
    session["account_authentication_methods_user"] = str(ana.account.pk)
    session.save()
    ana.clock.at += timedelta(minutes=1)
    browser.post("/", {"does": "checks_in"})
    assert (ana.switch.heard_at, ana.switch.strong_at) == (ana.clock.at, heard)
    shut = browser.get("/settings/")
    assert shut.status_code == 403
    assert b"opens this page on Monday 8 March 2027" in shut.content
    assert "The passkey “Blue” counts as a full sign-in" in browser.get("/").content.decode()


def test_a_passkey_taken_away_works_for_seven_days_more(ana: Household, browser: Client) -> None:
    known = Authenticator.objects.create(user=ana.account, type="webauthn", data={"name": "Blue"})
    browser.post(f"/accounts/2fa/webauthn/keys/{known.pk}/remove/", {})
    assert Authenticator.objects.filter(pk=known.pk).exists()
    ana.let_pass(WEEK + timedelta(hours=1))
    assert not Authenticator.objects.exists()


def test_codes_of_a_plan_not_begun_count_at_once(mallory: Household) -> None:
    browser = Client()
    fields = {"login": "mallory@example.org", "password": "made up for tests only"}
    browser.post("/accounts/login/", fields)
    browser.post("/accounts/2fa/recovery-codes/generate/", {})
    assert Authenticator.objects.count() == 1
    assert not waiting(mallory.plan.pk)


def test_taking_a_keeper_off_before_anything_began_acts_at_once(
    mallory: Household, client: Client
) -> None:
    mallory.invite("Ben")
    mallory.promise("Ben")
    page = press(mallory.sign_in(client), mallory, "takes_off", "Ben")
    assert "Ben is no longer your keeper." in page
    assert mallory.switch.keepers[0].promise is Promise.STEPPED_DOWN


def test_a_death_told_in_error_is_undone_by_ana(ana: Household, browser: Client) -> None:
    ben, chidi = ana.people["Ben"].number, ana.people["Chidi"].number
    ana.does(report_death, person=ben, about=chidi)
    assert "It is so" in browser.get("/keepers/").content.decode()
    page = press(browser, ana, "confirms_death", "Chidi")
    assert "Noted. Chidi gets no mail and is not counted." in page
    assert "It is so" not in page
    page = press(browser, ana, "undoes_death", "Chidi")
    assert "Chidi is your keeper again, as before." in page
    assert all(keeper.counts for keeper in ana.switch.keepers)
