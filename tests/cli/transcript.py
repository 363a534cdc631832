"""Transcripts: what a person types and what they then see, compared line by line.

`$ ` begins a command, `! ` a line on stderr, `= ` an exit code other than 0; the rest is stdout.
"""

import os
import shlex
import subprocess
import sys
from pathlib import Path


def play(script: str, folder: Path, **environment: str) -> str:
    """Run the commands of `script` in `folder` and return the transcript that came of it."""
    typed = [line.removeprefix("$ ") for line in script.splitlines() if line.startswith("$ ")]
    return "".join(_played(command, folder, environment) for command in typed)


def _played(command: str, folder: Path, environment: dict[str, str]) -> str:
    words = shlex.split(command)
    if words[0] == "untilthen":
        words[:1] = [sys.executable, "-m", "untilthen.cli"]
    ended = subprocess.run(
        words,
        cwd=folder,
        env={**os.environ, "LANGUAGE": "C", "COLUMNS": "100", "NO_COLOR": "1", **environment},
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        start_new_session=True,  # no terminal to ask at
        check=False,
    )
    stderr = "".join(f"! {line}\n" for line in ended.stderr.splitlines())
    code = f"= {ended.returncode}\n" if ended.returncode else ""
    return f"$ {command}\n{ended.stdout}{stderr}{code}"
