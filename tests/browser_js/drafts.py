"""What a browser keeps of drafts, as anybody finds it who looks into its storage."""

from typing import TypedDict

from playwright.sync_api import Page, expect

KEPT = "Saved in this browser, sealed."
FOUND = """() => new Promise((resolve, reject) => {
  const asked = indexedDB.open("until-then");
  asked.onerror = () => reject(asked.error);
  asked.onupgradeneeded = () => asked.result.createObjectStore("drafts");
  asked.onsuccess = () => {
    const all = asked.result.transaction("drafts").objectStore("drafts").openCursor();
    const found = [];
    all.onsuccess = () => {
      const cursor = all.result;
      if (cursor === null) return (asked.result.close(), resolve(found));
      const { at, version, sealed } = cursor.value;
      found.push({ key: cursor.key, at, version, sealed: [...sealed] });
      cursor.continue();
    };
  };
})"""


class Found(TypedDict):
    """One draft as it lies there."""

    key: str
    at: int
    version: str
    sealed: list[int]


def drafts(page: Page) -> list[Found]:
    """Return every draft in this browser."""
    found: list[Found] = page.evaluate(FOUND)
    return found


def kept(page: Page) -> None:
    """Wait until what was written is kept."""
    expect(page.get_by_text(KEPT)).to_be_visible()
