// Seals what the owner writes and adds, before anything leaves the page.
// Only post-quantum recipients: one weaker recipient would make the whole file as weak.
import { Encrypter } from "age-encryption";
import { sha256 } from "@noble/hashes/sha2.js";
import { chunksOf, toHex, utf8 } from "./bytes.js";
import { BadKey, Unreadable } from "./errors.js";
import { fileTotal, framed, head, HEAD, textTotal, zeros } from "./frame.js";

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
export async function sealText(text, recipients) {
  const content = utf8(JSON.stringify(text));
  return encrypterTo(recipients).encrypt(framed(content, textTotal(content.length)));
}

/**
 * A file as a sealed stream that never holds more than a few chunks in memory.
 * @param {Blob} content @param {string[]} recipients @returns {Promise<SealedFile>}
 */
export async function sealFile(content, recipients) {
  const hash = sha256.create();
  const total = fileTotal(content.size);
  const frame = streamFrom(framedChunks(content, total, hash));
  const stream = await encrypterTo(recipients).encrypt(frame);
  return { stream, size: stream.size(total), contentHash: () => toHex(hash.clone().digest()) };
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

/** @param {AsyncGenerator<Uint8Array>} chunks @returns {ReadableStream<Uint8Array>} */
function streamFrom(chunks) {
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = await chunks.next();
      if (done) controller.close();
      else controller.enqueue(value);
    },
    async cancel() {
      await chunks.return(undefined);
    },
  });
}
