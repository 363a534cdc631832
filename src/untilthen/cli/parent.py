"""Lets a process of `untilthen serve` end when serve itself is gone, even where it was killed."""

import argparse
import os
import signal
import sys
from threading import Thread


def add_parent_option(parser: argparse.ArgumentParser) -> None:
    """Tell `parser` the option that only `untilthen serve` gives."""
    parser.add_argument("--with-parent", action="store_true", help=argparse.SUPPRESS)


def end_with_parent() -> None:
    """Ask ourselves to end once standard input, which the parent holds open, has ended."""
    Thread(target=wait_for_end, name="parent", daemon=True).start()


def wait_for_end() -> None:
    """Read until the parent has gone, then ask this process to end in order."""
    descriptor = sys.stdin.fileno()
    while os.read(descriptor, 1024):
        continue
    os.kill(os.getpid(), signal.SIGTERM)
