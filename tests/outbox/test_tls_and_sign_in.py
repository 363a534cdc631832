"""TLS with a certificate made for the test, and signing in."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from tests.outbox.mailserver import mail_server
from tests.outbox.parcels import KNOCK, courier_to, refusal
from untilthen.outbox.couriers.timed import tls

NOW = datetime.fromtimestamp(0, UTC)
PASSWORD = {"user": "until-then", "password": "right"}


def make_certificate(folder: Path) -> dict[str, str]:
    """Write a certificate of its own for 127.0.0.1, and its key; return their paths."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    address = x509.IPAddress(ip_address("127.0.0.1"))
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(NOW)
        .not_valid_after(NOW + timedelta(days=200 * 365))
        .add_extension(x509.SubjectAlternativeName([address]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    certificate, private = folder / "certificate.pem", folder / "key.pem"
    certificate.write_bytes(made.public_bytes(serialization.Encoding.PEM))
    private.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    return {"certificate": str(certificate), "key": str(private)}


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    return make_certificate(tmp_path_factory.mktemp("certificate"))


@pytest.fixture
def trusted(files: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("SSL_CERT_FILE", files["certificate"])
    tls.cache_clear()
    yield
    tls.cache_clear()


@pytest.mark.usefixtures("trusted")
@pytest.mark.parametrize("security", ["starttls", "tls"])
def test_a_mail_goes_encrypted_and_signed_in(files: dict[str, str], security: str) -> None:
    options: dict[str, Any] = {"tls": security, "password": "right", **files}
    with (
        mail_server(**options) as server,
        courier_to(server.port, security=security, **PASSWORD) as courier,
    ):
        courier.send(KNOCK)
        event, _ = server.mail_to(KNOCK.address)
        assert event["tls"]
        assert event["signed_in"]
        courier.try_out()


@pytest.mark.parametrize("security", ["starttls", "tls"])
def test_a_certificate_nobody_vouches_for_is_refused(files: dict[str, str], security: str) -> None:
    tls.cache_clear()
    with (
        mail_server(tls=security, **files) as server,
        courier_to(server.port, security=security) as courier,
    ):
        found = refusal(courier, KNOCK)
    assert (found.ours, found.permanent) == (True, False)
    assert "certificate is not trusted" in found.reason


@pytest.mark.usefixtures("trusted")
def test_a_certificate_for_another_name_is_refused(files: dict[str, str]) -> None:
    with (
        mail_server(tls="tls", **files) as server,
        courier_to(server.port, security="tls", host="localhost") as courier,
    ):
        assert "certificate is not trusted" in refusal(courier, KNOCK).reason


def test_a_server_without_tls_gets_no_mail_where_tls_is_asked_for() -> None:
    with mail_server() as server, courier_to(server.port, security="starttls") as courier:
        found = refusal(courier, KNOCK)
    assert found.ours
    assert "does not offer STARTTLS" in found.reason


@pytest.mark.usefixtures("trusted")
def test_a_wrong_password_is_our_trouble_and_is_not_repeated(files: dict[str, str]) -> None:
    options: dict[str, Any] = {"tls": "starttls", "password": "right", **files}
    with (
        mail_server(**options) as server,
        courier_to(server.port, security="starttls", user="ana", password="wrong") as courier,
    ):
        found = refusal(courier, KNOCK)
    assert (found.ours, found.permanent) == (True, False)
    assert "535" in found.reason
    assert "wrong" not in found.reason


@pytest.mark.usefixtures("trusted")
def test_a_server_that_asks_for_a_sign_in_is_our_trouble(files: dict[str, str]) -> None:
    options: dict[str, Any] = {"tls": "tls", "password": "right", **files}
    with mail_server(**options) as server, courier_to(server.port, security="tls") as courier:
        found = refusal(courier, KNOCK)
    assert (found.ours, found.permanent) == (True, False)
