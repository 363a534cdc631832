"""Files appear whole or not at all, and never in the place of another by accident."""

import errno
from pathlib import Path

import pytest

from untilthen.sealing import age
from untilthen.sealing.errors import Damaged
from untilthen.sealing.hybrid import HybridIdentity
from untilthen.sealing.wholefile import whole_file


def test_a_file_appears_when_it_is_whole_and_only_its_owner_may_read_it(tmp_path: Path) -> None:
    target = tmp_path / "letter.txt"
    with whole_file(target) as file:
        file.write(b"dear")
        assert not target.exists()
    assert target.read_bytes() == b"dear"
    assert target.stat().st_mode & 0o777 == 0o600
    assert list(tmp_path.iterdir()) == [target]


def test_a_damaged_file_leaves_nothing_of_itself_behind(
    tmp_path: Path, ana: HybridIdentity
) -> None:
    sealed = age.encrypt_bytes(bytes(3 << 20), [ana.recipient])
    source = tmp_path / "sealed"
    source.write_bytes(sealed[:-1])
    target = tmp_path / "letter.txt"
    target.write_text("older")
    outs: list[int] = []

    def open_it() -> None:
        with source.open("rb") as file, whole_file(target, replace=True) as out:
            try:
                age.decrypt(file, out, [ana])
            finally:
                outs.append(out.tell())

    with pytest.raises(Damaged):
        open_it()
    assert outs[0] > 0, "the damage lies behind what was opened already"
    assert target.read_text() == "older"
    assert source.read_bytes() == sealed[:-1]
    assert {path.name for path in tmp_path.iterdir()} == {"sealed", "letter.txt"}


def test_another_file_is_replaced_only_when_asked(tmp_path: Path) -> None:
    target = tmp_path / "letter.txt"
    target.write_text("older")
    with pytest.raises(FileExistsError), whole_file(target):
        raise AssertionError("it begins although the name is taken")
    with whole_file(target, replace=True) as file:
        file.write(b"newer")
    assert target.read_text() == "newer"


def test_a_name_taken_meanwhile_is_left_to_who_took_it(tmp_path: Path) -> None:
    target = tmp_path / "letter.txt"
    with pytest.raises(FileExistsError), whole_file(target):
        target.write_text("theirs")
    assert target.read_text() == "theirs"
    assert list(tmp_path.iterdir()) == [target]


@pytest.mark.parametrize("taken", [False, True])
def test_it_works_where_files_have_one_name_only(tmp_path: Path, *, taken: bool) -> None:
    def no_links(*_: object) -> None:
        raise OSError(errno.EPERM, "no links here")

    target = tmp_path / "letter.txt"
    if taken:
        with pytest.raises(FileExistsError), whole_file(target, link=no_links):
            target.write_text("theirs")
        assert target.read_text() == "theirs"
    else:
        with whole_file(target, link=no_links) as file:
            file.write(b"ours")
        assert target.read_bytes() == b"ours"
    assert list(tmp_path.iterdir()) == [target]
