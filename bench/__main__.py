"""`python -m bench NAME`: run one of the benchmarks, or say which there are."""

import argparse
import sys
from importlib import import_module

NAMES = ("seal",)


def main() -> int:
    """Run the benchmark that was named; 0 if every goal is met, else 1."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    benchmarks = parser.add_subparsers(metavar="NAME", required=True)
    for name in NAMES:
        module = import_module(f"bench.{name}")
        own = benchmarks.add_parser(name, help=module.HELP, description=module.HELP)
        module.arguments(own)
        own.set_defaults(run=module.run)
    options = parser.parse_args()
    return int(options.run(options))


if __name__ == "__main__":
    sys.exit(main())
