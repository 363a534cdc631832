"""Renders the letters' templates as Django does, in a process of its own.

Settings are per process and other tests need the real ones; here only words and markup matter.
Called as a program: JSON {path: [template, context]} on standard input, {path: html} on output.
"""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src" / "untilthen"

Page = tuple[str, dict[str, Any]]


def rendered(pages: dict[str, Page]) -> dict[str, bytes]:
    """Return each page's HTML by its path."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.browser_js.render"],
        input=json.dumps(pages).encode("utf-8"),
        stdout=subprocess.PIPE,
        cwd=ROOT,
        check=True,
    )
    return {path: html.encode("utf-8") for path, html in json.loads(done.stdout).items()}


def main() -> None:
    """Render what standard input asks for."""
    import django
    from django.conf import settings
    from django.template import Context, Engine

    settings.configure(
        ROOT_URLCONF="tests.browser_js.no_urls",
        INSTALLED_APPS=[],
        STATIC_URL="/static/",
        USE_I18N=True,
        LANGUAGE_CODE="en",
    )
    django.setup()
    folders = [
        SOURCE / "web" / "templates",
        SOURCE / "letters" / "templates",
        SOURCE / "watch" / "templates",
        Path(__file__).parent,
    ]
    engine = Engine(
        dirs=[str(folder) for folder in folders],
        libraries={
            "dates": "untilthen.outbox.templatetags.dates",
            "i18n": "django.templatetags.i18n",
            "static": "django.templatetags.static",
        },
    )
    pages: dict[str, Page] = json.load(sys.stdin)
    found = {
        path: engine.get_template(name).render(Context(context))
        for path, (name, context) in pages.items()
    }
    json.dump(found, sys.stdout)


if __name__ == "__main__":
    main()
