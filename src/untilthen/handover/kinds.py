"""The kinds of sheets there are, by the word under which their sealed files are kept."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from untilthen.handover.dutysheet import DUTY_SHEET
from untilthen.handover.inventorysheet import INVENTORY_SHEET
from untilthen.handover.sheetfields import Group, Words
from untilthen.handover.wishessheet import WISHES_SHEET


@dataclass(frozen=True)
class Sheet:
    """A kind of sheet: its heading, what is said below it, its fields, and what the sheet itself
    opens with.
    """

    title: Words
    lead: Words
    groups: tuple[Group, ...]
    words: Words = ""


SHEETS = {
    "duty": Sheet(
        _("A duty"),
        _("Something you do that somebody may want to go on with."),
        DUTY_SHEET,
    ),
    "wishes": Sheet(
        _("Wishes"),
        _("What you would like. Your keepers read it once your letters go out."),
        WISHES_SHEET,
        _("A wish, not a will"),
    ),
    "inventory": Sheet(
        _("Inventory"),
        _("Where things are and what becomes of them, for your keepers once your letters go out."),
        INVENTORY_SHEET,
    ),
}
