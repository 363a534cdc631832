"""The real worker, with the clock of a file."""

import sys

from tests.e2e.clock import follow_file
from untilthen.cli.main import main

if __name__ == "__main__":
    follow_file()
    sys.exit(main(["worker"]))
