// The key of one delivery's door, made from nothing but the token in the link its person holds.
import { hkdf } from "@noble/hashes/hkdf.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { utf8 } from "./bytes.js";
import { identityOf, SEED_BYTES } from "./identity.js";

const INFO = "until-then door v1:";

/** The identity that opens delivery `delivery`. @param {string} token @param {string} delivery */
export function doorIdentity(token, delivery) {
  const seed = hkdf(sha256, utf8(token), undefined, utf8(INFO + delivery), SEED_BYTES);
  return identityOf(seed);
}
