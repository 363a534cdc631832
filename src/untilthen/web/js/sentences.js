// What the modules say to people. The words live in components/sentences.html, in the page's
// language; here are only their keys, and numbers set the way that language writes them.

/**
 * A sentence by its key, with {names} filled in.
 * @param {string} key
 * @param {Record<string, string | number>} [values]
 */
export function say(key, values = {}) {
  const holder = /** @type {HTMLTemplateElement} */ (document.getElementById("sentences"));
  const sentence = holder.content.querySelector(`[data-key="${key}"]`)?.textContent;
  if (sentence === null || sentence === undefined) throw new Error(`no sentence for ${key}`);
  return sentence.trim().replace(/\{(\w+)\}/g, (_, name) => String(values[name]));
}

/**
 * The sentence for an error about a "letter", its "draft", a "sheet", a "file", a "key" or a "part"
 * of one.
 * @param {any} error
 * @param {"letter" | "draft" | "sheet" | "file" | "key" | "part"} what
 * @param {Record<string, string>} [values]
 */
export function sayError(error, what, values = {}) {
  if (typeof error?.kind !== "string") throw error;
  if (["unreachable", "signed_out", "bad_key"].includes(error.kind)) return say(error.kind);
  if (error.kind === "refused") return Object.values(error.errors).join(" ") || say("refused");
  return say(`${what}_${error.kind}`, values);
}

const language = () => document.documentElement.lang || "en";

/** Words as a choice: "a, b or c". @param {string[]} words */
export function eitherOf(words) {
  return new Intl.ListFormat(language(), { type: "disjunction" }).format(words);
}

/** Where lists and dates are set as the server sets them: "a, b and c", "1 March 2027". */
const locale = () => (language() === "en" ? "en-GB" : language());

/** Words as a list. @param {string[]} words */
export function inWords(words) {
  return new Intl.ListFormat(locale(), { type: "conjunction" }).format(words);
}

/** @type {[string, number][]} Each unit of size with its bytes, largest first. */
const UNITS = [["megabyte", 1024 * 1024], ["kilobyte", 1024]];

/** A size as people read it. @param {number} bytes */
export function sizeInWords(bytes) {
  const [unit, each] = UNITS.find(([, each]) => bytes >= each) ?? ["byte", 1];
  const unitDisplay = each > 1 ? "short" : "long";
  const form = { style: "unit", unit, unitDisplay, maximumFractionDigits: bytes < each * 10 ? 1 : 0 };
  return new Intl.NumberFormat(language(), form).format(bytes / each);
}

/** A day in full, as far as it is one. @param {string} day 2031-05-02 */
export function dayInWords(day) {
  const at = Date.parse(`${day}T00:00:00Z`);
  if (Number.isNaN(at)) return day;
  return new Intl.DateTimeFormat(locale(), { dateStyle: "full", timeZone: "UTC" }).format(at);
}

/** A moment in full, in the reader's own zone. @param {number} milliseconds since 1970 */
export function momentInWords(milliseconds) {
  const form = { dateStyle: "full", timeStyle: "long" };
  return new Intl.DateTimeFormat(locale(), form).format(milliseconds);
}
