// age's passphrase stanza with scrypt done by a worker: the library's own would freeze the page
// for a second or more.
import { Stanza } from "age-encryption";
import { chacha20poly1305 } from "@noble/ciphers/chacha.js";
import { base64nopad } from "@scure/base";
import { utf8, joined } from "./bytes.js";
import { Damaged } from "./errors.js";
import { stretched } from "./stretch.js";

const LABEL = "age-encryption.org/v1/scrypt";
const SALT_BYTES = 16;
const WRAPPED_BYTES = 32;
const WORK = 18;
// A file that asks for more than 2^20 would hold a phone for minutes; nothing of ours does.
const MOST_WORK = 20;
const NONCE = new Uint8Array(12);

/** @typedef {import("./stretch.js").OnProgress} OnProgress */

/**
 * @param {string} passphrase
 * @param {Uint8Array} salt
 * @param {number} work
 * @param {OnProgress} [onProgress]
 */
function keyOf(passphrase, salt, work, onProgress) {
  return stretched(utf8(passphrase), joined([utf8(LABEL), salt]), work, onProgress);
}

/** Wraps a file key under a passphrase; must be a file's only recipient. */
export class PassphraseRecipient {
  /** @param {string} passphrase @param {OnProgress} [onProgress] */
  constructor(passphrase, onProgress) {
    this.passphrase = passphrase;
    this.onProgress = onProgress;
  }

  /** @param {Uint8Array} fileKey */
  async wrapFileKey(fileKey) {
    const salt = crypto.getRandomValues(new Uint8Array(SALT_BYTES));
    const key = await keyOf(this.passphrase, salt, WORK, this.onProgress);
    const body = chacha20poly1305(key, NONCE).encrypt(fileKey);
    return [new Stanza(["scrypt", base64nopad.encode(salt), String(WORK)], body)];
  }
}

/** Unwraps a file key with a passphrase. */
export class PassphraseIdentity {
  /** @param {string} passphrase @param {OnProgress} [onProgress] */
  constructor(passphrase, onProgress) {
    this.passphrase = passphrase;
    this.onProgress = onProgress;
  }

  /** @param {Stanza[]} stanzas */
  async unwrapFileKey(stanzas) {
    const ours = stanzas.find((stanza) => stanza.args[0] === "scrypt");
    if (ours === undefined) return null;
    if (stanzas.length !== 1) throw new Damaged("a passphrase beside another recipient");
    const { salt, work } = readStanza(ours);
    const key = await keyOf(this.passphrase, salt, work, this.onProgress);
    try {
      return chacha20poly1305(key, NONCE).decrypt(ours.body);
    } catch {
      return null; // age's way to say that the passphrase is another one
    }
  }
}

/** @param {Stanza} stanza */
function readStanza(stanza) {
  const [, salt, work] = stanza.args;
  if (stanza.args.length !== 3 || !/^[1-9][0-9]?$/.test(work) || Number(work) > MOST_WORK) {
    throw new Damaged("a passphrase stanza that we do not read");
  }
  const bytes = base64nopad.decode(salt);
  if (bytes.length !== SALT_BYTES || stanza.body.length !== WRAPPED_BYTES) {
    throw new Damaged("a passphrase stanza of the wrong size");
  }
  return { salt: bytes, work: Number(work) };
}
