// The kit's words, typed by a keeper in the last quiet wait and sealed here before they leave.
// Markup (templates/watch/kit.html): #kit-form with data-release, p "kit-error", one or two fields
// of watch/part_words.html called "sheet-1" and "sheet-2"; p#status.
import { toBase64, utf8 } from "../bytes.js";
import { leaveFor, onEach, part, show, status, tell } from "../page.js";
import { normalise } from "../parts.js";
import { sealContent } from "../seal.js";
import { say } from "../sentences.js";
import { postJson } from "../server.js";
import { complaintAboutPart, sayPartProblem } from "../typedpart.js";

const form = /** @type {HTMLFormElement} */ (document.getElementById("kit-form"));
const fields = /** @type {HTMLTextAreaElement[]} */ ([...form.querySelectorAll("textarea")]);

onEach(form, "submit", async () => {
  tell(part("kit-error"), "");
  const typed = fields.filter(({ value }) => value.trim() !== "");
  if (typed.length === 0) return complain(fields[0], say("kit_empty"));
  for (const field of fields) {
    const complaint = typed.includes(field) ? complaintAboutPart(field.value) : "";
    complain(field, complaint);
    if (complaint !== "") return field.focus();
  }
  await handOver(typed.map(({ value }) => normalise(value)));
});

/** @param {string[]} words of each sheet */
async function handOver(words) {
  status(say("kit_giving"));
  try {
    const { release } = await postJson(form.dataset.release ?? "", {});
    const sealed = await Promise.all(words.map((each) => sealContent(utf8(each), [release])));
    const { next } = await postJson(location.pathname, { sheets: sealed.map(toBase64) });
    leaveFor(next);
  } catch (problem) {
    status("");
    tell(part("kit-error"), sayPartProblem(problem));
  }
}

/** @param {HTMLElement} field @param {string} sentence */
function complain(field, sentence) {
  tell(part(`${field.id}-error`), sentence);
  field.setAttribute("aria-invalid", String(sentence !== ""));
  if (sentence !== "") field.focus();
}

show(form, true);
