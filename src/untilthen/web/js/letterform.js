// The fields of the letter form as data and back. Only `planOf` may leave the page unsealed.
import { readersIn } from "./letterlock.js";

/**
 * @typedef {object} Text what is sealed
 * @property {1} v
 * @property {string} language
 * @property {string} label
 * @property {string} salutation
 * @property {string} body
 * @property {string} sign_off
 * @property {string} read_hint
 * @property {string} [template] the kind of letter whose questions were chosen, "" for none
 * @property {string} [age_when_written] of a child
 * @property {string} [last_reread_at] the day of the last save, as in 2027-03-01
 * @property {import("./attachment.js").Entry[]} attachments
 * @property {string} [attachment_key] with an inner lock
 */

const WRITTEN = ["language", "label", "salutation", "body", "sign_off", "read_hint"];
const WRITTEN_MORE = ["template", "age_when_written"]; // an older letter has none
const IN_ITS_LANGUAGE = ["salutation", "body", "sign_off"];

/** @param {HTMLFormElement} form @param {string} name @returns {any} */
const field = (form, name) => form.elements.namedItem(name);

/**
 * What is written, to be sealed; `key` opens the attachments of a letter with an inner lock.
 * @param {HTMLFormElement} form
 * @param {import("./attachment.js").Entry[]} attachments
 * @param {string} [key]
 * @returns {any}
 */
export function textOf(form, attachments, key) {
  const written = [...WRITTEN, ...WRITTEN_MORE].map((name) => [name, field(form, name).value]);
  const text = { v: 1, ...Object.fromEntries(written), attachments };
  return key === undefined ? text : { ...text, attachment_key: key };
}

/** Put a letter's text back into the form. @param {HTMLFormElement} form @param {Text} text */
export function fill(form, text) {
  for (const name of [...WRITTEN, ...WRITTEN_MORE]) {
    field(form, name).value = /** @type {any} */ (text)[name] ?? "";
  }
}

/** Let the browser know in which language the letter is. @param {HTMLFormElement} form */
export function setLanguage(form) {
  const language = field(form, "language").value;
  const transcripts = form.querySelectorAll('[data-part="transcript"]');
  for (const each of [...IN_ITS_LANGUAGE.map((name) => field(form, name)), ...transcripts]) {
    each.lang = language;
  }
}

/** Whether nothing was written that anyone could read. @param {Text} text */
export function isEmpty(text) {
  return text.body.trim() === "" && text.attachments.length === 0;
}

/** Whether no reader is chosen; asked before files are sent. @param {HTMLFormElement} form */
export function isForNobody(form) {
  return readersIn(form).length === 0;
}

/** Whom the letter is for, and how it is brought, as a draft keeps it. @param {HTMLFormElement} form */
export function bringingOf(form) {
  return {
    to: readersIn(form).map(({ value }) => value),
    not_before: field(form, "not_before").value,
    if_unreachable: field(form, "if_unreachable").value,
  };
}

/** Choose again what `bringingOf` gave. @param {HTMLFormElement} form @param {any} chosen */
export function setBringing(form, { to, not_before: notBefore, if_unreachable: ifUnreachable }) {
  const boxes = form.querySelectorAll('input[name="to"]');
  for (const box of /** @type {NodeListOf<HTMLInputElement>} */ (boxes)) {
    box.checked = to.includes(box.value);
  }
  field(form, "not_before").value = notBefore;
  field(form, "if_unreachable").value = ifUnreachable;
}

/**
 * What the server must know to bring the letter: whom, when, and the sealed bytes.
 * @param {HTMLFormElement} form
 * @param {{id: string, files: string[], sealed: Uint8Array, lock: string, estate: string}} letter
 */
export function planOf(form, { id, files, sealed, lock, estate }) {
  const plan = new FormData();
  plan.set("letter", form.dataset.letter ?? "");
  plan.set("id", id);
  plan.set("version", form.dataset.version ?? "0");
  const { to, not_before: notBefore, if_unreachable: ifUnreachable } = bringingOf(form);
  for (const reader of to) plan.append("to", reader);
  plan.set("not_before", notBefore);
  plan.set("if_unreachable", ifUnreachable);
  plan.set("lock", lock);
  plan.set("estate", estate); // public: so that nothing sealed to an old one is taken
  plan.set("files", JSON.stringify(files));
  plan.set("text", new Blob([sealed], { type: "application/octet-stream" }), "text.age");
  return plan;
}
