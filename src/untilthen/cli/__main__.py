"""`python -m untilthen.cli`, the same as the command `untilthen`."""

import sys

from untilthen.cli.main import main

if __name__ == "__main__":
    sys.exit(main())
