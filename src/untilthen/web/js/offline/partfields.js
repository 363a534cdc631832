// The fields for the words of parts, one part each. Markup: <template id="part-field"> with
// textarea "words", p "words-error" and "words-kind", label "words-label"; div "part-fields".
import { onEach, part, show, tell } from "../page.js";
import { readPart } from "../parts.js";
import { say } from "../sentences.js";
import { complaintAboutPart } from "../typedpart.js";
import { kindOf } from "./groups.js";
import { fill, inEveryLanguage } from "./language.js";

const FIRST = 2; // no combination opens with one

/** @typedef {{item: HTMLElement, input: HTMLTextAreaElement}} PartField */

/** The fields of the form, which begins with two. @param {HTMLElement} form */
export class PartFields {
  /** @type {PartField[]} */
  #all = [];

  /** @param {HTMLElement} form */
  constructor(form) {
    this.list = part("part-fields", form);
    for (let i = 0; i < FIRST; i++) this.#add();
    onEach(part("add-part", form), "click", async () => this.#add().input.focus());
  }

  /** What was typed in the fields that are not empty. */
  typed() {
    return this.#filled().map(({ input }) => input.value);
  }

  /** Say at each field what is wrong; whether all can be read. */
  check() {
    const wrong = this.#filled().filter((field) => !told(field));
    wrong[0]?.input.focus();
    return wrong.length === 0;
  }

  /** Forget the words, once they have done what they are for. */
  clear() {
    for (const { input } of this.#all) input.value = "";
  }

  /** Bring somebody back to a part. @param {number} [place] among those typed, from 1 */
  focus(place = 1) {
    (this.#filled()[place - 1] ?? this.#all[0]).input.focus();
  }

  #filled() {
    return this.#all.filter(({ input }) => input.value.trim() !== "");
  }

  #add() {
    const number = this.#all.length + 1;
    const template = /** @type {HTMLTemplateElement} */ (document.getElementById("part-field"));
    const copy = /** @type {DocumentFragment} */ (template.content.cloneNode(true));
    const item = /** @type {HTMLElement} */ (copy.firstElementChild);
    const input = part("words", item);
    fill(item);
    for (const name of ["words", "words-hint", "words-error", "words-kind"]) {
      part(name, item).id = `${name}-${number}`;
    }
    part("words-label", item).htmlFor = input.id;
    const about = ["words-hint", "words-error", "words-kind"].map((name) => `${name}-${number}`);
    input.setAttribute("aria-describedby", about.join(" "));
    const field = { item, input };
    inEveryLanguage(() => {
      part("words-label", item).textContent = say("part_label", { number });
      told(field);
    });
    input.addEventListener("input", () => isReadable(input.value) && told(field));
    input.addEventListener("change", () => told(field));
    this.#all.push(field);
    this.list.append(item);
    return field;
  }
}

/** @param {string} typed */
const isReadable = (typed) => typed.trim() !== "" && complaintAboutPart(typed) === "";

/** Say what a part is, or what is wrong with it; whether it can be read. @param {PartField} field */
function told({ item, input }) {
  const empty = input.value.trim() === "";
  const complaint = empty ? "" : complaintAboutPart(input.value);
  tell(part("words-error", item), complaint);
  input.setAttribute("aria-invalid", String(complaint !== ""));
  const kind = part("words-kind", item);
  if (empty || complaint !== "") {
    show(kind, false);
    return complaint === "";
  }
  const read = readPart(input.value);
  read.value.fill(0);
  tell(kind, kindOf(read));
  return true;
}
