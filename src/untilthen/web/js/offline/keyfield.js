// A key from its file and six words, or as text: fields for both. Markup: templates/offline/key.html.
import { BadKey, Damaged, NotForThisKey } from "../errors.js";
import { IDENTITY, isLike } from "../fields.js";
import { identityOf } from "../identity.js";
import { openWithWords } from "../ownerkey.js";
import { part, show, tell } from "../page.js";
import { say } from "../sentences.js";
import { complaintAbout } from "../typedwords.js";
import { wordsIn } from "../words.js";

const SEED = /^[0-9a-f]{64}$/;

/** The identity in what was typed: the key itself, or its seed as 64 signs; else BadKey. @param {string} typed */
export function identityIn(typed) {
  const text = typed.trim();
  if (isLike(text.toUpperCase(), IDENTITY)) return text.toUpperCase();
  const seed = text.toLowerCase();
  if (!SEED.test(seed)) throw new BadKey("no key");
  return identityOf(Uint8Array.from(seed.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16)));
}

/**
 * Open a locked key with the six words in a field, or say at the field why not; null then.
 * @param {HTMLElement} root with "six-words", "six-words-error" and "six-words-progress"
 * @param {() => Promise<string>} file
 */
export async function openedKey(root, file) {
  const input = part("six-words", root);
  const words = wordsIn(input.value);
  const refuse = (/** @type {string} */ sentence) => {
    tell(part("six-words-error", root), sentence);
    input.setAttribute("aria-invalid", String(sentence !== ""));
    if (sentence !== "") input.focus();
    return null;
  };
  const complaint = complaintAbout(words);
  if (complaint !== "") return refuse(complaint);
  refuse("");
  const progress = part("six-words-progress", root);
  progress.value = 0;
  show(progress, true);
  try {
    const advance = (/** @type {number} */ share) => (progress.value = share);
    const identity = await openWithWords(await file(), words, advance);
    input.value = "";
    return identity;
  } catch (problem) {
    if (problem instanceof NotForThisKey) return refuse(say("six_words_other"));
    if (problem instanceof Damaged) return refuse(say("key_file_damaged"));
    throw problem;
  } finally {
    show(progress, false);
  }
}
