"""Addresses of this app. Those under /door/ are reached by a link in a mail."""

from django.urls import path

from untilthen.letters.views import (
    door,
    goodbye,
    handed_over,
    key,
    ownkey,
    reading,
    recipients,
    saving,
    uploads,
    writing,
)

urlpatterns = [
    path("key/", key.key, name="key"),
    path("key/file/", key.key_file, name="key-file"),
    path("files/", uploads.begin, name="files"),
    path("files/<slug:name>/", uploads.one_file, name="file"),
    path("files/<slug:name>/done/", uploads.done, name="file-done"),
    path("files/<slug:name>/header/", uploads.header, name="file-header"),
    path("letters/", writing.listing, name="letters"),
    path("letters/new/", writing.new, name="letter-new"),
    path("letters/save/", saving.save, name="letter-save"),
    path("letters/people/", recipients.listing, name="recipients"),
    path("letters/people/<int:number>/", recipients.change, name="recipient"),
    path("letters/<slug:name>/", writing.change, name="letter"),
    path("letters/<slug:name>/text/", saving.text, name="letter-text"),
    path("letters/<slug:name>/move/", writing.move, name="letter-move"),
    path("letters/<slug:name>/delete/", writing.delete, name="letter-delete"),
    path("door/<slug:name>/", door.door, name="door"),
    path("door/<slug:name>/letter/", reading.first, name="door-letter"),
    path("door/<slug:name>/letter/<slug:delivery>/", reading.letter, name="door-one-letter"),
    path("door/<slug:name>/own-key/", reading.own_key, name="door-own-key"),
    path("door/<slug:name>/files/<slug:delivery>/<slug:file>/", reading.file, name="door-file"),
    path("door/<slug:name>/sealed/key/", handed_over.key, name="door-sealed-key"),
    path("door/<slug:name>/sealed/estate/", handed_over.estate, name="door-sealed-estate"),
    path(
        "door/<slug:name>/sealed/<slug:delivery>/<slug:file>/",
        handed_over.file,
        name="door-sealed-file",
    ),
    path("own-key/<slug:name>/", ownkey.own_key, name="own-key"),
    path("door/<slug:name>/goodbye/", goodbye.goodbye, name="goodbye"),
]
