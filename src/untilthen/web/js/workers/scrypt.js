// Turns a passphrase into a key on a thread of its own: it takes a second of full work.
// Asked once: {passphrase, salt, work}; answers {part: 0 to 1} as it goes, at last {key}.
import { scryptAsync } from "@noble/hashes/scrypt.js";

addEventListener("message", async (event) => {
  const { passphrase, salt, work } = event.data;
  const onProgress = (/** @type {number} */ part) => postMessage({ part });
  const key = await scryptAsync(passphrase, salt, { N: 2 ** work, r: 8, p: 1, dkLen: 32, onProgress });
  postMessage({ key });
});
