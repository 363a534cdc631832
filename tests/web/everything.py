"""Every row of every table, to see whether something changed; and every page that can be
asked for.
"""

from collections.abc import Iterator

from django.apps import apps
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from tests.people_in_tests import Household
from untilthen.people.links import LinkKind

Rows = dict[str, list[tuple[object, ...]]]
DATABASE_OF_KEYS = "keystore"


def every_row() -> Rows:
    """Return all rows of all tables of both databases."""
    found: Rows = {}
    for model in apps.get_models():
        rows = model._base_manager.order_by("pk").values_list()
        found[model._meta.label] = [tuple(map(str, row)) for row in rows]
    return found


def every_pattern(
    resolver: URLResolver | None = None, prefix: str = ""
) -> Iterator[tuple[str, URLPattern]]:
    """Return every address pattern of the whole site, with what is before it."""
    for each in (resolver or get_resolver()).url_patterns:
        here = prefix + str(each.pattern)
        if isinstance(each, URLResolver):
            yield from every_pattern(each, here)
        else:
            yield here, each


def follow_all(home: Household, client: Client) -> dict[str, str]:
    """Follow a link of every kind in one browser; return each page's address by its kind."""
    links = {
        LinkKind.CHECK_IN: "",
        LinkKind.INVITATION: "Ben",
        LinkKind.VIGIL: "Ben",
        LinkKind.TOLD_LIST: "Ben",
        LinkKind.DUTIES: "Ben",
        LinkKind.DOOR: "Finn",
        LinkKind.OWN_KEY: "Finn",
    }
    pages = {}
    for kind, name in links.items():
        released = kind in (LinkKind.DUTIES, LinkKind.DOOR)
        token = home.token(kind, name, home.switch.release if released else None)
        pages[kind.name] = str(client.get(f"/go/{token}")["Location"])
    return pages
