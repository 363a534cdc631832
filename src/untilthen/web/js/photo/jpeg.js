// JPEG: walks the segments and keeps those a picture needs to look the same.
import { joined, utf8 } from "../bytes.js";
import { Damaged } from "../errors.js";
import { onlyOrientation, orientationIn } from "./exif.js";
import { numbers, Reader } from "./reader.js";

const EXIF = "Exif\0\0";
const SOS = 0xda;
const EOI = 0xd9;
const APP0 = 0xe0;
const APP1 = 0xe1;
const APP2 = 0xe2;
const APP14 = 0xee;
const COMMENT = 0xfe;

/** What stays of a JPEG. @param {Blob} blob @returns {Promise<import("./clean.js").Kept>} */
export async function keptJpeg(blob) {
  const reader = new Reader(blob);
  /** @type {BlobPart[]} */
  const parts = [blob.slice(0, 2)];
  let removed = false;
  let at = 2;
  for (;;) {
    const { marker, start } = await nextMarker(reader, at);
    if (marker === EOI) {
      parts.push(blob.slice(start, start + 2));
      // Phones hang second pictures and film clips behind the end, with their own place data.
      return { parts, removed: removed || start + 2 < blob.size };
    }
    const length = numbers(await reader.bytes(start + 2, 2)).getUint16(0);
    if (length < 2) throw new Damaged("a segment of no length");
    const end = start + 2 + length;
    const body = new Uint8Array(await reader.bytes(start + 4, length - 2));
    const kept = keptSegment(marker, body);
    removed ||= kept !== body;
    if (kept === body) parts.push(blob.slice(start, end));
    else if (kept !== null) parts.push(segment(marker, kept));
    at = marker === SOS ? await scanEnd(reader, end) : end;
    if (marker === SOS) parts.push(blob.slice(end, at));
  }
}

/**
 * The next marker at `at`; fill bytes before it are allowed.
 * @param {Reader} reader
 * @param {number} at
 */
async function nextMarker(reader, at) {
  let start = at;
  if ((await reader.bytes(start, 2))[0] !== 0xff) throw new Damaged("a marker is missing");
  while ((await reader.bytes(start, 2))[1] === 0xff) start++;
  return { marker: (await reader.bytes(start, 2))[1], start };
}

/**
 * The segment's body itself, a shorter one, or null to leave it out.
 * @param {number} marker
 * @param {Uint8Array} body
 */
function keptSegment(marker, body) {
  if (marker === COMMENT) return null;
  if (marker < APP0 || marker > 0xef) return body;
  if (marker === APP0) return startsWith(body, "JFIF\0") ? body : null;
  if (marker === APP2) return startsWith(body, "ICC_PROFILE\0") ? body : null;
  if (marker === APP14) return startsWith(body, "Adobe") ? body : null;
  if (marker !== APP1 || !startsWith(body, EXIF)) return null;
  const orientation = orientationIn(body.subarray(EXIF.length));
  if (orientation === 1) return null;
  const bare = joined([utf8(EXIF), onlyOrientation(orientation)]);
  return bare.length === body.length && bare.every((byte, i) => byte === body[i]) ? body : bare;
}

/** @param {Uint8Array} body @param {string} text */
function startsWith(body, text) {
  return utf8(text).every((byte, i) => body[i] === byte);
}

/** @param {number} marker @param {Uint8Array} body */
function segment(marker, body) {
  const start = new Uint8Array([0xff, marker, 0, 0]);
  numbers(start).setUint16(2, body.length + 2);
  return joined([start, body]);
}

/**
 * Where the picture data that begins at `from` ends: at the next real marker.
 * @param {Reader} reader
 * @param {number} from
 */
async function scanEnd(reader, from) {
  let at = from;
  for (;;) {
    const bytes = await reader.ahead(at);
    const found = bytes.indexOf(0xff);
    at += found < 0 ? bytes.length : found;
    if (found < 0) continue;
    const follows = (await reader.bytes(at, 2))[1];
    // FF 00 is a plain FF byte; FF D0 to D7 are marks inside the data; FF FF is filling.
    const inside = follows === 0 || (follows >= 0xd0 && follows <= 0xd7);
    if (!inside && follows !== 0xff) return at;
    at += inside ? 2 : 1;
  }
}
