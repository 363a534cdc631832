// The frame inside every sealed file: an 8-byte big-endian length, the content, then zeros.
// The zeros hide the true length: texts grow in powers of two, files in steps of a sixteenth.
import { Damaged } from "./errors.js";

export const HEAD = 8;
const SMALLEST = 4096;
const ZEROS = new Uint8Array(64 * 1024);

/** Bytes a framed text takes, for a content of `size` bytes. @param {number} size */
export function textTotal(size) {
  let total = SMALLEST;
  while (total < HEAD + size) total *= 2;
  return total;
}

/** Bytes a framed file takes, for a content of `size` bytes (below 2 GiB). @param {number} size */
export function fileTotal(size) {
  const least = HEAD + size;
  const step = 2 ** (31 - Math.clz32(least) - 4);
  return Math.max(SMALLEST, Math.ceil(least / step) * step);
}

/** The eight bytes before a content of `size` bytes. @param {number} size */
export function head(size) {
  const bytes = new Uint8Array(HEAD);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(size));
  return bytes;
}

/** `content` in its frame, `total` bytes long. @param {Uint8Array} content @param {number} total */
export function framed(content, total) {
  const frame = new Uint8Array(total);
  frame.set(head(content.length));
  frame.set(content, HEAD);
  return frame;
}

/** Zeros to pad with, at most 64 KiB at a time. @param {number} count */
export function zeros(count) {
  return ZEROS.subarray(0, Math.min(count, ZEROS.length));
}

/** Takes a frame apart as its bytes come in; `finish` says whether it was whole. */
export class Unframer {
  #head = new Uint8Array(HEAD);
  #seen = 0;
  /** Length of the content, known once eight bytes came in. */
  size = -1;

  /** The content's bytes among `chunk`. @param {Uint8Array} chunk @returns {Uint8Array} */
  push(chunk) {
    let from = 0;
    while (this.#seen < HEAD && from < chunk.length) this.#head[this.#seen++] = chunk[from++];
    if (this.#seen < HEAD) return chunk.subarray(0, 0);
    if (this.size < 0) this.size = this.#length();
    const rest = chunk.subarray(from);
    const left = Math.max(0, HEAD + this.size - this.#seen);
    this.#seen += rest.length;
    if (rest.subarray(left).some((byte) => byte !== 0)) throw new Damaged("padding is not zero");
    return rest.subarray(0, left);
  }

  /** Raise Damaged unless the whole content came in. */
  finish() {
    if (this.size < 0 || this.#seen < HEAD + this.size) throw new Damaged("frame is cut short");
  }

  #length() {
    const size = new DataView(this.#head.buffer).getBigUint64(0);
    if (size > 2n ** 40n) throw new Damaged("frame names an impossible length");
    return Number(size);
  }
}
