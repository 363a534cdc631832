"""Addresses of the pages of owner and keepers."""

from django.urls import URLPattern, path

from untilthen.watch.views import (
    begin,
    calendar,
    checkin,
    died,
    duties,
    entrusted,
    export,
    invitation,
    keeper,
    keepers,
    keepersheets,
    keeping,
    kit,
    left_sealed,
    outlook,
    ownmail,
    part,
    printing,
    report,
    savingsheets,
    seal,
    second,
    settings,
    sheets,
    today,
    told,
)


def keeper_paths(kind: str) -> list[URLPattern]:
    """Return the addresses of a keeper's own pages, under one kind of their links."""
    views = {
        "key": part.key,
        "part": part.part,
        "part/data": part.data,
        "part/challenge": part.challenge,
        "part/proof": part.proof,
        "part/paper": part.paper,
        "second": second.keepers_second,
    }
    return [
        path(
            f"{kind}/<str:name>/{where}/",
            view,
            {"kind": kind},
            name=f"{kind}-{where.replace('/', '-')}",
        )
        for where, view in views.items()
    ]


def died_paths(*kinds: str) -> list[URLPattern]:
    """Return the addresses where a keeper tells of somebody else's death."""
    return [
        path(f"{kind}/<str:name>/died/", died.died, {"kind": kind}, name=f"{kind}-died")
        for kind in kinds
    ]


def keeping_paths() -> list[URLPattern]:
    """Return the addresses where a keeper of many finds them all."""
    by_link = {"vigil": "VIGIL", "told": "TOLD_LIST"}
    return [
        path("keeping/", keeping.signed_in, name="keeping"),
        *(
            path(f"{where}/<str:name>/keeping/", keeping.by_link, {"kind": kind})
            for where, kind in by_link.items()
        ),
    ]


def kit_paths(kind: str) -> list[URLPattern]:
    """Return the addresses where a keeper hands over the kit, under one kind of their links."""
    here = f"{kind}/<str:name>/kit/"
    return [
        path(here, kit.kit, {"kind": kind}, name=f"{kind}-kit"),
        path(f"{here}release/", kit.release, {"kind": kind}, name=f"{kind}-kit-release"),
    ]


def sheet_paths() -> list[URLPattern]:
    """Return the addresses of the owner's sheets."""
    wishes, inventory, duty = {"kind": "wishes"}, {"kind": "inventory"}, {"kind": "duty"}
    return [
        path("wishes/", sheets.one_sheet, wishes, name="wishes"),
        path("wishes/delete/", sheets.delete, wishes, name="wishes-delete"),
        path("inventory/", sheets.one_sheet, inventory, name="inventory"),
        path("inventory/delete/", sheets.delete, inventory, name="inventory-delete"),
        path("duties/", sheets.duties, name="duties-list"),
        path("duty/new/", sheets.new_duty, name="duty-new"),
        path("duty/<slug:name>/", sheets.duty, name="duty"),
        path("duty/<slug:name>/delete/", sheets.delete, duty, name="duty-delete"),
        path("duty/<slug:name>/move/", sheets.move, name="duty-move"),
        path("sheets/<slug:kind>/", savingsheets.save, name="sheet-save"),
    ]


def left_paths() -> list[URLPattern]:
    """Return the addresses of what a keeper was left, behind the link of their duties."""
    wishes, inventory = {"kind": "wishes"}, {"kind": "inventory"}
    here = "duties/<str:name>/"
    return [
        path(here, duties.duty_sheet, name="duties"),
        path(f"{here}wishes/", keepersheets.sheet, wishes, name="left-wishes"),
        path(f"{here}inventory/", keepersheets.sheet, inventory, name="left-inventory"),
        path(f"{here}sheets/<slug:sheet>/", keepersheets.sealed, name="left-sheet"),
        path(f"{here}sealed/", left_sealed.page, name="left-sealed"),
        path(f"{here}sealed/key/", left_sealed.key, name="left-sealed-key"),
        path(f"{here}sealed/estate/", left_sealed.estate, name="left-sealed-estate"),
        path(f"{here}sealed/<slug:sheet>/", left_sealed.sheet, name="left-sealed-sheet"),
    ]


urlpatterns = [
    path("", today.today, name="today"),
    path("", today.today, name="welcome"),
    path("begin/", begin.begin, name="begin"),
    path("keepers/", keepers.keepers, name="keepers"),
    path("what-would-happen/", outlook.what_would_happen, name="what_would_happen"),
    path("settings/", settings.settings_page, name="settings"),
    path("second-way/", second.owners_second, name="second-way"),
    path("calendar/", calendar.calendar_page, name="calendar"),
    path("calendar/next.ics", calendar.next_date, name="calendar-next"),
    path("calendar/<str:token>/check-ins.ics", calendar.feed, name="calendar-feed"),
    path("what-happened/", report.what_happened, name="what_happened"),
    path("check-in/<str:name>/", checkin.check_in, name="check_in"),
    path("promise/<str:name>/", invitation.invitation, name="promise"),
    path("vigil/<str:name>/", keeper.keeper_page, name="vigil"),
    path("seal/", seal.seal, name="seal"),
    path("seal/facts/", seal.facts, name="seal-facts"),
    path("seal/set/", seal.new_set, name="seal-set"),
    path("seal/<slug:name>/", seal.letter, name="seal-letter"),
    path("seal/kit.pdf", printing.kit, name="kit-pdf"),
    path("seal/recovery.pdf", printing.recovery_card, name="recovery-pdf"),
    path("seal/card/<int:number>.pdf", printing.keeper_card, name="keeper-pdf"),
    path("kit/", printing.found_kit, name="found-kit"),
    path("export/", export.export, name="export"),
    path("open.html", export.open_page, name="open-page"),
    path("manifest/", seal.manifest, name="manifest"),
    *keeper_paths("promise"),
    *keeper_paths("vigil"),
    *keeper_paths("told"),
    *died_paths("vigil", "told"),
    *keeping_paths(),
    *kit_paths("vigil"),
    *kit_paths("told"),
    path("told/<str:name>/", told.told_list, name="told"),
    *sheet_paths(),
    *left_paths(),
    path("no-mail/<str:token>/", ownmail.one_click, name="no-mail"),
    path("your-mail/<str:name>/", ownmail.your_mail, name="your-mail"),
    path("with-you/<str:name>/", entrusted.with_you, name="with-you"),
]
