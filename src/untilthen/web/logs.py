"""Keep what identifies people out of the log: a request is named by its route, never by its
address.
"""

import logging

from django.http import HttpRequest


def route_of(request: HttpRequest) -> str:
    """Return the name of the route that a request took, without anything of its address."""
    matched = request.resolver_match
    return (matched.view_name or matched.route) if matched else "no route"


class RouteNamesOnly(logging.Filter):
    """Reword what Django says of a request, so that no token and no address is in it."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Reword a line about a request; let every other line pass as it is."""
        request = getattr(record, "request", None)
        if isinstance(request, HttpRequest) or record.name.startswith("django.security"):
            route = route_of(request) if isinstance(request, HttpRequest) else "no route"
            status = getattr(record, "status_code", "")
            record.msg, record.args = "answered %s at %s", (status, route)
            record.exc_info = record.exc_text = None
        return True
