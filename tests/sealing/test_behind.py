"""Writing one piece behind: nothing is lost, nothing is overtaken, and errors come back."""

import threading

import pytest

from untilthen.sealing.behind import Behind


class SlowDisk:
    """A sink that takes a piece only when it is let."""

    def __init__(self) -> None:
        self.taken: list[bytes] = []
        self.let = threading.Semaphore(0)

    def write(self, data: memoryview, /) -> int:
        """Take two bytes at a time, once let."""
        assert self.let.acquire(timeout=30)
        self.taken.append(bytes(data[:2]))
        return len(self.taken[-1])


class FullDisk:
    """A sink that has no room."""

    def write(self, _: memoryview, /) -> int:
        """Say that there is no room left."""
        raise OSError(28, "no space left on device")


def test_ana_goes_on_while_the_disk_still_takes_the_last_piece() -> None:
    disk = SlowDisk()
    with Behind(disk) as behind:
        behind.write(memoryview(b"dear"))
        assert disk.taken == []
        disk.let.release(4)
        behind.write(memoryview(b"Ben,"))
        behind.finish()
        assert b"".join(disk.taken) == b"dearBen,"


def test_a_full_disk_is_said_at_the_next_piece_or_at_the_end() -> None:
    with Behind(FullDisk()) as behind:
        behind.write(memoryview(b"dear"))
        with pytest.raises(OSError, match="no space left"):
            behind.write(memoryview(b"Ben,"))
        behind.write(memoryview(b"dear"))
        with pytest.raises(OSError, match="no space left"):
            behind.finish()


def test_after_an_error_nothing_is_written_any_more() -> None:
    disk = SlowDisk()
    disk.let.release(2)

    def begin_and_stumble() -> None:
        with Behind(disk) as behind:
            behind.write(memoryview(b"dear"))
            raise ValueError("damaged")

    with pytest.raises(ValueError, match="damaged"):
        begin_and_stumble()
    assert b"".join(disk.taken) == b"dear", "the block ended before the thread did"
