"""Mails promise no more than is there, and speak of one keeper as one and of two letters as two."""

from typing import Any

import pytest

from tools.gallery_samples import mail
from untilthen.outbox.rendering import render


def said(about: str, **known: Any) -> str:  # noqa: ANN401
    """Return the words of a mail on one line."""
    return " ".join(render(about, mail(about) | known, "en").text.split())


@pytest.mark.parametrize("count", [1, 2])
def test_a_duty_sheet_promises_only_what_its_page_shows(count: int) -> None:
    sheet = said("duty_sheet", count=count)
    for promise in ("why it mattered", "how it is done", "for a while", "someone else is asked on"):
        assert promise not in sheet
    assert "or say that you cannot" in sheet


def test_ana_is_told_that_her_last_word_follows_a_silence_too() -> None:
    warning = said("owner_warning")
    assert "Nothing leaves unless" not in warning
    assert "only as you chose in the settings" in warning


def test_keepers_on_hold_are_not_told_that_it_lasts_for_ever() -> None:
    asked = said("hold")
    assert "while nobody knows" not in asked
    assert "one more quiet wait begins" in asked


def test_one_sure_keeper_is_one() -> None:
    assert "Dara is sure that Ana has died." in said("told_list", sure=["Dara"])
    assert "Ben and Dara are sure that Ana has died." in said("told_list", sure=["Ben", "Dara"])


def test_one_sure_keeper_does_not_make_a_death_known() -> None:
    told = said("told_list", sure=["Dara"], unknown=True)
    assert "nobody could tell us whether Ana has died" in told
    assert "sure" not in told
    assert "Open the list" not in told


def test_two_letters_stay_and_one_letter_stays() -> None:
    assert "it stays until" in said("knock", letters=1)
    assert "they stay until" in said("knock", letters=2)
    sealed = said("knock", letters=2, unknown=True, sealed=True)
    assert "They are given as they are, still sealed." in sealed
