"""Makes a release: the wheel, the page that opens bundles, their SHA-256 sums, and the sums signed
by a key of OpenSSH's, so that whoever has the page from anywhere sees whether it is ours.

    python -m tools.release --key FILE [--out DIR]"""

import argparse
import filecmp
import shutil
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

from tools.open_page import ROOT, SHIPPED, page

SUMS = "SHA256SUMS"
NAMESPACE = "until-then-release"


def build_wheel(folder: Path) -> Path:
    """Build the wheel into `folder` and return its path; raises CalledProcessError."""
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder)]
    subprocess.run([*command, str(ROOT)], check=True, capture_output=True)
    (wheel,) = folder.glob("untilthen-*.whl")
    return wheel


def write_page(folder: Path) -> Path:
    """Make the page anew, for `folder` and for the wheel, and return where it lies in `folder`."""
    path = folder / SHIPPED.name
    path.write_bytes(page())
    if not (SHIPPED.exists() and filecmp.cmp(path, SHIPPED, shallow=False)):
        SHIPPED.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, SHIPPED)
    return path


def write_sums(folder: Path, files: list[Path]) -> Path:
    """Write the sums of files as `sha256sum --check` reads them, and return their file."""
    lines = [f"{sha256(each.read_bytes()).hexdigest()}  {each.name}\n" for each in sorted(files)]
    sums = folder / SUMS
    sums.write_text("".join(lines), encoding="utf-8")
    return sums


def sign(sums: Path, key: Path) -> Path:
    """Sign the sums (SSHSIG) and return the signature; raises CalledProcessError."""
    signature = sums.with_name(f"{sums.name}.sig")
    signature.unlink(missing_ok=True)  # ssh-keygen would ask whether to write over it
    subprocess.run(["ssh-keygen", "-Y", "sign", "-f", key, "-n", NAMESPACE, sums], check=True)
    return signature


def main() -> int:
    """Make the release in an empty folder; the exit code is 1 where something stands there."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--key", type=Path, required=True)
    parser.add_argument("--out", type=Path, default=ROOT / "dist")
    wanted = parser.parse_args()
    folder: Path = wanted.out
    folder.mkdir(parents=True, exist_ok=True)
    if any(folder.iterdir()):
        sys.stderr.write(f"{folder} is not empty; empty it or name another with --out\n")
        return 1
    sums = write_sums(folder, [write_page(folder), build_wheel(folder)])
    sign(sums, wanted.key)
    sys.stdout.write(sums.read_text(encoding="utf-8"))
    return 0


if __name__ == "__main__":
    sys.exit(main())
