"""A machine that reads mail follows each link and posts each form once, ten seconds after
the mail (P5).
"""

import re
from datetime import timedelta
from html import unescape

import pytest
from django.test import Client

from tests.people_in_tests import Household
from tests.web.everything import every_row
from untilthen.outbox.context import link_for
from untilthen.outbox.models import Message

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
FORM = re.compile(r"<form.*?</form>", re.DOTALL)
FIELD = re.compile(r'<(?:input|button)[^>]*name="([^"]+)"(?:[^>]*value="([^"]*)")?')
BUTTON = re.compile(r'<button[^>]*name="([^"]+)" value="([^"]*)"')


def posts_of(page: str) -> list[dict[str, str]]:
    """Return what a machine would post: every form, by each of its buttons."""
    found = []
    for form in FORM.findall(page):
        fields = {name: unescape(value) for name, value in FIELD.findall(form)}
        buttons = BUTTON.findall(form) or [("", "")]
        found += [fields | {name: value} for name, value in buttons if name]
    return found


def visits(message: Message) -> None:
    """Do what such a machine does with one mail."""
    client = Client()
    path = link_for(message).partition("/go/")[2]
    answer = client.get(f"/go/{path}", follow=True)
    page = answer.redirect_chain[-1][0]
    for fields in posts_of(answer.content.decode()):
        client.post(page, fields)


def newest(ana: Household, name: str) -> Message:
    """Return somebody's newest mail, accepted ten seconds ago."""
    number = ana.people[name].number if name else 0
    message = Message.objects.filter(plan=ana.plan.pk, person=number).latest("pk")
    ana.clock.at += timedelta(seconds=10)
    return message


@pytest.mark.parametrize("days", [29, 32, 38, 45])
def test_a_machine_with_anas_mail_changes_nothing(days: int, ana: Household) -> None:
    ana.let_pass(timedelta(days=days))
    message = newest(ana, "")
    Message.objects.filter(pk=message.pk).update(settled_at=ana.clock.at - timedelta(seconds=10))
    before = every_row()
    visits(message)
    assert every_row() == before


def test_machines_with_both_keepers_mails_confirm_no_death(ana: Household) -> None:
    ana.let_pass(timedelta(days=45))
    for name in ("Ben", "Chidi"):
        visits(newest(ana, name))
    assert ana.switch.state.value not in ("quiet_wait", "delivering", "goodbyes")
    assert not [each for each in ana.switch.keepers if each.answer.value == "sure"]


def test_machines_with_both_keepers_mails_report_no_death_early(ana: Household) -> None:
    ana.let_pass(timedelta(days=31))
    for name in ("Ben", "Chidi"):
        visits(newest(ana, name))
    assert ana.switch.state.value in ("due", "overdue")
    assert not [each for each in ana.switch.keepers if each.answer.value == "sure"]
