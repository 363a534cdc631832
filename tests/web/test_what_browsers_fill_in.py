"""A browser may fill in what people type of themselves, and nothing of what they type of others."""

import pytest
from django import forms
from django.test import Client

from untilthen.letters.forms import RecipientForm
from untilthen.watch.forms import HowToReachForm, InvitationForm, PersonForm

MINE = {
    PersonForm: {"name": "name", "phone": "tel"},
    HowToReachForm: {"phone": "tel"},
    InvitationForm: {"name": "off", "address": "off", "phone": "off"},
    RecipientForm: {"name": "off", "address": "off"},
}


@pytest.mark.parametrize(("form", "fills"), MINE.items(), ids=lambda each: str(each)[:24])
def test_each_field_says_what_may_be_filled_in(
    form: type[forms.Form], fills: dict[str, str]
) -> None:
    fields = form.base_fields
    assert {name: fields[name].widget.attrs["autocomplete"] for name in fills} == fills


@pytest.mark.django_db
@pytest.mark.parametrize("page", ["login", "signup"])
def test_an_account_is_for_ones_own_address(client: Client, page: str) -> None:
    assert 'autocomplete="email"' in client.get(f"/accounts/{page}/").content.decode()
