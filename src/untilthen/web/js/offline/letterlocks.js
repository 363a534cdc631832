// The lock that a letter has for its reader alone: a passphrase they know, or their key file and
// its six words. Nobody else can open it, whoever has the rest of the bundle.
import { unlockEnvelope } from "../envelope.js";
import { NotForThisKey } from "../errors.js";
import { onEach, part, show, tell } from "../page.js";
import { say, sayError } from "../sentences.js";
import { smallFile } from "./files.js";
import { openedKey } from "./keyfield.js";

/** @typedef {import("../envelope.js").Envelope} Envelope */

let forms = 0;

/**
 * Show the lock of a letter, and call `done` with the letter once it is open.
 * @param {HTMLElement} item @param {Envelope} envelope @param {(text: any) => void} done
 */
export function offerLock(item, envelope, done) {
  const name = envelope.lock === "passphrase" ? "passphrase-form" : "key-form";
  const form = part(name, item);
  if (form.dataset.offered === undefined) {
    form.dataset.offered = "";
    nameFields(form);
    const opened = (/** @type {any} */ text) => {
      show(form, false);
      done(text);
    };
    if (envelope.lock === "passphrase") offerPassphrase(form, envelope, opened);
    else offerKey(form, envelope, opened);
  }
  show(form, true);
  form.querySelector("input")?.focus();
}

/** Labels and hints find their fields by names that are there once. @param {HTMLElement} form */
function nameFields(form) {
  forms += 1;
  for (const input of form.querySelectorAll("input")) {
    const field = input.dataset.part ?? "";
    const about = ["hint", "error"].map((each) => form.querySelector(`[data-part="${field}-${each}"]`));
    const named = about.filter((each) => each !== null);
    for (const each of named) each.id = `${/** @type {HTMLElement} */ (each).dataset.part}-${forms}`;
    input.id = `${field}-${forms}`;
    input.setAttribute("aria-describedby", named.map(({ id }) => id).join(" "));
    part(`${field}-label`, form).htmlFor = input.id;
  }
}

/** @param {HTMLElement} form @param {Envelope} envelope @param {(text: any) => void} done */
function offerPassphrase(form, envelope, done) {
  part("hint-words", form).textContent = envelope.hint;
  show(part("lock-hint", form), envelope.hint !== "");
  const input = part("passphrase", form);
  const progress = part("passphrase-progress", form);
  onEach(form, "submit", async () => {
    const refuse = refusing(form, "passphrase");
    if (input.value.trim() === "") return refuse(say("passphrase_empty"));
    progress.value = 0;
    show(progress, true);
    const advance = (/** @type {number} */ share) => (progress.value = share);
    try {
      const text = await unlockEnvelope(envelope, { passphrase: input.value }, advance);
      input.value = "";
      refuse("");
      done(text);
    } catch (problem) {
      const other = problem instanceof NotForThisKey;
      refuse(other ? say("passphrase_other") : sayError(problem, "letter"));
    } finally {
      show(progress, false);
    }
  });
}

/** @param {HTMLElement} form @param {Envelope} envelope @param {(text: any) => void} done */
function offerKey(form, envelope, done) {
  const input = part("key-file", form);
  onEach(form, "submit", async () => {
    const refuse = refusing(form, "key-file");
    const [file] = input.files;
    if (file === undefined) return refuse(say("key_file_empty"));
    refuse("");
    const identity = await openedKey(form, () => smallFile(file));
    if (identity === null) return;
    try {
      done(await unlockEnvelope(envelope, { identity }));
    } catch (problem) {
      const other = problem instanceof NotForThisKey;
      refuse(other ? say("key_of_other_letter") : sayError(problem, "letter"));
    }
  });
}

/** @param {HTMLElement} form @param {string} field */
function refusing(form, field) {
  const input = part(field, form);
  return (/** @type {string} */ sentence) => {
    tell(part(`${field}-error`, form), sentence);
    input.setAttribute("aria-invalid", String(sentence !== ""));
    if (sentence !== "") input.focus();
  };
}
