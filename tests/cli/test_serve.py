"""`untilthen serve` from an empty folder to its end, and every start it refuses."""

import os
import re
import signal
import sqlite3
import stat
import subprocess
from contextlib import closing
from pathlib import Path

import pytest

from tests.cli.served import COMMAND, PATIENCE_SECONDS, Served, ended, environment, serving

TOKEN = "AQAAAAAAAAABAAAAAAAAAAA" + "x" * 27


def processes_of(served: Served) -> dict[str, int]:
    """Return the processes it keeps, by the command they run."""
    found = {}
    for path in Path("/proc").glob("[0-9]*"):
        try:
            parent = int((path / "stat").read_text().rpartition(")")[2].split()[1])
            words = (path / "cmdline").read_text().split("\0")
        except OSError:
            continue
        if parent == served.process.pid and "untilthen.cli" in words:
            found[words[words.index("untilthen.cli") + 1]] = int(path.name)
    return found


def test_an_empty_folder_becomes_a_running_server_that_ends_when_asked(tmp_path: Path) -> None:
    data = tmp_path / "data"
    with serving(data) as served:
        status, page = served.get("/")
        assert (status, "Until Then" in page) == (200, True)
        assert served.get(f"/go/{TOKEN}")[0] == 404
        served.hear(re.compile("answered 404"))
        assert served.stop() == 0
    assert TOKEN not in served.said, "the log names an address"
    assert "Traceback" not in served.said
    assert stat.S_IMODE(data.stat().st_mode) == 0o700
    assert {path.name for path in data.iterdir()} >= {
        "master.key",
        "untilthen.sqlite3",
        "keys.sqlite3",
    }
    for path in data.iterdir():
        assert stat.S_IMODE(path.stat().st_mode) == 0o600, path.name


def test_a_process_that_dies_is_started_again(tmp_path: Path) -> None:
    with serving(tmp_path / "data") as served:
        assert served.get("/")[0] == 200
        worker = processes_of(served)["worker"]
        os.kill(worker, signal.SIGKILL)
        served.hear(re.compile(r"worker ended \(-9\); it is started again in 1 s"))
        web = processes_of(served)["web"]
        os.kill(web, signal.SIGKILL)
        served.hear(re.compile(r"web ended \(-9\)"))
        # Its end is heard twice: asked to end in the middle, it still ends everything in order.
        assert served.stop() == 0


def test_what_it_started_ends_with_it_even_when_it_is_killed(tmp_path: Path) -> None:
    with serving(tmp_path / "data") as served:
        assert served.get("/")[0] == 200
        served.process.kill()
        # Every process writes where it did: reading there ends when the last of them has ended.
        assert served.end() == -signal.SIGKILL


def test_a_second_start_keeps_the_key_and_the_data(tmp_path: Path) -> None:
    data = tmp_path / "data"
    with serving(data) as served:
        assert served.get("/")[0] == 200
        served.stop()
    key = (data / "master.key").read_bytes()
    with serving(data) as served:
        assert served.get("/")[0] == 200
        served.stop()
    assert (data / "master.key").read_bytes() == key


def refused(data: Path, **settings: str) -> tuple[int, str]:
    code, stdout, stderr = ended(
        "serve", "--data", str(data), "--listen", "127.0.0.1:0", **settings
    )
    assert stdout == ""
    assert stderr.startswith("untilthen: ")
    assert stderr.count("\n") == 1, stderr
    return code, stderr


def test_a_missing_master_key_beside_data_is_refused_and_none_is_made(tmp_path: Path) -> None:
    (tmp_path / "untilthen.sqlite3").write_bytes(b"")
    code, said = refused(tmp_path)
    assert code == 2
    assert "master.key" in said
    assert "put back the file it came with" in said
    assert not (tmp_path / "master.key").exists()


def test_another_datas_master_key_is_refused(tmp_path: Path) -> None:
    assert ended("migrate", "--data", str(tmp_path), UNTILTHEN_MASTER_KEY="A" * 43 + "=")[0] == 0
    with closing(sqlite3.connect(tmp_path / "keys.sqlite3")) as keys, keys:
        keys.execute(
            "INSERT INTO keystore_key (plan, purpose, wrapped) VALUES (1, 'plan', zeroblob(60))"
        )
    code, said = refused(tmp_path, UNTILTHEN_MASTER_KEY="B" * 43 + "=")
    assert code == 2
    assert "not the one of this data" in said


def test_a_data_folder_that_cannot_be_written_is_refused(tmp_path: Path) -> None:
    data = tmp_path / "data"
    data.mkdir(mode=0o555)
    # Permissions hold for root too, once it may no longer override them.
    before = ["setpriv", "--bounding-set=-dac_override"] if os.getuid() == 0 else []
    done = subprocess.run(
        [*before, *COMMAND, "serve", "--data", str(data), "--listen", "127.0.0.1:0"],
        env=environment(), capture_output=True, text=True, timeout=PATIENCE_SECONDS, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stdout) == (1, "")
    assert (
        done.stderr == f"untilthen: {data}: cannot be used as the data folder: permission denied\n"
    )


def test_a_folder_that_is_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    code, said = refused(tmp_path / "file" / "data")
    assert (code, "not a directory" in said) == (1, True)


@pytest.mark.parametrize(
    ("name", "value", "allowed"),
    [
        ("SMTP_PORT", "99999", "a whole number from 1 to 65535"),
        ("SMTP_SECURITY", "ssl", "one of none, starttls, tls"),
        ("REGISTRATION", "maybe", "one of open, closed"),
        ("ADDRESS", "until-then.example.org", "an address such as https://until-then.example.org"),
        ("MAIL_FROM", "Ana <a@b>", "one mail address, without a name"),
        ("LANGUAGE", "tlh", "one of en, de"),
    ],
)
def test_a_bad_setting_is_named_with_what_is_allowed(
    tmp_path: Path, name: str, value: str, allowed: str
) -> None:
    code, said = refused(tmp_path / "data", **{f"UNTILTHEN_{name}": value})
    assert code == 2
    assert f"UNTILTHEN_{name}: {value!r} is not allowed; {allowed}" in said
    assert not (tmp_path / "data").exists()


def test_a_port_in_use_is_refused(tmp_path: Path) -> None:
    with serving(tmp_path / "data") as served:
        where = f"127.0.0.1:{served.port}"
        code, _, said = ended("serve", "--data", str(tmp_path / "other"), "--listen", where)
    assert code == 1
    assert said == (
        f"untilthen: cannot listen at {where}: address already in use; --listen chooses another\n"
    )


def test_a_misspelt_setting_is_said_once_at_the_start(tmp_path: Path) -> None:
    with serving(tmp_path / "data", UNTILTHEN_SMPT_HOST="mail.example.org") as served:
        assert served.get("/")[0] == 200
        assert served.stop() == 0
    assert served.said.count("UNTILTHEN_SMPT_HOST: there is no such setting") == 1
