// Opens sealed files. Nothing is given out before the last chunk was verified, and what went wrong
// is told apart: not for this key, damaged, or (from where the bytes come) missing and unreachable.
import { armor, Decrypter } from "age-encryption";
import { sha256 } from "@noble/hashes/sha2.js";
import { chunksOf, joined, streamFrom, streamOf, toHex } from "./bytes.js";
import { BadKey, Damaged, Missing, Newer, NotForThisKey, Unreachable } from "./errors.js";
import { IDENTITY, isLike } from "./fields.js";
import { Unframer } from "./frame.js";

const PIECE_BYTES = 4 * 1024 * 1024;
const TEXT_FIELDS = ["language", "label", "salutation", "body", "sign_off", "read_hint"];
const TEXT_MORE = ["template", "age_when_written", "last_reread_at"]; // an older letter has none
const OURS = [BadKey, Damaged, Missing, NotForThisKey, Unreachable];

/** @typedef {string | import("age-encryption").Identity} OneIdentity */
/** @typedef {OneIdentity | OneIdentity[]} Identity one, or several to try in turn */

/**
 * Decrypted chunks of a sealed stream. They are not yet trustworthy: only their end is.
 * @param {ReadableStream<Uint8Array>} sealed @param {Identity} identity
 */
async function* decrypted(sealed, identity) {
  // Asked last, and only if no other identity matched: this tells a wrong key from damage.
  const last = { asked: false, unwrapFileKey: () => ((last.asked = true), null) };
  const decrypter = new Decrypter();
  try {
    for (const one of [identity].flat()) decrypter.addIdentity(one);
  } catch (error) {
    throw new BadKey("not a readable identity", { cause: error });
  }
  decrypter.addIdentity(last);
  try {
    yield* chunksOf(await decrypter.decrypt(sealed));
  } catch (error) {
    if (OURS.some((kind) => error instanceof kind)) throw error;
    if (last.asked) throw new NotForThisKey("no key matched", { cause: error });
    throw new Damaged("the seal is broken", { cause: error });
  }
}

/**
 * All of a sealed file, with no frame around it.
 * @param {Uint8Array} sealed
 * @param {Identity} identity
 */
export async function openBytes(sealed, identity) {
  const chunks = [];
  for await (const chunk of decrypted(streamOf(sealed), identity)) chunks.push(chunk);
  return joined(chunks);
}

/** The bytes inside an armored file. @param {string} text */
export function unarmored(text) {
  try {
    return armor.decode(text);
  } catch (error) {
    throw new Damaged("the armor is broken", { cause: error });
  }
}

/**
 * A letter's text as the object it was sealed from.
 * @param {Uint8Array} sealed
 * @param {Identity} identity
 */
export async function openText(sealed, identity) {
  return textIn(await openContent(sealed, identity));
}

/**
 * The bytes of a text, out of their seal and frame.
 * @param {Uint8Array} sealed
 * @param {Identity} identity
 */
export async function openContent(sealed, identity) {
  const unframer = new Unframer();
  const content = unframer.push(await openBytes(sealed, identity));
  unframer.finish();
  return content;
}

/** The letter in a text's bytes, every field checked. @param {Uint8Array} content */
export function textIn(content) {
  let text;
  try {
    text = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(content));
  } catch (error) {
    throw new Damaged("the text is not readable", { cause: error });
  }
  return checkedText(text);
}

/**
 * Every field checked: what was sealed came from another page, maybe long ago.
 * @param {any} text
 */
function checkedText(text) {
  if (text === null || typeof text !== "object") throw new Damaged("not a letter");
  if (Number.isInteger(text.v) && text.v > 1) throw new Newer("a later version wrote this");
  const isText = (/** @type {string} */ field) => typeof text[field] === "string";
  const more = TEXT_MORE.every((field) => text[field] === undefined || isText(field));
  const words = TEXT_FIELDS.every(isText) && more;
  const files = Array.isArray(text.attachments) && text.attachments.every(isAttachment);
  const key = text.attachment_key === undefined || isLike(text.attachment_key, IDENTITY);
  if (text.v !== 1 || !words || !files || !key) throw new Damaged("not a letter");
  return text;
}

/** @param {any} entry */
function isAttachment(entry) {
  const words = [entry?.file, entry?.name, entry?.type, entry?.sha256];
  return words.every((word) => typeof word === "string") && Number.isSafeInteger(entry.size);
}

/**
 * An attachment's content, whole and checked, kept in pieces outside the page's memory.
 * @param {ReadableStream<Uint8Array>} sealed @param {Identity} identity
 * @param {{size: number, sha256: string}} expected what the letter's text says of it
 * @param {string} [inner] the letter's attachment key, where it has one
 */
export async function openFile(sealed, identity, expected, inner) {
  const unframer = new Unframer();
  const hash = sha256.create();
  const content = new Collected();
  const outer = decrypted(sealed, identity);
  for await (const chunk of inner === undefined ? outer : unlocked(outer, inner)) {
    const part = unframer.push(chunk);
    hash.update(part);
    content.add(part);
  }
  unframer.finish();
  if (unframer.size !== expected.size) throw new Damaged("not the size the letter names");
  if (toHex(hash.digest()) !== expected.sha256) throw new Damaged("not what the letter names");
  return content.whole();
}

/**
 * Chunks of a file that is sealed once more, to the attachment key of its letter.
 * @param {AsyncGenerator<Uint8Array>} outer @param {string} inner
 */
async function* unlocked(outer, inner) {
  // Once the outer seal is off, who reads has the right key; a file that the letter's own key does
  // not open is another file than the letter means.
  let outside = null;
  const watched = async function* () {
    try {
      yield* outer;
    } catch (error) {
      outside = error;
      throw error;
    }
  };
  try {
    yield* decrypted(streamFrom(watched()), inner);
  } catch (error) {
    if (outside === null && error instanceof NotForThisKey) {
      throw new Damaged("not sealed with its letter's key", { cause: error });
    }
    throw outside ?? error;
  }
}

/** Gathers chunks into blobs, so that a large file does not lie in the page's own memory. */
class Collected {
  /** @type {Blob[]} */
  #pieces = [];
  /** @type {Uint8Array[]} */
  #chunks = [];
  #waiting = 0;

  /** @param {Uint8Array} chunk */
  add(chunk) {
    this.#chunks.push(chunk);
    this.#waiting += chunk.length;
    if (this.#waiting >= PIECE_BYTES) this.#settle();
  }

  whole() {
    this.#settle();
    return new Blob(this.#pieces);
  }

  #settle() {
    this.#pieces.push(new Blob(this.#chunks));
    this.#chunks = [];
    this.#waiting = 0;
  }
}
