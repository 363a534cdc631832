"""Guard of the build: a wheel without the bundled browser code, the page that opens bundles or the
translations would install and then fail in people's hands, so it is not built. `make test` or
`make demo` makes them."""

from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class GuardHook(BuildHookInterface[Any]):
    """Refuse to build what lacks a part that is made and not committed."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Raise FileNotFoundError, naming what is missing; a checkout itself may lack it."""
        if version == "editable":
            return
        source = Path(self.root) / "src" / "untilthen"
        catalogues = source.glob("**/locale/*/LC_MESSAGES/*.po")
        missing = [po.with_suffix(".mo") for po in catalogues if not po.with_suffix(".mo").exists()]
        bundle = source / "web" / "static" / "untilthen" / "js"
        missing += [] if list(bundle.glob("*.js")) else [bundle]
        page = source / "web" / "offline" / "open.html"
        missing += [] if page.exists() else [page]
        if missing:
            names = ", ".join(str(path.relative_to(self.root)) for path in missing)
            raise FileNotFoundError(f"not built yet: {names}; `make demo` or `make test` builds it")
