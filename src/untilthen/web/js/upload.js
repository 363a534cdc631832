// Carries a sealed stream to the server in chunks that survive a bad connection.
// Only bytes not yet acknowledged are kept, so memory stays bounded whatever the file's size.
import { sha256 } from "@noble/hashes/sha2.js";
import { chunksOf, toHex } from "./bytes.js";
import { Missing, Refused, Unreachable, UploadLost } from "./errors.js";
import { ask, postJson } from "./server.js";

const SMALLEST = 256 * 1024;
const LARGEST = 4 * 1024 * 1024;
const QUICK_MS = 2000;
const CHUNK_MS = 120_000;
const TRIES = 8;

/**
 * @typedef {object} Patience how an upload bears failure
 * @property {number} tries failures in a row before giving up
 * @property {(failures: number) => Promise<void>} wait before the next try
 */

/** @type {Patience} waits 1, 2, 4 … 30 seconds, less if the connection says it is back */
const PATIENCE = {
  tries: TRIES,
  wait: (failures) => new Promise((resolve) => {
    const timer = setTimeout(resolve, Math.min(30, 2 ** (failures - 1)) * 1000);
    addEventListener("online", () => (clearTimeout(timer), resolve(undefined)), { once: true });
  }),
};

/**
 * Upload a sealed stream; gives the server's id for it.
 * @param {import("./seal.js").SealedFile} sealed @param {string} filesUrl
 * @param {(part: number) => void} onProgress @param {Patience} [patience]
 * @returns {Promise<string>}
 */
export async function upload(sealed, filesUrl, onProgress, patience = PATIENCE) {
  const { file } = await patiently(() => postJson(filesUrl, { size: sealed.size }), patience);
  const url = `${filesUrl}${file}/`;
  const waiting = new Unacknowledged(sealed.stream);
  let step = SMALLEST;
  let failures = 0;
  while (await waiting.hasMore(step)) {
    const began = performance.now();
    try {
      const before = waiting.offset;
      waiting.acknowledge(await put(url, waiting, step));
      if (waiting.offset === before) throw new Unreachable("nothing was taken");
      failures = 0;
      if (performance.now() - began < QUICK_MS) step = Math.min(LARGEST, step * 2);
      onProgress(waiting.offset / sealed.size);
    } catch (error) {
      if (!(error instanceof Unreachable) || ++failures >= patience.tries) throw lost(error);
      step = Math.max(SMALLEST, step / 2);
      await patience.wait(failures);
    }
  }
  const whole = { size: waiting.offset, sha256: waiting.hash() };
  await patiently(() => postJson(`${url}done/`, whole), patience);
  return file;
}

/** A file id that the server forgot halfway is an upload to begin again. @param {unknown} error */
function lost(error) {
  return error instanceof Missing ? new UploadLost("forgotten", { cause: error }) : error;
}

/** @template T @param {() => Promise<T>} act @param {Patience} patience */
async function patiently(act, patience) {
  for (let failures = 1; ; failures++) {
    try {
      return await act();
    } catch (error) {
      if (!(error instanceof Unreachable) || failures >= patience.tries) throw lost(error);
      await patience.wait(failures);
    }
  }
}

/**
 * Send one chunk; gives how many bytes the server has.
 * @param {string} url
 * @param {Unacknowledged} waiting
 * @param {number} step
 */
async function put(url, waiting, step) {
  const headers = {
    "Content-Type": "application/octet-stream",
    "Upload-Offset": String(waiting.offset),
  };
  const signal = AbortSignal.timeout(CHUNK_MS);
  try {
    const response = await ask(url, { method: "PUT", headers, body: waiting.first(step), signal });
    return (await response.json().catch(() => ({ received: waiting.offset }))).received;
  } catch (error) {
    // 409: a chunk arrived though its answer did not; go on from where the server stands.
    if (error instanceof Refused && error.status === 409) return error.answer.received;
    throw error;
  }
}

/** The part of the stream that the server has not confirmed, in one buffer used over and over. */
class Unacknowledged {
  #chunks;
  #hash = sha256.create();
  #buffer = new Uint8Array(LARGEST);
  #length = 0;
  /** What of the last chunk did not fit into the buffer. */
  #over = new Uint8Array(0);
  #ended = false;
  offset = 0;

  /** @param {ReadableStream<Uint8Array>} stream */
  constructor(stream) {
    this.#chunks = chunksOf(stream);
  }

  /** Read on until `step` bytes wait, or the end; false when all was sent. @param {number} step */
  async hasMore(step) {
    this.#take();
    while (this.#length < step && !this.#ended) {
      const { done, value } = await this.#chunks.next();
      this.#ended = done === true;
      if (value === undefined) continue;
      this.#hash.update(value);
      this.#over = value;
      this.#take();
    }
    return this.#length > 0;
  }

  #take() {
    const fits = this.#over.subarray(0, this.#buffer.length - this.#length);
    this.#buffer.set(fits, this.#length);
    this.#length += fits.length;
    this.#over = this.#over.subarray(fits.length);
  }

  /** @param {number} step */
  first(step) {
    return this.#buffer.subarray(0, Math.min(step, this.#length));
  }

  /** Forget what the server has. @param {unknown} received bytes it has in all */
  acknowledge(received) {
    const taken = Number(received) - this.offset;
    if (!(taken >= 0 && taken <= this.#length)) throw new UploadLost("the ends do not meet");
    this.#buffer.copyWithin(0, taken, this.#length);
    this.#length -= taken;
    this.offset += taken;
  }

  hash() {
    return toHex(this.#hash.clone().digest());
  }
}
