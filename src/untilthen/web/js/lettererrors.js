// What kept a letter or a sheet from being saved, as sentences at the fields of its form.
import { FileNotSaved } from "./attachments.js";
import { Refused } from "./errors.js";
import { say, sayError } from "./sentences.js";

/**
 * What to say at which field; the text stays where it is.
 * @param {unknown} error @param {HTMLFormElement} form @param {"letter" | "sheet"} [what]
 * @returns {Record<string, string>}
 */
export function errorsOf(error, form, what = "letter") {
  if (error instanceof FileNotSaved) {
    return { attachments: sayError(error.cause, "file", { name: error.fileName }) };
  }
  if (error instanceof Refused && error.status === 409) return { form: say(`${what}_changed`) };
  if (error instanceof Refused && Object.keys(error.errors).length > 0) return placed(error.errors, form);
  return { form: sayError(error, what) };
}

/**
 * Errors for fields this page does not show go to the top of the form.
 * @param {Record<string, string>} errors @param {HTMLFormElement} form
 */
function placed(errors, form) {
  const place = (/** @type {string} */ name) => `[data-error-for="${CSS.escape(name)}"]`;
  const known = Object.keys(errors).some((name) => form.querySelector(place(name)) !== null);
  return known ? errors : { form: Object.values(errors).join(" ") };
}
