// PNG: keeps the chunks that make up the picture and its colours, drops all that only talk about it.
import { joined, utf8 } from "../bytes.js";
import { onlyOrientation, orientationIn } from "./exif.js";
import { numbers, Reader } from "./reader.js";

const SIGNATURE_BYTES = 8;
const FRAME_BYTES = 12; // length, name and checksum around each chunk
const KEPT = new Set(
  ("IHDR PLTE IDAT IEND tRNS gAMA cHRM sRGB iCCP sBIT bKGD hIST pHYs sPLT cICP mDCV cLLI " +
    "acTL fcTL fdAT").split(" "),
);

/** What stays of a PNG. @param {Blob} blob @returns {Promise<import("./clean.js").Kept>} */
export async function keptPng(blob) {
  const reader = new Reader(blob);
  /** @type {BlobPart[]} */
  const parts = [blob.slice(0, SIGNATURE_BYTES)];
  let removed = false;
  let at = SIGNATURE_BYTES;
  for (;;) {
    const length = numbers(await reader.bytes(at, 4)).getUint32(0);
    const name = await reader.text(at + 4, 4);
    const end = at + FRAME_BYTES + length;
    await reader.bytes(end - 1, 1); // a chunk cut short is no picture
    if (KEPT.has(name)) parts.push(blob.slice(at, end));
    else removed = true;
    if (name === "eXIf") {
      const orientation = orientationIn(await reader.bytes(at + 8, length));
      if (orientation !== 1) parts.push(chunk("eXIf", onlyOrientation(orientation)));
    }
    if (name === "IEND") return { parts, removed: removed || end < blob.size };
    at = end;
  }
}

/** @param {string} name @param {Uint8Array} body */
function chunk(name, body) {
  const named = joined([utf8(name), body]);
  const frame = new Uint8Array(FRAME_BYTES + body.length);
  numbers(frame).setUint32(0, body.length);
  frame.set(named, 4);
  numbers(frame).setUint32(4 + named.length, checksum(named));
  return frame;
}

/** CRC-32 as PNG wants it. @param {Uint8Array} bytes */
function checksum(bytes) {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  }
  return (crc ^ 0xffffffff) >>> 0;
}
