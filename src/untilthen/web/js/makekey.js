// Makes somebody's own key in this page: six words shown, typed back, perhaps a passkey on top.
// Markup: templates/components/make_key.html in an element [data-make-key] that has
// data-passkey-name; an element part "fingerprint" is on its paper. Also p#status.
import { fingerprintOf } from "./fingerprint.js";
import { identityOf, makeSeed } from "./identity.js";
import { lockWithPasskey, lockWithWords, openWithWords } from "./ownerkey.js";
import { askBeforeLeaving, goTo, leaveFor, onEach, part, show, status, tell } from "./page.js";
import { makePasskey, NoPasskey, passkeysHere } from "./passkey.js";
import { say, sayError } from "./sentences.js";
import { complaintAbout, differenceFrom } from "./typedwords.js";
import { chooseWords, wordsIn } from "./words.js";

/**
 * @typedef {object} Made
 * @property {string} identity
 * @property {string} keyFile the identity locked with the six words
 * @property {string} passkeyFile the same locked with a passkey, or ""
 */

/**
 * Lead a person through the steps. Nothing leaves the page before `save` sends it.
 * @param {(identity: string) => string | Promise<string>} publicHalf the key that others know it by
 * @param {(made: Made) => Promise<string>} save sends it, and gives the page that comes next
 */
export function offerKey(publicHalf, save) {
  const steps = ["begin", "words", "typing", "passkey"].map((name) => part(name));
  const [begin, wordsStep, typing, passkeyStep] = steps;
  const made = { identity: "", keyFile: "", passkeyFile: "" };
  /** @type {string[]} */
  let words = [];
  let saved = false;
  askBeforeLeaving(() => made.identity !== "" && !saved);

  onEach(part("make"), "click", async () => {
    made.identity = identityOf(makeSeed());
    words = chooseWords();
    showWords(words);
    part("fingerprint").textContent = fingerprintOf(await publicHalf(made.identity));
    goTo(steps, wordsStep);
  });
  onEach(part("print"), "click", async () => print());
  onEach(part("written"), "click", async () => goTo(steps, typing));
  onEach(part("again"), "click", async () => goTo(steps, wordsStep));
  onEach(part("typed-form"), "submit", async () => {
    const typed = wordsIn(part("typed").value);
    const complaint = complaintAbout(typed) || differenceFrom(typed, words);
    tell(part("typed-error"), complaint);
    part("typed").setAttribute("aria-invalid", String(complaint !== ""));
    if (complaint !== "") return part("typed").focus();
    made.keyFile = await lockedAndTried(made.identity, words);
    if ((await passkeysHere()) === "no") withoutPasskey(say("passkey_unsupported"));
    goTo(steps, passkeyStep);
  });
  onEach(part("add-passkey"), "click", async () => {
    made.passkeyFile = (await lockedWithNewPasskey(made.identity)) ?? made.passkeyFile;
  });
  onEach(part("save"), "click", async () => {
    tell(part("save-error"), "");
    status(say("key_saving"));
    try {
      const next = await save(made);
      saved = true;
      leaveFor(next);
    } catch (error) {
      status("");
      tell(part("save-error"), sayError(error, "key"));
    }
  });
  show(begin, true);
}

/** @param {string[]} words */
function showWords(words) {
  const items = words.map((word) => {
    const item = document.createElement("li");
    item.textContent = word;
    return item;
  });
  part("six-words").replaceChildren(...items);
}

/**
 * Lock a key with words, and open it again: a key is good only if it opens.
 * @param {string} identity @param {string[]} words
 */
async function lockedAndTried(identity, words) {
  const progress = part("locking");
  show(progress, true);
  status(say("key_locking"));
  const halfway = (/** @type {number} */ share) => (progress.value = share / 2);
  const onward = (/** @type {number} */ share) => (progress.value = 0.5 + share / 2);
  const file = await lockWithWords(identity, words, halfway);
  const opened = await openWithWords(file, words, onward);
  if (opened !== identity) throw new Error("the key does not open as it was made");
  show(progress, false);
  status(say("key_locked"));
  return file;
}

/** The key locked with a fresh passkey, or null where that was not to be. @param {string} identity */
async function lockedWithNewPasskey(identity) {
  const home = /** @type {HTMLElement} */ (document.querySelector("[data-make-key]"));
  const name = home.dataset.passkeyName ?? "";
  try {
    const file = await lockWithPasskey(identity, await makePasskey(name));
    withoutPasskey(say("passkey_added"));
    return file;
  } catch (error) {
    if (!(error instanceof NoPasskey)) throw error;
    if (error.sentence === "passkey_cancelled") {
      tell(part("passkey-note"), say(error.sentence));
      return null;
    }
    const left = error.sentence === "passkey_without_prf" ? say("passkey_left_over", { name }) : "";
    withoutPasskey(`${say(error.sentence)} ${left}`.trim());
    return null;
  }
}

/** @param {string} sentence why no passkey is offered any more; the page goes on without */
function withoutPasskey(sentence) {
  tell(part("passkey-note"), sentence);
  show(part("add-choice"), false);
  part("save").focus();
}
