"""The frame of the command line: help, version, and one line for what nobody foresaw."""

import importlib
import re
import subprocess
import sys
from importlib import metadata
from pathlib import Path

from untilthen.cli.main import COMMANDS

RUN = [sys.executable, "-m", "untilthen.cli"]


def ended(command: list[str]) -> tuple[int, str, str]:
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout, done.stderr


def test_help_names_every_command_with_what_it_does() -> None:
    code, stdout, stderr = ended([*RUN, "--help"])
    assert (code, stderr) == (0, "")
    for name in COMMANDS:
        command = importlib.import_module(name)
        assert name.rpartition(".")[2].replace("_", "-") == command.NAME
        assert f"    {command.NAME}" in stdout
        assert command.HELP.split(";")[0] in " ".join(stdout.split())


def test_the_version_is_the_installed_one() -> None:
    assert ended([*RUN, "--version"]) == (0, f"{metadata.version('untilthen')}\n", "")


def test_what_nobody_foresaw_is_one_line_and_no_traceback() -> None:
    broken = (
        "import sys, untilthen.cli.main as m; m.COMMANDS = ('untilthen.cli.nowhere',); "
        "sys.exit(m.main(['nowhere']))"
    )
    code, stdout, stderr = ended([sys.executable, "-c", broken])
    assert (code, stdout) == (1, "")
    assert stderr == (
        "untilthen: this is our mistake: ModuleNotFoundError: "
        "No module named 'untilthen.cli.nowhere'\n"
    )
    assert "Traceback" in ended([sys.executable, "-X", "dev", "-c", broken])[2]


def test_nothing_but_say_writes() -> None:
    folder = Path(importlib.import_module("untilthen.cli").__path__[0])
    for path in folder.glob("*.py"):
        source = path.read_text(encoding="utf-8")
        writes = re.search(r"\bprint\(|\.write\(", source)
        assert bool(writes) == (path.name == "say.py"), path.name
