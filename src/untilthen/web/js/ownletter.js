// A letter opened again by who wrote it: out of its seal with the owner's key, and out of its lock
// with that key too, or with the passphrase it was locked with.
import { openEnvelope, unlockEnvelope } from "./envelope.js";
import { goTo, part, show } from "./page.js";
import { lockStep } from "./readerlock.js";
import { signingKeyOf } from "./sign.js";

/**
 * @typedef {object} OwnLetter
 * @property {import("./letterform.js").Text} text
 * @property {import("./letterlock.js").LockChoice} choice
 * @property {boolean} ours whether the owner signed it, for this place
 */

/**
 * The envelope, and whether it is the owner's own, of this letter.
 * @param {Uint8Array} sealed @param {string} identity @param {string} letter
 */
export async function openedEnvelope(sealed, identity, letter) {
  const envelope = await openEnvelope(sealed, identity);
  const signed = envelope.signed === "ok" && envelope.signer === signingKeyOf(identity).public;
  return { envelope, ours: signed && envelope.letter === letter };
}

/**
 * The letter; a passphrase is asked for on the page (part "passphrase-lock").
 * @param {Uint8Array} sealed @param {string} identity @param {string} letter
 * @returns {Promise<OwnLetter>}
 */
export async function openOwnLetter(sealed, identity, letter) {
  const { envelope, ours } = await openedEnvelope(sealed, identity, letter);
  const { lock, hint } = envelope;
  if (lock !== "passphrase") {
    const text = await unlockEnvelope(envelope, { identity });
    return { text, choice: { lock, hint, passphrase: "" }, ours };
  }
  return new Promise((resolve) => {
    const step = lockStep(envelope, (text) => {
      const passphrase = part("passphrase", step).value; // still there: it is cleared after this
      show(step, false);
      resolve({ text, choice: { lock, hint, passphrase }, ours });
    });
    goTo([step], step);
  });
}
