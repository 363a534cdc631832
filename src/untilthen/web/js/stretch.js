// Asks the scrypt worker for a key, so that the page stays alive meanwhile.
import { Unreachable } from "./errors.js";
import { workerAddress } from "./workeraddress.js";

/** @typedef {(part: number) => void} OnProgress called with 0 to 1 */

/**
 * scrypt with r = 8, p = 1 and 32 bytes out.
 * @param {Uint8Array} passphrase @param {Uint8Array} salt @param {number} work log2 of N
 * @param {OnProgress} [onProgress] @returns {Promise<Uint8Array>}
 */
export function stretched(passphrase, salt, work, onProgress) {
  const worker = new Worker(workerAddress());
  return new Promise((resolve, reject) => {
    worker.addEventListener("message", ({ data }) => {
      if (data.key === undefined) return onProgress?.(data.part);
      resolve(data.key);
      worker.terminate();
    });
    // The worker's file is fetched when it is first needed; without a connection it cannot start.
    worker.addEventListener("error", () => {
      worker.terminate();
      reject(new Unreachable("the worker did not start"));
    });
    worker.postMessage({ passphrase, salt, work });
  });
}
