"""Every row of every table, to see whether something changed; and every page that can be
asked for.
"""

import re
from collections.abc import Iterator

from django.apps import apps
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from tests.people_in_tests import Household
from untilthen.people.linkpage import PATHS
from untilthen.people.links import LinkKind

Rows = dict[str, list[tuple[object, ...]]]
DATABASE_OF_KEYS = "keystore"
PART_NUMBER = re.compile(r"<int:number>")
PART = re.compile(r"<(?:\w+:)?(\w+)>|\(\?P<(\w+)>[^)]*\)")
LINKS = frozenset(PATHS.values())


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


def visitors(home: Household) -> dict[str, tuple[Client, str]]:
    """Follow a link of each kind in a browser of its own; return browser and page by kind."""
    people = {
        LinkKind.CHECK_IN: "",
        LinkKind.INVITATION: "Ben",
        LinkKind.VIGIL: "Ben",
        LinkKind.TOLD_LIST: "Ben",
        LinkKind.DUTIES: "Ben",
        LinkKind.DOOR: "Finn",
        LinkKind.OWN_KEY: "Finn",
    }
    found = {}
    for kind, name in people.items():
        released = kind in (LinkKind.DUTIES, LinkKind.DOOR)
        token = home.token(kind, name, home.switch.release if released else None)
        client = Client()
        client.raise_request_exception = False
        found[kind.name] = (client, str(client.get(f"/go/{token}")["Location"]))
    return found


def addresses(pages: dict[str, str]) -> list[str]:
    """Return an address for every pattern of the site; link pages with a link that was followed."""
    names = {
        path.strip("/").partition("/")[0]: path.strip("/").split("/")[1] for path in pages.values()
    }
    found = []
    for pattern, _ in every_pattern():
        plain = pattern.replace("^", "").replace("$", "").replace("\\Z", "")
        name = names.get(plain.partition("/")[0], "1")
        found.append("/" + PART.sub(name, PART_NUMBER.sub("1", plain)))
    return found
