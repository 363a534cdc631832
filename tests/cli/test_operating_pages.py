"""The pages for operators name every setting, every command and every exit code."""

import re
from dataclasses import fields
from pathlib import Path

import pytest

from untilthen.cli.codes import ExitCode
from untilthen.cli.main import COMMANDS
from untilthen.web.config import Config
from untilthen.web.masterkey import FILE_NAME

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


def test_the_page_to_install_builds_what_it_installs() -> None:
    text = (PAGES / "install.md").read_text(encoding="utf-8")
    for page in (*PAGES.glob("*.md"), PAGES.parents[1] / "README.md"):
        assert "pip install untilthen" not in page.read_text(encoding="utf-8"), page.name
    assert text.index("make demo") < text.index("pip wheel") < text.index("dist/untilthen-*.whl")
    assert (PAGES.parents[1] / "requirements" / "run.txt").exists()


def test_the_page_to_back_up_names_everything_a_server_keeps() -> None:
    text = (PAGES / "backup.md").read_text(encoding="utf-8")
    for kept in ("`files/`", "sqlite3 untilthen.sqlite3", "sqlite3 keys.sqlite3", f"`{FILE_NAME}`"):
        assert kept in text, kept
    assert "none older than 30 days" in text
    assert "beside a running one" in text
