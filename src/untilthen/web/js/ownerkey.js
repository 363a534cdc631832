// The owner's own key: made here, kept by the server only in two locked forms, unlocked here.
// The six words are the way that always works; a passkey is a shorter way beside it.
import { armor, Encrypter } from "age-encryption";
import { utf8 } from "./bytes.js";
import { Damaged } from "./errors.js";
import { openBytes, unarmored } from "./open.js";
import { PassphraseIdentity, PassphraseRecipient } from "./passphrase.js";
import { anyPasskey, explained, NoPasskey } from "./passkey.js";

/** @typedef {import("./stretch.js").OnProgress} OnProgress */

/**
 * The key locked with six words, as an armored age file.
 * @param {string} identity
 * @param {string[]} words
 * @param {OnProgress} [onProgress]
 */
export function lockWithWords(identity, words, onProgress) {
  return locked(identity, new PassphraseRecipient(words.join(" "), onProgress));
}

/**
 * The key from its file and six words.
 * @param {string} file
 * @param {string[]} words
 * @param {OnProgress} [onProgress]
 */
export async function openWithWords(file, words, onProgress) {
  return opened(file, new PassphraseIdentity(words.join(" "), onProgress));
}

/**
 * The key locked with a passkey.
 * @param {string} identity
 * @param {import("age-encryption").Recipient} passkey
 */
export function lockWithPasskey(identity, passkey) {
  return explained(() => locked(identity, passkey));
}

/** The key from its file and whichever passkey the person picks. @param {string} file */
export async function openWithPasskey(file) {
  /** @type {unknown} */
  let refusal = null;
  const passkey = anyPasskey();
  const watched = {
    unwrapFileKey: (stanzas) => passkey.unwrapFileKey(stanzas).catch((error) => {
      refusal = error;
      throw error;
    }),
  };
  try {
    return await opened(file, watched);
  } catch (error) {
    // A prompt that was closed is no damage to the file.
    if (refusal instanceof NoPasskey) throw refusal;
    throw error;
  }
}

/** @param {string} identity @param {import("age-encryption").Recipient} recipient */
async function locked(identity, recipient) {
  const encrypter = new Encrypter();
  encrypter.addRecipient(recipient);
  return armor.encode(await encrypter.encrypt(utf8(identity)));
}

/** @param {string} file @param {import("age-encryption").Identity} key */
async function opened(file, key) {
  const identity = new TextDecoder().decode(await openBytes(unarmored(file), key)).trim();
  if (!identity.startsWith("AGE-SECRET-KEY-PQ-1")) throw new Damaged("no key inside");
  return identity;
}
