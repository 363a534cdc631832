"""The form for a plan's waits, made from the ranges of the rules (design section 4)."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from untilthen.domain.settings import MOST_REMINDERS, RANGES, problems
from untilthen.domain.states import LastWord
from untilthen.domain.switch import Switch

LABELS: Mapping[str, tuple[object, int]] = {
    "check_in_days": (_("Days between check-ins"), 30),
    "mail_ahead_days": (_("Days before a check-in that we write to you"), 3),
    "grace_days": (_("Days after a missed check-in before keepers are asked"), 14),
    "vigil_days": (_("Days that keepers have to answer"), 14),
    "sure_needed": (_("Keepers who must be sure"), 2),
    "quiet_wait_days": (_("Days of quiet wait before letters go out"), 7),
    "early_wait_days": (_("Days of quiet wait if keepers tell us before we asked"), 14),
    "solo_wait_days": (_("Days of quiet wait in a plan without keepers"), 30),
    "told_wait_days": (_("More days to wait for people whom nobody has told yet"), 0),
    "goodbye_days": (_("Days that letters stay before everything is destroyed"), 30),
    "hold_days": (_("Days to hold when keepers cannot tell"), 365),
}


ALONE = frozenset({"solo_wait_days"})
WITH_KEEPERS = frozenset(
    {"vigil_days", "sure_needed", "early_wait_days", "quiet_wait_days", "told_wait_days"}
)
LATE = "one_keeper_after_days"


class PlanForm(forms.Form):
    """How long everything waits."""

    def __init__(self, *args: Any, switch: Switch, promised: int, **kwargs: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **kwargs)
        settings = switch.settings
        self.settings, self.promised = settings, promised
        left_out = WITH_KEEPERS if settings.solo else ALONE
        for name, (label, default) in LABELS.items():
            if name in left_out:
                continue
            self.fields[name] = whole_number(label, RANGES[name], default)
            self.initial.setdefault(name, getattr(settings, name))
        self.fields["reminder_days"] = forms.CharField(
            label=_("Reminders: days after a missed check-in"),
            help_text=_(
                "1 to 8 rising whole numbers with commas between, each below the days before"
                " keepers are asked. Usually 3, 7, 12."
            ),
            error_messages={"required": _("Give at least one day.")},
        )
        self.fields["last_word"] = forms.ChoiceField(
            label=_("If nobody can ever tell"),
            choices=last_words(switch),
        )
        if may_ask_one_keeper(switch):
            self.fields[LATE] = one_keeper_field()
            self.initial.setdefault(LATE, settings.one_keeper_after_days)
        self.initial.setdefault("reminder_days", ", ".join(map(str, settings.reminder_days)))
        self.initial.setdefault("last_word", settings.last_word)
        self.order_fields(["check_in_days", "mail_ahead_days", "reminder_days"])

    def clean_reminder_days(self) -> list[int] | str:
        """Return the days as numbers, or as typed where they are none (the rules then say so)."""
        typed = str(self.cleaned_data["reminder_days"])
        try:
            return [int(part) for part in typed.replace(";", ",").split(",")]
        except ValueError:
            return typed

    def clean_sure_needed(self) -> int:
        """Refuse more than have promised, once the plan counts on them."""
        needed = int(self.cleaned_data["sure_needed"])
        if needed > self.promised and needed > self.settings.sure_needed:
            raise forms.ValidationError(
                say("At most as many as have promised, which is %(promised)d now.")
                % {"promised": self.promised}
            )
        return needed

    def clean(self) -> dict[str, Any]:
        """Say at its field what the rules find wrong."""
        given = super().clean() or {}
        for problem in problems({"zone": self.settings.zone, **given}):
            self.add_error(problem.field, allowed(problem.field))
        return given


def last_words(switch: Switch) -> list[tuple[str, object]]:
    """Return what can follow a hold that nobody ended; a release takes a hold copy that opens
    (10.5).
    """
    words: list[tuple[str, object]] = [
        (LastWord.HAND_OVER.value, _("Give each letter, still sealed, to whom it is for")),
        (LastWord.LET_GO.value, _("Let the letters go, unopened")),
    ]
    if 0 < switch.parts_needed <= switch.hold_copy:
        words.append(
            (LastWord.RELEASE.value, _("Send the letters, opened with the parts we keep ourselves"))
        )
    return words


def may_ask_one_keeper(switch: Switch) -> bool:
    """Return whether one keeper's part opens together with what the hold copy keeps (10.5)."""
    return switch.hold_copy > 0 and switch.hold_copy >= switch.parts_needed - 1


def one_keeper_field() -> forms.IntegerField:
    """Return the field for the day of a hold from which one keeper is enough; empty is never."""
    field = whole_number(
        _("Days on hold after which one keeper who is sure is enough"), RANGES[LATE], 0
    )
    field.required = False
    field.help_text = say(
        "Empty: never. Otherwise %(least)d to %(most)d, and fewer than the days"
        " to hold. It takes the parts we keep ourselves."
    ) % {"least": RANGES[LATE][0], "most": RANGES[LATE][1]}
    return field


def allowed(field: str) -> str:
    """Return what is allowed in a field that the rules refused."""
    if field == "reminder_days":
        return say(
            "1 to %(most)d rising whole numbers, each below the days before keepers are asked."
        ) % {"most": MOST_REMINDERS}
    if field == "mail_ahead_days":
        return say("Fewer days than there are between check-ins.")
    if field == LATE:
        return say("Fewer days than the plan is held.")
    return say("This cannot stand.")


def whole_number(label: object, span: tuple[int, int], default: int) -> forms.IntegerField:
    """Return a field for a number of days or people within a range."""
    values = {"least": span[0], "most": span[1], "usual": default}
    wrong = say("A whole number from %(least)d to %(most)d.") % values
    return forms.IntegerField(
        label=label,  # type: ignore[arg-type]
        min_value=span[0],
        max_value=span[1],
        help_text=say("%(least)d to %(most)d; usually %(usual)d.") % values,
        error_messages={
            "min_value": wrong,
            "max_value": wrong,
            "invalid": wrong,
            "required": wrong,
        },
    )
