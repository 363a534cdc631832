// A sheet as plain words, in the language of the form it was written in: whatever opens a letter
// can show it, with or without us.
import { fieldsIn } from "./sheetform.js";
import { dayInWords, inWords } from "./sentences.js";

/**
 * What is written on a sheet, a paragraph for each field that says something.
 * @param {Element} root of the form @param {import("./sheetform.js").Values} values
 */
export function inPlainWords(root, values) {
  const paragraphs = fieldsIn(root).map((field) => {
    const value = values[field.dataset.field ?? ""];
    if (value === undefined) return "";
    return value === true ? labelOf(field) : [labelOf(field), ...linesOf(field, value), asideOf(field)]
      .filter((line) => line !== "").join("\n");
  });
  return paragraphs.filter((paragraph) => paragraph !== "").join("\n\n");
}

/** @param {HTMLElement} field */
const labelOf = (field) => field.querySelector("[data-label]")?.textContent?.trim() ?? "";

/** @param {HTMLElement} field */
function asideOf(field) {
  const aside = field.querySelector("[data-aside]");
  return aside?.closest("[data-field]") === field ? aside.textContent?.trim() ?? "" : "";
}

/** @param {HTMLElement} field @param {any} value @returns {string[]} */
function linesOf(field, value) {
  switch (field.dataset.kind) {
    case "lines":
      return value.map((/** @type {string} */ line, /** @type {number} */ at) => `${at + 1}. ${line}`);
    case "days":
      return [inWords(value.map((/** @type {string} */ day) => wordFor(field, day)))];
    case "entries":
      return entriesOf(field, value);
    case "choice":
      return [wordFor(field, value)];
    case "date":
      return [dayInWords(value)];
    default:
      return [value];
  }
}

/** @param {HTMLElement} field @param {Record<string, any>[]} entries */
function entriesOf(field, entries) {
  const template = /** @type {HTMLTemplateElement} */ (field.querySelector("template[data-row]"));
  const row = /** @type {Element} */ (template.content.firstElementChild);
  return entries.map((entry, at) => {
    const said = fieldsIn(row).flatMap((each) => {
      const value = entry[each.dataset.field ?? ""];
      return value === undefined ? [] : [`${labelOf(each)}: ${linesOf(each, value).join(", ")}`];
    });
    return `${at + 1}. ${said.join("\n   ")}`;
  });
}

/** What stands beside a choice. @param {HTMLElement} field @param {string} value */
function wordFor(field, value) {
  const chosen = field.querySelector(`[value="${CSS.escape(value)}"]`);
  const label = chosen?.tagName === "INPUT" ? chosen.parentElement : chosen;
  return label?.textContent?.trim() ?? value;
}
