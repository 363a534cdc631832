// Seals letters to a new estate key: the words encrypted anew, of attachments only the header. The
// server keeps it beside what is there until the new set comes in force.
import { toBase64 } from "./bytes.js";
import { Missing, Refused } from "./errors.js";
import { openContent } from "./open.js";
import { rewrapped } from "./rewrap.js";
import { sealContent } from "./seal.js";
import { ask, getBytes, getJson } from "./server.js";

/** A letter can change while we are at it; one that always does is somebody else at work. */
const ROUNDS = 5;

/** @typedef {{letter: string, version: number, text: string, files: string[]}} LetterFacts */

/**
 * @typedef {object} Resealing
 * @property {string} factsUrl
 * @property {string} resealUrl under which each letter has an address
 * @property {string} lettersUrl
 * @property {string} filesUrl
 * @property {string} identity the owner's
 * @property {string[]} recipients the new estate and the owner
 * @property {Map<string, number>} done which letter was sealed at which version; grows
 */

/**
 * Seal every letter, read again where one changed meanwhile; what is in `done` is not done twice.
 * @param {Resealing} how @param {(share: number) => void} onProgress
 */
export async function resealAll(how, onProgress) {
  for (let round = 0; round < ROUNDS; round++) {
    const { letters } = await getJson(how.factsUrl);
    const left = letters.filter((/** @type {LetterFacts} */ { letter, version }) => {
      return how.done.get(letter) !== version;
    });
    onProgress(letters.length === 0 ? 1 : 1 - left.length / letters.length);
    if (left.length === 0) return;
    for (const [at, letter] of left.entries()) {
      if (await resealed(letter, how)) how.done.set(letter.letter, letter.version);
      onProgress(1 - (left.length - at - 1) / letters.length);
    }
  }
  throw new Refused(409, {});
}

/**
 * Seal one letter; false where it was changed or deleted meanwhile.
 * @param {LetterFacts} letter @param {Resealing} how
 */
export async function resealed(letter, how) {
  try {
    const body = new FormData();
    body.set("version", String(letter.version));
    body.set("headers", JSON.stringify(await headersOf(letter.files, how)));
    body.set("text", new Blob([await textOf(letter, how)], { type: "application/octet-stream" }), "text.age");
    await ask(`${how.resealUrl}${letter.letter}/`, { method: "POST", body });
    return true;
  } catch (error) {
    if (error instanceof Missing || (error instanceof Refused && error.status === 409)) return false;
    throw error;
  }
}

/** @param {LetterFacts} letter @param {Resealing} how */
async function textOf({ letter }, { lettersUrl, identity, recipients }) {
  const sealed = await getBytes(`${lettersUrl}${letter}/text/`);
  return sealContent(await openContent(sealed, identity), recipients);
}

/** Each file's new header, in base64. @param {string[]} files @param {Resealing} how */
async function headersOf(files, { filesUrl, identity, recipients }) {
  /** @type {Record<string, string>} */
  const headers = {};
  for (const file of files) {
    const header = await getBytes(`${filesUrl}${file}/header/`);
    headers[file] = toBase64(await rewrapped(header, identity, recipients));
  }
  return headers;
}
