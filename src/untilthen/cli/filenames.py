"""Names that somebody else chose, made fit for a file of ours."""

import unicodedata

_LONGEST_BYTES = 120
_FORBIDDEN = frozenset('/\\:*?"<>|')  # on one system or another


def safe_name(text: str, otherwise: str) -> str:
    """Return `text` as the name of a file in the folder it is put into, or `otherwise`."""
    kept = "".join(letter for letter in unicodedata.normalize("NFC", text) if _is_fit(letter))
    stem, dot, suffix = kept.strip(". ").rpartition(".")
    if not dot or len(suffix.encode()) > _LONGEST_BYTES // 4:
        stem, dot, suffix = stem + dot + suffix, "", ""
    room = _LONGEST_BYTES - len((dot + suffix).encode())
    short = stem.encode("utf-8", "replace")[:room].decode("utf-8", "ignore").strip()
    return short + dot + suffix if short else otherwise


def _is_fit(letter: str) -> bool:
    return letter not in _FORBIDDEN and unicodedata.category(letter) not in ("Cc", "Cf", "Cs")
