"""Keys that the sealing tests share: Ana's, who owns the letters, and those of an estate."""

import pytest

from untilthen.sealing.hybrid import HybridIdentity


@pytest.fixture(scope="session")
def ana() -> HybridIdentity:
    """Return Ana's own key."""
    return HybridIdentity.from_seed(bytes(range(32)))


@pytest.fixture(scope="session")
def estate() -> HybridIdentity:
    """Return the key of Ana's estate."""
    return HybridIdentity.from_seed(bytes(range(32, 64)))


@pytest.fixture(scope="session")
def stranger() -> HybridIdentity:
    """Return the key of someone no letter is for."""
    return HybridIdentity.from_seed(bytes(range(64, 96)))
