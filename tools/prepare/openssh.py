"""OpenSSH's ssh-keygen for the tests that compare signatures: the one found, else Debian's."""

import shutil

from tools.prepare import debian
from tools.prepare.steps import Step


def keygen() -> list[Step]:
    """Return the step that installs Debian's OpenSSH client, or none where ssh-keygen is there."""
    if shutil.which("ssh-keygen"):
        return []
    says = "Looking for ssh-keygen to test signatures with: there is none"
    return [Step("openssh", says, (), (), lambda: debian.install("openssh-client"))]
