"""The pages for operators name every setting, every command and every exit code."""

import re
from dataclasses import fields
from pathlib import Path

import pytest

from untilthen.cli.codes import ExitCode
from untilthen.cli.main import COMMANDS
from untilthen.web.config import Config

PAGES = Path(__file__).parents[2] / "docs" / "operating"


def rows(name: str) -> list[list[str]]:
    lines = (PAGES / name).read_text(encoding="utf-8").splitlines()
    return [[cell.strip() for cell in line.split("|")[1:-1]] for line in lines if line[:1] == "|"]


def test_every_setting_stands_on_its_page_and_no_other() -> None:
    first = [row[0] for row in rows("settings.md") if row[0].startswith("`")]
    named = {name for cell in first for name in re.findall(r"`([a-z_]+)`", cell)}
    assert named == {field.name for field in fields(Config)}


PLAIN = ("listen", "web_workers", "web_threads", "registration", "mail_from", "smtp_host")


@pytest.mark.parametrize("name", [*PLAIN, "smtp_timeout", "smtp_connections", "language"])
def test_the_defaults_are_those_of_the_code(name: str) -> None:
    defaults = {row[0].strip("`"): row[1].strip("`") for row in rows("settings.md")}
    assert defaults[name] == str(getattr(Config, name))


def test_every_command_stands_on_its_page() -> None:
    text = (PAGES / "commands.md").read_text(encoding="utf-8")
    for name in COMMANDS:
        assert f"`untilthen {name.rpartition('.')[2].replace('_', '-')}" in text, name


def test_every_exit_code_stands_on_its_page() -> None:
    codes = {int(row[0]) for row in rows("commands.md") if row[0].isdigit()}
    assert codes == {code.value for code in ExitCode}
