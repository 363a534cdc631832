"""The language of the command line: what the environment asks for, else English."""

import gettext as catalogues
from pathlib import Path

_LOCALES = Path(__file__).parents[1] / "locale"
gettext = catalogues.translation("django", _LOCALES, fallback=True).gettext
