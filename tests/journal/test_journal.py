"""P11: every line holds the hash of the one before, so that no line can be altered unseen."""

from datetime import UTC, datetime

import pytest

from untilthen.journal.actions import Entry, begin, write
from untilthen.journal.models import Chain, Line
from untilthen.journal.queries import first_break, head, lines

pytestmark = pytest.mark.django_db
ANAS = 7
AT = datetime(2027, 3, 1, 8, tzinfo=UTC)


def written(count: int = 4) -> None:
    """Write a journal of some lines."""
    begin(ANAS)
    for number in range(count):
        write(ANAS, Entry(AT, "checked_in", "due", "living", 0, {"number": number}))


def test_lines_are_numbered_and_chained() -> None:
    written()
    found = lines(ANAS)
    assert [line.number for line in found] == [1, 2, 3, 4]
    assert [line.previous for line in found] == ["", *(line.hash for line in found[:3])]
    assert first_break(ANAS) is None


def test_the_head_printed_in_mails_is_the_last_hash() -> None:
    written()
    assert head(ANAS) == lines(ANAS)[-1].hash[:10]


@pytest.mark.parametrize(
    "change",
    [
        {"event": "pressed_stop"},
        {"before": "vigil"},
        {"after": "closed"},
        {"who": 3},
        {"facts": {"number": 9}},
        {"at": datetime(2027, 3, 2, 8, tzinfo=UTC)},
        {"previous": "0" * 64},
    ],
)
def test_a_changed_line_is_found(change: dict[str, object]) -> None:
    written()
    Line.objects.filter(plan=ANAS, number=2).update(**change)
    assert first_break(ANAS) == 2


def test_a_line_taken_out_is_found() -> None:
    written()
    Line.objects.filter(plan=ANAS, number=3).delete()
    assert first_break(ANAS) == 3


def test_lines_cut_off_at_the_end_are_found() -> None:
    written()
    Line.objects.filter(plan=ANAS, number=4).delete()
    assert first_break(ANAS) == 4


def test_the_same_content_on_another_plan_has_another_hash() -> None:
    written(1)
    begin(ANAS + 1)
    write(ANAS + 1, Entry(AT, "checked_in", "due", "living", 0, {"number": 0}))
    assert head(ANAS) != head(ANAS + 1)


def test_a_journal_that_was_never_begun_takes_no_line() -> None:
    with pytest.raises(Chain.DoesNotExist):
        write(ANAS, Entry(AT, "checked_in"))
