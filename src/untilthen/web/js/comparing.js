// The keys of a plan's people as six words, made here from the keys themselves, with a box for each
// that says it was compared by voice. Markup: templates/watch/seal_keys.html.
import { fingerprintOf } from "./fingerprint.js";
import { part, show } from "./page.js";
import { changedKeys, knownIn } from "./signmanifest.js";

/** @typedef {import("./signmanifest.js").PersonFacts} PersonFacts */

/** What is compared, as it stands on the page. */
export class Comparison {
  /** @type {{person: PersonFacts, changed: boolean, box: HTMLInputElement}[]} */
  #rows = [];

  /**
   * Show everybody who made a key; `last` is what the owner signed last, checked to be theirs.
   * @param {PersonFacts[]} people @param {import("./manifest.js").Manifest | null} last
   */
  show(people, last) {
    const changed = changedKeys(people, last).map(({ number }) => number);
    this.#rows = people.filter(({ key }) => key !== "").map((person) => {
      const known = knownIn(last, person.number);
      const item = keyItem(person, changed.includes(person.number));
      const box = part("compared", item);
      box.checked = known?.key === person.key && known.compared;
      return { person, changed: changed.includes(person.number), box };
    });
    part("key-list").replaceChildren(...this.#rows.map(({ box }) => box.closest("li")));
    show(part("no-keys"), this.#rows.length === 0);
  }

  /** What the owner says of each key. @returns {import("./signmanifest.js").Compared} */
  compared() {
    return new Map(this.#rows.map(({ person, box }) => (
      [person.number, { key: person.key, byVoice: box.checked }]
    )));
  }

  /** The names of those whose key changed and is not compared. */
  unchecked() {
    const open = this.#rows.filter(({ changed, box }) => changed && !box.checked);
    return open.map(({ person }) => person.name);
  }

  /** Whether this is the key that was shown of somebody. @param {number} number @param {string} key */
  wasShown(number, key) {
    return this.#rows.some(({ person }) => person.number === number && person.key === key);
  }
}

/** @param {PersonFacts} person @param {boolean} changed */
function keyItem({ name, key }, changed) {
  const template = /** @type {HTMLTemplateElement} */ (document.getElementById("key-item"));
  const copy = /** @type {DocumentFragment} */ (template.content.cloneNode(true));
  const item = /** @type {HTMLElement} */ (copy.firstElementChild);
  part("name", item).textContent = name;
  part("six-words", item).textContent = fingerprintOf(key);
  part("whose", item).textContent = `: ${name}`;
  show(part("changed", item), changed);
  return item;
}
