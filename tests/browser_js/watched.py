"""What makes a browser's complaints visible to a test."""

from dataclasses import dataclass, field

WATCH = """
document.addEventListener("securitypolicyviolation", (event) => {
  console.error(`policy: ${event.violatedDirective} ${event.blockedURI} ${event.sample}`);
});
"""


@dataclass
class Complaints:
    """Breaches of the content policy and errors nobody caught, in order."""

    all: list[str] = field(default_factory=list)

    def add(self, complaint: str) -> None:
        """Keep one."""
        self.all.append(complaint)

    def take(self) -> list[str]:
        """Return all and forget them: the test expected them."""
        taken, self.all = self.all, []
        return taken
