"""A wheel built from this checkout, and an empty environment that it is installed into."""

import os
import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent


def install_wheel(wheel: Path, environment: Path) -> Path:
    """Install the locked packages and the wheel where nothing was; return the new bin folder."""
    venv.create(environment, with_pip=False)
    pip = [sys.executable, "-m", "pip", "--python", str(environment / "bin" / "python")]
    quiet = ["install", "--quiet", "--disable-pip-version-check"]
    run([*pip, *quiet, "--require-hashes", "-r", str(ROOT / "requirements/run.txt")], environment)
    run([*pip, *quiet, "--no-deps", "--no-index", str(wheel)], environment)
    run([*pip, "check"], environment)
    return environment / "bin"


def clean_environment(**settings: str) -> dict[str, str]:
    """Return an environment that knows neither this checkout nor its settings, but `settings`."""
    kept = {name: os.environ[name] for name in ("HOME", "LANG", "TMPDIR") if name in os.environ}
    return {**kept, "PATH": "/usr/bin:/bin", **settings}


def run(command: list[str], folder: Path) -> str:
    """Run a command in `folder` and return what it printed; fail with it where it fails."""
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout
