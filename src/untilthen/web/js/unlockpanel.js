// The panel that unlocks somebody's own key in this tab: six words, or a passkey if one was added.
// Markup: templates/letters/unlock.html. The words stay on this page; they are never sent.
import { openWithPasskey, openWithWords } from "./ownerkey.js";
import { onEach, part, show, tell } from "./page.js";
import { NoPasskey } from "./passkey.js";
import { say, sayError } from "./sentences.js";
import { complaintAbout } from "./typedwords.js";
import { wordsIn } from "./words.js";

/** @typedef {{keyFile: string, passkeyFile: string}} LockedKey */
/** @typedef {(identity: string, by: "words" | "passkey") => void | Promise<void>} OnOpen */

/**
 * Offer both ways in `panel`; `done` gets the identity as often as somebody opens it.
 * @param {HTMLElement} panel
 * @param {() => Promise<LockedKey>} fetchKey as the server keeps it
 * @param {OnOpen} done
 */
export async function offerUnlocking(panel, fetchKey, done) {
  const error = part("unlock-error", panel);
  /** @type {LockedKey | null} */
  let kept = null;
  const key = async () => (kept ??= await fetchKey()); // once, or again after a failure
  onEach(part("unlock-words", panel), "submit", async () => {
    const input = part("unlock-typed", panel);
    const words = wordsIn(input.value);
    const complaint = complaintAbout(words);
    tell(error, complaint);
    if (complaint !== "") return input.focus();
    const progress = part("unlock-progress", panel);
    show(progress, true);
    const advance = (/** @type {number} */ share) => (progress.value = share);
    const open = async () => openWithWords((await key()).keyFile, words, advance);
    await attempt(error, open, (identity) => done(identity, "words"));
    show(progress, false);
  });
  onEach(part("unlock-passkey", panel), "click", async () => {
    tell(error, "");
    const open = async () => openWithPasskey((await key()).passkeyFile);
    await attempt(error, open, (identity) => done(identity, "passkey"));
  });
  // Only now: whoever is quick has pressed before the key is here.
  try {
    show(part("unlock-passkey-choice", panel), (await key()).passkeyFile !== "");
  } catch (problem) {
    tell(error, sayError(problem, "key"));
  }
}

/**
 * @param {HTMLElement} error
 * @param {() => Promise<string>} open
 * @param {(identity: string) => void | Promise<void>} done
 */
async function attempt(error, open, done) {
  try {
    await done(await open());
  } catch (problem) {
    if (problem instanceof NoPasskey) return tell(error, say(problem.sentence));
    tell(error, sayError(problem, "key"));
  }
}
