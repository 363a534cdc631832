"""`untilthen verify`: a closing note out of a mail, beside Ben's old bundle and the journal."""

import io
import sys
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path

import pytest

from tests import bundle_in_tests as bundles
from tests.sealing.test_closing import BLOCK, KEY, NOTE
from untilthen.cli.codes import ExitCode
from untilthen.cli.main import main
from untilthen.outbox.couriers.base import Parcel
from untilthen.outbox.couriers.composing import compose
from untilthen.outbox.couriers.mailbox import mailbox
from untilthen.sealing import bundle, chain, closing
from untilthen.sealing.chain import ChainLine
from untilthen.sealing.closing import Note
from untilthen.sealing.fingerprint import fingerprint
from untilthen.sealing.sign import SigningKey

WORDS = fingerprint(KEY.public)
Capsys = pytest.CaptureFixture[str]


def journal(plan: int = 7, altered: Mapping[str, object] | None = None) -> list[ChainLine]:
    """Return a whole journal of five lines, save that the third may be altered."""
    lines: list[ChainLine] = []
    for number in range(1, 6):
        known = {
            "plan": plan,
            "number": number,
            "at": f"2027-03-0{number}T08:00:00+00:00",
            "event": "checked_in",
            "before": "due",
            "after": "living",
            "who": 0,
            "facts": {"vigil": 0},
            "previous": lines[-1].hash if lines else "",
        }
        made = chain.hash_of(ChainLine(**known))  # type: ignore[arg-type]
        known |= altered or {} if number == 3 else {}
        lines.append(ChainLine(**known, hash=made))  # type: ignore[arg-type]
    return lines


def noted(tmp_path: Path, **fields: object) -> Path:
    """Return a file with a note that says these things."""
    file = tmp_path / "note.txt"
    file.write_text(closing.armored(Note(**{**_as_dict(NOTE), **fields}), KEY))  # type: ignore[arg-type]
    return file


def _as_dict(note: Note) -> dict[str, object]:
    return {name: getattr(note, name) for name in Note.__dataclass_fields__}


def verified(capsys: Capsys, *arguments: object) -> tuple[int, list[str], list[str]]:
    """Return the exit code, what was printed, and what was said."""
    code = main(["verify", *map(str, arguments)])
    said = capsys.readouterr()
    return code, said.out.splitlines(), said.err.splitlines()


def test_a_note_in_a_file_says_what_it_is_and_who_signed_it(tmp_path: Path, capsys: Capsys) -> None:
    code, printed, said = verified(capsys, noted(tmp_path))
    assert code == ExitCode.OK
    assert printed == [
        "armed 2026-11-01 09:00 UTC",
        "heard 2027-03-01 08:00 UTC",
        "release 2027-04-25 07:00 UTC",
        "closed 2027-05-25 07:00 UTC",
        "letters 6",
        "sheets 6",
        "deliveries 7",
        "files 3",
        f"journal 83 {NOTE.head[:10]}",
    ]
    assert said[0].endswith(f"note.txt: signed by the key with these words: {WORDS}")
    assert said[1] == (
        "untilthen: a whole closing note of plan 9f2c1a04be,"
        " destroyed at until-then.example.org:8443 on 2027-05-25 07:00 UTC"
    )


def test_a_note_is_found_in_the_mail_as_it_was_saved(tmp_path: Path, capsys: Capsys) -> None:
    parcel = Parcel(
        message_id="<closed.1@example.org>",
        about="closed",
        owner="Ana Berg",
        name="Ben",
        address="ben@example.org",
        subject="It is done",
        text=f"Dear Ben,\n\nGrüße\n\n{BLOCK}",
        html=f"<p>Dear Ben</p><pre>{BLOCK}</pre>",
        language="en",
        at=NOTE.closed,
    )
    mail = compose(parcel, mailbox("ben@example.org"), "until-then@example.org")
    (tmp_path / "it-is-done.eml").write_bytes(mail)
    assert verified(capsys, tmp_path / "it-is-done.eml")[0] == ExitCode.OK


def test_a_note_is_read_from_standard_input(
    monkeypatch: pytest.MonkeyPatch, capsys: Capsys
) -> None:
    copied = "".join(f"> {line}\r\n" for line in BLOCK.splitlines())
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(copied.encode())))
    assert verified(capsys, "-")[0] == ExitCode.OK


def test_another_key_is_not_the_one_asked_for(tmp_path: Path, capsys: Capsys) -> None:
    file = noted(tmp_path)
    assert verified(capsys, file, "--signer", WORDS)[0] == ExitCode.OK
    file.write_text(closing.armored(NOTE, SigningKey.from_master_key(bytes(32))))
    code, printed, said = verified(capsys, file, "--signer", WORDS)
    assert (code, printed) == (ExitCode.NOT_SIGNED, [])
    assert "signed by another key" in said[0]


def test_an_altered_note_and_one_cut_short_are_told_apart(tmp_path: Path, capsys: Capsys) -> None:
    file = tmp_path / "note.txt"
    file.write_text(BLOCK.replace("letters: 6", "letters: 5"))
    assert verified(capsys, file)[0] == ExitCode.NOT_SIGNED
    file.write_text(BLOCK.replace(f"file: {NOTE.files[0]}\n", ""))
    code, _, said = verified(capsys, file)
    assert code == ExitCode.DAMAGED
    assert said[0].endswith("the closing note is not complete: 2 of 3 files are named")
    file.write_text(BLOCK[:400])
    assert verified(capsys, file)[0] == ExitCode.DAMAGED


def test_bens_old_bundle_is_held_beside_the_note(tmp_path: Path, capsys: Capsys) -> None:
    bundles.write_bundle(tmp_path / "plan.zip")
    with bundle.read(tmp_path / "plan.zip") as found:
        hashes = dict(found.hashes())
    changed = next(iter(hashes))
    files = {*hashes.values(), sha256(b"a letter written since").hexdigest()} - {hashes[changed]}
    file = noted(tmp_path, files=tuple(sorted(files)))
    code, printed, said = verified(capsys, file, tmp_path / "plan.zip")
    beside = [f"destroyed {name}" for name in hashes if name != changed]
    assert code == ExitCode.OK
    assert printed[9:] == [f"not named {changed}", *beside]
    assert said[-1] == (
        f"untilthen: the note names {len(hashes) - 1} of {len(hashes)} sealed files of this"
        " bundle, and 1 more"
    )


def test_a_bundle_of_another_plan_is_not_compared(tmp_path: Path, capsys: Capsys) -> None:
    bundles.write_bundle(tmp_path / "plan.zip")
    code, _, said = verified(capsys, noted(tmp_path, plan="0123456789"), tmp_path / "plan.zip")
    assert code == ExitCode.BAD_INPUT
    assert said[-1].endswith("this bundle is of another plan: 9f2c1a04be")


def test_a_journal_is_whole_and_an_old_mark_stands_in_it(tmp_path: Path, capsys: Capsys) -> None:
    lines, file = journal(), tmp_path / "journal.jsonl"
    file.write_text(chain.written(lines))
    mark = lines[1].hash[:10]
    code, printed, _ = verified(capsys, file, "--mark", mark.upper())
    assert code == ExitCode.OK
    assert printed == [
        f"journal 5 {lines[4].hash[:10]}",
        "mark 2 2027-03-02T08:00:00+00:00",
    ]
    # All of it written anew, hashes and all: only the mark tells.
    file.write_text(chain.written(journal(plan=8)))
    assert verified(capsys, file)[0] == ExitCode.OK
    code, _, said = verified(capsys, file, "--mark", mark)
    assert code == ExitCode.DAMAGED
    assert "this is not the journal of that mail" in said[-1]


@pytest.mark.parametrize(
    "altered",
    [
        {"event": "pressed_stop"},
        {"at": "2027-03-03T09:00:00+00:00"},
        {"who": 3},
        {"who": "0"},
        {"facts": {}},
        {"previous": "0" * 64},
        {"number": 4},
    ],
)
def test_an_edit_of_a_journal_is_found(
    altered: dict[str, object], tmp_path: Path, capsys: Capsys
) -> None:
    file = tmp_path / "journal.jsonl"
    file.write_text(chain.written(journal(altered=altered)))
    code, printed, said = verified(capsys, file)
    assert (code, printed) == (ExitCode.DAMAGED, [])
    assert said[0].endswith("line 3 of the journal does not fit the one before it")


def test_a_line_taken_out_or_torn_is_found(tmp_path: Path, capsys: Capsys) -> None:
    file = tmp_path / "journal.jsonl"
    lines = journal()
    file.write_text(chain.written([*lines[:2], *lines[3:]]))
    assert "line 3 of" in verified(capsys, file)[2][0]
    torn = chain.written(lines).splitlines()
    file.write_text("\n".join([*torn[:1], torn[1][:50], *torn[2:]]))
    assert "line 2 of" in verified(capsys, file)[2][0]


def test_a_note_ends_its_own_journal_and_no_other(tmp_path: Path, capsys: Capsys) -> None:
    lines, file = journal(), tmp_path / "journal.jsonl"
    file.write_text(chain.written(lines))
    note = noted(tmp_path, lines=5, head=lines[4].hash)
    assert verified(capsys, note, file)[0] == ExitCode.OK
    assert verified(capsys, note, "--mark", lines[4].hash[:10])[0] == ExitCode.OK
    assert verified(capsys, note, "--mark", "0123456789")[0] == ExitCode.DAMAGED
    note = noted(tmp_path, lines=4, head=lines[4].hash)
    code, _, said = verified(capsys, note, file)
    assert code == ExitCode.DAMAGED
    assert said[-1].endswith("this is not the journal that the note names")


def test_what_is_none_of_these_is_said(tmp_path: Path, capsys: Capsys) -> None:
    file = tmp_path / "shopping.txt"
    file.write_text("coffee\n")
    code, _, said = verified(capsys, file)
    assert code == ExitCode.DAMAGED
    assert said[0].endswith("this is no bundle, no closing note and no journal")
    assert verified(capsys, file, "--mark", "coffee")[0] == ExitCode.BAD_INPUT
    assert verified(capsys, tmp_path / "nothing")[0] == ExitCode.MISSING_FILE
