// Reads a few bytes of a file at a time, so that large photos are walked, not loaded.
import { Damaged } from "../errors.js";

const WINDOW_BYTES = 256 * 1024;

/** Random access to a blob through one window of 256 KiB. */
export class Reader {
  #window = new Uint8Array(0);
  #from = 0;

  /** @param {Blob} blob */
  constructor(blob) {
    this.blob = blob;
    this.size = blob.size;
  }

  /**
   * Exactly `count` bytes at `at`; Damaged if the file ends before.
   * @param {number} at
   * @param {number} count
   */
  async bytes(at, count) {
    if (at + count > this.size) throw new Damaged("the photo ends early");
    if (count > WINDOW_BYTES) return new Uint8Array(await this.blob.slice(at, at + count).arrayBuffer());
    if (at < this.#from || at + count > this.#from + this.#window.length) {
      this.#window = new Uint8Array(await this.blob.slice(at, at + WINDOW_BYTES).arrayBuffer());
      this.#from = at;
    }
    return this.#window.subarray(at - this.#from, at - this.#from + count);
  }

  /** Bytes from `at` to the window's end, at least one. @param {number} at */
  async ahead(at) {
    await this.bytes(at, 1);
    return this.#window.subarray(at - this.#from);
  }

  /** @param {number} at @param {number} count */
  async text(at, count) {
    return String.fromCharCode(...(await this.bytes(at, count)));
  }
}

/** A view for reading numbers out of bytes. @param {Uint8Array} bytes */
export function numbers(bytes) {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
