// Who signed, in words: as six words to compare with what is on paper.
import { fingerprintOf } from "../fingerprint.js";
import { say } from "../sentences.js";

/** @typedef {import("../envelope.js").Envelope} Envelope */

/** @param {Envelope} envelope */
const wordsOf = ({ signed, signer }) => (signed === "ok" ? fingerprintOf(signer) : "");

/** Why a letter is in doubt. @param {Envelope} envelope @param {string} doubt */
export function sayDoubt(envelope, doubt) {
  return say(`doubt_${doubt}`, { words: wordsOf(envelope) });
}

/** What stands under a letter. @param {Envelope} envelope @param {string} doubt */
export function saySigned(envelope, doubt) {
  return doubt === "" ? say("letter_signed", { words: wordsOf(envelope) }) : sayDoubt(envelope, doubt);
}
