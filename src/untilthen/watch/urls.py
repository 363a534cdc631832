"""Addresses of the pages of owner and keepers."""

from django.urls import path

from untilthen.watch.views import (
    begin,
    checkin,
    duties,
    invitation,
    keeper,
    keepers,
    outlook,
    report,
    settings,
    today,
    told,
)

urlpatterns = [
    path("", today.today, name="today"),
    path("", today.today, name="welcome"),
    path("begin/", begin.begin, name="begin"),
    path("keepers/", keepers.keepers, name="keepers"),
    path("what-would-happen/", outlook.what_would_happen, name="what_would_happen"),
    path("settings/", settings.settings_page, name="settings"),
    path("what-happened/", report.what_happened, name="what_happened"),
    path("check-in/<str:name>/", checkin.check_in, name="check_in"),
    path("promise/<str:name>/", invitation.invitation, name="promise"),
    path("vigil/<str:name>/", keeper.keeper_page, name="vigil"),
    path("told/<str:name>/", told.told_list, name="told"),
    path("duties/<str:name>/", duties.duty_sheet, name="duties"),
]
