// What keeps a sheet from being sealed: nothing on it, no name, or something that looks like a
// secret, said at the very field.
import { complain, fieldsIn, rowsOf } from "./sheetform.js";
import { secretIn } from "./secrets.js";
import { say } from "./sentences.js";

/** @type {Record<string, () => string>} */
const SENTENCES = {
  seed: () => say("secret_seed"),
  key: () => say("secret_key"),
  card: () => say("secret_card"),
};

/** Say at each field what looks like a secret; whether there is none. @param {Element} root */
export function holdsNoSecret(root) {
  const found = fieldsIn(root).map(complainOfSecrets);
  return !found.includes(true);
}

/** @param {HTMLElement} field @returns {boolean} whether there is one */
function complainOfSecrets(field) {
  switch (field.dataset.kind) {
    case "line":
    case "text":
      return complainOf(field, textOf(field));
    case "lines":
      return complainOf(field, rowsOf(field).map(textOf).join("\n"));
    case "entries":
      return rowsOf(field).map((row) => !holdsNoSecret(row)).includes(true);
    default:
      return false;
  }
}

/** @param {Element} place */
const textOf = (place) => /** @type {HTMLInputElement} */ (place.querySelector("[data-control]")).value;

/** @param {HTMLElement} field @param {string} text */
function complainOf(field, text) {
  const kind = secretIn(text);
  complain(field, kind === "" ? "" : SENTENCES[kind]());
  return kind !== "";
}

/** Say that a sheet needs a name; whether it has one. @param {Element} root */
export function hasName(root) {
  const field = fieldsIn(root).find(({ dataset }) => dataset.field === "name");
  const missing = field !== undefined && textOf(field).trim() === "";
  if (field !== undefined && missing) complain(field, say("sheet_nameless"));
  return !missing;
}
