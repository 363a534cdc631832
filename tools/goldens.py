"""Write every story's transcript anew beside it: `python -m tools.goldens`. Read the difference
before you keep it.
"""

import subprocess
import sys
from pathlib import Path

STORIES = Path(__file__).parents[1] / "src" / "untilthen" / "rehearsal" / "stories"


def main() -> None:
    """Play each story and keep what it printed."""
    for story in sorted(STORIES.glob("*.toml")):
        command = [sys.executable, "-m", "untilthen.cli", "rehearse", "--story", str(story)]
        done = subprocess.run([*command, "--json"], capture_output=True, check=True)
        story.with_suffix(".jsonl").write_bytes(done.stdout)


if __name__ == "__main__":
    main()
