// A keeper shows that their part is there, keeps it on paper instead, or answers from elsewhere.
// Markup: templates/watch/keeper_part_steps.html; #part-page has data-data, -challenge, -proof and
// -paper, and data-on-paper where nothing of the part is kept here; p#status.
import { checkedPart, drilled, openedPart } from "../keeperpart.js";
import { goTo, leaveFor, onEach, part, show, status, tell } from "../page.js";
import { say } from "../sentences.js";
import { getJson, postJson } from "../server.js";
import { complaintAboutPart, sayPartProblem } from "../typedpart.js";
import { differenceFrom } from "../typedwords.js";
import { offerUnlocking } from "../unlockpanel.js";
import { wordsIn } from "../words.js";

/** @typedef {import("../keeperpart.js").Held} Held */

const page = /** @type {HTMLElement} */ (document.getElementById("part-page"));
const { data = "", challenge = "", proof = "", paper = "", onPaper } = page.dataset;
const steps = /** @type {HTMLElement[]} */ ([...page.querySelectorAll("section[data-part]")]);
const begin = part("begin");
let wanted = "show";
/** @type {string} the words of the part, once it was opened to be put on paper */
let words = "";

let offered = false;

/** @param {string} what */
async function open(what) {
  wanted = what;
  if (onPaper === undefined && !offered) {
    offered = true;
    const panel = /** @type {HTMLElement} */ (document.getElementById("unlock"));
    show(panel, true);
    void offerUnlocking(panel, lockedKey, opened);
  }
  goTo(steps, part("unlocking"));
}

onEach(part("show"), "click", () => open("show"));
onEach(part("back-from-unlocking"), "click", back);
onEach(part("by-hand"), "click", askByHand);
onEach(part("back-from-hand"), "click", back);
onEach(part("copy"), "click", copyLine);
onEach(part("answer-form"), "submit", async () => {
  await attempt(async () => {
    const { next } = await postJson(proof, { signature: part("answer").value.trim() });
    leaveFor(next);
  });
});
if (onPaper === undefined) offerPaper();
else onEach(part("paper-form"), "submit", showTyped);
show(begin, true);

async function back() {
  tell(part("part-error"), "");
  goTo(steps, begin);
  part("show").focus();
}

/** What can be done more with a part that is sealed here: it can be put on paper. */
function offerPaper() {
  onEach(part("to-paper"), "click", () => open("paper"));
  onEach(part("print"), "click", async () => print());
  onEach(part("printed"), "click", async () => goTo(steps, part("typing")));
  onEach(part("again"), "click", async () => goTo(steps, part("paper")));
  onEach(part("typed-form"), "submit", keepOnPaper);
}

/** @returns {Promise<Held>} */
function held() {
  return getJson(data);
}

async function lockedKey() {
  const { key_file, passkey_file } = await held();
  return { keyFile: key_file, passkeyFile: passkey_file };
}

/** @param {string} identity @param {string} by */
async function opened(identity, by) {
  part("unlock-typed").value = "";
  await attempt(async () => {
    status(say("part_opening"));
    const kept = await held();
    words = await openedPart(kept, identity);
    if (wanted === "show") return prove(kept, { with: by });
    status("");
    showWords();
  });
}

/** @param {Held} kept @param {object} more */
async function prove(kept, more) {
  status(say("part_proving"));
  const signature = await drilled(challenge, kept, words);
  const { next } = await postJson(proof, { signature, ...more });
  leaveFor(next);
}

function showWords() {
  const items = words.split(" ").map((word) => {
    const item = document.createElement("li");
    item.textContent = word;
    return item;
  });
  part("part-words").replaceChildren(...items);
  goTo(steps, part("paper"));
}

async function keepOnPaper() {
  const typed = part("typed").value;
  if (complained("typed", differenceFrom(wordsIn(typed), words.split(" ")), typed)) return;
  await attempt(async () => {
    status(say("part_proving"));
    const signature = await drilled(challenge, await held(), words);
    const { next } = await postJson(paper, { signature });
    leaveFor(next);
  });
}

async function showTyped() {
  const typed = part("paper-typed").value;
  if (complained("paper-typed", "", typed)) return;
  await attempt(async () => {
    const kept = await held();
    words = checkedPart(kept, typed);
    await prove(kept, {});
  });
}

/**
 * Whether something was wrong with typed words, which is then said: which word is in no list, how
 * many there are, which is not the one shown, or that they do not fit together.
 * @param {string} name @param {string} difference @param {string} typed
 */
function complained(name, difference, typed) {
  const complaint = complaintAboutPart(typed);
  const said = complaint === say("part_wrong_checksum") && difference !== "" ? difference : complaint;
  const whole = said || difference;
  tell(part(`${name}-error`), whole);
  part(name).setAttribute("aria-invalid", String(whole !== ""));
  if (whole !== "") part(name).focus();
  return whole !== "";
}

async function askByHand() {
  await attempt(async () => {
    const { line } = await postJson(challenge, { for: "hand" });
    part("line").textContent = `untilthen drill ${line}`;
    goTo(steps, part("hand"));
  });
}

async function copyLine() {
  await navigator.clipboard.writeText(part("line").textContent);
  status(say("line_copied"));
}

/** Do something, and say what went wrong with it. @param {() => Promise<void>} act */
async function attempt(act) {
  tell(part("part-error"), "");
  try {
    await act();
  } catch (problem) {
    status("");
    tell(part("part-error"), sayPartProblem(problem));
  }
}
