// The files in a zip file: those that an honest writer of bundles writes, stored or deflated. Names
// that lead elsewhere, doubled ones and sizes that grow are refused, as sealing/archive.py does. The
// checksums of zip are passed over: the owner's signature covers the SHA-256 of what matters.
import { chunksOf, plainText, streamFrom } from "../bytes.js";
import { Damaged } from "../errors.js";

const END = 0x06054b50;
const END_BYTES = 22;
const END64 = 0x06064b50;
const LOCATOR = 0x07064b50;
const LOCATOR_BYTES = 20;
const ENTRY = 0x02014b50;
const ENTRY_BYTES = 46;
const LOCAL = 0x04034b50;
const LOCAL_BYTES = 30;
const SIZES = 1; // the extra field with sizes over four bytes
const FULL = 0xffffffff;
const STORED = 0;
const DEFLATED = 8;
const MOST_FILES = 100_000;
const MOST_GROWTH = 20;

/** What was chosen is no bundle: no zip file, none of ours, or one made to do harm. */
export class NotABundle extends Error {
  kind = "not_a_bundle";
}

/** @typedef {{name: string, flags: number, method: number, packed: number, size: number, at: number}} Entry */

/** The files in a zip file. @param {Blob} zip @returns {Promise<import("./files.js").Files>} */
export async function filesInZip(zip) {
  const entries = await entriesOf(zip);
  if (entries.reduce((sum, { packed }) => sum + packed, 0) > zip.size) {
    throw new NotABundle("its files lie over each other");
  }
  const files = new Map();
  for (const entry of entries.filter(({ name }) => !name.endsWith("/"))) {
    if (files.has(entry.name)) throw new NotABundle("a name is in it twice");
    files.set(entry.name, { size: entry.size, open: () => contentOf(zip, entry) });
  }
  return files;
}

/** @param {Blob} zip */
async function entriesOf(zip) {
  const { count, size, at } = await directoryOf(zip);
  if (count > MOST_FILES) throw new NotABundle("it holds too many files");
  const directory = await bytesAt(zip, at, size);
  const entries = [];
  let from = 0;
  while (entries.length < count) {
    if (from + ENTRY_BYTES > size || directory.getUint32(from, true) !== ENTRY) {
      throw new NotABundle("its list of files is not whole");
    }
    const name = directory.getUint16(from + 28, true);
    const extra = directory.getUint16(from + 30, true);
    entries.push(checked(entryAt(directory, from, name, extra)));
    from += ENTRY_BYTES + name + extra + directory.getUint16(from + 32, true);
  }
  return entries;
}

/** Where the list of files lies. @param {Blob} zip */
async function directoryOf(zip) {
  const end = await bytesAt(zip, zip.size - END_BYTES, END_BYTES);
  if (end.getUint32(0, true) !== END) throw new NotABundle("it is no whole zip file");
  const count = end.getUint16(10, true);
  const size = end.getUint32(12, true);
  const at = end.getUint32(16, true);
  if (count < 0xffff && size < FULL && at < FULL) return { count, size, at };
  const locator = await bytesAt(zip, zip.size - END_BYTES - LOCATOR_BYTES, LOCATOR_BYTES);
  if (locator.getUint32(0, true) !== LOCATOR) return { count, size, at };
  const end64 = await bytesAt(zip, long(locator, 8), 56);
  if (end64.getUint32(0, true) !== END64) throw new NotABundle("it is no whole zip file");
  return { count: long(end64, 32), size: long(end64, 40), at: long(end64, 48) };
}

/**
 * One entry of the list; its name and extra field have these lengths.
 * @param {DataView} view @param {number} from @param {number} name @param {number} extra
 * @returns {Entry}
 */
function entryAt(view, from, name, extra) {
  const nameFrom = view.byteOffset + from + ENTRY_BYTES;
  if (from + ENTRY_BYTES + name + extra > view.byteLength) throw new NotABundle("cut short");
  const entry = {
    name: plainText(new Uint8Array(view.buffer, nameFrom, name)),
    flags: view.getUint16(from + 8, true),
    method: view.getUint16(from + 10, true),
    size: view.getUint32(from + 24, true),
    packed: view.getUint32(from + 20, true),
    at: view.getUint32(from + 42, true),
  };
  return withLongSizes(entry, new DataView(view.buffer, nameFrom + name, extra));
}

/** @param {Entry} entry @param {DataView} extra */
function withLongSizes(entry, extra) {
  const wanted = /** @type {const} */ (["size", "packed", "at"]).filter((each) => entry[each] === FULL);
  for (let from = 0; from + 4 <= extra.byteLength; from += 4 + extra.getUint16(from + 2, true)) {
    if (extra.getUint16(from, true) !== SIZES) continue;
    if (from + 4 + 8 * wanted.length > extra.byteLength) throw new NotABundle("cut short");
    wanted.forEach((each, i) => (entry[each] = long(extra, from + 4 + 8 * i)));
  }
  return entry;
}

/** @param {Entry} entry */
function checked(entry) {
  const { name, flags, method, packed, size } = entry;
  const steps = name.replace(/\/$/, "").split("/");
  const odd = steps.some((step) => ["", ".", ".."].includes(step)) || /[\\:\p{Cc}]/u.test(name);
  if (odd) throw new NotABundle("a name that leads elsewhere");
  const stored = method === STORED && packed === size;
  if ((flags & 1) !== 0 || (!stored && method !== DEFLATED)) throw new NotABundle("packed oddly");
  if (size > MOST_GROWTH * packed + 1024) throw new NotABundle("it would grow too much");
  return entry;
}

/** @param {Blob} zip @param {Entry} entry @returns {Promise<ReadableStream<Uint8Array>>} */
async function contentOf(zip, { method, packed, size, at }) {
  const local = await bytesAt(zip, at, LOCAL_BYTES);
  if (local.getUint32(0, true) !== LOCAL) throw new Damaged("not where the zip file says");
  const from = at + LOCAL_BYTES + local.getUint16(26, true) + local.getUint16(28, true);
  const stream = zip.slice(from, from + packed).stream();
  if (method === STORED) return stream;
  return streamFrom(upTo(size, stream.pipeThrough(new DecompressionStream("deflate-raw"))));
}

/** What unpacks to `size` bytes and no more. @param {number} size @param {ReadableStream} unpacked */
async function* upTo(size, unpacked) {
  let seen = 0;
  try {
    for await (const chunk of chunksOf(unpacked)) {
      seen += chunk.length;
      if (seen > size) throw new Damaged("longer than the zip file says");
      yield chunk;
    }
  } catch (error) {
    throw error instanceof Damaged ? error : new Damaged("it cannot be unpacked", { cause: error });
  }
}

/** @param {Blob} zip @param {number} from @param {number} size */
async function bytesAt(zip, from, size) {
  if (from < 0 || from + size > zip.size) throw new NotABundle("it is cut short");
  return new DataView(await zip.slice(from, from + size).arrayBuffer());
}

/** @param {DataView} view @param {number} at */
const long = (view, at) => Number(view.getBigUint64(at, true));
