"""Settings: from the environment or a file, what follows from what, no secret in a complaint."""

from pathlib import Path

import pytest

from untilthen.web.config import BadSetting, Config, misspelt, read
from untilthen.web.database import database

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
