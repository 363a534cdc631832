// Questions beside the letter: those of the chosen kind are shown, and each can put the words that
// begin its answer into the letter. Markup: letters/form_prompts.html; the textarea "body".
import { show } from "./page.js";

/** @param {HTMLFormElement} form @param {string} name @returns {any} */
const field = (form, name) => form.elements.namedItem(name);

/** Show the questions of the kind that is chosen, now and after each choice. @param {HTMLFormElement} form */
export function watchPrompts(form) {
  form.addEventListener("change", () => showPrompts(form));
  form.addEventListener("click", (event) => {
    const button = /** @type {Element} */ (event.target).closest("button[data-starter]");
    const starter = /** @type {HTMLElement | null} */ (button)?.dataset.starter;
    if (starter !== undefined) begin(field(form, "body"), starter);
  });
  showPrompts(form);
}

/** @param {HTMLFormElement} form */
export function showPrompts(form) {
  for (const section of form.querySelectorAll("[data-template]")) {
    const { dataset } = /** @type {HTMLElement} */ (section);
    show(/** @type {HTMLElement} */ (section), dataset.template === field(form, "template").value);
  }
}

/**
 * Put the words at the end, as a paragraph of their own.
 * @param {HTMLTextAreaElement} body @param {string} starter
 */
function begin(body, starter) {
  const written = body.value.trimEnd();
  const words = `${written === "" ? "" : "\n\n"}${starter} `;
  body.setRangeText(words, written.length, body.value.length, "end");
  body.focus();
  body.dispatchEvent(new Event("input", { bubbles: true }));
}
