"""The manifest: what the owner signed last, beside what is there now."""

import json
from datetime import datetime

from django.db import transaction

from untilthen.journal.actions import Entry, hold, write
from untilthen.keystore.queries import PLAN, take
from untilthen.parts.keys import BadPart
from untilthen.parts.models import ManifestRow
from untilthen.people.models import Plan
from untilthen.sealing import sign
from untilthen.sealing.at_rest import open_at_rest, seal_at_rest
from untilthen.sealing.errors import SealingError
from untilthen.sealing.manifest import NAMESPACE, Manifest, parse


def keep_manifest(plan: Plan, text: str, signature: str, signer: str, at: datetime) -> None:
    """Keep a manifest that follows the last one, signed with the owner's key; raises BadPart."""
    manifest = checked(text, signature, signer)
    with transaction.atomic():
        hold(plan.pk)
        if manifest.plan != plan.public_id or manifest.number != next_number(plan.pk):
            raise BadPart("old_manifest")
        content = json.dumps({"text": text, "signature": signature}).encode()
        sealed = seal_at_rest(take(plan.pk, PLAN), content, purpose(plan.pk))
        ManifestRow.objects.update_or_create(
            plan=plan, defaults={"number": manifest.number, "sealed": sealed, "made_at": at}
        )
        write(plan.pk, Entry(at, "manifest_signed", facts={"manifest": manifest.number}))


def checked(text: str, signature: str, signer: str) -> Manifest:
    """Return a manifest whose signature is the owner's; raises BadPart."""
    try:
        sign.verify(text.encode(), signature, NAMESPACE, signer)
        return parse(text.encode())
    except SealingError:
        raise BadPart("not_signed") from None


def purpose(plan: int) -> str:
    """Return what a kept manifest is bound to."""
    return f"manifest of plan {plan}"


def next_number(plan: int) -> int:
    """Return the number of the next manifest."""
    last = ManifestRow.objects.filter(plan_id=plan).values_list("number", flat=True).first()
    return (last or 0) + 1


def signed(plan: int) -> dict[str, str] | None:
    """Return the last manifest's text and signature, or None before there is one."""
    row = ManifestRow.objects.filter(plan_id=plan).first()
    if row is None:
        return None
    found: dict[str, str] = json.loads(
        open_at_rest(take(plan, PLAN), bytes(row.sealed), purpose(plan))
    )
    return found
