// One level of SLIP-39: a secret as points of which any `needed` give it back, and fewer nothing.
// It lies at position 255 and a digest of it at 254, so that strays are noticed.
import { hmac } from "@noble/hashes/hmac.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { joined } from "./bytes.js";
import { interpolate, same } from "./gf256.js";

export const SECRET_POSITION = 255;
const DIGEST_POSITION = 254;
const DIGEST_BYTES = 4;

/** @param {number} size */
const random = (size) => crypto.getRandomValues(new Uint8Array(size));

/**
 * The values at positions 0 to `count` - 1.
 * @param {Uint8Array} secret @param {number} needed @param {number} count
 */
export function share(secret, needed, count) {
  const positions = Array.from({ length: count }, (_, position) => position);
  if (needed === 1) return positions.map(() => secret.slice());
  const noise = random(secret.length - DIGEST_BYTES);
  const points = new Map();
  for (let position = 0; position < needed - 2; position++) {
    points.set(position, random(secret.length));
  }
  points.set(DIGEST_POSITION, joined([digest(secret, noise), noise]));
  points.set(SECRET_POSITION, secret);
  const values = positions.map((position) => interpolate(points, position));
  points.delete(SECRET_POSITION);
  for (const spent of points.values()) spent.fill(0);
  return values;
}

/**
 * The secret of at least `needed` points; null if any of them does not agree.
 * @param {import("./gf256.js").Points} points @param {number} needed
 */
export function recover(points, needed) {
  const chosen = new Map([...points].slice(0, needed));
  const agree = [...points].map(([at, value]) => same(interpolate(chosen, at), value));
  const secret = interpolate(chosen, SECRET_POSITION);
  if (needed > 1) {
    const found = interpolate(chosen, DIGEST_POSITION);
    const noise = found.subarray(DIGEST_BYTES);
    agree.push(same(digest(secret, noise), found.subarray(0, DIGEST_BYTES)));
  }
  return agree.every(Boolean) ? secret : null;
}

/** @param {Uint8Array} secret @param {Uint8Array} noise */
function digest(secret, noise) {
  return hmac(sha256, noise, secret).subarray(0, DIGEST_BYTES);
}
