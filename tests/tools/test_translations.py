"""Catalogues are compiled without the gettext tools, and to what Python's gettext reads."""

import gettext
from pathlib import Path

from tools.translations import compile_all

CATALOGUE = """\
msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"

msgid "A letter for you"
msgstr "Ein Brief für Sie"

#, fuzzy
msgid "Not yet"
msgstr "Geraten"

msgid "%(days)s day"
msgid_plural "%(days)s days"
msgstr[0] "%(days)s Tag"
msgstr[1] "%(days)s Tage"
"""


def test_a_compiled_catalogue_translates_words_and_plurals_but_no_guesses(tmp_path: Path) -> None:
    folder = tmp_path / "people" / "locale" / "de" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    (folder / "django.po").write_text(CATALOGUE, encoding="utf-8")
    assert compile_all(tmp_path) == [folder / "django.mo"]
    german = gettext.translation("django", tmp_path / "people" / "locale", ["de"])
    assert german.gettext("A letter for you") == "Ein Brief für Sie"
    assert german.ngettext("%(days)s day", "%(days)s days", 3) == "%(days)s Tage"
    assert german.gettext("Not yet") == "Not yet"
