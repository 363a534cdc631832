"""`untilthen check`: a line for everything, and an exit status that says whether all is well."""

from pathlib import Path

from tests.cli.served import ended
from tests.outbox.imap_server import imap_server
from tests.outbox.mailserver import mail_server

KEY = "QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVphYmNkZWY="


def lines(data: Path, **settings: str) -> tuple[int, dict[str, tuple[bool, str]]]:
    code, stdout, stderr = ended("check", "--data", str(data), **settings)
    assert stderr == ""
    found = {}
    for line in stdout.splitlines():
        good, _, rest = line.partition("  ")
        name, _, words = rest.strip().partition(": ")
        found[name] = (good == "ok", words)
    return code, found


def test_a_good_installation_passes_every_check(tmp_path: Path) -> None:
    with mail_server() as server, imap_server() as mailbox:
        settings = {
            "UNTILTHEN_RETURNS_MAILBOX": mailbox.address,
            "UNTILTHEN_MASTER_KEY": KEY,
            "UNTILTHEN_ADDRESS": "https://until-then.example.org",
            "UNTILTHEN_MAIL_FROM": "post@until-then.example.org",
            "UNTILTHEN_SMTP_PORT": str(server.port),
        }
        assert ended("migrate", "--data", str(tmp_path), **settings)[0] == 0
        code, found = lines(tmp_path, **settings)
    assert {name: good for name, (good, _) in found.items()} == dict.fromkeys(
        ["settings", "address", "data", "sender", "database default", "database keys",
         "master key", "closing key", "worker", "reports", "help numbers", "mail server",
         "mail records", "returns mailbox"], True,
    )  # fmt: skip
    assert code == 0


def test_what_is_wrong_is_said_and_all_else_is_still_checked(tmp_path: Path) -> None:
    code, found = lines(
        tmp_path,
        UNTILTHEN_MASTER_KEY=KEY,
        UNTILTHEN_ADDRESS="http://until-then.example.org",
        UNTILTHEN_SMTP_PORT="1",
    )
    assert code == 1
    assert {name for name, (good, _) in found.items() if not good} == {
        "address", "sender", "database default", "database keys", "mail server",
    }  # fmt: skip
    assert found["database default"][1] == (
        "not prepared for this version; type: untilthen migrate"
    )
    assert "connection refused" in found["mail server"][1]


def test_a_misspelt_setting_is_named_with_the_nearest_one(tmp_path: Path) -> None:
    code, found = lines(tmp_path, UNTILTHEN_MASTER_KEY=KEY, UNTILTHEN_SMPT_HOST="mail.example.org")
    assert code == 1
    assert found["settings"] == (
        False,
        "UNTILTHEN_SMPT_HOST: there is no such setting; UNTILTHEN_SMTP_HOST is the nearest",
    )
    assert "mail server" in found, "the rest is checked all the same"
    _, found = lines(tmp_path / "other", UNTILTHEN_MASTR_KEY=KEY)
    assert "UNTILTHEN_MASTER_KEY is the nearest; " in found["settings"][1]


def test_a_bad_setting_is_one_line(tmp_path: Path) -> None:
    code, found = lines(tmp_path, UNTILTHEN_MASTER_KEY="short")
    assert code == 1
    assert found == {
        "settings": (
            False,
            "UNTILTHEN_MASTER_KEY: '(not shown)' is not allowed; 32 bytes in base64",
        )
    }


def test_numbers_that_nobody_rang_for_a_year_are_not_well(tmp_path: Path) -> None:
    number = '{place = "Berlin", name = "TelefonSeelsorge", number = "0800 1110111"'
    settings = {"UNTILTHEN_MASTER_KEY": KEY}
    for given, checked, words in (
        (f"[{number}}}]", "", "nothing says when they were last checked; set help_checked_at"),
        (f"[{number}}}]", "2020-01-01", "last checked on 2020-01-01; please ring each and set"),
        (f"[{number}, checked_at = 2019-01-01}}]", "2020-01-01", "last checked on 2019-01-01; "),
    ):
        settings |= {"UNTILTHEN_HELP_NUMBERS": given, "UNTILTHEN_HELP_CHECKED_AT": checked}
        code, found = lines(tmp_path, **settings)
        good, said = found["help numbers"]
        assert (code, good) == (1, False)
        assert said.startswith(words)
