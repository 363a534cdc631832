// Shows a sheet on a page, in that page's language. Everything it holds is set as text.
// Markup (templates/handover/sheet_shown.html): [data-sheet] with [data-field data-kind] hidden
// until there is something, [data-value], <template data-row>, <template data-choices> with a
// [data-choice] each; [data-group].
import { dayInWords, inWords } from "./sentences.js";
import { fieldsIn } from "./sheetform.js";

/**
 * The sheet that a text holds, or null where it is none of this kind.
 * @param {any} text @param {string} kind @returns {Record<string, any> | null}
 */
export function sheetIn(text, kind) {
  const fields = text?.sheet?.kind === kind ? text.sheet.fields : null;
  return fields !== null && typeof fields === "object" && !Array.isArray(fields) ? fields : null;
}

/** Show what a sheet says in `root`. @param {Element} root @param {Record<string, any>} values */
export function showSheet(root, values) {
  for (const field of fieldsIn(root)) {
    const value = values[field.dataset.field ?? ""];
    const shown = value !== undefined && value !== "" && put(field, value);
    field.hidden = !shown;
  }
  for (const group of /** @type {NodeListOf<HTMLElement>} */ (root.querySelectorAll("[data-group]"))) {
    group.hidden = group.querySelector("[data-field]:not([hidden])") === null;
  }
}

/** @param {HTMLElement} field @param {any} value @returns {boolean} whether it says something */
function put(field, value) {
  const place = /** @type {HTMLElement} */ (field.querySelector("[data-value]"));
  const list = Array.isArray(value) ? value : [];
  switch (field.dataset.kind) {
    case "check":
      return value === true;
    case "lines":
      place.replaceChildren(...list.map(lineOf));
      return list.length > 0;
    case "entries":
      place.replaceChildren(...list.map((entry) => entryOf(field, entry)));
      return list.length > 0;
    case "days":
    case "choice":
      place.textContent = wordsFor(field, Array.isArray(value) ? value : [value]);
      return place.textContent !== "";
    case "date":
      place.textContent = dayInWords(String(value));
      return true;
    default:
      place.textContent = String(value);
      return true;
  }
}

/** @param {unknown} line */
function lineOf(line) {
  const item = document.createElement("li");
  item.textContent = String(line);
  return item;
}

/** @param {HTMLElement} field @param {any} entry */
function entryOf(field, entry) {
  const template = /** @type {HTMLTemplateElement} */ (field.querySelector("template[data-row]"));
  const copy = /** @type {DocumentFragment} */ (template.content.cloneNode(true));
  const row = /** @type {HTMLElement} */ (copy.firstElementChild);
  showSheet(row, entry ?? {});
  return row;
}

/** What stands for the values chosen, in words. @param {HTMLElement} field @param {unknown[]} values */
function wordsFor(field, values) {
  const template = /** @type {HTMLTemplateElement} */ (field.querySelector("template[data-choices]"));
  const choices = /** @type {HTMLElement[]} */ ([...template.content.children]);
  const chosen = choices.filter(({ dataset }) => values.includes(dataset.choice));
  return inWords(chosen.map(({ textContent }) => textContent?.trim() ?? ""));
}
