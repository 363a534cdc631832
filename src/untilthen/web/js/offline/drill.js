// A drill by hand: the line with which a page asked, the words of a part, and the answer to carry
// back. Only "I have it" is ever signed here. Markup: templates/offline/drill.html.
import { Damaged } from "../errors.js";
import { goTo, onEach, part, status, tell } from "../page.js";
import { normalise } from "../parts.js";
import { parseStatement, partKeyOf, statementIn } from "../proof.js";
import { momentInWords, say } from "../sentences.js";
import { complaintAboutPart } from "../typedpart.js";
import { inEveryLanguage } from "./language.js";

/** Let somebody answer; `steps` are all steps of the page. @param {HTMLElement[]} steps */
export function offerDrill(steps) {
  /** @type {Uint8Array | null} */
  let asked = null;
  const ask = part("drill-form");
  const answer = part("drill-words-form");

  onEach(ask, "submit", async () => {
    const line = part("drill-line").value.replace(/\s+/g, ""); // mail programs break long lines
    const complaint = complaintAboutLine(line);
    refuse("drill-line", complaint);
    if (complaint !== "") return;
    asked = statementIn(line);
    tellAsked(asked);
    goTo(steps, part("drill-words"));
  });
  onEach(answer, "submit", async () => {
    const input = part("drill-part");
    const complaint = complaintAboutPart(input.value);
    refuse("drill-part", complaint);
    if (complaint !== "" || asked === null) return;
    part("drill-answer").value = partKeyOf(normalise(input.value)).sign(asked);
    input.value = "";
    goTo(steps, part("drill-answered"));
  });
  onEach(part("drill-again"), "click", async () => goTo(steps, part("drill")));
  onEach(part("drill-copy"), "click", copyAnswer);
  inEveryLanguage(() => asked !== null && tellAsked(asked));
}

/** What is wrong with the line that was pasted, or "". @param {string} line */
function complaintAboutLine(line) {
  let statement;
  try {
    statement = parseStatement(statementIn(line));
  } catch (problem) {
    if (problem instanceof Damaged) return say("drill_not_a_line");
    throw problem;
  }
  if (statement.kind !== "drill") return say("drill_not_a_drill");
  const until = new Date(statement.expires).valueOf();
  return until > Date.now() ? "" : say("drill_too_late", { until: momentInWords(until) });
}

/** Say what the answer will prove. @param {Uint8Array} statement */
function tellAsked(statement) {
  const { origin, plan, set, person, expires } = parseStatement(statement);
  const said = { origin, plan, set, person, expires: momentInWords(new Date(expires).valueOf()) };
  for (const [name, value] of Object.entries(said)) {
    part(`asked-${name}`).textContent = String(value);
  }
}

/** @param {string} field @param {string} sentence */
function refuse(field, sentence) {
  tell(part(`${field}-error`), sentence);
  part(field).setAttribute("aria-invalid", String(sentence !== ""));
  if (sentence !== "") part(field).focus();
}

/** Copy the answer; where a browser does not let a page in a file do that, mark it. */
async function copyAnswer() {
  const field = part("drill-answer");
  try {
    await navigator.clipboard.writeText(field.value);
    status(say("line_copied"));
  } catch {
    field.select();
  }
}
