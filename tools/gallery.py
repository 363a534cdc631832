"""Renders every page and mail with Ana's data, photographs them light and dark at two widths,
and lets axe look for barriers. `python -m tools.gallery OUT [name ...] [--language de]`; exit 1
if axe finds any.
"""

import argparse
import shutil
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from itertools import product
from pathlib import Path
from typing import Literal

import allauth
import django
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import path
from playwright.sync_api import Browser, ConsoleMessage, Page, sync_playwright

ROOT = Path(__file__).parent.parent
SOURCE = ROOT / "src" / "untilthen"
LIBRARY = Path(allauth.__file__).parent
STATIC = (SOURCE / "web", LIBRARY / "account", LIBRARY / "mfa")
APPS = ("people", "outbox", "letters", "handover", "watch")
THEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
Sizes = dict[str, tuple[int, int]]
PAGE_SIZES: Sizes = {"phone": (360, 740), "desk": (1280, 900)}
MAIL_SIZES: Sizes = {"phone": (360, 740), "desk": (700, 900)}
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob: data:; "
    "font-src 'self'; form-action 'self'; base-uri 'none'"
)
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-quic",
]


def nowhere(_request: HttpRequest) -> HttpResponse:
    """Answer nothing: the gallery's addresses only have to exist."""
    return HttpResponse()


ACCOUNT = ("login", "logout", "signup", "email", "change_password", "reauthenticate")
CODES = ("reset_password", "confirm_login_code", "email_verification_sent")
WAYS = ("authenticate", "index", "login_webauthn", "reauthenticate_webauthn", "add_webauthn")
MORE_WAYS = ("list_webauthn", "activate_totp", "view_recovery_codes", "generate_recovery_codes")
PAGES = ("today", "what_happened", "letters", "recipients", "keepers", "settings", "calendar")
SHEETS = ("calendar-next", "kit-pdf", "recovery-pdf", "export", "found-kit", "open-page")
urlpatterns = [
    path(f"account/{name}/", nowhere, name=f"account_{name}") for name in (*ACCOUNT, *CODES)
]
urlpatterns += [path(f"mfa/{name}/", nowhere, name=f"mfa_{name}") for name in (*WAYS, *MORE_WAYS)]
urlpatterns += [
    path(f"mfa/{name}/<int:pk>/", nowhere, name=f"mfa_{name}_webauthn")
    for name in ("edit", "remove")
]
urlpatterns += [path("confirm/<key>/", nowhere, name="account_confirm_email")]
urlpatterns += [path("recipient/<int:number>/", nowhere, name="recipient")]
urlpatterns += [path("card/<int:number>/", nowhere, name="keeper-pdf")]
urlpatterns += [path(f"{name}/", nowhere, name=name) for name in (*PAGES, *SHEETS)]


def configure(language: str) -> None:
    """Set Django up with templates only: no database, no applications, no clock."""
    folders = [SOURCE / "web" / "templates", ROOT / "tools" / "gallery_templates"]
    folders += [SOURCE / app / "templates" for app in APPS]
    folders += [LIBRARY / "templates"]
    settings.configure(
        ROOT_URLCONF=__name__,
        STATIC_URL="/static/",
        LANGUAGE_CODE=language,
        LOCALE_PATHS=[SOURCE / "locale"],
        USE_TZ=True,
        TIME_ZONE="Europe/Berlin",
        TEMPLATES=[
            {
                "BACKEND": "django.template.backends.django.DjangoTemplates",
                "DIRS": folders,
                "OPTIONS": {"libraries": {"dates": "untilthen.outbox.templatetags.dates"}},
            }
        ],
    )
    django.setup()


def write_all(out: Path, names: list[str]) -> dict[str, Sizes]:
    """Write pages and mails as HTML (mails also as text); return the sizes each is looked at in."""
    from tools.gallery_pages import contexts
    from tools.gallery_samples import mail
    from untilthen.outbox.mail_contract import NAMES
    from untilthen.outbox.rendering import render

    sizes = {}
    for name, (template, context) in contexts().items():
        (out / f"{name}.html").write_text(render_to_string(template, context))
        sizes[name] = PAGE_SIZES
    for about in NAMES:
        written = render(about, mail(about), settings.LANGUAGE_CODE)
        (out / f"mail_{about}.html").write_text(written.html)
        (out / f"mail_{about}.txt").write_text(f"Subject: {written.subject}\n\n{written.text}")
        sizes[f"mail_{about}"] = MAIL_SIZES
    for folder in STATIC:
        shutil.copytree(folder / "static", out / "static", dirs_exist_ok=True)
    return {name: size for name, size in sizes.items() if not names or name in names}


class Handler(SimpleHTTPRequestHandler):
    """Serves the gallery under the policy that the pages live with; mails bring their own style."""

    def end_headers(self) -> None:
        """Add the policy to pages."""
        if "/mail_" not in self.path:
            self.send_header("Content-Security-Policy", POLICY)
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve a folder on a free port of this machine while the block runs."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


def too_wide(page: Page) -> list[str]:
    """Return how the page overflows at 320 px, also mirrored for right-to-left readers."""
    wider = "document.documentElement.scrollWidth > innerWidth"
    page.set_viewport_size({"width": 320, "height": 740})
    narrow = ["too wide at 320 px"] if page.evaluate(wider) else []
    page.evaluate("document.documentElement.dir = 'rtl'")
    mirrored = ["too wide right to left"] if page.evaluate(wider) else []
    page.evaluate("document.documentElement.dir = 'ltr'")
    return narrow + mirrored


def look(browser: Browser, base: str, out: Path, name: str, sizes: Sizes) -> list[str]:
    """Photograph one page in both themes and all its sizes; return what is wrong with it."""
    wrong = []
    for theme, (size, (width, height)) in product(THEMES, sizes.items()):
        context = browser.new_context(
            viewport={"width": width, "height": height}, color_scheme=theme
        )
        picture = out / f"{name}-{size}-{theme}.png"
        complaints = visit(context.new_page(), f"{base}/{name}.html", picture)
        wrong += [f"{picture.stem}: {each}" for each in complaints if each]
        context.close()
    return wrong


def visit(page: Page, address: str, picture: Path) -> list[str]:
    """Open a page, photograph it and return every complaint of the browser, of axe and our own."""
    said: list[str] = []

    def hear(message: ConsoleMessage) -> None:
        if not message.location["url"].endswith("favicon.ico"):  # mails have no icon
            said.append(message.text)

    page.on("console", hear)
    page.goto(address)
    page.screenshot(path=picture, full_page=True)
    return said + barriers(page) + too_wide(page)


def barriers(page: Page) -> list[str]:
    """Return what axe finds on a page."""
    found = Axe().run(page).response["violations"]
    return [f"{each['id']}: {node['html'][:120]}" for each in found for node in each["nodes"]]


def main() -> int:
    """Render, photograph and judge; print what axe and the browser complained about."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", nargs="?", type=Path, help="folder for the pictures")
    parser.add_argument("names", nargs="*", help="only these pages")
    parser.add_argument("--language", default="en", help="the language of the pages")
    chosen = parser.parse_args()
    out = chosen.out or Path(tempfile.mkdtemp(prefix="gallery-"))
    out.mkdir(parents=True, exist_ok=True)
    configure(chosen.language)
    sizes = write_all(out, chosen.names)
    wrong = []
    with served(out) as base, sync_playwright() as play:
        browser = play.chromium.launch(executable_path="/usr/bin/chromium", args=QUIET)
        for name, size in sizes.items():
            wrong += look(browser, base, out, name, size)
        browser.close()
    sys.stdout.write("\n".join([*wrong, f"{len(sizes)} pages in {out}, {len(wrong)} complaints\n"]))
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
