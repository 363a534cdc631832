// A keeper's part in their own browser: opened, checked to be the one we ask for, and shown to be
// there by a signature that tells nothing of it.
import { fromBase64, plainText, toBase64, utf8 } from "./bytes.js";
import { openContent } from "./open.js";
import { normalise, readPart } from "./parts.js";
import { partKeyOf, statementOf } from "./proof.js";
import { sealContent } from "./seal.js";
import { postJson } from "./server.js";

/**
 * @typedef {object} Held what the server has for a keeper's browser
 * @property {string} key_file @property {string} passkey_file
 * @property {string} origin @property {string} plan @property {number} person @property {number} set
 * @property {string} part sealed to the keeper's key, or "" where it is on paper
 * @property {string} proof the public half of the part's key
 */

/** The words are a part, but not the one that belongs here. */
export class OtherPart extends Error {
  kind = "other_part";
}

/** The words of a keeper's part, out of its seal. @param {Held} held @param {string} identity */
export async function openedPart(held, identity) {
  return checkedPart(held, plainText(await openContent(fromBase64(held.part), identity)));
}

/**
 * The words that somebody typed, if they are the part we ask for; else what readPart throws, or
 * OtherPart.
 * @param {Held} held @param {string} typed
 */
export function checkedPart(held, typed) {
  readPart(typed).value.fill(0);
  const words = normalise(typed);
  if (partKeyOf(words).public !== held.proof) throw new OtherPart("of another set, or person");
  return words;
}

/**
 * The signature that says "I have it".
 * @param {string} url of challenges @param {Held} held @param {string} words
 */
export async function drilled(url, held, words) {
  const { nonce, expires } = await postJson(url, { for: "drill" });
  return partKeyOf(words).sign(statementOf({ kind: "drill", ...stated(held), nonce, expires }));
}

/**
 * The part sealed to this vigil's release key, and the signature that says "I am sure".
 * @param {string} url of challenges @param {Held} held @param {string} words
 */
export async function handedOver(url, held, words) {
  const asked = await postJson(url, { for: "sure" });
  const { nonce, expires, vigil, release } = asked;
  const sure = statementOf({ kind: "sure", ...stated(held), vigil, release, nonce, expires });
  const sealed = await sealContent(utf8(words), [release]);
  return { part: toBase64(sealed), signature: partKeyOf(words).sign(sure) };
}

/** @param {Held} held */
const stated = ({ origin, plan, set, person }) => ({ origin, plan, set, person });
