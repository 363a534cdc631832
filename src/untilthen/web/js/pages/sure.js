// "I am sure": the keeper's part is unlocked here, sealed to this vigil's release key, and goes with
// the signed word. Markup: templates/watch/sure_confirm.html and sure_part.html; #sure-form has
// data-data and data-challenge, hidden inputs "part" and "signature"; p#status.
import { checkedPart, handedOver, openedPart } from "../keeperpart.js";
import { openWithPasskey, openWithWords } from "../ownerkey.js";
import { onEach, part, show, status, tell } from "../page.js";
import { NoPasskey } from "../passkey.js";
import { say, sayError } from "../sentences.js";
import { getJson } from "../server.js";
import { sayPartProblem } from "../typedpart.js";
import { complaintAbout } from "../typedwords.js";
import { wordsIn } from "../words.js";

/** @typedef {import("../keeperpart.js").Held} Held */

const form = /** @type {HTMLFormElement} */ (document.getElementById("sure-form"));
const how = /** @type {HTMLTextAreaElement} */ (form.elements.namedItem("how_known"));
const typed = part("part-typed");
/** @type {Held | null} */
let kept = null;
/** @type {string} unlocked with a passkey */
let identity = "";

const held = async () => (kept ??= /** @type {Held} */ (await getJson(form.dataset.data ?? "")));

onEach(form, "submit", async (event) => {
  const { submitter } = /** @type {SubmitEvent} */ (event);
  if (submitter === part("without")) return form.submit();
  complain("");
  tell(part("how-error"), "");
  if (how.value.trim() === "") return askHow();
  const words = await partWords();
  if (words === null) return;
  status(say("sure_giving"));
  try {
    const given = await handedOver(form.dataset.challenge ?? "", await held(), words);
    fill("part", given.part);
    fill("signature", given.signature);
    form.submit();
  } catch (problem) {
    complain(sayPartProblem(problem));
  }
});

/** The words of the keeper's part, or null after saying why not. */
async function partWords() {
  try {
    const found = await held();
    if (found.part === "") return checkedPart(found, typed.value);
    const key = identity || (await unlockedWithWords(found));
    if (key === null) return null;
    status(say("part_opening"));
    return await openedPart(found, key);
  } catch (problem) {
    complain(sayPartProblem(problem));
    return null;
  }
}

/** @param {Held} found */
async function unlockedWithWords(found) {
  const words = wordsIn(typed.value);
  const complaint = complaintAbout(words);
  if (complaint !== "") {
    complain(complaint);
    return null;
  }
  const progress = part("progress");
  show(progress, true);
  const advance = (/** @type {number} */ share) => (progress.value = share);
  try {
    return await openWithWords(found.key_file, words, advance);
  } catch (problem) {
    complain(sayError(problem, "key"));
    return null;
  } finally {
    show(progress, false);
  }
}

async function usePasskey() {
  complain("");
  try {
    identity = await openWithPasskey((await held()).passkey_file);
    show(part("words-field"), false);
    show(part("passkey-choice"), false);
    status(say("part_unlocked"));
    part("sure").focus();
  } catch (problem) {
    complain(problem instanceof NoPasskey ? say(problem.sentence) : sayError(problem, "key"));
  }
}

/** @param {string} sentence what is wrong with the part, or "" */
function complain(sentence) {
  status("");
  tell(part("part-typed-error"), sentence);
  typed.setAttribute("aria-invalid", String(sentence !== ""));
  if (sentence !== "") typed.focus();
}

function askHow() {
  tell(part("how-error"), say("sure_how"));
  how.setAttribute("aria-invalid", "true");
  how.focus();
}

/** @param {string} name @param {string} value */
function fill(name, value) {
  /** @type {HTMLInputElement} */ (form.elements.namedItem(name)).value = value;
}

if (document.querySelector('[data-part="use-passkey"]') !== null) {
  onEach(part("use-passkey"), "click", usePasskey);
}
show(part("giving"), true);
show(part("sure"), true);
part("sure").disabled = false;
