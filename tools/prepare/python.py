"""The virtual environment in .venv, the locked packages in it, and the program itself."""

import importlib.util
import subprocess
import sys
from pathlib import Path

from tools.prepare import debian
from tools.prepare.steps import ROOT, Step, forget, run

VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
PIP = [str(PYTHON), "-m", "pip", "--disable-pip-version-check"]
REQUIREMENTS = ROOT / "requirements"
OFFLINE = "check the network, then type the same command again"


def make_environment() -> None:
    """Make .venv, with Debian's python3-venv where needed; one that works already is kept."""
    if works():
        return
    if importlib.util.find_spec("ensurepip") is None:
        debian.install("python3-venv")
    forget()
    again = "remove .venv, then type the same command again"
    run([sys.executable, "-m", "venv", "--clear", str(VENV)], again)


def works() -> bool:
    """Whether .venv holds a Python that starts, is new enough and has pip."""
    question = "import pip, sys; sys.exit(sys.version_info < (3, 11))"
    command = [str(PYTHON), "-c", question]
    return (
        PYTHON.exists()
        and subprocess.run(command, capture_output=True, check=False).returncode == 0
    )


def install_locked(names: tuple[str, ...]) -> None:
    """Install requirements/<name>.txt for each name; pip refuses a file with another hash."""
    files = [part for name in names for part in ("--requirement", f"requirements/{name}.txt")]
    run([*PIP, "install", "--quiet", "--require-hashes", *files], OFFLINE)


def install_program() -> None:
    """Install this checkout into .venv as it stands, so that edits count at once."""
    again = "mend what the lines above name, then type the same command again"
    plain = ["--quiet", "--no-deps", "--no-index", "--no-build-isolation"]
    run([*PIP, "install", *plain, "--editable", "."], again)


def environment() -> Step:
    """Return the step that makes .venv."""
    says = f"Making a Python {sys.version_info.major}.{sys.version_info.minor} environment in .venv"
    return Step("environment", says, (), (PYTHON, VENV / "bin" / "pip"), make_environment)


def packages(*names: str, what: str = "") -> Step:
    """Return the step that installs what these lock files pin."""
    files = tuple(REQUIREMENTS / f"{name}.txt" for name in names)
    count = sum(line[:1].isalpha() for file in files for line in lines(file))
    says = f"Installing {what or f'{count} Python packages'}, each file checked against its hash"
    return Step(f"packages-{names[-1]}", says, files, (), lambda: install_locked(names))


def program() -> Step:
    """Return the step that installs the program itself."""
    says = "Installing Until Then into .venv"
    reads = (ROOT / "pyproject.toml",)
    return Step("program", says, reads, (VENV / "bin" / "untilthen",), install_program)


def lines(file: Path) -> list[str]:
    """Return the lines of a text file."""
    return file.read_text(encoding="utf-8").splitlines()
