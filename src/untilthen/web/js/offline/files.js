// Files that somebody chose, by name: what a bundle is read from. A zip file or the folder it was
// unpacked to may hold the bundle in a folder of its own; names are told from there.
import { chunksOf, joined } from "../bytes.js";
import { Damaged, Missing } from "../errors.js";
import { filesInZip, NotABundle } from "./zip.js";

/** @typedef {{size: number, open: () => Promise<ReadableStream<Uint8Array>>}} Held */
/** @typedef {Map<string, Held>} Files */

const MANIFEST = "manifest.json";
const MOST_SMALL_BYTES = 1 << 16;

/**
 * The files of a bundle.
 * @param {{name: string, file: File}[]} chosen one zip file, or what lies in a folder
 * @returns {Promise<Files>}
 */
export async function filesOf(chosen) {
  const alone = chosen.length === 1 && !chosen[0].name.endsWith(MANIFEST);
  return rooted(alone ? await filesInZip(chosen[0].file) : inFolder(chosen));
}

/** @param {{name: string, file: File}[]} chosen @returns {Files} */
function inFolder(chosen) {
  const held = chosen.map(({ name, file }) => {
    return /** @type {[string, Held]} */ ([name, { size: file.size, open: async () => file.stream() }]);
  });
  return new Map(held);
}

/** The files below the folder in which the manifest lies. @param {Files} files @returns {Files} */
function rooted(files) {
  const manifests = [...files.keys()].filter((name) => /(^|\/)manifest\.json$/.test(name));
  const [nearest] = manifests.sort((one, other) => one.length - other.length);
  if (nearest === undefined) throw new NotABundle("there is no manifest in it");
  const root = nearest.slice(0, -MANIFEST.length);
  const below = [...files].filter(([name]) => name.startsWith(root));
  return new Map(below.map(([name, held]) => [name.slice(root.length), held]));
}

/** A file of this name; Missing where there is none. @param {Files} files @param {string} name */
export function heldIn(files, name) {
  const held = files.get(name);
  if (held === undefined) throw new Missing(name);
  return held;
}

/**
 * All of a file that is not long.
 * @param {Files} files @param {string} name @param {number} [mostBytes]
 */
export async function wholeFile(files, name, mostBytes = Infinity) {
  const held = heldIn(files, name);
  if (held.size > mostBytes) throw new NotABundle(`${name} is too long`);
  const chunks = [];
  for await (const chunk of chunksOf(await held.open())) chunks.push(chunk);
  return joined(chunks);
}

/** A small file as text; Damaged where it is long. @param {File} file */
export function smallFile(file) {
  if (file.size > MOST_SMALL_BYTES) throw new Damaged("too long for a key");
  return file.text();
}
