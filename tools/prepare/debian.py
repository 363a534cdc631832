"""Debian packages, for what comes from nowhere else: venv, a browser, ssh-keygen."""

import os
import shutil
import subprocess
import sys

from tools.prepare.steps import run
from tools.prepare.words import CannotPrepare, say


def install(package: str) -> None:
    """Install one Debian package as root or with sudo; raise CannotPrepare where neither works."""
    by_hand = f"apt-get update && apt-get install {package}"
    prefix = as_root()
    if shutil.which("apt-get") is None or prefix is None:
        reason = f"{package} is missing and cannot be installed from here"
        raise CannotPrepare(reason, f"as root, type: {by_hand}")
    say(f"Installing Debian's {package}")
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    quietly = [*prefix, "apt-get", "--quiet", "--yes"]
    run([*quietly, "update"], f"as root, type: {by_hand}", environment)
    command = [*quietly, "install", "--no-install-recommends", package]
    run(command, f"as root, type: {by_hand}", environment)


def as_root() -> list[str] | None:
    """Return what a command needs before it to run as root, or None where it cannot."""
    if os.geteuid() == 0:
        return []
    if shutil.which("sudo") is None:
        return None
    if sys.stdin.isatty():
        subprocess.run(["sudo", "--validate"], check=False)
    without_asking = subprocess.run(["sudo", "--non-interactive", "true"], check=False)
    return ["sudo"] if without_asking.returncode == 0 else None
