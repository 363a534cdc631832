// How SLIP-39 turns a secret into what is shared, and back: four Feistel rounds of PBKDF2.
// We write without a passphrase; with a wrong one another secret comes out, and nobody can tell.
import { pbkdf2Async } from "@noble/hashes/pbkdf2.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { joined, utf8 } from "./bytes.js";

const ROUNDS = [0, 1, 2, 3];
const ITERATIONS = 10000 / ROUNDS.length;
const NONE = new Uint8Array(0);

/**
 * @typedef {object} Setting what a set says about its rounds
 * @property {number} identifier
 * @property {boolean} extendable
 * @property {number} exponent 2^exponent times the least work
 */

/**
 * What is shared for a secret.
 * @param {Uint8Array} secret of an even length @param {Setting} setting
 * @param {Uint8Array} [passphrase]
 */
export function encrypt(secret, setting, passphrase = NONE) {
  return run(ROUNDS, secret, setting, passphrase);
}

/**
 * The secret that was shared.
 * @param {Uint8Array} shared @param {Setting} setting @param {Uint8Array} [passphrase]
 */
export function decrypt(shared, setting, passphrase = NONE) {
  return run([...ROUNDS].reverse(), shared, setting, passphrase);
}

/**
 * @param {number[]} rounds @param {Uint8Array} block
 * @param {Setting} setting @param {Uint8Array} passphrase
 */
async function run(rounds, block, setting, passphrase) {
  const iterations = ITERATIONS * 2 ** setting.exponent;
  let left = block.slice(0, block.length / 2);
  let right = block.slice(block.length / 2);
  for (const number of rounds) {
    const password = joined([Uint8Array.of(number), passphrase]);
    const salt = joined([saltOf(setting), right]);
    const mask = await stretched(password, salt, iterations, left.length);
    for (let i = 0; i < left.length; i++) left[i] ^= mask[i];
    for (const spent of [password, salt, mask]) spent.fill(0);
    [left, right] = [right, left];
  }
  const whole = joined([right, left]);
  for (const spent of [left, right]) spent.fill(0);
  return whole;
}

/**
 * PBKDF2 with HMAC-SHA-256. A page that lies in a file has no WebCrypto in some browsers; ours is
 * slower, and gives the same.
 * @param {Uint8Array} password @param {Uint8Array} salt @param {number} iterations
 * @param {number} bytes
 */
async function stretched(password, salt, iterations, bytes) {
  const { subtle } = crypto;
  if (subtle === undefined) {
    return pbkdf2Async(sha256, password, salt, { c: iterations, dkLen: bytes });
  }
  const key = await subtle.importKey("raw", password, "PBKDF2", false, ["deriveBits"]);
  const way = { name: "PBKDF2", hash: "SHA-256", salt, iterations };
  return new Uint8Array(await subtle.deriveBits(way, key, bytes * 8));
}

/** An extendable set may get further parts under another identifier. @param {Setting} setting */
function saltOf({ extendable, identifier }) {
  return extendable ? NONE : joined([utf8("shamir"), Uint8Array.of(identifier >> 8, identifier)]);
}
