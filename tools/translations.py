"""Compile the catalogues of translations: each django.po to the django.mo that Django reads.
Done with polib, so that no machine needs the gettext tools to run or build Until Then."""

from pathlib import Path

import polib

SOURCES = Path(__file__).parent.parent / "src" / "untilthen"


def compile_all(sources: Path = SOURCES) -> list[Path]:
    """Write the .mo beside every .po below `sources`; return the files written."""
    written = []
    for catalogue in sorted(sources.glob("**/locale/*/LC_MESSAGES/*.po")):
        target = catalogue.with_suffix(".mo")
        polib.pofile(str(catalogue), check_for_duplicates=True).save_as_mofile(str(target))
        written.append(target)
    return written


if __name__ == "__main__":
    compile_all()
