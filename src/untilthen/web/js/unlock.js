// The panel that unlocks the owner's key in this tab: six words, or a passkey if one was added.
// Markup: templates/letters/unlock.html. The words stay on this page; they are never sent.
import { openWithPasskey, openWithWords } from "./ownerkey.js";
import { onEach, part, show, tell } from "./page.js";
import { NoPasskey } from "./passkey.js";
import { say, sayError } from "./sentences.js";
import { getJson } from "./server.js";
import { keepUnlocked, unlockedKey } from "./session.js";
import { complaintAbout } from "./typedwords.js";
import { wordsIn } from "./words.js";

/**
 * The owner's identity: at once if this tab is unlocked, else when the person has unlocked it.
 * @returns {Promise<string>}
 */
export async function unlocked() {
  const known = unlockedKey();
  if (known !== null) return known;
  const panel = /** @type {HTMLElement} */ (document.getElementById("unlock"));
  show(panel, true);
  const identity = await new Promise((resolve) => void offer(panel, resolve));
  keepUnlocked(identity);
  part("unlock-typed", panel).value = "";
  show(panel, false);
  return identity;
}

/** @param {HTMLElement} panel @param {(identity: string) => void} done */
async function offer(panel, done) {
  const error = part("unlock-error", panel);
  const files = await keyFiles(panel, error);
  onEach(part("unlock-words", panel), "submit", async () => {
    const input = part("unlock-typed", panel);
    const words = wordsIn(input.value);
    const complaint = complaintAbout(words);
    tell(error, complaint);
    if (complaint !== "") return input.focus();
    const progress = part("unlock-progress", panel);
    show(progress, true);
    const advance = (/** @type {number} */ share) => (progress.value = share);
    await attempt(error, async () => openWithWords((await files()).owner_file, words, advance), done);
    show(progress, false);
  });
  onEach(part("unlock-passkey", panel), "click", async () => {
    tell(error, "");
    await attempt(error, async () => openWithPasskey((await files()).passkey_file), done);
  });
}

/**
 * The locked key as the server keeps it, fetched once, or again after a failure.
 * @param {HTMLElement} panel
 * @param {HTMLElement} error
 */
async function keyFiles(panel, error) {
  /** @type {{owner_file: string, passkey_file: string} | null} */
  let kept = null;
  const files = async () => (kept ??= await getJson(panel.dataset.ownerKey ?? ""));
  try {
    show(part("unlock-passkey-choice", panel), (await files()).passkey_file !== "");
  } catch (problem) {
    tell(error, sayError(problem, "key"));
  }
  return files;
}

/**
 * @param {HTMLElement} error
 * @param {() => Promise<string>} open
 * @param {(identity: string) => void} done
 */
async function attempt(error, open, done) {
  try {
    done(await open());
  } catch (problem) {
    if (problem instanceof NoPasskey) return tell(error, say(problem.sentence));
    tell(error, sayError(problem, "key"));
  }
}
