// The language of the page that opens bundles offline: all its words are in it, in each language.
// Markup: <template data-language="de"> with templates #words and #sentences inside; elements
// [data-words] hold the sentence of that key, [data-label] are called by it; button "other-language".
import { part } from "../page.js";
import { say } from "../sentences.js";

/** @type {NodeListOf<HTMLTemplateElement>} */
const SPOKEN = document.querySelectorAll("template[data-language]");
/** @type {(() => void)[]} */
const listeners = [];

/** Speak the reader's language if it is here, else the first. */
export function speakTheirs() {
  const wanted = navigator.languages.map((each) => each.slice(0, 2));
  const known = [...SPOKEN].map(({ dataset }) => dataset.language ?? "");
  speak(wanted.find((each) => known.includes(each)) ?? known[0]);
}

/** Speak another language; what was typed and opened stays. @param {string} language */
export function speak(language) {
  const spoken = [...SPOKEN].find(({ dataset }) => dataset.language === language);
  const holder = document.createElement("template");
  holder.id = "sentences";
  // The first of a key counts, so the page's own words come before those of the site.
  for (const name of ["words", "sentences"]) {
    const found = /** @type {HTMLTemplateElement} */ (spoken?.content.querySelector(`#${name}`));
    holder.content.append(found.content.cloneNode(true));
  }
  document.getElementById("sentences")?.remove();
  document.body.append(holder);
  document.documentElement.lang = language;
  offerOther(language);
  document.title = say("title");
  fill(document);
  for (const listener of listeners) listener();
}

/** Name the other language on the button that speaks it. @param {string} language */
function offerOther(language) {
  const other = [...SPOKEN].find(({ dataset }) => dataset.language !== language);
  const button = part("other-language");
  button.lang = other?.dataset.language ?? "";
  button.textContent = other?.dataset.name ?? "";
}

/** Put the words where they belong. @param {ParentNode} root */
export function fill(root) {
  for (const element of /** @type {NodeListOf<HTMLElement>} */ (root.querySelectorAll("[data-words]"))) {
    element.textContent = say(element.dataset.words ?? "");
  }
  for (const element of /** @type {NodeListOf<HTMLElement>} */ (root.querySelectorAll("[data-label]"))) {
    element.setAttribute("aria-label", say(element.dataset.label ?? ""));
  }
}

/** Say something now, and again whenever the language changes. @param {() => void} listener */
export function inEveryLanguage(listener) {
  listeners.push(listener);
  listener();
}
