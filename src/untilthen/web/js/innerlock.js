// The lock inside the seal: a letter for its reader alone, whoever else opens what is around it.
import { Encrypter } from "age-encryption";
import { BadKey, NotForThisKey } from "./errors.js";
import { framed, textTotal } from "./frame.js";
import { recipientOf } from "./identity.js";
import { openContent } from "./open.js";
import { PassphraseIdentity, PassphraseRecipient } from "./passphrase.js";
import { sealContent } from "./seal.js";

/** @typedef {import("./stretch.js").OnProgress} OnProgress */
/** @typedef {"none" | "passphrase" | "keys"} Lock */

export const LOCKS = ["none", "passphrase", "keys"];
export const SEALED_BEGINS = "age-encryption.org/v1\n";

/** The passphrase that was meant, however it was spaced and composed. @param {string} typed */
export function passphraseOf(typed) {
  return typed.normalize("NFKC").replace(/\p{White_Space}+/gu, " ").replace(/^ | $/g, "");
}

/**
 * A letter under its lock. The owner's own key is always among the keys.
 * @param {Uint8Array} letter
 * @param {{lock: Lock, passphrase?: string, keys?: string[], ownerIdentity: string}} how
 * @param {OnProgress} [onProgress]
 */
export async function locked(letter, how, onProgress) {
  if (how.lock === "none") return letter;
  if (how.lock === "keys") {
    const keys = how.keys ?? [];
    if (keys.length === 0) throw new BadKey("nobody's key to lock the letter to");
    return sealContent(letter, [...new Set([...keys, await recipientOf(how.ownerIdentity)])]);
  }
  const passphrase = passphraseOf(how.passphrase ?? "");
  if (how.lock !== "passphrase" || passphrase === "") throw new BadKey("an empty passphrase");
  const encrypter = new Encrypter();
  encrypter.addRecipient(new PassphraseRecipient(passphrase, onProgress));
  return encrypter.encrypt(framed(letter, textTotal(letter.length)));
}

/**
 * The letter under its lock; NotForThisKey where key or passphrase is another or missing.
 * @param {Uint8Array} content @param {Lock} lock
 * @param {{passphrase?: string, identity?: import("./open.js").Identity}} by
 * @param {OnProgress} [onProgress]
 */
export async function unlocked(content, lock, by, onProgress) {
  if (lock === "none") return content;
  if (lock === "keys") {
    if (by.identity === undefined) throw new NotForThisKey("no key at hand");
    return openContent(content, by.identity);
  }
  if (by.passphrase === undefined) throw new NotForThisKey("no passphrase at hand");
  return openContent(content, new PassphraseIdentity(passphraseOf(by.passphrase), onProgress));
}
