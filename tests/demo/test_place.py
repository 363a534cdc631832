"""Where the demo listens when nobody said where."""

import contextlib
import socket

import pytest

from untilthen.cli.demo import free_place
from untilthen.cli.listening import require_free
from untilthen.web.config import Config
from untilthen.web.settingvalues import listen_parts


def test_a_taken_port_costs_the_newcomer_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    with socket.socket() as other:
        with contextlib.suppress(OSError):  # somebody else has it already: as good
            other.bind(listen_parts(Config.listen))
            other.listen()
        place = free_place()
    assert place != Config.listen
    assert require_free(listen_parts(place)) == listen_parts(place)[1]
    said = capsys.readouterr().err
    assert f"port 8000 is taken, so the demo listens at {place.rpartition(':')[2]}" in said
