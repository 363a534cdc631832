// Post-quantum age identities: a 32-byte seed, the string that carries it, and its public recipient.
import { identityToRecipient } from "age-encryption";
import { bech32 } from "@scure/base";
import { BadKey } from "./errors.js";

const PREFIX = "AGE-SECRET-KEY-PQ-";
export const SEED_BYTES = 32;

/** A fresh random seed. */
export function makeSeed() {
  return crypto.getRandomValues(new Uint8Array(SEED_BYTES));
}

/** The identity string of a seed. @param {Uint8Array} seed */
export function identityOf(seed) {
  if (seed.length !== SEED_BYTES) throw new BadKey("a seed is 32 bytes");
  return bech32.encodeFromBytes(PREFIX, seed).toUpperCase();
}

/** The seed of an identity string. @param {string} identity */
export function seedOf(identity) {
  let decoded;
  try {
    decoded = bech32.decodeToBytes(identity);
  } catch (error) {
    throw new BadKey("not a readable identity", { cause: error });
  }
  const ours = decoded.prefix.toUpperCase() === PREFIX && decoded.bytes.length === SEED_BYTES;
  if (!ours) throw new BadKey("not a post-quantum identity");
  return decoded.bytes;
}

/** The public recipient (age1pq1…) of an identity string. @param {string} identity */
export async function recipientOf(identity) {
  if (!identity.startsWith(`${PREFIX}1`)) throw new BadKey("not a post-quantum identity");
  try {
    return await identityToRecipient(identity);
  } catch (error) {
    throw new BadKey("not a readable identity", { cause: error });
  }
}
