// Seals what the owner writes and adds, before anything leaves the page.
// Only post-quantum recipients: one weaker recipient would make the whole file as weak.
import { Encrypter } from "age-encryption";
import { sha256 } from "@noble/hashes/sha2.js";
import { chunksOf, streamFrom, toHex, utf8 } from "./bytes.js";
import { BadKey, Unreadable } from "./errors.js";
import { fileTotal, framed, head, HEAD, textTotal, zeros } from "./frame.js";
import { recipientOf } from "./identity.js";

/**
 * @typedef {object} SealedFile
 * @property {ReadableStream<Uint8Array>} stream the sealed bytes, made as they are read
 * @property {number} size how many bytes the stream will give
 * @property {() => string} contentHash SHA-256 of the content in hex, once the stream was read
 */

/** @param {string[]} recipients */
function encrypterTo(recipients) {
  if (recipients.length === 0) throw new BadKey("nobody to seal to");
  if (new Set(recipients).size !== recipients.length) throw new BadKey("a recipient twice");
  const encrypter = new Encrypter();
  for (const recipient of recipients) {
    // The library would take weaker recipients beside strong ones, so the rule is kept here.
    if (!recipient.startsWith("age1pq1")) throw new BadKey("not a post-quantum recipient");
    try {
      encrypter.addRecipient(recipient);
    } catch (error) {
      throw new BadKey("not a readable recipient", { cause: error });
    }
  }
  return encrypter;
}

/**
 * A letter's text (any JSON value) as a sealed file.
 * @param {object} text
 * @param {string[]} recipients
 */
export function sealText(text, recipients) {
  return sealContent(utf8(JSON.stringify(text)), recipients);
}

/**
 * The bytes of a text, framed and sealed.
 * @param {Uint8Array} content
 * @param {string[]} recipients
 */
export async function sealContent(content, recipients) {
  return encrypterTo(recipients).encrypt(framed(content, textTotal(content.length)));
}

/**
 * A file as a sealed stream that never holds more than a few chunks in memory.
 * @param {Blob} content @param {string[]} recipients
 * @param {string} [inner] the attachment key of a letter with an inner lock, as an identity
 * @returns {Promise<SealedFile>}
 */
export async function sealFile(content, recipients, inner) {
  const hash = sha256.create();
  const total = fileTotal(content.size);
  const layers = inner === undefined ? [recipients] : [[await recipientOf(inner)], recipients];
  let stream = streamFrom(framedChunks(content, total, hash));
  let size = total;
  for (const layer of layers) {
    const sealed = await encrypterTo(layer).encrypt(stream);
    size = sealed.size(size);
    stream = sealed;
  }
  return { stream, size, contentHash: () => toHex(hash.clone().digest()) };
}

/**
 * @param {Blob} content
 * @param {number} total
 * @param {{update(bytes: Uint8Array): unknown}} hash
 */
async function* framedChunks(content, total, hash) {
  yield head(content.size);
  try {
    for await (const chunk of chunksOf(content.stream())) {
      hash.update(chunk);
      yield chunk;
    }
  } catch (error) {
    throw new Unreadable("the file could not be read", { cause: error });
  }
  for (let left = total - HEAD - content.size; left > 0; left -= zeros(left).length) {
    yield zeros(left);
  }
}
