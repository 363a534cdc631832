"""Settings: from the environment or a file, what follows from what, no secret in a complaint."""

from datetime import date
from pathlib import Path

import pytest

from untilthen.web.config import BadSetting, Config, misspelt, read
from untilthen.web.database import database
from untilthen.web.helpnumbers import are_old, last_checked

SECRET = "not-to-be-seen"


def settings(**given: str) -> Config:
    return read({f"UNTILTHEN_{name.upper()}": value for name, value in given.items()})


def test_with_nothing_set_everything_stays_on_this_machine() -> None:
    config = settings()
    assert (config.address, config.listen) == ("http://127.0.0.1:8000", "127.0.0.1:8000")
    assert (config.smtp_host, config.smtp_port, config.smtp_security) == ("127.0.0.1", 25, "none")


@pytest.mark.parametrize(
    ("given", "security", "port"),
    [
        ({"smtp_host": "mail.example.org"}, "starttls", 587),
        ({"smtp_host": "mail.example.org", "smtp_security": "tls"}, "tls", 465),
        ({"smtp_host": "mail.example.org", "smtp_security": "none"}, "none", 25),
        ({"smtp_host": "mail.example.org", "smtp_port": "2525"}, "starttls", 2525),
        ({"smtp_host": "localhost"}, "none", 25),
    ],
)
def test_mail_to_another_machine_is_encrypted_unless_said_otherwise(
    given: dict[str, str], security: str, port: int
) -> None:
    config = settings(**given)
    assert (config.smtp_security, config.smtp_port) == (security, port)


def test_a_password_is_never_sent_in_the_clear_to_another_machine() -> None:
    with pytest.raises(BadSetting) as refused:
        settings(smtp_host="m.example", smtp_security="none", smtp_user="a", smtp_password=SECRET)
    assert refused.value.name == "UNTILTHEN_SMTP_SECURITY"


def test_links_in_mails_must_lead_somewhere_when_we_listen_everywhere() -> None:
    with pytest.raises(BadSetting) as refused:
        settings(listen="0.0.0.0:80")
    assert refused.value.name == "UNTILTHEN_ADDRESS"
    assert settings(listen="[::1]:80").address == "http://[::1]:80"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("listen", "8000"), ("listen", "127.0.0.1:99999"), ("listen", ":80"),
        ("address", "ftp://example.org"), ("address", "https://"), ("address", "https://a/?b=c"),
        ("web_workers", "0"), ("web_workers", "-1"), ("web_workers", "1.5"), ("web_workers", "٣"),
        ("smtp_timeout", "61"), ("smtp_connections", "33"), ("smtp_port", ""),
        ("help_checked_at", "1 March"), ("help_checked_at", "2027-02-30"),
        ("mail_from", "Until Then <a@example.org>"), ("mail_from", "a@b\r\nBcc: c@d"),
    ],
)  # fmt: skip
def test_what_cannot_stand_is_named(name: str, value: str) -> None:
    with pytest.raises(BadSetting) as refused:
        settings(**{name: value})
    assert refused.value.name == f"UNTILTHEN_{name.upper()}"
    assert repr(value) in str(refused.value)


@pytest.mark.parametrize("name", ["smtp_password", "database_url", "keys_database_url"])
def test_no_complaint_repeats_a_secret(name: str) -> None:
    value = f"mysql://ana:{SECRET}ü@host/name"

    def refuse() -> None:
        settings(smtp_user="ana", **{name: value})
        database(name, value, Path("unused"))

    with pytest.raises(BadSetting) as refused:
        refuse()
    assert SECRET not in str(refused.value)


def test_a_file_names_the_same_settings_and_the_environment_wins(tmp_path: Path) -> None:
    file = tmp_path / "until-then.toml"
    file.write_text('smtp_port = 2525\nlanguage = "de"\n')
    config = settings(config=str(file), language="en")
    assert (config.smtp_port, config.language) == (2525, "en")
    file.write_text("smtp_prot = 2525\n")
    with pytest.raises(BadSetting, match="smtp_prot"):
        settings(config=str(file))
    file.write_text(f'smtp_pasword = "{SECRET}"\n')
    with pytest.raises(BadSetting) as refused:
        settings(config=str(file))
    assert str(refused.value) == (
        "smtp_pasword: there is no such setting; smtp_password is the nearest"
    )
    file.write_text("smtp_port = \n")
    with pytest.raises(BadSetting, match="UNTILTHEN_CONFIG"):
        settings(config=str(file))


def test_variables_that_are_no_settings_are_named_and_nothing_else() -> None:
    given = {"UNTILTHEN_CONFIG": "", "UNTILTHEN_DATA": "", "UNTILTHEN_ADRESS": "", "HOME": ""}
    (found,) = misspelt(given)
    assert str(found).endswith("no such setting; UNTILTHEN_ADDRESS is the nearest")
    (far,) = misspelt({"UNTILTHEN_XYZ": "q"})
    assert str(far) == "UNTILTHEN_XYZ: there is no such setting"


def test_postgresql_takes_what_its_own_tools_take() -> None:
    made = database("X", "postgresql://ana:p%40ss@/ut?host=/run/pg&sslmode=require", Path("unused"))
    assert (made["HOST"], made["NAME"], made["PASSWORD"]) == ("/run/pg", "ut", "p@ss")
    assert made["OPTIONS"]["sslmode"] == "require"


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ("3", "a list such as"),
        ("[", "a list such as"),
        ('[{plase = "Berlin"}]', "entry 1 has no 'plase'; place is the nearest"),
        ('[{place = "Berlin", name = "Ana"}]', "entry 1 needs a number"),
        ('[{place = "", name = "Ana", number = "1"}]', "entry 1 needs a place"),
        ('[{place = "a", name = "b", number = "1"}, {place = 3}]', "entry 2: place is one line"),
        ('[{place = "a", name = "b\\n", number = "1"}]', "entry 1: name is one line"),
        ('[{place = "a", name = "b", number = "call"}]', "entry 1: a number is digits"),
        (
            '[{place = "a", name = "b", number = "1", checked_at = "May"}]',
            "entry 1: checked_at is a day such as 2027-03-01",
        ),
    ],
)
def test_a_help_number_that_cannot_stand_is_named_by_its_place(given: str, said: str) -> None:
    with pytest.raises(BadSetting) as refused:
        settings(help_numbers=given)
    assert str(refused.value).startswith(f"UNTILTHEN_HELP_NUMBERS: {said}")


def test_help_numbers_are_a_list_in_a_file_and_the_oldest_check_counts(tmp_path: Path) -> None:
    file = tmp_path / "until-then.toml"
    file.write_text(
        "help_checked_at = 2027-03-01\n"
        "[[help_numbers]]\n"
        'place = "Germany"\nname = "TelefonSeelsorge"\nnumber = "0800 111 0 111"\n'
        'hours = "day and night"\n'
        "[[help_numbers]]\n"
        'place = "Ireland"\nname = "Samaritans"\nnumber = "116 123"\nchecked_at = 2026-12-31\n'
    )
    config = settings(config=str(file))
    first, second = config.help_numbers
    assert (first.name, first.dial, first.hours) == (
        "TelefonSeelsorge",
        "08001110111",
        "day and night",
    )
    assert second.checked_at == date(2026, 12, 31)
    assert last_checked(config.help_numbers, config.help_checked_at) == date(2026, 12, 31)
    assert last_checked(config.help_numbers, None) is None
    assert not are_old((), None, date(2030, 1, 1))
