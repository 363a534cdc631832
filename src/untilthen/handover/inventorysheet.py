"""The fields of the inventory (domain 2.5): where things are, and never a secret itself."""

from django.utils.translation import gettext_lazy as _

from untilthen.handover.sheetfields import Field, Group
from untilthen.handover.wishessheet import NOT_A_WILL

KINDS = (
    ("", _("Something else")),
    ("person_to_tell", _("Somebody to tell")),
    ("account", _("An account")),
    ("device", _("A device")),
    ("subscription", _("A subscription")),
    ("bill", _("A bill")),
    ("bank_or_pension", _("A bank or pension")),
    ("insurance", _("An insurance")),
    ("employer", _("An employer")),
    ("home", _("Home")),
    ("vehicle", _("A vehicle")),
    ("pet", _("An animal")),
    ("dependant", _("Somebody who depends on me")),
    ("document", _("A document")),
    ("domain_or_server", _("A domain or server")),
    ("photo_or_archive", _("Photos or an archive")),
    ("crypto", _("Crypto currency")),
    ("debt_or_promise", _("A debt or a promise")),
)
WORTH_NOTING = (
    ("person_to_tell", _("Worth noting: how to reach them, and who tells them.")),
    ("device", _("Worth noting: where it is, and where the way to unlock it is kept.")),
    ("bank_or_pension", _("Worth noting: which branch, and whom to ring.")),
    ("insurance", _("Worth noting: which office, and what has to be reported by when.")),
    ("home", _("Worth noting: keys, alarm, meters, the landlord.")),
    ("vehicle", _("Worth noting: where it stands, where keys and papers are.")),
    ("pet", _("Worth noting: vet, chip, food, what tells them apart.")),
    ("dependant", _("Worth noting: what they need each day, and who knows.")),
    ("document", _("Worth noting: will, deed or passport; where the original lies.")),
    ("domain_or_server", _("Worth noting: where it is registered, and who can look after it.")),
    ("crypto", _("Only that it exists, where the device lies and who can help. Never the keys.")),
)
WISH = (
    ("", _("As you think best")),
    ("keep", _("Keep it")),
    ("transfer", _("Hand it on")),
    ("close", _("Close it")),
    ("delete", _("Delete it")),
)
ENTRY = (
    Field("name", _("What it is"), hint=_("For example: electricity, the vet of Pepper")),
    Field("kind", _("Of what kind"), "choice", choices=KINDS),
    Field("where", _("Where it is")),
    Field(
        "identifier_hint",
        _("The last four signs of its number"),
        hint=_("Enough to know it by, and no use to anybody else."),
        most=4,
    ),
    Field(
        "access_pointer",
        _("Where the way in is kept"),
        hint=_("For example: password manager, safe. Never the password itself."),
    ),
    Field("paid_from", _("What it is paid from")),
    Field("renews_on", _("It renews on"), "date"),
    Field("wish", _("What becomes of it"), "choice", choices=WISH, aside=NOT_A_WILL),
    Field("who", _("Who looks after it")),
    Field("note", _("Anything else"), "text", hints=WORTH_NOTING),
    Field("checked_at", _("Last checked on"), "date"),
)
INVENTORY_SHEET = (
    Group(
        _("What there is"),
        (Field("entries", _("Entries"), "entries", more=_("Add an entry"), fields=ENTRY),),
    ),
)
