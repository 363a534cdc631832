"""The data folder at start: made when it is not there, writable, and with its master key."""

from pathlib import Path

from untilthen import edge
from untilthen.cli import say
from untilthen.cli.codes import CannotDo, ExitCode
from untilthen.cli.environment import refused
from untilthen.cli.language import gettext
from untilthen.web.config import MASTER_KEY_BYTES, PREFIX, BadSetting, Config
from untilthen.web.masterkey import (
    is_untouched,
    make_master_key,
    master_key,
    require_writable,
)


def prepare(config: Config) -> None:
    """Make the data folder and its master key where there is nothing yet; raises CannotDo.

    A key is never made beside data: what was sealed under a lost one opens with no other.
    """
    try:
        untouched = is_untouched(config.data)
        config.data.mkdir(mode=0o700, parents=True, exist_ok=True)
        require_writable(config.data)
    except OSError as problem:
        raise unusable(config.data, problem) from None
    own_database = not config.database_url and not config.keys_database_url
    if untouched and not config.master_key:
        if not own_database:
            raise CannotDo(several_machines(), ExitCode.BAD_INPUT)
        path = make_master_key(config.data, edge.token(MASTER_KEY_BYTES))
        said = gettext("made a master key: {path}; keep a copy in another place")
        say.words(said.format(path=path))
    try:
        master_key(config)
    except BadSetting as problem:
        raise refused(problem) from None


def unusable(data: Path, problem: OSError) -> CannotDo:
    """Return what to say of a data folder that cannot be used."""
    reason = (problem.strerror or str(problem)).lower()
    said = gettext("{data}: cannot be used as the data folder: {reason}")
    return CannotDo(said.format(data=data, reason=reason), ExitCode.FAILED)


def several_machines() -> str:
    """Return what to say where the key must be the same on several machines."""
    said = gettext(
        "{name}: needed with a database of its own: 32 random bytes in base64, the same on every"
        " machine; head -c 32 /dev/urandom | base64 makes them"
    )
    return said.format(name=PREFIX + "MASTER_KEY")
