"""What --help says is enough to run it: every setting with its default, every exit code, and no
page that a wheel does not hold.
"""

from dataclasses import fields

import pytest

from tests.cli.served import ended
from untilthen.cli.codes import MEANINGS, ExitCode
from untilthen.cli.settinglist import FOLLOWS
from untilthen.cli.settinglist import MEANINGS as SETTINGS
from untilthen.web.config import Config

SERVER = ("serve", "web", "worker", "migrate", "check")


def test_every_setting_is_listed_with_its_default_and_what_it_may_be() -> None:
    code, stdout, stderr = ended("check", "--help")
    assert (code, stderr) == (0, "")
    assert set(SETTINGS) == {field.name for field in fields(Config)}
    for field in fields(Config):
        default = FOLLOWS.get(field.name) or getattr(Config, field.name) or "nothing"
        assert f"\n  {field.name} ({default})\n" in stdout
    said = " ".join(stdout.split())
    assert "requests that one of them answers at once; a whole number from 1 to 64" in said
    assert "one of none, starttls, tls" in said
    assert max(len(line) for line in stdout.splitlines()) <= 80


@pytest.mark.parametrize("command", SERVER)
def test_no_help_points_to_a_page_that_is_not_installed(command: str) -> None:
    said = " ".join(ended(command, "--help")[1].split())
    assert "docs/" not in said
    assert "untilthen check --help lists all of them" in said or command == "check"


def test_the_exit_codes_stand_at_the_end_of_the_help() -> None:
    stdout = ended("--help")[1]
    listed = stdout.partition("exit codes:\n")[2].splitlines()
    assert listed == [f"  {code.value}  {MEANINGS[code]}" for code in ExitCode]
