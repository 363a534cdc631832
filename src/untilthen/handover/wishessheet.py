"""The fields of the wishes (domain 2.3): one sheet, and none of it binds."""

from django.utils.translation import gettext_lazy as _

from untilthen.handover.sheetfields import Field, Group

NOT_A_WILL = _("This is not a will: it gives nobody a right to anything. Only a will does that.")

PAPERS = Group(
    _("Papers"),
    (
        Field("will_location", _("Where my will is"), "text", aside=NOT_A_WILL),
        Field("executor", _("Who is named there to carry it out"), "text"),
        Field("medical_papers_location", _("Where my medical papers are"), "text"),
        Field("organ_donation_recorded_at", _("Where it is written whether I donate organs")),
    ),
)
FUNERAL = Group(
    _("Funeral"),
    (
        Field(
            "funeral",
            _("What I would like"),
            "choice",
            choices=(
                ("", _("Whatever helps you")),
                ("burial", _("A burial")),
                ("cremation", _("A cremation")),
                ("other", _("Something else, as I write below")),
            ),
        ),
        Field("place", _("Where"), "text"),
        Field("rites", _("Rites or words"), "text"),
        Field("music", _("Music"), "text"),
        Field("readings", _("Readings"), "text"),
        Field("clothes", _("Clothes")),
        Field("flowers_or_gifts", _("Flowers, or gifts to a cause"), "text"),
        Field("who_speaks", _("Who I would like to speak")),
        Field("not_wanted", _("What I would not like"), "text"),
    ),
)
TELLING = Group(
    _("Telling people"),
    (
        Field("obituary_note", _("For a notice of my death"), "text"),
        Field(
            "tell_first",
            _("Please tell first"),
            "entries",
            more=_("Add somebody to tell"),
            fields=(
                Field("name", _("Name")),
                Field("phone", _("Phone")),
                Field("who_tells", _("Who tells them")),
            ),
        ),
        Field(
            "do_not_contact",
            _("Please do not write to or ring"),
            "lines",
            more=_("Add somebody who is not told"),
        ),
    ),
)
LEFT = Group(
    _("Things, children and animals"),
    (
        Field(
            "keepsakes",
            _("Keepsakes"),
            "entries",
            aside=NOT_A_WILL,
            more=_("Add a keepsake"),
            fields=(
                Field("item", _("What it is")),
                Field("for_whom", _("For whom")),
                Field("why", _("Why")),
            ),
        ),
        Field(
            "children_note",
            _("About children"),
            "text",
            hint=_("Who looks after children is decided by a court; a will can name somebody."),
        ),
        Field("pets_note", _("About animals"), "text"),
    ),
)
ONLINE = Group(
    _("What remains online"),
    (
        Field(
            "online_remains",
            _("Accounts"),
            "entries",
            hint=_("No passwords here. Where they are kept belongs in the inventory."),
            aside=NOT_A_WILL,
            more=_("Add an account"),
            fields=(
                Field("account", _("Which account")),
                Field(
                    "wish",
                    _("What becomes of it"),
                    "choice",
                    choices=(
                        ("", _("As you think best")),
                        ("keep", _("Keep it")),
                        ("remember", _("Make it a place to remember me")),
                        ("delete", _("Delete it")),
                    ),
                ),
            ),
        ),
    ),
)
REVIEWED = Group(_("This sheet"), (Field("reviewed_at", _("Last looked through on"), "date"),))
WISHES_SHEET = (PAPERS, FUNERAL, TELLING, LEFT, ONLINE, REVIEWED)
