// Takes place and device data out of a photo without touching the picture itself.
// The result is made of slices of the file, so even a large photo is never read whole into memory.
import { Damaged, Unreadable } from "../errors.js";
import { keptJpeg } from "./jpeg.js";
import { keptPng } from "./png.js";
import { keptWebp } from "./webp.js";

/**
 * @typedef {object} Kept what stays of a file, in order, and whether something was left out
 * @property {BlobPart[]} parts
 * @property {boolean} removed
 */

/**
 * @typedef {object} Cleaned
 * @property {Blob} content what is to be sealed
 * @property {"removed" | "none" | "not_possible" | "not_a_photo"} outcome what was done, for the page to say
 */

const FORMATS = [
  { starts: [0xff, 0xd8, 0xff], at: 0, keep: keptJpeg },
  { starts: [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a], at: 0, keep: keptPng },
  { starts: [0x57, 0x45, 0x42, 0x50], at: 8, keep: keptWebp },
];

/**
 * A file without place and device data, where its kind allows it.
 * @param {File} file
 * @returns {Promise<Cleaned>}
 */
export async function cleaned(file) {
  const first = await startOf(file);
  const format = FORMATS.find(({ starts, at }) => starts.every((byte, i) => first[at + i] === byte));
  if (format === undefined) {
    const mayTell = /^(image|video|audio)\//.test(file.type) && file.type !== "image/svg+xml";
    return { content: file, outcome: mayTell ? "not_possible" : "not_a_photo" };
  }
  try {
    const { parts, removed } = await format.keep(file);
    if (!removed) return { content: file, outcome: "none" };
    return { content: new Blob(parts, { type: file.type }), outcome: "removed" };
  } catch (error) {
    if (!(error instanceof Damaged)) throw new Unreadable("the file went away", { cause: error });
    return { content: file, outcome: "not_possible" };
  }
}

/** @param {File} file */
async function startOf(file) {
  try {
    return new Uint8Array(await file.slice(0, 12).arrayBuffer());
  } catch (error) {
    throw new Unreadable("the file cannot be read", { cause: error });
  }
}
