// WebP: keeps the picture's chunks and corrects the flags and the length that name them.
import { joined, utf8 } from "../bytes.js";
import { Damaged } from "../errors.js";
import { onlyOrientation, orientationIn } from "./exif.js";
import { numbers, Reader } from "./reader.js";

const RIFF_BYTES = 12;
const KEPT = new Set(["VP8 ", "VP8L", "VP8X", "ALPH", "ANIM", "ANMF", "ICCP"]);
const EXIF_FLAG = 0x08;
const XMP_FLAG = 0x04;

/** What stays of a WebP. @param {Blob} blob @returns {Promise<import("./clean.js").Kept>} */
export async function keptWebp(blob) {
  const reader = new Reader(blob);
  const stated = 8 + numbers(await reader.bytes(4, 4)).getUint32(0, true);
  if (stated > blob.size) throw new Damaged("the photo ends early");
  /** @type {Blob[]} */
  const parts = [];
  let orientation = 1;
  let removed = stated < blob.size;
  let features = -1;
  for (let at = RIFF_BYTES; at + 8 <= stated; ) {
    const name = await reader.text(at, 4);
    const length = numbers(await reader.bytes(at + 4, 4)).getUint32(0, true);
    const end = at + 8 + length + (length % 2);
    if (end > blob.size) throw new Damaged("a chunk is cut short");
    if (name === "VP8X") features = parts.length;
    if (KEPT.has(name)) parts.push(blob.slice(at, end));
    else removed = true;
    if (name === "EXIF") orientation = orientationIn(withoutName(await reader.bytes(at + 8, length)));
    at = end;
  }
  if (orientation !== 1) parts.push(chunk("EXIF", onlyOrientation(orientation)));
  if (features >= 0) parts[features] = await corrected(parts[features], orientation !== 1);
  return { parts: [riff(parts), ...parts], removed };
}

/** Some writers repeat the JPEG name before the block. @param {Uint8Array} body */
function withoutName(body) {
  return utf8("Exif\0\0").every((byte, i) => body[i] === byte) ? body.subarray(6) : body;
}

/** The feature chunk with true flags. @param {Blob} blob @param {boolean} exif */
async function corrected(blob, exif) {
  const bytes = new Uint8Array(await blob.arrayBuffer());
  bytes[8] &= ~(EXIF_FLAG | XMP_FLAG);
  if (exif) bytes[8] |= EXIF_FLAG;
  return new Blob([bytes]);
}

/** @param {string} name @param {Uint8Array} body of even length */
function chunk(name, body) {
  const length = new Uint8Array(4);
  numbers(length).setUint32(0, body.length, true);
  return new Blob([joined([utf8(name), length, body])]);
}

/** @param {Blob[]} parts */
function riff(parts) {
  const start = joined([utf8("RIFF"), new Uint8Array(4), utf8("WEBP")]);
  const size = parts.reduce((sum, part) => sum + part.size, 4);
  numbers(start).setUint32(4, size, true);
  return start;
}
