// The lock that a letter has for its reader alone, opened in their browser: a passphrase they know,
// or the key they made. Markup: templates/letters/opened_locks.html. Nothing typed here is sent.
import { unlockEnvelope } from "./envelope.js";
import { NotForThisKey } from "./errors.js";
import { onEach, part, show, tell } from "./page.js";
import { say, sayError } from "./sentences.js";
import { getJson } from "./server.js";
import { offerUnlocking } from "./unlockpanel.js";

/** @typedef {import("./envelope.js").Envelope} Envelope */
/** @typedef {(text: any) => void} Done called with the letter */

/** The reader's key is open, but the letter was locked to an earlier one of theirs. */
class LockedToOther extends Error {
  kind = "locked_to_other";
}

/**
 * The step in which this letter's lock is opened.
 * @param {Envelope} envelope @param {Done} done @returns {HTMLElement}
 */
export function lockStep(envelope, done) {
  if (envelope.lock === "passphrase") return passphraseStep(envelope, done);
  return keyStep(envelope, done);
}

/** @param {Envelope} envelope @param {Done} done */
function passphraseStep(envelope, done) {
  const step = part("passphrase-lock");
  part("hint-words", step).textContent = envelope.hint;
  show(part("lock-hint", step), envelope.hint !== "");
  onEach(part("passphrase-form", step), "submit", async () => {
    const input = part("passphrase", step);
    const problem = await tryPassphrase(step, envelope, input.value, done);
    tell(part("passphrase-error", step), problem);
    input.setAttribute("aria-invalid", String(problem !== ""));
    if (problem === "") input.value = "";
    else input.focus();
  });
  return step;
}

/**
 * What is wrong with a passphrase, or "" once the letter is open.
 * @param {HTMLElement} step @param {Envelope} envelope @param {string} typed @param {Done} done
 */
async function tryPassphrase(step, envelope, typed, done) {
  if (typed.trim() === "") return say("passphrase_empty");
  const progress = part("passphrase-progress", step);
  progress.value = 0;
  show(progress, true);
  const advance = (/** @type {number} */ share) => (progress.value = share);
  try {
    done(await unlockEnvelope(envelope, { passphrase: typed }, advance));
    return "";
  } catch (problem) {
    return problem instanceof NotForThisKey ? say("passphrase_other") : sayError(problem, "letter");
  } finally {
    show(progress, false);
  }
}

/** @param {Envelope} envelope @param {Done} done */
function keyStep(envelope, done) {
  const step = part("own-key-lock");
  const panel = /** @type {HTMLElement} */ (document.getElementById("unlock"));
  show(panel, true);
  void offerUnlocking(panel, () => ownKey(step), async (identity) => {
    try {
      done(await unlockEnvelope(envelope, { identity }));
      part("unlock-typed", panel).value = "";
    } catch (problem) {
      const other = problem instanceof NotForThisKey ? new LockedToOther() : problem;
      tell(part("unlock-error", panel), sayError(other, "key"));
    }
  });
  return step;
}

/** The reader's own key as the server keeps it, offered to be saved too. @param {HTMLElement} step */
async function ownKey(step) {
  const { key_file: keyFile, passkey_file: passkeyFile } = await getJson(step.dataset.ownKey ?? "");
  part("own-key-file", step).href = textFile(keyFile);
  show(part("own-key-choice", step), true);
  return { keyFile, passkeyFile };
}

/** Offer the key of this door to be saved, beside the locked letter. @param {string} identity */
export function offerDoorKey(identity) {
  for (const link of document.querySelectorAll('[data-part="door-key-file"]')) {
    /** @type {HTMLAnchorElement} */ (link).href = textFile(`${identity}\n`);
  }
}

/** The address of some text as a file; it never opens as a page. @param {string} text */
function textFile(text) {
  return URL.createObjectURL(new Blob([text], { type: "application/octet-stream" }));
}
