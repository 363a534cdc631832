// The lock that a letter gets for its reader alone, as the form asks for it.
// Markup (templates/letters/form_lock.html): radios "lock"; part "lock-passphrase" with the fields
// passphrase, passphrase_again, hint and p "passphrase-short"; p "lock-keyless". A box of whom the
// letter is for says with data-has-key that they made a key.
import { passphraseOf } from "./innerlock.js";
import { part, show, tell } from "./page.js";
import { inWords, say } from "./sentences.js";

/** A guess costs seconds, but whoever has the sealed letter has years. */
const SHORT_CHARACTERS = 16;

/** @typedef {{lock: import("./innerlock.js").Lock, passphrase: string, hint: string}} LockChoice */

/** @param {HTMLFormElement} form @param {string} name @returns {any} */
const field = (form, name) => form.elements.namedItem(name);

/** Those the letter is for. @param {HTMLFormElement} form @returns {HTMLInputElement[]} */
export const readersIn = (form) => [...form.querySelectorAll('input[name="to"]:checked')];

/** The names of those without a key among them. @param {HTMLFormElement} form */
function keyless(form) {
  const without = readersIn(form).filter(({ dataset }) => dataset.hasKey === undefined);
  return without.map((box) => box.labels?.[0].textContent?.trim() ?? "");
}

/** Keep what belongs to a choice in view, and nothing else. @param {HTMLFormElement} form */
export function watchLock(form) {
  form.addEventListener("input", () => showLock(form));
  showLock(form);
}

/** @param {HTMLFormElement} form */
function showLock(form) {
  const { lock, passphrase } = lockIn(form);
  show(part("lock-passphrase", form), lock === "passphrase");
  const length = passphraseOf(passphrase).length;
  const short = lock === "passphrase" && length > 0 && length < SHORT_CHARACTERS;
  tell(part("passphrase-short", form), short ? say("passphrase_short") : "");
  const without = keyless(form);
  const names = inWords(without);
  const missing = without.length > 0;
  tell(part("lock-keyless", form), missing ? say("lock_keyless", { names }) : "");
  // A choice already made stays, so that it is seen that it does not work.
  const keys = form.querySelector('input[name="lock"][value="keys"]');
  /** @type {HTMLInputElement} */ (keys).disabled = missing && lock !== "keys";
}

/** What is chosen. @param {HTMLFormElement} form @returns {LockChoice} */
export function lockIn(form) {
  const passphrase = field(form, "passphrase").value;
  return { lock: field(form, "lock").value, passphrase, hint: field(form, "hint").value };
}

/** Put a choice back into the form. @param {HTMLFormElement} form @param {LockChoice} choice */
export function setLock(form, { lock, passphrase, hint }) {
  field(form, "lock").value = lock;
  field(form, "passphrase").value = field(form, "passphrase_again").value = passphrase;
  field(form, "hint").value = hint;
  showLock(form);
}

/** What is wrong with the choice, by field. @param {HTMLFormElement} form @returns {Record<string, string>} */
export function problemsWithLock(form) {
  const { lock, passphrase } = lockIn(form);
  if (lock === "keys" && keyless(form).length > 0) {
    return { lock: say("lock_keyless", { names: inWords(keyless(form)) }) };
  }
  if (lock !== "passphrase") return {};
  if (passphraseOf(passphrase) === "") return { passphrase: say("passphrase_empty") };
  if (passphraseOf(passphrase) !== passphraseOf(field(form, "passphrase_again").value)) {
    return { passphrase_again: say("passphrase_not_alike") };
  }
  return {};
}
