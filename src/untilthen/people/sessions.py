"""What browsers that were signed in, or asked for a code, left in the database: it names its owner,
so it goes with the account (10.9).
"""

import json
from datetime import datetime

from allauth.account.models import EmailAddress
from django.contrib.auth import SESSION_KEY
from django.contrib.auth.models import User
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session

AT_ONCE = 500


def forget_sessions(account: User, now: datetime) -> None:
    """Delete every session of an account, those in which one of its addresses stands, and those
    that are over.
    """
    Session.objects.filter(expire_date__lt=now).delete()
    addresses = set(EmailAddress.objects.filter(user=account).values_list("email", flat=True))
    wanted = {each.casefold() for each in (*addresses, account.email) if each}
    store = SessionStore()
    theirs = [
        each.pk
        for each in Session.objects.iterator(chunk_size=AT_ONCE)
        if is_of(account, wanted, store.decode(each.session_data))
    ]
    for place in range(0, len(theirs), AT_ONCE):
        Session.objects.filter(pk__in=theirs[place : place + AT_ONCE]).delete()


def is_of(account: User, addresses: set[str], kept: dict[str, object]) -> bool:
    """Return whether a session is an account's, or names one of its addresses."""
    if kept.get(SESSION_KEY) == str(account.pk):
        return True
    text = json.dumps(kept, ensure_ascii=False, default=str).casefold()
    return any(address in text for address in addresses)
