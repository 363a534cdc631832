"""A keeper's key and part, reached from either of their links: made, shown to be there, kept.

Everything secret stays in the keeper's browser; what comes here is locked, sealed or signed.
"""

import base64
from collections.abc import Callable
from datetime import timedelta
from functools import wraps

from django.conf import settings
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from untilthen import edge
from untilthen.domain import keeper_acts
from untilthen.domain.keeper import Keeper, Promise
from untilthen.domain.switch import Refused
from untilthen.letters.actions import BadLetter
from untilthen.letters.views.bodies import fields_of, own_key_in, text_in
from untilthen.parts.actions import keep_on_paper
from untilthen.parts.challenges import BY_HAND, ON_THE_PAGE, ask, drill_statement
from untilthen.parts.handing import release_recipient
from untilthen.parts.keys import (
    BadPart,
    forget_person_key,
    keep_person_key,
    key_of,
)
from untilthen.parts.models import Part
from untilthen.parts.sentences import sentence
from untilthen.parts.sets import part_facts, part_in_force, part_of
from untilthen.people.linkpage import Visit, visit_of
from untilthen.people.links import LinkKind
from untilthen.sealing.fingerprint import fingerprint
from untilthen.sealing.statement import to_line
from untilthen.watch import seals
from untilthen.watch.partfacts import own_part_facts, signer_words
from untilthen.watch.queries import is_stale
from untilthen.watch.store import load

View = Callable[[HttpRequest, Visit], HttpResponse]
Routed = Callable[[HttpRequest, str, str], HttpResponse]
KINDS = {
    "promise": LinkKind.INVITATION,
    "vigil": LinkKind.VIGIL,
    "told": LinkKind.TOLD_LIST,
}
NONCE_BYTES = SEED_BYTES = 32


def for_keeper(view: View) -> Routed:
    """Give a view the visit of somebody whose promise stands; any other link is not found."""

    @wraps(view)
    def page(request: HttpRequest, name: str, kind: str) -> HttpResponse:
        visit = visit_of(request, KINDS[kind], name)
        if not promised(visit):
            raise Http404
        try:
            return view(request, visit)
        except BadPart as problem:
            return JsonResponse({"errors": {"form": sentence(problem)}}, status=422)
        except BadLetter:
            said = sentence(BadPart("not_readable"))
            return JsonResponse({"errors": {"form": said}}, status=422)

    return page


def promised(visit: Visit) -> bool:
    """Return whether the reader of a link is a keeper whose promise stands."""
    number = visit.link.person
    keepers: tuple[Keeper, ...] = load(visit.plan.pk).keepers
    return any(each.person == number and each.promise is Promise.PROMISED for each in keepers)


def home(request: HttpRequest) -> str:
    """Return the address of the keeper's own page, under which these pages lie."""
    return "/" + "/".join(request.path.strip("/").split("/")[:2]) + "/"


@require_http_methods(["GET", "HEAD", "POST"])
@for_keeper
def key(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Show the page on which a keeper makes their key, and take the key; 201 with what is next.

    ?again=yes makes another one, for who lost the words of the first.
    """
    again = request.GET.get("again") == "yes"
    if request.method == "POST":
        with transaction.atomic():
            if again:
                forget_person_key(visit.plan.pk, visit.link.person)
            keep_person_key(
                visit.plan.pk, visit.link.person, own_key_in(fields_of(request)), edge.now()
            )
        return JsonResponse({"next": f"{home(request)}part/"}, status=201)
    made = key_of(visit.plan.pk, visit.link.person)
    known = common(request, visit) | {
        "save_url": request.get_full_path(),
        "address": settings.ADDRESS,
        "signer": signer_words(visit.plan.pk),
        "fingerprint": fingerprint(made.recipient) if made else "",
        "again": again,
    }
    return render(request, "watch/keeper_key.html", known)


def common(request: HttpRequest, visit: Visit) -> dict[str, object]:
    """Return what both pages say."""
    return {
        "owner": visit.owner.name,
        "keeper": visit.reader.name,
        "zones": visit.zones,
        "back_url": home(request),
    }


@require_safe
@for_keeper
def part(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Show a keeper their part: whether it was shown to be there, and how to keep it."""
    here = home(request)
    known = common(request, visit) | own_part_facts(visit)
    known |= {
        "said": request.GET.get("said", ""),
        "address": settings.ADDRESS,
        "key_url": f"{here}key/",
        "data_url": f"{here}part/data/",
        "challenge_url": f"{here}part/challenge/",
        "proof_url": f"{here}part/proof/",
        "paper_url": f"{here}part/paper/",
    }
    return render(request, "watch/keeper_part.html", known)


def own_part(visit: Visit) -> Part | None:
    """Return the part that the reader should show now."""
    return part_of(visit.plan.pk, visit.link.person)


@require_safe
@for_keeper
def data(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Give a keeper's browser their locked key and sealed part: ?for=sure, or to show it."""
    sure = request.GET.get("for") == "sure"
    number = visit.link.person
    found = part_in_force(visit.plan.pk, number) if sure else own_part(visit)
    made = key_of(visit.plan.pk, number)
    return JsonResponse(
        {
            "key_file": made.key_file if made else "",
            "passkey_file": made.passkey_file if made else "",
            "origin": settings.ADDRESS,
            "plan": visit.plan.public_id,
            "person": number,
            "set": found.part_set.number if found else 0,
            "part": part_facts(found).file if found else "",
            "proof": part_facts(found).proof if found else "",
        }
    )


@require_POST
@for_keeper
def challenge(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Give a fresh nonce to sign: for = drill (on the page), hand (elsewhere) or sure."""
    wanted = text_in(fields_of(request), "for")
    asked = ask(visit.plan, visit.link.person, edge.token(NONCE_BYTES), edge.now(), span(wanted))
    answer: dict[str, object] = {
        "nonce": base64.urlsafe_b64encode(asked.nonce).decode().rstrip("="),
        "expires": f"{asked.expires:%Y-%m-%dT%H:%M:%SZ}",
    }
    found = own_part(visit)
    if wanted == "sure":
        check_asked(visit)
        answer["vigil"] = load(visit.plan.pk).vigil
        answer["release"] = release_recipient(visit.plan.pk, edge.token(SEED_BYTES))
    elif found is None:
        raise BadPart("no_part")
    else:
        answer["line"] = to_line(drill_statement(found, asked).to_bytes())
    return JsonResponse(answer)


def check_asked(visit: Visit) -> None:
    """Raise BadPart unless this keeper may say "I am sure" now, by this link."""
    switch = load(visit.plan.pk)
    try:
        keeper_acts.is_sure(switch, visit.link.person, edge.now())
    except Refused:
        raise BadPart("not_asked") from None
    if is_stale(visit, switch):
        raise BadPart("not_asked")


def span(wanted: str) -> timedelta:
    """Return how long a challenge may be answered."""
    return BY_HAND if wanted == "hand" else ON_THE_PAGE


@require_POST
@for_keeper
def proof(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Take a keeper's proof that they hold their part; 200 with the page that shows it.

    `with` says how the part was opened: what a passkey opened shows that the passkey is there, and
    is noted as that alone.
    """
    fields = fields_of(request)
    plan, person, signature = visit.plan, visit.link.person, text_in(fields, "signature")
    if fields.get("with") == "passkey":
        seals.note_passkey(plan, person, signature, edge.now())
        said = "passkey"
    else:
        seals.prove(plan, person, signature, edge.now())
        said = "proven"
    return JsonResponse({"next": f"{home(request)}part/?said={said}"})


@require_POST
@for_keeper
def paper(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Take the proof of a part kept on paper, and forget the sealed copy of it."""
    signature = text_in(fields_of(request), "signature")
    proven = seals.prove(visit.plan, visit.link.person, signature, edge.now())
    keep_on_paper(Part.objects.select_related("part_set").get(pk=proven.pk))
    return JsonResponse({"next": f"{home(request)}part/?said=paper"})
