// Bytes as text and back, and streams read to their end.
import { bytesToHex } from "@noble/hashes/utils.js";
import { base64 } from "@scure/base";

/** @param {string} text */
export const utf8 = (text) => new TextEncoder().encode(text);

/** Text for comparing: what is no UTF-8 becomes something no format allows. @param {Uint8Array} bytes */
export const plainText = (bytes) => new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes);

/** @param {Uint8Array} bytes */
export const toHex = (bytes) => bytesToHex(bytes);

/** @param {Uint8Array} bytes */
export const toBase64 = (bytes) => base64.encode(bytes);

/** @param {string} text */
export const fromBase64 = (text) => base64.decode(text);

/** Chunks laid end to end. @param {Uint8Array[]} chunks */
export function joined(chunks) {
  const whole = new Uint8Array(chunks.reduce((sum, chunk) => sum + chunk.length, 0));
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.length;
  }
  return whole;
}

/** A stream of one chunk. @param {Uint8Array} bytes @returns {ReadableStream<Uint8Array>} */
export function streamOf(bytes) {
  return new ReadableStream({
    start(controller) {
      if (bytes.length > 0) controller.enqueue(bytes);
      controller.close();
    },
  });
}

/**
 * A stream that asks for each chunk only when it is read.
 * @param {AsyncGenerator<Uint8Array>} chunks @returns {ReadableStream<Uint8Array>}
 */
export function streamFrom(chunks) {
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

/** Every chunk of a stream, in order. @param {ReadableStream<Uint8Array>} stream */
export async function* chunksOf(stream) {
  const reader = stream.getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      yield value;
    }
  } finally {
    // Leaving early (damage found) must also stop the download behind the stream.
    reader.cancel().catch(() => undefined);
  }
}
