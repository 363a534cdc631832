// A public key as six words, to be printed on cards and compared by voice.
import { sha256 } from "@noble/hashes/sha2.js";
import { utf8 } from "./bytes.js";
import { BadKey } from "./errors.js";
import { isLike, RECIPIENT } from "./fields.js";
import { WORD_COUNT, WORDS } from "./words.js";

const LABEL = "until-then fingerprint v1:";
const SIGNER = /^ssh-ed25519 [A-Za-z0-9+/]+={0,2}$/;

/** The six words of age1pq1… or ssh-ed25519 AAAA…, without a comment. @param {string} keyText */
export function fingerprintOf(keyText) {
  if (!isLike(keyText, RECIPIENT) && !isLike(keyText, SIGNER)) throw new BadKey("no public key");
  const digest = new DataView(sha256(utf8(LABEL + keyText)).buffer);
  const pairs = Array.from({ length: WORD_COUNT }, (_, i) => digest.getUint16(2 * i));
  return pairs.map((pair) => WORDS[pair % WORDS.length]).join(" ");
}
