"""The fields of a duty's sheet (domain 2.4)."""

from django.utils.translation import gettext_lazy as _

from untilthen.handover.sheetfields import Field, Group

WEEKDAYS = (
    ("mo", _("Monday")),
    ("tu", _("Tuesday")),
    ("we", _("Wednesday")),
    ("th", _("Thursday")),
    ("fr", _("Friday")),
    ("sa", _("Saturday")),
    ("su", _("Sunday")),
)
"""As calendar files write them (RFC 5545), in small letters."""

WHAT = Group(
    _("What it is"),
    (
        Field("name", _("What it is called"), hint=_("For example: Coffee on the landing")),
        Field("why_it_matters", _("Why it matters"), "text"),
    ),
)
WHEN = Group(
    _("When"),
    (
        Field(
            "when",
            _("How often"),
            "choice",
            choices=(
                ("", _("At no fixed time")),
                ("daily", _("Every day")),
                ("weekly", _("Every week")),
                ("date", _("Once")),
            ),
        ),
        Field("weekdays", _("On which days"), "days", hint=_("If every week"), choices=WEEKDAYS),
        Field("date", _("On which date"), "date", hint=_("If once")),
        Field("time", _("At what time"), "time", hint=_("For example 06:30")),
        Field("zone", _("By the clocks of"), "zone"),
        Field(
            "starts",
            _("It begins"),
            "choice",
            choices=(
                ("", _("Not said")),
                ("at_once", _("At once")),
                ("after_funeral", _("After the funeral")),
            ),
        ),
        Field(
            "until",
            _("It ends on"),
            "date",
            hint=_("Leave this empty if whoever takes it decides."),
        ),
    ),
)
HOW = Group(
    _("How it is done"),
    (
        Field("steps", _("Steps"), "lines", more=_("Add a step")),
        Field("where_things_are", _("Where things are"), "text"),
        Field("who_else_knows", _("Who else knows about it"), "text"),
        Field("cost_and_who_pays", _("What it costs, and who pays"), "text"),
        Field("ok_to_stop", _("It is fine if nobody does this"), "check"),
    ),
)
DUTY_SHEET = (WHAT, WHEN, HOW)
