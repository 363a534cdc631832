"""Makes open.html, the page that opens bundles with no server and no network: one file that holds
its styles, its code and its words in every language, and lets nothing else in.

    python -m tools.open_page [--out FILE]
"""

import argparse
import base64
import re
import subprocess
import sys
import tempfile
from hashlib import sha256
from pathlib import Path
from urllib.parse import quote

import django
from django.conf import settings
from django.template.loader import render_to_string

from tools.prepare.pages import npm_command

ROOT = Path(__file__).parent.parent
WEB = ROOT / "src" / "untilthen" / "web"
STATIC = WEB / "static" / "untilthen"
OFFLINE = WEB / "js" / "offline"
SHIPPED = WEB / "offline" / "open.html"
STYLES = ("tokens", "type", "layout", "forms", "components", "letter", "contrast", "print")
LANGUAGES = ({"code": "en", "name": "English"}, {"code": "de", "name": "Deutsch"})
MARK = re.compile(r'url\("(mark\.svg)"\)')
SHELL = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>Until Then</title>
<style>{styles}</style>
</head>
<body>
{body}
<script type="module">{code}</script>
</body>
</html>
"""


def code() -> str:
    """Return the page's script; raises CalledProcessError where it cannot be bundled."""
    command = npm_command()
    assert command, "no Node"
    node = command[0] if len(command) > 1 else "node"
    with tempfile.TemporaryDirectory() as folder:
        made = Path(folder) / "open.js"
        build = [node, "tools/build_js.mjs", "--page", str(made)]
        subprocess.run(build, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
        return made.read_text(encoding="utf-8").strip()


def styles() -> str:
    """Return the site's styles and the page's own, with the one picture they name inside."""
    files = [*(STATIC / f"{name}.css" for name in STYLES), OFFLINE / "open.css"]
    joined = "\n".join(path.read_text(encoding="utf-8") for path in files)
    return MARK.sub(lambda found: f'url("{picture(STATIC / found[1])}")', joined)


def picture(path: Path) -> str:
    """Return a drawing as an address that holds all of it."""
    return f"data:image/svg+xml,{quote(path.read_text(encoding='utf-8'), safe='')}"


def body() -> str:
    """Return the page's markup with its words in every language."""
    if not settings.configured:
        settings.configure(
            LOCALE_PATHS=[ROOT / "src" / "untilthen" / "locale"],
            LANGUAGE_CODE="en",
            TEMPLATES=[
                {
                    "BACKEND": "django.template.backends.django.DjangoTemplates",
                    "DIRS": [WEB / "templates"],
                }
            ],
        )
        django.setup()
    return render_to_string("offline/open.html", {"languages": LANGUAGES}).strip()


def policy(script: str, style: str) -> str:
    """Return what the page may do: run its own script, and show what it opened; nothing else."""
    return "; ".join(
        (
            "default-src 'none'",
            f"script-src '{fingerprint(script)}'",
            f"style-src '{fingerprint(style)}'",
            "img-src blob: data:",
            "media-src blob:",
            "worker-src blob:",
            "form-action 'none'",
            "base-uri 'none'",
            "require-trusted-types-for 'script'",
        )
    )


def fingerprint(text: str) -> str:
    """Return the hash by which a policy knows a script or a style."""
    return f"sha256-{base64.b64encode(sha256(text.encode()).digest()).decode()}"


def page() -> bytes:
    """Return the whole page; the same sources give the same bytes."""
    script, style = code(), styles()
    assert "</script" not in script.lower()
    assert "</style" not in style.lower()
    made = SHELL.format(policy=policy(script, style), styles=style, body=body(), code=script)
    return made.encode("utf-8")


def main() -> int:
    """Write the page and print its SHA-256, as a release names it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=SHIPPED)
    out: Path = parser.parse_args().out
    made = page()
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_bytes(made)
    sys.stdout.write(f"{sha256(made).hexdigest()}  {out.name}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
