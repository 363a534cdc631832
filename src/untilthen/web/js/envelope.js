// The envelope inside a letter's seal: whom it is for, how it is locked to them, and the owner's
// signature over all of it. It may come from years ago: every field is checked.
import { sha256 } from "@noble/hashes/sha2.js";
import { plainText, toBase64, toHex, utf8 } from "./bytes.js";
import { BadKey } from "./errors.js";
import {
  bytesIn, check, isLike, isNumber, isPeople, isText, jsonObject, LETTER, PLAN,
} from "./fields.js";
import { locked, LOCKS, SEALED_BEGINS, unlocked } from "./innerlock.js";
import { openContent, textIn } from "./open.js";
import { sealContent } from "./seal.js";
import { sign, signingKeyOf, verify } from "./sign.js";

export const LETTER_NAMESPACE = "until-then-letter";

/**
 * @typedef {object} Envelope
 * @property {string} plan
 * @property {string} letter
 * @property {number} version
 * @property {number[]} to
 * @property {import("./innerlock.js").Lock} lock
 * @property {string} hint what the owner wrote beside the passphrase
 * @property {Uint8Array} content the letter, or what is locked of it
 * @property {string} signer whose it says it is; the caller must know whether that is the owner
 * @property {"ok" | "unsigned" | "wrong"} signed
 */

/**
 * @typedef {object} Draft a letter about to be sealed
 * @property {string} plan
 * @property {string} letter
 * @property {number} version
 * @property {number[]} to
 * @property {import("./innerlock.js").Lock} lock
 * @property {string} [hint] with a passphrase
 * @property {string} [passphrase] as typed
 * @property {string[]} [keys] of those it is for; the owner's own is added
 * @property {object} text
 * @property {string[]} recipients of the outer seal: the estate's and the owner's
 * @property {string} ownerIdentity
 */

/**
 * The sealed file of a letter: locked, signed by the owner, and sealed.
 * @param {Draft} draft
 * @param {import("./stretch.js").OnProgress} [onProgress]
 */
export async function sealEnvelope(draft, onProgress) {
  const { plan, letter, version, lock, recipients, ownerIdentity } = draft;
  const to = [...new Set(draft.to)].sort((one, other) => one - other);
  const hint = lock === "passphrase" ? draft.hint ?? "" : "";
  const inside = await locked(utf8(JSON.stringify(draft.text)), draft, onProgress);
  const key = signingKeyOf(ownerIdentity);
  const fields = { v: 1, plan, letter, version, to, lock, hint, content: toBase64(inside) };
  const signature = sign(statementOver(fields, inside), LETTER_NAMESPACE, key);
  const content = utf8(JSON.stringify({ ...fields, signer: key.public, signature }));
  if (envelopeIn(content).signed !== "ok") throw new BadKey("the signature does not hold");
  return sealContent(content, recipients);
}

/**
 * The envelope in a sealed file. What is unsigned or wrongly signed opens too, and says so.
 * @param {Uint8Array} sealed @param {import("./open.js").Identity} identity
 */
export async function openEnvelope(sealed, identity) {
  return envelopeIn(await openContent(sealed, identity));
}

/**
 * The letter in an envelope, as openText gives it.
 * @param {Envelope} envelope
 * @param {{passphrase?: string, identity?: import("./open.js").Identity}} by
 * @param {import("./stretch.js").OnProgress} [onProgress]
 */
export async function unlockEnvelope(envelope, by, onProgress) {
  return textIn(await unlocked(envelope.content, envelope.lock, by, onProgress));
}

/** The envelope that `content` is, every field checked. @param {Uint8Array} content @returns {Envelope} */
function envelopeIn(content) {
  const fields = jsonObject(content);
  const { plan, letter, version, to, lock, hint, signer, signature } = fields;
  check(isLike(plan, PLAN), "plan");
  check(isLike(letter, LETTER), "letter");
  check(isNumber(version, 1), "version");
  check(isPeople(to), "to");
  check(LOCKS.includes(lock), "lock");
  check(isText(hint), "hint");
  const inside = bytesIn(fields.content);
  const sealed = plainText((inside ?? utf8("")).subarray(0, SEALED_BEGINS.length)) === SEALED_BEGINS;
  if (inside === null || (lock !== "none" && !sealed)) return check(false, "content");
  check(isText(signer), "signer");
  check(isText(signature), "signature");
  const signed = signedBy(statementOver(fields, inside), signer, signature);
  return { plan, letter, version, to, lock, hint, content: inside, signer, signed };
}

/**
 * @param {Uint8Array} statement @param {string} signer @param {string} signature
 * @returns {Envelope["signed"]}
 */
function signedBy(statement, signer, signature) {
  if (signer === "" && signature === "") return "unsigned";
  try {
    return verify(statement, signature, LETTER_NAMESPACE) === signer ? "ok" : "wrong";
  } catch {
    return "wrong";
  }
}

/** The lines that the signature covers. @param {any} fields @param {Uint8Array} content */
function statementOver(fields, content) {
  const { plan, letter, version, to, lock, hint } = fields;
  return utf8([
    "until-then letter v1",
    `plan: ${plan}`,
    `letter: ${letter}`,
    `version: ${version}`,
    `to: ${to.join(" ")}`,
    `lock: ${lock}`,
    `hint: ${toHex(sha256(utf8(hint)))}`,
    `content: ${toHex(sha256(content))}`,
    "",
  ].join("\n"));
}
