// Who signed a letter, as far as its reader can know: the key that the server says is the owner's,
// and six words to compare with what is on paper. The server alone could name a key of its own.
import { fingerprintOf } from "./fingerprint.js";
import { say } from "./sentences.js";

/**
 * @typedef {object} Meant what the page expects of the letter
 * @property {string} plan
 * @property {string} letter
 * @property {number} person whose door it is
 * @property {string} signer the owner's public key, "" if the server names none
 */

/**
 * Why a letter may not be what its owner wrote to this reader, in a word; "" if
 * nothing speaks against it.
 * @param {import("./envelope.js").Envelope} envelope @param {Meant} meant
 */
export function doubtAbout(envelope, meant) {
  return doubtAboutSheet(envelope, meant) || (envelope.to.includes(meant.person) ? "" : "elsewhere");
}

/**
 * The same of a sheet, which is for no one person.
 * @param {import("./envelope.js").Envelope} envelope @param {Omit<Meant, "person">} meant
 */
export function doubtAboutSheet(envelope, meant) {
  if (envelope.signed === "unsigned") return "by_nobody";
  if (envelope.signed === "wrong") return "wrong";
  if (envelope.signer !== meant.signer) return "by_another";
  return envelope.plan === meant.plan && envelope.letter === meant.letter ? "" : "elsewhere";
}

/** The six words of the key that signed. @param {import("./envelope.js").Envelope} envelope */
export function wordsOfSigner(envelope) {
  return envelope.signed === "ok" ? fingerprintOf(envelope.signer) : "";
}

/**
 * The warning for a doubt.
 * @param {string} doubt @param {import("./envelope.js").Envelope} envelope @param {string} name
 */
export function warningOf(doubt, envelope, name) {
  return say(`signed_${doubt}`, { name, words: wordsOfSigner(envelope) });
}

/** The quiet line under a letter. @param {import("./envelope.js").Envelope} envelope @param {string} name */
export function signatureOf(envelope, name) {
  return say("signed_by", { name, words: wordsOfSigner(envelope) });
}
