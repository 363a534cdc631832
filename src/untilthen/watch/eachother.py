"""Two who keep each other: what is left if something happens to both of them at once."""

from collections.abc import Iterator, Mapping

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from untilthen.domain.switch import Switch
from untilthen.people.queries import Person
from untilthen.watch.keeping import each_other


def about_each_other(switch: Switch, people: Mapping[int, Person]) -> Iterator[str]:
    """Say of each keeper whom the owner keeps for in turn that too few others would be left."""
    if switch.settings.solo:
        return
    same = {each.person: each.same_as for each in switch.keepers if each.counts}
    for keeper in each_other(switch, people):
        others = len(set(same.values()) - {same[keeper.number]})
        if others < switch.sure_needed:
            yield too_few(keeper.name, others, switch.sure_needed)


def too_few(name: str, others: int, needed: int) -> str:
    """Return the sentence about one of them."""
    if not others:
        said = _(
            "You and %(name)s keep each other. If something happens to both of you, no other"
            " keeper is left, and nothing could be decided."
        )
        return said % {"name": name}
    said = ngettext(
        "You and %(name)s keep each other. If something happens to both of you, one other keeper"
        " is left, but %(needed)d must be sure.",
        "You and %(name)s keep each other. If something happens to both of you, %(others)d other"
        " keepers are left, but %(needed)d must be sure.",
        others,
    )
    return said % {"name": name, "others": others, "needed": needed}
