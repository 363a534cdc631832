// The kit's words as sheets to be printed, each on a page of its own. Markup:
// templates/watch/seal_sheets.html. The words are on the page only until they are printed.
import { fingerprintOf } from "./fingerprint.js";
import { part, show } from "./page.js";
import { say } from "./sentences.js";

/**
 * @param {string[]} kit the words of each sheet
 * @param {{set: number, kind: string, signer: string}} about
 */
export function showSheets(kit, about) {
  const sheets = kit.map((words, i) => sheetOf(words, i + 1, kit.length, about));
  part("sheet-list").replaceChildren(...sheets);
}

/** Take the words off the page. */
export function dropSheets() {
  part("sheet-list").replaceChildren();
}

/**
 * @param {string} words @param {number} sheet @param {number} sheets
 * @param {{set: number, kind: string, signer: string}} about
 */
function sheetOf(words, sheet, sheets, { set, kind, signer }) {
  const template = /** @type {HTMLTemplateElement} */ (document.getElementById("kit-sheet"));
  const copy = /** @type {DocumentFragment} */ (template.content.cloneNode(true));
  const article = /** @type {HTMLElement} */ (copy.firstElementChild);
  part("which", article).textContent = say("sheet_of_set", { set, sheet, sheets });
  part("signer", article).textContent = fingerprintOf(signer);
  const items = words.split(" ").map((word) => {
    const item = document.createElement("li");
    item.textContent = word;
    return item;
  });
  part("sheet-words", article).replaceChildren(...items);
  for (const each of article.querySelectorAll("[data-kit]")) {
    const paragraph = /** @type {HTMLElement} */ (each);
    show(paragraph, paragraph.dataset.kit === kind);
  }
  return article;
}
